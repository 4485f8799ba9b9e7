//! A page: what it is about, and the rows of which it is made.

use crate::model::annotation::judgement::Verdict;
use crate::model::journal;
use crate::model::journal::anchor::Candidate;
use crate::reader::screens::form::forms::kind::Form;
use crate::text::span::ByteSpan;

/// What a page is about; its rows follow from it and from the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// A claim, by its number.
    Card(usize),
    /// An entity, by its index.
    Dossier(usize),
    /// Every figure and date.
    Figures,
    /// Who is heard in the article, and how often.
    Sourcing,
    /// Annotations of words that the article no longer has.
    Lost,
    /// Every note and tag.
    Notes,
    /// How the article differs from the version before.
    Versions,
    /// Claims elsewhere that are similar to one.
    Similar,
    /// What is wrong with the article's file.
    Problems,
    /// An entity in all articles of the library.
    LibraryEntity,
    /// Counts over all articles of the library.
    Statistics,
    /// What the articles of the library got wrong.
    Corrections,
}

/// An open page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// What it is about.
    pub kind: SheetKind,
    /// The selected row.
    pub selected: usize,
    /// First visible line.
    pub top: usize,
}

/// How a row looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Begins a part of the page.
    Heading,
    /// What the page is about.
    Strong,
    /// What is to be read.
    Plain,
    /// What can be looked up.
    Calm,
    /// What must be looked at.
    Alert,
    /// A verdict.
    Verdict(Verdict),
}

/// How words within a row look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// An earlier version has them.
    Removed,
    /// The later version has them.
    Added,
}

/// Where a row leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a paragraph.
    Paragraph(usize),
    /// To a claim in the list.
    Claim(usize),
    /// To the words in the text that make a claim.
    Quote(usize),
    /// To a claim that the annotator has related to the page's claim: its number, and the field of the journal.
    Related(usize, String),
    /// To a form in which it is changed, at the field of that key.
    Form(Form, &'static str),
    /// To the tags of something.
    Tags(journal::Target),
    /// To saying of a claim that one of another article, `ARTICLE-ID/CLAIM`, is the same or not.
    Same(journal::Target, String),
    /// To the conflicting edits of a field.
    Conflict(journal::Target, String),
    /// To saying again, of the words of today, these fields of a thing.
    Confirm(journal::Target, Vec<String>),
    /// To a place in an article of the library: its path, and the id there.
    Elsewhere(String, String),
    /// To a place of the article's file, both counted from 1.
    FilePlace {
        /// The line.
        line: usize,
        /// The column, in code points.
        column: usize,
    },
    /// To moving these fields of a thing to another, where their words are now.
    MoveTo(journal::Target, Candidate, Vec<String>),
}

/// A row of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// What it is, in the left column; empty where the text takes all of the line.
    pub label: String,
    /// What it says.
    pub text: String,
    /// How it looks.
    pub tone: Tone,
    /// Where it leads.
    pub target: Option<Target>,
    /// Words that look otherwise, in order.
    pub marks: Vec<(ByteSpan, Mark)>,
}

impl SheetRow {
    /// A row that leads nowhere.
    #[must_use]
    pub fn new(label: &str, text: impl Into<String>, tone: Tone) -> Self {
        Self { label: label.to_owned(), text: text.into(), tone, target: None, marks: Vec::new() }
    }

    /// This row, leading somewhere.
    #[must_use]
    pub fn to(self, target: Target) -> Self {
        Self { target: Some(target), ..self }
    }

    /// An empty line.
    #[must_use]
    pub fn empty() -> Self {
        Self::new("", "", Tone::Calm)
    }

    /// An empty line, and the beginning of a part with how much is in it.
    #[must_use]
    pub fn part(name: &str, count: usize) -> [Self; 2] {
        [Self::empty(), Self::new(name, count.to_string(), Tone::Heading)]
    }
}

impl Sheet {
    /// A page at its beginning.
    #[must_use]
    pub fn new(kind: SheetKind) -> Self {
        Self { kind, selected: 0, top: 0 }
    }

    /// Whether it is about a claim.
    #[must_use]
    pub fn is_card(&self) -> bool {
        matches!(self.kind, SheetKind::Card(_))
    }

    /// Whether it can show something that the annotator has written.
    #[must_use]
    pub fn holds_notes(&self) -> bool {
        matches!(self.kind, SheetKind::Card(_) | SheetKind::Notes | SheetKind::Dossier(_))
    }

    /// Whether it can show something that waits for a decision of the annotator: conflicting edits, or annotations of words
    /// that have changed or moved.
    #[must_use]
    pub fn holds_doubts(&self) -> bool {
        self.holds_notes() || self.kind == SheetKind::Lost
    }
}
