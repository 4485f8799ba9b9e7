//! Evidence: an item that may serve several claims, and what it does for each.

use std::collections::BTreeMap;

use serde_json::Value;

use super::claim::Certainty;
use super::fold::Fold;
use super::journal::Target;

/// What an item does for a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bearing {
    /// It bears the claim out.
    Supports,
    /// It speaks against it.
    Refutes,
    /// It helps to understand it.
    Context,
}

impl Bearing {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Refutes, Self::Context];

    /// The word of screens, journals and the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Refutes => "refutes",
            Self::Context => "context",
        }
    }

    /// The sign before an item.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Supports => "+",
            Self::Refutes => "−",
            Self::Context => "·",
        }
    }

    /// The bearing of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bearing| bearing.word() == word)
    }
}

/// One row per field: variant, key of the journal, label of screens, what it holds.
macro_rules! fields {
    ($($variant:ident, $key:literal, $label:literal, $holds:literal;)*) => {
        /// A field of an item of evidence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EvidenceField {
            $(#[doc = $holds] $variant,)*
        }

        impl EvidenceField {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The key of the journal and the command line.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// What screens call it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            /// What it holds, in a few words.
            #[must_use]
            pub const fn holds(self) -> &'static str {
                match self { $(Self::$variant => $holds),* }
            }
        }
    };
}

fields! {
    Url, "url", "url", "where it is to be found";
    Passage, "passage", "passage", "the words that matter";
    Place, "place", "stands", "where in it: page, table, minute";
    Archived, "archived", "archived", "url of a kept copy";
    File, "file", "file", "path of a local copy";
    Hash, "hash", "hash", "SHA-256 of the local copy";
    Publisher, "publisher", "publisher", "who published it";
    Date, "date", "dated", "when it was published: 2018, 2018-06-30";
    Accessed, "accessed", "accessed", "when it was looked at";
    Source, "source", "source", "primary or secondary";
    Language, "language", "language", "such as en, ur, ru";
    Certainty, "certainty", "certainty", "how firmly it puts it: stated, probable, possible, doubtful";
    Question, "question", "question", "what was asked of it";
    Answer, "answer", "answer", "what it answers";
    AnswerType, "answer-type", "answer type", "boolean, extractive, abstractive, unanswerable";
    Reliability, "reliability", "reliability", "of the source: A (completely) to F (cannot be judged)";
    Credibility, "credibility", "credibility", "of the information: 1 (confirmed) to 6 (cannot be judged)";
}

impl EvidenceField {
    /// The field of that key.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }
}

/// Grades of a source's reliability, spelled out: the admiralty system of NATO's AJP-2.1.
pub const RELIABILITY: [(&str, &str); 6] = [
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "reliability cannot be judged"),
];

/// Grades of an information's credibility, spelled out: the admiralty system of NATO's AJP-2.1.
pub const CREDIBILITY: [(&str, &str); 6] = [
    ("1", "confirmed by other sources"),
    ("2", "probably true"),
    ("3", "possibly true"),
    ("4", "doubtful"),
    ("5", "improbable"),
    ("6", "truth cannot be judged"),
];

/// Types of answers that `AVeriTeC` knows.
pub const ANSWER_TYPES: [&str; 4] = ["boolean", "extractive", "abstractive", "unanswerable"];
/// Whether a source speaks of what it saw itself.
pub const SOURCES: [&str; 2] = ["primary", "secondary"];

/// An item of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Its ULID.
    pub id: String,
    /// What is known of it.
    pub fields: BTreeMap<EvidenceField, String>,
}

impl Evidence {
    /// The item of that id, as an annotator has described it.
    #[must_use]
    pub fn of(fold: &Fold, id: &str) -> Self {
        let on = Target::element("evidence", id);
        let text = |field: &EvidenceField| Some((*field, fold.value(&on, field.key())?.as_str()?.to_owned()));
        Self { id: id.to_owned(), fields: EvidenceField::ALL.iter().filter_map(text).collect() }
    }

    /// What is known of it in that respect.
    #[must_use]
    pub fn get(&self, field: EvidenceField) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }

    /// Who published it: as said, else the host of its url.
    #[must_use]
    pub fn publisher(&self) -> Option<&str> {
        self.get(EvidenceField::Publisher).or_else(|| host(self.get(EvidenceField::Url)?))
    }

    /// How firmly it puts what it says.
    #[must_use]
    pub fn certainty(&self) -> Option<Certainty> {
        let word = self.get(EvidenceField::Certainty)?;
        Certainty::ALL.into_iter().find(|certainty| certainty.word() == word)
    }

    /// The source's grade, spelled out.
    #[must_use]
    pub fn reliability_words(&self) -> Option<String> {
        spelled(&RELIABILITY, self.get(EvidenceField::Reliability)?)
    }

    /// The information's grade, spelled out.
    #[must_use]
    pub fn credibility_words(&self) -> Option<String> {
        spelled(&CREDIBILITY, self.get(EvidenceField::Credibility)?)
    }

    /// What to call it in one line: its passage, else its question, url or file.
    #[must_use]
    pub fn headline(&self) -> String {
        use EvidenceField::{Answer, File, Passage, Question, Url};
        let quoted = self.get(Passage).map(|passage| format!("“{passage}”"));
        let rest = [Question, Answer, Url, File].into_iter().find_map(|field| self.get(field));
        quoted.or_else(|| rest.map(str::to_owned)).unwrap_or_else(|| "nothing said of it".to_owned())
    }
}

fn spelled(grades: &[(&str, &str)], grade: &str) -> Option<String> {
    let words = grades.iter().find(|(name, _)| *name == grade)?.1;
    Some(format!("{words} ({grade})"))
}

/// The items that serve a claim, oldest first, each with its bearing.
#[must_use]
pub fn evidence_of(fold: &Fold, claim: &str) -> Vec<(Bearing, Evidence)> {
    let item = |(id, bearing): (&str, &Value)| Some((Bearing::from_stored(bearing.as_str()?)?, Evidence::of(fold, id)));
    let on = Target::claim(claim);
    fold.elements(&on, "evidence:").map(|(id, winner)| (id, &winner.change.to)).filter_map(item).collect()
}

/// Ids of the claims that an item serves, in order.
#[must_use]
pub fn claims_served(fold: &Fold, evidence: &str) -> Vec<String> {
    let field = format!("evidence:{evidence}");
    let serves = |on: &&Target| on.claim_id().is_some() && fold.value(on, &field).is_some();
    let mut claims: Vec<String> = fold.targets().filter(serves).map(|on| on.id().to_owned()).collect();
    claims.sort();
    claims
}

/// The host of a url; none when it is not one of http or https.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty() && !host.contains(char::is_whitespace)).then_some(host)
}
