//! The article file: bytes to an [`Article`], or a report of what is wrong with them.

mod locate;
mod rules;

use serde_path_to_error::{Path, Segment};
use serde_yaml::Options;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use crate::domain::article::Article;

use super::report::{Problem, Report};
use locate::{Step, Wanted};

/// A larger file is not read.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// The version of the format that this program reads.
const VERSION: u32 = 1;
/// Deeper nesting than an article can have is an attack or a mistake.
const MAX_DEPTH: usize = 32;

/// Reads an article from the bytes of a file that messages call `path`.
///
/// # Errors
///
/// A report of what is wrong: too large, empty, binary, not UTF-8, not YAML, not an article, or an article whose parts
/// do not fit together; the last sort with all its problems.
pub fn read(path: &str, bytes: &[u8]) -> Result<Article, Report> {
    let report = |problems| Report { path: path.to_owned(), problems };
    let text = text(bytes).map_err(|problem| report(vec![problem]))?;
    let article = decode(text).map_err(|problem| report(vec![problem]))?;
    let faults = rules::faults(&article);
    if faults.is_empty() {
        return Ok(article);
    }
    let (steps, words): (Vec<Wanted>, Vec<_>) =
        faults.into_iter().map(|fault| (fault.at, (fault.message, fault.hint))).unzip();
    let places = locate::places(text, &steps);
    let mut problems: Vec<Problem> = places
        .into_iter()
        .zip(words)
        .map(|((line, column), (message, hint))| problem_at(text, line, column, message, hint))
        .collect();
    problems.sort_by_key(|problem| (problem.line, problem.column));
    Err(report(problems))
}

fn problem_at(text: &str, line: usize, column: usize, message: String, hint: Option<String>) -> Problem {
    let source_line = text.lines().nth(line.saturating_sub(1)).unwrap_or("").to_owned();
    Problem { line, column, message, hint, source_line }
}

/// The text of a file, as far as it is text.
fn text(bytes: &[u8]) -> Result<&str, Problem> {
    let whole = |message: &str, hint: &str| Problem {
        line: 1,
        column: 1,
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
        source_line: String::new(),
    };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(whole("the file is larger than 64 MiB", "split the article"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(whole("the file is empty", "an article begins with `nutgraf: 1`"));
    }
    if bytes.contains(&0) {
        return Err(whole("the file is binary, not text", "an article is a YAML file in UTF-8"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        Problem {
            line,
            column: before[start..].chars().count() + 1,
            message: "this byte is not UTF-8".to_owned(),
            hint: Some("save the file in UTF-8".to_owned()),
            source_line: before[start..].to_owned(),
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn options() -> Options {
    let most = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_anchors: 0,
            max_aliases: 0,
            max_events: most,
            max_nodes: most,
            max_total_scalar_bytes: most,
            max_documents: 1,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        with_snippet: false,
    }
}

fn decode(text: &str) -> Result<Article, Problem> {
    let mut path = Vec::new();
    let decoded = serde_yaml::with_deserializer_from_str_with_options(text, options(), |deserializer| {
        serde_path_to_error::deserialize::<_, Article>(deserializer).map_err(|error| {
            path = steps(error.path());
            error.into_inner()
        })
    });
    match decoded {
        Ok(article) if article.nutgraf == VERSION => Ok(article),
        Ok(article) => {
            let (line, column) = locate::place(text, &Wanted::value(vec![Step::key("nutgraf")]));
            let message =
                format!("this is version {} of the format; this program reads version {VERSION}", article.nutgraf);
            Err(problem_at(text, line, column, message, Some("a newer nutgraf may read it".to_owned())))
        }
        Err(error) => Err(explain(text, &error, path)),
    }
}

/// The steps of a path that are known by name or number.
fn steps(path: &Path) -> Vec<Step> {
    let known = path.iter().map_while(|segment| match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    known.collect()
}

/// A decoding error in plain words, at the right place.
fn explain(text: &str, error: &serde_yaml::Error, path: Vec<Step>) -> Problem {
    let message = plain(&error.to_string());
    // The library places a missing key at the last one that is there: the thing that lacks it is what counts.
    let located = error.location().filter(|_| !message.starts_with("missing"));
    let (line, column) = match located {
        Some(location) => (as_count(location.line()), as_count(location.column())),
        None => locate::place(text, &Wanted::value(path)),
    };
    problem_at(text, line.max(1), column.max(1), message, None)
}

fn as_count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The library's words without the place, which is said before, and with the word that authors use.
fn plain(message: &str) -> String {
    let end = message.rfind(" at line ").or_else(|| message.find(" (line ")).unwrap_or(message.len());
    let start = message.strip_prefix("error: ").map_or(0, |rest| message.len() - rest.len());
    message.get(start..end).unwrap_or(message).replace("field", "key").replace(char::is_control, " ")
}
