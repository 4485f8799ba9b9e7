//! `nutgraf export --jsonl`: exports articles and notes that come one a line.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::notes::Notes;
use crate::domain::own_claim::put_all_among;
use crate::format::export::{Format, Request, Reviewer};
use crate::format::{article, journal};
use crate::store::notes::Source;
use crate::store::reviewer;

use super::super::stream::{self, error_line};
use super::super::{Failure, today};
use super::{Arguments, selection};

/// An article with the journal lines on it.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: Value,
    article: Option<Value>,
    #[serde(default)]
    notes: Vec<Value>,
}

pub(super) fn run(arguments: &Arguments, format: &Format) -> Result<u8, Failure> {
    let today = today();
    // No folder is the stream's; the user's own settings hold.
    let reviewer = reviewer::reviewer(&Source::Builtin("stream".to_owned()))?;
    stream::run(|row: Row| match export(&row, arguments, format, &today, reviewer.as_ref()) {
        Ok(text) if format.name == "jsonl" => rows(&row.id, &text),
        Ok(text) => format!("{}\n", json!({"id": row.id, "export": text})),
        Err((kind, why)) => error_line(&row.id, kind, &why, None),
    })
}

fn export(
    row: &Row,
    arguments: &Arguments,
    format: &Format,
    today: &str,
    reviewer: Option<&Reviewer>,
) -> Result<String, (&'static str, String)> {
    let bad_line = |why: String| ("bad-line", why);
    let article = row.article.as_ref().ok_or_else(|| bad_line("it has no `article`".to_owned()))?;
    let read = article::read("article", article.to_string().as_bytes());
    let mut article = read.map_err(|report| ("bad-article", report.to_string()))?;
    if !arguments.drafts {
        article = article.without_drafts().into_owned();
    }
    let journal = row.notes.iter().map(Value::to_string).collect::<Vec<_>>().join("\n") + "\n";
    let read = journal::read(journal.as_bytes());
    if let Some(bad) = read.bad.first() {
        return Err(bad_line(format!("line {} of `notes`: {}", bad.number, bad.reason)));
    }
    let notes = Notes::new(None, read.lines);
    let selection = selection(arguments, &article, &notes).map_err(|failure| ("bad-selection", failure.headline()))?;
    put_all_among(&mut article, selection.by.iter().filter_map(|name| notes.fold(name)));
    let reviewer = reviewer.cloned();
    let request = Request { article: &article, notes: &notes, selection: &selection, today, reviewer };
    let mut text = String::new();
    (format.write)(&request, &mut text).map_err(|_| ("not-exported", "the export could not be made".to_owned()))?;
    Ok(text)
}

/// The rows of a format of rows, each with the document it is of.
fn rows(id: &Value, text: &str) -> String {
    let row = |line: &str| match serde_json::from_str::<Value>(line) {
        Ok(Value::Object(mut row)) => {
            row.insert("document".to_owned(), id.clone());
            format!("{}\n", Value::Object(row))
        }
        _ => String::new(),
    };
    text.lines().map(row).collect()
}
