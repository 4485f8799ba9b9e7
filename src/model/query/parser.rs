//! Turns the tokens of a query into its tree. Continues after an error, so that all errors are reported together.

use crate::text::span::ByteSpan;
use crate::text::suggestion;

use crate::model::query::error::QueryError;
use crate::model::query::expression::{Expression, Term};
use crate::model::query::field::Field;
use crate::model::query::lexer::{RawTerm, RawValue, Token, TokenKind, tokens};
use crate::model::query::value::Value;
use crate::model::query::vocabulary::{BARE, Vocabulary};

/// The deepest nesting of brackets, negations and saved queries.
const MOST_DEPTH: usize = 64;
/// The most terms of a query, including those of its saved queries.
const MOST_TERMS: usize = 1000;
/// The longest query, in bytes.
const MOST_BYTES: usize = 64 * 1024;

/// Parses a query; an empty one matches everything.
pub(crate) fn parse(query: &str, vocabulary: &Vocabulary) -> Result<Expression, Vec<QueryError>> {
    if query.len() > MOST_BYTES {
        return Err(vec![QueryError::new(ByteSpan::new(0, 0), "the query is longer than 64 KiB", None)]);
    }
    let mut parser = Parser::new(query, vocabulary);
    let expression = parser.all(0);
    if parser.errors.is_empty() {
        return Ok(expression);
    }
    parser.errors.sort_by_key(|error| error.span);
    Err(parser.errors)
}

struct Parser<'a> {
    vocabulary: &'a Vocabulary,
    tokens: Vec<Token>,
    /// The next token.
    at: usize,
    /// Terms so far.
    terms: usize,
    /// Names of the saved queries being parsed.
    within: Vec<String>,
    /// Whether the rest of the query is skipped.
    gave_up: bool,
    errors: Vec<QueryError>,
}

impl<'a> Parser<'a> {
    fn new(query: &str, vocabulary: &'a Vocabulary) -> Self {
        let (tokens, errors) = tokens(query);
        Self { vocabulary, tokens, at: 0, terms: 0, within: Vec::new(), gave_up: false, errors }
    }

    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned()?;
        self.at += 1;
        Some(token)
    }

    fn wrong(&mut self, span: ByteSpan, problem: impl Into<String>, hint: &str) {
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        self.errors.push(QueryError::new(span, problem, hint));
    }

    /// Stops parsing.
    fn give_up(&mut self, span: ByteSpan, problem: &str, hint: &str) -> Expression {
        if !self.gave_up {
            self.wrong(span, problem, hint);
        }
        self.gave_up = true;
        self.at = self.tokens.len();
        Expression::All(Vec::new())
    }

    /// Parts separated by blanks, up to a closing bracket.
    fn all(&mut self, depth: usize) -> Expression {
        let mut parts = Vec::new();
        while let Some(kind) = self.peek() {
            if *kind != TokenKind::Close {
                parts.push(self.any(depth));
            } else if depth > 0 {
                break;
            } else {
                let span = self.tokens[self.at].span;
                self.wrong(span, "this bracket closes nothing", "open one before it, or leave it out");
                self.at += 1;
            }
        }
        if parts.len() == 1 { parts.remove(0) } else { Expression::All(parts) }
    }

    /// Parts joined by `OR`.
    fn any(&mut self, depth: usize) -> Expression {
        let mut parts = vec![self.not(depth)];
        while self.peek() == Some(&TokenKind::Or) {
            let span = self.tokens[self.at].span;
            self.at += 1;
            if matches!(self.peek(), None | Some(TokenKind::Close | TokenKind::Or)) {
                self.wrong(span, "nothing follows `OR`", "write the alternative, or leave it out");
            } else {
                parts.push(self.not(depth));
            }
        }
        if parts.len() == 1 { parts.remove(0) } else { Expression::Any(parts) }
    }

    /// A term, a group, or a negation.
    fn not(&mut self, depth: usize) -> Expression {
        let nothing = Expression::All(Vec::new());
        let Some(Token { kind, span }) = self.next() else { return nothing };
        if depth >= MOST_DEPTH {
            return self.give_up(span, "the query is nested too deeply", "write it with fewer brackets");
        }
        match kind {
            TokenKind::Not => {
                let follows = self.tokens.get(self.at).filter(|next| next.span.start == span.end);
                if follows.is_none_or(|next| matches!(next.kind, TokenKind::Close | TokenKind::Or)) {
                    self.wrong(span, "nothing follows `-`", "put it directly before the term to exclude");
                    return nothing;
                }
                Expression::Not(Box::new(self.not(depth + 1)))
            }
            TokenKind::Open => self.group(span, depth),
            TokenKind::Term(term) => self.term(&term, span, depth),
            TokenKind::Or => {
                self.wrong(span, "there is no term before `OR`", "put `OR` between two terms");
                nothing
            }
            // Every caller looks for a closing bracket first, so that none comes here.
            TokenKind::Close => nothing,
        }
    }

    fn group(&mut self, open: ByteSpan, depth: usize) -> Expression {
        let is_empty = self.peek() == Some(&TokenKind::Close);
        let inner = self.all(depth + 1);
        if self.peek() == Some(&TokenKind::Close) {
            let close = self.tokens[self.at].span;
            self.at += 1;
            if is_empty {
                self.wrong(
                    ByteSpan::new(open.start, close.end),
                    "these brackets are empty",
                    "write terms between them, or leave them out",
                );
            }
        } else if !self.gave_up {
            self.wrong(open, "this bracket is not closed", "close it with `)`");
        }
        inner
    }

    fn term(&mut self, raw: &RawTerm, span: ByteSpan, depth: usize) -> Expression {
        let nothing = Expression::All(Vec::new());
        self.terms += 1;
        if self.terms > MOST_TERMS {
            return self.give_up(span, "the query has more than 1000 terms", "leave some out");
        }
        let Some(name) = &raw.field else { return self.bare(raw, span, depth) };
        let Some((row, field)) = self.vocabulary.field(&name.text) else {
            let names = self.vocabulary.fields.iter().map(|field| field.name);
            let hint = suggestion::did_you_mean(&name.text, names.clone()).unwrap_or_else(|| {
                format!("{}; put words with a colon in quotation marks", suggestion::choices(names))
            });
            self.wrong(name.span, format!("there is no field `{}`", name.text), &hint);
            return nothing;
        };
        self.values(row, field, &raw.values)
    }

    /// A word, or the name of a saved query.
    fn bare(&mut self, raw: &RawTerm, span: ByteSpan, depth: usize) -> Expression {
        let nothing = Expression::All(Vec::new());
        if let [RawValue { text, is_quoted: false, .. }] = raw.values.as_slice() {
            match text.as_str() {
                "AND" => {
                    self.wrong(
                        span,
                        "`AND` is not needed",
                        "terms with blanks between them must all match; for the word itself write \"and\"",
                    );
                    return nothing;
                }
                "NOT" => {
                    self.wrong(span, "`NOT` is written `-`", "put `-` directly before the term to exclude");
                    return nothing;
                }
                text => {
                    if let Some(name) = text.strip_prefix('@') {
                        return self.saved(name, span, depth);
                    }
                }
            }
        }
        let Some((row, field)) = self.vocabulary.field(BARE) else {
            self.wrong(span, "a word alone asks nothing here", "name a field before it");
            return nothing;
        };
        self.values(row, field, &raw.values)
    }

    fn values(&mut self, row: usize, field: &'static Field, raw: &[RawValue]) -> Expression {
        let (mut values, mut spans) = (Vec::new(), Vec::new());
        for one in raw {
            match Value::read(field, &one.text) {
                Ok(value) => {
                    values.push(value);
                    spans.push(one.span);
                }
                Err((problem, hint)) => self.errors.push(QueryError::new(one.span, problem, hint)),
            }
        }
        Expression::Term(Term { field, row, values, spans, is_saved: !self.within.is_empty() })
    }

    /// A saved query, parsed as if it were written here in brackets.
    fn saved(&mut self, name: &str, span: ByteSpan, depth: usize) -> Expression {
        let nothing = Expression::All(Vec::new());
        let Some((name, text)) = self.vocabulary.saved().get_key_value(name) else {
            let names = || self.vocabulary.saved().keys().map(String::as_str);
            let none = "save it under [queries] in nutgraf.toml, or put the word in quotation marks".to_owned();
            let otherwise = || if names().next().is_none() { none } else { suggestion::choices(names()) };
            let hint = suggestion::did_you_mean(name, names()).unwrap_or_else(otherwise);
            self.wrong(span, format!("there is no saved query `{name}`"), &hint);
            return nothing;
        };
        if self.within.contains(name) {
            self.wrong(span, format!("the saved query `{name}` contains itself"), "take it out of itself");
            return nothing;
        }
        let (tokens, mut errors) = tokens(text);
        let outer = (std::mem::replace(&mut self.tokens, tokens), std::mem::replace(&mut self.at, 0));
        let outer_errors = std::mem::take(&mut self.errors);
        self.within.push(name.clone());
        let mut query = self.whole(depth + 1);
        self.within.pop();
        errors.append(&mut self.errors);
        (self.tokens, self.at) = outer;
        self.errors = outer_errors;
        if self.gave_up {
            self.at = self.tokens.len();
        }
        if let Some(error) = errors.first() {
            self.wrong(span, format!("the saved query `{name}` is wrong: {error}"), "");
        }
        query.stand_at(span);
        Expression::Saved(name.clone(), Box::new(query))
    }

    /// All tokens up to the end, at this depth.
    fn whole(&mut self, depth: usize) -> Expression {
        let query = self.all(depth);
        if let Some(token) = self.tokens.get(self.at) {
            let span = token.span;
            self.wrong(span, "this bracket closes nothing", "open one before it, or leave it out");
        }
        query
    }
}

impl Expression {
    /// Moves every term to this place.
    fn stand_at(&mut self, span: ByteSpan) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.stand_at(span)),
            Self::Not(part) | Self::Saved(_, part) => part.stand_at(span),
            Self::Term(term) => term.spans.fill(span),
        }
    }
}
