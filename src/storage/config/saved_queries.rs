//! `[queries]` of the settings: queries saved by name, for use as `@NAME`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use crate::corpus::fields::vocabulary;
use crate::model::query::{Query, QueryError};

use crate::storage::config;
use crate::storage::journal::notes_files::Source;

/// The saved queries of a file.
#[derive(Debug, Default)]
pub(crate) struct QueryRows {
    rows: Vec<QueryRow>,
    /// A message for each value that is not a query, with its place.
    troubles: Vec<String>,
}

/// A query in a file.
#[derive(Debug)]
struct QueryRow {
    name: String,
    query: String,
    /// The file, with the line and column of the name.
    name_at: String,
    /// The file, with the line and column of the query.
    query_at: String,
    /// Whether the file has the query without escapes, so that columns can be counted in it.
    is_plain: bool,
}

/// The queries of a file with this text; `place` turns a byte offset into a place for messages.
pub(crate) fn of(table: &DeTable<'_>, text: &str, place: &dyn Fn(usize) -> String) -> QueryRows {
    let mut found = QueryRows::default();
    let Some((_, queries)) = table.iter().find(|(name, _)| name.get_ref() == "queries") else { return found };
    let DeValue::Table(queries) = queries.get_ref() else {
        let at = place(queries.span().start);
        found.troubles.push(format!("{at}: `queries` is a table; write [queries], and a name with its query below it"));
        return found;
    };
    for (name, value) in queries {
        let DeValue::String(query) = value.get_ref() else {
            let (at, name) = (place(value.span().start), name.get_ref().escape_debug());
            found.troubles.push(format!("{at}: a query is text, as in {name} = \"priority:high -is:judged\""));
            continue;
        };
        let written = text.get(value.span()).unwrap_or("");
        let is_plain = written.get(1..written.len().saturating_sub(1)) == Some(query.as_ref());
        found.rows.push(QueryRow {
            name: name.get_ref().to_string(),
            query: query.to_string(),
            name_at: place(name.span().start),
            query_at: place(value.span().start + usize::from(is_plain)),
            is_plain,
        });
    }
    found
}

impl QueryRow {
    /// The place of an error of the query in the file.
    fn place(&self, error: &QueryError) -> String {
        let Some((line, column)) = self.query_at.rsplit_once(':').filter(|_| self.is_plain) else {
            return self.query_at.clone();
        };
        let before = self.query.get(..error.span.start).map_or(0, |before| before.chars().count());
        format!("{line}:{}", column.parse::<usize>().unwrap_or(1) + before)
    }

    /// Why `@` and this name would not parse.
    fn bad_name(&self) -> Option<String> {
        let is_good = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
        let is_bad = self.name.is_empty() || !self.name.chars().all(is_good);
        let (at, name) = (&self.name_at, self.name.escape_debug());
        is_bad.then(|| format!("{at}: `{name}` is not a valid name for a query; use letters, digits and -"))
    }
}

/// The saved queries for an article or a library, by name, those about articles among them: those of its folder and the user's own, of one name the folder's. Beside them, what
/// is wrong: a sentence with its place for each mistake. A query with a mistake is left out.
#[must_use]
pub fn read(source: &Source) -> (BTreeMap<String, String>, Vec<String>) {
    read_files(&config::files(source))
}

/// The saved queries in these files, in order of precedence.
#[must_use]
pub fn read_files(files: &[PathBuf]) -> (BTreeMap<String, String>, Vec<String>) {
    let (mut rows, mut troubles) = (BTreeMap::<String, QueryRow>::new(), Vec::new());
    // Other errors in a file are reported when the names of people are read.
    for file in files.iter().filter_map(|path| config::read(path).ok().flatten()) {
        troubles.extend(file.queries.troubles);
        for row in file.queries.rows {
            if let Some(trouble) = row.bad_name() {
                troubles.push(trouble);
            } else {
                rows.entry(row.name.clone()).or_insert(row);
            }
        }
    }
    let saved: BTreeMap<String, String> = rows.iter().map(|(name, row)| (name.clone(), row.query.clone())).collect();
    let words = vocabulary().with_saved(saved.clone());
    let mut usable = saved;
    for (name, row) in &rows {
        let Err(errors) = Query::parse(&row.query, &words) else { continue };
        usable.remove(name);
        troubles.extend(errors.iter().map(|error| format!("{}: query `{name}`: {error}", row.place(error))));
    }
    (usable, troubles)
}
