//! What every source format must do.

use crate::import::document::Document;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::notice::Notice;

/// How sure a source is that an input is of its format. The surest source reads it; among equals, the first
/// in [`SOURCES`](crate::import::sources::SOURCES).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not this format.
    No,
    /// Nothing speaks against it; for fallbacks such as plain text.
    Possible,
    /// Several marks of the format are there, or the generic one of a family (any HTML page).
    Likely,
    /// The format names itself, or marks that nothing else has are there.
    Certain,
}

/// What a source made of an input.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The articles, in the order of the input; an error in place of each that could not be read.
    pub documents: Vec<Result<Document, ImportError>>,
    /// How many articles the input itself says it has, such as on its cover.
    pub stated_count: Option<usize>,
    /// What is to be reported of the input as a whole.
    pub notices: Vec<Notice>,
}

impl From<Document> for Parsed {
    fn from(document: Document) -> Self {
        Self { documents: vec![Ok(document)], ..Self::default() }
    }
}

/// A format that articles come in.
///
/// A source recognises and takes apart; it does not repair. It gives each block with the line (or, for formats
/// without lines, the ordinal of the element) that it is on, keeps quotation marks as they are, and reports
/// with [`NoticeKind::Dropped`](crate::import::notice::NoticeKind::Dropped) every piece of body text that it leaves out.
/// Metadata that the format states outright is [`Field::stated`](crate::import::document::Field::stated); anything else is
/// [`Field::guessed`](crate::import::document::Field::guessed) or left out. Nothing that names the user's library, proxy,
/// account or certificate goes into a [`Document`].
///
/// No input may make it panic, and its time and memory must be bounded by the size of the input: nested
/// structures, archives and entities need limits of their own.
pub trait Source: Sync {
    /// Name in options and files: lower-case letters, digits and hyphens, such as `nexis-txt`.
    fn name(&self) -> &'static str;

    /// What it is, in one line, for `nutgraf import --formats`.
    fn summary(&self) -> &'static str;

    /// How sure it is that the input is of this format. Looks at the content, first at
    /// [`Input::head`] and [`Input::tail`]; the file's name and media type are hints and never enough.
    fn recognise(&self, input: &Input<'_>) -> Confidence;

    /// Takes the input apart.
    ///
    /// # Errors
    ///
    /// When the input as a whole cannot be read. What is wrong with a single article goes into
    /// [`Parsed::documents`].
    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError>;
}

impl std::fmt::Debug for dyn Source {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}
