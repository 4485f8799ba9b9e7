//! Languages as databases and wires name them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Codes and names in lower case, each with its tag.
static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
    let words = lines.filter_map(|line| {
        let (tag, names) = line.split_once(' ')?;
        Some(names.split(' ').map(move |name| (name, tag)))
    });
    words.flatten().collect()
});

/// The BCP 47 tag of a language that a source names: `en-GB` for `en_GB`, `fr` for `Français` or `FRENCH; FRENCHS`.
/// None when nobody knows the name.
#[must_use]
pub fn tag(named: &str) -> Option<String> {
    let named = named.trim();
    if let Some(tag) = as_tag(named) {
        return Some(tag);
    }
    let first = named.split([';', ',', '/', '(', '-', ' ']).find(|word| !word.is_empty())?;
    let name = first.trim().to_lowercase();
    NAMES.get(name.as_str()).map(|tag| (*tag).to_owned())
}

/// A tag in its usual case, where the text is one: two letters, or with script and region behind them.
fn as_tag(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '_']);
    let language =
        parts.next().filter(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    let mut tag = language.to_ascii_lowercase();
    for part in parts {
        if !(2..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_code_and_by_name() {
        for (named, tag) in [
            ("EN", Some("en")),
            ("en_gb", Some("en-GB")),
            ("zh-hant-tw", Some("zh-Hant-TW")),
            ("ENGLISH; ENGLISHS", Some("en")),
            ("Français", Some("fr")),
            ("fre", Some("fr")),
            ("Chinese - Simplified", Some("zh")),
            ("Klingon", None),
            ("", None),
        ] {
            assert_eq!(super::tag(named).as_deref(), tag, "{named}");
        }
    }

    #[test]
    fn no_name_stands_for_two_languages() {
        let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
        let mut seen: HashMap<&str, &str> = HashMap::new();
        for line in lines {
            let (tag, names) = line.split_once(' ').unwrap_or_default();
            for name in names.split(' ') {
                assert!(seen.insert(name, tag).is_none_or(|other| other == tag), "{name}");
            }
        }
    }
}
