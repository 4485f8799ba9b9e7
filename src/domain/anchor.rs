//! Whether what was said still stands at the words it was said of.

use std::collections::HashSet;

use super::article::{Article, Paragraph};
use super::fingerprint::Fingerprint;
use super::fold::Fold;
use super::journal::{Change, Line, Seen, Target};
use super::span::{ByteSpan, find_nth};
use super::subject::{self, Subject};

/// How words that were judged are found again in today's article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// The same claim, word for word.
    Exact,
    /// The claim is gone, and its words stand elsewhere.
    Moved,
    /// The claim is there, and says something else.
    Changed,
    /// Neither is to be found.
    Lost,
}

impl Health {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Moved, Self::Changed, Self::Lost];

    /// The word of screens and files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Lost => "lost",
        }
    }
}

/// How a change of the journal stands with today's article. What is not said of words of the article is exact as long as
/// the thing itself is there.
#[must_use]
pub fn health(article: &Article, line: &Line, change: &Change) -> Health {
    match (Subject::find(article, &change.on), &change.of) {
        (Some(subject), Some(of)) if subject.fingerprint().is_some_and(|now| now != *of) => Health::Changed,
        (Some(_), _) => Health::Exact,
        (None, Some(of)) if line.seen(of).is_some_and(|seen| place_of(article, &seen).is_some()) => Health::Moved,
        (None, _) => Health::Lost,
    }
}

/// The paragraph in which words stand now, and where in it: the paragraph they stood in before any other, and of
/// several places the one whose neighbours are the same.
#[must_use]
pub fn place_of<'a>(article: &'a Article, seen: &Seen) -> Option<(&'a Paragraph, ByteSpan)> {
    let before = article.paragraphs().filter(|paragraph| paragraph.id == seen.paragraph);
    let others = article.paragraphs().filter(|paragraph| paragraph.id != seen.paragraph);
    before.chain(others).find_map(|paragraph| Some((paragraph, span_of(&paragraph.text, seen)?)))
}

/// Where words stand in a text; of several places the one with the most of its neighbours unchanged.
#[must_use]
pub fn span_of(text: &str, seen: &Seen) -> Option<ByteSpan> {
    if seen.quote.is_empty() {
        return None;
    }
    let alike = |(start, quote): &(usize, &str)| {
        let (left, right) = (&text[..*start], &text[start + quote.len()..]);
        let before = left.chars().rev().zip(seen.before.chars().rev()).take_while(|(one, other)| one == other).count();
        let after = right.chars().zip(seen.after.chars()).take_while(|(one, other)| one == other).count();
        (before + after, std::cmp::Reverse(*start))
    };
    let (start, quote) = text.match_indices(&seen.quote).max_by_key(alike)?;
    Some(ByteSpan::new(start, start + quote.len()))
}

/// Which occurrence of the words in `text` begins at `start`, counted from 1.
#[must_use]
pub fn nth_at(text: &str, words: &str, start: usize) -> Option<usize> {
    (1..).map_while(|nth| find_nth(text, words, nth).map(|span| (nth, span))).find_map(|(nth, span)| {
        // Occurrences do not overlap, so one that was skipped is the one before.
        (span.start >= start).then_some(nth)
    })
}

/// Something said whose claim or paragraph the article no longer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// What it was said of.
    pub on: Target,
    /// The words that were judged, where the journal kept them.
    pub seen: Option<Seen>,
    /// Whether the words stand elsewhere now, or nowhere.
    pub health: Health,
    /// What was said: field and value, in the order of fields.
    pub said: Vec<(String, String)>,
}

/// Everything an annotator said of what the article no longer has, by what it was said of.
#[must_use]
pub fn strays(article: &Article, fold: &Fold) -> Vec<Stray> {
    let of_article = |on: &&Target| matches!(on.sort(), "claim" | "paragraph" | "section" | "entity");
    let own = |on: &Target| fold.value(on, "anchor").is_some();
    let there: HashSet<(&str, &str)> = subject::all(article).collect();
    let gone = |on: &&Target| !there.contains(&(on.sort(), on.id())) && !own(on);
    let mut strays: Vec<Stray> =
        fold.targets().filter(of_article).filter(gone).filter_map(|on| stray(article, fold, on)).collect();
    strays.sort_by(|one, other| one.on.cmp(&other.on));
    strays
}

fn stray(article: &Article, fold: &Fold, on: &Target) -> Option<Stray> {
    let mut names: Vec<&str> = fold.field_names(on).collect();
    names.sort_unstable();
    let (mut seen, mut said) = (None, Vec::new());
    for name in names {
        let Some(winner) = fold.winner(on, name).filter(|winner| !winner.change.to.is_null()) else { continue };
        let kept = |of: &Fingerprint| winner.line.seen(of);
        seen = seen.or_else(|| winner.change.of.as_ref().and_then(kept));
        let to = &winner.change.to;
        said.push((name.to_owned(), to.as_str().map_or_else(|| to.to_string(), str::to_owned)));
    }
    let moved = seen.as_ref().is_some_and(|seen| place_of(article, seen).is_some());
    let health = if moved { Health::Moved } else { Health::Lost };
    (!said.is_empty()).then_some(Stray { on: on.clone(), seen, health, said })
}
