//! The form for the reason of a settlement: one field, filled with the reason of the winning side.

use crate::model::annotation::outcome::{Outcome, findings};
use crate::model::annotation::settlement::reason_for;
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};

/// The name of the field in drafts.
pub(crate) const BECAUSE: &str = "because";

pub(crate) fn fields(app: &App, claim: &str, outcome: Outcome) -> Vec<FormField> {
    let claim = app.document.article.claims().find(|(_, other)| other.id == claim).map(|(_, claim)| claim);
    let reason = claim.and_then(|claim| reason_for(&app.notes, claim, &findings(&app.notes, claim), outcome));
    let hint = "why you settle it this way, in a sentence or two";
    vec![FormField::new(BECAUSE, BECAUSE, hint, FieldKind::Lines, &reason.unwrap_or_default())]
}

pub(crate) fn keep(app: &mut App, compose: &Compose, claim: &str, outcome: Outcome) -> Vec<Effect> {
    let because = compose.value(BECAUSE);
    if because.is_empty() {
        app.warn("Nothing is settled: a settlement needs a reason");
        return Vec::new();
    }
    app.write_settlement(claim, outcome, &because)
}
