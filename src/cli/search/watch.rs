//! `nutgraf search --watch`: what each query of the watch list finds, and what is new since the last look.

use std::path::Path;

use serde_json::{Value, json};

use crate::corpus::search::{Found, Hit, Search, Viewer};
use crate::storage::config;
use crate::storage::files::system_error::{Task, why};
use crate::storage::library::seen::Seen;
use crate::text::hidden::{escape_json, visible_in_line};

use crate::cli::{Failure, catalogue, complain, print};

use super::{Format, look, output};

/// Prints what is new; exits with 1 if nothing is.
pub(super) fn run(folder: &Path, viewer: &Viewer, format: Format, width: u16) -> Result<u8, Failure> {
    let (watched, troubles) = config::watched(&config::files(&catalogue::source(folder)));
    for trouble in troubles {
        complain(&Failure(trouble));
    }
    if watched.is_empty() {
        return Err(Failure::from(
            "there is no watch list; write [watch] into nutgraf.toml, and below it a name with its query, such as \
             trade = \"trade 2018\"",
        ));
    }
    let vocabulary = catalogue::words(folder);
    let mut queries = Vec::new();
    for (name, text) in &watched {
        match catalogue::query(text, &vocabulary) {
            Ok(query) => queries.push((name, text, query)),
            Err(failure) => complain(&Failure(format!("[watch] {name}: {}", failure.0))),
        }
    }
    let mut library = catalogue::open_for_search(folder)?;
    let mut seen = Seen::load(folder);
    let mut told = Vec::new();
    for (name, text, query) in &queries {
        let mut found = look(&mut library, &Search::new(query, viewer, false), usize::MAX);
        let words: Vec<Vec<&str>> = found.hits.iter().map(distinguishing).collect();
        let mut new = seen.look(name, text, &words).into_iter();
        let all = found.total;
        found.hits.retain(|_| new.next().unwrap_or(true));
        found.total = found.hits.len();
        told.push((name.as_str(), text.as_str(), all, found));
    }
    tell(&told, format, width)?;
    // Printed hits count as seen, whether or not that can be saved.
    if let Err(error) = seen.keep() {
        complain(&Failure(format!(
            "the list of seen hits cannot be saved: {}; they will show as new again",
            why(Task::Write, &error)
        )));
    }
    let is_new = told.iter().any(|(_, _, _, found)| found.total > 0);
    Ok(u8::from(!is_new) * super::NOTHING)
}

/// What distinguishes a hit: its place, its text and its verdicts.
fn distinguishing(hit: &Hit) -> Vec<&str> {
    let verdicts = hit.verdicts.iter().flat_map(|(who, verdict)| [who.as_str(), *verdict]);
    [hit.path.as_str(), &hit.id, hit.piece.word(), &hit.text].into_iter().chain(verdicts).collect()
}

fn tell(told: &[(&str, &str, usize, Found)], format: Format, width: u16) -> Result<(), Failure> {
    match format {
        Format::Json => {
            let row = |(name, query, all, found): &(&str, &str, usize, Found)| {
                let hits: Vec<Value> = found.hits.iter().map(output::hit_json).collect();
                json!({"name": name, "query": query, "total": all, "new": found.total, "hits": hits})
            };
            let rows: Vec<Value> = told.iter().map(row).collect();
            print(&(escape_json(&format!("{:#}", json!({"watch": rows}))) + "\n"))
        }
        Format::Csv => Err(Failure::from("--watch prints text or json; choose one of them")),
        Format::Text => {
            for (name, query, all, found) in told {
                let (name, query, new) = (visible_in_line(name), visible_in_line(query), found.total);
                print(&format!("{name} ({query}): {new} new of {all}\n"))?;
                print(&output::lines(found, width))?;
            }
            Ok(())
        }
    }
}
