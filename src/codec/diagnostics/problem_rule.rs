//! The rules that `check` applies to article files and to notes on them, by name.

use serde::{Serialize, Serializer};

/// Whether a file with this problem can still be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The reader refuses the file.
    Error,
    /// The reader opens the file; its author should look at the problem.
    Warning,
}

impl Severity {
    /// The word that messages and machines use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One row per rule: variant, name, severity, what it asks for.
macro_rules! rules {
    ($($variant:ident, $name:literal, $severity:ident, $asks:literal;)*) => {
        /// A rule that an article file must keep, or that notes on it should.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemRule {
            $(#[doc = $asks] $variant,)*
        }

        impl ProblemRule {
            /// All rules, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The id in JSON and SARIF reports, which never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The requirement, as a sentence.
            #[must_use]
            pub const fn asks(self) -> &'static str {
                match self { $(Self::$variant => $asks),* }
            }

            /// Whether a violation is an error or a warning.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }
        }
    };
}

rules! {
    Readable, "readable", Error, "An article file must be UTF-8 text of at most 64 MiB.";
    Syntax, "syntax", Error, "An article file must be one valid YAML document.";
    PlainYaml, "plain-yaml", Error, "An article file must not use anchors, aliases, tags or merge keys, or nest more than 32 levels deep.";
    Version, "version", Error, "An article file must name the version of its format.";
    UnknownKey, "unknown-key", Error, "Every key must be one that the format defines.";
    MissingKey, "missing-key", Error, "Required keys must be present.";
    DuplicateKey, "duplicate-key", Error, "A key must not be repeated in one mapping.";
    WrongType, "wrong-type", Error, "Every value must have the type that the format requires.";
    BadValue, "bad-value", Error, "Every value must be one that the format allows.";
    Id, "id", Error, "Ids must start with a lower-case letter or digit, and may also contain dots and hyphens.";
    DuplicateId, "duplicate-id", Error, "Ids must be unique across entities, sections, paragraphs and claims.";
    UnknownEntity, "unknown-entity", Error, "Claims must name entities of the article as speakers and in `about`.";
    UnknownClaim, "unknown-claim", Error, "Relations must name claims of the article.";
    SharedName, "shared-name", Error, "A name or alias must belong to only one entity.";
    Words, "words", Error, "Quotes, cues and printed figures must occur in their paragraph, letter by letter.";
    SelfRelation, "self-relation", Error, "A claim must not be related to itself.";
    Circle, "circle", Error, "Relations of the kinds `because` and `part-of` must not form a cycle.";
    Date, "date", Error, "Dates must use the EDTF subset that the format defines.";
    Number, "number", Error, "The value of a figure must be a decimal number, written as text.";
    Empty, "empty", Error, "Texts, names and articles must not be empty.";
    Unmentioned, "unmentioned", Warning, "Every entity should be mentioned in the text.";
    NoClaims, "no-claims", Warning, "Every paragraph should make at least one claim.";
    Hedge, "hedge", Warning, "A claim whose quote is hedged should not be marked `stated`.";
    Attribution, "attribution", Warning, "A claim whose quote attributes it to somebody should have that speaker, not the author.";
    StrayFigure, "stray-figure", Warning, "The statement or the quote of a claim should have its figures, as printed.";
    StrayDate, "stray-date", Warning, "The statement or the quote of a claim should name the time of its date.";
    EmptySection, "empty-section", Warning, "Every section should have a paragraph.";
    NotesLine, "notes-line", Warning, "Every line of a notes file should be readable and not dated in the future.";
    NotesWord, "notes-word", Warning, "Notes should use the fields, ids and values that the format defines.";
    NotesTyped, "notes-typed", Warning, "Addresses, dates and numbers in notes should be valid.";
    UnknownSubject, "unknown-subject", Warning, "Notes should refer to items of the article.";
    NoteCircle, "note-circle", Warning, "Notes should not answer each other in a circle.";
    LostAnchor, "lost-anchor", Warning, "The words that notes refer to should be where they were.";
    EarlierWording, "earlier-wording", Warning, "Verdicts, notes, tags and evidence should refer to the current text.";
    SentenceChanged, "sentence-changed", Warning, "The sentence around annotated words should be unchanged.";
    TwoPlaces, "two-places", Warning, "There should be no conflicting edits.";
    StaleSettlement, "stale-settlement", Warning, "The judgements that a settlement decides between are still there, and so is the wording.";
    SettledTwice, "settled-twice", Warning, "No claim is settled in different ways.";
    BrokenSeal, "broken-seal", Error, "A seal must have a signature that fits it.";
    ChangedSinceSeal, "changed-since-seal", Warning, "Notes and article should be as they were sealed.";
    NoReason, "no-reason", Warning, "A verdict should have a reason or evidence.";
    OneSource, "one-source", Warning, "A verdict should be based on more than one source.";
    FirmerThanSource, "firmer-than-source", Warning, "A supported claim should not be firmer than its evidence.";
}

impl Serialize for ProblemRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
