//! Where a statement of several sentences or clauses comes apart.

use crate::text::span::ByteSpan;

/// Between two clauses.
const SEAMS: [&str; 4] = ["; ", ", and ", ", but ", ", while "];
/// With a word like these, or a past tense, a clause says something by itself.
const FINITE: [&str; 24] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must",
    "should", "does", "do", "did", "says", "said", "began", "fell", "rose", "came",
];
/// A clause that begins so has its subject in another.
const DEPENDENT: [&str; 8] = ["which", "who", "whom", "whose", "where", "when", "that", "because"];

/// Words whose full stop ends no sentence.
const SHORT: [&str; 14] =
    ["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "No", "Jr", "Sr", "Gen", "Sen", "Rep", "approx", "vs"];

/// The sentences of a text, without the space between them. A point within a number or behind a short form ends none.
pub(super) fn sentences(text: &str) -> Vec<ByteSpan> {
    let (mut spans, mut start) = (Vec::new(), 0);
    for (at, letter) in text.char_indices().filter(|(_, letter)| matches!(letter, '.' | '!' | '?')) {
        let behind = &text[at + 1..];
        let rest = behind.trim_start_matches(['”', '’', '"', '\'', ')']);
        let goes_on = rest.trim_start().chars().next().is_some_and(char::is_lowercase);
        let word = text[start.min(at)..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_short = letter == '.' && (SHORT.contains(&word) || word.chars().count() == 1 || word.contains('.'));
        if !rest.is_empty() && (!rest.starts_with(char::is_whitespace) || goes_on || is_short) {
            continue;
        }
        let end = text.len() - rest.len();
        spans.push(ByteSpan { start, end });
        start = text.len() - rest.trim_start().len();
    }
    if start < text.len() {
        spans.push(ByteSpan { start, end: text.len() });
    }
    spans
}

/// A text in two, where both parts say something by themselves; `None` where it has no such place.
pub(super) fn halves(text: &str) -> Option<(String, String)> {
    let sentences = sentences(text);
    if let [first, second, ..] = sentences.as_slice() {
        return Some((text[..first.end].to_owned(), text[second.start..].to_owned()));
    }
    let places = SEAMS.iter().flat_map(|seam| text.match_indices(seam).map(|(at, seam)| (at, at + seam.len())));
    let mut parts = places.map(|(end, start)| (&text[..end], &text[start..]));
    let found = parts.find(|(first, second)| says_something(first) && says_something(second));
    found.map(|(first, second)| (first.to_owned(), second.to_owned()))
}

/// Whether a clause has a subject and a verb: not sure in any language, so that what is unsure stays whole.
fn says_something(clause: &str) -> bool {
    let words: Vec<&str> =
        clause.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric())).collect();
    let is_verb = |word: &&str| FINITE.contains(word) || (word.len() > 3 && word.ends_with("ed"));
    let depends = words.first().is_none_or(|word| DEPENDENT.contains(&word.to_lowercase().as_str()) || is_verb(word));
    !depends && words.len() > 2 && words.iter().skip(1).any(is_verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Option<(&str, &str)> {
        halves(text).map(|(first, second)| (&text[..first.len()], &text[text.len() - second.len()..]))
    }

    #[test]
    fn sentences_and_whole_clauses_come_apart() {
        let sentences = "The dike costs 1.2 million. Nobody has paid.";
        assert_eq!(split(sentences), Some(("The dike costs 1.2 million.", "Nobody has paid.")));
        let clauses = "The dike was closed, and the port is empty.";
        assert_eq!(split(clauses), Some(("The dike was closed", "the port is empty.")));
    }

    #[test]
    fn what_says_nothing_by_itself_is_not_cut_off() {
        for whole in [
            "Ostrow, which feeds the quay, was cut off.",
            "Ostrow, Lund, and the islands were cut off.",
            "Ostrow closed the quay, and was blamed for it.",
            "Ostrow and Lund were unaffected.",
            "The dike costs 1.2 million crowns.",
        ] {
            assert_eq!(split(whole), None, "{whole}");
        }
    }
}
