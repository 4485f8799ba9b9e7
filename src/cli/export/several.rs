//! Exports several articles, or those of a folder: a file for each, or one file for all.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::export::Format;
use crate::storage::files::atomic_write;
use crate::text::counted::counted;
use crate::text::path::shown_path;
use crate::workspace::export_file::Drawn;

use crate::cli::export::output::Output;
use crate::cli::export::{Arguments, How, Request, Selection, destination, one, put_all_among, reviewer, selection};
use crate::cli::{Failure, complain, print, print_path, today};
use crate::workspace::open;

/// Formats that several articles can share in one file: a line or a row for each claim, or text.
const JOINED: [&str; 4] = ["jsonl", "csv", "csv-evidence", "markdown"];

/// Exports each article; a failure does not stop the others. Exits with 1 if any could not be exported.
pub(super) fn run(arguments: &Arguments, format: &'static Format, files: &[PathBuf]) -> Result<u8, Failure> {
    let mut code = 0;
    let Some(output) = &arguments.output else {
        for file in files {
            match one(arguments, &Output::Format(format), Some(file), true) {
                Ok(one) => code = code.max(one),
                Err(failure) => {
                    complain(&failure);
                    code = 1;
                }
            }
        }
        return Ok(code);
    };
    if !JOINED.contains(&format.name) {
        let (name, joined) = (format.name, JOINED.join(", "));
        return Err(Failure(format!(
            "{name} takes one article; leave out -o for a file each, or choose {joined} for one file"
        )));
    }
    let mut all = String::new();
    for file in files {
        match text(arguments, format, file) {
            Ok(text) => join(&mut all, &text, format),
            Err(failure) => {
                complain(&failure);
                code = 1;
            }
        }
    }
    if output == Path::new("-") {
        print(&all)?;
    } else {
        if files.iter().any(|file| crate::storage::files::same_file::are_one(file, output)) {
            return Err(Failure(format!(
                "{} is an article and was not replaced; choose another name",
                shown_path(output)
            )));
        }
        atomic_write::write(output, arguments.force, &mut |out| out.write_str(&all))?;
        print_path(output)?;
    }
    Ok(code)
}

/// The export of one article.
fn text(arguments: &Arguments, format: &Format, file: &Path) -> Result<String, Failure> {
    let mut opened = open::open(Some(file))?;
    if !arguments.drafts {
        opened.article = opened.article.without_drafts().into_owned();
    }
    let notes = opened.notes(None);
    let mut selection = selection(arguments, &notes, Some(file))?;
    put_all_among(&mut opened.article, selection.by.iter().filter_map(|name| notes.fold(name)));
    selection.query = arguments.claims.query_anywhere(&opened.source)?;
    let (today, reviewer) = (today(), reviewer::reviewer(&opened.source)?);
    let request = Request { article: &opened.article, notes: &notes, selection: &selection, today: &today, reviewer };
    let mut text = String::new();
    let written = (format.write)(&request, &mut text);
    written.map_err(|_| Failure(format!("cannot write {} as {}", shown_path(file), format.name)))?;
    Ok(text)
}

/// Appends an export: tables without their header row, text after an empty line.
fn join(all: &mut String, text: &str, format: &Format) {
    match format.name {
        "csv" | "csv-evidence" if !all.is_empty() => {
            // The header has no line break.
            all.push_str(text.split_once('\n').map_or("", |(_, rows)| rows));
        }
        "markdown" if !all.is_empty() => {
            all.push('\n');
            all.push_str(text);
        }
        _ => all.push_str(text),
    }
}

/// Writes a check packet with this annotator's notes beside each article, and reports the result.
pub(in super::super) fn packets(files: &[PathBuf], me: Option<&str>) -> String {
    let (mut written, mut told) = (0, String::new());
    for file in files {
        match packet(file, me) {
            Ok(()) => written += 1,
            Err(failure) if told.is_empty() => {
                // Writing to a string cannot fail.
                let _ = write!(told, "; {}", failure.headline());
            }
            Err(_) => {}
        }
    }
    format!("Wrote {} of {}, each beside its article{told}", counted(written, "packet"), files.len())
}

fn packet(file: &Path, me: Option<&str>) -> Result<(), Failure> {
    let format = crate::cli::export::format("markdown").ok_or_else(|| Failure::from("there is no such format"))?;
    let mut opened = open::open(Some(file))?;
    opened.article = opened.article.without_drafts().into_owned();
    let notes = opened.quiet_notes();
    let by = me.map(|name| notes.people().name(name).to_owned());
    let selection = Selection { by: by.into_iter().collect(), ..Selection::default() };
    put_all_among(&mut opened.article, selection.by.iter().filter_map(|name| notes.fold(name)));
    let (today, reviewer) = (today(), reviewer::reviewer(&opened.source)?);
    let request = Request { article: &opened.article, notes: &notes, selection: &selection, today: &today, reviewer };
    Drawn::in_format(&request, format)
        .to_file(&destination(&opened, format.ending, &selection), How { force: false, bom: false })
}
