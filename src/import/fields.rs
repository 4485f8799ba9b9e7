//! Values of the metadata, made of what sources print.

use crate::import::dates;
use crate::import::dates::NoDate;
use crate::import::document::Field;
use crate::import::language;
use crate::import::notice::{Notice, NoticeKind};

/// Words that are before a byline in the languages of the databases.
const BY: [&str; 12] =
    ["written by", "by", "geschrieben von", "von", "par", "por", "di", "door", "texte", "av", "af", "текст"];

/// The day that a source prints; one that can be read in two ways is left out and reported.
pub(super) fn day(printed: &str, notices: &mut Vec<Notice>) -> Option<Field> {
    match dates::first(printed) {
        Ok(day) => Field::stated(&day),
        Err(NoDate::Absent) => None,
        Err(NoDate::Ambiguous) => {
            let printed = printed.trim();
            let message = format!("the date {printed} can be read in two ways and was left out");
            notices.push(Notice::whole(NoticeKind::Guess, message));
            None
        }
    }
}

/// The tag of the language that a source names.
pub(super) fn language(printed: &str) -> Option<Field> {
    language::tag(printed).and_then(|tag| Field::stated(&tag))
}

/// A byline without "by".
pub(super) fn byline(printed: &str) -> Option<Field> {
    let printed = printed.trim().trim_start_matches([':', '-', '–', '—', ' ']);
    let lower = printed.to_lowercase();
    let word =
        BY.iter().find(|word| lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}'])));
    // Lower-casing may change how many bytes there are before the rest, but not in these words.
    let rest = word.and_then(|word| printed.get(word.len()..)).unwrap_or(printed);
    Field::stated(rest.trim_start_matches([' ', ':', '\u{a0}']))
}

/// A number of words or articles: the first run of digits, in which commas, points and spaces part thousands.
pub(super) fn count(printed: &str) -> Option<usize> {
    let start = printed.find(|letter: char| letter.is_ascii_digit())?;
    let mut digits = String::new();
    let mut letters = printed[start..].chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '0'..='9' => digits.push(letter),
            ',' | '.' | '\'' | ' ' | '\u{a0}' | '\u{202f}' if letters.peek().is_some_and(char::is_ascii_digit) => {}
            _ => break,
        }
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_loses_its_by() {
        for (printed, name) in [
            ("By PAPER AUTHOR", "PAPER AUTHOR"),
            ("Byron Holt", "Byron Holt"),
            ("Von Anna Ek", "Anna Ek"),
            ("par\u{a0}Léa Roy", "Léa Roy"),
            ("BY:  Lena Ek and Per Holm", "Lena Ek and Per Holm"),
            ("İlker Kaya", "İlker Kaya"),
        ] {
            assert_eq!(byline(printed).map(|field| field.value).as_deref(), Some(name), "{printed}");
        }
        assert_eq!(byline("  "), None);
    }

    #[test]
    fn counts_may_part_thousands() {
        for (printed, number) in [
            ("355 words", 355),
            ("1,355 words", 1355),
            ("1 355 mots", 1355),
            ("17.366 Wörter", 17366),
            ("LENGTH 12", 12),
        ] {
            assert_eq!(count(printed), Some(number), "{printed}");
        }
        assert_eq!(count("words"), None);
    }
}
