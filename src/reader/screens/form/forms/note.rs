//! A note: Markdown on anything, and answers to notes.

use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};

pub(crate) fn fields(app: &App, on: &Target, id: Option<&str>) -> Vec<FormField> {
    let said = id.and_then(|id| app.notes.mine()?.value(on, &format!("note:{id}"))?.as_str());
    vec![FormField::new("text", "note", "in your own words; Markdown is kept", FieldKind::Lines, said.unwrap_or(""))]
}

pub(crate) fn keep(app: &mut App, compose: &Compose, on: &Target, id: Option<&str>) -> Vec<Effect> {
    let id = id.map_or_else(|| app.element_id(0), str::to_owned);
    let setting = Setting::text(on, format!("note:{id}"), &compose.value("text"));
    let said = if setting.to.is_null() { "Note removed" } else { "Noted" };
    app.write(&[setting], said)
}
