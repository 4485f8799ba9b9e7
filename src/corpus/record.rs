//! The searchable content of an article, borrowed from the bytes it is decoded from.

use serde::{Deserialize, Serialize};

use crate::model::annotation::judgement::{Confidence, Said, Status, Verdict};
use crate::model::article::claim::{Certainty, ClaimKind, Priority};
use crate::model::article::entity::EntityKind;

/// An article with everybody's notes.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// The sections, in order.
    #[serde(borrow)]
    pub sections: Vec<SectionRecord<'a>>,
    /// The entities, in order.
    #[serde(borrow)]
    pub entities: Vec<EntityRecord<'a>>,
    /// Everyone who has written notes, by name.
    #[serde(borrow)]
    pub annotators: Vec<&'a str>,
    /// The article's head, sections, paragraphs, claims and entities, in the article's order; targets that are gone
    /// come last.
    #[serde(borrow)]
    pub passages: Vec<Passage<'a>>,
    /// The texts of all passages, in the order of the lines of the article's words.
    #[serde(borrow)]
    pub pieces: Vec<Piece<'a>>,
}

/// A section.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionRecord<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its heading, or the name of the opening.
    pub title: &'a str,
}

/// An entity.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityRecord<'a> {
    /// Its id in the article.
    pub id: &'a str,
    /// The name, then the aliases.
    #[serde(borrow)]
    pub names: Vec<&'a str>,
    /// Its kind.
    pub kind: EntityKind,
    /// Its item in Wikidata.
    pub wikidata: Option<&'a str>,
    /// Whether nobody has confirmed it yet.
    pub draft: bool,
    /// The mentions in the text.
    pub mentions: Vec<MentionRecord>,
}

/// A mention of an entity in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// The piece with the paragraph's text, by index in [`Record::pieces`].
    pub piece: u32,
    /// The first byte of the mention.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
}

/// A part of an article that a search finds and opens as a unit.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage<'a> {
    /// Its kind.
    pub kind: PassageKind,
    /// Its id; empty for the article's head.
    pub id: &'a str,
    /// The paragraph number, counted from 1; 0 if it is in no paragraph.
    pub number: u32,
    /// Its section, by index in [`Record::sections`].
    pub section: u32,
    /// Index of its first piece in [`Record::pieces`].
    pub first: u32,
    /// How many pieces it has.
    pub count: u32,
    /// The facts about a claim.
    #[serde(borrow)]
    pub claim: Option<Box<ClaimFacts<'a>>>,
}

/// The kind of a passage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PassageKind {
    /// Title, outlet and byline, with notes on the whole article.
    #[default]
    Article,
    /// A heading.
    Section,
    /// The text of a paragraph, with notes on it.
    Paragraph,
    /// A claim, with all annotations of it.
    Claim,
    /// An entity's names, with notes on it.
    Entity,
    /// Annotations of a target that the article no longer has.
    Gone,
}

impl PassageKind {
    /// The word in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Section => "section",
            Self::Paragraph => "paragraph",
            Self::Claim => "claim",
            Self::Entity => "entity",
            Self::Gone => "gone",
        }
    }
}

/// A text of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece<'a> {
    /// Its kind.
    pub kind: PieceKind,
    /// Its author: the index in [`Record::annotators`] plus 1; 0 for the article itself.
    pub by: u16,
    /// The text.
    pub text: &'a str,
}

/// The kind of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PieceKind {
    /// The article's title, or a heading.
    Title,
    /// Outlet, byline, subtitle.
    Origin,
    /// A restated claim.
    Claim,
    /// The text of a paragraph.
    Text,
    /// A name of an entity.
    Name,
    /// A reason.
    Reason,
    /// What a claim should say.
    Correction,
    /// A note.
    Note,
    /// A field of a piece of evidence.
    Evidence,
    /// A question to somebody, or the answer.
    Reply,
    /// A tag.
    Tag,
}

impl PieceKind {
    /// The word in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Origin => "origin",
            Self::Claim => "claim",
            Self::Text => "text",
            Self::Name => "name",
            Self::Reason => "reason",
            Self::Correction => "correction",
            Self::Note => "note",
            Self::Evidence => "evidence",
            Self::Reply => "reply",
            Self::Tag => "tag",
        }
    }
}

/// The facts about a claim that queries ask for.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimFacts<'a> {
    /// Its kinds.
    pub kinds: Vec<ClaimKind>,
    /// How firmly the speaker says it.
    pub certainty: Certainty,
    /// The priority that the article proposes.
    pub priority: Priority,
    /// Ids of its speakers; also `author` and `unclear`.
    #[serde(borrow)]
    pub speaker: Vec<&'a str>,
    /// Ids of those who pass it on.
    #[serde(borrow)]
    pub via: Vec<&'a str>,
    /// Ids of the entities it is about.
    #[serde(borrow)]
    pub about: Vec<&'a str>,
    /// The words that attribute it.
    pub cue: Option<&'a str>,
    /// The date or span that it is about.
    pub when: Option<&'a str>,
    /// Its figures.
    #[serde(borrow)]
    pub figures: Vec<FigureRecord<'a>>,
    /// The words of the paragraph that make it.
    pub quote: &'a str,
    /// Whether the text only presupposes it.
    pub implied: bool,
    /// Whether nobody has confirmed it yet.
    pub draft: bool,
    /// Whether the article relates it to another claim.
    pub related: bool,
    /// Who added it: the index in [`Record::annotators`] plus 1; 0 for a claim of the article.
    pub own: u16,
    /// The notes of each annotator who has any on it.
    #[serde(borrow)]
    pub voices: Vec<Voice<'a>>,
}

/// A figure of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureRecord<'a> {
    /// As it is printed.
    pub printed: &'a str,
    /// The value, as decimal text.
    pub value: Option<&'a str>,
    /// The unit.
    pub unit: Option<&'a str>,
    /// The date or span that it is of.
    pub when: Option<&'a str>,
}

/// What an annotator says of a claim. Words such as verdicts are kept as numbers in their `ALL`.
// Each is one answer to one field of queries.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact that queries ask for")]
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice<'a> {
    /// Index in [`Record::annotators`] plus 1.
    pub by: u16,
    verdict: Option<u8>,
    said: Option<u8>,
    confidence: Option<u8>,
    status: u8,
    priority: Option<u8>,
    /// Whether the verdict is on the present wording.
    pub current: bool,
    /// Whether the annotator marked the claim as not checkable.
    pub not_checkable: bool,
    /// Whether anything was written for an earlier wording.
    pub changed: bool,
    /// Whether a reason is given.
    pub reason: bool,
    /// Whether a correction is given.
    pub correction: bool,
    /// Whether there is evidence.
    pub evidence: bool,
    /// Whether there are notes.
    pub note: bool,
    /// Whether somebody was asked for a reply.
    pub reply: bool,
    /// Whether the annotator related it to other claims.
    pub relation: bool,
    /// Whether the annotator has settled what several differ on.
    pub settled: bool,
    /// The tags.
    #[serde(borrow)]
    pub tags: Vec<&'a str>,
    /// The earliest due date of an answer that has not arrived.
    pub due: &'a str,
    /// The reason for the verdict.
    pub why: Option<&'a str>,
    /// The day of the verdict, as `2026-11-24`; empty where there is none.
    pub on: &'a str,
    /// Claims elsewhere that the annotator says are the same, as `ARTICLE-ID/CLAIM`.
    #[serde(borrow)]
    pub same: Vec<&'a str>,
}

/// The index of a value among all of its kind.
fn number<T: PartialEq>(all: &[T], value: &T) -> u8 {
    // None of these lists has more than ten values.
    all.iter().position(|other| other == value).and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

impl Voice<'_> {
    /// A voice with these words and nothing else.
    #[must_use]
    pub fn new(
        by: u16,
        verdict: Option<Verdict>,
        said: Option<Said>,
        confidence: Option<Confidence>,
        status: Status,
        priority: Option<Priority>,
    ) -> Self {
        Self {
            by,
            verdict: verdict.map(|verdict| number(&Verdict::ALL, &verdict)),
            said: said.map(|said| number(&Said::ALL, &said)),
            confidence: confidence.map(|confidence| number(&Confidence::ALL, &confidence)),
            status: number(&Status::ALL, &status),
            priority: priority.map(|priority| number(&Priority::ALL, &priority)),
            ..Self::default()
        }
    }

    /// The verdict, even on an earlier wording.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        Verdict::ALL.get(usize::from(self.verdict?)).copied()
    }

    /// The verdict on the present wording.
    #[must_use]
    pub fn current_verdict(&self) -> Option<Verdict> {
        self.verdict().filter(|_| self.current)
    }

    /// Whether the speaker made the claim.
    #[must_use]
    pub fn said(&self) -> Option<Said> {
        Said::ALL.get(usize::from(self.said?)).copied()
    }

    /// How sure the annotator is.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        Confidence::ALL.get(usize::from(self.confidence?)).copied()
    }

    /// The status of the work.
    #[must_use]
    pub fn status(&self) -> Status {
        Status::ALL.get(usize::from(self.status)).copied().unwrap_or(Status::ToDo)
    }

    /// The annotator's priority.
    #[must_use]
    pub fn priority(&self) -> Option<Priority> {
        Priority::ALL.get(usize::from(self.priority?)).copied()
    }

    /// Whether the present wording is judged, or marked as not checkable.
    #[must_use]
    pub const fn has_judged(&self) -> bool {
        self.current || self.not_checkable
    }
}

impl<'a> Record<'a> {
    /// Reads a record; `None` if the bytes are damaged.
    #[must_use]
    pub fn decode(bytes: &'a [u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// The pieces of a passage, with their numbers.
    pub fn pieces_of(&self, passage: &Passage<'_>) -> impl Iterator<Item = (usize, &Piece<'a>)> {
        let first = passage.first as usize;
        self.pieces.iter().enumerate().skip(first).take(passage.count as usize)
    }

    /// The name of an annotator, by the number in pieces and voices.
    #[must_use]
    pub fn annotator(&self, by: u16) -> Option<&'a str> {
        self.annotators.get(usize::from(by).checked_sub(1)?).copied()
    }

    /// The claims, each with its passage and what it says; without those that are gone, and drafts.
    pub fn claims(&self) -> impl Iterator<Item = (&Passage<'a>, &ClaimFacts<'a>, &'a str)> {
        let claims = self.passages.iter().filter(|passage| passage.kind == PassageKind::Claim);
        claims.filter_map(|passage| {
            let claim = passage.claim.as_deref().filter(|claim| !claim.draft)?;
            let text = self.pieces_of(passage).find(|(_, piece)| piece.kind == PieceKind::Claim)?.1.text;
            Some((passage, claim, text))
        })
    }

    /// Whether anybody may have refuted or corrected a claim, in any wording: false means that nobody has.
    #[must_use]
    pub fn may_have_findings(&self) -> bool {
        self.passages.iter().any(|passage| {
            let is_refuted = |voice: &Voice<'_>| voice.verdict() == Some(Verdict::Refuted);
            passage.kind == PassageKind::Gone
                || passage.claim.as_ref().is_some_and(|claim| claim.voices.iter().any(is_refuted))
                || self.pieces_of(passage).any(|(_, piece)| piece.kind == PieceKind::Correction)
        })
    }

    /// The name of the entity of that id.
    #[must_use]
    pub fn name_of(&self, id: &str) -> Option<&'a str> {
        self.entity(id)?.names.first().copied()
    }

    /// The entity of that id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&EntityRecord<'a>> {
        self.entities.iter().find(|entity| entity.id == id)
    }
}
