//! Keys that belong to a command that was refused, or to a screen that has closed by itself: whoever types on without looking meant
//! them for what did not open or is no longer there, so they do nothing here.

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;

/// Letters that follow each other within this time are one piece of typing, in milliseconds.
const TYPING_MS: u64 = 1_500;

/// Something that would have taken keys, and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where its keys arrive instead.
    over: Scope,
    /// What takes the keys.
    takes: Takes,
    /// When the last of its keys came.
    at_ms: u64,
    /// The message of the refusal, which may name a key to press instead.
    told: String,
}

/// Which keys belong to what did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// The keys of a place, up to one that ends it.
    KeysOf(Scope),
    /// The keys of a screen that has ended, as long as they come without a pause.
    KeysOfEnded(Scope),
    /// The keys of a screen that something outside has closed: its first key, whenever that comes.
    KeysOfClosed(Scope),
    /// Whatever is typed, as long as it comes without a pause.
    Text,
}

impl Takes {
    const fn after(command: Command) -> Option<Self> {
        match command {
            Command::Judge => Some(Self::KeysOf(Scope::Judge)),
            Command::Select => Some(Self::KeysOf(Scope::Select)),
            Command::Note
            | Command::NoteArticle
            | Command::Evidence
            | Command::Reply
            | Command::Reason
            | Command::Correct
            | Command::Status
            | Command::Tags
            | Command::Relate
            | Command::AddClaim
            | Command::Find
            | Command::Filter
            | Command::Entity
            | Command::EditItem
            | Command::AddItem
            | Command::SplitItem
            | Command::MergeItem
            | Command::SettleBecause(_) => Some(Self::Text),
            _ => None,
        }
    }
}

impl Refused {
    /// Whether the message names the key: then whoever presses it has read that.
    fn names(&self, key: &Key) -> bool {
        // “a draft” names no key.
        let mut words = self.told.split_whitespace().map(|word| word.trim_end_matches([',', ';', '.']));
        key.0 != "a" && words.any(|word| word == key.0)
    }
}

impl App {
    /// Remembers that a command was refused, whose keys may be on their way.
    pub(crate) fn remember_refusal(&mut self, command: Command) {
        let (at_ms, told) = (self.now_ms(), self.notice.as_ref().map_or(String::new(), |notice| notice.text.clone()));
        let over = self.scope();
        self.refused = Takes::after(command).map(|takes| Refused { over, takes, at_ms, told });
    }

    /// Remembers that a screen has ended by itself because nothing is left to do there; the message says so.
    pub(crate) fn remember_end(&mut self, scope: Scope) {
        let told = self.notice.as_ref().map_or(String::new(), |notice| notice.text.clone());
        self.refused =
            Some(Refused { over: self.scope(), takes: Takes::KeysOfEnded(scope), at_ms: self.now_ms(), told });
    }

    /// Remembers that something outside has closed a screen that was open over another one.
    pub(crate) fn remember_closing(&mut self, scope: Scope, over: Scope, told: &str) {
        let (takes, told) = (Takes::KeysOfClosed(scope), told.to_owned());
        self.refused = Some(Refused { over, takes, at_ms: self.now_ms(), told });
    }

    /// Why a key does nothing, if it belongs to a command that was refused.
    pub(crate) fn swallows(&mut self, key: &Key) -> Option<String> {
        let here = self.scope();
        let refused = self.refused.take_if(|refused| refused.over == here).filter(|refused| !refused.names(key))?;
        let now = self.now_ms();
        let in_time = now.saturating_sub(refused.at_ms) <= TYPING_MS;
        let goes_on = match refused.takes {
            Takes::KeysOf(scope) => {
                let command = self.keymap.command(scope, key)?;
                // A key that both places know alike, as the one that closes, is meant for whatever is there.
                key.typed()?;
                match Takes::after(command) {
                    Some(takes) => Some(takes),
                    None => prepares(command).then_some(refused.takes),
                }
            }
            Takes::KeysOfEnded(_) if !in_time => return None,
            Takes::KeysOfEnded(scope) | Takes::KeysOfClosed(scope) => {
                let command = self.keymap.command(scope, key)?;
                key.typed()?;
                Takes::after(command).or(Some(Takes::KeysOfEnded(scope)))
            }
            Takes::Text if in_time && (key.typed().is_some() || key.0 == "Backspace") => Some(Takes::Text),
            // What ends a text ends this one too.
            Takes::Text if in_time && self.ends_a_text(key) => None,
            Takes::Text => return None,
        };
        let why = format!("That key did nothing. {}", refused.told);
        self.refused = goes_on.map(|takes| Refused { takes, at_ms: now, ..refused });
        Some(why)
    }
}

impl App {
    /// Whether a key keeps or leaves a text that is being written, in a form or a list.
    fn ends_a_text(&self, key: &Key) -> bool {
        let ends = |scope| self.keymap.command(scope, key);
        matches!(ends(Scope::Compose), Some(Command::Keep | Command::NextPane))
            || ends(Scope::List) == Some(Command::Follow)
    }
}

/// Whether a key of the verdicts is followed by another one.
const fn prepares(command: Command) -> bool {
    matches!(command, Command::Sure(_) | Command::Said(_)) || command.moves()
}
