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

/// How sure is one of the verdict? The three levels of ICD 203, never mixed with the verdict itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Little to go by.
    Low,
    /// Credible, and not beyond doubt.
    Moderate,
    /// Well founded.
    High,
}

impl Confidence {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Moderate, Self::High];

    /// The word of screens, journals and the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }

    /// The confidence of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|confidence| confidence.word() == word)
    }
}

/// Did the speaker say so? Asked only where that is not the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// They did.
    Confirmed,
    /// They did not.
    Denied,
    /// Looked, and it was not to be found.
    NotFound,
}

impl Said {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Confirmed, Self::Denied, Self::NotFound];

    /// The words that screens use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
            Self::NotFound => "not found",
        }
    }

    /// The word of journals and the command line.
    #[must_use]
    pub const fn stored(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            other => other.word(),
        }
    }

    /// The answer of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.stored() == word)
    }
}

/// How far the work on a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nothing is done yet.
    ToDo,
    /// Somebody is at it.
    Checking,
    /// An answer or a source is waited for.
    Waiting,
    /// It is done.
    Done,
    /// Nobody can check it.
    NotCheckable,
}

impl Status {
    /// All of them, in the order of work.
    pub const ALL: [Self; 5] = [Self::ToDo, Self::Checking, Self::Waiting, Self::Done, Self::NotCheckable];

    /// The words that screens use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ToDo => "to do",
            Self::Checking => "checking",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::NotCheckable => "not checkable",
        }
    }

    /// The word of journals and the command line.
    #[must_use]
    pub const fn stored(self) -> &'static str {
        match self {
            Self::ToDo => "to-do",
            Self::NotCheckable => NOT_CHECKABLE,
            other => other.word(),
        }
    }

    /// The status of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.stored() == word || status.word() == word)
    }
}

/// What one says of a claim in one go; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opinion {
    /// A verdict; none within takes it away.
    pub verdict: Option<Option<Verdict>>,
    /// How sure one is.
    pub confidence: Option<Confidence>,
    /// Whether the speaker said so.
    pub said: Option<Said>,
    /// How far the work is; a verdict and not checkable imply one.
    pub status: Option<Status>,
    /// The reason.
    pub why: Option<String>,
    /// What it should read.
    pub correction: Option<String>,
    /// Why the work is where it is.
    pub status_reason: Option<String>,
}

impl Opinion {
    /// A verdict and nothing else.
    #[must_use]
    pub fn of(verdict: Option<Verdict>) -> Self {
        Self { verdict: Some(verdict), ..Self::default() }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// In words, for the one who said it.
    #[must_use]
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.verdict.map(|verdict| verdict.map_or("not judged", Verdict::word).to_owned()));
        parts.extend(self.status.map(|status| status.word().to_owned()));
        parts.extend(self.confidence.map(|confidence| format!("{} confidence", confidence.word())));
        parts.extend(self.said.map(|said| format!("said so: {}", said.word())));
        let quoted = |name: &str, text: &Option<String>| {
            // An empty text takes away what was said, if anything was.
            text.as_ref().filter(|text| !text.is_empty()).map(|text| format!("{name} “{text}”"))
        };
        parts.extend(quoted("why", &self.why));
        parts.extend(quoted("should read", &self.correction));
        parts.extend(quoted("because", &self.status_reason));
        parts.join(", ")
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
