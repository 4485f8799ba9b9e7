//! A figure as one found it, beside the one that was printed.

use serde_json::json;

use crate::model::annotation::note::{FoundFigure, figures_found};
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};

pub(crate) fn fields(app: &App, claim: &str, figure: usize) -> Vec<FormField> {
    let found = app.notes.mine().map_or(Vec::new(), |fold| figures_found(fold, claim));
    let said = found.into_iter().find(|found| found.figure == figure);
    let printed = app.document.article.claims().find(|(_, other)| other.id == claim);
    let printed = printed.and_then(|(_, claim)| claim.figures.get(figure));
    let unit = printed.and_then(|figure| figure.unit.clone()).unwrap_or_default();
    let when = printed.and_then(|figure| figure.when.clone()).unwrap_or_default();
    let FoundFigure { value, unit, when, .. } = said.unwrap_or(FoundFigure { unit, when, ..FoundFigure::default() });
    vec![
        FormField::new("value", "value", "the number, such as 810000000", FieldKind::Line, &value),
        FormField::new("unit", "unit", "as printed, or the unit that you found", FieldKind::Line, &unit),
        FormField::new("when", "for", "the time that it is about: 2018, 2017-07/2018-06", FieldKind::Line, &when),
    ]
}

pub(crate) fn keep(app: &mut App, compose: &Compose, claim: &str, figure: usize) -> Vec<Effect> {
    let value = number(&compose.value("value"));
    let found = json!({"value": value, "unit": compose.value("unit"), "when": compose.value("when")});
    let to = if value.is_empty() { serde_json::Value::Null } else { found };
    app.write(&[Setting::new(&Target::claim(claim), format!("found:{figure}"), to)], "Figure kept as found")
}

/// A number without what only sets its digits apart: a comma does where three digits follow it, and no other.
fn number(text: &str) -> String {
    let bare: String = text.chars().filter(|letter| !matches!(letter, '_' | ' ' | '\u{a0}' | '\u{202f}')).collect();
    let whole = bare.split('.').next().unwrap_or("");
    let grouped = whole.split(',').skip(1).all(|group| group.len() == 3);
    if grouped { bare.replace(',', "") } else { bare }
}

/// What is wrong with a number; none where it is one.
pub(crate) fn number_problem(text: &str) -> Option<String> {
    let value = number(text);
    let is_number = value.parse::<f64>().is_ok_and(f64::is_finite);
    (!is_number).then(|| format!("“{value}” is not a decimal number"))
}
