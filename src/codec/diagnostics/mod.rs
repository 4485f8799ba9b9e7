//! Problems of files, with their places and remedies.

pub mod check_report;
pub mod notes_check;
pub mod problem_rule;

use std::fmt;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::text::hidden::{escaped, visible_in_line};

use crate::codec::diagnostics::problem_rule::{ProblemRule, Severity};

/// A problem at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The rule that it breaks.
    pub rule: ProblemRule,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in code points, counted from 1.
    pub column: usize,
    /// The message.
    pub message: String,
    /// The remedy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The line around the place.
    #[serde(skip)]
    pub excerpt: Excerpt,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPlace {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in code points, counted from 1.
    pub column: usize,
    /// Byte of the text.
    pub byte: usize,
}

impl TextPlace {
    /// The beginning of the text.
    pub const START: Self = Self { line: 1, column: 1, byte: 0 };
}

impl Problem {
    /// A problem at `place` of `text`.
    #[must_use]
    pub fn at(text: &str, place: TextPlace, rule: ProblemRule, message: String, hint: Option<String>) -> Self {
        let excerpt = Excerpt::of(text, place.byte);
        // Messages quote ids and values of the file, which may contain anything.
        let clean = |text: String| visible_in_line(&text);
        let (message, hint) = (clean(message), hint.map(clean));
        Self { rule, line: place.line, column: place.column, message, hint, excerpt }
    }

    /// A problem of the file as a whole.
    #[must_use]
    pub fn whole(rule: ProblemRule, message: &str, hint: &str) -> Self {
        Self::at("", TextPlace::START, rule, message.to_owned(), Some(hint.to_owned()))
    }
}

/// The text before and after a place in its line, shortened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    before: String,
    after: String,
}

/// Code points shown on either side of the place.
const AROUND: usize = 60;

impl Excerpt {
    /// The cost does not depend on the length of the line.
    fn of(text: &str, byte: usize) -> Self {
        let byte = text.floor_char_boundary(byte);
        let (left, right) = text.split_at(byte);
        let mut before: Vec<char> = left.chars().rev().take_while(|letter| *letter != '\n').take(AROUND + 1).collect();
        let cut = before.len() > AROUND;
        before.truncate(AROUND);
        let before = visible_in_line(&before.into_iter().rev().collect::<String>());
        let after: String = right.chars().take_while(|letter| !matches!(letter, '\n' | '\r')).take(AROUND).collect();
        let after = visible_in_line(&after);
        Self { before: if cut { format!("…{before}") } else { before }, after }
    }
}

impl fmt::Display for Excerpt {
    /// The line, and below it a caret at the column of the place on screen.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = format!("{}{}", self.before, self.after);
        if line.trim().is_empty() {
            return Ok(());
        }
        // The indentation of a deeply nested line is dropped.
        let indent = self.before.len() - self.before.trim_start().len();
        let caret = " ".repeat(self.before[indent..].width());
        writeln!(formatter, "    {}\n    {caret}^", &line[indent..])
    }
}

/// All problems of a file, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The file's path as given, with hidden characters escaped.
    pub path: String,
    /// The problems.
    pub problems: Vec<Problem>,
}

impl Report {
    /// The first problem in a line: path, line, column, message.
    #[must_use]
    pub fn first(&self) -> String {
        let path = escaped(&self.path);
        let Some(problem) = self.problems.first() else { return path.into_owned() };
        let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
        format!("{path}:{}:{}: {}{hint}", problem.line, problem.column, problem.message)
    }

    /// How many problems there are, errors and warnings together.
    #[must_use]
    pub fn count(&self) -> usize {
        self.problems.len()
    }

    /// How many of the problems are errors, and how many warnings.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.problems.iter().filter(|problem| problem.rule.severity() == Severity::Error).count();
        (errors, self.problems.len() - errors)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = escaped(&self.path);
        for problem in &self.problems {
            let severity = problem.rule.severity().word();
            let (line, column) = (problem.line, problem.column);
            writeln!(formatter, "{path}:{line}:{column}: {severity}: {}", problem.message)?;
            write!(formatter, "{}", problem.excerpt)?;
            if let Some(hint) = &problem.hint {
                writeln!(formatter, "    {hint}")?;
            }
        }
        Ok(())
    }
}
