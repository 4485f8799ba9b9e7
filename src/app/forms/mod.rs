//! The forms of Compose: which fields each has, and what keeping it says.

mod evidence;
mod figure;
mod note;
mod own_claim;
mod reason;
mod reply;

use std::collections::BTreeMap;

use crate::domain::draft::Draft;
use crate::domain::journal::Target;

use super::App;
use super::compose::{Compose, FormField};
use super::message::Effect;
use super::review::form::{self as item, ItemForm};

pub use own_claim::Words;
pub(in crate::app) use reply::date_remark;

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
    /// A figure as it was found.
    Figure {
        /// Id of the claim.
        claim: String,
        /// Which of its figures, counted from 0.
        figure: usize,
    },
    /// A claim or an entity of the article.
    Item(ItemForm),
    /// A claim of one's own.
    OwnClaim {
        /// The words that it is made of.
        words: Words,
        /// The claim that is changed.
        id: Option<String>,
    },
}

/// Keys under which drafts keep what a form is about, beside what was typed.
const ID: &str = "id";
const FIGURE: &str = "figure";

impl Form {
    /// By which name drafts keep it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Note { .. } => "note",
            Self::Evidence { .. } => "evidence",
            Self::Reply { .. } => "reply",
            Self::Reason { .. } => "reason",
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
            | Self::Figure { claim, .. } => Target::claim(claim),
            Self::OwnClaim { words, .. } => Target::element("paragraph", &words.paragraph),
            Self::Item(form) => form.on(),
        }
    }

    /// What a draft must keep besides what was typed.
    #[must_use]
    pub(super) fn details(&self) -> BTreeMap<String, String> {
        let (id, figure, words) = match self {
            Self::Note { id, .. } | Self::Evidence { id, .. } | Self::Reply { id, .. } => (id.clone(), None, None),
            Self::Reason { .. } | Self::Item(_) => (None, None, None),
            Self::Figure { figure, .. } => (None, Some(figure.to_string()), None),
            Self::OwnClaim { words, id } => (id.clone(), None, Some(words)),
        };
        let mut details = BTreeMap::new();
        details.extend(id.map(|id| (ID.to_owned(), id)));
        details.extend(figure.map(|figure| (FIGURE.to_owned(), figure)));
        details.extend(words.into_iter().flat_map(Words::details));
        details
    }

    /// Whether what it proposes is kept as it stands when one asks for that.
    #[must_use]
    pub fn proposes(&self) -> bool {
        match self {
            Self::OwnClaim { id, .. } => id.is_none(),
            Self::Item(form) => form.proposes(),
            _ => false,
        }
    }

    /// The form of a draft; none when this version has no such form.
    #[must_use]
    pub(super) fn of_draft(draft: &Draft) -> Option<Self> {
        let on = Target(draft.on.clone());
        let (claim, id) = (on.claim_id().map(str::to_owned), draft.fields.get(ID).cloned());
        Some(match draft.form.as_str() {
            "note" => Self::Note { on, id },
            "evidence" => Self::Evidence { claim: claim?, id },
            "reply" => Self::Reply { claim: claim?, id },
            "reason" => Self::Reason { claim: claim? },
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
            Self::Figure { claim, .. } => format!("Figure of {}, as found", short(claim)),
            Self::OwnClaim { .. } => "Claim of your own".to_owned(),
            Self::Item(form) => form.title(),
        }
    }
}

/// A claim as a title names it: own claims have ids that nobody reads.
fn short(claim: &str) -> &str {
    if crate::domain::own_claim::is_own(claim) { "your claim" } else { claim }
}

/// The fields of a form, filled with what is said already.
pub(super) fn fields(app: &App, form: &Form) -> Vec<FormField> {
    match form {
        Form::Note { on, id } => note::fields(app, on, id.as_deref()),
        Form::Evidence { claim, id } => evidence::fields(app, claim, id.as_deref()),
        Form::Reply { claim, id } => reply::fields(app, claim, id.as_deref()),
        Form::Reason { claim } => reason::fields(app, claim),
        Form::Figure { claim, figure } => figure::fields(app, claim, *figure),
        Form::OwnClaim { words, id } => own_claim::fields(app, words, id.as_deref()),
        Form::Item(form) => item::fields(app, form),
    }
}

/// Says what was typed.
pub(super) fn keep(app: &mut App, compose: &Compose) -> Vec<Effect> {
    match &compose.form {
        Form::Note { on, id } => note::keep(app, compose, on, id.as_deref()),
        Form::Evidence { claim, id } => evidence::keep(app, compose, claim, id.as_deref()),
        Form::Reply { claim, id } => reply::keep(app, compose, claim, id.as_deref()),
        Form::Reason { claim } => reason::keep(app, compose, claim),
        Form::Figure { claim, figure } => figure::keep(app, compose, claim, *figure),
        Form::OwnClaim { words, id } => own_claim::keep(app, compose, words, id.as_deref()),
        Form::Item(form) => item::keep(app, compose, form),
    }
}

/// What is written above the fields: the statement of the claim, the note that is answered, the words selected.
#[must_use]
pub fn about(app: &App, form: &Form) -> String {
    let on = form.on();
    let article = &app.document.article;
    let claim = |id: &str| article.claims().find(|(_, claim)| claim.id == id).map(|(_, claim)| claim.text.clone());
    let quoted = |text: &str| {
        let beginning: String = text.chars().take(160).collect();
        let more = if beginning.len() < text.len() { "…" } else { "" };
        format!("“{beginning}{more}”")
    };
    match (form, on.sort()) {
        (Form::OwnClaim { words, .. }, _) => quoted(&words.quote),
        (Form::Item(form), "claim") => item::paragraph_words(app, form),
        (_, "claim") => claim(on.id()).unwrap_or_default(),
        (_, "paragraph") => {
            let paragraph = article.paragraphs().find(|paragraph| paragraph.id == on.id());
            paragraph.map_or(String::new(), |paragraph| quoted(&paragraph.text))
        }
        (_, "note") => {
            let text = |field: &str, other: &Target| {
                let value = app.notes.mine()?.value(other, field)?;
                value.as_str().map(quoted)
            };
            let field = format!("note:{}", on.id());
            let mut targets = app.notes.mine().into_iter().flat_map(crate::domain::fold::Fold::targets);
            targets.find_map(|other| text(&field, other)).unwrap_or_default()
        }
        (_, "section") => {
            let section = article.sections.iter().find(|section| section.id == on.id());
            section.map_or(String::new(), |section| section.title().to_owned())
        }
        (_, "entity") => article.entity(on.id()).map_or(String::new(), |entity| entity.name.clone()),
        _ => article.head.title.clone(),
    }
}

/// What a form says of what is typed: what cannot be right, and what will be added to it.
#[must_use]
pub fn remarks(app: &App, compose: &Compose) -> Vec<String> {
    match &compose.form {
        Form::Evidence { claim, id } => evidence::remarks(app, compose, claim, id.as_deref()),
        Form::Reply { .. } => reply::remarks(compose),
        Form::Figure { .. } => figure::remarks(compose),
        Form::OwnClaim { .. } => own_claim::remarks(compose),
        Form::Item(form) => item::remarks(app, compose, form),
        Form::Note { .. } | Form::Reason { .. } => Vec::new(),
    }
}
