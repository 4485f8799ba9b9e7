//! Statistics of a library as CSV, one number a row, and as one HTML page with charts that need no script.

use std::fmt::Write as _;

use crate::corpus::statistics::{Row, Table};
use crate::text::hidden::visible_in_line;

/// The tables as CSV with the columns table, label, part, measure, count: ready for any tool that groups rows.
///
/// # Errors
///
/// If memory runs out.
pub fn csv(tables: &[Table]) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(["table", "label", "part", "measure", "count"])?;
    for table in tables {
        for row in &table.rows {
            let label = row.labels.first().map_or("", String::as_str);
            let part = row.labels.get(1..).unwrap_or_default().join(" · ");
            for (measure, count) in table.measures.iter().zip(&row.counts) {
                writer.write_record([table.name, &guarded(label), &guarded(&part), measure, &count.to_string()])?;
            }
        }
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Guards text that a spreadsheet would run as a formula.
pub(super) fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Height of a bar with its gap, in pixels.
const STEP: usize = 22;
/// A chart has at most this many bars; the table below it has every row.
const MOST_BARS: usize = 25;
/// The left edge of the bars, in pixels.
const LEFT: usize = 260;
/// The length of the longest bar, in pixels.
const LENGTH: u64 = 420;
/// Colours for the parts of a bar. Each has a contrast of at least 3 to white, and the legend names it.
const COLOURS: [&str; 8] = ["#1a6e2d", "#b3261e", "#8a5a00", "#6b3fa0", "#9c27b0", "#1a56b8", "#5f6672", "#9aa0a8"];

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#22262e;\
background:#fff}h2{margin-top:2.5rem}svg{max-width:100%;height:auto}table{border-collapse:collapse;font-size:.9rem}\
th,td{padding:.2rem .7rem .2rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}td.n,th.n{text-align:right}\
summary{cursor:pointer;color:#5f6672}.key{margin-right:1rem;white-space:nowrap}.key i{display:inline-block;width:.8em;height:.8em;\
margin-right:.3em}";

/// The tables as one HTML page: a chart for each, with the numbers below it.
#[must_use]
pub fn html(articles: u64, today: &str, tables: &[Table]) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>Statistics</title>\n<style>{STYLE}</style>\n<h1>Statistics</h1>\n\
         <p>{articles} articles, {}.</p>\n",
        escaped(today)
    );
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        let _ = writeln!(page, "<h2>{}</h2>", escaped(table.title));
        page.push_str(&chart(table));
        page.push_str(&numbers(table));
    }
    page.push_str("</html>\n");
    page
}

/// Horizontal bars in rows. If the counts are parts of a whole, each bar is divided into them.
fn chart(table: &Table) -> String {
    let adds_up = table.adds_up();
    let parts = |row: &Row| if adds_up { row.counts.clone() } else { row.counts[..1].to_vec() };
    let rows = &table.rows[..table.rows.len().min(MOST_BARS)];
    let greatest = rows.iter().map(|row| parts(row).iter().sum::<u64>()).max().unwrap_or(0).max(1);
    let (width, height) = (LEFT + usize::try_from(LENGTH).unwrap_or(0) + 60, rows.len() * STEP + 4);
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{}\" \
         font-size=\"13\" font-family=\"system-ui,sans-serif\">\n",
        escaped(table.title)
    );
    for (number, row) in rows.iter().enumerate() {
        let y = number * STEP;
        let label: String = row.labels.join(" · ").chars().take(38).collect();
        let _ =
            writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", LEFT - 8, y + 15, escaped(&label));
        let mut x = LEFT as u64;
        for (count, (measure, colour)) in parts(row).into_iter().zip(table.measures.iter().zip(COLOURS)) {
            let length = count * LENGTH / greatest;
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{}\" width=\"{length}\" height=\"16\" fill=\"{colour}\"><title>{}: {count}</title></rect>",
                y + 3,
                escaped(measure)
            );
            x += length;
        }
        let total: u64 = parts(row).iter().sum();
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" fill=\"#5f6672\">{total}</text>", x + 6, y + 15);
    }
    svg.push_str("</svg>\n");
    if adds_up {
        let key = |(measure, colour): (&&str, &str)| {
            format!("<span class=\"key\"><i style=\"background:{colour}\"></i>{}</span>", escaped(measure))
        };
        let keys: Vec<String> = table.measures.iter().zip(COLOURS).map(key).collect();
        let _ = writeln!(svg, "<p>{}</p>", keys.join(" "));
    }
    svg
}

fn numbers(table: &Table) -> String {
    let mut html = String::from("<details><summary>The numbers</summary>\n<table>\n<tr>");
    html.extend(table.labels.iter().map(|label| format!("<th>{}</th>", escaped(label))));
    html.extend(table.measures.iter().map(|measure| format!("<th class=\"n\">{}</th>", escaped(measure))));
    html.push_str("</tr>\n");
    for row in &table.rows {
        html.push_str("<tr>");
        html.extend(row.labels.iter().map(|label| format!("<td>{}</td>", escaped(label))));
        html.extend(row.counts.iter().map(|count| format!("<td class=\"n\">{count}</td>")));
        html.push_str("</tr>\n");
    }
    html + "</table></details>\n"
}

/// Text escaped for HTML.
fn escaped(text: &str) -> String {
    visible_in_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
