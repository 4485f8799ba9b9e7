//! Notes that stand nowhere: they answer each other, or a note that is gone.

use crate::domain::anchor::Orphan;
use crate::domain::fold::Winner;
use crate::domain::journal::{Line, Target};

use super::super::problem_rule::ProblemRule;
use super::Checker;

impl Checker<'_, '_> {
    /// What is said of a note that stands nowhere; circles are told of note by note.
    pub(super) fn adrift(&mut self, orphan: &Orphan, line: &Line) {
        let notes = orphan.said.iter().filter_map(|(field, _)| field.strip_prefix("note:"));
        if notes.clone().any(|note| self.answers.is_circle(note, orphan.on.id())) {
            return;
        }
        let message = format!("{} is gone, and what was said of it stands nowhere", orphan.on);
        self.tell(line, &orphan.on.0, ProblemRule::UnknownSubject, &message, Some("say it again where it belongs"));
    }

    /// Notes that answer themselves.
    pub(super) fn circles(&mut self) {
        let mut notes: Vec<&Target> = self.fold.targets().filter(|on| on.sort() == "note").collect();
        notes.sort();
        for on in notes {
            for (_, winner) in self.fold.elements(on, "note:") {
                self.circle(&winner);
            }
        }
    }

    /// A note that answers itself, at once or through others.
    fn circle(&mut self, winner: &Winner<'_>) {
        let (change, line) = (winner.change, winner.line);
        let answer = change.field.strip_prefix("note:").zip(change.on.id_of("note"));
        let Some((note, answered)) = answer.filter(|(note, answered)| self.answers.is_circle(note, answered)) else {
            return;
        };
        let message = if note == answered {
            format!("note {note} answers itself")
        } else {
            format!("note {note} and note {answered} answer each other")
        };
        let hint = Some("take one of them back, and write it again where it belongs");
        self.tell(line, &change.on.0, ProblemRule::NoteCircle, &message, hint);
    }
}
