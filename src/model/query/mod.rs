//! The one query language, for filters, exports, lists and searches.
//!
//! `verdict:refuted,misleading priority:high -is:judged has:figure speaker:russia date:2010..2016 "gas pipeline"`:
//! terms separated by blanks must all match; `a,b` is either; `-` negates what follows; `OR` joins its two neighbours
//! and binds more closely than a blank; brackets group; `@name` is a saved query. A bare word is `text:`.
//!
//! - [`Query::parse`] parses a query with a [`Vocabulary`], and reports all errors with their places ([`QueryError`],
//!   [`report`]). Display prints a query that parses to the same.
//! - [`ClaimQuery`] applies it to the claims of an article, from somebody's point of view ([`Asker`]).
//! - A field of claims is one row of [`CLAIM_FIELDS`].
//! - Anything other than claims has a table of its own: [`Vocabulary::with_fields`] adds a `static` array of
//!   [`Field`]s, and the closure passed to [`Query::holds`] distinguishes their terms by [`Term::row`].
//!
//! ```
//! use nutgraf::model::query::{CLAIM_FIELDS, Field, Query, Takes, Vocabulary};
//!
//! struct Entry { outlet: &'static str, todo: i64 }
//! static FIELDS: [Field; 2] = [
//!     Field { name: "outlet", takes: Takes::Text, help: "who published it" },
//!     Field { name: "todo", takes: Takes::Number, help: "claims to do" },
//! ];
//!
//! let vocabulary = Vocabulary::of_claims().with_fields(&FIELDS);
//! let query = Query::parse("outlet:mooring -todo:>3", &vocabulary).unwrap();
//! let entry = Entry { outlet: "The Daily Mooring", todo: 2 };
//! assert!(query.holds(&mut |term| match term.row.checked_sub(CLAIM_FIELDS.len()) {
//!     Some(0) => term.values.iter().any(|value| value.is_in(entry.outlet)),
//!     Some(1) => term.values.iter().any(|value| value.has(entry.todo)),
//!     _ => false, // a field of claims
//! }));
//! ```

pub(crate) mod claim_fields;
pub(crate) mod claim_query;
pub(crate) mod claim_view;
pub(crate) mod error;
pub(crate) mod expression;
pub(crate) mod field;
pub(crate) mod lexer;
pub(crate) mod parser;
pub(crate) mod value;
pub(crate) mod vocabulary;

use std::fmt;

pub use crate::model::query::claim_fields::{CLAIM_FIELDS, ClaimField};
pub use crate::model::query::claim_query::{Asker, ClaimQuery, sections_demanded};
pub use crate::model::query::error::{QueryError, report};
pub use crate::model::query::expression::{Expression, Term};
pub use crate::model::query::field::{Field, Named, Takes};
pub use crate::model::query::lexer::{RawTerm, RawValue, Token, TokenKind, tokens};
pub use crate::model::query::value::{Dates, Numbers, Value, Words, quoted};
pub use crate::model::query::vocabulary::{BARE, Vocabulary};

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query(Expression);

/// Matches everything.
impl Default for Query {
    fn default() -> Self {
        Self::everything()
    }
}

impl Query {
    /// The query that matches everything.
    #[must_use]
    pub const fn everything() -> Self {
        Self(Expression::All(Vec::new()))
    }

    /// Parses a query; an empty one matches everything.
    ///
    /// # Errors
    ///
    /// Everything wrong with it, in the order of the text.
    pub fn parse(text: &str, vocabulary: &Vocabulary) -> Result<Self, Vec<QueryError>> {
        parser::parse(text, vocabulary).map(Self)
    }

    /// Whether it is empty and so matches everything.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        matches!(&self.0, Expression::All(parts) if parts.is_empty())
    }

    /// Its tree.
    #[must_use]
    pub fn expression(&self) -> &Expression {
        &self.0
    }

    /// Whether it matches, given a test for terms. Stops as soon as that is decided.
    pub fn holds(&self, test: &mut dyn FnMut(&Term) -> bool) -> bool {
        self.0.holds(test)
    }

    /// All its terms in order, including negated ones and those of saved queries.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        let mut terms = Vec::new();
        self.0.collect(&mut terms);
        terms
    }

    /// Whether one of its terms has this value for this field.
    #[must_use]
    pub fn names(&self, field: &str, value: &str) -> bool {
        let is_it = |term: &&Term| term.field.name == field && term.values.iter().any(|own| own.written() == value);
        self.terms().iter().any(is_it)
    }

    /// The terms of a field that every match satisfies: those outside any `-` and `OR`.
    #[must_use]
    pub fn demands(&self, field: &str) -> Vec<&Term> {
        let all = self.0.conjuncts().into_iter();
        let terms = all.filter_map(|part| if let Expression::Term(term) = part { Some(term) } else { None });
        terms.filter(|term| term.field.name == field).collect()
    }

    /// Whether it asks for anything other than those terms.
    #[must_use]
    pub fn asks_besides(&self, field: &str) -> bool {
        self.0.conjuncts().len() > self.demands(field).len()
    }

    /// The query that matches if both do.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self.is_everything() {
            return other;
        }
        if other.is_everything() {
            return self;
        }
        let parts = [self.0, other.0].into_iter().flat_map(|part| match part {
            Expression::All(parts) => parts,
            part => vec![part],
        });
        Self(Expression::All(parts.collect()))
    }

    /// The query that matches if this one does not.
    #[must_use]
    pub fn negated(self) -> Self {
        match self.0 {
            Expression::Not(part) => Self(*part),
            part => Self(Expression::Not(Box::new(part))),
        }
    }
}

/// Text that parses to the same query.
impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
