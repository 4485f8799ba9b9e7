//! The queue over all articles of a folder: it opens one article after the other, and comes back to the library.
//!
//! After every message, [`App::go_on_with_round`] makes sure that the article of the current task is open and its claim selected.
//! It opens no article before all actions on the previous one are on the disk.

use crate::corpus::round::Round;
use crate::corpus::to_do;
use crate::corpus::to_do::Task;
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::judgement::{Standing, Status};
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::save_status::Reading;
use crate::reader::screens::library::state::{FolderQueue, Undo};
use crate::reader::screens::queue::state::Queue;
use crate::text::counted::counted;

impl App {
    /// Begins to work through these tasks.
    pub(crate) fn begin_round(&mut self, tasks: Vec<Task>) {
        if tasks.is_empty() {
            return self.say("There is nothing to do in these articles");
        }
        self.articles.round = Some(FolderQueue { round: Round::new(tasks), ..FolderQueue::default() });
        self.articles.is_home = true;
        self.behind.clear();
        self.overlay = Some(Overlay::Queue(Queue::default()));
    }

    /// Whether the open queue goes over a folder.
    #[must_use]
    pub fn is_in_round(&self) -> bool {
        self.articles.round.is_some()
    }

    /// Whether anything was written in the queue over a folder.
    #[must_use]
    pub(crate) fn has_acted_in_round(&self) -> bool {
        self.articles.round.as_ref().is_some_and(|queue| !queue.acts.is_empty())
    }

    /// Goes on with a queue that was left for the text.
    pub(crate) fn return_to_round(&mut self) {
        self.overlay = Some(Overlay::Queue(Queue::default()));
    }

    /// Shows the article that was opened from the library: at a place, or with the queue over the folder.
    pub fn show_opened(&mut self, at: Option<&str>) -> Vec<Effect> {
        if let Some(id) = at.filter(|id| !id.is_empty()) {
            self.go_to_id(id);
        }
        if let Some(queue) = &mut self.articles.round {
            queue.opens = false;
            let told = queue.told.take();
            self.return_to_round();
            if let Some(told) = told {
                self.warn(told);
            }
        }
        self.go_on_with_round(&[])
    }

    /// An article of the library could not be opened; the queue goes on without it.
    pub(crate) fn hear_of_unopened(&mut self, path: &str, why: String) {
        if let Some(queue) = &mut self.articles.round {
            queue.round.drop_article(path);
            (queue.open, queue.opens) = (None, false);
            queue.told = Some(why.clone());
        }
        self.warn(why);
    }

    /// Notes what was written, and opens the current task.
    pub(crate) fn go_on_with_round(&mut self, effects: &[Effect]) -> Vec<Effect> {
        self.note_acts(effects);
        if !matches!(self.overlay, Some(Overlay::Queue(_))) {
            return Vec::new();
        }
        // Ends, since each turn without an answer takes a task away.
        loop {
            let Some(queue) = self.articles.round.as_ref().filter(|queue| !queue.opens) else { return Vec::new() };
            let Some(task) = queue.round.task().cloned() else { return self.end_round() };
            if queue.is_between_articles() {
                return self.open_next(task);
            }
            let is_known = self.saving.reading == Reading::Done;
            let number = self.claim_numbered(&task.claim);
            let is_open = number.is_some_and(|number| self.is_still_to_do(number, &task));
            if queue.undo == Undo::WaitsForArticle && is_known {
                let effects = self.undo_in_article();
                if let Some(queue) = &mut self.articles.round {
                    queue.undo = Undo::None;
                }
                return effects;
            }
            if is_open || !is_known {
                if let Some(number) = number.filter(|number| self.place.claim != Some(*number)) {
                    self.go_to_claim(number);
                }
                if let Some(queue) = self.articles.round.as_mut().filter(|_| is_known) {
                    queue.was_open = true;
                }
                return Vec::new();
            }
            let standing = number.map(|number| self.standing_of(number));
            if let Some(queue) = &mut self.articles.round {
                match standing.filter(|_| queue.was_open) {
                    Some(standing) => queue.round.finish(standing),
                    None => queue.round.drop_task(),
                }
                queue.was_open = false;
            }
            if let Some(Overlay::Queue(queue)) = &mut self.overlay {
                *queue = Queue::default();
            }
        }
    }

    fn note_acts(&mut self, effects: &[Effect]) {
        let wrote = effects.iter().any(|effect| matches!(effect, Effect::Append(_)));
        // What was written is said of the claim that is still selected.
        let claim = self.selected_claim().map(|(_, claim)| claim.id.clone());
        let Some(queue) = self.articles.round.as_mut().filter(|_| wrote) else { return };
        if queue.undo == Undo::Writes {
            queue.undo = Undo::None;
            return;
        }
        queue.acts.extend(queue.open.clone().zip(claim));
    }

    /// Opens the article of a task, once nothing waits to be written.
    fn open_next(&mut self, task: Task) -> Vec<Effect> {
        if !self.saving.is_complete() {
            return Vec::new();
        }
        if let Some(queue) = &mut self.articles.round {
            queue.open = Some(task.path.clone());
            (queue.opens, queue.was_open) = (true, false);
        }
        vec![Effect::OpenFromLibrary(task.path, Some(task.claim))]
    }

    /// Whether a claim is still to be worked on: to do, or waiting for the answer that was due.
    fn is_still_to_do(&self, claim: usize, task: &Task) -> bool {
        let Some((_, claim)) = self.document.outline.claim(&self.document.article, claim) else { return false };
        let Some(fold) = self.notes.mine() else { return !claim.draft };
        let assessment = Assessment::alone(fold, claim);
        let is_open = match assessment.status {
            Status::ToDo | Status::Checking => true,
            Status::Waiting => task.status == Status::Waiting && to_do::due(&assessment) == task.due,
            // An answer is overdue on a claim that was judged before; whatever is done about it in this queue is enough.
            Status::Done | Status::NotCheckable => {
                let waits = task.status == Status::Waiting && to_do::due(&assessment) == task.due;
                waits && !self.has_acted_on(task)
            }
        };
        is_open && !claim.draft
    }

    /// Whether the claim of a task was changed in this queue.
    fn has_acted_on(&self, task: &Task) -> bool {
        let queue = self.articles.round.as_ref();
        queue.is_some_and(|queue| queue.acts.iter().any(|(path, claim)| *path == task.path && *claim == task.claim))
    }

    fn standing_of(&self, claim: usize) -> Standing {
        let claim = self.document.outline.claim(&self.document.article, claim);
        claim.map_or(Standing::NotJudged, |(_, claim)| self.own_standing(claim))
    }

    /// Does a command in the queue over a folder; none where it is the same as in the queue of one article.
    pub(crate) fn run_in_round(&mut self, command: Command) -> Option<Vec<Effect>> {
        let queue = self.articles.round.as_ref()?;
        let waits = queue.is_between_articles();
        match command {
            Command::Close => {
                let effects = self.write_what_was_given();
                let back = self.leave_round();
                Some(effects.into_iter().chain(back).collect())
            }
            Command::Undo if self.forget_what_was_given() => Some(Vec::new()),
            Command::Undo => Some(self.undo_in_round()),
            Command::Filter => {
                let close = self.key_in(Scope::Queue, Command::Close);
                self.say(format!("This queue covers the listed articles. {close} goes back, to filter or mark others"));
                Some(Vec::new())
            }
            Command::Help | Command::Restore | Command::Suspend | Command::Theme => None,
            _ if waits => {
                self.say("Saving before the next article opens …");
                Some(Vec::new())
            }
            Command::Next => Some(self.step_round(true)),
            Command::Previous => Some(self.step_round(false)),
            Command::Redo => Some(self.redo()),
            _ => None,
        }
    }

    /// Skips the current task, or goes back to the previous one; what you entered for the claim is written first.
    fn step_round(&mut self, forward: bool) -> Vec<Effect> {
        let effects = self.write_what_was_given();
        let task = self.articles.round.as_ref().and_then(|queue| queue.round.task().cloned());
        let number = task.as_ref().and_then(|task| self.claim_numbered(&task.claim));
        let is_done = task.zip(number).is_some_and(|(task, number)| !self.is_still_to_do(number, &task));
        // What is done makes room for the next one.
        if let Some(queue) = self.articles.round.as_mut().filter(|_| !(forward && is_done)) {
            queue.round.step(forward);
            queue.was_open = false;
        }
        if let Some(Overlay::Queue(queue)) = &mut self.overlay {
            *queue = Queue::default();
        }
        effects
    }

    /// Undoes what was done last in this round, in whichever article that was.
    fn undo_in_round(&mut self) -> Vec<Effect> {
        let Some(queue) = &mut self.articles.round else { return Vec::new() };
        let Some(place) = queue.acts.last().cloned() else {
            self.say("You have changed nothing in this queue yet");
            return Vec::new();
        };
        if queue.open.as_ref() == Some(&place.0) {
            queue.round.bring_back(&place);
            return self.undo_in_article();
        }
        queue.undo = if queue.round.bring_back(&place) { Undo::WaitsForArticle } else { Undo::None };
        queue.was_open = false;
        Vec::new()
    }

    /// Undoes the latest action of the open article.
    fn undo_in_article(&mut self) -> Vec<Effect> {
        if let Some(queue) = &mut self.articles.round {
            queue.undo = Undo::Writes;
            queue.acts.pop();
            queue.was_open = false;
        }
        let effects = self.undo();
        if let Some(queue) = self.articles.round.as_mut().filter(|_| effects.is_empty()) {
            queue.undo = Undo::None;
        }
        effects
    }

    /// Goes back to the library before the round is at its end.
    fn leave_round(&mut self) -> Vec<Effect> {
        let words = self.round_words();
        let effects = self.come_back_to_articles();
        if let Some((done, left)) = words {
            self.say(format!("{done}; {left} still to do"));
        }
        effects
    }

    fn end_round(&mut self) -> Vec<Effect> {
        let dropped = self.articles.round.as_ref().map_or(0, |queue| queue.round.dropped());
        let words = self.round_words();
        let effects = self.come_back_to_articles();
        if let Some((done, _)) = words {
            let gone = match dropped {
                0 => String::new(),
                1 => "; 1 was no longer to do".to_owned(),
                dropped => format!("; {dropped} were no longer to do"),
            };
            let told = format!("No more claims to check; {done}{gone}");
            // Why an article could not be opened is still to be read.
            if self.notice.as_ref().is_none_or(|notice| !notice.trouble) {
                self.say(told);
            }
        }
        self.remember_end(Scope::Queue);
        effects
    }

    /// What was done in this round, in words, and how much is left.
    fn round_words(&self) -> Option<(String, usize)> {
        let round = &self.articles.round.as_ref()?.round;
        let articles = round.articles();
        let words = format!("{} judged in this queue over {}", round.done(), counted(articles, "article"));
        Some((words, round.left()))
    }
}
