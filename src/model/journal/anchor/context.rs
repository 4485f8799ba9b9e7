//! How far the context of a place agrees with the context that was kept.
//!
//! *Identical*: sentence, words before and words after are the same (but for white space and the style of quotation
//! marks and dashes). *In substance*: on each side with kept words, more than half of these words occur in the same
//! order; or the whole sentence is the same and has at least three words besides the quote. Only whole words count.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::journal::Seen;
use crate::model::journal::anchor::border::{at_borders, unbroken};
use crate::model::journal::anchor::words;
use crate::text::span::ByteSpan;

/// A sentence with this many words besides the quote is enough to identify a place.
const TELLING_WORDS: usize = 3;

/// The reason why the context of a place agrees; the last is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grounds {
    /// Nothing but the quote.
    Quote,
    /// The sentence is the same and long enough.
    Sentence,
    /// More than half of the kept words on each side occur there.
    Neighbours,
    /// Sentence and neighbours are the same.
    Identical,
}

/// How far a place agrees with the kept context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// The reason.
    pub grounds: Grounds,
    /// Whether the sentence is the same, even a short one.
    pub same_sentence: bool,
    /// How many of the kept words occur there.
    words: usize,
}

impl Agreement {
    /// Whether the whole kept context is the same.
    pub(crate) fn is_identical(self) -> bool {
        self.grounds == Grounds::Identical
    }

    /// Whether the context agrees in substance.
    pub(crate) fn is_in_substance(self) -> bool {
        self.grounds > Grounds::Quote
    }

    /// The order of places; the greatest is the best.
    pub(crate) fn rank(self) -> (bool, bool, Grounds, usize) {
        (self.is_identical(), self.same_sentence, self.grounds, self.words)
    }
}

/// The context kept with a quote.
pub(crate) struct Context<'a> {
    seen: &'a Seen,
    before: Vec<String>,
    after: Vec<String>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(seen: &'a Seen) -> Self {
        let (mut before, mut after) = (words_of(&seen.before), words_of(&seen.after));
        // The outermost word may be truncated.
        if seen.before.chars().count() >= words::AROUND
            && seen.before.starts_with(char::is_alphanumeric)
            && !before.is_empty()
        {
            before.remove(0);
        }
        if seen.after.chars().count() >= words::AROUND && seen.after.ends_with(char::is_alphanumeric) {
            after.pop();
        }
        Self { seen, before, after }
    }

    /// Whether no context was kept.
    pub(crate) fn is_unknown(&self) -> bool {
        let Seen { before, after, sentence, .. } = self.seen;
        before.is_empty() && after.is_empty() && sentence.is_none()
    }

    /// How far a place of the quote agrees; `None` if the quote is inside other words now and was not before.
    pub(crate) fn agreement(&self, text: &str, span: ByteSpan) -> Option<Agreement> {
        let (before, after) = words::around(text, span);
        let same_neighbours = words::same(before, &self.seen.before) && words::same(after, &self.seen.after);
        if !same_neighbours && !at_borders(text, span) && !self.was_as_broken(before, after) {
            return None;
        }
        let same_sentence = self.seen.sentence.as_ref().map(|kept| words::same(kept, words::sentence(text, span)));
        let (wide_before, wide_after) = words::around_by(text, span, 2 * words::AROUND);
        let (left, right) = (common(&self.before, &words_of(wide_before)), common(&self.after, &words_of(wide_after)));
        let most = |found: usize, kept: &[String]| kept.is_empty() || 2 * found > kept.len();
        let any = !self.before.is_empty() || !self.after.is_empty();
        let grounds = if same_neighbours && same_sentence != Some(false) && !self.is_unknown() {
            Grounds::Identical
        } else if any && most(left, &self.before) && most(right, &self.after) {
            Grounds::Neighbours
        } else if same_sentence == Some(true) && self.words_besides() >= TELLING_WORDS {
            Grounds::Sentence
        } else {
            Grounds::Quote
        };
        Some(Agreement { grounds, same_sentence: same_sentence == Some(true), words: left + right })
    }

    /// Whether the quote was inside the same words originally: a person may select a part of a word.
    fn was_as_broken(&self, before: &str, after: &str) -> bool {
        let (kept, now) = (unbroken(&self.seen.before, &self.seen.after), unbroken(before, after));
        kept == now && !self.is_unknown()
    }

    fn words_besides(&self) -> usize {
        let count = |text: &str| text.unicode_words().count();
        self.seen.sentence.as_ref().map_or(0, |sentence| count(sentence).saturating_sub(count(&self.seen.quote)))
    }
}

fn words_of(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// How many words two texts share, in the same order.
fn common(one: &[String], other: &[String]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for word in one {
        let mut diagonal = 0;
        for (at, candidate) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == candidate { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Paragraph;
    use crate::text::span::find_nth;

    fn span(text: &str, quote: &str) -> ByteSpan {
        find_nth(text, quote, 1).unwrap_or(ByteSpan::new(0, 0))
    }

    /// How far `quote` in `now` agrees with `quote` in `before`.
    fn agreement(before: &str, quote: &str, now: &str) -> Option<Agreement> {
        let paragraph = Paragraph {
            id: "p".to_owned(),
            text: before.to_owned(),
            kind: None,
            links: Vec::new(),
            claims: Vec::new(),
        };
        let seen = words::of_span(&paragraph, span(before, quote));
        Context::new(&seen).agreement(now, span(now, quote))
    }

    fn agrees(before: &str, quote: &str, now: &str) -> bool {
        agreement(before, quote, now).is_some_and(Agreement::is_in_substance)
    }

    #[test]
    fn the_same_place_is_identical_and_wrapping_changes_nothing() {
        let text = "The quay opened in May. Waiting fell by twelve percent there.";
        assert!(agreement(text, "twelve percent", text).is_some_and(Agreement::is_identical));
        let wrapped = text.replace("by twelve", "by\ntwelve");
        assert!(agreement(text, "twelve percent", &wrapped).is_some_and(Agreement::is_identical));
        let other = text.replace("Waiting", "Rents");
        assert!(
            agreement(text, "twelve percent", &other)
                .is_some_and(|found| !found.is_identical() && found.is_in_substance())
        );
    }

    #[test]
    fn a_lookalike_among_other_words_does_not_agree() {
        let text = "The Norvik quay opened in May. Waiting fell by twelve percent there.";
        assert!(!agrees(
            text,
            "twelve percent",
            "In Ostrow nothing was built. Rents rose by twelve percent in a year."
        ));
        assert!(!agrees(text, "twelve percent", "Waiting rose by twelve percent elsewhere."));
        assert!(!agrees("A x B", "x", "C x B"), "one side is not enough");
    }

    #[test]
    fn a_long_sentence_identifies_a_moved_quote_and_a_short_one_does_not() {
        let text = "The Norvik quay opened in May. Waiting fell by twelve percent there. Then it closed.";
        assert!(agrees(text, "twelve percent", "Nobody knew. Waiting fell by twelve percent there. Rents rose."));
        assert!(!agrees("It opened. It doubled. It closed.", "doubled", "Rents grew. It doubled. Nobody paid."));
    }

    #[test]
    fn a_quote_inside_a_word_is_found_inside_the_same_word_only() {
        let text = "The harbourmaster of Norvik opened the quay in the month of May.";
        let edited = text.replace("month", "middle");
        assert!(agrees(text, "harbour", &edited));
        assert_eq!(agreement("The harbour of Norvik opened.", "harbour", "The harbours of Norvik opened."), None);
    }
}
