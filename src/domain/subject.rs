//! What something can be said of, found in the article by its name.

use std::collections::HashMap;

use super::anchor::words;
use super::article::{Article, Paragraph, Section};
use super::claim::Claim;
use super::entity::Entity;
use super::fingerprint::Fingerprint;
use super::journal::{Seen, Target};

/// A thing of the article that something can be said of.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// The whole.
    Article,
    /// A section.
    Section(&'a Section),
    /// A paragraph.
    Paragraph(&'a Paragraph),
    /// A claim, in its paragraph.
    Claim(&'a Paragraph, &'a Claim),
    /// Someone or something named.
    Entity(&'a Entity),
}

impl<'a> Subject<'a> {
    /// The thing of that name; none when the article has no such thing.
    #[must_use]
    pub fn find(article: &'a Article, on: &Target) -> Option<Self> {
        let id = on.id();
        match on.sort() {
            "article" if id.is_empty() => Some(Self::Article),
            "section" => article.sections.iter().find(|section| section.id == id).map(Self::Section),
            "paragraph" => article.paragraphs().find(|paragraph| paragraph.id == id).map(Self::Paragraph),
            "claim" => article.claims().find(|(_, claim)| claim.id == id).map(|(in_, claim)| Self::Claim(in_, claim)),
            "entity" => article.entity(id).map(Self::Entity),
            _ => None,
        }
    }

    /// The thing that a bare id names: ids are unique across all kinds. `article` is the whole.
    #[must_use]
    pub fn named(article: &'a Article, id: &str) -> Option<Self> {
        if let Some(found) = Self::find(article, &Target(id.to_owned())) {
            return Some(found);
        }
        ["claim", "paragraph", "entity", "section"]
            .iter()
            .find_map(|sort| Self::find(article, &Target::element(sort, id)))
    }

    /// Its name in the journal.
    #[must_use]
    pub fn target(&self) -> Target {
        match self {
            Self::Article => Target::article(),
            Self::Section(section) => Target::element("section", &section.id),
            Self::Paragraph(paragraph) => Target::element("paragraph", &paragraph.id),
            Self::Claim(_, claim) => Target::claim(&claim.id),
            Self::Entity(entity) => Target::element("entity", &entity.id),
        }
    }

    /// The words that something is said of, and their fingerprint; the article as a whole has none.
    #[must_use]
    pub fn words(&self) -> Option<(Fingerprint, Seen)> {
        let seen = match self {
            Self::Claim(paragraph, claim) => words::of_claim(paragraph, claim),
            Self::Paragraph(paragraph) => words::of_paragraph(paragraph),
            Self::Section(section) => words::of_section(section),
            Self::Entity(entity) => words::of_entity(entity),
            Self::Article => return None,
        };
        Some((self.fingerprint()?, seen))
    }

    /// The fingerprint of the words alone.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        match self {
            Self::Claim(_, claim) => Some(Fingerprint::of_claim(claim)),
            Self::Paragraph(paragraph) => Some(Fingerprint::of_paragraph(paragraph)),
            Self::Section(section) => Some(Fingerprint::of_section(section)),
            Self::Entity(entity) => Some(Fingerprint::of_entity(entity)),
            Self::Article => None,
        }
    }
}

/// Everything of the article that something can be said of, by sort and id.
pub fn all(article: &Article) -> impl Iterator<Item = (&'static str, &str)> {
    let claims = article.claims().map(|(_, claim)| ("claim", claim.id.as_str()));
    let paragraphs = article.paragraphs().map(|paragraph| ("paragraph", paragraph.id.as_str()));
    let sections = article.sections.iter().map(|section| ("section", section.id.as_str()));
    claims.chain(paragraphs).chain(sections).chain(article.entities.iter().map(|entity| ("entity", entity.id.as_str())))
}

/// Where each claim of an article stands, for those who ask for many of them.
#[derive(Debug, Default)]
pub struct ClaimIndex(HashMap<String, (usize, usize, usize)>);

impl ClaimIndex {
    /// The places of all claims, as the article is now.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        let mut places = HashMap::new();
        for (section, content) in article.sections.iter().enumerate() {
            for (paragraph, content) in content.paragraphs.iter().enumerate() {
                for (claim, content) in content.claims.iter().enumerate() {
                    places.entry(content.id.clone()).or_insert((section, paragraph, claim));
                }
            }
        }
        Self(places)
    }

    /// As [`Subject::find`], in the article that it was made of.
    #[must_use]
    pub fn find<'a>(&self, article: &'a Article, on: &Target) -> Option<Subject<'a>> {
        let Some(id) = on.claim_id() else { return Subject::find(article, on) };
        let (section, paragraph, claim) = *self.0.get(id)?;
        let paragraph = article.sections.get(section)?.paragraphs.get(paragraph)?;
        Some(Subject::Claim(paragraph, paragraph.claims.get(claim)?))
    }
}

/// All ids that something can be said of, for messages that name the nearest.
pub fn ids(article: &Article) -> impl Iterator<Item = &str> {
    let claims = article.claims().map(|(_, claim)| claim.id.as_str());
    let paragraphs = article.paragraphs().map(|paragraph| paragraph.id.as_str());
    let sections = article.sections.iter().map(|section| section.id.as_str());
    claims.chain(paragraphs).chain(sections).chain(article.entities.iter().map(|entity| entity.id.as_str()))
}
