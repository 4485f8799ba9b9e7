//! Decisions that the article's file no longer has, as after an editor saved what it had read before them.

use std::collections::HashSet;

use super::operation::{Operation, placed_item};
use super::{Decision, Item, PlacedItem, Review, Verb};
use crate::domain::article::Article;

impl Review {
    /// The decisions that hold and that the article does not have: their items are as they were before. With each the
    /// operation that makes it again, the oldest first.
    #[must_use]
    pub fn overwritten(&self, article: &Article) -> Vec<(&Decision, Operation)> {
        let mut decided: HashSet<String> = HashSet::new();
        let mut lost = Vec::new();
        for decision in self.standing().into_iter().rev() {
            let operation = Operation::again(decision);
            let items = || operation.before.iter().chain(&operation.after);
            // A later decision on an item is the one that counts.
            let is_latest = !items().any(|placed| decided.contains(placed.item.id()));
            decided.extend(items().map(|placed| placed.item.id().to_owned()));
            if is_latest
                && !operation.holds_in(article)
                && let Some(operation) = made_again(&operation, article)
            {
                lost.push((decision, operation));
            }
        }
        lost.reverse();
        lost
    }
}

/// The operation on today's article; none where its items are neither as they were nor candidates with the same words.
fn made_again(operation: &Operation, article: &Article) -> Option<Operation> {
    let mut again = operation.clone();
    if operation.verb == Verb::Confirmed
        && let ([before], [after]) = (again.before.as_mut_slice(), again.after.as_mut_slice())
    {
        // Whatever else an editor changed in the item stays.
        let there = placed_item(article, before.item.id()).filter(|there| says_the_same(there, before))?;
        *after = PlacedItem { item: super::decide::confirmed(&there.item), ..after.clone() };
        *before = there;
        return before.item.is_draft().then_some(again);
    }
    let is_as_before =
        |placed: &PlacedItem| placed_item(article, placed.item.id()).is_some_and(|there| there.item == placed.item);
    (again.before.iter().all(is_as_before) && again.apply(article).is_ok()).then_some(again)
}

/// Whether two items are of the same words.
fn says_the_same(one: &PlacedItem, other: &PlacedItem) -> bool {
    match (&one.item, &other.item) {
        (Item::Claim(one), Item::Claim(other)) => one.text == other.text && one.quote == other.quote,
        (Item::Entity(one), Item::Entity(other)) => one.name == other.name,
        _ => false,
    }
}
