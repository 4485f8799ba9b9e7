//! What there is to do in many articles: the most urgent first.

use std::cmp::Reverse;

use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::date_doubts::is_before;
use crate::model::annotation::judgement::Status;
use crate::model::annotation::note::Reply;
use crate::model::article::claim::Priority;

use crate::corpus::record::{ClaimFacts, PassageKind, PieceKind, Record};
use crate::corpus::row::Row;

/// A claim that is to be worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The article's file, below the library's folder.
    pub path: String,
    /// The article's id.
    pub article: String,
    /// The article's title.
    pub title: String,
    /// The article's day of publication.
    pub published: Option<String>,
    /// The ¶ number.
    pub paragraph: u32,
    /// The claim's id.
    pub claim: String,
    /// The claim.
    pub text: String,
    /// How much it deserves checking.
    pub priority: Priority,
    /// To do, checking, or waiting for an answer that is overdue.
    pub status: Status,
    /// The earliest day on which an answer is due; empty where none is.
    pub due: String,
}

/// The earliest day on which an answer is due that has not come; empty where none is.
#[must_use]
pub fn due(assessment: &Assessment) -> &str {
    let open = assessment.replies.iter().filter(|reply| reply.is_open());
    open.filter_map(Reply::deadline).min().unwrap_or("")
}

/// The claims of an article that somebody has to do; without a name, those that nobody has said anything of count as everybody's.
/// An answer that was due before `today` is to be asked for again, whatever the verdict.
#[must_use]
pub fn tasks(row: &Row, record: &Record<'_>, me: Option<&str>, today: &str) -> Vec<Task> {
    let number = me.and_then(|me| record.annotators.iter().position(|name| *name == me));
    let number = number.and_then(|at| u16::try_from(at + 1).ok());
    let mut tasks = Vec::new();
    for passage in record.passages.iter().filter(|passage| passage.kind == PassageKind::Claim) {
        let Some(claim) = passage.claim.as_ref().filter(|claim| is_mine(claim, number)) else { continue };
        let voice = claim.voices.iter().find(|voice| Some(voice.by) == number);
        let status = voice.map_or(Status::ToDo, crate::corpus::record::Voice::status);
        let due = voice.map_or("", |voice| voice.due);
        let is_open = matches!(status, Status::ToDo | Status::Checking);
        if !is_open && !is_before(due, today) {
            continue;
        }
        // A claim that is judged waits, too, for an answer that has not come.
        let status = if is_open { status } else { Status::Waiting };
        let text = record.pieces_of(passage).find(|(_, piece)| piece.kind == PieceKind::Claim);
        tasks.push(Task {
            path: row.path.clone(),
            article: row.id.clone(),
            title: row.title.clone(),
            published: row.published.clone(),
            paragraph: passage.number,
            claim: passage.id.to_owned(),
            text: text.map_or(String::new(), |(_, piece)| piece.text.to_owned()),
            priority: voice.and_then(crate::corpus::record::Voice::priority).unwrap_or(claim.priority),
            status,
            due: due.to_owned(),
        });
    }
    tasks
}

/// Whether a claim is the article's, or that annotator's own; nobody works on a draft.
fn is_mine(claim: &ClaimFacts<'_>, number: Option<u16>) -> bool {
    !claim.draft && (claim.own == 0 || Some(claim.own) == number)
}

/// Sorts tasks: by priority, then by the day on which an answer is due, then the oldest article first; those of one article
/// in its order.
pub fn sort(tasks: &mut [Task]) {
    let unknown = "9999";
    tasks.sort_by(|one, other| {
        let key = |task: &Task| {
            let due = if task.due.is_empty() { unknown.to_owned() } else { task.due.clone() };
            let age = task.published.clone().unwrap_or_else(|| unknown.to_owned());
            (Reverse(task.priority), due, age, task.path.clone())
        };
        key(one).cmp(&key(other))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priority_comes_before_deadline_and_deadline_before_age() {
        let task = |claim: &str, priority, due: &str, published: &str| Task {
            path: "a.yaml".to_owned(),
            article: "a".to_owned(),
            title: "A".to_owned(),
            published: (!published.is_empty()).then(|| published.to_owned()),
            paragraph: 1,
            claim: claim.to_owned(),
            text: String::new(),
            priority,
            status: Status::ToDo,
            due: due.to_owned(),
        };
        let mut tasks = [
            task("new", Priority::High, "", "2026-05-01"),
            task("old", Priority::High, "", "2026-01-01"),
            task("undated", Priority::High, "", ""),
            task("due", Priority::High, "2026-06-01", "2026-05-02"),
            task("low", Priority::Low, "2026-01-01", "2020-01-01"),
        ];
        sort(&mut tasks);
        assert_eq!(tasks.map(|task| task.claim), ["due", "old", "new", "undated", "low"]);
    }
}
