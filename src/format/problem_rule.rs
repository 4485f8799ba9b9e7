//! The rules that an article file must keep, and those for notes on it, by name.

use serde::{Serialize, Serializer};

/// Whether a file can be used in spite of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can; an author should look.
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
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name that machines see.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What the rule asks for.
            #[must_use]
            pub const fn asks(self) -> &'static str {
                match self { $(Self::$variant => $asks),* }
            }

            /// Whether breaking it makes a file unusable.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }
        }
    };
}

rules! {
    Readable, "readable", Error, "A file is text in UTF-8 of at most 64 MiB.";
    Syntax, "syntax", Error, "A file is one YAML document.";
    PlainYaml, "plain-yaml", Error, "A file uses no anchors, aliases, tags or merge keys, and nests at most 32 deep.";
    Version, "version", Error, "A file names the version of the format that it is written in.";
    UnknownKey, "unknown-key", Error, "Only the keys of the format are used.";
    MissingKey, "missing-key", Error, "Every key that the format requires is there.";
    DuplicateKey, "duplicate-key", Error, "No key stands twice in one place.";
    WrongType, "wrong-type", Error, "Every value has the type that the format gives it.";
    BadValue, "bad-value", Error, "Every value is one that the format knows.";
    Id, "id", Error, "Ids are lower-case letters and digits, then also dots and hyphens.";
    DuplicateId, "duplicate-id", Error, "Ids are unique across entities, sections, paragraphs and claims.";
    UnknownEntity, "unknown-entity", Error, "Speakers and what claims are about are entities of the article.";
    UnknownClaim, "unknown-claim", Error, "Relations name claims of the article.";
    SharedName, "shared-name", Error, "A name or alias belongs to one entity.";
    Words, "words", Error, "Quotes, cues and printed figures stand in their paragraph, letter by letter.";
    SelfRelation, "self-relation", Error, "No claim is related to itself.";
    Circle, "circle", Error, "No claim rests on itself or is a part of itself through others.";
    Date, "date", Error, "Dates are of the EDTF subset that the format knows.";
    Number, "number", Error, "The value of a figure is decimal text.";
    Empty, "empty", Error, "Texts, names and articles are not empty.";
    Unmentioned, "unmentioned", Warning, "Every entity is mentioned in the text.";
    NoClaims, "no-claims", Warning, "Every paragraph makes at least one claim.";
    Hedge, "hedge", Warning, "A claim that hedges in its quote is not put as stated.";
    Attribution, "attribution", Warning, "A claim that its quote attributes has a speaker other than the author.";
    EmptySection, "empty-section", Warning, "Every section has a paragraph.";
    NotesLine, "notes-line", Warning, "Every line of a notes file can be read, and is not dated ahead.";
    NotesWord, "notes-word", Warning, "Notes say what the format has fields, ids and words for.";
    NotesTyped, "notes-typed", Warning, "Addresses, dates and numbers in notes are such.";
    UnknownSubject, "unknown-subject", Warning, "What notes speak of is in the article.";
    NoteCircle, "note-circle", Warning, "No note answers itself, or a note that answers it.";
    LostAnchor, "lost-anchor", Warning, "The words that notes speak of are where they were.";
    EarlierWording, "earlier-wording", Warning, "Verdicts, notes, tags and evidence are on the article as it is worded now.";
    SentenceChanged, "sentence-changed", Warning, "The sentence around what was said is the one that it was said in.";
    TwoPlaces, "two-places", Warning, "Nothing was changed in two places that do not know of each other.";
    NoReason, "no-reason", Warning, "A verdict has a reason, or evidence.";
    OneSource, "one-source", Warning, "A verdict rests on more than one source.";
    FirmerThanSource, "firmer-than-source", Warning, "A supported claim is put no more firmly than its evidence puts it.";
}

impl Serialize for ProblemRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
