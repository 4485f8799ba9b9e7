//! Unfinished text that was set aside, or that a crash left behind.

use crate::model::article::subject::Subject;
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::screens::picker::state::{Choice, ListKind, Pick};
use crate::session::autosave::Draft;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;

impl App {
    /// Receives the drafts that no running program is editing.
    pub(crate) fn hear_of_drafts(&mut self, drafts: Vec<Draft>) {
        let is_new = |draft: &&Draft| self.drafts.iter().all(|other| other.id != draft.id);
        let new: Vec<String> = drafts.iter().filter(is_new).map(|draft| draft.id.clone()).collect();
        self.drafts = drafts;
        self.untold_drafts.extend(new);
        self.tell_of_drafts();
    }

    /// Announces drafts, where a key reopens them and no other message shows.
    pub(crate) fn tell_of_drafts(&mut self) {
        let can_reopen = match &self.overlay {
            None => true,
            Some(Overlay::Review(screen)) => screen.asked.is_none(),
            Some(_) => false,
        };
        if !self.untold_drafts.is_empty() && can_reopen && self.notice.is_none() {
            self.untold_drafts.clear();
            let key = self.key_of_drafts();
            let text = match self.drafts.as_slice() {
                [] => return,
                [draft] => {
                    let whence =
                        draft.file.as_ref().map_or(String::new(), |file| format!("; begun in {file}, which is gone"));
                    format!("Unfinished text was saved ({}); {key} reopens it{whence}", name(draft))
                }
                drafts => format!("{} unfinished texts were saved; {key} reopens them", drafts.len()),
            };
            self.say(text);
        }
    }

    /// The key that reopens drafts here; in the queue and the like, the one of the panes.
    pub(crate) fn key_of_drafts(&self) -> String {
        let key = self.key_for(Command::Drafts);
        match &self.overlay {
            Some(Overlay::Review(_)) => self.key_in(Scope::Review, Command::Drafts),
            Some(Overlay::Queue(_) | Overlay::Disagreements(_)) => format!("In the panes, {key}"),
            _ => key,
        }
    }

    /// Reopens the only draft, or asks which one.
    pub(crate) fn open_drafts(&mut self) -> Vec<Effect> {
        if let [draft] = self.drafts.as_slice() {
            let draft = draft.clone();
            return self.take_up_draft(&draft);
        }
        self.open_list(ListKind::Drafts);
        Vec::new()
    }

    pub(crate) fn draft_choices(&self) -> Vec<Choice> {
        self.drafts.iter().map(choice).collect()
    }

    /// Runs a command that writes, after asking for the annotator's name if it is unknown.
    pub(crate) fn run_writing(&mut self, command: Command) -> Vec<Effect> {
        if self.annotator.name.is_none() {
            self.ask_for_name(command);
            return Vec::new();
        }
        let claim = self.selected_claim().map(|(_, claim)| claim.id.clone());
        match (command, claim) {
            (Command::Judge, _) => self.ask_for_verdict(),
            (Command::Queue, _) => self.open_queue(),
            (Command::Disagreements, _) => self.open_disagreements(),
            (Command::Note, _) => self.compose_note(),
            (Command::NoteArticle, _) => {
                self.compose(Form::Note { on: crate::model::journal::Target::article(), id: None }, "text");
            }
            (Command::Evidence, Some(claim)) => self.compose(Form::Evidence { claim, id: None }, "url"),
            (Command::Reply, Some(claim)) => self.compose(Form::Reply { claim, id: None }, "who"),
            (Command::Reason, Some(claim)) => self.compose(Form::Reason { claim }, "why"),
            (Command::Correct, Some(claim)) => self.compose(Form::Reason { claim }, "correction"),
            (Command::Status, Some(claim)) => self.compose(Form::Reason { claim }, "status"),
            (Command::Tags, _) => self.open_tags(self.target_at_hand()),
            (Command::Relate, Some(claim)) => {
                self.open_list_on(ListKind::Relations, crate::model::journal::Target::claim(&claim));
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
    /// Id of the draft claim or entity on which a command would write: candidates take no annotations until somebody
    /// confirms them.
    pub(crate) fn draft_written_on(&self, command: Command) -> Option<String> {
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
    let written = ["text", "passage", "why", "because", "answer", "url", "value"];
    let words = written.iter().filter_map(|key| draft.fields.get(*key)).find(|text| !text.trim().is_empty());
    let words = words.map_or(String::new(), |text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let whence = draft.file.as_ref().map_or(String::new(), |file| format!("from {file} · "));
    let words = whence + &words;
    let right = draft.at.get(..16).unwrap_or(&draft.at).replace('T', " ");
    Choice { name: name(draft), help: words, right, available: true, pick: Pick::Draft(draft.id.clone()) }
}
