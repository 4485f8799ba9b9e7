//! `nutgraf export --jsonl`: exports articles and notes that come one a line.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::codec::{article_yaml, journal_jsonl};
use crate::export::{Format, Request, Reviewer};
use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::put_all_among;
use crate::model::query::Vocabulary;
use crate::storage::config::reviewer;
use crate::storage::config::saved_queries;
use crate::storage::journal::notes_files::Source;

use crate::cli::export::{Arguments, asker, selection};
use crate::cli::stream;
use crate::cli::stream::error_line;
use crate::cli::{Failure, today};

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
    let saved = saved_queries::read(&Source::Builtin("stream".to_owned())).0;
    let vocabulary = Vocabulary::of_claims().with_saved(saved);
    let request = Wanted { arguments, format, today: &today, reviewer: reviewer.as_ref(), vocabulary: &vocabulary };
    stream::run(|row: Row| match request.export(&row) {
        Ok(text) if format.name == "jsonl" => rows(&row.id, &text),
        Ok(text) => format!("{}\n", json!({"id": row.id, "export": text})),
        Err((kind, why)) => error_line(&row.id, kind, &why, None),
    })
}

/// What is wanted of every row.
struct Wanted<'a> {
    arguments: &'a Arguments,
    format: &'a Format,
    today: &'a str,
    reviewer: Option<&'a Reviewer>,
    vocabulary: &'a Vocabulary,
}

impl Wanted<'_> {
    fn export(&self, row: &Row) -> Result<String, (&'static str, String)> {
        let Self { arguments, format, today, reviewer, vocabulary } = *self;
        let bad_line = |why: String| ("bad-line", why);
        let article = row.article.as_ref().ok_or_else(|| bad_line("it has no `article`".to_owned()))?;
        let read = article_yaml::read("article", article.to_string().as_bytes());
        let mut article = read.map_err(|report| ("bad-article", report.to_string()))?;
        if !arguments.drafts {
            article = article.without_drafts().into_owned();
        }
        let journal = row.notes.iter().map(Value::to_string).collect::<Vec<_>>().join("\n") + "\n";
        let read = journal_jsonl::read(journal.as_bytes());
        if let Some(bad) = read.bad.first() {
            return Err(bad_line(format!("line {} of `notes`: {}", bad.number, bad.reason)));
        }
        let notes = Notes::new(None, read.lines);
        let bad_selection = |failure: Failure| ("bad-selection", failure.headline());
        let mut selection = selection(arguments, &notes, None).map_err(bad_selection)?;
        put_all_among(&mut article, selection.by.iter().filter_map(|name| notes.fold(name)));
        let query = arguments.claims.query_with(vocabulary, &asker(&article, &notes, &selection));
        selection.query = query.map_err(bad_selection)?;
        let reviewer = reviewer.cloned();
        let request = Request { article: &article, notes: &notes, selection: &selection, today, reviewer };
        let mut text = String::new();
        (format.write)(&request, &mut text).map_err(|_| ("not-exported", "the export could not be made".to_owned()))?;
        Ok(text)
    }
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
