//! The language of a text: as its source states it, or else as its words show it.

use crate::import::document::{Document, Field};

/// Bytes of text that are enough to tell a language.
const ENOUGH: usize = 4000;

/// The BCP 47 tag of a language that a source names: by tag, code or name, such as `en-GB`, `eng`, `ANGLAIS`, or
/// several of them, of which the first that is known counts.
#[must_use]
pub fn tag(stated: &str) -> Option<String> {
    let whole = stated.trim().replace('_', "-");
    let is_tag = |text: &str| {
        let mut parts = text.split('-');
        let primary = parts.next().unwrap_or("");
        primary.len() == 2
            && by_word(&primary.to_lowercase()).is_some()
            && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    };
    if is_tag(&whole) {
        let (primary, rest) = whole.split_once('-').unwrap_or((&whole, ""));
        let rest = if rest.is_empty() { String::new() } else { format!("-{rest}") };
        return Some(format!("{}{rest}", primary.to_lowercase()));
    }
    let words = stated.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).find_map(|word| by_word(&word)).map(str::to_owned)
}

fn by_word(word: &str) -> Option<&'static str> {
    let lines = include_str!("languages.txt").lines().filter(|line| !line.starts_with('#'));
    lines.into_iter().find(|line| line.split(' ').any(|known| known == word))?.split(' ').next()
}

/// Guesses the language of a document that states none, from its body; the title is too short to tell.
pub(super) fn guess(document: &mut Document) {
    if document.metadata.language.is_some() {
        return;
    }
    let mut sample = String::new();
    for block in document.blocks.iter().filter(|block| block.kind.is_body()) {
        sample.push_str(&block.text);
        sample.push(' ');
        if sample.len() >= ENOUGH {
            break;
        }
    }
    let guess = whatlang::detect(&sample).filter(whatlang::Info::is_reliable);
    document.metadata.language = guess.and_then(|info| Field::guessed(by_word(info.lang().code())?));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_tag_code_and_name() {
        for (stated, expected) in [
            ("en", "en"),
            ("EN_us", "en-us"),
            ("de-AT", "de-AT"),
            ("eng", "en"),
            ("ENGLISH", "en"),
            ("Anglais; ENGLISH", "en"),
            ("LANGUE: Français", "fr"),
            ("español", "es"),
            ("русский", "ru"),
        ] {
            assert_eq!(tag(stated).as_deref(), Some(expected), "{stated}");
        }
        assert_eq!(tag("xx"), None);
        assert_eq!(tag("no idea"), None);
    }

    #[test]
    fn every_language_that_can_be_guessed_has_a_tag() {
        for language in whatlang::Lang::all() {
            assert!(by_word(language.code()).is_some(), "{language:?}");
        }
    }
}
