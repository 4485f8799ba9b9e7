//! Words, clauses and sentences of a paragraph, and motions between them.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::span::ByteSpan;

/// The unit of a motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Letters and digits between word boundaries.
    Word,
    /// Text between commas, semicolons, colons, dashes and brackets.
    Clause,
    /// Text up to a full stop, a question mark or an exclamation mark.
    Sentence,
}

/// The units of a text in order, without surrounding white space; none is empty.
fn units(text: &str, unit: Unit) -> Vec<ByteSpan> {
    let spans: Vec<ByteSpan> = match unit {
        Unit::Word => text.unicode_word_indices().map(|(at, word)| ByteSpan::new(at, at + word.len())).collect(),
        Unit::Sentence => {
            text.split_sentence_bound_indices().map(|(at, part)| ByteSpan::new(at, at + part.len())).collect()
        }
        Unit::Clause => clauses(text),
    };
    spans.into_iter().map(|span| trimmed(text, span)).filter(|span| span.start < span.end).collect()
}

/// The clauses of all sentences. A comma between digits is not a separator.
fn clauses(text: &str) -> Vec<ByteSpan> {
    let mut clauses = Vec::new();
    for sentence in units(text, Unit::Sentence) {
        let mut start = sentence.start;
        for (at, mark) in text[sentence.range()].char_indices() {
            let at = sentence.start + at;
            let after = at + mark.len_utf8();
            let is_within_number = text[after..].starts_with(|next: char| next.is_ascii_digit());
            let separates = match mark {
                ',' | ':' => !is_within_number,
                ';' | '\u{2013}' | '\u{2014}' | '(' | ')' | '،' | '、' => true,
                _ => false,
            };
            if separates {
                clauses.push(ByteSpan::new(start, at));
                start = after;
            }
        }
        clauses.push(ByteSpan::new(start, sentence.end));
    }
    clauses
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: ByteSpan) -> ByteSpan {
    let part = &text[span.range()];
    let start = span.start + (part.len() - part.trim_start().len());
    ByteSpan::new(start, start + part.trim().len())
}

/// The word at a byte, or the next one, or the last.
pub(crate) fn word_at(text: &str, byte: usize) -> ByteSpan {
    let words = units(text, Unit::Word);
    let at = words.iter().find(|word| byte < word.end).or(words.last());
    at.copied().unwrap_or_else(|| ByteSpan::new(0, text.len()))
}

/// The unit after or before a span; if the span is not exactly one unit, the unit that contains it.
pub(crate) fn beside(text: &str, span: ByteSpan, unit: Unit, forward: bool) -> ByteSpan {
    let units = units(text, unit);
    let next = if forward {
        let holds = |other: &&ByteSpan| other.start <= span.start && span.end <= other.end && **other != span;
        units.iter().find(holds).or_else(|| units.iter().find(|other| other.start >= span.end))
    } else {
        units.iter().rev().find(|other| other.start < span.start)
    };
    next.copied().unwrap_or(span)
}

/// The end of the unit that ends after a byte, or the beginning of the one that begins before it.
pub(crate) fn edge(text: &str, byte: usize, unit: Unit, forward: bool) -> usize {
    let units = units(text, unit);
    if forward {
        units.iter().map(|span| span.end).find(|end| *end > byte).unwrap_or(text.len())
    } else {
        units.iter().rev().map(|span| span.start).find(|start| *start < byte).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Trade, which was 4,000 tons, fell. It rose again: by half (or so).";

    fn words(unit: Unit) -> Vec<&'static str> {
        units(TEXT, unit).into_iter().map(|span| &TEXT[span.range()]).collect()
    }

    #[test]
    fn clauses_and_sentences_match_a_readers_idea_of_them() {
        let clauses = ["Trade", "which was 4,000 tons", "fell.", "It rose again", "by half", "or so", "."];
        assert_eq!(words(Unit::Clause), clauses);
        assert_eq!(words(Unit::Sentence), ["Trade, which was 4,000 tons, fell.", "It rose again: by half (or so)."]);
        assert_eq!(words(Unit::Word).len(), 13);
    }

    #[test]
    fn every_motion_stays_within_the_text_and_on_its_letters() {
        for text in ["", " ", "¡Sí! ¿No?", "港湾 税。二回", TEXT] {
            for unit in [Unit::Word, Unit::Clause, Unit::Sentence] {
                for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
                    for forward in [true, false] {
                        assert!(text.is_char_boundary(edge(text, byte, unit, forward)));
                        let span = beside(text, word_at(text, byte), unit, forward);
                        assert!(text.get(span.range()).is_some());
                    }
                }
            }
        }
    }
}
