//! What an annotator says of a claim.

/// Is it so?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The evidence bears it out.
    Supported,
    /// The evidence speaks against it.
    Refuted,
    /// Looked, and not enough was found.
    NotEnough,
    /// The evidence goes both ways.
    Conflicting,
    /// True parts, a false whole.
    Misleading,
}

impl Verdict {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Supported, Self::Refuted, Self::NotEnough, Self::Conflicting, Self::Misleading];

    /// The words that screens use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Refuted => "refuted",
            Self::NotEnough => "not enough evidence",
            Self::Conflicting => "conflicting",
            Self::Misleading => "misleading",
        }
    }

    /// The word that the journal and the command line use.
    #[must_use]
    pub const fn stored(self) -> &'static str {
        match self {
            Self::NotEnough => "not-enough",
            other => other.word(),
        }
    }

    /// The verdict of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.stored() == word || verdict.word() == word)
    }

    /// The sign before a claim.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Supported => "✓",
            Self::Refuted => "✗",
            Self::NotEnough => "?",
            Self::Conflicting => "≠",
            Self::Misleading => "~",
        }
    }

    /// The key that gives it.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Supported => 's',
            Self::Refuted => 'r',
            Self::NotEnough => 'n',
            Self::Conflicting => 'c',
            Self::Misleading => 'm',
        }
    }
}

/// Stored value of the field `status` for a claim that nobody can check.
pub const NOT_CHECKABLE: &str = "not-checkable";

/// How a claim stands with an annotator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is said of it.
    NotJudged,
    /// Judged as it is worded now.
    Current(Verdict),
    /// Judged when it was worded otherwise; to be judged again.
    Earlier(Verdict),
    /// Nobody can check it.
    NotCheckable,
}
