//! The argument that names an article: a path, or the name of a built-in article.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PathBufValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Command};

use crate::workspace::builtin::ARTICLES;

/// Takes any path; completions offer the names of the built-in articles.
pub(super) fn article() -> ArticleArgument {
    ArticleArgument
}

/// See [`article`].
#[derive(Clone)]
pub(super) struct ArticleArgument;

impl TypedValueParser for ArticleArgument {
    type Value = PathBuf;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<PathBuf, clap::Error> {
        PathBufValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(ARTICLES.iter().map(|article| PossibleValue::new(article.id))))
    }
}
