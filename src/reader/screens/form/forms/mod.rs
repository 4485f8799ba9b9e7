//! The forms: which fields each has, and what it writes.

pub(crate) mod doubts;
pub(crate) mod evidence;
pub(crate) mod explanation;
pub(crate) mod figure;
pub mod kind;
pub(crate) mod named_entities;
pub(crate) mod note;
pub(crate) mod own_claim;
pub(crate) mod reason;
pub(crate) mod reply;
pub mod words;

use crate::model::journal::Target;
use crate::reader::screens::form::forms::kind::Form;
pub use crate::reader::screens::form::forms::words::Words;
use crate::reader::screens::form::state::{Compose, FormField};

use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::disagreements::reason as settlement;
use crate::reader::screens::review::{form as item, stale};
use crate::reader::widgets::text_area::TextBox;
use crate::text::beginning::beginning;

pub use crate::reader::screens::form::forms::doubts::doubt;
pub use crate::reader::screens::form::forms::explanation::explanation;

/// Code points that the text above the fields has at most.
const MOST_QUOTED: usize = 160;

/// The fields of a form, filled with what the annotator has already written.
pub(crate) fn fields(app: &App, form: &Form) -> Vec<FormField> {
    match form {
        Form::Note { on, id } => note::fields(app, on, id.as_deref()),
        Form::Evidence { claim, id } => evidence::fields(app, claim, id.as_deref()),
        Form::Reply { claim, id } => reply::fields(app, claim, id.as_deref()),
        Form::Reason { claim } => reason::fields(app, claim),
        Form::Settlement { claim, outcome } => settlement::fields(app, claim, *outcome),
        Form::Figure { claim, figure } => figure::fields(app, claim, *figure),
        Form::OwnClaim { words, id } => own_claim::fields(app, words, id.as_deref()),
        Form::Item(form) => item::fields(app, form),
    }
}

/// Puts the quoted words into an empty correction, if the form opens there.
pub(crate) fn start_from_quote(app: &App, form: &Form, first: &str, fields: &mut [FormField]) {
    let Form::Reason { claim } = form else { return };
    let empty = fields.iter_mut().find(|field| field.key == first && field.key == "correction");
    if let (Some(field), Some(quote)) = (empty.filter(|field| field.text.is_empty()), quote_of(app, claim)) {
        field.text = TextBox::new(quote);
    }
}

/// The words that a claim quotes.
fn quote_of<'a>(app: &'a App, claim: &str) -> Option<&'a str> {
    app.document.article.claims().find(|(_, other)| other.id == claim).map(|(_, claim)| claim.quote.as_str())
}

/// Writes what was typed to the journal.
pub(crate) fn keep(app: &mut App, compose: &Compose) -> Vec<Effect> {
    match &compose.form {
        Form::Note { on, id } => note::keep(app, compose, on, id.as_deref()),
        Form::Evidence { claim, id } => evidence::keep(app, compose, claim, id.as_deref()),
        Form::Reply { claim, id } => reply::keep(app, compose, claim, id.as_deref()),
        Form::Reason { claim } => reason::keep(app, compose, claim),
        Form::Settlement { claim, outcome } => settlement::keep(app, compose, claim, *outcome),
        Form::Figure { claim, figure } => figure::keep(app, compose, claim, *figure),
        Form::OwnClaim { words, id } => own_claim::keep(app, compose, words, id.as_deref()),
        Form::Item(form) => item::keep(app, compose, form),
    }
}

/// The text above the fields: the claim's statement, the note to answer, or the selected words.
#[must_use]
pub fn about(app: &App, form: &Form) -> String {
    let on = form.on();
    let article = &app.document.article;
    let claim = |id: &str| article.claims().find(|(_, claim)| claim.id == id).map(|(_, claim)| claim.text.clone());
    let quoted = |text: &str| format!("“{}”", beginning(text, MOST_QUOTED));
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
            let mut targets = app.notes.mine().into_iter().flat_map(crate::model::journal::fold::Fold::targets);
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

/// What a form is about to keep though the words that it came from are gone.
pub(crate) fn questions(app: &App, compose: &Compose) -> Vec<String> {
    match &compose.form {
        Form::Item(form) => stale::questions(app, compose, form),
        _ => Vec::new(),
    }
}

/// Remarks on what was typed: what looks wrong, and what nutgraf will add.
#[must_use]
pub fn remarks(app: &App, compose: &Compose) -> Vec<String> {
    match &compose.form {
        Form::Evidence { claim, id } => evidence::remarks(app, compose, claim, id.as_deref()),
        Form::Item(form) => item::remarks(app, compose, form),
        Form::OwnClaim { .. } => own_claim::remarks(app, compose),
        Form::Note { .. }
        | Form::Settlement { .. }
        | Form::Reason { .. }
        | Form::Reply { .. }
        | Form::Figure { .. } => Vec::new(),
    }
}
