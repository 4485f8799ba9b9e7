//! The article: its head, the entities it names, its sections and paragraphs.
//!
//! These structs are the format of the article file as well: serde decodes them directly, so that a
//! new field is one line. `codec::article_yaml` checks ids, references and quotes before anyone sees an [`Article`].

pub mod claim;
pub mod date;
pub mod entity;
pub mod grounds;
pub mod mention;
pub mod outline;
pub mod subject;

use std::borrow::Cow;
use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::article::claim::{Certainty, Claim, one_or_more, one_or_more_schema, snug};
use crate::model::article::entity::Entity;

/// A complete annotated article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Version of the format; this program reads version 1.
    pub nutgraf: u32,
    /// The title, the outlet and other facts about the article.
    #[serde(rename = "article")]
    pub head: Head,
    /// The defaults for claims without a speaker or certainty; they come before `sections`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defaults: Option<Defaults>,
    /// The people, organisations, places and so on that the text names.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// The sections of the text, in order.
    pub sections: Vec<Section>,
}

/// The defaults for claims without a speaker or certainty. In memory every claim has both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// The speaker, as in a claim.
    #[serde(default, deserialize_with = "one_or_more", skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "one_or_more_schema::<String>")]
    pub speaker: Vec<String>,
    /// The certainty, as in a claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
}

/// The title, the outlet and other facts about an article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The id of the article, which also names its folder of notes. It never changes.
    pub id: String,
    /// The title as printed.
    pub title: String,
    /// The publisher, if the source names it.
    pub outlet: Option<String>,
    /// The kind of text, such as news, analysis or opinion.
    pub genre: Option<String>,
    /// Language of the text, as a BCP 47 tag.
    pub language: String,
    /// Whether the text has the article's own words or retells it in others.
    pub wording: Wording,
    /// The subtitle or standfirst.
    pub subtitle: Option<String>,
    /// The authors, as printed.
    pub byline: Option<String>,
    /// The day of publication, such as 2018-06-30.
    pub published: Option<String>,
    /// The day of the latest correction.
    pub revised: Option<String>,
    /// The address of the article.
    pub url: Option<String>,
    /// The address of an archived copy.
    pub archived: Option<String>,
    /// The terms of use.
    pub rights: Option<String>,
    /// The day on which the text was copied.
    pub retrieved: Option<String>,
    /// The file or document that the article was imported from, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Origin>,
    /// Earlier versions of the same story, the oldest first.
    #[serde(default, deserialize_with = "snug", skip_serializing_if = "Vec::is_empty")]
    pub previous: Vec<PreviousVersion>,
}

/// The file or document that an article was imported from. It never names the user's library, proxy or licence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The source format, as `nutgraf import --formats` lists it.
    pub format: String,
    /// The name of the file without its folder; none for standard input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The id of the document in its database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The day of the import.
    pub imported: String,
    /// The version of nutgraf that imported it.
    pub version: String,
    /// The keys of `article` whose values the importer guessed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guessed: Vec<String>,
}

/// An earlier version of an article, kept in a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviousVersion {
    /// The name of its file, in the same folder.
    pub file: String,
    /// The hash of its text, as exports keep it to detect changes.
    pub text_hash: String,
    /// The day of that version, if its source names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised: Option<String>,
}

/// Whether the text has the article's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// The article's own words, letter by letter.
    Verbatim,
    /// A paraphrase in our own words, labelled as such wherever it is quoted.
    Retold,
}

/// A part of the text under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The id of the section. It never changes.
    pub id: String,
    /// The heading, as printed; the opening has none.
    pub heading: Option<String>,
    /// Its paragraphs, in order.
    #[serde(default, deserialize_with = "snug")]
    pub paragraphs: Vec<Paragraph>,
}

impl Section {
    /// The heading, or the name of a section without one.
    #[must_use]
    pub fn title(&self) -> &str {
        self.heading.as_deref().unwrap_or("Opening")
    }
}

/// A paragraph and the claims it makes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// The id of the paragraph. It never changes; the ¶ number, by contrast, is the place in the article.
    pub id: String,
    /// The text, to which all byte spans of this paragraph refer.
    pub text: String,
    /// The kind of paragraph; none for body text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ParagraphKind>,
    /// The links on words of the text, in order.
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

    /// Takes out every claim that is not to be kept; references to it stay.
    pub fn keep_claims(&mut self, keeps: impl Fn(&Claim) -> bool) {
        for paragraph in self.sections.iter_mut().flat_map(|section| &mut section.paragraphs) {
            paragraph.claims.retain(|claim| keeps(claim));
        }
    }

    /// The entity of that id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.id == id)
    }
}
