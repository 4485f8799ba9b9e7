//! How much of an article is to do, and in which order.

use std::cmp::Reverse;

use super::article::Article;
use super::assessment::{priority, status};
use super::claim::{Claim, Priority};
use super::fold::Fold;
use super::judgement::Status;

/// How many claims stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Workload {
    /// Nothing is done yet, or somebody is at it.
    pub to_do: usize,
    /// An answer or a source is waited for.
    pub waiting: usize,
    /// Done.
    pub done: usize,
    /// Nobody can check them.
    pub not_checkable: usize,
}

impl Workload {
    /// The claims of `article`, but for drafts, as they stand with an annotator; none has said nothing yet.
    #[must_use]
    pub fn of(article: &Article, fold: Option<&Fold>) -> Self {
        let mut load = Self::default();
        for (_, claim) in article.claims().filter(|(_, claim)| !claim.draft) {
            *load.with(status_of(fold, claim)) += 1;
        }
        load
    }

    /// The number in which claims of that status are counted.
    pub fn with(&mut self, status: Status) -> &mut usize {
        match status {
            Status::ToDo | Status::Checking => &mut self.to_do,
            Status::Waiting => &mut self.waiting,
            Status::Done => &mut self.done,
            Status::NotCheckable => &mut self.not_checkable,
        }
    }

    /// In words, for a line about an article.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = format!("{} to do, {} waiting, {} done", self.to_do, self.waiting, self.done);
        if self.not_checkable > 0 {
            words = format!("{words}, {} not checkable", self.not_checkable);
        }
        words
    }
}

/// A claim that is to be worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task<'a> {
    /// The ¶ number of its paragraph.
    pub paragraph: usize,
    /// The claim.
    pub claim: &'a Claim,
    /// How much it deserves checking.
    pub priority: Priority,
    /// To do, or checking.
    pub status: Status,
}

/// The claims to do, by priority, then place.
#[must_use]
pub fn tasks<'a>(article: &'a Article, fold: Option<&Fold>) -> Vec<Task<'a>> {
    let numbered = article.paragraphs().zip(1..);
    let claims = numbered.flat_map(|(paragraph, number)| paragraph.claims.iter().map(move |claim| (number, claim)));
    let task = |(paragraph, claim): (usize, &'a Claim)| {
        let status = status_of(fold, claim);
        let priority = fold.map_or(claim.priority, |fold| priority(fold, claim));
        let is_open = !claim.draft && matches!(status, Status::ToDo | Status::Checking);
        is_open.then_some(Task { paragraph, claim, priority, status })
    };
    let mut tasks: Vec<Task<'_>> = claims.filter_map(task).collect();
    tasks.sort_by_key(|task| Reverse(task.priority));
    tasks
}

fn status_of(fold: Option<&Fold>, claim: &Claim) -> Status {
    fold.map_or(Status::ToDo, |fold| status(fold, claim))
}
