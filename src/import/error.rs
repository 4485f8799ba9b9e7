//! Why something could not be imported.

use strum::IntoStaticStr;

use crate::import::document::Document;

/// Why an input, or one article of it, could not be imported. Messages continue "cannot import FILE: …".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ImportError {
    /// Nothing but white space.
    #[error("it is empty")]
    Empty,
    /// An article of nutgraf's own, even a broken one.
    #[error("it is a nutgraf article already; `nutgraf check` says what is wrong with it, if anything is")]
    AlreadyArticle,
    /// No source recognises it.
    #[error("its format is not known; `nutgraf import --formats` lists those that are, `--from FORMAT` names one")]
    UnknownFormat,
    /// A known file type that nutgraf does not read.
    #[error("it is {what}; {advice}")]
    Unreadable {
        /// The file type, with its article: "a PDF file".
        what: &'static str,
        /// What turns it into something that can be read, as a sentence: "`pdftotext -layout FILE` makes …".
        advice: &'static str,
    },
    /// Larger or deeper than is read.
    #[error("{what} is larger than {limit}")]
    TooLarge {
        /// The part that is too large.
        what: String,
        /// The limit, with its unit.
        limit: &'static str,
    },
    /// Not what its format demands.
    #[error("line {line}: {why}")]
    Malformed {
        /// Line of the source, counted from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
    /// A part of an archive is not what its format demands.
    #[error("{part} inside it: {why}")]
    DamagedPart {
        /// Name of the part, or "the archive".
        part: String,
        /// What is wrong, with the line where there is one.
        why: String,
    },
    /// The format is read, but there is no article in it.
    #[error("there is no article in it: {why}")]
    NoArticle {
        /// What is there instead.
        why: String,
        /// Line of the source where the article would be; none for the whole.
        line: Option<usize>,
    },
    /// Only the beginning of an article is there, as a paywall shows it.
    #[error("it is only the beginning of an article behind a paywall; save the page while signed in")]
    Paywall {
        /// What is there of it, for those who only want the text.
        beginning: Box<Document>,
    },
    /// The agency has withdrawn the article.
    #[error("its agency has withdrawn it ({status})")]
    Withdrawn {
        /// The status in the words of the source.
        status: String,
    },
    /// Annotations without the text they speak about.
    #[error("its annotations come without their text; name it with `--onto FILE`")]
    TextMissing,
}

impl ImportError {
    /// There is no article in the input as a whole.
    #[must_use]
    pub fn no_article(why: impl Into<String>) -> Self {
        Self::NoArticle { why: why.into(), line: None }
    }

    /// The word for machines, such as `no-article`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }

    /// Line of the source, where the error has one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Malformed { line, .. } => Some(*line),
            Self::NoArticle { line, .. } => *line,
            _ => None,
        }
    }
}
