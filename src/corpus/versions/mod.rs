//! Compares two versions of a story: what changed, sentence by sentence and word by word, which claims that affects,
//! and whether the errors that annotators found were corrected.
//!
//! Sentences are aligned first (`align`), then words are compared within each pair (`words`).

mod align;
mod amendments;
mod claims;
mod classes;
mod fixes;
mod judged;
pub mod phrases;
pub mod report;
mod subsequence;
mod units;
mod words;

use serde::{Deserialize, Serialize};

use crate::model::article::Article;

pub use crate::corpus::versions::claims::{ClaimChange, Fate};
pub use crate::corpus::versions::classes::Class;
pub use crate::corpus::versions::fixes::{Finding, Fix, FixStatus, by_claim};
pub use crate::corpus::versions::judged::{Judged, judged};
pub use crate::corpus::versions::units::{Part, Place, SentenceSplitter};
pub use crate::corpus::versions::words::{Run, RunKind};

use crate::corpus::versions::align::{Pair, align};
use crate::corpus::versions::units::{Unit, units};

/// Two versions, aligned.
pub struct Versions<'a> {
    old: &'a Article,
    new: &'a Article,
    old_units: Vec<Unit<'a>>,
    new_units: Vec<Unit<'a>>,
    /// The partner of each earlier sentence in the later version.
    partner_of_old: Vec<Option<Pair>>,
    /// The partner of each later sentence in the earlier version.
    partner_of_new: Vec<Option<Pair>>,
    /// Whether a later sentence belongs to a new note that announces a correction.
    is_note: Vec<bool>,
}

/// The differences between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Comparison {
    /// Every sentence that differs, in the order of the later version; removed ones at their former place.
    pub changes: Vec<SentenceChange>,
    /// What happened to claims, without those that are unaffected.
    pub claims: Vec<ClaimChange>,
    /// Added sentences that tell readers of a correction.
    pub notes: Vec<String>,
    /// Date of the latest correction, according to the earlier version.
    pub revised_before: Option<String>,
    /// The date of revision that the later version gives.
    pub revised_after: Option<String>,
    /// Whether the text was changed without a note or a new date.
    pub silent: bool,
}

/// A sentence that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SentenceChange {
    /// The kinds of change; at least one.
    pub classes: Vec<Class>,
    /// Its place in the earlier version; `None` if it was added.
    pub before: Option<Place>,
    /// Its place in the later version; `None` if it was removed.
    pub after: Option<Place>,
    /// Its words, marked as same, removed or added.
    pub words: Vec<Run>,
    /// Whether it tells readers of a correction.
    pub is_note: bool,
    /// Ids of its claims, in either version.
    pub claims: Vec<String>,
}

impl<'a> Versions<'a> {
    /// Aligns two versions.
    #[must_use]
    pub fn new(old: &'a Article, new: &'a Article, split: SentenceSplitter) -> Self {
        let (old_units, new_units) = (units(old, split), units(new, split));
        let is_note = notes(&old_units, &new_units);
        let mut partner_of_old = vec![None; old_units.len()];
        let mut partner_of_new = vec![None; new_units.len()];
        for pair in align(&old_units, &new_units, &is_note) {
            (partner_of_old[pair.old], partner_of_new[pair.new]) = (Some(pair), Some(pair));
        }
        Self { old, new, old_units, new_units, partner_of_old, partner_of_new, is_note }
    }

    /// The differences.
    #[must_use]
    pub fn comparison(&self) -> Comparison {
        let changes = self.changes();
        let notes: Vec<String> = (0..self.new_units.len())
            .filter(|at| self.is_note[*at])
            .map(|at| self.new_units[at].text.to_owned())
            .collect();
        let (before, after) = (&self.old.head.revised, &self.new.head.revised);
        let is_redated = after.is_some() && after != before;
        let silent = notes.is_empty() && !is_redated && !changes.is_empty();
        Comparison {
            claims: self.claims(),
            changes,
            notes,
            revised_before: before.clone(),
            revised_after: after.clone(),
            silent,
        }
    }

    /// Whether an earlier sentence is unchanged in the later version.
    fn is_unchanged(&self, old: usize) -> bool {
        self.partner_of_old[old].is_some_and(|pair| self.old_units[old].text == self.new_units[pair.new].text)
    }

    fn changes(&self) -> Vec<SentenceChange> {
        let claims = self.claims_by_unit();
        // Sorted by place in the later version; a removed sentence follows the one that preceded it.
        let mut changes: Vec<((usize, usize), SentenceChange)> = Vec::new();
        for (at, unit) in self.new_units.iter().enumerate() {
            let change = match self.partner_of_new[at] {
                Some(pair) => self.change_of_pair(pair),
                None => Some(SentenceChange {
                    classes: vec![Class::Added],
                    before: None,
                    after: Some(unit.place()),
                    words: words::runs("", unit.text),
                    is_note: self.is_note[at],
                    claims: Vec::new(),
                }),
            };
            let of_old = self.partner_of_new[at].map_or(&[][..], |pair| &claims.old[pair.old]);
            changes.extend(
                change
                    .map(|change| ((at + 1, 0), SentenceChange { claims: joined(of_old, &claims.new[at]), ..change })),
            );
        }
        let mut behind = 0;
        for (at, unit) in self.old_units.iter().enumerate() {
            match self.partner_of_old[at] {
                Some(pair) if !pair.moved => behind = pair.new + 1,
                Some(_) => {}
                None => changes.push((
                    (behind, at + 1),
                    SentenceChange {
                        classes: vec![Class::Removed],
                        before: Some(unit.place()),
                        after: None,
                        words: words::runs(unit.text, ""),
                        is_note: false,
                        claims: claims.old[at].clone(),
                    },
                )),
            }
        }
        changes.sort_by_key(|(place, _)| *place);
        changes.into_iter().map(|(_, change)| change).collect()
    }

    /// How a sentence of both versions differs; `None` if it does not.
    fn change_of_pair(&self, pair: Pair) -> Option<SentenceChange> {
        let (old, new) = (&self.old_units[pair.old], &self.new_units[pair.new]);
        let mut classes = classes::classes(old.text, new.text);
        classes.extend(pair.moved.then_some(Class::Moved));
        (!classes.is_empty()).then(|| SentenceChange {
            classes,
            before: Some(old.place()),
            after: Some(new.place()),
            words: words::runs(old.text, new.text),
            is_note: self.is_note[pair.new],
            claims: Vec::new(),
        })
    }
}

/// Which later sentences belong to a new note. If a paragraph begins like a note, all its sentences do.
fn notes(old: &[Unit<'_>], new: &[Unit<'_>]) -> Vec<bool> {
    let known: std::collections::HashSet<&str> = old.iter().map(|unit| unit.text).collect();
    let mut note_block = None;
    let of = |unit: &Unit<'_>| {
        let tells = unit.part == Part::Paragraph && amendments::tells_of_correction(unit.text);
        if tells && !known.contains(unit.text) {
            note_block = Some(unit.block);
        }
        note_block == Some(unit.block) && !known.contains(unit.text)
    };
    new.iter().map(of).collect()
}

/// Two lists of ids, each id once.
fn joined(one: &[String], other: &[String]) -> Vec<String> {
    let mut ids = one.to_vec();
    ids.extend(other.iter().filter(|id| !one.contains(id)).cloned());
    ids
}
