//! Why, correction, status and its reason: said with a verdict that is being given, or by themselves.

use crate::app::App;
use crate::app::compose::{Compose, FieldKind, FormField};
use crate::app::message::Effect;
use crate::domain::action::Setting;
use crate::domain::journal::Target;
use crate::domain::judgement::{Opinion, Status};

const STATUSES: &[&str] = &["to do", "checking", "waiting", "done", "not checkable"];

pub(super) fn fields(app: &App, claim: &str) -> Vec<FormField> {
    let on = Target::claim(claim);
    let stored = |field: &str| app.notes.mine()?.value(&on, field)?.as_str().map(str::to_owned);
    let given = app.opinion_behind();
    let text = |given: Option<&String>, field: &str| given.cloned().or_else(|| stored(field)).unwrap_or_default();
    let why = text(given.and_then(|opinion| opinion.why.as_ref()), "why");
    let correction = text(given.and_then(|opinion| opinion.correction.as_ref()), "correction");
    let reason = text(given.and_then(|opinion| opinion.status_reason.as_ref()), "status-reason");
    let status = given.and_then(|opinion| opinion.status);
    let status = status.or_else(|| Status::from_stored(&stored("status")?)).map_or("", Status::word);
    vec![
        FormField::new("why", "why", "the reason, in a sentence or two", FieldKind::Lines, &why),
        FormField::new("correction", "should read", "what it should read", FieldKind::Lines, &correction),
        FormField::new("status", "status", "follows from the verdict", FieldKind::Choice(STATUSES, true), status),
        FormField::new("status-reason", "because", "why the work is there", FieldKind::Line, &reason),
    ]
}

pub(super) fn keep(app: &mut App, compose: &Compose, claim: &str) -> Vec<Effect> {
    let value = |key: &str| compose.value(key);
    let status = Status::from_stored(&value("status"));
    if let Some(opinion) = app.opinion_now() {
        // It is written with the verdict, as one line.
        *opinion = Opinion {
            why: Some(value("why")),
            correction: Some(value("correction")),
            status_reason: Some(value("status-reason")),
            status,
            ..opinion.clone()
        };
        return Vec::new();
    }
    let on = Target::claim(claim);
    let mut settings: Vec<Setting> =
        ["why", "correction", "status-reason"].map(|field| Setting::text(&on, field, &value(field))).into();
    settings.push(Setting::text(&on, "status", status.map_or("", Status::stored)));
    app.write(&settings, "Kept")
}
