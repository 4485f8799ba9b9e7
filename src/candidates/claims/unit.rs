//! A piece of a paragraph that makes one statement, and how it is put so that it stands alone.

use std::ops::Range;

use crate::candidates::text::Analysed;

/// A part of the restated claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words of the paragraph.
    Tokens(Range<usize>),
    /// Words that the paragraph has elsewhere, or that the restatement needs.
    Words(String),
}

/// One statement: where it is and how it is restated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The tokens that make it, which become the quote.
    pub quote: Range<usize>,
    /// The restatement.
    pub pieces: Vec<Piece>,
    /// Joining words that were left out, such as `Therefore`: they speak of the claim's kind.
    pub joint: Option<Range<usize>>,
    /// Whether the text only presupposes it.
    pub implied: bool,
    /// The rule's name.
    pub rule: &'static str,
}

impl Unit {
    /// A statement in the paragraph's own words.
    pub(super) fn plain(quote: Range<usize>, rule: &'static str) -> Self {
        Self { pieces: vec![Piece::Tokens(quote.clone())], quote, joint: None, implied: false, rule }
    }

    /// A statement that the text presupposes, restated.
    pub(super) fn implied(quote: Range<usize>, pieces: Vec<Piece>, rule: &'static str) -> Self {
        Self { quote, pieces, joint: None, implied: true, rule }
    }

    /// The tokens of the paragraph that the restatement uses.
    pub(super) fn tokens(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Tokens(range) => Some(range.clone()),
            Piece::Words(_) => None,
        })
    }

    /// The restatement as a sentence: joined, capitalised, with a full stop, without quotation marks that lost their partner.
    pub(super) fn text(&self, paragraph: &Analysed<'_>) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            let words = match piece {
                Piece::Tokens(range) => paragraph.words(range.clone()),
                Piece::Words(words) => words,
            };
            let words = words.trim();
            if !text.is_empty() && !words.is_empty() && !words.starts_with(['.', ',', '\'', '’']) {
                text.push(' ');
            }
            text.push_str(words);
        }
        let text = without_lone_marks(text.split_whitespace().collect::<Vec<_>>().join(" "));
        let text =
            text.trim_matches(|char: char| char.is_whitespace() || matches!(char, ',' | ';' | ':' | '–' | '—' | '-'));
        let mut chars = text.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        let end = if text.trim_end_matches(['"', '”', ')']).ends_with(['.', '!', '?', '…']) || text.is_empty() {
            ""
        } else {
            "."
        };
        format!("{first}{}{end}", chars.as_str())
    }
}

/// The text without quotation marks that open and do not close, or the other way round, and without a pair round the whole.
fn without_lone_marks(text: String) -> String {
    for (open, close) in [('“', '”'), ('"', '"'), ('(', ')')] {
        let (opens, closes) = (text.matches(open).count(), text.matches(close).count());
        let whole = text.starts_with(open) && text.trim_end_matches(['.', ',']).ends_with(close) && open != '(';
        let lone = if open == close { opens % 2 == 1 } else { opens != closes };
        if lone || (whole && opens <= 2) {
            return without_lone_marks(text.replace([open, close], "")).replace(",.", ".");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;

    #[test]
    fn a_restatement_is_a_sentence() {
        let paragraph = Analysed::new("it was, he said, “a mess” of dues;", Language::english());
        assert_eq!(Unit::plain(0..2, "sentence").text(&paragraph), "It was.");
        assert_eq!(Unit::plain(6..13, "sentence").text(&paragraph), "“a mess” of dues.");
        assert_eq!(Unit::plain(6..9, "sentence").text(&paragraph), "A mess.");
        let pieces = vec![Piece::Words("Dues".to_owned()), Piece::Tokens(1..2)];
        assert_eq!(Unit { pieces, ..Unit::plain(0..2, "sentence") }.text(&paragraph), "Dues was.");
    }
}
