//! Tagging whole articles: an action in the annotator's notes on each, as any other; the article's file stays as it is.

use std::path::Path;

use serde_json::Value;

use crate::codec::journal_jsonl::{timestamp, write_set};
use crate::model::annotation::{Notes, OVERRULED, is_overruled};
use crate::model::journal::action::{Setting, action};
use crate::model::journal::fold::Fold;
use crate::model::journal::{Target, next_id};
use crate::session::moment::Moment;
use crate::storage::config;
use crate::storage::files::disk::OsDisk;
use crate::storage::journal::notes_files::read_all;
use crate::storage::journal::outcome::Outcome;
use crate::storage::journal::service::{Desk, Job};

use crate::workspace::open;

/// Sets a tag on an article, or takes it away, in the name of `me`; whether that was new.
///
/// # Errors
///
/// Why the article cannot be read, or the tag not be saved.
pub(crate) fn tag(file: &Path, me: &str, tag: &str, set: bool, moment: Moment) -> Result<bool, String> {
    let opened = open::open(Some(file)).map_err(|failure| failure.headline())?;
    let people = config::people(&opened.source).0;
    let notes = Notes::of_people(Some(me.to_owned()), read_all(&opened.source).lines, people);
    let to = if set { Value::Bool(true) } else { Value::Null };
    let settings = [Setting::new(&Target::article(), format!("tag:{tag}"), to)];
    let Some(action) = action(&opened.article, notes.mine(), &settings) else { return Ok(false) };
    let id = next_id(moment.unix_ms, notes.mine().and_then(Fold::greatest), moment.random);
    if is_overruled(&action.changes, id) {
        return Err(OVERRULED.to_owned());
    }
    let line = write_set(id, &timestamp(moment.unix_ms), me, &action.changes, &action.seen);
    let mut desk = Desk::new(opened.source, Some(me.to_owned()), Box::new(OsDisk));
    for outcome in desk.handle(Job::Append(line)) {
        if let Outcome::NotSaved(_, why) = outcome {
            return Err(why);
        }
    }
    Ok(true)
}
