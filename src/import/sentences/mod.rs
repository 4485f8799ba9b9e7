//! Where sentences end.
//!
//! A terminator ends a sentence unless the word before it, or the one after it, says otherwise; the lists of
//! such words are in `abbreviations.txt` and `starters.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::span::ByteSpan;

use crate::import::dates;

/// What an abbreviation says about the full stop behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Always before a name.
    Title,
    /// Before a number.
    Number,
    /// Rarely at the end of a sentence.
    Inner,
    /// Never at the end of a sentence.
    Within,
}

static ABBREVIATIONS: LazyLock<HashMap<&str, Class>> = LazyLock::new(|| {
    let mut class = Class::Within;
    let mut known = HashMap::new();
    for line in include_str!("abbreviations.txt").lines().filter(|line| !line.starts_with('#')) {
        match line {
            "[title]" => class = Class::Title,
            "[number]" => class = Class::Number,
            "[inner]" => class = Class::Inner,
            "[within]" => class = Class::Within,
            words => known.extend(words.split_whitespace().map(|word| (word, class))),
        }
    }
    known
});

static STARTERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("starters.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Verbs that report what is in quotation marks before them.
const REPORTING: [&str; 24] = [
    "said",
    "say",
    "says",
    "asked",
    "ask",
    "asks",
    "replied",
    "added",
    "adds",
    "wrote",
    "writes",
    "told",
    "shouted",
    "cried",
    "called",
    "answered",
    "exclaimed",
    "whispered",
    "sagte",
    "fragte",
    "rief",
    "dijo",
    "disse",
    "demanda",
];

/// The sentences of a paragraph, as byte spans without white space at their ends.
#[must_use]
pub fn sentences(text: &str) -> Vec<ByteSpan> {
    let mut spans = Vec::new();
    let mut start = 0;
    for end in ends(text) {
        push(text, start, end, &mut spans);
        start = end;
    }
    let glued = if start == 0 { glued_date(text).unwrap_or(text.len()) } else { text.len() };
    push(text, start, glued, &mut spans);
    push(text, glued, text.len(), &mut spans);
    spans
}

/// The byte at which a date with its weekday begins that is glued to the end of a title or a line before it.
fn glued_date(text: &str) -> Option<usize> {
    const LONGEST: usize = 60;
    const LONGEST_TITLE: usize = 240;
    if text.len() > LONGEST_TITLE || !text.ends_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let starts = text.match_indices(' ').map(|(at, _)| at + 1).filter(|at| text.len() - at <= LONGEST);
    let mut weekdays = starts.filter(|at| dates::is_weekday(first_word(&text[*at..])));
    weekdays.find(|at| {
        let before = text[..*at].trim_end();
        let goes_on = before.ends_with([',', ';', ':', '(', '-', '–', '—']) || last_word(before).len() <= 3;
        !goes_on && dates::whole_line(&text[*at..]).is_ok_and(|date| date.len() == 10)
    })
}

/// Whether a text ends as a sentence does: with a terminator, and closing marks behind it.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    let bare = before_references(text.trim_end()).trim_end_matches(is_closer);
    let Some(last) = bare.chars().next_back().filter(|letter| is_terminator(*letter)) else { return false };
    // "She met Mr." goes on.
    let class = || ABBREVIATIONS.get(last_word(&bare[..bare.len() - last.len_utf8()]));
    last != '.' || !matches!(class(), Some(Class::Title | Class::Within | Class::Number))
}

/// Whether a text begins with a word that begins sentences so often that it goes on with none.
#[must_use]
pub fn begins_as_sentence(text: &str) -> bool {
    STARTERS.contains(first_word(text.trim_start_matches(is_opener)))
}

/// Whether a word is one that often begins sentences, as written with its capital.
#[must_use]
pub fn is_starter(word: &str) -> bool {
    STARTERS.contains(word)
}

fn push(text: &str, start: usize, end: usize, spans: &mut Vec<ByteSpan>) {
    let part = &text[start..end];
    let bare = part.trim();
    if !bare.is_empty() {
        let start = start + (part.len() - part.trim_start().len());
        spans.push(ByteSpan { start, end: start + bare.len() });
    }
}

/// Bytes behind each sentence that another one follows.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find(is_terminator) {
            let first = at + found;
            let rest = text[first..].trim_start_matches(is_terminator);
            let closed = behind_references(rest.trim_start_matches(is_closer));
            let end = text.len() - closed.len();
            at = end;
            let terminators = &text[first..text.len() - rest.len()];
            let quoted = rest.starts_with(is_closer);
            if ends_here(Candidate { before: &text[..first], terminators, quoted, after: closed }) {
                return Some(end);
            }
        }
        None
    })
}

/// A text without the references at its end.
fn before_references(text: &str) -> &str {
    let mut bare = text;
    while let Some(inner) = bare.strip_suffix(']') {
        let before = inner.trim_end_matches(|letter: char| letter.is_ascii_digit());
        match before.strip_suffix('[') {
            Some(before) if (inner.len() - before.len()) > 1 => bare = before.trim_end(),
            _ => break,
        }
    }
    bare
}

/// What follows references such as `[6]` or ` [12][13]`, which belong to the sentence before them.
fn behind_references(text: &str) -> &str {
    let mut rest = text;
    loop {
        let Some(inner) = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('[') else { return rest };
        let behind = inner.trim_start_matches(|letter: char| letter.is_ascii_digit());
        match behind.strip_prefix(']') {
            Some(behind) if (1..=3).contains(&(inner.len() - behind.len() - 1)) => {
                rest = behind.strip_prefix('.').filter(|after| after.starts_with(' ')).unwrap_or(behind);
            }
            _ => return rest,
        }
    }
}

/// A place where a sentence may end.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    before: &'a str,
    terminators: &'a str,
    /// Whether a closing mark follows the terminator.
    quoted: bool,
    after: &'a str,
}

fn ends_here(candidate: Candidate<'_>) -> bool {
    let Candidate { before, terminators, quoted, after } = candidate;
    let next = after.trim_start();
    if next.is_empty() {
        return false;
    }
    if terminators.contains(is_wide_terminator) {
        return true;
    }
    if next.len() == after.len() {
        return false;
    }
    let word = next.trim_start_matches(is_opener);
    let first = word.chars().next().unwrap_or(' ');
    if first.is_lowercase() && !has_inner_capital(word) || matches!(first, ',' | ';' | ')' | ']') {
        return false;
    }
    match terminators {
        "." => stop_ends(before, quoted, word),
        _ if terminators.starts_with(['.', '…']) => {
            !first.is_ascii_punctuation() && (first.is_alphanumeric() || word.len() < next.len())
        }
        _ => !(quoted && is_reported(word)),
    }
}

/// Whether a single full stop between these ends a sentence; `word` does not begin in lower case.
fn stop_ends(before: &str, quoted: bool, word: &str) -> bool {
    if quoted {
        return true;
    }
    let last = last_word(before);
    let next = first_word(word);
    let number_follows = next.starts_with(|letter: char| letter.is_numeric());
    match ABBREVIATIONS.get(last) {
        Some(Class::Title | Class::Within) => return false,
        Some(Class::Number) if number_follows => return false,
        // "No. The minister refused", but also "Nov. The": a word that is not a number ends the sentence.
        Some(Class::Number) => return last.chars().count() > 1 || STARTERS.contains(next),
        Some(Class::Inner) => return STARTERS.contains(next),
        None => {}
    }
    if is_initials(last) {
        return STARTERS.contains(next) && !follows_name(before, last);
    }
    // A number that opens the text counts an item; in front of a month it is a day.
    let is_count = last.len() <= 3 && !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    !(is_count && (before.len() == last.len() || is_month(next)))
}

/// "J", "U.S", "А.С": single letters, parted by stops.
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

/// Whether a capitalised word is before the initial, as in "George W.".
fn follows_name(before: &str, last: &str) -> bool {
    let earlier = before[..before.len() - last.len()].trim_end();
    last_word(earlier).starts_with(char::is_uppercase) && earlier.len() < before.len() - last.len()
}

fn is_reported(next: &str) -> bool {
    next.split([',', '.', '"', '”', '“'])
        .next()
        .is_some_and(|clause| clause.split_whitespace().take(4).skip(1).any(|word| REPORTING.contains(&word)))
}

fn is_month(word: &str) -> bool {
    dates::month(word).is_some()
}

fn has_inner_capital(word: &str) -> bool {
    first_word(word).chars().skip(1).any(char::is_uppercase)
}

/// The last run without white space, opening marks cut off.
fn last_word(text: &str) -> &str {
    let start = text.rfind(|letter: char| letter.is_whitespace() || matches!(letter, '—' | '–' | '/'));
    let word = start.map_or(text, |at| &text[at + text[at..].chars().next().map_or(0, char::len_utf8)..]);
    word.trim_start_matches(is_opener)
}

fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '’' | '\''));
    &text[..end.unwrap_or(text.len())]
}

/// Marks that end a sentence.
#[must_use]
pub fn is_terminator(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | '؟' | '۔' | '।' | '։' | '።' | '‼' | '⁇' | '⁈' | '⁉')
        || is_wide_terminator(letter)
}

/// Marks that end a sentence without a space behind them.
fn is_wide_terminator(letter: char) -> bool {
    matches!(letter, '。' | '！' | '？' | '｡')
}

/// Marks that close what was before a terminator.
#[must_use]
pub fn is_closer(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '”' | '’' | '»' | '“' | '‘' | '«' | ')' | ']' | '}' | '」' | '』' | '）' | '*')
}

/// Marks that are before the first word of a sentence.
#[must_use]
pub fn is_opener(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\''
            | '“'
            | '‘'
            | '„'
            | '‚'
            | '«'
            | '»'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '「'
            | '『'
            | '（'
            | '–'
            | '—'
            | '-'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_nothing() {
        for text in [
            "Mr. Ek met Gen. A. B. Holm at 5 p.m. on Nov. 3.",
            "Norvik Lines Inc. Chairman Lena Ek sold 3.5 million shares.",
            "U.S. President George W. Bush spoke (see Fig. 3) for 1.5 hours.",
            "“Stop!” he said.",
            "“Stop!” Captain Ek said.",
            "Das Schiff sank am 3. Mai, d. h. im Frühling.",
            "Yes ... perhaps.",
            "“Stop!” I say.",
            "Boats, nets, etc. were sold.",
        ] {
            assert_eq!(split(text), [text]);
        }
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        for (text, count) in [
            ("He left. She stayed.", 2),
            ("He moved to the U.S. The port paid.", 2),
            ("“He left.” She stayed.", 2),
            ("Did it sink? No. It sailed at 5 p.m. The crew slept.", 4),
            ("It cost $5. 40 ships came.", 2),
            ("Sie blieb. „Er ging.“ Dann kam der Regen.", 3),
            ("船が沈んだ。港は閉鎖された。", 2),
            ("One thing… Another thing.", 2),
            ("He sold it to Norvik Inc. He regrets that.", 2),
            ("iPhones sold well. iPads did not.", 2),
            ("Ferry sinks off Holm Monday, January 11, 2010", 2),
            ("It sank on Monday, January 11, 2010", 1),
            ("It sank in 1912.[4] [5] Nobody came.[6]", 2),
        ] {
            assert_eq!(split(text).len(), count, "{:?}", split(text));
        }
    }

    #[test]
    fn a_cut_text_does_not_end_a_sentence() {
        for text in ["of the", "She met Mr.", "in 2018,", "and Fig."] {
            assert!(!ends_sentence(text), "{text}");
        }
        for text in ["It sank.", "“It sank.”", "Did it (really)?", "It sank…"] {
            assert!(ends_sentence(text), "{text}");
        }
    }
}
