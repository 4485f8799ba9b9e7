//! Counts over all articles of a library, as tables with bars.

use crate::corpus::statistics::{Row, Table};
use crate::reader::app::App;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::detail::state::{SheetRow, Tone};
use crate::render::statistics_text::count_words;
use crate::text::cells;
use crate::text::counted::counted;

/// A bar is at most this long.
const MOST_BAR: u16 = 40;
/// Rows of a table at most; `nutgraf stats` has them all.
const MOST_ROWS: usize = 40;

impl App {
    /// The rows: a part for each table that has any.
    #[must_use]
    pub(crate) fn statistics_rows(&self) -> Vec<SheetRow> {
        let known = match &self.articles.statistics {
            Answer::Awaited => return vec![SheetRow::new("", "Counting…", Tone::Calm)],
            Answer::Failed(why) => return vec![SheetRow::new("", why, Tone::Plain)],
            Answer::Known(known) => known,
        };
        let (articles, tables) = &**known;
        let columns = self.sheet_size().0;
        let words = counted(usize::try_from(*articles).unwrap_or(usize::MAX), "article");
        let mut rows = vec![SheetRow::new("", words, Tone::Strong)];
        if !self.articles.are_all_in_view() {
            rows.push(SheetRow::new("", self.articles.scope.clone(), Tone::Calm));
        }
        for table in tables.iter().filter(|table| !table.rows.is_empty()) {
            rows.push(SheetRow::empty());
            rows.push(SheetRow::new(table.title, table.rows.len().to_string(), Tone::Heading));
            rows.extend(of_table(table, columns));
        }
        rows
    }
}

/// A row of the page for each row of the table: label, bar, counts; where there is little room, the counts are below.
fn of_table(table: &Table, columns: u16) -> Vec<SheetRow> {
    let size = |row: &Row| if table.adds_up() { row.total() } else { row.counts.first().copied().unwrap_or(0) };
    let greatest = table.rows.iter().map(size).max().unwrap_or(0).max(1);
    let shown = &table.rows[..table.rows.len().min(MOST_ROWS)];
    let labels: Vec<String> = shown.iter().map(|row| row.labels.join(" · ")).collect();
    let widest = labels.iter().map(|label| cells::width(label)).max().unwrap_or(0);
    let label_columns = widest.min(columns / 3);
    let bar_columns = (columns / 4).min(MOST_BAR);
    let room = columns.saturating_sub(label_columns + bar_columns + 4);
    let mut rows = Vec::new();
    for (row, label) in shown.iter().zip(&labels) {
        let label = cells::cut(label, label_columns);
        let gap = " ".repeat(usize::from(label_columns.saturating_sub(cells::width(&label))));
        let length = (size(row) * u64::from(bar_columns)).div_ceil(greatest);
        let bar = "█".repeat(usize::try_from(length).unwrap_or(0));
        let counts = table.measures.iter().zip(&row.counts).filter(|(_, count)| **count > 0);
        let counts = counts.map(|(measure, count)| count_words(*count, measure)).collect::<Vec<_>>().join(", ");
        if cells::width(&counts) <= room {
            let bar_gap = " ".repeat(usize::from(bar_columns) - usize::try_from(length).unwrap_or(0));
            rows.push(SheetRow::new("", format!("{label}{gap}  {bar}{bar_gap}  {counts}"), Tone::Plain));
        } else {
            rows.push(SheetRow::new("", format!("{label}{gap}  {bar}"), Tone::Plain));
            rows.push(SheetRow::new("", counts, Tone::Calm));
        }
    }
    if table.rows.len() > shown.len() {
        let more = format!("and {} more; `nutgraf stats --format csv` has them all", table.rows.len() - shown.len());
        rows.push(SheetRow::new("", more, Tone::Calm));
    }
    rows
}
