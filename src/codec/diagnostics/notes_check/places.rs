//! Finds the places of lines in notes files.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::journal::Line;

use crate::codec::article_yaml::MOST_PROBLEMS;
use crate::codec::diagnostics::notes_check::NotesFile;
use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::diagnostics::{Problem, TextPlace};
use crate::codec::{byte_order_mark, journal_jsonl};

/// Problems of several notes files. Their places are found at the end, if anybody asks for them.
pub(crate) struct Places<'f> {
    files: &'f [NotesFile],
    told: Vec<Told>,
}

/// A problem of a line, before its place is found.
struct Told {
    line: WhichLine,
    /// The problem is at the first occurrence of this word in quotes.
    word: String,
    rule: ProblemRule,
    message: String,
    hint: Option<String>,
}

enum WhichLine {
    /// File, and number counted from 1.
    Number(usize, usize),
    /// The hash of the line.
    Text(u64),
}

impl<'f> Places<'f> {
    pub(crate) fn new(files: &'f [NotesFile]) -> Self {
        Self { files, told: Vec::new() }
    }

    /// The number of the last line of a file, counted from 1.
    pub(crate) fn last_line(&self, file: usize) -> usize {
        self.files[file].bytes.as_deref().map_or(1, |bytes| memchr::memchr_iter(b'\n', bytes).count() + 1)
    }

    /// Reports a problem of a journal line, at the first occurrence of `word` in quotes.
    pub(crate) fn tell_line(&mut self, line: &Line, word: &str, rule: ProblemRule, message: &str, hint: Option<&str>) {
        self.push(WhichLine::Text(key(line.raw.as_bytes())), word, rule, message, hint);
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
        self.push(WhichLine::Number(file, number), word, rule, message, hint);
    }

    fn push(&mut self, line: WhichLine, word: &str, rule: ProblemRule, message: &str, hint: Option<&str>) {
        let (word, message, hint) = (word.to_owned(), message.to_owned(), hint.map(str::to_owned));
        self.told.push(Told { line, word, rule, message, hint });
    }

    /// How many problems there are, at most [`MOST_PROBLEMS`] in a file.
    pub(crate) fn count(self) -> usize {
        match self.told.len() {
            count @ 0..=MOST_PROBLEMS => count,
            _ => self.into_problems().iter().map(|problems| problems.len().min(MOST_PROBLEMS)).sum(),
        }
    }

    /// The problems of each file, in the order in which they were reported.
    pub(crate) fn into_problems(self) -> Vec<Vec<Problem>> {
        let mut problems: Vec<Vec<Problem>> = self.files.iter().map(|_| Vec::new()).collect();
        if self.told.is_empty() {
            return problems;
        }
        let texts = Texts::new(self.files);
        for told in self.told {
            if let Some((file, problem)) = texts.problem(told) {
                problems[file].push(problem);
            }
        }
        problems
    }
}

/// The texts of notes files, and the places of their lines.
struct Texts<'f> {
    all: Vec<Cow<'f, str>>,
    /// Where each line of each file begins, after any byte order mark.
    starts: Vec<Vec<usize>>,
    /// File and line number, by the hash of the line.
    by_text: HashMap<u64, (usize, usize)>,
}

impl<'f> Texts<'f> {
    fn new(files: &'f [NotesFile]) -> Self {
        let text = |file: &'f NotesFile| file.bytes.as_deref().map_or(Cow::default(), String::from_utf8_lossy);
        let texts: Vec<Cow<'f, str>> = files.iter().map(text).collect();
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
        Self { all: texts, starts, by_text }
    }

    fn problem(&self, told: Told) -> Option<(usize, Problem)> {
        let (file, number) = match told.line {
            WhichLine::Number(file, number) => (file, number),
            WhichLine::Text(key) => *self.by_text.get(&key)?,
        };
        let text = &self.all[file];
        let start = self.starts[file].get(number - 1).copied().unwrap_or(text.len());
        let line = text[start..].split('\n').next().unwrap_or("");
        let at = line.find(&format!("\"{}\"", told.word)).map_or(0, |at| at + 1);
        let place = TextPlace { line: number, column: line[..at].chars().count() + 1, byte: start + at };
        Some((file, Problem::at(text, place, told.rule, told.message, told.hint)))
    }
}

/// A hash that identifies a line: lines are long, and there are many.
fn key(line: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}
