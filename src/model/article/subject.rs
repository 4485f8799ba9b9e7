//! Finds the targets of annotations in the article by name.

use std::collections::HashMap;

use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Paragraph, Section};
use crate::model::journal::anchor::words;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::{Seen, Target};

/// A part of the article that annotations can be on.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// The whole article.
    Article,
    /// A section.
    Section(&'a Section),
    /// A paragraph.
    Paragraph(&'a Paragraph),
    /// A claim, in its paragraph.
    Claim(&'a Paragraph, &'a Claim),
    /// An entity.
    Entity(&'a Entity),
}

impl<'a> Subject<'a> {
    /// The part with this name; `None` if the article has none.
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

    /// The part that a bare id names: ids are unique across all kinds. `article` means the whole.
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

    /// The words that annotations of it are about, and their fingerprint; the whole article has none.
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

/// Everything in the article that annotations can be on, by kind and id.
pub fn all(article: &Article) -> impl Iterator<Item = (&'static str, &str)> {
    let claims = article.claims().map(|(_, claim)| ("claim", claim.id.as_str()));
    let paragraphs = article.paragraphs().map(|paragraph| ("paragraph", paragraph.id.as_str()));
    let sections = article.sections.iter().map(|section| ("section", section.id.as_str()));
    claims.chain(paragraphs).chain(sections).chain(article.entities.iter().map(|entity| ("entity", entity.id.as_str())))
}

/// The place of each claim of an article, for callers that look up many.
#[derive(Debug, Default)]
pub struct ClaimIndex(HashMap<String, (usize, usize, usize)>);

impl ClaimIndex {
    /// The places of all claims in the article as it is now.
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

    /// Like [`Subject::find`], in the article that the index was made from.
    #[must_use]
    pub fn find<'a>(&self, article: &'a Article, on: &Target) -> Option<Subject<'a>> {
        let Some(id) = on.claim_id() else { return Subject::find(article, on) };
        let (section, paragraph, claim) = *self.0.get(id)?;
        let paragraph = article.sections.get(section)?.paragraphs.get(paragraph)?;
        Some(Subject::Claim(paragraph, paragraph.claims.get(claim)?))
    }
}

/// All ids that annotations can be on, for messages that suggest the nearest.
pub fn ids(article: &Article) -> impl Iterator<Item = &str> {
    let claims = article.claims().map(|(_, claim)| claim.id.as_str());
    let paragraphs = article.paragraphs().map(|paragraph| paragraph.id.as_str());
    let sections = article.sections.iter().map(|section| section.id.as_str());
    claims.chain(paragraphs).chain(sections).chain(article.entities.iter().map(|entity| entity.id.as_str()))
}
