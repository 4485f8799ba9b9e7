//! The words of a search, and every place where they occur.

pub mod found;
pub(crate) mod said;

use crate::reader::document::Document;
use crate::reader::screens::find::matches::found::{Found, Hit, MOST_HITS, Searchable};
use crate::text::haystack::Haystack;
use crate::text::search::Pattern;
use crate::text::span::ByteSpan;

use crate::reader::app::App;
use crate::reader::screens::find::matches::said::Said;

impl Found {
    /// Finds words as they were typed; none when nothing was.
    pub(crate) fn search(app: &App, words: &str) -> Option<Self> {
        let pattern = Pattern::new(words)?;
        let mut hits = in_article(&app.document, &pattern);
        hits.extend(Said::with(app, &pattern).hits(app));
        hits.sort_by_key(|hit| hit.order());
        // The words and a note may both match for one heading or entity.
        hits.dedup();
        hits.truncate(MOST_HITS);
        Some(Self { words: words.to_owned(), pattern, hits, at: None })
    }
}

impl App {
    /// Where the words occur in `text`, in order.
    #[must_use]
    pub fn hits_in(&self, text: &str) -> Vec<ByteSpan> {
        self.found.as_ref().map_or(Vec::new(), |found| found.pattern.spans(text))
    }
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
}

impl Document {
    /// The searchable texts, built once.
    pub(crate) fn searchable(&self) -> &Searchable {
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
