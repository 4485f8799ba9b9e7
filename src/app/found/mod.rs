//! What words were looked for, and every place where they stand.

mod said;

use crate::text::haystack::Haystack;
use crate::text::search::Pattern;
use crate::text::span::ByteSpan;

use super::{App, Document};
use said::Said;

/// More hits than this are not counted.
const MOST_HITS: usize = 10_000;

/// What is looked for, and where it stands.
#[derive(Clone)]
pub struct Found {
    /// What was typed.
    pub words: String,
    pattern: Pattern,
    pub(super) hits: Vec<Hit>,
    /// The hit that one is at.
    pub(super) at: Option<usize>,
}

/// A place where the words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    /// In a note on the article.
    Article,
    /// In the heading of a section that begins with this paragraph, or in a note on the section.
    Section { paragraph: usize },
    /// In a paragraph's text, for the nth time, counted from 0.
    Text { paragraph: usize, nth: usize },
    /// In a claim of a paragraph.
    Claim { paragraph: usize, claim: usize },
    /// In what was said of a claim of a paragraph, or of the paragraph itself.
    Said { paragraph: usize, claim: Option<usize> },
    /// In the name of an entity, or in a note on it.
    Entity(usize),
}

impl Hit {
    /// The order of the article: the heading of a section, the text of a paragraph, its claims; entities last.
    pub(super) fn order(self) -> (usize, usize, usize) {
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

    /// Finds words as they were typed; none when nothing was.
    pub(super) fn search(app: &App, words: &str) -> Option<Self> {
        let pattern = Pattern::new(words)?;
        let mut hits = in_article(&app.document, &pattern);
        hits.extend(Said::with(app, &pattern).hits(app));
        hits.sort_by_key(|hit| hit.order());
        // A heading or an entity may be found by its words and by a note on it.
        hits.dedup();
        hits.truncate(MOST_HITS);
        Some(Self { words: words.to_owned(), pattern, hits, at: None })
    }
}

impl App {
    /// Where the words that are looked for stand in `text`, in order.
    #[must_use]
    pub fn hits_in(&self, text: &str) -> Vec<ByteSpan> {
        self.found.as_ref().map_or(Vec::new(), |found| found.pattern.spans(text))
    }
}

/// The texts of an article as they are searched, made when somebody first looks for something.
pub(super) struct Searchable {
    haystack: Haystack,
    /// What each of its texts is.
    places: Vec<Hit>,
}

impl Searchable {
    fn new(document: &Document) -> Self {
        let mut searchable = Self { haystack: Haystack::default(), places: Vec::new() };
        let (outline, article) = (&document.outline, &document.article);
        for (paragraph, content) in article.paragraphs().enumerate() {
            if let Some(heading) =
                outline.section_begun_by(article, paragraph).and_then(|section| section.heading.as_ref())
            {
                searchable.add(Hit::Section { paragraph }, heading);
            }
            searchable.add(Hit::Text { paragraph, nth: 0 }, &content.text);
            for (claim, made) in outline.claims_of(paragraph).zip(&content.claims) {
                searchable.add(Hit::Claim { paragraph, claim }, &made.text);
            }
        }
        for (number, entity) in article.entities.iter().enumerate() {
            entity.names().for_each(|name| searchable.add(Hit::Entity(number), name));
        }
        searchable
    }

    fn add(&mut self, place: Hit, text: &str) {
        self.haystack.add(text);
        self.places.push(place);
    }
}

impl Document {
    /// Its texts as they are searched; made once.
    pub(super) fn searchable(&self) -> &Searchable {
        self.searchable.get_or_init(|| Searchable::new(self))
    }
}

fn in_article(document: &Document, pattern: &Pattern) -> Vec<Hit> {
    let searchable = document.searchable();
    let paragraph = |number: usize| match searchable.places[number] {
        Hit::Text { paragraph, .. } => document.outline.paragraph(&document.article, paragraph),
        _ => None,
    };
    let text = |number: usize| paragraph(number).map_or("", |paragraph| paragraph.text.as_str());
    let mut hits = Vec::new();
    for (number, count) in searchable.haystack.places(pattern, MOST_HITS, text) {
        match searchable.places[number] {
            Hit::Text { paragraph, .. } => hits.extend((0..count).map(|nth| Hit::Text { paragraph, nth })),
            place => hits.push(place),
        }
    }
    hits
}
