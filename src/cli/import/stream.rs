//! `nutgraf import --jsonl`: one document a line in, one article a line out.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde_json::{Value, json};

use crate::codec::article_yaml::json;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::{Draft, Options, import, sources};
use crate::model::article::Article;
use crate::storage;

use crate::cli::import::Arguments;
use crate::cli::import::proposer::Proposer;
use crate::cli::stream;
use crate::cli::stream::error_line;
use crate::cli::{Failure, complain, today};
use crate::workspace::proposing::{Outcome, Proposers};

/// Exit code when a proposer has said nothing of an article.
const NOT_ALL: u8 = 1;

/// A document to import. Unknown keys are ignored, since other programs may need them.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: Value,
    /// The document itself.
    content: Option<String>,
    /// The file that contains it.
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
    let asked = Asked { proposers: Mutex::new(proposers), has_failed: AtomicBool::new(false) };
    let code = stream::run(|row: Row| answer(&row, &options, &proposer, is_asked.then_some(&asked)))?;
    let is_well = lock(&asked.proposers).finish() && !asked.has_failed.into_inner();
    Ok(if is_well { code } else { code.max(NOT_ALL) })
}

/// Proposers that are asked about every article.
struct Asked {
    proposers: Mutex<Proposers>,
    /// Whether one of them has said nothing of an article.
    has_failed: AtomicBool,
}

/// All cores work on lines, but only one at a time asks the proposers.
fn lock(proposers: &Mutex<Proposers>) -> MutexGuard<'_, Proposers> {
    proposers.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(row: &Row, options: &Options<'_>, proposer: &Proposer, asked: Option<&Asked>) -> String {
    let loaded = match (&row.content, &row.path) {
        (Some(content), _) => Ok(content.as_bytes().to_vec()),
        (None, Some(path)) => storage::import::load(path).map_err(|error| ("not-read", error.to_string())),
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
            let mut lines = String::new();
            for (part, draft) in imported.drafts.iter_mut().enumerate() {
                let said = match (draft.as_mut(), asked) {
                    (Ok(draft), Some(asked)) => Some(annotate(&mut draft.article, asked)),
                    _ => None,
                };
                lines.push_str(&line(&row.id, part, draft, proposer, said));
            }
            lines
        }
        Err(error) => error_line(&row.id, error.kind(), &error.to_string(), error.line()),
    }
}

/// Adds what proposers say of an article, and answers what became of that. What is wrong with it goes to standard error too.
fn annotate(article: &mut Article, asked: &Asked) -> Value {
    match lock(&asked.proposers).annotate(article) {
        Ok(outcomes) => {
            let lines = outcomes.iter().flat_map(|outcome| outcome.lines(&article.head.id, true));
            lines.for_each(|line| complain(&Failure(line)));
            if !outcomes.iter().all(Outcome::is_well) {
                asked.has_failed.store(true, Ordering::Relaxed);
            }
            outcomes.iter().map(Outcome::json).collect()
        }
        Err(failure) => {
            asked.has_failed.store(true, Ordering::Relaxed);
            complain(&failure);
            json!([{"error": failure.0}])
        }
    }
}

fn line(
    id: &Value,
    part: usize,
    draft: &Result<Draft, ImportError>,
    proposer: &Proposer,
    said: Option<Value>,
) -> String {
    let value = match draft {
        Ok(draft) => {
            let article = proposer.with_candidates(&draft.article, None);
            let mut line = json!({"id": id, "part": part, "article": json::value(&article)});
            if let Some(said) = said {
                line["proposers"] = said;
            }
            line
        }
        Err(error) => {
            let error = json!({"kind": error.kind(), "message": error.to_string(), "line": error.line()});
            json!({"id": id, "part": part, "error": error})
        }
    };
    format!("{value}\n")
}
