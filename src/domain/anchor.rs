//! Whether what was said still stands at the words it was said of.

use std::collections::HashSet;

use super::article::{Article, Paragraph};
use super::fingerprint::Fingerprint;
use super::fold::Fold;
use super::journal::{Change, Line, Seen, Target};
use super::note::adrift;
use super::subject::{self, Subject};
use crate::text::span::{ByteSpan, find_nth};

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

/// The paragraph in which words stand now, and where in it: of several places the one with most of its neighbours
/// unchanged, of equals the one in the paragraph they stood in, then the first.
#[must_use]
pub fn place_of<'a>(article: &'a Article, seen: &Seen) -> Option<(&'a Paragraph, ByteSpan)> {
    found(article, seen).map(|found| (found.paragraph, found.span))
}

/// Words that were found again.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// In which paragraph.
    pub paragraph: &'a Paragraph,
    /// Where in it.
    pub span: ByteSpan,
    /// How many code points beside them are the same as before.
    pub alike: usize,
    /// Whether all that was kept of their neighbours is.
    pub whole: bool,
}

/// The best place of words, with how much beside them is the same.
#[must_use]
pub fn found<'a>(article: &'a Article, seen: &Seen) -> Option<Found<'a>> {
    if seen.quote.is_empty() {
        return None;
    }
    let mut home = article.paragraphs().filter(|paragraph| paragraph.id == seen.paragraph);
    let at_home = home.find_map(|paragraph| in_paragraph(paragraph, seen));
    if at_home.as_ref().is_some_and(|found| found.whole) {
        return at_home;
    }
    let others = article.paragraphs().filter(|paragraph| paragraph.id != seen.paragraph);
    let elsewhere = others.filter_map(|paragraph| in_paragraph(paragraph, seen));
    // Of equals the last one is taken, so the later ones come first.
    let mut all: Vec<Found<'_>> = at_home.into_iter().chain(elsewhere).collect();
    all.reverse();
    all.into_iter().max_by_key(|found| found.alike)
}

/// The best place within one paragraph.
fn in_paragraph<'a>(paragraph: &'a Paragraph, seen: &Seen) -> Option<Found<'a>> {
    let text = &paragraph.text;
    let alike = |start: usize| {
        let (left, right) = (&text[..start], &text[start + seen.quote.len()..]);
        let before = left.chars().rev().zip(seen.before.chars().rev()).take_while(|(one, other)| one == other).count();
        before + right.chars().zip(seen.after.chars()).take_while(|(one, other)| one == other).count()
    };
    let starts = text.match_indices(&seen.quote).map(|(start, _)| start);
    let (alike, std::cmp::Reverse(start)) = starts.map(|start| (alike(start), std::cmp::Reverse(start))).max()?;
    let whole = alike == seen.before.chars().count() + seen.after.chars().count();
    Some(Found { paragraph, span: ByteSpan::new(start, start + seen.quote.len()), alike, whole })
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

/// Everything an annotator said of what the article no longer has, and of notes that stand nowhere, by what it was said of.
#[must_use]
pub fn strays(article: &Article, fold: &Fold) -> Vec<Stray> {
    let adrift = adrift(fold);
    let of_article =
        |on: &&Target| matches!(on.sort(), "claim" | "paragraph" | "section" | "entity") || adrift.contains(*on);
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
