//! Warnings beside a field while the user types. The field keeps what was typed all the same.

use crate::model::annotation::date_doubts::{answer_first, deadline_first, is_before, still_to_come};
use crate::model::journal::validation::{date_problem, day_problem, url_problem};
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::screens::form::state::Compose;

use crate::reader::screens::form::forms::figure;

/// Keys of the fields for days.
const DAYS: [&str; 5] = ["date", "accessed", "asked", "due", "answered"];
/// Keys of the fields for addresses.
const ADDRESSES: [&str; 2] = ["url", "archived"];

/// What is wrong with a field's text; `None` if it is empty or looks right.
#[must_use]
pub fn doubt(compose: &Compose, index: usize, today: &str) -> Option<String> {
    let field = compose.fields.get(index)?;
    let text = compose.value(field.key);
    if text.is_empty() || matches!(compose.form, Form::Item(_)) {
        return None;
    }
    let problem = match field.key {
        "when" => date_problem(&text),
        key if DAYS.contains(&key) => day_problem(&text).or_else(|| order(compose, key, &text, today)),
        key if ADDRESSES.contains(&key) => url_problem(&text),
        "value" => figure::number_problem(&text),
        _ => None,
    };
    problem.map(|problem| format!("{problem} (kept as typed)"))
}

/// That a date is still to come which has happened, or that it comes before the question.
fn order(compose: &Compose, key: &str, text: &str, today: &str) -> Option<String> {
    let has_happened = ["date", "accessed", "asked", "answered"].contains(&key);
    let future = has_happened.then(|| still_to_come(text, today)).flatten();
    future.or_else(|| {
        let (asked, due) = (compose.value("asked"), compose.value("due"));
        match key {
            "asked" | "due" => is_before(&due, &asked).then(|| deadline_first(&asked, &due)),
            "answered" => is_before(text, &asked).then(|| answer_first(&asked, text)),
            _ => None,
        }
    })
}
