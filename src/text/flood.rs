//! Floods: letters with this many marks on them, or so much unseen behind them, that no writing needs it.
//!
//! Such letters cover the lines around them, or carry a message that nobody sees. What writing does need stays: several
//! accents, Hebrew points and cantillation, Tibetan stacks, Indic conjuncts, emoji of several parts, flags of regions.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::hidden::PLACEHOLDER;

/// The largest stacks of Tibetan have seven marks on a letter.
const MOST_MARKS: usize = 8;
/// A selector and a joiner, as in the rainbow flag, are the most that follow one another.
const MOST_UNSEEN: usize = 2;
/// The longest emoji, of a couple with skin tones, has ten code points.
const MOST_LETTERS: usize = 32;

/// The byte of a grapheme at which a flood begins; none when there is none.
#[must_use]
pub fn flood_at(grapheme: &str) -> Option<usize> {
    let is_single = grapheme.chars().nth(1).is_none();
    if is_single || is_flag_of_region(grapheme) {
        return None;
    }
    let (mut marks, mut unseen) = (Run::default(), Run::default());
    // Where the letter before was a selector, its byte.
    let mut selector = None;
    for (count, (at, letter)) in grapheme.char_indices().enumerate() {
        let is_selector = is_selector(letter);
        if is_selector && selector.is_some() {
            return selector;
        }
        if is_tag(letter) || count == MOST_LETTERS {
            return Some(at);
        }
        selector = is_selector.then_some(at);
        if is_selector || matches!(letter, '\u{34f}' | '\u{200c}' | '\u{200d}') {
            unseen.goes_on(at);
        } else {
            unseen = Run::default();
            if is_combining_mark(letter) {
                marks.goes_on(at);
            } else {
                marks = Run::default();
            }
        }
        if marks.count > MOST_MARKS || unseen.count > MOST_UNSEEN {
            return Some(if marks.count > MOST_MARKS { marks.from } else { unseen.from });
        }
    }
    None
}

/// Text in which a placeholder stands for each flood.
#[must_use]
pub fn without_floods(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.graphemes(true).all(|grapheme| flood_at(grapheme).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let flood = flood_at(grapheme);
        kept.push_str(&grapheme[..flood.unwrap_or(grapheme.len())]);
        kept.extend(flood.map(|_| PLACEHOLDER));
    }
    Cow::Owned(kept)
}

/// Letters of one sort that follow one another.
#[derive(Default)]
struct Run {
    from: usize,
    count: usize,
}

impl Run {
    fn goes_on(&mut self, at: usize) {
        if self.count == 0 {
            self.from = at;
        }
        self.count += 1;
    }
}

/// What chooses between two forms of the letter before it.
const fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Letters that show nothing; only flags of regions use them.
const fn is_tag(letter: char) -> bool {
    matches!(letter, '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

/// Whether this is a black flag, the tags of a region such as `gbsct`, and the tag that ends them, as UTS 51 has it.
fn is_flag_of_region(grapheme: &str) -> bool {
    let region = grapheme.strip_prefix('\u{1f3f4}').and_then(|rest| rest.strip_suffix('\u{e007f}'));
    region.is_some_and(|region| {
        (3..=6).contains(&region.chars().count())
            && region.chars().all(|tag| matches!(tag, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        without_floods(text).into_owned()
    }

    #[test]
    fn what_writing_needs_stays() {
        for text in [
            "é",
            "e\u{301}\u{323}",
            "Ệ",
            "שָׁ֖",
            "ཧྐྵྨླྺྺྂ",
            "र्त्स्न्य",
            "ที่",
            "각",
            "\u{1112}\u{1161}\u{11ab}",
            "👩‍👩‍👧‍👦",
            "👨🏻‍❤️‍💋‍👨🏼",
            "🏳️‍🌈",
            "🇪🇺",
            "1️⃣",
            "☎︎",
            "葛\u{e0100}",
            "ᠠ\u{180b}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "می\u{200c}خواهم",
        ] {
            assert_eq!(cut(text), text);
        }
    }

    #[test]
    fn floods_are_cut_to_a_placeholder() {
        assert_eq!(cut(&format!("Z{}algo", "\u{301}\u{489}".repeat(20))), "Z\u{fffd}algo");
        assert_eq!(cut(&format!("😀{}!", "\u{fe01}".repeat(200))), "😀\u{fffd}!");
        assert_eq!(cut(&format!("a{}b", "\u{e0101}\u{e0102}".repeat(9))), "a\u{fffd}b");
        assert_eq!(cut("go\u{e0073}\u{e0061}\u{e0079} on"), "go\u{fffd} on");
        assert_eq!(cut(&format!("🏴{}\u{e007f}", "\u{e0061}".repeat(50))), "🏴\u{fffd}");
        assert_eq!(cut(&format!("a{}b", "\u{200d}".repeat(50))), "a\u{fffd}b");
        assert_eq!(cut(&format!("a{}b", "\u{200d}\u{301}".repeat(50))), "a\u{200d}\u{fffd}b");
        let crowd = format!("👩{}", "\u{200d}👩".repeat(1000));
        assert_eq!(cut(&crowd).chars().count(), MOST_LETTERS + 1);
    }
}
