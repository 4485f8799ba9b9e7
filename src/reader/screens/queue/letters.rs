//! The letters of the queue and their commands: in two lists, packed into a few rows, or as short as the space
//! requires.

use crate::model::annotation::judgement::{Confidence, Said, Verdict};
use crate::model::article::claim::Claim;
use crate::reader::keymap::scope::Scope;
use crate::text::cells::width;

use crate::reader::command::Command;
use crate::reader::keymap::{Binding, Keymap};

/// Columns of a list of letters.
pub const LETTERS: u16 = 36;
/// Two lists need at least this many columns: key, sign and some words each.
const TWO_LISTS: u16 = 52;
/// Columns between two letters of one row.
const GAP: u16 = 3;

/// The level of detail of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Each in a row, with its words.
    Listed,
    /// As many in a row as fit, with their words.
    Packed,
    /// Verdicts by letter and sign, and in a second row the other commands.
    Brief,
}

impl Level {
    /// Whether this level fits into this many columns.
    #[must_use]
    pub const fn has_room(self, columns: u16) -> bool {
        !matches!(self, Self::Listed) || columns >= TWO_LISTS
    }
}

/// A letter of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its column.
    pub column: u16,
    /// Columns available to it.
    pub columns: u16,
    /// The key.
    pub key: String,
    /// Its command.
    pub command: Command,
    /// Its command in words; empty if none fit.
    pub words: String,
}

/// A row of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterRow {
    /// The questions that the lists below answer.
    Questions,
    /// Letters of the two lists.
    Listed(Vec<Letter>),
    /// As many as fit.
    Packed(Vec<Letter>),
}

impl LetterRow {
    /// The letters in it.
    #[must_use]
    pub fn letters(&self) -> &[Letter] {
        match self {
            Self::Questions => &[],
            Self::Listed(letters) | Self::Packed(letters) => letters,
        }
    }

    /// The command of the letter at a column.
    #[must_use]
    pub fn command_at(&self, column: u16) -> Option<Command> {
        let at = |letter: &&Letter| (letter.column..letter.column + letter.columns).contains(&column);
        self.letters().iter().find(at).map(|letter| letter.command)
    }
}

/// The rows of letters for a claim, in this many columns.
#[must_use]
pub fn letters(keymap: &Keymap, level: Level, claim: &Claim, columns: u16) -> Vec<LetterRow> {
    let verdicts = of(keymap, &|command| matches!(command, Command::Give(_) | Command::NotCheckable));
    let more = of(keymap, &|command| match command {
        Command::Said(_) => claim.has_named_speaker(),
        Command::Sure(_) | Command::Reason | Command::Correct | Command::Evidence => true,
        Command::Note | Command::Status => level == Level::Packed,
        _ => false,
    });
    match level {
        Level::Listed => listed(&verdicts, &more, columns),
        Level::Packed => {
            let mut rows = packed(verdicts.into_iter().map(worded), columns);
            rows.extend(packed(more.into_iter().map(worded), columns));
            rows
        }
        Level::Brief => {
            let mut rows =
                packed(verdicts.into_iter().map(|binding| Letter { words: String::new(), ..worded(binding) }), columns);
            rows.truncate(1);
            rows.extend(packed(brief(keymap, claim).into_iter(), columns).into_iter().next());
            rows
        }
    }
}

/// The bound commands that `wanted` selects.
fn of<'a>(keymap: &'a Keymap, wanted: &dyn Fn(Command) -> bool) -> Vec<&'a Binding> {
    let bound = keymap.of(Scope::Queue).filter(|binding| !binding.keys.is_empty());
    bound.filter(|binding| wanted(binding.command)).collect()
}

/// Verdicts on the left, the other commands on the right.
fn listed(verdicts: &[&Binding], more: &[&Binding], columns: u16) -> Vec<LetterRow> {
    let width = (columns / 2).min(LETTERS);
    let rows = (0..verdicts.len().max(more.len())).map(|row| {
        let left = verdicts.get(row).map(|binding| Letter { columns: width, ..worded(binding) });
        let right = more.get(row).map(|binding| Letter { column: width, columns: width, ..worded(binding) });
        LetterRow::Listed(left.into_iter().chain(right).collect())
    });
    [LetterRow::Questions].into_iter().chain(rows).collect()
}

/// As many letters in each row as fit.
fn packed(letters: impl Iterator<Item = Letter>, columns: u16) -> Vec<LetterRow> {
    let mut rows: Vec<Vec<Letter>> = vec![Vec::new()];
    let mut column = 0;
    for letter in letters {
        let sign = u16::from(sign(letter.command).is_some());
        let words = if letter.words.is_empty() { 0 } else { 1 + width(&letter.words) };
        let taken = width(&letter.key) + sign + if letter.words.is_empty() { 0 } else { words + sign };
        if column > 0 && column + taken > columns {
            rows.push(Vec::new());
            column = 0;
        }
        let gap = if letter.words.is_empty() { 2 } else { GAP };
        if let Some(row) = rows.last_mut() {
            row.push(Letter { column, columns: taken, ..letter });
        }
        column += taken + gap;
    }
    rows.into_iter().map(LetterRow::Packed).collect()
}

/// The other commands in the fewest words, the most frequent first.
fn brief(keymap: &Keymap, claim: &Claim) -> Vec<Letter> {
    let keys = |wanted: &dyn Fn(Command) -> bool| of(keymap, wanted).into_iter().map(Binding::first_key).collect();
    let is = |wanted: Command| move |command: Command| command == wanted;
    let letter = |command: Command, key: String, words: &str| {
        let is_bound = !key.is_empty();
        is_bound.then(|| Letter { column: 0, columns: 0, key, command, words: words.to_owned() })
    };
    let said_keys =
        if claim.has_named_speaker() { keys(&|command| matches!(command, Command::Said(_))) } else { String::new() };
    // Confidence and attribution have several keys; a click gives the first.
    let letters = [
        letter(Command::Sure(Confidence::Low), keys(&|command| matches!(command, Command::Sure(_))), "sure?"),
        letter(Command::Reason, keys(&is(Command::Reason)), "reason"),
        letter(Command::Correct, keys(&is(Command::Correct)), "correction"),
        letter(Command::Evidence, keys(&is(Command::Evidence)), "evidence"),
        letter(Command::Said(Said::Confirmed), said_keys, "said so?"),
    ];
    letters.into_iter().flatten().collect()
}

fn worded(binding: &Binding) -> Letter {
    let words = match binding.command {
        Command::Give(Some(verdict)) => verdict.word(),
        Command::NotCheckable => "not checkable",
        Command::Said(Said::Confirmed) => "confirmed: they did",
        Command::Said(Said::Denied) => "denied: they did not",
        Command::Said(Said::NotFound) => "not found that they did",
        _ => binding.help.split(", then").next().unwrap_or(&binding.help),
    };
    let (key, words) = (binding.first_key().to_owned(), words.to_owned());
    Letter { column: 0, columns: 0, key, command: binding.command, words }
}

/// The sign of a command's verdict, if it has one.
#[must_use]
pub fn sign(command: Command) -> Option<&'static str> {
    match command {
        Command::Give(verdict) => verdict.map(Verdict::glyph),
        Command::NotCheckable => Some("–"),
        _ => None,
    }
}
