//! What the speaker of a claim was asked, and what they answered.

use serde_json::{Map, Value};

use crate::model::annotation::note::Reply;
use crate::model::article::claim::Claim;
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::model::journal::validation::date_problem;
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};

pub(crate) fn fields(app: &App, claim: &str, id: Option<&str>) -> Vec<FormField> {
    let said = id.and_then(|id| {
        let value = app.notes.mine()?.value(&Target::claim(claim), &format!("reply:{id}"))?;
        Reply::from_value(id, value)
    });
    let (who, today) = (speaker(app, claim), app.today());
    let Reply { who, channel, asked, due, answered, answer, .. } =
        said.unwrap_or_else(|| Reply { who, asked: today, ..Reply::default() });
    vec![
        FormField::new("who", "who", "whom you asked", FieldKind::Line, &who),
        FormField::new("channel", "channel", "mail, telephone, in person …", FieldKind::Line, &channel),
        FormField::new("due", "by when", "the day when an answer is due: 2026-12-01", FieldKind::Line, &due),
        FormField::new("answer", "answer", "what they answered", FieldKind::Lines, &answer),
        FormField::new("asked", "asked", "the day on which you asked", FieldKind::Line, &asked).rare(),
        FormField::new("answered", "answered", "the day on which they answered", FieldKind::Line, &answered).rare(),
    ]
}

/// The names of the speakers who are entities.
fn speaker(app: &App, claim: &str) -> String {
    let article = &app.document.article;
    let claim = article.claims().find(|(_, other)| other.id == claim).map(|(_, claim)| claim);
    if claim.is_some_and(Claim::is_authors) {
        return "the author".to_owned();
    }
    let names = claim.into_iter().flat_map(|claim| &claim.speaker).filter_map(|id| article.entity(id));
    names.map(|entity| entity.name.clone()).collect::<Vec<_>>().join(" and ")
}

pub(crate) fn keep(app: &mut App, compose: &Compose, claim: &str, id: Option<&str>) -> Vec<Effect> {
    let mut value: Map<String, Value> = Map::new();
    for key in Reply::KEYS {
        let text = compose.value(key);
        if !text.is_empty() {
            value.insert(key.to_owned(), text.into());
        }
    }
    if value.contains_key("answer") && !value.contains_key("answered") {
        value.insert("answered".to_owned(), app.today().into());
    }
    let id = id.map_or_else(|| app.element_id(0), str::to_owned);
    let to = if value.is_empty() { Value::Null } else { Value::Object(value) };
    app.write(&[Setting::new(&Target::claim(claim), format!("reply:{id}"), to)], "Reply kept")
}

/// What is wrong with a date; `None` if nothing is. The field keeps the typed text all the same.
pub(crate) fn date_remark(text: &str) -> Option<String> {
    let problem = (!text.is_empty()).then(|| date_problem(text)).flatten();
    problem.map(|problem| format!("{problem} (kept as typed)"))
}
