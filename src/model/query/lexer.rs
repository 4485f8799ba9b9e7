//! Splits a query into brackets, `-`, `OR`, and terms with their values, each with its bytes.

use crate::text::span::ByteSpan;

use crate::model::query::error::QueryError;
use crate::model::query::vocabulary::BARE;

/// A token of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its place in the query.
    pub span: ByteSpan,
}

/// The kind of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `-` before a term or a bracket.
    Not,
    /// `OR`
    Or,
    /// A word, or `field:value`.
    Term(RawTerm),
}

/// A term as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTerm {
    /// The field before the first colon; `None` for a bare word.
    pub field: Option<RawValue>,
    /// The values, separated by commas; at least one, which may be empty.
    pub values: Vec<RawValue>,
}

/// A name or value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawValue {
    /// The text without its quotation marks.
    pub text: String,
    /// Whether any of it was in quotation marks.
    pub is_quoted: bool,
    /// Its place, with the quotation marks.
    pub span: ByteSpan,
}

/// The tokens of a query, and its errors. Whatever cannot be parsed becomes a term.
#[must_use]
pub fn tokens(query: &str) -> (Vec<Token>, Vec<QueryError>) {
    let mut lexer = Lexer { query, at: 0, errors: Vec::new() };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next() {
        tokens.push(token);
    }
    (tokens, lexer.errors)
}

struct Lexer<'a> {
    query: &'a str,
    /// The next byte.
    at: usize,
    errors: Vec<QueryError>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.query[self.at..].chars().next()
    }

    fn step(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    fn next(&mut self) -> Option<Token> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.step();
        }
        let start = self.at;
        let sign = match self.peek()? {
            '(' => Some(TokenKind::Open),
            ')' => Some(TokenKind::Close),
            '-' => Some(TokenKind::Not),
            _ => None,
        };
        let kind = match sign {
            Some(kind) => {
                self.step();
                kind
            }
            None => self.term(),
        };
        Some(Token { kind, span: ByteSpan::new(start, self.at) })
    }

    /// A term up to a blank or bracket outside quotation marks.
    fn term(&mut self) -> TokenKind {
        let start = self.at;
        let mut field = None;
        let mut values = Vec::new();
        let mut value = RawValue { text: String::new(), is_quoted: false, span: ByteSpan::new(start, start) };
        while let Some(letter) = self.peek() {
            if letter.is_whitespace() || matches!(letter, '(' | ')') {
                break;
            }
            let at = self.at;
            self.step();
            let is_first = field.is_none() && values.is_empty() && !value.is_quoted;
            let after = |at: usize| RawValue { text: String::new(), is_quoted: false, span: ByteSpan::new(at, at) };
            match letter {
                ':' if is_first && is_field_name(&value.text) => {
                    value.span.end = at;
                    field = Some(std::mem::replace(&mut value, after(self.at)));
                }
                ',' if !self.is_within_a_number(field.as_ref(), &value) => {
                    value.span.end = at;
                    values.push(std::mem::replace(&mut value, after(self.at)));
                }
                '"' | '“' | '”' => {
                    value.is_quoted = true;
                    self.quoted(at, &mut value.text);
                }
                _ => value.text.push(letter),
            }
        }
        value.span.end = self.at;
        let is_or = field.is_none() && values.is_empty() && !value.is_quoted && value.text == "OR";
        values.push(value);
        if is_or { TokenKind::Or } else { TokenKind::Term(RawTerm { field, values }) }
    }

    /// Whether the comma just read is between digits of a text, as in `1,000`.
    fn is_within_a_number(&self, field: Option<&RawValue>, value: &RawValue) -> bool {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let is_text = field.is_none_or(|field| field.text.eq_ignore_ascii_case(BARE));
        is_text && !value.is_quoted && value.text.ends_with(is_digit) && self.peek().is_some_and(is_digit)
    }

    /// The words up to the closing quotation mark; `\` escapes the next character.
    fn quoted(&mut self, opening: usize, text: &mut String) {
        while let Some(letter) = self.step() {
            match letter {
                '"' | '“' | '”' => return,
                '\\' => text.extend(self.step()),
                _ => text.push(letter),
            }
        }
        let span = ByteSpan::new(opening, self.query.len());
        let hint = "close them with another `\"`".to_owned();
        self.errors.push(QueryError::new(span, "these quotation marks are not closed", Some(hint)));
    }
}

/// Whether a word before a colon is a field, unlike the `12` of `12:30`.
fn is_field_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
