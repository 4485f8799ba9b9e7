//! `nutgraf import --jsonl`: one document a line in, one article a line out.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::article::Article;
use crate::format::article::json;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::{Draft, Options, import, sources};
use crate::store;

use super::super::proposing::Proposers;
use super::super::stream::{self, error_line};
use super::super::{Failure, complain, today};
use super::Arguments;
use super::proposer::Proposer;

/// A document to import; other keys are for other programs.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: Value,
    /// The document itself.
    content: Option<String>,
    /// The file that holds it.
    path: Option<PathBuf>,
    /// A media type, or the name of a format.
    #[serde(rename = "type")]
    kind: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let today = today();
    let from = arguments.from.as_deref().and_then(sources::named);
    let options = Options { from, repair: !arguments.no_repair, today: &today };
    let proposers = arguments.proposing.proposers()?;
    let is_asked = !proposers.is_empty();
    let proposer = if is_asked { Proposer::default() } else { Proposer::of(arguments, std::iter::once(None))? };
    let proposers = Mutex::new(proposers);
    let code = stream::run(|row: Row| answer(&row, &options, &proposer, is_asked.then_some(&proposers)))?;
    let is_well = lock(&proposers).finish();
    Ok(if is_well { code } else { code.max(1) })
}

/// Lines are worked on by all cores, and proposers are asked by one at a time.
fn lock(proposers: &Mutex<Proposers>) -> MutexGuard<'_, Proposers> {
    proposers.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(row: &Row, options: &Options<'_>, proposer: &Proposer, proposers: Option<&Mutex<Proposers>>) -> String {
    let loaded = match (&row.content, &row.path) {
        (Some(content), _) => Ok(content.as_bytes().to_vec()),
        (None, Some(path)) => store::import::load(path).map_err(|error| ("not-read", error.to_string())),
        (None, None) => Err(("bad-line", "it has neither `content` nor `path`".to_owned())),
    };
    let bytes = match loaded {
        Ok(bytes) => bytes,
        Err((kind, why)) => return error_line(&row.id, kind, &why, None),
    };
    let name = row.path.as_ref().map(|path| path.to_string_lossy().into_owned());
    let mut input = Input::new(&bytes);
    if let Some(name) = &name {
        input = input.named(name);
    }
    let kind = row.kind.as_deref();
    let named = kind.and_then(sources::named);
    if let (Some(media_type), None) = (kind, named) {
        input = input.typed(media_type);
    }
    let options = Options { from: named.or(options.from), ..*options };
    match import(&input, &options) {
        Ok(mut imported) => {
            for draft in imported.drafts.iter_mut().flatten() {
                if let Some(proposers) = proposers {
                    annotate(&mut draft.article, proposers);
                }
            }
            imported.drafts.iter().enumerate().map(|(part, draft)| line(&row.id, part, draft, proposer)).collect()
        }
        Err(error) => error_line(&row.id, error.kind(), &error.to_string(), error.line()),
    }
}

/// Adds what proposers say of an article. What is wrong with it goes to standard error, as the stream is for articles.
fn annotate(article: &mut Article, proposers: &Mutex<Proposers>) {
    match lock(proposers).annotate(article) {
        Ok(outcomes) => {
            let lines = outcomes.iter().flat_map(|outcome| outcome.lines(&article.head.id, true));
            lines.for_each(|line| complain(&Failure(line)));
        }
        Err(failure) => complain(&failure),
    }
}

fn line(id: &Value, part: usize, draft: &Result<Draft, ImportError>, proposer: &Proposer) -> String {
    let value = match draft {
        Ok(draft) => {
            let article = proposer.with_candidates(&draft.article, None);
            json!({"id": id, "part": part, "article": json::value(&article)})
        }
        Err(error) => {
            let error = json!({"kind": error.kind(), "message": error.to_string(), "line": error.line()});
            json!({"id": id, "part": part, "error": error})
        }
    };
    format!("{value}\n")
}
