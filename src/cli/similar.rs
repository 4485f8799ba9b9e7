//! `nutgraf similar`: similar claims elsewhere, with their verdicts.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::Value;

use crate::corpus::search::Viewer;
use crate::corpus::similar::{KnownClaims, Origin};
use crate::render::similar_text;
use crate::storage;
use crate::storage::annotator;
use crate::text::json_fault;
use crate::text::path::shown_path;

use crate::cli::{Failure, catalogue, complain, print};
use crate::workspace::known_claims::gather;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The claim to look for, in any words.
    #[arg(value_name = "TEXT", required_unless_present = "evaluate")]
    text: Option<String>,
    /// The folder of articles; by default, the current folder.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// A file of published checks: `ClaimReview` as JSON-LD, or one JSON object per line. May be repeated.
    #[arg(long, value_name = "FILE")]
    checks: Vec<PathBuf>,
    /// Show at most this many similar claims.
    #[arg(long, value_name = "NUMBER", default_value = "8")]
    most: usize,
    /// Your name; by default, the name that the reader uses.
    #[arg(long = "as", value_name = "NAME")]
    me: Option<String>,
    /// Also show others' judgements of claims that you have not judged yourself.
    #[arg(long)]
    others: bool,
    /// How to print the similar claims.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Measure how often the right check is found, with a file of texts whose check is known: one {"text", "same"} per line,
    /// where `same` is the claim that the check reviews, or the check's url.
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    evaluate: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let here = Path::new(".");
    // With --checks alone, the folder is not meant.
    let folder = arguments.folder.as_deref().or_else(|| arguments.checks.is_empty().then_some(here));
    let mut library = folder.map(catalogue::open).transpose()?;
    if let Some(library) = &library {
        catalogue::complain_of_problems(library);
    }
    let gathered = gather(library.as_mut(), &arguments.checks);
    for trouble in gathered.troubles {
        complain(&Failure(trouble));
    }
    let known = gathered.claims;
    if known.is_empty() {
        return Err(Failure("no claims are known; name a folder of articles, or a file with --checks".to_owned()));
    }
    if let Some(file) = &arguments.evaluate {
        return evaluate(&known, file);
    }
    let text = arguments.text.as_deref().unwrap_or_default();
    let (matches, total) = known.similar(text, arguments.most, &HashSet::new());
    let viewer = Viewer { sees_all: arguments.others, ..Viewer::of(annotator::who(arguments.me.as_deref()).name) };
    print(&match arguments.format {
        Format::Text => similar_text::text(&matches, total, &viewer),
        Format::Json => similar_text::json(text, &matches, total, &viewer),
    })?;
    Ok(0)
}

/// Prints how often the right check is among the first: mean average precision of five, first place, first five.
fn evaluate(known: &KnownClaims, file: &Path) -> Result<u8, Failure> {
    let bytes = storage::import::load(file)?;
    let text = String::from_utf8_lossy(&bytes);
    let (mut total, mut left_out, mut precision, mut first, mut in_five) = (0_u32, 0_u32, 0.0, 0_u32, 0_u32);
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |why: &str| Failure(format!("{}:{}: {why}", shown_path(file), number + 1));
        let pair: Value = serde_json::from_str(line).map_err(|error| wrong(&json_fault::in_line(&error)))?;
        let part = |key: &str| pair.get(key).and_then(Value::as_str);
        let (Some(text), Some(same)) = (part("text"), part("same")) else {
            return Err(wrong("a line is an object with `text` and `same`"));
        };
        let is_same = |at: &usize| {
            let claim = &known.claims()[*at];
            claim.text == same || matches!(&claim.origin, Origin::Check { url, .. } if url == same)
        };
        if !(0..known.len()).any(|at| is_same(&at)) {
            left_out += 1;
            continue;
        }
        total += 1;
        if let Some(place) = known.ranked(text, 5).iter().position(is_same) {
            precision += 1.0 / f64::from(u32::try_from(place + 1).unwrap_or(u32::MAX));
            first += u32::from(place == 0);
            in_five += 1;
        }
    }
    if total == 0 {
        return Err(Failure(format!("{}: none of its checks is known", shown_path(file))));
    }
    let part = |count: f64| count / f64::from(total);
    let left = if left_out > 0 { format!(", {left_out} left out: their check is not known") } else { String::new() };
    print(&format!(
        "{total} texts, {} known claims{left}\nMAP@5 {:.3}  hit@1 {:.3}  hit@5 {:.3}\n",
        known.len(),
        part(precision),
        part(f64::from(first)),
        part(f64::from(in_five)),
    ))?;
    Ok(0)
}
