//! Takes out of Rust source what a person reads: doc comments, and string literals of three words or more.

use crate::Passage;

/// Doc comments and sentences among the string literals of a file, in order.
pub(crate) fn passages(source: &str) -> Vec<Passage> {
    let mut scanner = Scanner { source, at: 0, line: 1, passages: Vec::new(), last_comment: 0 };
    while scanner.at < source.len() {
        scanner.step();
    }
    scanner.passages
}

struct Scanner<'a> {
    source: &'a str,
    /// Byte that comes next.
    at: usize,
    /// Its line, from 1.
    line: usize,
    passages: Vec<Passage>,
    /// Line of the latest doc comment, which one on the next line continues.
    last_comment: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn skip(&mut self, bytes: usize) {
        self.line += self.source[self.at..self.at + bytes].matches('\n').count();
        self.at += bytes;
    }

    /// Skips up to and with this text, or to the end.
    fn skip_past(&mut self, end: &str) {
        let bytes = self.rest().find(end).map_or(self.rest().len(), |at| at + end.len());
        self.skip(bytes);
    }

    fn step(&mut self) {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.comment();
        } else if rest.starts_with("/*") {
            self.skip_past("*/");
        } else if rest.starts_with('"') {
            self.string();
        } else if let Some(hashes) = raw_string(rest).filter(|_| !self.is_inside_word()) {
            self.raw_string(hashes);
        } else if rest.starts_with('\'') {
            self.skip(letter(rest));
        } else {
            let bytes = rest.chars().next().map_or(1, char::len_utf8);
            self.skip(bytes);
        }
    }

    fn is_inside_word(&self) -> bool {
        self.source[..self.at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
    }

    fn comment(&mut self) {
        let text = self.rest().lines().next().unwrap_or_default().to_owned();
        let is_doc = (text.starts_with("///") && !text.starts_with("////")) || text.starts_with("//!");
        if is_doc {
            let words = text[3..].to_owned();
            match self.passages.last_mut() {
                Some(passage) if self.last_comment + 1 == self.line => {
                    passage.text = format!("{}\n{words}", passage.text);
                }
                _ => self.passages.push(Passage { line: self.line, text: words, is_comment: true }),
            }
            self.last_comment = self.line;
        }
        self.skip(text.len());
    }

    fn string(&mut self) {
        let mut end = 1;
        let bytes = self.rest().as_bytes();
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let end = end.min(bytes.len());
        let text = self.rest()[1..end].replace("\\\n", "\n");
        self.sentence(text);
        self.skip((end + 1).min(self.rest().len()));
    }

    fn raw_string(&mut self, hashes: usize) {
        let start = hashes + 2;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = self.rest()[start..].find(&close).unwrap_or(self.rest().len() - start);
        let text = self.rest()[start..start + length].to_owned();
        self.sentence(text);
        self.skip((start + length + close.len()).min(self.rest().len()));
    }

    fn sentence(&mut self, text: String) {
        if text.split_whitespace().nth(2).is_some() {
            self.passages.push(Passage { line: self.line, text, is_comment: false });
            self.last_comment = 0;
        }
    }
}

/// How many hashes a raw string begins with, where one begins.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?;
    let quote = hashes.trim_start_matches('#');
    quote.starts_with('"').then_some(hashes.len() - quote.len())
}

/// How long a literal letter or the quote of a lifetime is, in bytes.
fn letter(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(1, |at| at + 4),
        Some((at, letter)) if text[at + letter.len_utf8()..].starts_with('\'') => at + letter.len_utf8() + 1,
        _ => 1,
    }
}

#[test]
fn comments_and_sentences_are_found_and_code_is_not() {
    let source = r##"
        //! About
        //! the room.
        // Only for programmers here.
        fn f<'a>(text: &'a str) -> char {
            let _ = ("one two", "a \"good\" long \
                sentence", r#"raw and "long" too"#, '"', '\'', b'\\');
            'x'
        }
        /// Not "quoted".
    "##;
    let found: Vec<(usize, String)> = passages(source)
        .into_iter()
        .map(|passage| (passage.line, passage.text.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    assert_eq!(
        found,
        [
            (2, "About the room.".to_owned()),
            (6, "a \\\"good\\\" long sentence".to_owned()),
            (7, "raw and \"long\" too".to_owned()),
            (10, "Not \"quoted\".".to_owned()),
        ]
    );
}
