//! What each key of the review does.

use super::form::ItemForm;
use super::{Question, ReviewScreen};
use crate::app::App;
use crate::app::command::Command;
use crate::app::forms::Form;
use crate::app::message::Effect;
use crate::app::overlay::Overlay;
use crate::domain::article::Paragraph;
use crate::domain::claim::Claim;
use crate::domain::judgement::Standing;
use crate::domain::review::Item;
use crate::domain::review::decide::{confirm, drop_item, joined, merge};
use crate::domain::review::operation::Operation;

/// How a claim stands, in a word or two.
fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::NotJudged => "not judged".to_owned(),
        Standing::Current(verdict) => verdict.word().to_owned(),
        Standing::Earlier(verdict) => format!("{}, of an earlier wording", verdict.word()),
        Standing::NotCheckable => "not checkable".to_owned(),
    }
}

impl App {
    /// Does a command in the review.
    pub(in crate::app) fn run_review(&mut self, command: Command) -> Vec<Effect> {
        let Some(screen) = self.review_screen().cloned() else { return Vec::new() };
        if let Some(question) = &screen.asked {
            return self.answer(question, command);
        }
        if command.decides() && self.annotator.name.is_none() {
            self.ask_for_name(command);
            return Vec::new();
        }
        if command.decides() && self.unwritten.is_some() {
            self.ask_where_to_write(Some(command));
            return Vec::new();
        }
        match command {
            Command::Confirm => return self.confirm_item(),
            Command::ConfirmRest => return self.confirm_rest(),
            Command::DropItem | Command::MergeItem | Command::SplitItem => return self.ask_or_do(command),
            Command::EditItem => self.edit_item(),
            Command::AddItem => self.add_item(),
            Command::Undo => return self.undo_decision(),
            Command::WriteAgain => return self.write_again(),
            Command::Next => self.step_review(true),
            Command::Previous => self.step_review(false),
            Command::NextPane | Command::PreviousPane => {
                self.switch_review(|screen| screen.entities = !screen.entities);
            }
            Command::ShowAll => self.switch_review(|screen| screen.all = !screen.all),
            Command::Close => self.close(),
            other => return self.run_in_panes(other),
        }
        Vec::new()
    }

    fn switch_review(&mut self, switch: impl FnOnce(&mut ReviewScreen)) {
        if let Some(screen) = self.review_screen_mut() {
            switch(screen);
            screen.visited.clear();
        }
        self.settle_review();
    }

    /// Answers what was asked: the same key again, or the one that says yes, does it.
    fn answer(&mut self, question: &Question, command: Command) -> Vec<Effect> {
        if let Some(screen) = self.review_screen_mut() {
            screen.asked = None;
        }
        if command == Command::Confirm || command == question.command {
            return self.do_item(question.command, question.other.as_deref());
        }
        Vec::new()
    }

    fn confirm_item(&mut self) -> Vec<Effect> {
        let Some((id, draft)) = self.item_at_hand() else { return Vec::new() };
        let next = self.following();
        if !draft {
            self.go_on(next);
            return Vec::new();
        }
        let operation = confirm(&self.article_of_file(), &id);
        self.do_and_go_on(operation, &format!("{id} confirmed"), next)
    }

    /// Id of the item at hand, and whether it is a candidate.
    fn item_at_hand(&self) -> Option<(String, bool)> {
        let claim = self.reviewed_claim().map(|claim| (claim.id.clone(), claim.draft));
        claim.or_else(|| self.reviewed_entity().map(|entity| (entity.id.clone(), entity.draft)))
    }

    /// Confirms the candidate at hand and those after it in its paragraph; of entities, all that are left.
    fn confirm_rest(&mut self) -> Vec<Effect> {
        let Some((id, _)) = self.item_at_hand() else { return Vec::new() };
        let article = self.article_of_file();
        let drafts = |items: &mut dyn Iterator<Item = (&String, bool)>| -> Vec<String> {
            let from_here = items.skip_while(|(other, _)| **other != id);
            from_here.filter(|(_, draft)| *draft).map(|(id, _)| id.clone()).collect()
        };
        let is_here = |paragraph: &&Paragraph| paragraph.claims.iter().any(|claim| claim.id == id);
        let rest = if let Some(paragraph) = article.paragraphs().find(is_here) {
            drafts(&mut paragraph.claims.iter().map(|claim| (&claim.id, claim.draft)))
        } else {
            drafts(&mut article.entities.iter().map(|entity| (&entity.id, entity.draft)))
        };
        let operations: Vec<Operation> = rest.iter().filter_map(|id| confirm(&article, id)).collect();
        if operations.is_empty() {
            self.say("There is no candidate from here on in this paragraph");
            return Vec::new();
        }
        if let (Some(last), Some(screen)) = (rest.last().cloned(), self.review_screen_mut()) {
            screen.put_at(Some(last));
        }
        let next = self.following();
        let said = if rest.len() == 1 { format!("{id} confirmed") } else { format!("{} confirmed", rest.len()) };
        let effects = self.decide(operations, &said);
        if !effects.is_empty() {
            self.go_on(next.filter(|next| !rest.contains(next)));
        }
        effects
    }

    /// Asks first where something is to be known, else does it.
    fn ask_or_do(&mut self, command: Command) -> Vec<Effect> {
        let Some((id, _)) = self.item_at_hand() else { return Vec::new() };
        let is_entity = self.reviewed_entity().is_some();
        if is_entity && command == Command::MergeItem {
            self.choose_other_entity(&id);
            return Vec::new();
        }
        let mut lines = if is_entity { self.references(&id) } else { self.judgements(&[id.as_str()]) };
        if command == Command::MergeItem {
            let Some(next) = self.next_in_paragraph() else {
                self.say("This is the last claim of its paragraph; there is no next one to merge it with");
                return Vec::new();
            };
            lines.extend(self.judgements(&[next.id.clone().as_str()]));
        }
        if lines.is_empty() {
            return self.do_item(command, None);
        }
        let question = match (command, self.reviewed_entity()) {
            (Command::DropItem, Some(entity)) => format!("Drop “{}”? What refers to it loses it.", entity.name),
            (Command::DropItem, None) => format!("Drop {id}?"),
            (Command::MergeItem, _) => format!("Merge {id} with the next claim?"),
            _ => format!("Split {id}?"),
        };
        lines.insert(0, question);
        self.ask(command, None, lines);
        Vec::new()
    }

    pub(super) fn ask(&mut self, command: Command, other: Option<String>, lines: Vec<String>) {
        if let Some(screen) = self.review_screen_mut() {
            screen.asked = Some(Question { command, other, lines });
        }
    }

    fn do_item(&mut self, command: Command, other: Option<&str>) -> Vec<Effect> {
        let Some((id, _)) = self.item_at_hand() else { return Vec::new() };
        match (command, other) {
            (Command::DropItem, _) => {
                let (next, operation) = (self.following(), drop_item(&self.article_of_file(), &id));
                self.do_and_go_on(operation, &format!("{id} dropped; u takes it back"), next)
            }
            (Command::SplitItem, _) if self.reviewed_claim().is_some() => {
                self.compose(Form::Item(ItemForm::Split { claim: id }), "first");
                Vec::new()
            }
            (Command::SplitItem, _) => {
                self.say("Claims are split; an entity has nothing to split");
                Vec::new()
            }
            (Command::MergeItem, Some(other)) => self.merge_entities(&id, other),
            (Command::MergeItem, None) => self.merge_claims(&id),
            _ => Vec::new(),
        }
    }

    fn merge_claims(&mut self, id: &str) -> Vec<Effect> {
        let article = self.article_of_file();
        let Some(next) = self.next_in_paragraph() else { return Vec::new() };
        let merged = article.claims().find(|(_, claim)| claim.id == id);
        let Some(merged) = merged.and_then(|(paragraph, claim)| joined(paragraph, claim, &next)) else {
            self.warn("The quotes of the two claims do not stand in one paragraph");
            return Vec::new();
        };
        let operation = merge(&article, id, &next.id, &Item::Claim(Box::new(merged)));
        let effects =
            self.decide(operation.into_iter().collect(), &format!("{id} merged with {}; e edits it", next.id));
        self.settle_review();
        effects
    }

    /// Makes a decision and goes on; where it cannot be made, stays.
    pub(super) fn do_and_go_on(
        &mut self,
        operation: Option<Operation>,
        said: &str,
        next: Option<String>,
    ) -> Vec<Effect> {
        let effects = self.decide(operation.into_iter().collect(), said);
        if !effects.is_empty() {
            self.go_on(next);
        }
        effects
    }

    /// The claim after the one at hand in its paragraph.
    fn next_in_paragraph(&self) -> Option<Claim> {
        let id = &self.reviewed_claim()?.id;
        let article = self.article_of_file();
        let (paragraph, _) = article.claims().find(|(_, claim)| claim.id == *id)?;
        paragraph.claims.iter().skip_while(|claim| claim.id != *id).nth(1).cloned()
    }

    /// What was judged of claims, a line each.
    pub(super) fn judgements(&self, ids: &[&str]) -> Vec<String> {
        let mut lines = Vec::new();
        for claim in ids.iter().filter_map(|id| self.claim_named(id)) {
            let own = self.own_standing(claim);
            let mut said: Vec<String> = Vec::new();
            if own != Standing::NotJudged {
                said.push(format!("you: {}", standing_words(own)));
            }
            // Others' verdicts stay hidden until one has judged; that there are some is to be known.
            let others = self.notes.others_judgements(claim).len();
            said.extend((others == 1).then(|| "1 other annotator".to_owned()));
            said.extend((others > 1).then(|| format!("{others} other annotators")));
            if !said.is_empty() {
                lines.push(format!(
                    "{} is judged ({}). The judgements stay in the notes, without a claim.",
                    claim.id,
                    said.join(", ")
                ));
            }
        }
        lines
    }

    fn edit_item(&mut self) {
        let claim = self.reviewed_claim().map(|claim| claim.id.clone());
        let entity = self.reviewed_entity().map(|entity| entity.id.clone());
        match (claim, entity) {
            (Some(claim), _) => self.compose(Form::Item(ItemForm::Claim { claim }), "text"),
            (_, Some(entity)) => self.compose(Form::Item(ItemForm::Entity { entity }), "name"),
            _ => {}
        }
    }

    fn add_item(&mut self) {
        let Some(screen) = self.review_screen() else { return };
        if screen.entities {
            return self.compose(Form::Item(ItemForm::NewEntity), "name");
        }
        let Some(paragraph) = self.current_paragraph().map(|paragraph| paragraph.id.clone()) else { return };
        self.compose(Form::Item(ItemForm::NewClaim { paragraph }), "text");
    }

    /// Whether there is something to decide on.
    pub(in crate::app) fn has_item_at_hand(&self) -> bool {
        self.item_at_hand().is_some()
    }

    /// Whether the review is open, be it behind something else.
    pub(in crate::app) fn is_reviewing(&self) -> bool {
        self.overlay.iter().chain(&self.behind).any(|overlay| matches!(overlay, Overlay::Review(_)))
    }
}
