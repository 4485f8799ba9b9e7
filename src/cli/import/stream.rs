//! `nutgraf import --jsonl`: one document a line in, one article a line out.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::format::article::json;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::{Draft, Options, import, sources};
use crate::store;

use super::super::stream::{self, error_line};
use super::super::{Failure, today};
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
    let proposer = Proposer::of(arguments, std::iter::once(None))?;
    stream::run(|row: Row| answer(&row, &options, &proposer))
}

fn answer(row: &Row, options: &Options<'_>, proposer: &Proposer) -> String {
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
        Ok(imported) => {
            imported.drafts.iter().enumerate().map(|(part, draft)| line(&row.id, part, draft, proposer)).collect()
        }
        Err(error) => error_line(&row.id, error.kind(), &error.to_string(), error.line()),
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
