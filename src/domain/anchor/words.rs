//! The words that something is said of, as a line of the journal keeps them.

use unicode_segmentation::UnicodeSegmentation;

use super::super::article::{Paragraph, Section};
use super::super::claim::Claim;
use super::super::entity::Entity;
use super::super::fingerprint::Fingerprint;
use super::super::journal::Seen;
use super::AnchorStatus;
use crate::text::span::ByteSpan;

/// How many code points are kept on each side of a quote.
pub(super) const AROUND: usize = 32;

/// How many code points of a paragraph's beginning and of its end are kept.
const ENDS: usize = 64;

/// A sentence is cut this many code points before and after its quote: some texts have no full stops.
const SENTENCE_SIDE: usize = 500;

/// As many bytes as that may take, and some more: where a stretch begins within a sentence, its first letters may look as if
/// they began one.
const SENTENCE_BYTES: usize = 4 * SENTENCE_SIDE + 100;

/// How many paragraphs of a section are kept by their fingerprints.
const MOST_PARAGRAPHS: usize = 256;

/// The words of a claim; without context where its quote does not stand in the paragraph.
#[must_use]
pub fn of_claim(paragraph: &Paragraph, claim: &Claim) -> Seen {
    let seen = Seen {
        paragraph: paragraph.id.clone(),
        text: claim.text.clone(),
        quote: claim.quote.clone(),
        ..Seen::default()
    };
    match claim.quote_span(paragraph) {
        Some(span) => Seen { text: seen.text, ..of_span(paragraph, span) },
        None => seen,
    }
}

/// The words of a span of a paragraph, which no claim states yet.
#[must_use]
pub fn of_span(paragraph: &Paragraph, span: ByteSpan) -> Seen {
    let text = &paragraph.text;
    let (before, after) = around(text, span);
    Seen {
        paragraph: paragraph.id.clone(),
        quote: text.get(span.range()).unwrap_or("").to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
        sentence: Some(sentence(text, span).to_owned()),
        ..Seen::default()
    }
}

/// The words of a paragraph: its beginning, what follows that, and its end.
#[must_use]
pub fn of_paragraph(paragraph: &Paragraph) -> Seen {
    let text = &paragraph.text;
    let beginning = first(text, ENDS);
    Seen {
        paragraph: paragraph.id.clone(),
        text: beginning.to_owned(),
        quote: beginning.to_owned(),
        after: first(&text[beginning.len()..], AROUND).to_owned(),
        tail: Some(last(text, ENDS).to_owned()),
        ..Seen::default()
    }
}

/// The words of a section: its heading, and its paragraphs by their fingerprints.
#[must_use]
pub fn of_section(section: &Section) -> Seen {
    let hashes = section.paragraphs.iter().take(MOST_PARAGRAPHS);
    Seen {
        text: section.title().to_owned(),
        heading: Some(section.heading.clone().unwrap_or_default()),
        paragraphs: Some(hashes.map(|paragraph| Fingerprint::of_paragraph(paragraph).as_str().to_owned()).collect()),
        ..Seen::default()
    }
}

/// The words of an entity: its name, and what it is.
#[must_use]
pub fn of_entity(entity: &Entity) -> Seen {
    Seen {
        text: entity.name.clone(),
        name: Some(entity.name.clone()),
        kind: Some(entity.kind.word().to_owned()),
        ..Seen::default()
    }
}

/// Words as they are shown to people: a statement, the beginning of a paragraph, a heading, a name with what it is.
#[must_use]
pub(super) fn shown(seen: &Seen) -> String {
    if let (Some(name), Some(kind)) = (&seen.name, &seen.kind) {
        return format!("{name}, {kind}");
    }
    let is_cut = seen.tail.is_some() && !seen.after.is_empty();
    if is_cut { format!("{}…", seen.text.trim_end()) } else { seen.text.clone() }
}

/// Up to 32 code points on each side of a span of `text`.
#[must_use]
pub fn around(text: &str, span: ByteSpan) -> (&str, &str) {
    around_by(text, span, AROUND)
}

/// Up to `count` code points on each side of a span of `text`.
pub(super) fn around_by(text: &str, span: ByteSpan, count: usize) -> (&str, &str) {
    let (before, after) = (text.get(..span.start).unwrap_or(""), text.get(span.end..).unwrap_or(""));
    (last(before, count), first(after, count))
}

/// The first code points of a text.
fn first(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

/// The last code points of a text.
fn last(text: &str, count: usize) -> &str {
    let start = count.checked_sub(1).and_then(|nth| text.char_indices().rev().nth(nth));
    start.map_or(text, |(start, _)| &text[start..])
}

/// The sentence around a span of `text`, or the sentences where it touches several (UAX 29), without white space at its
/// ends. The end of a line ends no sentence, since texts are wrapped; an empty line does.
#[must_use]
pub fn sentence(text: &str, span: ByteSpan) -> &str {
    if text.get(span.range()).is_none() {
        return "";
    }
    // Of a paragraph of any length only so much is looked at as a sentence may have.
    let from = text.floor_char_boundary(span.start.saturating_sub(SENTENCE_BYTES));
    let to = text.ceil_char_boundary(span.end.saturating_add(SENTENCE_BYTES).min(text.len()));
    let near = ByteSpan::new(span.start - from, span.end - from);
    let (start, end) = sentence_bounds(&unwrapped(&text[from..to]), near);
    let (before, after) = (&text[from + start..span.start], &text[span.end..from + end]);
    let (before, after) = (last(before, SENTENCE_SIDE), first(after, SENTENCE_SIDE));
    text[span.start - before.len()..span.end + after.len()].trim()
}

/// The bytes at which the sentence around `span` begins and ends.
fn sentence_bounds(text: &str, span: ByteSpan) -> (usize, usize) {
    let (mut start, mut end) = (0, text.len());
    for (at, part) in text.split_sentence_bound_indices() {
        if at <= span.start {
            start = at;
        }
        if at + part.len() >= span.end {
            end = at + part.len();
            break;
        }
    }
    (start, end)
}

/// The same text with a space for each single end of a line, so that byte spans stay as they are.
fn unwrapped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('\n') {
        return text.into();
    }
    let mut lines = text.split('\n').peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(line) = lines.next() {
        out.push_str(line);
        if let Some(next) = lines.peek() {
            let paragraph_ends = line.trim().is_empty() || next.trim().is_empty();
            out.push(if paragraph_ends { '\n' } else { ' ' });
        }
    }
    out.replace('\r', " ").into()
}

/// Whether two texts are the same but for white space and the shape of quotation marks, apostrophes and hyphens.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other || plain(one).eq(plain(other))
}

/// How the context of the same quote compares: what was kept of it, and what there is now. Lines that keep no sentence say
/// nothing of their context, as before.
#[must_use]
pub(super) fn compare(kept: &Seen, now: &Seen) -> AnchorStatus {
    let Some(sentence) = &kept.sentence else { return AnchorStatus::Exact };
    if !same(sentence, now.sentence.as_deref().unwrap_or("")) {
        AnchorStatus::SentenceChanged
    } else if same(&kept.before, &now.before) && same(&kept.after, &now.after) {
        AnchorStatus::Exact
    } else {
        AnchorStatus::ContextChanged
    }
}

/// Whether the context of the same quote is the same, as far as it was kept.
#[must_use]
pub fn same_context(kept: &Seen, now: &Seen) -> bool {
    compare(kept, now) == AnchorStatus::Exact
}

/// The letters of a text, runs of white space as one space, typographic marks as typewriters have them.
fn plain(text: &str) -> impl Iterator<Item = char> {
    let mut gap = false;
    text.chars().filter_map(move |letter| {
        if letter.is_whitespace() {
            return (!std::mem::replace(&mut gap, true)).then_some(' ');
        }
        gap = false;
        Some(match letter {
            '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2bc}' => '\'',
            '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
            '\u{2010}' | '\u{2011}' => '-',
            letter => letter,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::span::find_nth;

    fn around_quote<'a>(text: &'a str, quote: &str) -> &'a str {
        find_nth(text, quote, 1).map_or("", |span| sentence(text, span))
    }

    #[test]
    fn the_sentence_around_a_quote_is_whole_and_alone() {
        let text = "In 2019 dues doubled. In 2024 it was denied that dues doubled.";
        assert_eq!(around_quote(text, "dues doubled"), "In 2019 dues doubled.");
        assert_eq!(around_quote(text, "it was denied"), "In 2024 it was denied that dues doubled.");
        assert_eq!(around_quote(text, "doubled. In 2024"), text);
        assert_eq!(around_quote("No stop at the end", "stop"), "No stop at the end");
        assert_eq!(around_quote("", "stop"), "");
    }

    #[test]
    fn the_end_of_a_line_ends_no_sentence_and_an_empty_line_does() {
        let text = "First line of the story\ngoes on here. Then more.\n\nAnother part";
        assert_eq!(around_quote(text, "goes on"), "First line of the story\ngoes on here.");
        assert_eq!(around_quote(text, "Another"), "Another part");
    }

    #[test]
    fn a_sentence_without_end_is_cut_on_both_sides_of_its_quote() {
        let text = format!("{}quote{}", "a ".repeat(2_000), " b".repeat(2_000));
        let sentence = around_quote(&text, "quote");
        assert!(sentence.chars().count() <= 2 * SENTENCE_SIDE + 5 && sentence.contains("a quote b"));
        let long = format!("{}Dues doubled here. {}", "Ships paid. ".repeat(2_000), "Ships paid. ".repeat(2_000));
        assert_eq!(around_quote(&long, "doubled"), "Dues doubled here.");
    }

    #[test]
    fn wrapping_and_typographic_marks_make_no_other_text() {
        assert!(same("He said\n “no”.", "He said \"no\"."));
        assert!(same("the port’s", "the port's"));
        assert!(!same("dues doubled", "dues  Doubled"));
        assert!(!same("a b", "ab"));
        assert!(!same("the end.", "the end. "), "a paragraph that goes on is not one that ends");
    }

    #[test]
    fn a_paragraph_keeps_its_beginning_and_its_end() {
        let text: String = ('a'..='z').cycle().take(200).collect();
        let paragraph =
            Paragraph { id: "p1".to_owned(), text: text.clone(), kind: None, links: Vec::new(), claims: Vec::new() };
        let seen = of_paragraph(&paragraph);
        assert_eq!((seen.text.len(), seen.quote.len(), seen.after.len()), (64, 64, 32));
        assert_eq!(seen.tail.as_deref(), Some(&text[136..]));
    }
}
