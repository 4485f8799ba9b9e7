//! The open article, and what reading it needs.

use std::cell::OnceCell;

use crate::model::annotation::added_claim::OwnClaim;
use crate::model::article::Article;
use crate::model::article::mention::Mentions;
use crate::model::article::outline::Outline;
use crate::reader::screens::find::matches::found::Searchable;

/// An article and what is derived from it once.
pub struct Document {
    /// The article.
    pub article: Article,
    /// Those of its claims that the reader has added.
    pub own_claims: Vec<OwnClaim>,
    /// Its paragraphs and claims, numbered through.
    pub outline: Outline,
    /// Finds entities in text.
    pub mentions: Mentions,
    /// How often each entity is mentioned, by its index.
    pub counts: Vec<usize>,
    /// Where the article came from, as messages name it.
    pub origin: String,
    /// Whether the article's file is gone, so that notes on it would be lost from every list.
    pub is_gone: bool,
    /// Its texts as they are searched.
    pub(crate) searchable: OnceCell<Searchable>,
}

impl Document {
    /// Derives what reading needs from `article`, which came from `origin`.
    #[must_use]
    pub fn new(article: Article, origin: String) -> Self {
        let outline = Outline::new(&article);
        let mentions = Mentions::new(&article);
        let counts = mentions.counts(&article);
        let own_claims = Vec::new();
        Self { article, own_claims, outline, mentions, counts, origin, is_gone: false, searchable: OnceCell::new() }
    }
}
