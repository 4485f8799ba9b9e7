//! Finds the places of lines in notes files.

use std::collections::HashMap;

use crate::model::journal::Line;

use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::diagnostics::{Problem, TextPlace};
use crate::codec::{byte_order_mark, journal_jsonl};

/// Problems of several notes files, each at its line.
pub(crate) struct Places {
    texts: Vec<String>,
    /// Where each line of each file begins, after any byte order mark.
    starts: Vec<Vec<usize>>,
    /// File and line number, by the hash of the line.
    by_text: HashMap<u64, (usize, usize)>,
    problems: Vec<Vec<Problem>>,
}

impl Places {
    pub(crate) fn new(texts: Vec<String>) -> Self {
        let mut by_text = HashMap::new();
        let mut starts = Vec::new();
        for (file, text) in texts.iter().enumerate() {
            let mut begins = Vec::new();
            let mut start = 0;
            for (index, line) in text.split('\n').enumerate() {
                begins.push(start + line.len() - byte_order_mark::without(line).len());
                start += line.len() + 1;
                by_text.entry(key(journal_jsonl::bare(line.as_bytes()))).or_insert((file, index + 1));
            }
            starts.push(begins);
        }
        let problems = texts.iter().map(|_| Vec::new()).collect();
        Self { texts, starts, by_text, problems }
    }

    /// The number of the last line of a file, counted from 1.
    pub(crate) fn last_line(&self, file: usize) -> usize {
        self.starts[file].len()
    }

    /// Reports a problem of a journal line, at the first occurrence of `word` in quotes.
    pub(crate) fn tell_line(&mut self, line: &Line, word: &str, rule: ProblemRule, message: &str, hint: Option<&str>) {
        if let Some(&(file, number)) = self.by_text.get(&key(line.raw.as_bytes())) {
            self.tell(file, number, word, rule, message, hint);
        }
    }

    /// Reports a problem of a line given by file and number.
    pub(crate) fn tell(
        &mut self,
        file: usize,
        number: usize,
        word: &str,
        rule: ProblemRule,
        message: &str,
        hint: Option<&str>,
    ) {
        let text = &self.texts[file];
        let start = self.starts[file].get(number - 1).copied().unwrap_or(text.len());
        let line = text[start..].split('\n').next().unwrap_or("");
        let at = line.find(&format!("\"{word}\"")).map_or(0, |at| at + 1);
        let place = TextPlace { line: number, column: line[..at].chars().count() + 1, byte: start + at };
        self.problems[file].push(Problem::at(text, place, rule, message.to_owned(), hint.map(str::to_owned)));
    }

    /// The problems of each file.
    pub(crate) fn into_problems(self) -> Vec<Vec<Problem>> {
        self.problems
    }
}

/// A hash that identifies a line: lines are long, and there are many.
fn key(line: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}
