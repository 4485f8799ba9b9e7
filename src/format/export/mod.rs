//! Notes in the formats that colleagues use: each format is one file here and one row in [`FORMATS`].
//!
//! A format says in its row what it cannot carry; the report of losses is made of that row and of what a request really
//! contains, so that it speaks of nothing that is not there.

mod averitec;
pub mod chosen;
mod claimreview;
pub mod contents;
mod csv;
pub mod digest;
pub mod earlier;
mod html;
mod json;
mod jsonl;
pub mod link;
pub mod loss;
pub mod markdown;
mod rows;
pub mod since;
pub mod state;
pub mod thing;
mod w3c;

use std::fmt;

use crate::domain::article::{Article, Wording};
use crate::domain::judgement::{Status, Verdict};
use crate::domain::notes::Notes;

use loss::Refusal;
use thing::{Carriage, Thing};

/// Version of the keys and columns of the exports.
pub const VERSION: u32 = 1;

/// Whose notes, and which claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Names of the annotators, in the order in which they are shown.
    pub by: Vec<String>,
    /// Whose word holds where they differ.
    pub final_by: Option<String>,
    /// Only claims with one of these verdicts; none within is a claim without one. Empty lets all through, here and below.
    pub verdicts: Vec<Option<Verdict>>,
    /// Only claims on which the work is so far.
    pub statuses: Vec<Status>,
    /// Only these sections, by their ids.
    pub sections: Vec<String>,
    /// Only claims with one of these tags.
    pub tags: Vec<String>,
}

impl Selection {
    /// Everything that these annotators say.
    #[must_use]
    pub fn of(by: impl IntoIterator<Item = String>) -> Self {
        Self { by: by.into_iter().collect(), ..Self::default() }
    }

    /// Whether only some claims are chosen by what is said of them; what is said of the rest of the article stays out then.
    #[must_use]
    pub fn picks_claims(&self) -> bool {
        !(self.verdicts.is_empty() && self.statuses.is_empty() && self.tags.is_empty())
    }

    /// Whether everything is chosen.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.picks_claims() && self.sections.is_empty()
    }
}

/// Who publishes the reviews, for schema.org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// The organisation's or person's name.
    pub name: String,
    /// Their address.
    pub url: String,
}

/// What is to be exported.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The article, with own claims among its claims.
    pub article: &'a Article,
    /// What everyone says of it.
    pub notes: &'a Notes,
    /// What of that.
    pub selection: &'a Selection,
    /// The day, `2026-11-24`.
    pub today: &'a str,
    /// Who publishes reviews.
    pub reviewer: Option<Reviewer>,
}

impl Request<'_> {
    /// What quotes are called.
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

/// A format.
pub struct Format {
    /// What the command line calls it.
    pub name: &'static str,
    /// Ending of its files, after the article's and the annotator's name.
    pub ending: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What it is, in a line.
    pub what: &'static str,
    /// What it bends or drops; everything else it carries, which the tests prove.
    pub carries: &'static [(Thing, Carriage)],
    /// Which claims it leaves out altogether, each with what it lacks.
    pub refuses: fn(&Request<'_>) -> Vec<Refusal>,
    /// Whether a file of it keeps enough to say later what has changed.
    pub can_be_checked: bool,
    /// Writes it, piece by piece.
    pub write: Write,
}

impl Format {
    /// What becomes of a thing.
    #[must_use]
    pub fn carriage(&self, thing: Thing) -> Carriage {
        let row = self.carries.iter().find(|(other, _)| *other == thing);
        row.map_or(Carriage::Carries, |(_, carriage)| *carriage)
    }
}

/// All formats, in the order in which they are offered.
pub const FORMATS: &[Format] = &[
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

/// The format of that name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Columns by which a line is indented; a tab counts for four.
fn inset(line: &str) -> usize {
    let white = line.chars().take_while(|letter| letter.is_whitespace());
    white.map(|letter| if letter == '\t' { 4 } else { 1 }).sum()
}

/// For formats that leave no claim out.
fn refuses_nothing(_: &Request<'_>) -> Vec<Refusal> {
    Vec::new()
}
