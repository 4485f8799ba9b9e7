//! Turns an error of the YAML parser into a problem, at the place that has to be changed.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use crate::codec::article_yaml::locate::place_of;
use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::diagnostics::{Problem, TextPlace};

/// The message for values that nest too deeply, here and in the walk.
pub(crate) const TOO_DEEP: &str = "this is nested deeper than an article can be";

/// The problem that stops the parsing of `text`.
pub(crate) fn problem(text: &str, error: &ScanError) -> Problem {
    let place = place_of(error.marker());
    let why = error.info().replace(char::is_control, " ");
    let (place, message) = match error.kind() {
        ErrorKind::TabInPlainScalar
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabAtBlockScalarStart => {
            (tab(text, place), "this is not YAML: a line cannot be indented by a tab".to_owned())
        }
        // The parser reports the place where the value begins.
        ErrorKind::UnexpectedCharacter { character } => {
            (first(text, place, |rest| rest.find(*character)), format!("this is not YAML: {why}"))
        }
        _ if why.contains("recursion limit") => (place, TOO_DEEP.to_owned()),
        _ => (place, format!("this is not YAML: {why}")),
    };
    let by_tab = message.contains("by a tab");
    let hint = if by_tab { "indent by spaces; what follows cannot be read" } else { "what follows cannot be read" };
    Problem::at(text, place, ProblemRule::Syntax, message, Some(hint.to_owned()))
}

/// The tab that indents the line of `place`, or a later one.
fn tab(text: &str, place: TextPlace) -> TextPlace {
    let byte = text.floor_char_boundary(place.byte);
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let line = TextPlace { line: place.line, column: 1, byte: start };
    first(text, line, |rest| {
        let mut at = 0;
        for line in rest.split_inclusive('\n') {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if line[spaces..].starts_with('\t') {
                return Some(at + spaces);
            }
            at += line.len();
        }
        None
    })
}

/// The place that `find` returns in the text after `from`; `from` itself if it finds none.
fn first(text: &str, from: TextPlace, find: impl Fn(&str) -> Option<usize>) -> TextPlace {
    let rest = &text[text.floor_char_boundary(from.byte)..];
    let Some(passed) = find(rest).map(|at| &rest[..at]) else { return from };
    let breaks = passed.matches('\n').count();
    let last = passed.rsplit('\n').next().unwrap_or("").chars().count();
    let column = if breaks == 0 { from.column + last } else { last + 1 };
    TextPlace { line: from.line + breaks, column, byte: from.byte + passed.len() }
}
