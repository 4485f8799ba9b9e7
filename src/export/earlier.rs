//! Reads an earlier export: its article, and what each annotator had written on each claim by then.
//!
//! Other programs may have saved the export with a byte order mark, Windows line ends, or semicolons or tabs in tables.
//! A truncated export is distinguished from a shorter one.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::codec::byte_order_mark;
use crate::export::csv::unguarded;
use crate::export::html::card::UNINVITED;
use crate::export::markdown::preserved_sections::Packet;
use crate::export::state::{Stamp, is_hash};
use crate::model::article::claim::Claim;
use crate::model::journal::anchor::AnchorStatus;

/// The facts that an earlier export records about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Id of the article.
    pub article: String,
    /// The hash of its text.
    pub text_hash: String,
    /// Hashes of its claims and judgements.
    pub stamps: Vec<Stamp>,
    /// Whether whoever contradicts its annotators is heard in it, as in packets and pages.
    pub hears_contradictions: bool,
    /// Whether it is a table of evidence, in which only those are who have evidence.
    pub lists_evidence_only: bool,
}

/// Why a file cannot be compared with the present article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It is not an export, or its format keeps no hashes.
    KeepsNothing,
    /// It is a truncated export.
    CutOff,
}

type Read = Result<Earlier, Unusable>;

impl Earlier {
    /// Reads an export.
    ///
    /// # Errors
    ///
    /// If the text is no export with hashes, or a truncated one.
    pub fn read(text: &str) -> Read {
        let text = byte_order_mark::without(text);
        let earlier = match text.trim_start().chars().next().ok_or(Unusable::KeepsNothing)? {
            '<' => of_page(text),
            '{' if is_row_of_article(text) => of_lines(text),
            '{' => of_document(text),
            '-' => of_packet(text),
            _ => of_table(text),
        }?;
        if earlier.article.is_empty() { Err(Unusable::KeepsNothing) } else { Ok(earlier) }
    }

    /// Whether it names one of these claims.
    pub fn names_any<'a>(&self, mut claims: impl Iterator<Item = &'a Claim>) -> bool {
        claims.any(|claim| self.stamps.iter().any(|stamp| stamp.claim == claim.id))
    }

    /// Who was chosen, and had said something.
    pub(crate) fn annotators(&self) -> BTreeSet<&str> {
        self.stamps
            .iter()
            .filter(|stamp| !stamp.is_uninvited)
            .map(|stamp| stamp.by.as_str())
            .filter(|by| !by.is_empty())
            .collect()
    }
}

fn of_page(text: &str) -> Read {
    let meta = |name: &str| between(text, &format!("<meta name=\"nutgraf-{name}\" content=\""), "\"").map(unescaped);
    let (Some(article), Some(text_hash)) = (meta("article"), meta("text-hash")) else {
        return Err(Unusable::KeepsNothing);
    };
    // Everything in the text is escaped, so this occurs only at the end.
    if !text.contains("</html>") {
        return Err(Unusable::CutOff);
    }
    let stamps = text.split(" data-claim=\"").skip(1).filter_map(|part| {
        let claim = part.split('"').next().map(unescaped)?;
        let by = between(part, "\" data-by=\"", "\"").map(unescaped)?;
        let state = between(part, " data-state=\"", "\"").map(unescaped)?;
        let is_uninvited = part.split('>').next().is_some_and(|tag| tag.ends_with(UNINVITED));
        Some(Stamp { claim, by, state, is_uninvited })
    });
    Ok(Earlier { article, text_hash, stamps: stamps.collect(), hears_contradictions: true, ..Earlier::default() })
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

fn unescaped(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    marks.into_iter().fold(text.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
}

fn of_packet(text: &str) -> Read {
    match Packet::read(text) {
        Some(Packet { article, text_hash, stamps, .. }) => {
            Ok(Earlier { article, text_hash, stamps, hears_contradictions: true, ..Earlier::default() })
        }
        // The last line, by which a packet is known, is missing, and the front matter is not.
        None if text.lines().any(|line| line.starts_with("nutgraf_export: ")) => Err(Unusable::CutOff),
        None => Err(Unusable::KeepsNothing),
    }
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or("").to_owned()
}

fn of_document(text: &str) -> Read {
    let document: Value = serde_json::from_str(text).map_err(|error| {
        let ours = ["{\"export\":", "{\"type\":\"article\""].iter().any(|start| text.trim_start().starts_with(start));
        if ours && error.is_eof() { Unusable::CutOff } else { Unusable::KeepsNothing }
    })?;
    let article = &document["article"];
    let mut earlier =
        Earlier { article: text_of(article, "id"), text_hash: text_of(article, "text_hash"), ..Earlier::default() };
    for paragraph in document["paragraphs"].as_array().ok_or(Unusable::KeepsNothing)? {
        for claim in paragraph["claims"].as_array().into_iter().flatten() {
            let judgements = claim["judgements"].as_array().into_iter().flatten();
            let stamp = |said: &Value| Stamp {
                claim: text_of(claim, "id"),
                by: text_of(said, "by"),
                state: text_of(said, "state"),
                is_uninvited: false,
            };
            let unsaid = claim["state"].is_string().then_some(claim);
            earlier.stamps.extend(judgements.chain(unsaid).map(stamp));
        }
    }
    Ok(earlier)
}

/// Whether a text begins with the article's row, as `jsonl` does.
fn is_row_of_article(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    serde_json::from_str::<Value>(first).is_ok_and(|row| row["type"] == "article")
}

fn of_lines(text: &str) -> Read {
    let mut earlier = Earlier::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)
            .map_err(|error| if error.is_eof() { Unusable::CutOff } else { Unusable::KeepsNothing })?;
        match row["type"].as_str().ok_or(Unusable::KeepsNothing)? {
            "article" => (earlier.article, earlier.text_hash) = (text_of(&row, "id"), text_of(&row, "text_hash")),
            "claim" => {
                let (claim, by, state) = (text_of(&row, "id"), text_of(&row, "by"), text_of(&row, "state"));
                earlier.stamps.push(Stamp { claim, by, state, is_uninvited: false });
            }
            _ => {}
        }
    }
    Ok(earlier)
}

/// What may separate cells: spreadsheets follow the regional settings.
const BETWEEN_CELLS: [u8; 3] = [b',', b';', b'\t'];

fn of_table(text: &str) -> Read {
    // Some spreadsheets expect a first line that names the separator.
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().to_ascii_lowercase().starts_with("sep=") => rest,
        _ => text,
    };
    let rows = BETWEEN_CELLS.iter().find_map(|between| Rows::of(text, *between)).ok_or(Unusable::KeepsNothing)?;
    rows.read(text.ends_with(['\n', '\r']))
}

/// The rows of a table, and the columns to read.
struct Rows<'a> {
    reader: csv::Reader<&'a [u8]>,
    /// The column with the kind of row; `None` in the table of evidence, whose rows are all about claims.
    row: Option<usize>,
    claim: usize,
    article: usize,
    text_hash: usize,
    by: usize,
    state: usize,
    /// The column with the anchor status, in the table of evidence only.
    health: Option<usize>,
}

impl<'a> Rows<'a> {
    /// `None` if the header, read with this separator, lacks a column.
    fn of(text: &'a str, between: u8) -> Option<Self> {
        let mut reader = csv::ReaderBuilder::new().delimiter(between).flexible(true).from_reader(text.as_bytes());
        let columns = reader.headers().ok()?.clone();
        let column = |name: &str| columns.iter().position(|column| column == name);
        let row = column("row");
        // In the table of evidence the column of the claim's id has another name.
        let claim = column(if row.is_some() { "id" } else { "claim" })?;
        let (article, text_hash) = (column("article")?, column("text_hash")?);
        let health = if row.is_none() { column("health") } else { None };
        Some(Self { reader, row, claim, article, text_hash, by: column("by")?, state: column("state")?, health })
    }

    /// `ended` says whether the last line is complete.
    fn read(mut self, ended: bool) -> Read {
        let mut earlier = Earlier { lists_evidence_only: self.row.is_none(), ..Earlier::default() };
        let mut whole = true;
        let columns = self.reader.headers().map_or(0, csv::StringRecord::len);
        for record in self.reader.records() {
            let record = record.map_err(|_| Unusable::KeepsNothing)?;
            let cell = |at: usize| unguarded(record.get(at).unwrap_or(""));
            // Spreadsheets drop empty cells at the end of a row. A row about a claim has none.
            whole = ended || record.len() == columns;
            if self.row.is_some_and(|row| record.get(row) != Some("claim")) {
                continue;
            }
            let found = self.health.and_then(|at| AnchorStatus::from_stored(record.get(at)?));
            if found.is_some_and(|status| matches!(status, AnchorStatus::Moved | AnchorStatus::Orphaned)) {
                // The article no longer has this claim, so there is nothing to compare.
                continue;
            }
            (earlier.article, earlier.text_hash) = (cell(self.article), hash_in(&cell(self.text_hash)));
            let state = cell(self.state);
            whole &= !state.is_empty() && (ended || is_hash(&state));
            let (claim, by, state) = (cell(self.claim), cell(self.by), hash_in(&state));
            let stamp = Stamp { claim, by, state, is_uninvited: false };
            if earlier.stamps.last() != Some(&stamp) {
                earlier.stamps.push(stamp);
            }
        }
        if whole { Ok(earlier) } else { Err(Unusable::CutOff) }
    }
}

/// A hash with the leading zeros restored that a spreadsheet removed from it as from a number.
fn hash_in(cell: &str) -> String {
    let is_number = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("{cell:0>12}") } else { cell.to_owned() }
}
