//! Which characters the terminal can show, according to the environment.

use crate::reader::draw::Characters;

/// The variables that set it, in order of precedence (POSIX, section 8.2).
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// The characters to draw if the user asks for `asked`, and a warning; `variable` looks up an environment variable.
///
/// If none is set, UTF-8 is assumed: containers and remote shells set none, and their terminals support it.
pub(crate) fn characters(asked: Characters, variable: impl Fn(&str) -> Option<String>) -> (Characters, Option<String>) {
    let set = VARIABLES.into_iter().find_map(|name| Some((name, variable(name).filter(|value| !value.is_empty())?)));
    match set {
        Some((name, value)) if !is_utf8(&value) => {
            let value: String = value.chars().take(20).collect();
            let value = value.escape_debug();
            let word = format!(
                "{name}={value} is not UTF-8: ? replaces letters beyond ASCII. Set LC_ALL=C.UTF-8 to see them, if your \
                 terminal can show them"
            );
            (Characters::AsciiOnly, Some(word))
        }
        _ => (asked, None),
    }
}

/// Whether a locale uses UTF-8: `en_US.UTF-8`, `C.utf8`, and `UTF-8` on macOS.
fn is_utf8(locale: &str) -> bool {
    let name = locale.split('@').next().unwrap_or(locale);
    let codeset = name.split_once('.').map_or(name, |(_, codeset)| codeset);
    let letters: String = codeset.chars().filter(char::is_ascii_alphanumeric).collect();
    letters.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(variables: &[(&str, &str)]) -> (Characters, bool) {
        let find =
            |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
        let (characters, word) = characters(Characters::All, find);
        (characters, word.is_some())
    }

    #[test]
    fn the_warning_appears_only_for_a_locale_without_utf8() {
        for locale in ["en_US.UTF-8", "de_AT.utf8", "C.UTF-8", "UTF-8", "ca_ES.UTF-8@valencia", ""] {
            assert_eq!(asked(&[("LANG", locale)]), (Characters::All, false), "{locale}");
        }
        for locale in ["C", "POSIX", "en_US.ISO-8859-1", "de_DE@euro", "ja_JP.eucJP", "en_US"] {
            assert_eq!(asked(&[("LANG", locale)]), (Characters::AsciiOnly, true), "{locale}");
        }
        assert_eq!(asked(&[]), (Characters::All, false));
        assert_eq!(asked(&[("LANG", "C"), ("LC_ALL", "C.UTF-8")]), (Characters::All, false));
        assert_eq!(asked(&[("LC_CTYPE", "C"), ("LANG", "en_US.UTF-8")]), (Characters::AsciiOnly, true));
        assert_eq!(asked(&[("LC_ALL", ""), ("LANG", "C.UTF-8")]), (Characters::All, false));
    }
}
