//! How many claims of an article are to check, and in which order.

use std::cmp::Reverse;

use crate::model::annotation::assessment::{priority, status};
use crate::model::annotation::judgement::Status;
use crate::model::annotation::note::{Reply, replies_on};
use crate::model::article::Article;
use crate::model::article::claim::{Claim, Priority};
use crate::model::journal::fold::Fold;

/// The number of claims with each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Workload {
    /// To do, or being checked.
    pub to_do: usize,
    /// Waiting for an answer or a source.
    pub waiting: usize,
    /// Done.
    pub done: usize,
    /// Nobody can check them.
    pub not_checkable: usize,
}

impl Workload {
    /// The claims of `article` without drafts, by one annotator's status; without `fold`, everything is to do.
    #[must_use]
    pub fn of(article: &Article, fold: Option<&Fold>) -> Self {
        let mut load = Self::default();
        for (_, claim) in article.claims().filter(|(_, claim)| !claim.draft) {
            *load.with(status_of(fold, claim)) += 1;
        }
        load
    }

    /// The count of claims with this status.
    pub fn with(&mut self, status: Status) -> &mut usize {
        match status {
            Status::ToDo | Status::Checking => &mut self.to_do,
            Status::Waiting => &mut self.waiting,
            Status::Done => &mut self.done,
            Status::NotCheckable => &mut self.not_checkable,
        }
    }

    /// The counts in words, for a line about an article.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = format!("{} to do, {} waiting, {} done", self.to_do, self.waiting, self.done);
        if self.not_checkable > 0 {
            words = format!("{words}, {} not checkable", self.not_checkable);
        }
        words
    }
}

/// A claim to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task<'a> {
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The claim.
    pub claim: &'a Claim,
    /// Its priority.
    pub priority: Priority,
    /// To do, or checking.
    pub status: Status,
}

/// The claims to check, by priority, then place.
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

/// The questions to which nothing has come back yet, whatever the status of their claims, in the article's order.
#[must_use]
pub fn open_questions<'a>(article: &'a Article, fold: Option<&Fold>) -> Vec<(&'a Claim, Reply)> {
    let Some(fold) = fold else { return Vec::new() };
    let open = |claim: &'a Claim| {
        let replies = replies_on(fold, &claim.id).into_iter().filter(Reply::is_open);
        replies.map(move |reply| (claim, reply))
    };
    article.claims().flat_map(|(_, claim)| open(claim)).collect()
}
