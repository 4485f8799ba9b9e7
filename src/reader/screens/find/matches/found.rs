//! Words that were looked for, and every place that has them.

use crate::text::haystack::Haystack;
use crate::text::search::Pattern;

/// More hits than this are not counted.
pub(super) const MOST_HITS: usize = 10_000;

/// The words to find, and the places that have them.
#[derive(Clone)]
pub struct Found {
    /// What was typed.
    pub words: String,
    pub(super) pattern: Pattern,
    pub(crate) hits: Vec<Hit>,
    /// The hit that one is at.
    pub(crate) at: Option<usize>,
}

/// A place that has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hit {
    /// In a note on the article.
    Article,
    /// In the heading of a section that begins with this paragraph, or in a note on the section.
    Section { paragraph: usize },
    /// In a paragraph's text, for the nth time, counted from 0.
    Text { paragraph: usize, nth: usize },
    /// In a claim of a paragraph.
    Claim { paragraph: usize, claim: usize },
    /// In an annotation of a claim of a paragraph, or of the paragraph itself.
    Said { paragraph: usize, claim: Option<usize> },
    /// In the name of an entity, or in a note on it.
    Entity(usize),
}

impl Hit {
    /// The order of the article: the heading of a section, the text of a paragraph, its claims; entities last.
    pub(crate) fn order(self) -> (usize, usize, usize) {
        match self {
            Self::Article => (0, 0, 0),
            Self::Section { paragraph } => (paragraph, 1, 0),
            Self::Text { paragraph, nth } => (paragraph, 2, nth),
            Self::Claim { paragraph, claim } => (paragraph, 3, claim),
            Self::Said { paragraph, claim } => (paragraph, 4, claim.unwrap_or(0)),
            Self::Entity(entity) => (usize::MAX, 0, entity),
        }
    }
}

impl Found {
    /// Which hit one is at, counted from 1, and how many there are.
    #[must_use]
    pub fn count(&self) -> String {
        let more = if self.hits.len() >= MOST_HITS { "+" } else { "" };
        match (self.at, self.hits.len()) {
            (_, 0) => "nothing found".to_owned(),
            (Some(at), count) => format!("{} of {count}{more}", at + 1),
            (None, count) => format!("{count}{more} found"),
        }
    }

    /// The paragraph of the current match and which of the matches in its text it is; none where it is in something else.
    pub(crate) fn current_text(&self) -> Option<(usize, usize)> {
        match self.hits.get(self.at?)? {
            Hit::Text { paragraph, nth } => Some((*paragraph, *nth)),
            _ => None,
        }
    }
}

/// The texts of an article as they are searched, made when somebody first looks for something.
pub(crate) struct Searchable {
    pub(super) haystack: Haystack,
    /// What each of its texts is.
    pub(super) places: Vec<Hit>,
}

impl Searchable {
    pub(super) fn add(&mut self, place: Hit, text: &str) {
        self.haystack.add(text);
        self.places.push(place);
    }
}
