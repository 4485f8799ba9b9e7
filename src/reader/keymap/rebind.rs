//! Checks the user's rows against the table: which are valid, and what is wrong with the others.

use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;
use crate::session::key_row::{KeyRow, Located};
use crate::text::suggestion;

use crate::reader::keymap::{BINDINGS, key_name};

/// New keys for a command of the table.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    /// Index of the command's row in the table.
    pub(crate) binding: usize,
    /// Its keys.
    pub(crate) keys: Vec<String>,
    /// Places of the keys in the file; for a command without keys, the place of the command.
    at: Vec<String>,
    /// Index of the user's row.
    row: usize,
}

/// Index of a row and what is wrong with it, so that messages can follow the order of the rows.
type Problem = (usize, String);

/// The valid changes, and a message for each invalid row.
pub(crate) fn changes(rows: &[KeyRow]) -> (Vec<Change>, Vec<String>) {
    let (mut changes, mut problems) = (Vec::<Change>::new(), Vec::new());
    for (number, row) in rows.iter().enumerate() {
        match change(number, row) {
            // The first row for a command is from the file that takes precedence.
            Ok(change) if changes.iter().any(|other| other.binding == change.binding) => {}
            Ok(change) => changes.push(change),
            Err(wrong) => problems.extend(wrong.into_iter().map(|sentence| (number, sentence))),
        }
    }
    // A row that falls back to its default may now clash with another.
    loop {
        let mut wrong = clashes(&changes);
        if wrong.is_empty() {
            wrong = dead_ends(&changes);
        }
        if wrong.is_empty() {
            break;
        }
        changes.retain(|change| wrong.iter().all(|(row, _)| *row != change.row));
        problems.extend(wrong);
    }
    problems.sort_by_key(|(row, _)| *row);
    let mut sentences: Vec<String> = problems.into_iter().map(|(_, sentence)| sentence).collect();
    sentences.dedup();
    (changes, sentences)
}

/// The change that a row asks for.
fn change(number: usize, row: &KeyRow) -> Result<Change, Vec<String>> {
    let (scope, binding) = binding(row).map_err(|wrong| vec![wrong])?;
    let wrong: Vec<String> = row.keys.iter().filter_map(|key| unfit(scope, key)).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut change = Change { binding, keys: Vec::new(), at: Vec::new(), row: number };
    for key in row.keys.iter().filter(|key| !key.text.is_empty()) {
        if !change.keys.contains(&key.text) {
            change.keys.push(key.text.clone());
            change.at.push(key.at.clone());
        }
    }
    if change.keys.is_empty() {
        change.at.push(row.command.at.clone());
    }
    Ok(change)
}

/// The row of the table that the user means.
fn binding(row: &KeyRow) -> Result<(Scope, usize), String> {
    let Some(scope) = Scope::ALL.into_iter().find(|scope| scope.name() == row.place.text) else {
        let hint = suggestion::instead(&row.place.text, Scope::ALL.into_iter().map(Scope::name));
        return Err(told(&row.place, &format!("unknown screen `{}`; {hint}", row.place.text.escape_debug())));
    };
    let name = &row.command.text;
    let found = BINDINGS.iter().position(|binding| binding.scope == scope && binding.name() == *name);
    found.map(|found| (scope, found)).ok_or_else(|| {
        let names: Vec<String> =
            BINDINGS.iter().filter(|row| row.scope == scope).map(crate::reader::keymap::DefaultBinding::name).collect();
        let hint = suggestion::did_you_mean(name, names.iter().map(String::as_str));
        let hint = hint.unwrap_or_else(|| "`nutgraf keys` lists the commands of each screen".to_owned());
        told(&row.command, &format!("unknown command `{}` in `{}`; {hint}", name.escape_debug(), scope.name()))
    })
}

/// Why a key cannot be a command in this scope.
fn unfit(scope: Scope, key: &Located) -> Option<String> {
    let name = key.text.escape_debug();
    match key_name::check(&key.text) {
        Err(why) => Some(told(key, &format!("`{name}` {why}"))),
        Ok(()) if scope.takes_text() && Key::named(&key.text).typed().is_some() => Some(told(
            key,
            &format!("`{name}` types a character in `{}`; bind a key such as `C-{name}` or `A-{name}`", scope.name()),
        )),
        Ok(()) => None,
    }
}

/// Rows that give a key to two commands in one scope.
fn clashes(changes: &[Change]) -> Vec<Problem> {
    let mut wrong = Vec::new();
    for change in changes {
        let scope = BINDINGS[change.binding].scope;
        for (key, at) in change.keys.iter().zip(&change.at) {
            let others =
                (0..BINDINGS.len()).filter(|other| *other != change.binding && BINDINGS[*other].scope == scope);
            for other in others.filter(|other| has_key(*other, key, changes)) {
                let other = BINDINGS[other].name();
                let sentence = format!(
                    "`{key}` has two commands in `{}`: `{}` and `{other}`; give one of them another key, or none: {other} = []",
                    scope.name(),
                    BINDINGS[change.binding].name(),
                );
                wrong.push((change.row, told_at(at, &sentence)));
            }
        }
    }
    wrong
}

/// Rows that leave a scope without a way out.
fn dead_ends(changes: &[Change]) -> Vec<Problem> {
    let mut wrong = Vec::new();
    for scope in Scope::ALL {
        let ways: Vec<usize> = (0..BINDINGS.len()).filter(|at| leads_out(scope, *at)).collect();
        if ways.iter().any(|way| !keys(*way, changes).is_empty()) {
            continue;
        }
        for change in changes.iter().filter(|change| ways.contains(&change.binding)) {
            let name = BINDINGS[change.binding].name();
            let sentence = format!("`{name}` needs a key: no other command closes `{}`", scope.name());
            wrong.push((change.row, told_at(change.at.first().map_or("", String::as_str), &sentence)));
        }
    }
    wrong
}

fn leads_out(scope: Scope, binding: usize) -> bool {
    let command = BINDINGS[binding].command;
    let is_way = match scope {
        Scope::Reader => command == Command::Quit,
        _ => command == Command::Close,
    };
    BINDINGS[binding].scope == scope && is_way
}

fn has_key(binding: usize, key: &str, changes: &[Change]) -> bool {
    keys(binding, changes).iter().any(|own| own == key)
}

/// The keys of a row of the table after these changes.
fn keys(binding: usize, changes: &[Change]) -> Vec<String> {
    let own = changes.iter().find(|change| change.binding == binding).map(|change| change.keys.clone());
    own.unwrap_or_else(|| BINDINGS[binding].keys.iter().map(|key| (*key).to_owned()).collect())
}

fn told(word: &Located, sentence: &str) -> String {
    told_at(&word.at, sentence)
}

fn told_at(at: &str, sentence: &str) -> String {
    if at.is_empty() { sentence.to_owned() } else { format!("{at}: {sentence}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::keymap::Keymap;
    use crate::reader::keymap::live::name_of;

    fn rows(rows: &[(&str, &str, &[&str])]) -> (Keymap, Vec<String>) {
        let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        let rows: Vec<KeyRow> = rows.iter().map(|(place, name, keys)| KeyRow::new(place, name, &owned(keys))).collect();
        Keymap::new(&rows)
    }

    #[test]
    fn two_commands_may_swap_their_keys() {
        let (keymap, problems) = rows(&[("reader", "queue", &["x"]), ("reader", "export", &["w", "Q"])]);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(keymap.command(Scope::Reader, &Key::named("x")), Some(Command::Queue));
        assert_eq!(keymap.command(Scope::Reader, &Key::named("Q")), Some(Command::Export));
        assert_eq!(keymap, Keymap::new(&keymap.own_rows()).0);
    }

    #[test]
    fn a_row_that_depends_on_an_invalid_row_is_invalid_too() {
        let (keymap, problems) = rows(&[("reader", "queue", &["x"]), ("reader", "export", &["w", "Entr"])]);
        assert_eq!(keymap, Keymap::default());
        assert!(
            problems.len() == 2 && problems[0].contains("two commands") && problems[1].contains("Enter"),
            "{problems:?}"
        );
    }

    #[test]
    fn every_place_keeps_a_way_out() {
        for scope in Scope::ALL {
            let name = if scope == Scope::Reader { "quit" } else { "close" };
            let (keymap, problems) = rows(&[(scope.name(), name, &[])]);
            assert_eq!(keymap, Keymap::default());
            assert!(problems.len() == 1 && problems[0].contains("needs a key"), "{problems:?}");
        }
    }

    #[test]
    fn letters_stay_letters_where_text_is_typed() {
        let (_, problems) =
            rows(&[("form", "keep", &["k"]), ("find", "close", &["Space"]), ("picker", "close", &["C-k"])]);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }

    #[test]
    fn every_command_of_a_place_has_a_name_of_its_own() {
        let mut seen = std::collections::HashSet::new();
        for binding in BINDINGS {
            assert!(seen.insert((binding.scope.name(), name_of(binding.command))), "{}", name_of(binding.command));
        }
        assert!(BINDINGS.iter().all(|binding| Scope::ALL.contains(&binding.scope)));
    }
}
