//! Checks for notes without a target: they answer each other, or a note that is gone.

use crate::model::annotation::orphan::Orphan;
use crate::model::journal::fold::Winner;
use crate::model::journal::{Line, Target};

use crate::codec::diagnostics::notes_check::Checker;
use crate::codec::diagnostics::problem_rule::ProblemRule;

impl Checker<'_, '_, '_> {
    /// Reports a note whose target is gone; cycles are reported note by note.
    pub(crate) fn adrift(&mut self, orphan: &Orphan, line: &Line) {
        let notes = orphan.said.iter().filter_map(|(field, _)| field.strip_prefix("note:"));
        if notes.clone().any(|note| self.answers.is_circle(note, orphan.on.id())) {
            return;
        }
        let message = format!("{} was removed, and its annotations have no place in the article", orphan.on);
        self.tell(
            line,
            &orphan.on.0,
            ProblemRule::UnknownSubject,
            &message,
            Some("write them again where they belong"),
        );
    }

    /// Checks for notes that answer themselves.
    pub(crate) fn circles(&mut self) {
        let mut notes: Vec<&Target> = self.fold.targets().filter(|on| on.sort() == "note").collect();
        notes.sort();
        for on in notes {
            for (_, winner) in self.fold.elements(on, "note:") {
                self.circle(&winner);
            }
        }
    }

    /// Reports a note that answers itself, directly or through others.
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
        let hint = Some("remove one of them and write it again where it belongs");
        self.tell(line, &change.on.0, ProblemRule::NoteCircle, &message, hint);
    }
}
