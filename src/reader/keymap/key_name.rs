//! How keys are called: which names there are, and which of them a terminal can send.

/// Keys that have a name of their own.
const NAMED: [&str; 15] = [
    "Enter",
    "Esc",
    "Tab",
    "Backspace",
    "Delete",
    "Insert",
    "Space",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PgUp",
    "PgDn",
];
/// What terminals send for keys with Control is what they send for these.
const SAME: [(&str, &str); 3] = [("C-i", "Tab"), ("C-m", "Enter"), ("C-[", "Esc")];

/// Says why `name` is not a key that a terminal can send.
///
/// # Errors
///
/// The sentence that a message goes on with, behind the name.
pub(crate) fn check(name: &str) -> Result<(), String> {
    if let Some((_, same)) = SAME.iter().find(|(control, _)| *control == name) {
        return Err(format!("reaches nutgraf as `{same}`; bind that instead"));
    }
    let (modifier, base) = ["C-", "A-", "S-"]
        .into_iter()
        .find_map(|modifier| name.strip_prefix(modifier).filter(|rest| !rest.is_empty()).map(|rest| (modifier, rest)))
        .unwrap_or(("", name));
    let mut letters = base.chars();
    let single = letters.next().filter(|_| letters.next().is_none());
    match (modifier, single) {
        (_, Some(' ')) => Err(format!("is written `{modifier}Space`")),
        ("S-", Some(letter)) if letter.is_alphabetic() => {
            Err(format!("is written `{}`: write a letter with Shift as a capital", letter.to_uppercase()))
        }
        ("S-", Some(_)) => Err("is not a key: Shift turns it into another character; bind that instead".to_owned()),
        ("C-", Some(letter)) if letter.is_ascii_uppercase() => {
            Err(format!("reaches nutgraf as `C-{}`; bind that instead", letter.to_ascii_lowercase()))
        }
        ("C-", Some(letter)) if !(letter.is_ascii_lowercase() || ('4'..='7').contains(&letter)) => {
            Err("is not sent by terminals; use Control with a letter from a to z".to_owned())
        }
        (_, Some(letter)) if !letter.is_control() => Ok(()),
        _ if is_named(base) => Ok(()),
        _ => Err(format!("is not a key; {}", suggestion(modifier, base))),
    }
}

fn is_named(base: &str) -> bool {
    let number = base.strip_prefix('F').and_then(|digits| digits.parse::<u8>().ok());
    NAMED.contains(&base) || number.is_some_and(|number| (1..=12).contains(&number) && base == format!("F{number}"))
}

fn suggestion(modifier: &str, base: &str) -> String {
    let others = [
        ("escape", "Esc"),
        ("return", "Enter"),
        ("cr", "Enter"),
        ("pageup", "PgUp"),
        ("pagedown", "PgDn"),
        ("del", "Delete"),
        ("bs", "Backspace"),
    ];
    let lower = base.to_lowercase();
    let same = NAMED.into_iter().find(|name| name.to_lowercase() == lower);
    let other = others.into_iter().find(|(other, _)| *other == lower).map(|(_, name)| name);
    let control = ["ctrl-", "ctrl+", "control-", "c+", "^"].iter().find_map(|prefix| lower.strip_prefix(prefix));
    if let Some(letter) = control.filter(|letter| letter.len() == 1) {
        return format!("did you mean `C-{letter}`?");
    }
    let near = || crate::text::suggestion::nearest(base, NAMED);
    same.or(other).or_else(near).map_or_else(
        || {
            "keys are characters such as `w`, names such as `Enter`, `Esc`, `Tab`, `F5`, and combinations such as `C-w`, `A-w`, `S-Tab`"
                .to_owned()
        },
        |name| format!("did you mean `{modifier}{name}`?"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::keymap::BINDINGS;

    #[test]
    fn every_default_key_is_a_key() {
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            assert_eq!(check(key), Ok(()), "{key}");
        }
    }

    #[test]
    fn what_is_no_key_is_told_with_what_was_meant() {
        for (wrong, right) in [
            ("escape", "`Esc`"),
            ("Ctrl-w", "`C-w`"),
            ("S-a", "`A`"),
            ("C-W", "`C-w`"),
            ("C-i", "`Tab`"),
            (" ", "`Space`"),
            ("Entr", "`Enter`"),
            ("F13", "such as"),
            ("", "such as"),
            ("C-ä", "a to z"),
        ] {
            let told = check(wrong).err().unwrap_or_default();
            assert!(told.contains(right), "{wrong}: {told}");
        }
    }
}
