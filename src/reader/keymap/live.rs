//! The keys in effect: which command a key runs, and how messages name a command's key.

use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;
use crate::session::key_row::KeyRow;

use crate::reader::keymap::rebind::{Change, changes};
use crate::reader::keymap::{BINDINGS, DefaultBinding};

/// A command with its keys in one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The scope of the keys.
    pub scope: Scope,
    /// Names of the keys, the one to show first; empty if the command has no key.
    pub keys: Vec<String>,
    /// The command that they run.
    pub command: Command,
    /// Its explanation in Help.
    pub help: String,
    /// Its hint in the footer; `None` if only Help lists it.
    pub hint: Option<String>,
}

/// The keys in effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap(Vec<Binding>);

impl Default for Keymap {
    fn default() -> Self {
        Self::changed_by(&[])
    }
}

impl Binding {
    /// The command's name in `[keys.…]` of `nutgraf.toml`. Unlike [`Command::name`], it distinguishes the verdicts.
    #[must_use]
    pub fn name(&self) -> String {
        name_of(self.command)
    }

    /// The key to show; empty if the command has none.
    #[must_use]
    pub fn first_key(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }
}

impl DefaultBinding {
    /// The command's name in `[keys.…]` of `nutgraf.toml`; see [`Binding::name`].
    #[must_use]
    pub fn name(&self) -> String {
        name_of(self.command)
    }
}

/// The letter of a side of a disagreement, counted from 0.
fn side_letter(side: u8) -> char {
    char::from(b'a' + side.min(25))
}

/// The name of a command within its scope.
pub(crate) fn name_of(command: Command) -> String {
    let word = match command {
        Command::Give(verdict) => verdict.map_or("none", crate::model::annotation::judgement::Verdict::stored),
        Command::Sure(confidence) => confidence.word(),
        Command::Said(said) => said.stored(),
        Command::SettleAs(side) | Command::SettleBecause(side) => {
            return format!("{}-{}", command.name(), side_letter(side));
        }
        other => return other.name().to_owned(),
    };
    format!("{}-{word}", command.name())
}

impl Keymap {
    /// The defaults, changed by the user's rows (the first row for a command wins), and a message with its place for
    /// each invalid row. An invalid row leaves the default in place.
    #[must_use]
    pub fn new(rows: &[KeyRow]) -> (Self, Vec<String>) {
        let (changes, problems) = changes(rows);
        (Self::changed_by(&changes), problems)
    }

    fn changed_by(changes: &[Change]) -> Self {
        let keys = |number: usize, default: &DefaultBinding| {
            let own = changes.iter().find(|change| change.binding == number).map(|change| change.keys.clone());
            own.unwrap_or_else(|| default.keys.iter().map(|key| (*key).to_owned()).collect())
        };
        let binding = |(number, default): (usize, &DefaultBinding)| Binding {
            scope: default.scope,
            keys: keys(number, default),
            command: default.command,
            help: default.help.to_owned(),
            hint: default.hint.map(str::to_owned),
        };
        let mut keymap = Self(BINDINGS.iter().enumerate().map(binding).collect());
        let filled: Vec<(String, Option<String>)> = keymap
            .0
            .iter()
            .map(|binding| {
                let fill = |text: &str| keymap.fill(binding.scope, text);
                (fill(&binding.help), binding.hint.as_deref().map(fill))
            })
            .collect();
        for (binding, (help, hint)) in keymap.0.iter_mut().zip(filled) {
            (binding.help, binding.hint) = (help, hint);
        }
        keymap
    }

    /// Every command of each scope, in the order of Help and the footer.
    pub fn bindings(&self) -> impl Iterator<Item = &Binding> {
        self.0.iter()
    }

    /// The bindings of one scope.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        self.0.iter().filter(move |binding| binding.scope == scope)
    }

    /// The command that `key` runs in `scope`.
    #[must_use]
    pub fn command(&self, scope: Scope, key: &Key) -> Option<Command> {
        self.of(scope).find_map(|binding| {
            let at = binding.keys.iter().position(|bound| *bound == key.0)?;
            Some(match binding.command {
                // Each of several keys goes to a section of its own.
                Command::Section(_) => Command::Section(u8::try_from(at + 1).unwrap_or(0)),
                command => command,
            })
        })
    }

    /// The key to show for a command; `None` if it has no key in this scope.
    #[must_use]
    pub fn key(&self, scope: Scope, command: Command) -> Option<&str> {
        self.of(scope).find(|binding| binding.command == command)?.keys.first().map(String::as_str)
    }

    /// How a message tells users to run a command: its key, or else the way to run it by name.
    #[must_use]
    pub fn press(&self, scope: Scope, command: Command) -> String {
        self.key(scope, command).map_or_else(|| self.call(command), str::to_owned)
    }

    /// The text that runs a command by name, such as `:lost`. A command that cannot be run by name is quoted.
    fn call(&self, command: Command) -> String {
        let can_be_called = self.of(Scope::Reader).any(|binding| binding.command == command);
        match self.key(Scope::Reader, Command::Commands).filter(|_| can_be_called) {
            Some(":") => format!(":{}", command.name()),
            Some(key) => format!("{key} {}", command.name()),
            None => format!("“{}” (no key)", name_of(command)),
        }
    }

    /// The keys of a command as lists show them.
    #[must_use]
    pub fn shown_keys(&self, binding: &Binding) -> String {
        match (binding.command, binding.keys.as_slice()) {
            (Command::Section(_), [first, .., last]) => format!("{first} … {last}"),
            (command, []) if binding.scope == Scope::Reader => self.call(command),
            (_, []) => "no key".to_owned(),
            (_, keys) => keys.join("  "),
        }
    }

    /// The bindings that differ from the defaults, as rows from which [`Self::new`] builds the same keymap.
    #[must_use]
    pub fn own_rows(&self) -> Vec<KeyRow> {
        let pairs = self.0.iter().zip(BINDINGS);
        let changed = pairs.filter(|(binding, default)| binding.keys != default.keys);
        changed.map(|(binding, default)| KeyRow::new(default.scope.name(), &default.name(), &binding.keys)).collect()
    }

    /// A text of the table with its names in braces replaced by keys; see [`DefaultBinding::help`].
    #[must_use]
    pub fn fill(&self, scope: Scope, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, name, after)) = rest
            .split_once('{')
            .and_then(|(before, rest)| rest.split_once('}').map(|(name, rest)| (before, name, rest)))
        {
            filled.push_str(before);
            filled.push_str(&if name == "verdicts" { self.other_verdicts(scope) } else { self.named(scope, name) });
            rest = after;
        }
        filled + rest
    }

    fn named(&self, scope: Scope, name: &str) -> String {
        let here = self.of(scope).find(|other| name_of(other.command) == name);
        let found = here.or_else(|| self.of(Scope::Reader).find(|other| name_of(other.command) == name));
        found.map_or_else(|| name.to_owned(), |found| self.press(found.scope, found.command))
    }

    /// The keys of the other commands that finish the current claim, without the first.
    fn other_verdicts(&self, scope: Scope) -> String {
        let judges = |command| matches!(command, Command::Give(Some(_)) | Command::NotCheckable);
        let others = self.of(scope).filter(|binding| judges(binding.command)).skip(1);
        others.map(Binding::first_key).filter(|key| !key.is_empty()).collect::<Vec<_>>().join(" ")
    }
}
