//! Decisions that the article's file no longer has, as after an editor saved what it had read before them.

use std::collections::HashSet;

use super::operation::{Operation, placed_item};
use super::{Decision, Item, PlacedItem, Review, Verb};
use crate::domain::article::Article;

impl Review {
    /// The decisions that hold and that the article does not have: their items are as they were before, or as they were
    /// still earlier. With each the operation that makes it again, the oldest first.
    #[must_use]
    pub fn overwritten(&self, article: &Article) -> Vec<(&Decision, Operation)> {
        let standing = self.standing();
        let mut decided: HashSet<String> = HashSet::new();
        let mut lost = Vec::new();
        for (number, decision) in standing.iter().enumerate().rev() {
            let operation = Operation::again(decision);
            let items = if operation.before.is_empty() { &operation.after } else { &operation.before };
            // A later decision on an item is the one that counts.
            let is_latest = !items.iter().any(|placed| decided.contains(placed.item.id()));
            decided.extend(items.iter().map(|placed| placed.item.id().to_owned()));
            if is_latest
                && !operation.holds_in(article)
                && let Some(operation) = made_again(&operation, article, &standing[..number])
            {
                lost.push((*decision, operation));
            }
        }
        lost.reverse();
        lost
    }
}

/// The operation on today's article; none where its items are neither as the decisions before it knew them nor candidates
/// with the same words.
fn made_again(operation: &Operation, article: &Article, earlier: &[&Decision]) -> Option<Operation> {
    let mut again = operation.clone();
    if operation.verb == Verb::Confirmed
        && let ([before], [after]) = (again.before.as_mut_slice(), again.after.as_mut_slice())
        && let Some(there) = placed_item(article, before.item.id())
        && there.item.is_draft()
        && says_the_same(&there, before)
    {
        // Whatever else an editor changed in the item stays.
        *after = PlacedItem { item: super::decide::confirmed(&there.item), ..after.clone() };
        *before = there;
        return Some(again);
    }
    let was_known = |there: &PlacedItem| {
        let known = |decision: &&Decision| {
            let states = decision.items_before().into_iter().chain(decision.items_after());
            states.into_iter().any(|state| state.item == there.item)
        };
        earlier.iter().any(known)
    };
    for before in &mut again.before {
        let there = placed_item(article, before.item.id())?;
        if there.item != before.item {
            if !was_known(&there) {
                return None;
            }
            *before = there;
        }
    }
    (again.apply(article).is_ok() && !again.holds_in(article)).then_some(again)
}

/// Whether two items are of the same words.
fn says_the_same(one: &PlacedItem, other: &PlacedItem) -> bool {
    match (&one.item, &other.item) {
        (Item::Claim(one), Item::Claim(other)) => one.text == other.text && one.quote == other.quote,
        (Item::Entity(one), Item::Entity(other)) => one.name == other.name,
        _ => false,
    }
}
