//! Where a text names the article's entities.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::article::Article;
use crate::text::span::ByteSpan;

/// A place in a text that names an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Index of the entity in the article.
    pub entity: usize,
    /// Where, in bytes of the text searched.
    pub span: ByteSpan,
}

/// Finds names as written, at word boundaries, the leftmost first and of those the longest.
#[derive(Debug)]
pub struct Mentions {
    searcher: Option<AhoCorasick>,
    entities: Vec<usize>,
}

impl Mentions {
    /// Prepares the search for every name of an article.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        let numbered = article.entities.iter().enumerate();
        let mut names: Vec<(&str, usize)> =
            numbered.flat_map(|(index, entity)| entity.names().map(move |name| (name, index))).collect();
        names.retain(|(name, _)| !name.trim().is_empty());
        let searcher = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(names.iter().map(|(name, _)| name))
            .ok();
        Self { searcher, entities: names.into_iter().map(|(_, entity)| entity).collect() }
    }

    /// The mentions in `text`, in order, without overlap.
    #[must_use]
    pub fn in_text(&self, text: &str) -> Vec<Mention> {
        let Some(searcher) = &self.searcher else { return Vec::new() };
        let mut found: Vec<Mention> = searcher
            .find_overlapping_iter(text)
            .map(|found| Mention {
                entity: self.entities[found.pattern().as_usize()],
                span: ByteSpan::new(found.start(), found.end()),
            })
            .filter(|mention| stands_alone(text, mention.span))
            .collect();
        found.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        let mut end = 0;
        found.retain(|mention| {
            let free = mention.span.start >= end;
            if free {
                end = mention.span.end;
            }
            free
        });
        found
    }

    /// How often each entity is mentioned in the whole text, by its index.
    #[must_use]
    pub fn counts(&self, article: &Article) -> Vec<usize> {
        let mut counts = vec![0; article.entities.len()];
        for mention in article.paragraphs().flat_map(|paragraph| self.in_text(&paragraph.text)) {
            counts[mention.entity] += 1;
        }
        counts
    }
}

/// Whether neither neighbour of the span continues a word.
fn stands_alone(text: &str, span: ByteSpan) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
