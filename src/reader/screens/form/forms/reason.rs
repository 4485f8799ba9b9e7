//! Why, correction, status and its reason: said with a verdict that is being given, or by themselves.

use crate::model::annotation::judgement::{Opinion, Status};
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};

pub(crate) fn fields(app: &App, claim: &str) -> Vec<FormField> {
    let on = Target::claim(claim);
    let stored = |field: &str| app.notes.mine()?.value(&on, field)?.as_str().map(str::to_owned);
    let given = app.opinion_behind();
    let text = |given: Option<&String>, field: &str| given.cloned().or_else(|| stored(field)).unwrap_or_default();
    let why = text(given.and_then(|opinion| opinion.why.as_ref()), "why");
    let correction = text(given.and_then(|opinion| opinion.correction.as_ref()), "correction");
    let reason = text(given.and_then(|opinion| opinion.status_reason.as_ref()), "status-reason");
    let status = given.and_then(|opinion| opinion.status);
    let status = status.or_else(|| Status::from_stored(&stored("status")?)).map_or("", Status::word);
    let statuses = FieldKind::one_or_none(Status::ALL.map(Status::word));
    vec![
        FormField::new("why", "reason", "the reason, in a sentence or two", FieldKind::Lines, &why),
        FormField::new("correction", "correction", "what the claim should say", FieldKind::Lines, &correction),
        FormField::new("status", "status", "follows from the verdict", statuses, status),
        FormField::new("status-reason", "because", "the reason for the status", FieldKind::Line, &reason),
    ]
}

pub(crate) fn keep(app: &mut App, compose: &Compose, claim: &str) -> Vec<Effect> {
    // The words of the article as they are correct nothing.
    let quote = crate::reader::screens::form::forms::quote_of(app, claim).unwrap_or("").to_owned();
    let value = |key: &str| match compose.value(key) {
        text if key == "correction" && text == quote.trim() => String::new(),
        text => text,
    };
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
