//! Prints hits for people and programs.

use std::io::IsTerminal;

use serde_json::{Value, json};

use crate::corpus::search::{Found, Hit};
use crate::terminal;
use crate::text::cells;
use crate::text::counted::counted;
use crate::text::hidden::{escape_json, visible_in_line};

use crate::cli::{Failure, complain, print};

/// Columns if the output is no terminal.
const COLUMNS: u16 = 120;
/// The place takes at most this many columns.
const MOST_FOR_PLACE: u16 = 44;
/// Columns of text on each side of a hit, for programs.
const AROUND: u16 = 60;

/// The columns of the terminal, or the default without one.
pub(super) fn columns() -> u16 {
    if std::io::stdout().is_terminal() { terminal::size().width.max(60) } else { COLUMNS }
}

/// Prints a concordance: the place, the verdict, the text before the words, the words, the text after them.
pub(super) fn text(found: &Found, width: u16) -> Result<(), Failure> {
    print(&lines(found, width))?;
    complain(&Failure(summary(found)));
    Ok(())
}

/// The lines of a concordance.
pub(super) fn lines(found: &Found, width: u16) -> String {
    let places: Vec<String> = found.hits.iter().map(|hit| visible_in_line(&hit.place())).collect();
    let judged: Vec<String> = found.hits.iter().map(Hit::judgements).collect();
    let widest = |texts: &[String], most: u16| texts.iter().map(|text| cells::width(text)).max().unwrap_or(0).min(most);
    let (place, verdict) = (widest(&places, MOST_FOR_PLACE.min(width / 3)), widest(&judged, 36.min(width / 4)));
    let room = width.saturating_sub(place + verdict + 6).max(20);
    let mut lines = String::new();
    for ((hit, where_), judged) in found.hits.iter().zip(&places).zip(&judged) {
        let has_words = !hit.spans.is_empty();
        let left = if has_words { room * 2 / 5 } else { 0 };
        let context = hit.context(left, room - left);
        let pad = |text: &str, columns: u16| " ".repeat(usize::from(columns.saturating_sub(cells::width(text))));
        let (where_, judged) = (end_of(where_, place), cells::cut(judged, verdict));
        lines.push_str(&where_);
        lines.push_str(&pad(&where_, place));
        lines.push_str("  ");
        if verdict > 0 {
            lines.push_str(&judged);
            lines.push_str(&pad(&judged, verdict));
            lines.push_str("  ");
        }
        lines.push_str(&pad(&context.left, left));
        let line = format!("{}{}{}", context.left, context.hit, context.right);
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

/// The end of a place that is too long, because the place in the article matters more than the folder.
fn end_of(place: &str, columns: u16) -> String {
    if cells::width(place) <= columns {
        return place.to_owned();
    }
    let mut kept: Vec<char> = Vec::new();
    for letter in place.chars().rev() {
        let width: String = kept.iter().collect();
        if cells::width(&width) + 2 > columns {
            break;
        }
        kept.push(letter);
    }
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}

fn summary(found: &Found) -> String {
    let (hits, articles) = (counted(found.total, "hit"), format!("in {}", counted(found.articles, "article")));
    let shown = found.hits.len();
    let told = match found.total {
        0 => "nothing was found".to_owned(),
        total if shown < total => format!("{hits} {articles}; the best {shown} are shown, --limit 0 shows all"),
        _ => format!("{hits} {articles}"),
    };
    match found.hidden {
        0 => told,
        1 => format!("{told}; 1 more is hidden until you have judged its claim, --others shows it"),
        hidden => format!("{told}; {hidden} more are hidden until you have judged their claims, --others shows them"),
    }
}

pub(super) fn hit_json(hit: &Hit) -> Value {
    let context = hit.context(AROUND, AROUND);
    let verdicts: Vec<Value> = hit.verdicts.iter().map(|(by, verdict)| json!({"by": by, "verdict": verdict})).collect();
    json!({
        "path": hit.path, "article": hit.article, "title": hit.title, "outlet": hit.outlet, "published": hit.published,
        "kind": hit.kind.word(), "id": hit.id, "paragraph": (hit.number > 0).then_some(hit.number),
        "text_of": hit.piece.word(), "by": hit.by, "left": context.left, "hit": context.hit, "right": context.right,
        "text": hit.text, "verdicts": verdicts,
    })
}

/// One JSON document.
pub(super) fn json(query: &str, found: &Found) -> Result<(), Failure> {
    let hits: Vec<Value> = found.hits.iter().map(hit_json).collect();
    let whole = json!({"query": query, "total": found.total, "articles": found.articles, "hits": hits});
    print(&(escape_json(&format!("{whole:#}")) + "\n"))
}

/// A row for each hit.
pub(super) fn csv(found: &Found) -> Result<(), Failure> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let header = [
        "path",
        "article",
        "title",
        "outlet",
        "published",
        "paragraph",
        "kind",
        "id",
        "text_of",
        "by",
        "left",
        "hit",
        "right",
        "verdicts",
    ];
    table.write_record(header)?;
    for hit in &found.hits {
        let context = hit.context(AROUND, AROUND);
        let number = if hit.number > 0 { hit.number.to_string() } else { String::new() };
        let (outlet, published) = (hit.outlet.as_deref(), hit.published.as_deref());
        let row = [
            hit.path.as_str(),
            &hit.article,
            &hit.title,
            outlet.unwrap_or(""),
            published.unwrap_or(""),
            &number,
            hit.kind.word(),
            &hit.id,
            hit.piece.word(),
            hit.by.as_deref().unwrap_or(""),
            &context.left,
            &context.hit,
            &context.right,
            &hit.judgements(),
        ];
        table.write_record(row.map(harmless))?;
    }
    print_table(table)
}

/// A cell that spreadsheets treat as text: an apostrophe precedes what looks like a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn print_table(table: csv::Writer<Vec<u8>>) -> Result<(), Failure> {
    let bytes = table.into_inner().map_err(|error| Failure(error.to_string()))?;
    print(&String::from_utf8_lossy(&bytes))
}

/// Prints a line for each query: hits, articles, the best place.
pub(super) fn table(rows: &[(&str, Found)]) -> Result<(), Failure> {
    let columns = rows.iter().map(|(query, _)| cells::width(query)).max().unwrap_or(0).clamp(5, 50);
    let mut lines =
        format!("{:>8} {:>8}  {:width$}  best\n", "hits", "articles", "query", width = usize::from(columns));
    for (query, found) in rows {
        let shown = cells::cut(&visible_in_line(query), columns);
        let pad = " ".repeat(usize::from(columns.saturating_sub(cells::width(&shown))));
        let best = found.hits.first().map_or(String::new(), |hit| visible_in_line(&hit.place()));
        let line = format!("{:>8} {:>8}  {shown}{pad}  {best}", found.total, found.articles);
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    print(&lines)
}

/// Prints the hits, articles and best place of each query as one JSON document.
pub(super) fn table_json(rows: &[(&str, Found)]) -> Result<(), Failure> {
    let row = |(query, found): &(&str, Found)| json!({"query": query, "total": found.total, "articles": found.articles, "best": found.hits.first().map(hit_json)});
    let rows: Vec<Value> = rows.iter().map(row).collect();
    print(&(escape_json(&format!("{:#}", json!({"queries": rows}))) + "\n"))
}

/// Prints the hits, articles and best place of each query as a CSV table.
pub(super) fn table_csv(rows: &[(&str, Found)]) -> Result<(), Failure> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["query", "hits", "articles", "best"])?;
    for (query, found) in rows {
        let best = found.hits.first().map_or(String::new(), Hit::place);
        table.write_record([harmless(query), found.total.to_string(), found.articles.to_string(), harmless(&best)])?;
    }
    print_table(table)
}
