//! Working through what there is to do in many articles, one claim after the other.

use std::collections::{HashSet, VecDeque};

use crate::model::annotation::judgement::Standing;

use crate::corpus::to_do::Task;

/// A place of a claim: the article's path below the library's folder, and the claim's id.
pub type Place = (String, String);

/// Tasks that somebody works through, the most urgent first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// What is open, in order.
    open: VecDeque<Task>,
    /// How many of those come before the current task.
    at: usize,
    /// What was done, the latest last, with what was found.
    done: Vec<(Task, Standing)>,
    /// Tasks that were no longer to do when their turn came.
    dropped: usize,
    /// Articles of all tasks.
    articles: usize,
}

impl Round {
    /// A round of these tasks, in this order.
    #[must_use]
    pub fn new(tasks: Vec<Task>) -> Self {
        let articles = tasks.iter().map(|task| task.path.as_str()).collect::<HashSet<_>>().len();
        Self { open: tasks.into(), articles, ..Self::default() }
    }

    /// The current task; none once all are done.
    #[must_use]
    pub fn task(&self) -> Option<&Task> {
        self.open.get(self.at)
    }

    /// How many tasks are open.
    #[must_use]
    pub fn left(&self) -> usize {
        self.open.len()
    }

    /// How many were done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done.len()
    }

    /// How many were no longer to do when their turn came.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// How many articles the round began with.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.articles
    }

    /// Articles with open tasks.
    #[must_use]
    pub fn articles_left(&self) -> usize {
        self.open.iter().map(|task| task.path.as_str()).collect::<HashSet<_>>().len()
    }

    /// How many of the open tasks are in the article of the current task.
    #[must_use]
    pub fn left_here(&self) -> usize {
        let path = self.task().map(|task| task.path.as_str());
        self.open.iter().filter(|task| Some(task.path.as_str()) == path).count()
    }

    /// The tasks that come next.
    pub fn next(&self, most: usize) -> impl Iterator<Item = &Task> {
        self.open.iter().skip(self.at + 1).take(most)
    }

    /// What was done last, the latest first.
    pub fn latest(&self, most: usize) -> impl Iterator<Item = &(Task, Standing)> {
        self.done.iter().rev().take(most)
    }

    /// Goes to the next task, or to the previous one; at the ends nothing changes.
    pub fn step(&mut self, forward: bool) {
        let last = self.open.len().saturating_sub(1);
        self.at = if forward { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
    }

    /// The current task is done, with that result; the next one becomes current.
    pub fn finish(&mut self, standing: Standing) {
        if let Some(task) = self.take() {
            self.done.push((task, standing));
        }
    }

    /// The current task is not to do any more; the next one becomes current.
    pub fn drop_task(&mut self) {
        self.dropped += usize::from(self.take().is_some());
    }

    fn take(&mut self) -> Option<Task> {
        let task = self.open.remove(self.at);
        // After the last one, what was skipped comes again.
        if self.at >= self.open.len() {
            self.at = 0;
        }
        task
    }

    /// Nothing of that article can be worked on.
    pub fn drop_article(&mut self, path: &str) {
        let before = self.open.iter().take(self.at).filter(|task| task.path == path).count();
        let all = self.open.len();
        self.open.retain(|task| task.path != path);
        self.dropped += all - self.open.len();
        self.at = (self.at - before).min(self.open.len().saturating_sub(1));
    }

    /// Makes that claim current again, done or not; whether the round has it.
    pub fn bring_back(&mut self, (path, claim): &Place) -> bool {
        let is_it = |task: &Task| task.path == *path && task.claim == *claim;
        if let Some(at) = self.open.iter().position(is_it) {
            self.at = at;
            return true;
        }
        let Some(at) = self.done.iter().rposition(|(task, _)| is_it(task)) else { return false };
        let (task, _) = self.done.remove(at);
        self.open.insert(self.at.min(self.open.len()), task);
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::model::annotation::judgement::Status;
    use crate::model::article::claim::Priority;

    use super::*;

    fn task(path: &str, claim: &str) -> Task {
        Task {
            path: path.to_owned(),
            article: path.to_owned(),
            title: path.to_owned(),
            published: None,
            paragraph: 1,
            claim: claim.to_owned(),
            text: String::new(),
            priority: Priority::Medium,
            status: Status::ToDo,
            due: String::new(),
        }
    }

    fn current(round: &Round) -> &str {
        round.task().map_or("", |task| &task.claim)
    }

    #[test]
    fn what_was_skipped_comes_again_after_the_last_task() {
        let mut round = Round::new(vec![task("a", "1"), task("b", "2"), task("a", "3")]);
        assert_eq!((round.articles(), round.left_here()), (2, 2));
        round.step(true);
        round.finish(Standing::NotCheckable);
        round.finish(Standing::NotCheckable);
        assert_eq!((current(&round), round.left(), round.done()), ("1", 1, 2));
        round.finish(Standing::NotCheckable);
        assert_eq!((round.task(), round.done()), (None, 3));
    }

    #[test]
    fn a_task_that_was_done_is_current_again_when_it_is_brought_back() {
        let mut round = Round::new(vec![task("a", "1"), task("b", "2")]);
        round.finish(Standing::NotCheckable);
        assert!(round.bring_back(&("a".to_owned(), "1".to_owned())));
        assert_eq!((current(&round), round.left(), round.done()), ("1", 2, 0));
        assert!(!round.bring_back(&("c".to_owned(), "1".to_owned())));
        round.step(true);
        assert!(round.bring_back(&("a".to_owned(), "1".to_owned())));
        assert_eq!(current(&round), "1");
    }

    #[test]
    fn an_article_that_cannot_be_opened_takes_its_tasks_along() {
        let mut round = Round::new(vec![task("a", "1"), task("b", "2"), task("a", "3"), task("c", "4")]);
        round.step(true);
        round.step(true);
        round.drop_article("a");
        assert_eq!((current(&round), round.left(), round.dropped()), ("4", 2, 2));
        round.drop_article("c");
        round.drop_article("b");
        assert_eq!(round.task(), None);
    }
}
