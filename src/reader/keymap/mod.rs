//! The keys: the table of defaults, and the [`Keymap`] that combines it with the user's rows. Every text that names a
//! key asks the keymap.

pub(crate) mod defaults;
pub(crate) mod key_name;
pub(crate) mod live;
pub(crate) mod rebind;
pub mod scope;

use crate::reader::keymap::scope::Scope;

use crate::reader::command::Command;

pub use crate::reader::keymap::defaults::BINDINGS;
pub use crate::reader::keymap::live::{Binding, Keymap};

/// One row of the table of defaults.
#[derive(Debug)]
pub struct DefaultBinding {
    /// The scope in which it applies.
    pub scope: Scope,
    /// Names of the keys, the one to show first.
    pub keys: &'static [&'static str],
    /// The command that they run.
    pub command: Command,
    /// Its explanation in Help. `{find}` is replaced by the key of the command `find`, in the same scope or else in the
    /// reader.
    pub help: &'static str,
    /// Its hint in the footer, by the same rule; `None` if only Help lists it. `{verdicts}` is replaced by the keys of
    /// the other verdicts.
    pub hint: Option<&'static str>,
}

const fn row(
    scope: Scope,
    keys: &'static [&'static str],
    command: Command,
    help: &'static str,
    hint: Option<&'static str>,
) -> DefaultBinding {
    DefaultBinding { scope, keys, command, help, hint }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotation::judgement::Verdict;
    use crate::reader::key::Key;

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        let mut seen = std::collections::HashSet::new();
        for binding in BINDINGS {
            for key in binding.keys {
                assert!(seen.insert((format!("{:?}", binding.scope), *key)), "{key} twice in {:?}", binding.scope);
            }
        }
    }

    #[test]
    fn verdict_letters_are_those_of_the_verdicts() {
        for verdict in Verdict::ALL {
            let key = Key(verdict.letter().to_string());
            assert_eq!(Keymap::default().command(Scope::Judge, &key), Some(Command::Give(Some(verdict))));
        }
    }
}
