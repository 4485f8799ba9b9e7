//! What others change in the article's file while a form about it is open, or its draft waits.
//!
//! A field that nobody has typed into follows the file. One that both have changed is written only once whoever typed it
//! has been told what the file says.

use std::collections::BTreeMap;

use crate::reader::app::App;
use crate::reader::screens::form::forms;
use crate::reader::screens::form::state::Compose;
use crate::reader::widgets::text_area::TextBox;
use crate::session::autosave::Draft;
use crate::text::beginning::beginning;

/// Key under which a draft keeps what the fields contained when the form was opened.
const BASE: &str = "opened-with";
/// Code points of a field that a message repeats.
const MOST_SHOWN: usize = 40;

/// Brings the form up to what the article says now. Returns the fields that were changed here and there: by label, with
/// what the article says.
pub(super) fn follow(app: &App, compose: &mut Compose) -> Vec<(&'static str, String)> {
    if !compose.form.shows_file() {
        return Vec::new();
    }
    let now = forms::fields(app, &compose.form);
    if now.len() != compose.fields.len() || now.len() != compose.opened_with.len() {
        return Vec::new();
    }
    let mut both = Vec::new();
    for (index, now) in now.into_iter().enumerate() {
        let (field, base) = (&mut compose.fields[index], &mut compose.opened_with[index]);
        let (mine, now) = (field.text.text(), now.text.text());
        if now == *base {
            continue;
        }
        if mine == *base {
            field.text = TextBox::new(&now);
            *base = now;
        } else if mine == now {
            *base = now;
        } else {
            both.push((field.label, now));
        }
    }
    if let Some(at) = compose.fields.get(compose.at).map(|_| compose.at) {
        compose.reselect(at);
    }
    both
}

/// Counts what the article says now as known: whoever keeps the form again replaces it.
pub(super) fn accept(app: &App, compose: &mut Compose) {
    compose.opened_with = forms::fields(app, &compose.form).iter().map(|field| field.text.text()).collect();
}

/// Which fields both have changed, in a sentence.
pub(super) fn words(both: &[(&'static str, String)]) -> String {
    let part = |(label, now): &(&str, String)| match now.as_str() {
        "" => format!("the file now has no {label}"),
        now => format!("the file now has “{}” as {label}", beginning(now, MOST_SHOWN)),
    };
    both.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// What a draft keeps of the fields as they were when the form was opened.
pub(super) fn kept(compose: &Compose) -> Option<(String, String)> {
    if !compose.form.shows_file() || compose.opened_with.len() != compose.fields.len() {
        return None;
    }
    let keys = compose.fields.iter().map(|field| field.key);
    let base: BTreeMap<&str, &String> = keys.zip(&compose.opened_with).collect();
    Some((BASE.to_owned(), serde_json::to_string(&base).ok()?))
}

/// The fields as they were when the form of a draft was opened; `None` in drafts of earlier versions.
pub(super) fn of_draft(draft: &Draft, compose: &Compose) -> Option<Vec<String>> {
    let base: BTreeMap<String, String> = serde_json::from_str(draft.fields.get(BASE)?).ok()?;
    compose.fields.iter().map(|field| base.get(field.key).cloned()).collect()
}
