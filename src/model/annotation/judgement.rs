//! The parts of a judgement.

/// Whether the claim is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The evidence confirms the claim.
    Supported,
    /// The evidence shows that the claim is wrong.
    Refuted,
    /// The annotator looked and did not find enough.
    NotEnough,
    /// Some evidence supports the claim and some refutes it.
    Conflicting,
    /// The parts are true but the whole gives a false picture.
    Misleading,
}

impl Verdict {
    /// All verdicts, in the order of menus.
    pub const ALL: [Self; 5] = [Self::Supported, Self::Refuted, Self::NotEnough, Self::Conflicting, Self::Misleading];

    /// The words on screen.
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

    /// The word in the journal and on the command line.
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

    /// The key that gives the verdict.
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

/// How sure the annotator is of the verdict, in the three levels of ICD 203, which are independent of the verdict
/// itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// The evidence is thin.
    Low,
    /// The evidence is credible but leaves doubt.
    Moderate,
    /// The evidence is solid.
    High,
}

impl Confidence {
    /// All levels, the lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Moderate, Self::High];

    /// The word on screen, in journals and on the command line.
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

/// Whether the speaker made the claim, asked only if that is not the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Said {
    /// They did.
    Confirmed,
    /// They did not.
    Denied,
    /// The annotator looked and did not find it.
    NotFound,
}

impl Said {
    /// All answers, in the order of menus.
    pub const ALL: [Self; 3] = [Self::Confirmed, Self::Denied, Self::NotFound];

    /// The words on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
            Self::NotFound => "not found",
        }
    }

    /// The word in journals and on the command line.
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

/// The state of the work on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Work has not begun.
    ToDo,
    /// Somebody is working on it.
    Checking,
    /// It waits for an answer or a source.
    Waiting,
    /// It is done.
    Done,
    /// Nobody can check it.
    NotCheckable,
}

impl Status {
    /// All statuses, in the order of the work.
    pub const ALL: [Self; 5] = [Self::ToDo, Self::Checking, Self::Waiting, Self::Done, Self::NotCheckable];

    /// The words on screen.
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

    /// The word in journals and on the command line.
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

/// The parts of a judgement entered together; those that are `None` stay unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opinion {
    /// The verdict; `Some(None)` withdraws it.
    pub verdict: Option<Option<Verdict>>,
    /// How sure the annotator is.
    pub confidence: Option<Confidence>,
    /// Whether the speaker made the claim.
    pub said: Option<Said>,
    /// The status of the work; a verdict or “not checkable” implies one.
    pub status: Option<Status>,
    /// The reason.
    pub why: Option<String>,
    /// What the claim should say.
    pub correction: Option<String>,
    /// The reason for the status.
    pub status_reason: Option<String>,
}

impl Opinion {
    /// Whether it contains something that was typed.
    #[must_use]
    pub const fn has_text(&self) -> bool {
        self.why.is_some() || self.correction.is_some() || self.status_reason.is_some()
    }

    /// A verdict alone.
    #[must_use]
    pub fn of(verdict: Option<Verdict>) -> Self {
        Self { verdict: Some(verdict), ..Self::default() }
    }

    /// Whether nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The judgement in words, for messages to its author.
    #[must_use]
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.verdict.map(|verdict| verdict.map_or("not judged", Verdict::word).to_owned()));
        parts.extend(self.status.map(|status| status.word().to_owned()));
        parts.extend(self.confidence.map(|confidence| format!("{} confidence", confidence.word())));
        parts.extend(self.said.map(|said| format!("said so: {}", said.word())));
        let quoted = |name: &str, text: &Option<String>| {
            // An empty text removes an existing one.
            text.as_ref().filter(|text| !text.is_empty()).map(|text| format!("{name} “{text}”"))
        };
        parts.extend(quoted("reason", &self.why));
        parts.extend(quoted("correction", &self.correction));
        parts.extend(quoted("because", &self.status_reason));
        parts.join(", ")
    }
}

/// The stored value of the field `status` for a claim that nobody can check.
pub const NOT_CHECKABLE: &str = "not-checkable";

/// An annotator's verdict or status for a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not judged.
    NotJudged,
    /// Judged in its present wording.
    Current(Verdict),
    /// Judged in an earlier wording; to be judged again.
    Earlier(Verdict),
    /// Nobody can check it.
    NotCheckable,
}

impl Standing {
    /// The verdict, even on an earlier wording.
    #[must_use]
    pub const fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Current(verdict) | Self::Earlier(verdict) => Some(verdict),
            Self::NotJudged | Self::NotCheckable => None,
        }
    }

    /// A verdict or status in words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::NotJudged => "not judged".to_owned(),
            Self::NotCheckable => "not checkable".to_owned(),
            Self::Current(verdict) => verdict.word().to_owned(),
            Self::Earlier(verdict) => format!("{}, of an earlier wording", verdict.word()),
        }
    }

    /// The sign beside a claim.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::NotJudged => "○",
            Self::NotCheckable => "–",
            Self::Current(verdict) | Self::Earlier(verdict) => verdict.glyph(),
        }
    }
}
