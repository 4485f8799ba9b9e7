//! Writes notes in the formats that colleagues use: each format is one file here and one row in [`FORMATS`].
//!
//! A format's row says what it leaves out. The loss report combines that row with what the request contains, so that it
//! never mentions anything that is not there.

pub(crate) mod averitec;
pub mod chosen;
pub(crate) mod claimreview;
pub mod contents;
pub mod corrections;
pub(crate) mod csv;
pub mod digest;
pub mod earlier;
pub mod feature;
pub(crate) mod final_word;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod jsonl;
pub mod link;
pub mod loss;
pub mod markdown;
pub mod packet;
pub(crate) mod rows;
pub mod stale_check;
pub mod state;
pub mod statistics;
pub mod versions_page;
pub(crate) mod w3c;
pub mod warnings;

use std::fmt;

use crate::model::annotation::Notes;
use crate::model::article::{Article, Wording};
use crate::model::query::Query;

use crate::export::chosen::Hearing;
use crate::export::feature::{Carriage, Thing};
use crate::export::loss::Refusal;

/// Version of the keys and columns of the exports.
pub const VERSION: u32 = 1;

/// Whose notes to export, and on which claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Names of the annotators, in the order in which they are shown.
    pub by: Vec<String>,
    /// Whose verdict wins where they differ.
    pub final_by: Option<String>,
    /// Selects the claims.
    pub query: Query,
    /// Whether others' judgements count before the annotator has judged the claim, as in `by:` and `is:disagreed`.
    pub sees_others: bool,
}

impl Selection {
    /// All notes of these annotators.
    #[must_use]
    pub fn of(by: impl IntoIterator<Item = String>) -> Self {
        Self { by: by.into_iter().collect(), sees_others: true, ..Self::default() }
    }

    /// Whether the selection is of single claims rather than whole sections. Annotations of the rest of the article are
    /// then left out.
    #[must_use]
    pub fn picks_claims(&self) -> bool {
        self.query.asks_besides("section")
    }

    /// Whether everything is selected.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.query.is_everything()
    }
}

/// Who publishes the reviews, for schema.org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// The organisation's or person's name.
    pub name: String,
    /// Their web address.
    pub url: String,
}

/// What to export.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The article, with own claims among its claims.
    pub article: &'a Article,
    /// Everyone's notes on it.
    pub notes: &'a Notes,
    /// Which of these to export.
    pub selection: &'a Selection,
    /// The date, such as `2026-11-24`.
    pub today: &'a str,
    /// Who publishes the reviews.
    pub reviewer: Option<Reviewer>,
}

impl Request<'_> {
    /// The label of quotes.
    #[must_use]
    pub fn quote_label(&self) -> &'static str {
        if self.is_retold() { "our paraphrase" } else { "quote" }
    }

    /// Whether the text is our paraphrase.
    #[must_use]
    pub fn is_retold(&self) -> bool {
        self.article.head.wording == Wording::Retold
    }
}

/// Writes a request in a format.
pub type Write = fn(&Request<'_>, &mut dyn fmt::Write) -> fmt::Result;

/// Whom a format is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Programs: what the chosen annotators say, as data.
    Programs,
    /// Programs that show it to the public, such as search engines.
    Public,
    /// People who did not take part in the check. They also hear of those who contradict the chosen annotators.
    Readers,
    /// Such people, who may write into the file; what they have written stays when it is written again.
    Editors,
}

/// A format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Ending of its files, after the article's and the annotator's name.
    pub ending: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Whom it is for.
    pub audience: Audience,
    /// A description in a line.
    pub what: &'static str,
    /// The features it changes or leaves out. It contains all others unchanged, which the tests prove.
    pub carries: &'static [(Thing, Carriage)],
    /// The claims that it leaves out altogether, each with what it lacks.
    pub refuses: fn(&Request<'_>) -> Vec<Refusal>,
    /// Whether a file of it keeps enough to report later changes.
    pub can_be_checked: bool,
    /// Writes the export piece by piece.
    pub write: Write,
}

impl Format {
    /// Whether a person may write into a file of it.
    #[must_use]
    pub fn is_packet(&self) -> bool {
        self.audience == Audience::Editors
    }

    /// Whether its readers are people who did not take part in the check.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        matches!(self.audience, Audience::Readers | Audience::Editors)
    }

    /// Whether people come to read what it says of others, so that warnings come before it.
    #[must_use]
    pub fn warns(&self) -> bool {
        self.audience != Audience::Programs
    }

    /// Who is heard in it besides the chosen annotators.
    #[must_use]
    pub fn hearing(&self) -> Hearing {
        if self.is_sent() { Hearing::Contradictions } else { Hearing::Chosen }
    }

    /// What becomes of a thing.
    #[must_use]
    pub fn carriage(&self, thing: Thing) -> Carriage {
        if thing == Thing::Private {
            return loss::PRIVATE;
        }
        let row = self.carries.iter().find(|(other, _)| *other == thing);
        row.map_or(Carriage::Carries, |(_, carriage)| *carriage)
    }
}

/// All formats, in the order of the menus.
pub const FORMATS: &[Format] = &[
    packet::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
    csv::CLAIMS,
    csv::EVIDENCE,
    jsonl::FORMAT,
    json::FORMAT,
    w3c::FORMAT,
    claimreview::FORMAT,
    averitec::FORMAT,
];

/// The format with this name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The columns of a line's indent; a tab counts as four.
fn inset(line: &str) -> usize {
    let white = line.chars().take_while(|letter| letter.is_whitespace());
    white.map(|letter| if letter == '\t' { 4 } else { 1 }).sum()
}

/// For formats that leave out no claim.
fn refuses_nothing(_: &Request<'_>) -> Vec<Refusal> {
    Vec::new()
}
