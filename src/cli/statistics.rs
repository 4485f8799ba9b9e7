//! `nutgraf stats`: counts over a folder of articles.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::{Failure, catalogue, complain, print, today};
use crate::corpus::statistics::{Statistics, Table};
use crate::export::statistics::{csv, html};
use crate::render::statistics_text;
use crate::text::path::shown_path;
use crate::text::suggestion::instead;
use crate::workspace::across_articles::statistics;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A folder of articles.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Print only this table, such as `sources` or `corrections`; may be repeated. `--format json` has the names of all tables.
    #[arg(long, value_name = "NAME")]
    table: Vec<String>,
    /// Count only the articles that match this query, such as `published:2026-10 outlet:post`.
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// Your name, for --query: who `by:me` is, and whose judgements count. By default, the name that the reader uses.
    #[arg(long = "as", value_name = "NAME", requires = "query")]
    me: Option<String>,
    /// How to print the counts.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: tables with bars.
    Text,
    /// One number per row.
    Csv,
    /// One JSON document.
    Json,
    /// One page with charts that need no script.
    Html,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let statistics = count(arguments)?;
    let tables = chosen(statistics.tables(), &arguments.table)?;
    let articles = statistics.articles();
    print(&match arguments.format {
        Format::Text => statistics_text::text(articles, &tables),
        Format::Csv => csv(&tables)?,
        Format::Json => statistics_text::json(articles, &tables),
        Format::Html => html(articles, &today(), &tables),
    })?;
    Ok(0)
}

/// Counts every article of a folder and of the folders in it, and reports those that cannot be read.
fn count(arguments: &Arguments) -> Result<Statistics, Failure> {
    let folder = &arguments.folder;
    let (mut library, paths) = catalogue::open_for(folder, arguments.query.as_deref(), arguments.me.as_deref())?;
    catalogue::complain_of_problems(&library);
    let (statistics, troubles) = statistics(&mut library, paths.as_ref());
    for trouble in troubles {
        complain(&Failure(trouble));
    }
    if let Some(query) = arguments.query.as_ref().filter(|_| statistics.articles() == 0 && library.has_articles()) {
        return Err(Failure(format!("no article of {} matches {}", shown_path(folder), query.escape_debug())));
    }
    if statistics.articles() == 0 {
        return Err(Failure(format!("{} has no articles that can be read", shown_path(folder))));
    }
    Ok(statistics)
}

/// The tables with these names; all if none is named.
fn chosen(tables: Vec<Table>, names: &[String]) -> Result<Vec<Table>, Failure> {
    if let Some(unknown) = names.iter().find(|name| tables.iter().all(|table| table.name != name.as_str())) {
        let hint = instead(unknown, tables.iter().map(|table| table.name));
        return Err(Failure(format!("there is no table {}; {hint}", unknown.escape_debug())));
    }
    let is_chosen = |table: &Table| names.is_empty() || names.iter().any(|name| name == table.name);
    Ok(tables.into_iter().filter(is_chosen).collect())
}
