//! Finds similar claims in other articles of a library, or in published checks.
//!
//! A match is never the same claim until a person says so. Each match reports what the two share, and how they differ.

mod features;
mod index;
pub mod page;
pub mod published;
mod relation;

use std::collections::HashSet;

pub use crate::corpus::similar::index::{Hit, Index};
pub use crate::corpus::similar::relation::{Relation, Shared};

/// Somebody's verdict on a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Who gave it.
    pub by: String,
    /// The verdict, in the author's words.
    pub verdict: String,
    /// The reason.
    pub why: Option<String>,
    /// The date, such as `2026-11-24`.
    pub date: Option<String>,
}

/// The origin of a known claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// An article of the library.
    Article {
        /// Id of the article.
        id: String,
        /// Id of the claim.
        claim: String,
        /// The path of its file.
        file: String,
        /// Its title.
        title: String,
        /// The date of publication.
        published: Option<String>,
    },
    /// A published check.
    Check {
        /// Its address.
        url: String,
        /// Its title, if it has one.
        title: Option<String>,
    },
}

impl Origin {
    /// The name of the claim in `same:`; a published check has none.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        match self {
            Self::Article { id, claim, .. } => Some(format!("{id}/{claim}")),
            Self::Check { .. } => None,
        }
    }
}

/// A claim from a library or a published check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its statement.
    pub text: String,
    /// Names of its speakers.
    pub speakers: Vec<String>,
    /// Names of the entities it is about.
    pub entities: Vec<String>,
    /// Its origin.
    pub origin: Origin,
    /// The verdicts on it.
    pub opinions: Vec<Opinion>,
}

/// Known claims, indexed.
pub struct KnownClaims {
    claims: Vec<Known>,
    index: Index,
}

/// A known claim that resembles another.
#[derive(Debug, Clone, PartialEq)]
pub struct Match<'a> {
    /// The claim.
    pub claim: &'a Known,
    /// The share of common words, from 0 to about 1.
    pub likeness: f32,
    /// How the two claims relate.
    pub relation: Relation,
    /// What both contain.
    pub shared: Shared,
}

/// Matches below this similarity are dropped.
const LEAST_LIKENESS: f32 = 0.18;

impl KnownClaims {
    /// Indexes claims.
    #[must_use]
    pub fn new(claims: Vec<Known>) -> Self {
        let titled: Vec<String> = claims.iter().map(Known::searched).collect();
        let index = Index::new(titled.iter().map(String::as_str));
        Self { claims, index }
    }

    /// The number of claims.
    #[must_use]
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether there are no claims.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// All claims.
    #[must_use]
    pub fn claims(&self) -> &[Known] {
        &self.claims
    }

    /// The indices of the claims most similar to a text, the best first, however low the similarity.
    #[must_use]
    pub fn ranked(&self, text: &str, most: usize) -> Vec<usize> {
        self.index.search(text, most).into_iter().map(|hit| hit.text).collect()
    }

    /// The claims similar to a text, the best first, without those whose key is in `but`; and how many there are in all.
    #[must_use]
    pub fn similar(&self, text: &str, most: usize, but: &HashSet<String>) -> (Vec<Match<'_>>, usize) {
        let hits = self.index.search(text, self.len());
        let is_wanted = |known: &Known| known.origin.key().is_none_or(|key| !but.contains(&key));
        let alike = hits.iter().filter(|hit| hit.likeness >= LEAST_LIKENESS && is_wanted(&self.claims[hit.text]));
        let found = alike.clone().take(most).map(|hit| {
            let claim = &self.claims[hit.text];
            let (relation, shared) = relation::relation(text, claim);
            Match { claim, likeness: hit.likeness.min(1.0), relation, shared }
        });
        (found.collect(), alike.count())
    }
}

impl Known {
    /// The opinions that somebody may see: of published checks all, of a claim their own, and those of others once they have
    /// judged it or if they ask for them; and how many others there are.
    #[must_use]
    pub fn seen_by(&self, me: Option<&str>, sees_all: bool) -> (Vec<&Opinion>, usize) {
        let is_mine = |opinion: &Opinion| Some(opinion.by.as_str()) == me;
        let is_check = matches!(self.origin, Origin::Check { .. });
        let sees_others = sees_all || is_check || self.opinions.iter().any(is_mine);
        let seen: Vec<&Opinion> = self.opinions.iter().filter(|opinion| sees_others || is_mine(opinion)).collect();
        let hidden = self.opinions.len() - seen.len();
        (seen, hidden)
    }

    /// The words to search: the statement, and the title of a check, which often says the same in fewer words.
    fn searched(&self) -> String {
        match &self.origin {
            Origin::Check { title: Some(title), .. } => format!("{title} {}", self.text),
            _ => self.text.clone(),
        }
    }
}
