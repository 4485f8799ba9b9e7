//! The article: its head, the entities it names, its sections and paragraphs.
//!
//! These structs are the format of the article file as well: serde decodes them as they stand, so that a
//! new field is one line. What must hold between them (ids, references, quotes) `format::article` proves
//! before anyone sees an [`Article`].

use std::borrow::Cow;
use std::collections::HashSet;

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
    /// Who published it; none where the source does not say.
    pub outlet: Option<String>,
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
    /// What it was imported from; none for an article that was written by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Origin>,
    /// Earlier versions of the same story, the oldest first.
    #[serde(default, deserialize_with = "snug", skip_serializing_if = "Vec::is_empty")]
    pub previous: Vec<PreviousVersion>,
}

/// What an article was imported from. Never holds anything that names the user's library, proxy or licence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Name of the source format, as `nutgraf import --formats` lists it.
    pub format: String,
    /// Name of the file, without its folder; none for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The document's own id in its database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Day of the import.
    pub imported: String,
    /// Version of nutgraf that imported it.
    pub version: String,
    /// Keys of `article` whose values the importer guessed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guessed: Vec<String>,
}

/// An earlier version of an article, kept in a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviousVersion {
    /// Name of its file, in the same folder.
    pub file: String,
    /// Hash of its text, as `format::text_hash` gives it.
    pub text_hash: String,
    /// Day of that version, where its source gave one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised: Option<String>,
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
    /// What sort of paragraph it is; body text where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ParagraphKind>,
    /// Links on words of the text, in order.
    #[serde(default, deserialize_with = "snug", skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Its claims, in order.
    #[serde(default, deserialize_with = "snug")]
    pub claims: Vec<Claim>,
}

/// A paragraph that is not body text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    /// An item of a list.
    List,
    /// A block quotation.
    Quote,
    /// The caption of a picture, chart or video.
    Caption,
}

impl ParagraphKind {
    /// The word that screens and files use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Quote => "quote",
            Self::Caption => "caption",
        }
    }
}

/// A link that the source puts on words of a paragraph: a place to look for evidence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The linked words, as the paragraph has them.
    pub words: String,
    /// The address they lead to.
    pub url: String,
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

    /// How many of its entities, and of its claims, are candidates that nobody has confirmed.
    #[must_use]
    pub fn drafts(&self) -> (usize, usize) {
        let entities = self.entities.iter().filter(|entity| entity.draft).count();
        (entities, self.claims().filter(|(_, claim)| claim.draft).count())
    }

    /// The article without its drafts; itself when it has none. A draft entity stays where a confirmed claim names it.
    #[must_use]
    pub fn without_drafts(&self) -> Cow<'_, Self> {
        if self.drafts() == (0, 0) {
            return Cow::Borrowed(self);
        }
        let mut article = self.clone();
        for paragraph in article.sections.iter_mut().flat_map(|section| &mut section.paragraphs) {
            paragraph.claims.retain(|claim| !claim.draft);
        }
        let left: HashSet<&str> = self.claims().filter(|(_, claim)| claim.draft).map(|(_, claim)| &*claim.id).collect();
        let mut named: HashSet<String> = HashSet::new();
        for claim in article
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.paragraphs)
            .flat_map(|paragraph| &mut paragraph.claims)
        {
            claim.relations.retain(|id| !left.contains(id));
            named.extend(claim.speaker.iter().chain(&claim.via).chain(&claim.about).cloned());
        }
        article.entities.retain(|entity| !entity.draft || named.contains(&entity.id));
        Cow::Owned(article)
    }

    /// The entity of that id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.id == id)
    }
}
