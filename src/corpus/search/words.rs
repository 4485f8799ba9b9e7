//! Whole words, phrases and beginnings of words (`word*`), found in folded text.

use memchr::memmem::Finder;

use crate::model::query::Value;
use crate::text::folding::fold;
use crate::text::search::Pattern;
use crate::text::span::ByteSpan;

/// A word, a phrase, or the beginning of a word to find.
#[derive(Debug, Clone)]
pub struct WordPattern {
    finder: Finder<'static>,
    /// What unfolded text is searched for.
    pattern: Pattern,
    /// Whether the last word may be longer.
    is_beginning: bool,
}

impl WordPattern {
    /// The pattern of a query's value; `None` if it is not text.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        Self::new(value.written(), false)
    }

    /// The pattern of these words. The last may be longer if `is_beginning`, or if a `*` follows it. `None` if they
    /// contain nothing visible.
    #[must_use]
    pub fn new(words: &str, is_beginning: bool) -> Option<Self> {
        let bare = words.strip_suffix('*');
        let pattern = Pattern::new(bare.unwrap_or(words).trim())?;
        let folded = fold(bare.unwrap_or(words).trim());
        let finder = Finder::new(folded.as_bytes()).into_owned();
        Some(Self { finder, pattern, is_beginning: is_beginning || bare.is_some() })
    }

    /// Whether it occurs in folded text.
    #[must_use]
    pub fn is_in(&self, folded: &[u8]) -> bool {
        self.places(folded).next().is_some()
    }

    /// How often it occurs in many lines of folded text, counting at most `most` places.
    #[must_use]
    pub fn count(&self, folded: &[u8], most: usize) -> usize {
        self.places(folded).take(most).count()
    }

    fn places<'a>(&'a self, folded: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
        let length = self.finder.needle().len();
        self.finder.find_iter(folded).filter(move |start| {
            let end = *start + length;
            is_border(&folded[..*start], &folded[*start..])
                && (self.is_beginning || is_border(&folded[..end], &folded[end..]))
        })
    }

    /// Where it occurs in unfolded text.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<ByteSpan> {
        let mut spans = self.pattern.spans(text);
        let bytes = text.as_bytes();
        spans.retain(|span| {
            is_border(&bytes[..span.start], &bytes[span.start..])
                && (self.is_beginning || is_border(&bytes[..span.end], &bytes[span.end..]))
        });
        spans
    }
}

/// Whether a word may end or begin between these two texts. Scripts without blanks have word boundaries everywhere.
fn is_border(before: &[u8], after: &[u8]) -> bool {
    if let (Some(before), Some(after)) = (before.last(), after.first())
        && before.is_ascii()
        && after.is_ascii()
    {
        return !(before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric());
    }
    match (last(before), first(after)) {
        (Some(before), Some(after)) => !(goes_on(before) && goes_on(after)),
        _ => true,
    }
}

fn goes_on(letter: char) -> bool {
    letter.is_alphanumeric() && !is_unspaced(letter)
}

/// Letters of scripts without blanks between words.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn first(bytes: &[u8]) -> Option<char> {
    let length = (1..=4.min(bytes.len())).find(|length| std::str::from_utf8(&bytes[..*length]).is_ok())?;
    std::str::from_utf8(&bytes[..length]).ok()?.chars().next()
}

fn last(bytes: &[u8]) -> Option<char> {
    let starts = (1..=4.min(bytes.len())).map(|length| &bytes[bytes.len() - length..]);
    starts.into_iter().find_map(|tail| std::str::from_utf8(tail).ok())?.chars().next()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn found(words: &str, text: &str) -> Vec<String> {
        let pattern = WordPattern::new(words, false).unwrap();
        let spans = pattern.spans(text);
        assert_eq!(pattern.count(fold(text).as_bytes(), 99), spans.len(), "{words} in {text}");
        spans.into_iter().map(|span| text[span.range()].to_owned()).collect()
    }

    #[test]
    fn whole_words_are_found_and_beginnings_with_a_star() {
        assert_eq!(found("trade", "Trade, fair-trade and trader; a TRADE."), ["Trade", "trade", "TRADE"]);
        assert_eq!(found("trad*", "Trade, trader, retrade"), ["Trad", "trad"]);
        assert_eq!(found("cafe", "Café cafés"), ["Café"]);
        assert_eq!(found("800 million", "US$800  million, 1800 million"), ["800  million"]);
        assert_eq!(found("2018", "in 2018, not 20180 nor 12018"), ["2018"]);
        assert_eq!(found("strasse", "Die Straße; Straßen"), ["Straße"]);
        assert_eq!(found("war", "Warsaw"), [""; 0]);
    }

    #[test]
    fn scripts_without_blanks_are_searched_everywhere() {
        assert_eq!(found("贸易", "中国对外贸易总额"), ["贸易"]);
        assert_eq!(found("торговля", "Торговля и торговлями"), ["Торговля"]);
    }
}
