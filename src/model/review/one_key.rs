//! Decisions that one key made, as when it confirms all the candidates that are left: they are undone and redone together.
//!
//! The ids made because of one key have the same random bits, whatever program reads them later.

use std::collections::HashSet;

use crate::model::journal::ActionId;
use crate::model::review::{Decision, Review};

impl Review {
    /// What that person undoes next: their latest current decision, then those before it that the same key made.
    #[must_use]
    pub fn undo_of_key(&self, who: &str) -> Vec<&Decision> {
        let mine = self.standing().into_iter().rev().filter(|decision| decision.who == who);
        of_one_key(mine, |decision| decision)
    }

    /// What that person redoes next: undoings that one key made, each with the decision that it undid, in the order in which
    /// these were made. Nothing once they have decided something else.
    #[must_use]
    pub fn redo_of_key(&self, who: &str) -> Vec<(&Decision, &Decision)> {
        of_one_key(self.redoable(who).into_iter(), |(undoing, _)| undoing)
    }

    /// All undoings of that person that can be redone, the next first, each with the decision that it undid.
    pub(super) fn redoable(&self, who: &str) -> Vec<(&Decision, &Decision)> {
        let mut undone: HashSet<ActionId> = HashSet::new();
        let mut found = Vec::new();
        for decision in self.decisions.iter().rev() {
            let holds = !undone.contains(&decision.id);
            undone.extend(decision.undoes.filter(|_| holds));
            if decision.who != who {
                continue;
            }
            let Some(taken_back) = decision.undoes else { break };
            // What takes back an undoing is a redoing; the one before it comes next.
            let redone = self.decisions.iter().find(|other| other.id == taken_back && other.undoes.is_none());
            found.extend(redone.filter(|_| holds).map(|redone| (decision, redone)));
        }
        found
    }
}

/// The first, and those right after it that the same key made.
fn of_one_key<'a, T: Copy>(mut all: impl Iterator<Item = T>, decision: impl Fn(T) -> &'a Decision) -> Vec<T> {
    let Some(first) = all.next() else { return Vec::new() };
    let (id, at) = (decision(first).id, &decision(first).at);
    let same_key = |other: &T| decision(*other).id.random() == id.random() && decision(*other).at == *at;
    std::iter::once(first).chain(all.take_while(same_key)).collect()
}
