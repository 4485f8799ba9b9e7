//! `--with`: the command of a proposer, and what it is called.

use crate::candidates::PROPOSER;

/// A program that proposes, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposerCommand {
    /// What its drafts name in `by`.
    pub name: String,
    /// Program and arguments; empty for the rules of this program itself.
    pub words: Vec<String>,
}

/// Why an option names no proposer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// Quotation marks that do not close, or a backslash at the end.
    #[error("`{0}` has a quotation mark that does not close, or ends in a backslash")]
    Quotes(String),
    /// Nothing but spaces.
    #[error("the command is empty; name a program, as in --with 'python3 entities.py'")]
    Empty,
    /// A name that files cannot carry.
    #[error(
        "`{0}` cannot be the name of a proposer: use letters, digits, dots, hyphens and underscores, as in --with model='{1}'"
    )]
    Name(String, String),
    /// Two proposers of one name.
    #[error("two proposers are called `{0}`; give one of them a name of its own, as in --with other='COMMAND'")]
    Twice(String),
}

impl ProposerCommand {
    /// Reads `COMMAND` or `NAME=COMMAND`. The command is divided into arguments as a shell would, and never given to one.
    /// Without a name of its own, a proposer is called as the program's file. `nutgraf` alone means this program's own rules.
    ///
    /// # Errors
    ///
    /// What is wrong with the option.
    pub fn parse(option: &str) -> Result<Self, CommandError> {
        let (name, command) = match option.split_once('=') {
            Some((name, command)) if is_name(name.trim()) => (Some(name.trim()), command),
            _ => (None, option),
        };
        let words = shlex::split(command).ok_or_else(|| CommandError::Quotes(command.to_owned()))?;
        let program = words.first().ok_or(CommandError::Empty)?;
        if name.is_none() && words.len() == 1 && program == PROPOSER {
            return Ok(Self { name: PROPOSER.to_owned(), words: Vec::new() });
        }
        let base = program.rsplit('/').next().unwrap_or(program);
        let name = name.unwrap_or(base);
        if !is_name(name) || name == PROPOSER {
            return Err(CommandError::Name(name.to_owned(), command.to_owned()));
        }
        Ok(Self { name: name.to_owned(), words })
    }

    /// Reads several options; no two proposers may have one name.
    ///
    /// # Errors
    ///
    /// What is wrong with the first bad one.
    pub fn parse_all(options: &[String]) -> Result<Vec<Self>, CommandError> {
        let mut commands: Vec<Self> = Vec::with_capacity(options.len());
        for option in options {
            let command = Self::parse(option)?;
            if commands.iter().any(|other| other.name == command.name) {
                return Err(CommandError::Twice(command.name));
            }
            commands.push(command);
        }
        Ok(commands)
    }

    /// Whether it stands for the rules of this program.
    #[must_use]
    pub fn is_own_rules(&self) -> bool {
        self.words.is_empty()
    }
}

/// Whether files can carry a name: `by` lists names parted by commas.
fn is_name(name: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+');
    name.starts_with(char::is_alphanumeric) && name.chars().all(is_plain) && name.chars().count() <= 64
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parsed(option: &str) -> (String, Vec<String>) {
        let command = ProposerCommand::parse(option).unwrap();
        (command.name, command.words)
    }

    #[test]
    fn arguments_are_divided_as_a_shell_would() {
        let (name, words) = parsed("/opt/tools/annotate.sh --prompt 'two words' \"$HOME\" a\\ b");
        assert_eq!(name, "annotate.sh");
        assert_eq!(words[1..], ["--prompt", "two words", "$HOME", "a b"]);
    }

    #[test]
    fn a_name_may_stand_before_the_command() {
        assert_eq!(parsed("spacy=python3 entities.py").0, "spacy");
        assert_eq!(parsed("python3 entities.py --model=sm").0, "python3", "the sign is in an argument");
        assert!(ProposerCommand::parse("nutgraf").unwrap().is_own_rules());
    }

    #[test]
    fn bad_options_say_what_is_wrong() {
        assert_eq!(ProposerCommand::parse("  "), Err(CommandError::Empty));
        assert!(matches!(ProposerCommand::parse("run 'open"), Err(CommandError::Quotes(_))));
        assert!(matches!(ProposerCommand::parse("nutgraf=./other"), Err(CommandError::Name(..))));
        assert!(matches!(ProposerCommand::parse("./my,tool"), Err(CommandError::Name(..))));
        let twice = ["a=x".to_owned(), "a=y".to_owned()];
        assert_eq!(ProposerCommand::parse_all(&twice), Err(CommandError::Twice("a".to_owned())));
    }
}
