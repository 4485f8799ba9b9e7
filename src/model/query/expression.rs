//! The tree of a query: terms combined by and, or and not.

use std::fmt;

use crate::text::span::ByteSpan;

use crate::model::query::field::Field;
use crate::model::query::value::Value;
use crate::model::query::vocabulary::BARE;

/// A query, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// All of them match; an empty list matches everything.
    All(Vec<Self>),
    /// One of them matches.
    Any(Vec<Self>),
    /// It does not match.
    Not(Box<Self>),
    /// A field has one of some values.
    Term(Term),
    /// A saved query, with its name.
    Saved(String, Box<Self>),
}

/// A field with its accepted values.
#[derive(Debug, Clone)]
pub struct Term {
    /// The field.
    pub field: &'static Field,
    /// Index of the field in the vocabulary that parsed it.
    pub row: usize,
    /// The values, one of which must match.
    pub values: Vec<Value>,
    /// The place of each value in the query; in a saved query, the place of its name.
    pub spans: Vec<ByteSpan>,
    /// Whether it comes from a saved query.
    pub is_saved: bool,
}

/// Where a term was written does not affect its meaning.
impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.field.name == other.field.name && self.values == other.values
    }
}

impl Eq for Term {}

impl Expression {
    /// Whether it matches, given a test for terms. Stops as soon as that is decided.
    pub fn holds(&self, test: &mut dyn FnMut(&Term) -> bool) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(test)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(test)),
            Self::Not(part) => !part.holds(test),
            Self::Term(term) => test(term),
            Self::Saved(_, query) => query.holds(test),
        }
    }

    /// All its terms in order, including negated ones.
    pub(crate) fn collect<'a>(&'a self, terms: &mut Vec<&'a Term>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.collect(terms)),
            Self::Not(part) | Self::Saved(_, part) => part.collect(terms),
            Self::Term(term) => terms.push(term),
        }
    }

    /// The parts that must all match, including those of saved queries.
    pub(crate) fn conjuncts(&self) -> Vec<&Self> {
        match self {
            Self::All(parts) => parts.iter().flat_map(Self::conjuncts).collect(),
            Self::Saved(_, query) => query.conjuncts(),
            other => vec![other],
        }
    }

    fn is_group(&self) -> bool {
        matches!(self, Self::All(_) | Self::Any(_))
    }

    fn within_brackets(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_group() { write!(formatter, "({self})") } else { write!(formatter, "{self}") }
    }
}

/// Text that parses to the same expression.
impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => {
                for (number, part) in parts.iter().enumerate() {
                    formatter.write_str(if number == 0 { "" } else { " " })?;
                    // `OR` binds more closely than a blank, so what it joins needs no brackets here.
                    match part {
                        Self::All(_) => part.within_brackets(formatter)?,
                        part => write!(formatter, "{part}")?,
                    }
                }
                Ok(())
            }
            Self::Any(parts) => {
                for (number, part) in parts.iter().enumerate() {
                    formatter.write_str(if number == 0 { "" } else { " OR " })?;
                    part.within_brackets(formatter)?;
                }
                Ok(())
            }
            Self::Not(part) => {
                formatter.write_str("-")?;
                part.within_brackets(formatter)
            }
            Self::Term(term) => write!(formatter, "{term}"),
            Self::Saved(name, _) => write!(formatter, "@{name}"),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_bare = self.field.name == BARE;
        if !is_bare {
            write!(formatter, "{}:", self.field.name)?;
        }
        for (number, value) in self.values.iter().enumerate() {
            formatter.write_str(if number == 0 { "" } else { "," })?;
            // A comma between digits of a text is no separator.
            if is_bare && number > 0 && value.written().starts_with(|letter: char| letter.is_ascii_digit()) {
                write!(formatter, "{value:#}")?;
            } else {
                write!(formatter, "{value}")?;
            }
        }
        Ok(())
    }
}
