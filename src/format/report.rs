//! What is wrong with a file, where exactly, and what would be right.

use std::fmt;

use unicode_width::UnicodeWidthChar;

/// Something wrong at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in code points, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: Option<String>,
    /// The line itself.
    pub source_line: String,
}

/// Everything wrong with one file; at least one problem, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The file, as messages name it.
    pub path: String,
    /// The problems.
    pub problems: Vec<Problem>,
}

impl Report {
    /// The first problem in one line: path, line, column, what is wrong.
    #[must_use]
    pub fn first(&self) -> String {
        let Some(problem) = self.problems.first() else { return self.path.clone() };
        let hint = problem.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
        format!("{}:{}:{}: {}{hint}", self.path, problem.line, problem.column, problem.message)
    }
}

/// Code points of a source line that are shown on either side of the place.
const AROUND: usize = 50;

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(formatter, "{}:{}:{}: {}", self.path, problem.line, problem.column, problem.message)?;
            let (shown, caret) = excerpt(&problem.source_line, problem.column);
            if !shown.trim().is_empty() {
                writeln!(formatter, "    {shown}\n    {}^", " ".repeat(caret))?;
            }
            if let Some(hint) = &problem.hint {
                writeln!(formatter, "    {hint}")?;
            }
        }
        Ok(())
    }
}

/// The line round `column`, nothing hostile in it, and the display column of the caret.
fn excerpt(line: &str, column: usize) -> (String, usize) {
    let first = column.saturating_sub(AROUND + 1);
    let (mut shown, mut caret) = (String::new(), 0);
    for (at, letter) in line.chars().enumerate().skip(first).take(2 * AROUND) {
        let letter = match letter {
            '\t' => ' ',
            _ if letter.is_control() || is_invisible(letter) => '\u{fffd}',
            _ => letter,
        };
        if at + 1 < column {
            caret += letter.width().unwrap_or(0);
        }
        shown.push(letter);
    }
    (shown, caret)
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
