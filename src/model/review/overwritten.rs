//! Decisions missing from the article's file, for instance because an editor saved an older copy.

use std::collections::{HashMap, HashSet};

use crate::model::article::Article;
use crate::model::review::operation::{Operation, placed_item, placed_items};
use crate::model::review::{Decision, Item, PlacedItem, Review, Verb, decide};

impl Review {
    /// The decisions and undoings that the article lacks, because their items are in an earlier state. Each comes with
    /// the operation that makes it again, the oldest first; each operation expects that those before it were made.
    ///
    /// The latest decision on an item is the one that counts. A merge and a split are decisions on several items, and
    /// may be the latest on some of them only.
    #[must_use]
    pub fn overwritten(&self, article: &Article) -> Vec<(&Decision, Operation)> {
        let history = History::of(self);
        let mut now = article.clone();
        let mut lost = Vec::new();
        for index in history.missing_from(article) {
            if let Some(operation) = history.made_again(index, &now)
                && let Ok(changed) = operation.apply(&now)
            {
                now = changed;
                lost.push((history.steps[index].decision, operation));
            }
        }
        lost
    }
}

/// A decision that is in force, and the change that it makes.
struct Step<'a> {
    decision: &'a Decision,
    /// Its number in the journal.
    number: usize,
    operation: Operation,
}

impl Step<'_> {
    /// What it makes of the item with this id; `None` if the item is gone then.
    fn result(&self, id: &str) -> Option<&PlacedItem> {
        with_id(&self.operation.after, id)
    }
}

/// A state of an item; `None` where the article does not have it.
type State = Option<Item>;

/// The decisions in force, the oldest first, undoings among them.
struct History<'a> {
    steps: Vec<Step<'a>>,
    /// The states of each item before and after the decisions on it, with the number of the decision that left it so.
    states: HashMap<String, Vec<(usize, State)>>,
    /// For each item, the index of the latest step on it.
    latest: HashMap<String, usize>,
}

impl<'a> History<'a> {
    fn of(review: &'a Review) -> Self {
        let in_force: HashSet<_> = review.in_force().into_iter().map(|decision| decision.id).collect();
        let (mut steps, mut latest) = (Vec::new(), HashMap::new());
        let mut states: HashMap<String, Vec<(usize, State)>> = HashMap::new();
        for (number, decision) in review.all().iter().enumerate() {
            let operation = Operation::again(decision);
            let of = |items, id: &str| with_id(items, id).map(|placed| placed.item.clone());
            for id in ids(&operation) {
                let known = states.entry(id.to_owned()).or_default();
                known.push((number, of(&operation.before, id)));
                known.push((number + 1, of(&operation.after, id)));
            }
            if in_force.contains(&decision.id) {
                latest.extend(ids(&operation).map(|id| (id.to_owned(), steps.len())));
                steps.push(Step { decision, number, operation });
            }
        }
        Self { steps, states, latest }
    }

    /// The steps that are the latest on an item which is otherwise in the article, the oldest first.
    fn missing_from(&self, article: &Article) -> Vec<usize> {
        let there = placed_items(article);
        let there: HashMap<&str, &Item> = there.iter().map(|placed| (placed.item.id(), &placed.item)).collect();
        let is_otherwise = |id: &str, latest: usize| {
            self.steps[latest].result(id).map(|placed| &placed.item) != there.get(id).copied()
        };
        let missing = self.latest.iter().filter(|(id, latest)| is_otherwise(id, **latest));
        let mut missing: Vec<usize> = missing.map(|(_, latest)| *latest).collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    /// The operation of a step on the present article. Items on which there is a later decision stay as they are. `None`
    /// if one of the others is in a state that nobody knew when the step was made.
    fn made_again(&self, index: usize, article: &Article) -> Option<Operation> {
        let step = &self.steps[index];
        let mut again = Operation { before: Vec::new(), after: Vec::new(), ..step.operation.clone() };
        for id in ids(&step.operation) {
            let there = placed_item(article, id);
            let becomes = if self.latest.get(id) != Some(&index) {
                there.clone()
            } else if let Some(candidate) = there.as_ref().filter(|there| step.confirms(there)) {
                // Other changes that an editor made to the item stay.
                Some(PlacedItem { item: decide::confirmed(&candidate.item), ..candidate.clone() })
            } else if self.was_known(step, id, there.as_ref()) {
                step.result(id).cloned()
            } else {
                return None;
            };
            again.before.extend(there);
            again.after.extend(becomes);
        }
        Some(again)
    }

    /// Whether an item is as the step left it, or as it was at some time before that.
    fn was_known(&self, step: &Step<'_>, id: &str, there: Option<&PlacedItem>) -> bool {
        let there = there.map(|placed| &placed.item);
        let is_known = |(number, state): &(usize, State)| *number <= step.number && state.as_ref() == there;
        step.result(id).map(|placed| &placed.item) == there
            || self.states.get(id).is_some_and(|states| states.iter().any(is_known))
    }
}

impl Step<'_> {
    /// Whether it confirms an item that is a candidate in the article, with the same words.
    fn confirms(&self, there: &PlacedItem) -> bool {
        let is_meant = |before: &PlacedItem| before.item.id() == there.item.id() && says_the_same(before, there);
        self.decision.verb == Verb::Confirmed
            && self.decision.undoes.is_none()
            && there.item.is_draft()
            && self.operation.before.iter().any(is_meant)
    }
}

/// Ids of the items that an operation changes, makes or removes; those that it leaves come first, in their order.
fn ids(operation: &Operation) -> impl Iterator<Item = &str> {
    let gone = |placed: &&PlacedItem| with_id(&operation.after, placed.item.id()).is_none();
    operation.after.iter().chain(operation.before.iter().filter(gone)).map(|placed| placed.item.id())
}

fn with_id<'a>(items: &'a [PlacedItem], id: &str) -> Option<&'a PlacedItem> {
    items.iter().find(|placed| placed.item.id() == id)
}

/// Whether two items have the same words.
fn says_the_same(one: &PlacedItem, other: &PlacedItem) -> bool {
    match (&one.item, &other.item) {
        (Item::Claim(one), Item::Claim(other)) => one.text == other.text && one.quote == other.quote,
        (Item::Entity(one), Item::Entity(other)) => one.name == other.name,
        _ => false,
    }
}
