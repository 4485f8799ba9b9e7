//! What is wrong with the arguments of the command line, in the same words as all other messages.

use std::error::Error as _;
use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};

use crate::cli::{Arguments, Failure, complain};
use crate::text::hidden::escaped;
use crate::text::suggestion::{choices, did_you_mean};
use crate::workspace::builtin::ARTICLES;

/// Prints what is wrong with the arguments, or the help that they ask for; returns the exit code.
pub(super) fn print(error: &Error, typed: &[OsString]) -> i32 {
    if !error.use_stderr() {
        // Nothing can be reported if even this cannot be printed.
        let _ = error.print();
        return error.exit_code();
    }
    complain(&explained(error, typed));
    error.exit_code()
}

/// What is wrong, how the command is called, and where its options are explained.
fn explained(error: &Error, typed: &[OsString]) -> Failure {
    if let Some(failure) = no_command(typed) {
        return failure;
    }
    let called = called(typed);
    let usage = text(error, ContextKind::Usage).unwrap_or_default();
    let usage = if usage.is_empty() { usage } else { format!("{}\n", usage.trim_end()) };
    Failure(format!("{}\n{usage}`{called} --help` explains every option", what(error, &called)))
}

/// The program with the command that was typed, if it is one.
fn called(typed: &[OsString]) -> String {
    let command = typed.get(1).and_then(|word| word.to_str());
    let is_command = |word: &&str| Arguments::command().find_subcommand(word).is_some();
    command.filter(is_command).map_or("nutgraf".to_owned(), |command| format!("nutgraf {command}"))
}

/// A failure when the first argument is neither a command, an option, a file nor an article: it is mistyped.
pub(super) fn no_command(typed: &[OsString]) -> Option<Failure> {
    let word = typed.get(1)?.to_str()?;
    let is_plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let is_option = word.starts_with('-') || word == "help";
    if !is_plain || is_option || ARTICLES.iter().any(|article| article.id == word) || Path::new(word).exists() {
        return None;
    }
    let commands = Arguments::command();
    let names = || commands.get_subcommands().map(clap::Command::get_name);
    if names().any(|name| name == word) {
        return None;
    }
    match did_you_mean(word, names()) {
        Some(question) => Some(Failure(format!("there is no command `{word}`; {question}"))),
        // A single word may be meant as the name of a file.
        None if typed.len() == 2 => None,
        None => Some(Failure(format!("there is no command or file `{word}`; `nutgraf --help` lists the commands"))),
    }
}

fn what(error: &Error, called: &str) -> String {
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let option = argument.split(['<', '[']).next().map(str::trim).filter(|name| !name.is_empty());
    let option = option.unwrap_or(&argument);
    let value = escaped(&text(error, ContextKind::InvalidValue).unwrap_or_default()).into_owned();
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{option} needs a value"),
        ErrorKind::InvalidValue => {
            let known = texts(error, ContextKind::ValidValue);
            let known = || known.iter().map(String::as_str);
            let hint = did_you_mean(&value, known()).unwrap_or_else(|| choices(known()));
            format!("{option} cannot be `{value}`; {hint}")
        }
        ErrorKind::ValueValidation => format!("{option} cannot be `{value}`: {}", refused_value(error)),
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            let near = text(error, ContextKind::SuggestedArg).map(|near| format!("; did you mean {near}?"));
            format!("`{called}` has no option {}{}", escaped(&argument), near.unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("`{}` is one argument too many for `{called}`", escaped(&argument)),
        ErrorKind::MissingRequiredArgument => {
            format!("`{called}` needs {}", texts(error, ContextKind::InvalidArg).join(" and "))
        }
        ErrorKind::ArgumentConflict if called == "nutgraf" && option.is_empty() => {
            "the reader opens one article or folder".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            let others = texts(error, ContextKind::PriorArg).join(" and ");
            if others == argument || others.is_empty() {
                return format!("{option} can be given only once");
            }
            format!("{argument} cannot be used with {others}")
        }
        _ => {
            let all = error.to_string();
            let first = all.lines().next().unwrap_or_default();
            first.strip_prefix("error: ").unwrap_or(first).to_owned()
        }
    }
}

/// Why a value was refused, without the words of the parser of numbers.
fn refused_value(error: &Error) -> String {
    let Some(why) = error.source() else { return "it is invalid".to_owned() };
    if why.is::<std::num::ParseIntError>() {
        return "write a whole number".to_owned();
    }
    let why = why.to_string();
    let range = why.split_once(" is not in ").and_then(|(_, range)| range.split_once("..="));
    match range {
        Some((least, most)) if most == u16::MAX.to_string() => format!("write a whole number from {least} on"),
        Some((least, most)) => format!("write a whole number from {least} to {most}"),
        None => why,
    }
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    texts(error, kind).into_iter().next()
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::cli::parse;

    fn told(typed: &[&str]) -> String {
        let typed: Vec<OsString> = ["nutgraf"].iter().chain(typed).map(OsString::from).collect();
        explained(&parse(typed.clone()).err().unwrap(), &typed).0
    }

    #[test]
    fn a_mistyped_command_is_asked_about() {
        assert_eq!(told(&["jugde", "harbour.yaml"]), "there is no command `jugde`; did you mean `judge`?");
        assert_eq!(told(&["expot", "a.yaml", "-f", "csv"]), "there is no command `expot`; did you mean `export`?");
        let other = told(&["frobnicate", "a.yaml"]);
        assert_eq!(other, "there is no command or file `frobnicate`; `nutgraf --help` lists the commands");
    }

    #[test]
    fn messages_are_in_our_own_words() {
        for (typed, words) in [
            (&["--paper", "x"][..], "--paper cannot be `x`; choose one of: theme, terminal"),
            (&["print", "a", "--width", "wide"], "--width cannot be `wide`: write a whole number"),
            (&["print", "a", "--width", "3"], "--width cannot be `3`: write a whole number from 20 on"),
            (&["export", "-Z", "a"], "`nutgraf export` has no option -Z"),
            (&["check", "--fromat", "json"], "`nutgraf check` has no option --fromat; did you mean --format?"),
            (&["judge"], "`nutgraf judge` needs <FILE> and <ON>"),
            (&["notes", "a", "--history", "--to-do"], "--history cannot be used with --to-do"),
            (&["keys", "a"], "`a` is one argument too many for `nutgraf keys`"),
            (&["a.yaml", "b.yaml"], "the reader opens one article or folder"),
            (&["print", "a", "--width"], "--width needs a value"),
        ] {
            let told = told(typed);
            assert!(told.starts_with(&format!("{words}\n")), "{typed:?}: {told}");
            assert!(told.ends_with("--help` explains every option") && !told.contains("error:"), "{told}");
        }
    }
}
