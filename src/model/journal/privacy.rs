//! What annotators keep to themselves: notes and evidence marked private, which leave in no export.
//!
//! The mark is a field of the note or the evidence, `private`, with the value true. Answers to a private note are private too,
//! whoever wrote them, since they may repeat it.

use std::collections::{BTreeMap, HashSet};

use crate::model::journal::Target;
use crate::model::journal::fold::Fold;

/// The field that marks a note or an item of evidence.
pub const PRIVATE: &str = "private";

/// Whether a note or an item of evidence is marked private.
#[must_use]
pub fn is_private(fold: &Fold, on: &Target) -> bool {
    fold.value(on, PRIVATE).is_some_and(|value| *value == true)
}

/// What may leave of everyone's notes; of those only who keep something back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Public(BTreeMap<String, (Fold, usize)>);

impl Public {
    /// What may leave of these notes.
    pub(crate) fn of(folds: &[(&str, &Fold)]) -> Self {
        let private = private(folds);
        if private.is_empty() {
            return Self::default();
        }
        let kept_back = |(name, fold): &(&str, &Fold)| {
            let (public, count) = fold.without(&private);
            (count > 0).then(|| ((*name).to_owned(), (public, count)))
        };
        Self(folds.iter().filter_map(kept_back).collect())
    }

    /// What may leave of an annotator's notes; none where that is all of them.
    pub(crate) fn fold(&self, by: &str) -> Option<&Fold> {
        self.0.get(by).map(|(fold, _)| fold)
    }

    /// How many notes and items of evidence an annotator keeps back.
    pub(crate) fn count(&self, by: &str) -> usize {
        self.0.get(by).map_or(0, |(_, count)| *count)
    }
}

/// Everything that is private, with the answers to it.
fn private(folds: &[(&str, &Fold)]) -> HashSet<Target> {
    let marked = folds.iter().flat_map(|(_, fold)| {
        let may_be = fold.targets().filter(|on| matches!(on.sort(), "note" | "evidence"));
        may_be.filter(|on| is_private(fold, on)).cloned()
    });
    let mut private: HashSet<Target> = marked.collect();
    let mut open: Vec<Target> = private.iter().filter(|on| on.sort() == "note").cloned().collect();
    while let Some(on) = open.pop() {
        for (_, fold) in folds {
            let answers = fold.elements(&on, "note:").map(|(id, _)| Target::element("note", id));
            open.extend(answers.filter(|answer| private.insert(answer.clone())));
        }
    }
    private
}
