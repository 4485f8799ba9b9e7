//! Statistics of a library as text with bars, and as JSON.

use std::fmt::Write as _;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::corpus::statistics::{Row, Table};
use crate::text::counted::counted;
use crate::text::hidden::visible_in_line;

/// Columns of a full bar.
const BAR: u64 = 24;
/// At most this many rows are shown to people; programs get all.
const MOST_ROWS: usize = 20;
/// Longer labels are cut to this many characters.
const LABEL: usize = 36;

/// Those tables that have rows, for people.
#[must_use]
pub fn text(articles: u64, tables: &[Table]) -> String {
    let mut text = counted(usize::try_from(articles).unwrap_or(usize::MAX), "article") + "\n";
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        let _ = write!(text, "\n{}\n", table.title);
        text.push_str(&of_table(table));
    }
    text
}

fn of_table(table: &Table) -> String {
    let size = |row: &Row| if table.adds_up() { row.total() } else { row.counts.first().copied().unwrap_or(0) };
    let greatest = table.rows.iter().map(size).max().unwrap_or(0).max(1);
    let shown = &table.rows[..table.rows.len().min(MOST_ROWS)];
    let labels: Vec<String> = shown.iter().map(|row| cut(&visible_in_line(&row.labels.join(" · ")))).collect();
    let width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (row, label) in shown.iter().zip(&labels) {
        let gap = " ".repeat(width - label.width());
        let length = (size(row) * BAR).div_ceil(greatest);
        let bar = "█".repeat(usize::try_from(length).unwrap_or(0));
        let bar_gap = " ".repeat(usize::try_from(BAR - length).unwrap_or(0));
        let counts = table.measures.iter().zip(&row.counts).filter(|(_, count)| **count > 0);
        let counts: Vec<String> = counts.map(|(measure, count)| count_words(*count, measure)).collect();
        let _ = writeln!(text, "  {label}{gap}  {bar}{bar_gap}  {}", counts.join(", "));
    }
    if table.rows.len() > shown.len() {
        let _ = writeln!(text, "  and {} more; --format csv has them all", table.rows.len() - shown.len());
    }
    text
}

/// `3 claims`, `12 %`, `1 article`.
#[must_use]
pub fn count_words(count: u64, measure: &str) -> String {
    match (measure, count) {
        ("share in %", _) => format!("{count} %"),
        ("claims" | "articles", 1) => format!("1 {}", measure.trim_end_matches('s')),
        _ => format!("{count} {measure}"),
    }
}

fn cut(label: &str) -> String {
    if label.width() <= LABEL {
        return label.to_owned();
    }
    let mut short = String::new();
    for letter in label.chars() {
        if short.width() + 2 > LABEL {
            break;
        }
        short.push(letter);
    }
    short + "…"
}

/// The tables as one JSON document: each row an object of its labels and counts.
#[must_use]
pub fn json(articles: u64, tables: &[Table]) -> String {
    let of_row = |table: &Table, row: &Row| {
        let labels = table.labels.iter().zip(&row.labels).map(|(name, label)| ((*name).to_owned(), json!(label)));
        let counts = table.measures.iter().zip(&row.counts).map(|(name, count)| ((*name).to_owned(), json!(count)));
        labels.chain(counts).collect::<serde_json::Map<_, _>>()
    };
    let of_table = |table: &Table| {
        let rows: Vec<_> = table.rows.iter().map(|row| of_row(table, row)).collect();
        json!({"name": table.name, "title": table.title, "rows": rows})
    };
    let tables: Vec<_> = tables.iter().map(of_table).collect();
    format!("{:#}\n", json!({"articles": articles, "tables": tables}))
}
