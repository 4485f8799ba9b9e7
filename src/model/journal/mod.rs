//! Lines of the journal: each is one whole action of an annotator.

pub mod action;
pub mod anchor;
pub(crate) mod field_history;
pub mod fingerprint;
pub mod fold;
pub mod judged_fields;
pub mod line;
pub mod own_claim;
pub mod people;
pub mod privacy;
pub mod validation;

use std::borrow::Borrow;
use std::fmt;

use serde::Deserialize;
use serde_json::Value;
pub use ulid::Ulid as ActionId;

use crate::model::journal::fingerprint::Fingerprint;
pub use crate::model::journal::line::{Body, Line};

/// The target of an annotation: `article`, `claim:p6.c1`, `note:01K…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target(pub String);

impl Target {
    /// A claim of the article.
    #[must_use]
    pub fn claim(id: &str) -> Self {
        Self(format!("claim:{id}"))
    }

    /// The article as a whole.
    #[must_use]
    pub fn article() -> Self {
        Self("article".to_owned())
    }

    /// An element that an annotator created: `note` or `evidence`, and its ULID.
    #[must_use]
    pub fn element(sort: &str, id: &str) -> Self {
        Self(format!("{sort}:{id}"))
    }

    /// The id, if it is a claim.
    #[must_use]
    pub fn claim_id(&self) -> Option<&str> {
        self.id_of("claim")
    }

    /// The id, if it is of this kind.
    #[must_use]
    pub fn id_of(&self, sort: &str) -> Option<&str> {
        self.0.strip_prefix(sort)?.strip_prefix(':')
    }

    /// The kind of target: `article`, `claim`, `note` …
    #[must_use]
    pub fn sort(&self) -> &str {
        self.0.split(':').next().unwrap_or("")
    }

    /// The id, whatever the kind; empty for the article.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, id)| id)
    }
}

impl Borrow<str> for Target {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A new value for a field of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The target.
    pub on: Target,
    /// Fingerprint of the wording it is about.
    pub of: Option<Fingerprint>,
    /// The field.
    pub field: String,
    /// The previous value, for people who read the history.
    pub was: Value,
    /// The new value; null removes the field.
    pub to: Value,
    /// The lines that this change replaces.
    pub after: Vec<ActionId>,
}

/// The words that an annotation is about, and those around them. Lines of earlier versions have none of the keys that
/// follow `after`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Seen {
    /// Id of the paragraph; empty for a section or an entity.
    pub paragraph: String,
    /// The claim's statement, the first 64 code points of a paragraph, the heading of a section, the name of an entity.
    pub text: String,
    /// The claim's quote, or the first 64 code points of a paragraph; otherwise empty.
    pub quote: String,
    /// Up to 32 code points before the quote.
    pub before: String,
    /// Up to 32 code points after the quote.
    pub after: String,
    /// The sentence around a claim's quote.
    #[serde(default)]
    pub sentence: Option<String>,
    /// The last 64 code points of a paragraph.
    #[serde(default)]
    pub tail: Option<String>,
    /// The heading of a section; empty if it has none.
    #[serde(default)]
    pub heading: Option<String>,
    /// The fingerprints of a section's paragraphs, in order.
    #[serde(default)]
    pub paragraphs: Option<Vec<String>>,
    /// The name of an entity.
    #[serde(default)]
    pub name: Option<String>,
    /// The kind of an entity: `person`, `place` …
    #[serde(default)]
    pub kind: Option<String>,
}

/// If the greatest id is further ahead of the clock than this, its clock was wrong, and new ids do not follow it.
pub const MOST_AHEAD_MS: u64 = 24 * 60 * 60 * 1000;

/// An id greater than `greatest`: the later of now and the greatest time + 1 ms, then 80 random bits.
#[must_use]
pub fn next_id(now_ms: u64, greatest: Option<ActionId>, random: u128) -> ActionId {
    let after = greatest.map(|id| id.timestamp_ms() + 1).filter(|time| *time <= now_ms + MOST_AHEAD_MS);
    ActionId::from_parts(after.map_or(now_ms, |time| time.max(now_ms)), random)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_follows_the_greatest_but_not_a_clock_gone_wrong() {
        let ahead = ActionId::from_parts(2_000, 7);
        assert_eq!(next_id(1_000, Some(ahead), 1).timestamp_ms(), 2_001);
        assert_eq!(next_id(9_000, Some(ahead), 1).timestamp_ms(), 9_000);
        let wrong = ActionId::from_parts(1_000 + MOST_AHEAD_MS, 7);
        assert_eq!(next_id(1_000, Some(wrong), 1).timestamp_ms(), 1_000);
    }
}
