//! Evidence: a source that may serve several claims, and its bearing on each.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::annotation::judgement::Verdict;
use crate::model::article::claim::Certainty;
use crate::model::journal::Target;
use crate::model::journal::fold::Fold;
use crate::model::journal::privacy::is_private;

/// What a piece of evidence does for a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bearing {
    /// It confirms the claim.
    Supports,
    /// It contradicts the claim.
    Refutes,
    /// It helps to understand the claim.
    Context,
}

impl Bearing {
    /// All bearings, in the order of menus.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Refutes, Self::Context];

    /// The word on screen, in journals and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::Context => "context",
        }
    }

    /// The sign before a piece of evidence.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Supports => "+",
            Self::Refutes => "−",
            Self::Context => "·",
        }
    }

    /// Whether a source with this bearing says what a verdict says.
    #[must_use]
    pub fn speaks_for(self, verdict: Verdict) -> bool {
        match verdict {
            Verdict::Supported => self == Self::Supports,
            Verdict::Refuted => self == Self::Refutes,
            Verdict::NotEnough => false,
            Verdict::Conflicting | Verdict::Misleading => self != Self::Context,
        }
    }

    /// The bearing of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bearing| bearing.word() == word)
    }
}

/// One row per field: variant, key of the journal, label on screen, what it contains.
macro_rules! fields {
    ($($variant:ident, $key:literal, $label:literal, $holds:literal;)*) => {
        /// A field of a piece of evidence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EvidenceField {
            $(#[doc = $holds] $variant,)*
        }

        impl EvidenceField {
            /// All fields, in the order of the screen.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The key in the journal and on the command line.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// The label on screen.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// The content, in a few words.
            #[must_use]
            pub const fn holds(self) -> &'static str {
                match self { $(Self::$variant => $holds),* }
            }
        }
    };
}

fields! {
    Url, "url", "url", "its web address";
    Passage, "passage", "passage", "the words that matter";
    Place, "place", "place", "where in it: page, table, minute";
    Archived, "archived", "archived", "url of an archived copy";
    File, "file", "file", "path of a local copy";
    Hash, "hash", "hash", "SHA-256 of the local copy";
    Publisher, "publisher", "publisher", "who published it";
    Date, "date", "dated", "when it was published: 2018, 2018-06-30";
    Accessed, "accessed", "accessed", "when it was looked at";
    Source, "source", "source", "primary or secondary";
    Language, "language", "language", "such as en, ur, ru";
    Certainty, "certainty", "certainty", "how firmly it says so: stated, probable, possible, doubtful";
    Question, "question", "question", "what was asked of it";
    Answer, "answer", "answer", "what it answers";
    AnswerType, "answer-type", "answer type", "boolean, extractive, abstractive, unanswerable";
    Reliability, "reliability", "reliability", "of the source: A (completely) to F (cannot be judged)";
    Credibility, "credibility", "credibility", "of the information: 1 (confirmed) to 6 (cannot be judged)";
}

impl EvidenceField {
    /// The field with this key.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }
}

/// Grades of a source's reliability in words: the Admiralty Code of NATO's AJP-2.1.
pub const RELIABILITY: [(&str, &str); 6] = [
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "reliability cannot be judged"),
];

/// Grades of a piece of information's credibility in words: the Admiralty Code of NATO's AJP-2.1.
pub const CREDIBILITY: [(&str, &str); 6] = [
    ("1", "confirmed by other sources"),
    ("2", "probably true"),
    ("3", "possibly true"),
    ("4", "doubtful"),
    ("5", "improbable"),
    ("6", "truth cannot be judged"),
];

/// The types of answers in `AVeriTeC`.
pub const ANSWER_TYPES: [&str; 4] = ["boolean", "extractive", "abstractive", "unanswerable"];
/// Whether a source reports what it saw itself.
pub const SOURCES: [&str; 2] = ["primary", "secondary"];

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Its ULID.
    pub id: String,
    /// The fields that have a value.
    pub fields: BTreeMap<EvidenceField, String>,
    /// Whether it is marked private.
    pub is_private: bool,
}

impl Evidence {
    /// The piece of evidence with this id, as an annotator described it.
    #[must_use]
    pub fn of(fold: &Fold, id: &str) -> Self {
        let on = Target::element("evidence", id);
        let text = |field: &EvidenceField| Some((*field, fold.value(&on, field.key())?.as_str()?.to_owned()));
        let fields = EvidenceField::ALL.iter().filter_map(text).collect();
        Self { id: id.to_owned(), fields, is_private: is_private(fold, &on) }
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: EvidenceField) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }

    /// The publisher: as given, or else the host of the URL.
    #[must_use]
    pub fn publisher(&self) -> Option<&str> {
        self.get(EvidenceField::Publisher).or_else(|| host(self.get(EvidenceField::Url)?))
    }

    /// How firmly it says what it says.
    #[must_use]
    pub fn certainty(&self) -> Option<Certainty> {
        let word = self.get(EvidenceField::Certainty)?;
        Certainty::ALL.into_iter().find(|certainty| certainty.word() == word)
    }

    /// The grade of the source, in words.
    #[must_use]
    pub fn reliability_words(&self) -> Option<String> {
        spelled(&RELIABILITY, self.get(EvidenceField::Reliability)?)
    }

    /// The grade of the information, in words.
    #[must_use]
    pub fn credibility_words(&self) -> Option<String> {
        spelled(&CREDIBILITY, self.get(EvidenceField::Credibility)?)
    }

    /// A name for it in one line: its passage, or else its question, URL or file.
    #[must_use]
    pub fn headline(&self) -> String {
        use EvidenceField::{Answer, File, Passage, Question, Url};
        let quoted = self.get(Passage).map(|passage| format!("“{passage}”"));
        let rest = [Question, Answer, Url, File].into_iter().find_map(|field| self.get(field));
        quoted.or_else(|| rest.map(str::to_owned)).unwrap_or_else(|| "no details".to_owned())
    }
}

fn spelled(grades: &[(&str, &str)], grade: &str) -> Option<String> {
    let words = grades.iter().find(|(name, _)| *name == grade)?.1;
    Some(format!("{words} ({grade})"))
}

/// The pieces of evidence for a claim, oldest first, each with its bearing.
#[must_use]
pub fn evidence_of(fold: &Fold, claim: &str) -> Vec<(Bearing, Evidence)> {
    let item = |(id, bearing): (&str, &Value)| Some((Bearing::from_stored(bearing.as_str()?)?, Evidence::of(fold, id)));
    let on = Target::claim(claim);
    fold.elements(&on, "evidence:").map(|(id, winner)| (id, &winner.change.to)).filter_map(item).collect()
}

/// Ids of the claims that a piece of evidence serves, in order.
#[must_use]
pub fn claims_served(fold: &Fold, evidence: &str) -> Vec<String> {
    let field = format!("evidence:{evidence}");
    let serves = |on: &&Target| on.claim_id().is_some() && fold.value(on, &field).is_some();
    let mut claims: Vec<String> = fold.targets().filter(serves).map(|on| on.id().to_owned()).collect();
    claims.sort();
    claims
}

/// The host of a URL; `None` unless it is one of http or https.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty() && !host.contains(char::is_whitespace)).then_some(host)
}
