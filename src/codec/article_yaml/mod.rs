//! The article file: bytes to an [`Article`], or a report of everything that is wrong with them.
//!
//! A file is decoded by serde alone. Only when that fails, one pass over the parser's events against the schema lists
//! what is wrong with its shape and mends a copy of it, so that the rules beyond shape can be asked of it as well.

pub(crate) mod cycles;
pub mod edit;
pub(crate) mod encoding;
pub mod entity_list;
pub mod json;
pub(crate) mod locate;
pub(crate) mod path;
pub(crate) mod quotes;
pub(crate) mod rules;
pub(crate) mod schema_shape;
pub mod splice;
pub(crate) mod syntax;
pub(crate) mod walk;
pub(crate) mod warnings;
pub mod write;

use serde_yaml::Options;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use crate::model::article::Article;
use crate::text::json_fault;

use crate::codec::article_yaml::locate::{Locator, Step};
use crate::codec::article_yaml::rules::Fault;
use crate::codec::article_yaml::walk::Walked;
pub use crate::codec::article_yaml::warnings::hedge_in;
use crate::codec::byte_order_mark;
use crate::codec::diagnostics::problem_rule::{ProblemRule, Severity};
use crate::codec::diagnostics::{Problem, Report, TextPlace};

/// A larger file is not read.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// The version of the format that this program reads.
const VERSION: u32 = 1;
/// Deeper nesting than an article can have is an attack or a mistake.
const MAX_DEPTH: usize = 32;
/// More problems than this help nobody.
pub const MOST_PROBLEMS: usize = 1000;

/// Reads an article from the bytes of a file that messages call `path`.
///
/// # Errors
///
/// A report of all its errors: too large, empty, binary, not UTF-8, not YAML, not an article, or an article whose parts
/// do not fit together.
pub fn read(path: &str, bytes: &[u8]) -> Result<Article, Report> {
    let (article, problems) = examine(bytes, false);
    match article {
        Some(article) if problems.is_empty() => Ok(article),
        _ => Err(Report { path: path.to_owned(), problems }),
    }
}

/// What an article breaks of the rules, in a sentence; none where it is valid.
#[must_use]
pub fn first_fault(article: &Article) -> Option<String> {
    let fault = rules::faults(article, &rules::Mended::default()).into_iter().next()?;
    Some(fault.hint.map_or_else(|| fault.message.clone(), |hint| format!("{}; {hint}", fault.message)))
}

/// An article in the form in which those that come with the program are compiled in: JSON is read ten times as fast.
#[must_use]
pub fn compiled(article: &Article) -> String {
    // A value of our own structs can always be written.
    serde_json::to_string_pretty(article).unwrap_or_default() + "\n"
}

/// Reads what [`compiled`] has written. Its rules were checked then.
///
/// # Errors
///
/// When it was not.
pub fn read_compiled(text: &str) -> Result<Article, String> {
    serde_json::from_str(text).map_err(|error| json_fault::in_text(&error))
}

/// Whether a file that cannot be read as an article is meant to be one: it names the version of the format.
#[must_use]
pub fn is_meant_as_one(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    byte_order_mark::without(&text).lines().any(|line| line.starts_with("nutgraf:"))
}

/// Whether a YAML file may be meant as an article: it says so, or it contains no text that could say what it is.
#[must_use]
pub fn may_be_meant_as_one(bytes: &[u8]) -> bool {
    is_meant_as_one(bytes) || encoding::text(bytes).is_err()
}

/// Everything that is wrong with the file, warnings too, up to [`MOST_PROBLEMS`].
#[must_use]
pub fn check(path: &str, bytes: &[u8]) -> Report {
    Report { path: path.to_owned(), problems: examine(bytes, true).1 }
}

/// Checks a file, and returns its article where nothing is wrong but warnings.
#[must_use]
pub fn check_and_read(path: &str, bytes: &[u8]) -> (Report, Option<Article>) {
    let (article, problems) = examine(bytes, true);
    let report = Report { path: path.to_owned(), problems };
    let article = article.filter(|_| report.counts().0 == 0);
    (report, article)
}

/// Reads an article, and counts its warnings without looking for their places, which costs about as much as reading.
///
/// # Errors
///
/// The report of [`check`], where it has errors.
pub fn read_and_count(path: &str, bytes: &[u8]) -> Result<(Article, usize), Report> {
    let of_file = |problems| Report { path: path.to_owned(), problems };
    let (text, article, faults) = decode(bytes, true).map_err(of_file)?;
    if faults.iter().all(|fault| fault.rule.severity() == Severity::Warning) {
        return Ok((article, faults.len().min(MOST_PROBLEMS)));
    }
    let report = of_file(located(text, faults));
    if report.counts().0 > 0 { Err(report) } else { Ok((article, report.count())) }
}

fn examine(bytes: &[u8], with_warnings: bool) -> (Option<Article>, Vec<Problem>) {
    match decode(bytes, with_warnings) {
        Ok((text, article, faults)) => (Some(article), located(text, faults)),
        Err(problems) => (None, problems),
    }
}

/// The text of a file, its article, and the rules that it breaks; or the problems of a file that cannot be decoded.
fn decode(bytes: &[u8], with_warnings: bool) -> Result<(&str, Article, Vec<Fault>), Vec<Problem>> {
    let text = encoding::text(bytes)?;
    let article = match serde_yaml::from_str_with_options::<Article>(text, options()) {
        Ok(article) => article,
        Err(error) => {
            let walked = walk::walk(text, &schema_shape::article());
            match with_defaults(&walked) {
                Some(article) => article,
                None => return Err(mend_and_check(text, walked, &error, with_warnings)),
            }
        }
    };
    if article.nutgraf != VERSION {
        return Err(vec![other_version(text, article.nutgraf)]);
    }
    let mut faults = rules::faults(&article, &rules::Mended::default());
    if with_warnings {
        faults.extend(warnings::faults(&article));
    }
    Ok((text, article, faults))
}

/// The article of a file whose claims lack nothing but what its `defaults` say.
fn with_defaults(walked: &Walked) -> Option<Article> {
    let is_whole = walked.problems.is_empty() && walked.syntax.is_none() && walked.mended.is_empty();
    if !is_whole || walked.defaulted == 0 {
        return None;
    }
    serde_json::from_str(&walked.json).ok()
}

/// The problems of a file that cannot be decoded.
fn mend_and_check(text: &str, walked: Walked, error: &serde_yaml::Error, with_warnings: bool) -> Vec<Problem> {
    let mut problems = walked.problems;
    if let Ok(article) = serde_json::from_str::<Article>(&walked.json) {
        if article.nutgraf != VERSION && !walked.mended.covers(&[Step::key("nutgraf")]) {
            return vec![other_version(text, article.nutgraf)];
        }
        let mut faults = rules::faults(&article, &walked.mended);
        if with_warnings && !walked.mended.cut {
            faults.extend(warnings::faults(&article).into_iter().filter(|fault| !walked.mended.covers(&fault.at)));
        }
        problems.extend(located(text, faults));
    }
    sort(&mut problems);
    // What cannot be read comes last, since nothing is known of what follows it.
    problems.extend(walked.syntax);
    if problems.iter().all(|problem| problem.rule.severity() == Severity::Warning) {
        problems.push(as_the_library_says(text, error));
    }
    problems
}

fn other_version(text: &str, version: u32) -> Problem {
    let mut locator = Locator::default();
    let wanted = locator.want(&[Step::key("nutgraf")]);
    locator.walk(text);
    let message = format!("this is version {version} of the format; this program reads version {VERSION}");
    let hint = Some("a newer nutgraf may read it".to_owned());
    Problem::at(text, locator.place(wanted), ProblemRule::Version, message, hint)
}

/// Puts faults in their places; one pass over the text, and none when there are no faults.
fn located(text: &str, faults: Vec<Fault>) -> Vec<Problem> {
    if faults.is_empty() {
        return Vec::new();
    }
    let mut locator = Locator::default();
    let wanted: Vec<_> = faults.iter().map(|fault| locator.want(&fault.at)).collect();
    locator.walk(text);
    let placed = faults.into_iter().zip(wanted);
    let mut problems: Vec<Problem> = placed
        .map(|(fault, wanted)| Problem::at(text, locator.place(wanted), fault.rule, fault.message, fault.hint))
        .collect();
    sort(&mut problems);
    problems
}

fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by_key(|problem| (problem.line, problem.column));
    problems.truncate(MOST_PROBLEMS);
}

/// The last resort: the words of the library that decodes.
fn as_the_library_says(text: &str, error: &serde_yaml::Error) -> Problem {
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).max(1);
    let (line, column) = error.location().map_or((1, 1), |place| (count(place.line()), count(place.column())));
    let byte = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let message = error.to_string().replace(char::is_control, " ");
    Problem::at(text, TextPlace { line, column, byte }, ProblemRule::Syntax, message, None)
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
        // Our structs refuse a key that they have already; the parser would keep a set of the keys of every mapping for it.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}
