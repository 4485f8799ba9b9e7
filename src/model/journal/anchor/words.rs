//! The words that an annotation is about, as a journal line keeps them.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::article::{Paragraph, Section};
use crate::model::journal::Seen;
use crate::model::journal::anchor::anchor_status::AnchorStatus;
use crate::model::journal::fingerprint::Fingerprint;
use crate::text::span::ByteSpan;

/// Code points kept on each side of a quote.
pub(crate) const AROUND: usize = 32;

/// Code points kept of a paragraph's beginning and end.
const ENDS: usize = 64;

/// Sentences are cut this many code points before and after the quote, because some texts have no full stops.
const SENTENCE_SIDE: usize = 500;

/// [`SENTENCE_SIDE`] in bytes, with a margin: if a stretch begins inside a sentence, its first letters may look like
/// the start of one.
const SENTENCE_BYTES: usize = 4 * SENTENCE_SIDE + 100;

/// How many paragraphs of a section are kept, as fingerprints.
const MOST_PARAGRAPHS: usize = 256;

/// The words of a claim; without context if its quote does not occur in the paragraph.
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

/// The words of a span of a paragraph, before any claim quotes them.
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

/// The words of a paragraph: its beginning, what follows, and its end.
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

/// The words of a section: its heading, and the fingerprints of its paragraphs.
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

/// The words of an entity: its name and kind.
#[must_use]
pub fn of_entity(entity: &Entity) -> Seen {
    Seen {
        text: entity.name.clone(),
        name: Some(entity.name.clone()),
        kind: Some(entity.kind.word().to_owned()),
        ..Seen::default()
    }
}

/// The words for people: a statement, the beginning of a paragraph, a heading, a name and kind.
#[must_use]
pub(crate) fn shown(seen: &Seen) -> String {
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
pub(crate) fn around_by(text: &str, span: ByteSpan, count: usize) -> (&str, &str) {
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

/// The sentence around a span of `text`, or several if the span touches them (UAX 29), without white space at the ends.
/// A line break does not end a sentence, because texts are wrapped; an empty line does.
#[must_use]
pub fn sentence(text: &str, span: ByteSpan) -> &str {
    if text.get(span.range()).is_none() {
        return "";
    }
    // However long the paragraph, only as much of it is examined as a sentence may have.
    let from = text.floor_char_boundary(span.start.saturating_sub(SENTENCE_BYTES));
    let to = text.ceil_char_boundary(span.end.saturating_add(SENTENCE_BYTES).min(text.len()));
    let near = ByteSpan::new(span.start - from, span.end - from);
    let (start, end) = sentence_bounds(&unwrapped(&text[from..to]), near);
    let (before, after) = (&text[from + start..span.start], &text[span.end..from + end]);
    let (before, after) = (last(before, SENTENCE_SIDE), first(after, SENTENCE_SIDE));
    text[span.start - before.len()..span.end + after.len()].trim()
}

/// The bytes where the sentence around `span` begins and ends.
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

/// Replaces each single line break by a space, so that byte spans stay valid.
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

/// Whether two texts are the same but for white space and the style of quotation marks, apostrophes and hyphens.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other || plain(one).eq(plain(other))
}

/// Compares the context of a quote: as kept, and as it is now. Lines of earlier versions that keep no sentence do not
/// say anything about it.
#[must_use]
pub(crate) fn compare(kept: &Seen, now: &Seen) -> AnchorStatus {
    let Some(sentence) = &kept.sentence else { return AnchorStatus::Exact };
    if !same(sentence, now.sentence.as_deref().unwrap_or("")) {
        AnchorStatus::SentenceChanged
    } else if same(&kept.before, &now.before) && same(&kept.after, &now.after) {
        AnchorStatus::Exact
    } else {
        AnchorStatus::ContextChanged
    }
}

/// Whether the kept context of a quote is unchanged.
#[must_use]
pub fn same_context(kept: &Seen, now: &Seen) -> bool {
    compare(kept, now) == AnchorStatus::Exact
}

/// The letters of a text, with runs of white space as one space and typographic marks in their plain form.
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
    fn an_empty_line_ends_a_sentence_and_a_line_break_does_not() {
        let text = "First line of the story\ngoes on here. Then more.\n\nAnother part";
        assert_eq!(around_quote(text, "goes on"), "First line of the story\ngoes on here.");
        assert_eq!(around_quote(text, "Another"), "Another part");
    }

    #[test]
    fn an_endless_sentence_is_cut_on_both_sides_of_its_quote() {
        let text = format!("{}quote{}", "a ".repeat(2_000), " b".repeat(2_000));
        let sentence = around_quote(&text, "quote");
        assert!(sentence.chars().count() <= 2 * SENTENCE_SIDE + 5 && sentence.contains("a quote b"));
        let long = format!("{}Dues doubled here. {}", "Ships paid. ".repeat(2_000), "Ships paid. ".repeat(2_000));
        assert_eq!(around_quote(&long, "doubled"), "Dues doubled here.");
    }

    #[test]
    fn wrapping_and_typographic_marks_do_not_matter() {
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
