//! `[keys.…]` of a settings file, each word with its place.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::session::key_row::{KeyRow, Located};

/// The rows about keys in a settings file.
#[derive(Debug, Default)]
pub(crate) struct KeyRows {
    /// Its rows.
    pub(crate) rows: Vec<KeyRow>,
    /// A message for each value that is not a row, with its place.
    pub(crate) troubles: Vec<String>,
}

/// The rows of a file; `place` turns a byte offset into a place for messages.
pub(crate) fn of(table: &DeTable<'_>, place: &dyn Fn(usize) -> String) -> KeyRows {
    let mut found = KeyRows::default();
    let Some((_, keys)) = table.iter().find(|(name, _)| name.get_ref() == "keys") else { return found };
    let wrong = |value: &Spanned<DeValue<'_>>, wanted: &str| format!("{}: {wanted}", place(value.span().start));
    let DeValue::Table(places) = keys.get_ref() else {
        found.troubles.push(wrong(keys, "`keys` is a table of screens; write [keys.reader] and commands below it"));
        return found;
    };
    for (name, commands) in places {
        let DeValue::Table(commands) = commands.get_ref() else {
            found
                .troubles
                .push(wrong(commands, &format!("a screen is a table of commands; write [keys.{}]", name.get_ref())));
            continue;
        };
        let located = |text: &str, byte: usize| Located { text: text.to_owned(), at: place(byte) };
        let place_name = located(name.get_ref(), name.span().start);
        for (command, value) in commands {
            match strings(value) {
                Ok(keys) => found.rows.push(KeyRow {
                    place: place_name.clone(),
                    command: located(command.get_ref(), command.span().start),
                    keys: keys.into_iter().map(|(key, byte)| located(key, byte)).collect(),
                }),
                Err(byte) => found.troubles.push(format!(
                    "{}: keys are a list of names, as in {} = [\"w\", \"C-w\"]",
                    place(byte),
                    command.get_ref().escape_debug()
                )),
            }
        }
    }
    // The table is ordered by name; messages follow the order of the file.
    found.rows.sort_by_key(|row| line_and_column(&row.command.at));
    found
}

/// The strings of a list, or a single string, each with its byte offset; or the offset of a value that is not a string.
fn strings<'a>(value: &'a Spanned<DeValue<'_>>) -> Result<Vec<(&'a str, usize)>, usize> {
    match value.get_ref() {
        DeValue::String(text) => Ok(vec![(text.as_ref(), value.span().start)]),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| match item.get_ref() {
                DeValue::String(text) => Ok((text.as_ref(), item.span().start)),
                _ => Err(item.span().start),
            });
            items.collect()
        }
        _ => Err(value.span().start),
    }
}

/// The line and column of a place.
fn line_and_column(at: &str) -> (usize, usize) {
    let mut numbers = at.rsplit(':').map(|number| number.parse().unwrap_or(0));
    let column = numbers.next().unwrap_or(0);
    (numbers.next().unwrap_or(0), column)
}
