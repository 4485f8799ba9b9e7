//! What was set aside, or left by a program that ended before it was kept.

use crate::domain::draft::Draft;
use crate::domain::subject::Subject;

use super::App;
use super::command::Command;
use super::forms::Form;
use super::message::Effect;
use super::overlay::Overlay;
use super::palette::{Choice, ListKind, Pick};

impl App {
    /// Takes in which drafts nobody holds.
    pub(super) fn hear_of_drafts(&mut self, drafts: Vec<Draft>) {
        let new = drafts.iter().any(|draft| self.drafts.iter().all(|other| other.id != draft.id));
        self.drafts = drafts;
        if new && self.overlay.is_none() && self.notice.is_none() {
            let text = match self.drafts.as_slice() {
                [draft] => {
                    let whence =
                        draft.file.as_ref().map_or(String::new(), |file| format!("; begun in {file}, which is gone"));
                    format!("What you were writing is kept ({}); d takes it up{whence}", name(draft))
                }
                drafts => format!("{} things that you were writing are kept; d takes them up", drafts.len()),
            };
            self.say(text);
        }
    }

    /// Takes up the one draft there is, or asks which.
    pub(super) fn open_drafts(&mut self) -> Vec<Effect> {
        if let [draft] = self.drafts.as_slice() {
            let draft = draft.clone();
            return self.take_up_draft(&draft);
        }
        self.open_list(ListKind::Drafts);
        Vec::new()
    }

    pub(super) fn draft_choices(&self) -> Vec<Choice> {
        self.drafts.iter().map(choice).collect()
    }

    /// Runs a command that writes; the name is asked for first where it is not known.
    pub(super) fn run_writing(&mut self, command: Command) -> Vec<Effect> {
        if self.annotator.name.is_none() {
            self.ask_for_name(command);
            return Vec::new();
        }
        let claim = self.selected_claim().map(|(_, claim)| claim.id.clone());
        match (command, claim) {
            (Command::Judge, _) => self.ask_for_verdict(),
            (Command::Queue, _) => self.open_queue(),
            (Command::Note, _) => self.compose_note(),
            (Command::NoteArticle, _) => {
                self.compose(Form::Note { on: crate::domain::journal::Target::article(), id: None }, "text");
            }
            (Command::Evidence, Some(claim)) => self.compose(Form::Evidence { claim, id: None }, "url"),
            (Command::Reply, Some(claim)) => self.compose(Form::Reply { claim, id: None }, "channel"),
            (Command::Reason, Some(claim)) => self.compose(Form::Reason { claim }, "why"),
            (Command::Correct, Some(claim)) => self.compose(Form::Reason { claim }, "correction"),
            (Command::Status, Some(claim)) => self.compose(Form::Reason { claim }, "status"),
            (Command::Tags, _) => self.open_tags(self.target_at_hand()),
            (Command::Relate, Some(claim)) => {
                self.open_list_on(ListKind::Relations, crate::domain::journal::Target::claim(&claim));
            }
            (Command::AddClaim, _) => self.add_claim(),
            (Command::Priority, Some(_)) => return self.step_priority(),
            (Command::Drafts, _) => return self.open_drafts(),
            _ => {}
        }
        Vec::new()
    }
}

impl App {
    /// The draft on which a command would write, by its id: nothing is said of candidates before somebody confirms them.
    pub(super) fn draft_written_on(&self, command: Command) -> Option<String> {
        let on_claim = matches!(
            command,
            Command::Judge
                | Command::Give(_)
                | Command::NotCheckable
                | Command::Repeat
                | Command::Evidence
                | Command::Reply
                | Command::Reason
                | Command::Correct
                | Command::Status
                | Command::Relate
                | Command::Priority
        );
        if on_claim && !matches!(self.overlay, Some(Overlay::Queue(_))) {
            return self.selected_claim().filter(|(_, claim)| claim.draft).map(|(_, claim)| claim.id.clone());
        }
        if !matches!(command, Command::Note | Command::Tags) {
            return None;
        }
        match self.subject(&self.target_at_hand())? {
            Subject::Claim(_, claim) if claim.draft => Some(claim.id.clone()),
            Subject::Entity(entity) if entity.draft => Some(entity.id.clone()),
            _ => None,
        }
    }
}

fn name(draft: &Draft) -> String {
    Form::of_draft(draft).map_or_else(|| draft.form.clone(), |form| form.title())
}

fn choice(draft: &Draft) -> Choice {
    let written = ["text", "passage", "why", "answer", "url", "value"];
    let words = written.iter().filter_map(|key| draft.fields.get(*key)).find(|text| !text.trim().is_empty());
    let words = words.map_or(String::new(), |text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let whence = draft.file.as_ref().map_or(String::new(), |file| format!("from {file} · "));
    let words = whence + &words;
    let right = draft.at.get(..16).unwrap_or(&draft.at).replace('T', " ");
    Choice { name: name(draft), help: words, right, available: true, pick: Pick::Draft(draft.id.clone()) }
}
