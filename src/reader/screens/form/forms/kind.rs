//! Which forms there are, and how drafts name them.

use std::collections::BTreeMap;

use crate::model::annotation::outcome::Outcome;
use crate::model::journal::Target;
use crate::reader::screens::form::forms::words::Words;
use crate::reader::screens::review::item_form::ItemForm;
use crate::session::autosave::Draft;

/// What a form writes. Where an id is there, something that was written before is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A note on something, or an answer to a note.
    Note {
        /// On what.
        on: Target,
        /// The note that is changed.
        id: Option<String>,
    },
    /// Evidence for a claim.
    Evidence {
        /// Id of the claim.
        claim: String,
        /// The item that is changed.
        id: Option<String>,
    },
    /// What the speaker of a claim was asked.
    Reply {
        /// Id of the claim.
        claim: String,
        /// The reply that is changed.
        id: Option<String>,
    },
    /// Why, correction, status and its reason.
    Reason {
        /// Id of the claim.
        claim: String,
    },
    /// The reason for a decision between annotators.
    Settlement {
        /// Id of the claim.
        claim: String,
        /// What it is settled as.
        outcome: Outcome,
    },
    /// A figure as it was found.
    Figure {
        /// Id of the claim.
        claim: String,
        /// Which of its figures, counted from 0.
        figure: usize,
    },
    /// A claim or an entity of the article.
    Item(ItemForm),
    /// A claim that the annotator adds.
    OwnClaim {
        /// The words that it is made of.
        words: Words,
        /// The claim that is changed.
        id: Option<String>,
    },
}

/// Keys under which drafts keep what a form is about, beside what was typed.
pub(super) const ID: &str = "id";

pub(super) const FIGURE: &str = "figure";

pub(super) const OUTCOME: &str = "outcome";

impl Form {
    /// By which name drafts keep it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Note { .. } => "note",
            Self::Evidence { .. } => "evidence",
            Self::Reply { .. } => "reply",
            Self::Reason { .. } => "reason",
            Self::Settlement { .. } => "settlement",
            Self::Figure { .. } => "figure",
            Self::OwnClaim { .. } => "claim",
            Self::Item(form) => form.name(),
        }
    }

    /// What it is written on.
    #[must_use]
    pub fn on(&self) -> Target {
        match self {
            Self::Note { on, .. } => on.clone(),
            Self::Evidence { claim, .. }
            | Self::Reply { claim, .. }
            | Self::Reason { claim }
            | Self::Settlement { claim, .. }
            | Self::Figure { claim, .. } => Target::claim(claim),
            Self::OwnClaim { words, .. } => Target::element("paragraph", &words.paragraph),
            Self::Item(form) => form.on(),
        }
    }

    /// What a draft must keep besides what was typed.
    #[must_use]
    pub(crate) fn details(&self) -> BTreeMap<String, String> {
        let (id, figure, words) = match self {
            Self::Note { id, .. } | Self::Evidence { id, .. } | Self::Reply { id, .. } => (id.clone(), None, None),
            Self::Reason { .. } | Self::Settlement { .. } | Self::Item(_) => (None, None, None),
            Self::Figure { figure, .. } => (None, Some(figure.to_string()), None),
            Self::OwnClaim { words, id } => (id.clone(), None, Some(words)),
        };
        let mut details = BTreeMap::new();
        details.extend(id.map(|id| (ID.to_owned(), id)));
        details.extend(figure.map(|figure| (FIGURE.to_owned(), figure)));
        details.extend(words.into_iter().flat_map(Words::details));
        if let Self::Item(form) = self {
            details.extend(form.details());
        }
        if let Self::Settlement { outcome, .. } = self {
            details.insert(OUTCOME.to_owned(), outcome.stored().to_owned());
        }
        details
    }

    /// Whether it settles what annotators differ on.
    #[must_use]
    pub const fn settles(&self) -> bool {
        matches!(self, Self::Settlement { .. })
    }

    /// Whether it writes into the article's file, rather than into the notes.
    #[must_use]
    pub const fn writes_article(&self) -> bool {
        matches!(self, Self::Item(_))
    }

    /// Whether its fields show something in the article's file, which others may change meanwhile.
    #[must_use]
    pub const fn shows_file(&self) -> bool {
        matches!(self, Self::Item(form) if form.shows_file())
    }

    /// Whether its proposal can be kept without a change.
    #[must_use]
    pub fn proposes(&self) -> bool {
        match self {
            Self::OwnClaim { id, .. } => id.is_none(),
            Self::Settlement { .. } => true,
            Self::Item(form) => form.proposes(),
            _ => false,
        }
    }

    /// The form of a draft; none when this version has no such form.
    #[must_use]
    pub(crate) fn of_draft(draft: &Draft) -> Option<Self> {
        let on = Target(draft.on.clone());
        let (claim, id) = (on.claim_id().map(str::to_owned), draft.fields.get(ID).cloned());
        Some(match draft.form.as_str() {
            "note" => Self::Note { on, id },
            "evidence" => Self::Evidence { claim: claim?, id },
            "reply" => Self::Reply { claim: claim?, id },
            "reason" => Self::Reason { claim: claim? },
            "settlement" => {
                Self::Settlement { claim: claim?, outcome: Outcome::from_stored(draft.fields.get(OUTCOME)?)? }
            }
            "figure" => Self::Figure { claim: claim?, figure: draft.fields.get(FIGURE)?.parse().ok()? },
            "claim" => Self::OwnClaim { words: Words::of_details(on.id(), &draft.fields)?, id },
            _ => Self::Item(ItemForm::of_draft(draft)?),
        })
    }

    /// What it is called on the screen.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Note { on, .. } if on.sort() == "note" => "Answer to a note".to_owned(),
            Self::Note { on, .. } => match on.id() {
                "" => "Note on the article".to_owned(),
                id => format!("Note on {id}"),
            },
            Self::Evidence { claim, .. } => format!("Evidence for {}", short(claim)),
            Self::Reply { claim, .. } => format!("Reply on {}", short(claim)),
            Self::Reason { claim } => format!("Judgement of {}", short(claim)),
            Self::Settlement { claim, outcome } => format!("Settle {} as {}", short(claim), outcome.word()),
            Self::Figure { claim, .. } => format!("Figure of {}, as found", short(claim)),
            Self::OwnClaim { .. } => "Claim of your own".to_owned(),
            Self::Item(form) => form.title(),
        }
    }
}

/// A claim as a title names it: own claims have ids that nobody reads.
pub(super) fn short(claim: &str) -> &str {
    if crate::model::annotation::added_claim::is_own(claim) { "your claim" } else { claim }
}
