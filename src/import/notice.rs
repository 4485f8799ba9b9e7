//! What an import reports: repairs, assumptions, and what it left out.

use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// One thing that an import did or assumed, which a person may want to check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Line of the source, counted from 1; none for the input or article as a whole.
    pub line: Option<usize>,
    /// What sort of thing it is.
    pub kind: NoticeKind,
    /// What happened, in one sentence without its full stop.
    pub message: String,
    /// Words of the source that are not in the article, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped: Option<String>,
}

impl Notice {
    /// A notice about the input or article as a whole.
    #[must_use]
    pub fn whole(kind: NoticeKind, message: impl Into<String>) -> Self {
        Self { line: None, kind, message: message.into(), dropped: None }
    }

    /// A notice about a line.
    #[must_use]
    pub fn at(line: usize, kind: NoticeKind, message: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::whole(kind, message) }
    }

    /// Words of the source that were left out, with the reason.
    #[must_use]
    pub fn dropped(line: usize, words: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { dropped: Some(words.into()), ..Self::at(line, NoticeKind::Dropped, reason) }
    }
}

/// Sorts of notices. The word of each is used in reports (`--report json`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum NoticeKind {
    /// An encoding was assumed, or bytes could not be decoded.
    Encoding,
    /// A line that is no part of the article was left out: footer, caption mark, navigation.
    Dropped,
    /// Wrapped lines became one paragraph.
    JoinedLines,
    /// A paragraph that was cut in mid-sentence was joined.
    JoinedParagraph,
    /// A heading that ran into a paragraph was split off.
    SplitHeading,
    /// A block was treated as a heading, or as text, against its looks.
    Heading,
    /// A word of a heading that was strewn into the text, or may have been.
    StrayWord,
    /// A hyphen that marked a line end was dropped.
    DroppedHyphen,
    /// A lost hyphen was restored because the text itself proves it.
    RestoredHyphen,
    /// A lost hyphen was restored on weaker evidence: both halves are names that stand alone elsewhere.
    LikelyHyphen,
    /// Words left the text for a field: a byline, a dateline.
    Metadata,
    /// A value of the metadata was guessed, or was left out because it is ambiguous.
    Guess,
    /// The count of words or articles that the source states is not the count found.
    Count,
    /// Part of the source, or an annotation in it, was not imported.
    Skipped,
}

impl NoticeKind {
    /// The word that reports use.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.into()
    }
}
