//! The article: its head, the entities it names, its sections and paragraphs.
//!
//! These structs are the format of the article file as well: serde decodes them as they stand, so that a
//! new field is one line. What must hold between them (ids, references, quotes) `format::article` proves
//! before anyone sees an [`Article`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::claim::{Claim, snug};
use super::entity::Entity;

/// An annotated article, whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Version of the format; this program reads version 1.
    pub nutgraf: u32,
    /// Title and origin.
    #[serde(rename = "article")]
    pub head: Head,
    /// Whom and what the text names.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// The text, in order.
    pub sections: Vec<Section>,
}

/// Title and origin of an article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Stable name of the article, also of its folder of notes.
    pub id: String,
    /// The title as printed.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// What sort of text it is: news, analysis, opinion.
    pub genre: Option<String>,
    /// Language of the text, as a BCP 47 tag.
    pub language: String,
    /// Whether the text is the outlet's or ours.
    pub wording: Wording,
    /// A second title.
    pub subtitle: Option<String>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Day of the latest correction.
    pub revised: Option<String>,
    /// Where it stands.
    pub url: Option<String>,
    /// Where a copy of it stands.
    pub archived: Option<String>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// Day on which the text was taken over.
    pub retrieved: Option<String>,
}

/// Whose words the text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// The outlet's, letter by letter.
    Verbatim,
    /// Ours: a paraphrase, and labelled so wherever it is quoted.
    Retold,
}

/// A part of the text under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Stable name.
    pub id: String,
    /// The heading as printed; the opening has none.
    pub heading: Option<String>,
    /// Its paragraphs, in order.
    #[serde(default, deserialize_with = "snug")]
    pub paragraphs: Vec<Paragraph>,
}

impl Section {
    /// The heading, or what a section without one is called.
    #[must_use]
    pub fn title(&self) -> &str {
        self.heading.as_deref().unwrap_or("Opening")
    }
}

/// A paragraph and the claims it makes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// Stable name; means nothing, the ¶ number is the place in the article.
    pub id: String,
    /// The text, in which all byte spans of this paragraph count.
    pub text: String,
    /// Its claims, in order.
    #[serde(default, deserialize_with = "snug")]
    pub claims: Vec<Claim>,
}

impl Article {
    /// All paragraphs in order; the index of this iterator plus one is the ¶ number.
    #[must_use = "it does nothing by itself"]
    pub fn paragraphs(&self) -> impl DoubleEndedIterator<Item = &Paragraph> {
        self.sections.iter().flat_map(|section| &section.paragraphs)
    }

    /// All claims in order, each with its paragraph.
    pub fn claims(&self) -> impl Iterator<Item = (&Paragraph, &Claim)> {
        self.paragraphs().flat_map(|paragraph| paragraph.claims.iter().map(move |claim| (paragraph, claim)))
    }

    /// The entity of that id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.id == id)
    }
}
