//! What a review costs: the keys that decide on proposals, and the letters that are typed where they were not right.

use crate::model::review::{Decision, Item, PlacedItem, Verb};

/// What a review takes at least.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Keys that are commands: one confirms or drops, two open a form and keep it.
    pub keys: usize,
    /// Letters of statements and names that nobody had proposed.
    pub letters: usize,
}

impl Effort {
    pub(super) const fn and(self, other: Self) -> Self {
        Self { keys: self.keys + other.keys, letters: self.letters + other.letters }
    }
}

/// What a decision takes beyond going on: `number` says which of its items that were before is meant, counted from 0.
/// Confirming is counted by [`of_paragraph`], as one key may confirm several.
pub(super) fn of_decision(decision: &Decision, number: usize) -> Effort {
    let (before, after) = (decision.items_before(), decision.items_after());
    let form = |made: Option<&PlacedItem>| {
        let words = |placed: Option<&PlacedItem>| placed.map(|placed| statement(&placed.item).to_owned());
        let letters = typed(&words(before.first()).unwrap_or_default(), &words(made).unwrap_or_default());
        Effort { keys: 2, letters }
    };
    match decision.verb {
        Verb::Confirmed | Verb::Added => Effort::default(),
        Verb::Dropped => Effort { keys: 1, letters: 0 },
        Verb::Edited => form(after.first()),
        Verb::Split => form(after.get(1)),
        Verb::Merged => Effort { keys: usize::from(number == 0), letters: 0 },
    }
}

/// The keys that confirm the kept proposals of a paragraph: whether each was kept, in the order of the text. One key confirms
/// all that follow.
pub(super) fn of_paragraph(kept: &[bool]) -> usize {
    let last_other = kept.iter().rposition(|kept| !kept).map_or(0, |last| last + 1);
    let one_by_one = kept[..last_other].iter().filter(|kept| **kept).count();
    one_by_one + usize::from(last_other < kept.len())
}

/// What adding an item takes that was missed.
pub(super) fn of_missed(item: &Item) -> Effort {
    let from = if let Item::Claim(claim) = item { claim.quote.as_str() } else { "" };
    Effort { keys: 2, letters: typed(from, statement(item)) }
}

fn statement(item: &Item) -> &str {
    match item {
        Item::Claim(claim) => &claim.text,
        Item::Entity(entity) => &entity.name,
    }
}

/// Letters of `to` that are neither at its beginning nor at its end as they are in `from`.
fn typed(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let start = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let rest = from.len().min(to.len()) - start;
    let end = from.iter().rev().zip(to.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    to.len() - start - end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_confirms_the_rest_of_a_paragraph() {
        assert_eq!(of_paragraph(&[]), 0);
        assert_eq!(of_paragraph(&[true, true, true]), 1);
        assert_eq!(of_paragraph(&[true, false, true, true]), 2);
        assert_eq!(of_paragraph(&[true, true, false]), 2);
        assert_eq!(of_paragraph(&[false]), 0);
    }

    #[test]
    fn only_letters_that_differ_are_typed() {
        assert_eq!(typed("Ships pay.", "Ships pay."), 0);
        assert_eq!(typed("Ships pay.", "Ships pay twice."), 6);
        assert_eq!(typed("They pay.", "Ships pay."), 5);
        assert_eq!(typed("", "Rada"), 4);
        assert_eq!(typed("aa", "aaa"), 1);
    }
}
