//! `--jsonl`: one JSON object a line from standard input, its answers on standard output, in order.
//!
//! Lines are worked on by all cores; what is kept in memory does not grow with the length of the stream.

use std::io;
use std::io::{BufRead, BufReader, BufWriter, Write};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::cli::Failure;
use crate::storage::files::system_error::{Task, explained};
use crate::text::json_fault;
use crate::workspace::in_order;
use crate::workspace::in_order::Next;

/// A longer line is answered with an error.
const LONGEST_LINE: usize = 256 * 1024 * 1024;

/// One line of the stream, with its number from 1.
type Line = (usize, Result<Vec<u8>, String>);

/// Answers each line of standard input by `work`, which gives one line or several, each with its line end.
pub(super) fn run<T: DeserializeOwned>(work: impl Fn(T) -> String + Sync) -> Result<u8, Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let lines = Lines { input: BufReader::with_capacity(1 << 16, io::stdin()), number: 0, ended: false };
    let answer = |(number, line): Line| match line.and_then(|line| parse(&line)) {
        Ok(row) => work(row),
        Err(why) => error_line(&Value::Null, "bad-line", &format!("line {number} of the stream: {why}"), None),
    };
    let mut gone = false;
    let ended = in_order::map(lines, in_order::threads(), answer, |next| {
        let written = match next {
            Next::Result(text) => out.write_all(text.as_bytes()),
            Next::Pause => out.flush(),
        };
        written.map_err(|error| broken(&error, &mut gone))
    });
    let flushed = ended.and_then(|()| out.flush().map_err(|error| broken(&error, &mut gone)));
    match flushed {
        Err(_) if gone => Ok(0),
        Err(failure) => Err(failure),
        Ok(()) => Ok(0),
    }
}

/// A reader that has gone away is no failure, but ends the work.
fn broken(error: &io::Error, gone: &mut bool) -> Failure {
    *gone = error.kind() == io::ErrorKind::BrokenPipe;
    Failure(format!("cannot write to standard output: {}", explained(Task::Write, error)))
}

fn parse<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    serde_json::from_slice(line).map_err(|error| json_fault::in_line(&error))
}

/// An answer that is an error.
pub(super) fn error_line(id: &Value, kind: &str, message: &str, line: Option<usize>) -> String {
    format!("{}\n", json!({"id": id, "error": {"kind": kind, "message": message, "line": line}}))
}

/// The lines of the input that are not blank.
struct Lines<R> {
    input: R,
    number: usize,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            if self.ended {
                return None;
            }
            let mut line = Vec::new();
            self.number += 1;
            match io::Read::take(&mut self.input, LONGEST_LINE as u64).read_until(b'\n', &mut line) {
                Ok(0) => self.ended = true,
                Ok(_) if line.len() == LONGEST_LINE && line.last() != Some(&b'\n') => {
                    return Some((self.number, self.skip_rest()));
                }
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => return Some((self.number, Ok(line))),
                Err(error) => {
                    self.ended = true;
                    return Some((self.number, Err(explained(Task::Read, &error))));
                }
            }
        }
    }
}

impl<R: BufRead> Lines<R> {
    /// Passes over the rest of a line that is too long.
    fn skip_rest(&mut self) -> Result<Vec<u8>, String> {
        match self.input.skip_until(b'\n') {
            Ok(_) => Err("it is longer than 256 MiB".to_owned()),
            Err(error) => Err(explained(Task::Read, &error)),
        }
    }
}
