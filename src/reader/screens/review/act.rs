//! The commands of the review.

use crate::model::annotation::judgement::Standing;
use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::model::review::decide::{confirm, drop_item};
use crate::model::review::operation::Operation;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::screens::review::item_form::ItemForm;
use crate::reader::screens::review::layout::ReviewRow;
use crate::reader::screens::review::merge_form::merged;
use crate::reader::screens::review::state::{Question, ReviewScreen};
use crate::text::counted::counted;

/// What becomes of the judgements of a claim that goes.
const STAY: &str = "The judgements stay in the notes, without a claim.";

impl App {
    /// Carries out a command in the review.
    pub(crate) fn run_review(&mut self, command: Command) -> Vec<Effect> {
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
            Command::ConfirmRest => return self.ask_or_confirm_rest(),
            Command::DropItem | Command::MergeItem | Command::SplitItem => return self.ask_or_do(command),
            Command::EditItem => self.edit_item(),
            Command::AddItem => self.add_item(),
            Command::Undo => return self.undo_decision(),
            Command::Redo => return self.redo_decision(),
            Command::WriteAgain => return self.write_again(),
            Command::Next => self.step_review(true),
            Command::Previous => self.step_review(false),
            Command::NextPane | Command::PreviousPane => {
                self.switch_review(|screen| screen.entities = !screen.entities);
            }
            Command::ShowAll => self.switch_review(|screen| screen.all = !screen.all),
            Command::PageDown => self.scroll_review_text(true),
            Command::PageUp => self.scroll_review_text(false),
            Command::Close => self.close(),
            other => return self.run_in_panes(other),
        }
        Vec::new()
    }

    fn switch_review(&mut self, switch: impl FnOnce(&mut ReviewScreen)) {
        if let Some(screen) = self.review_screen_mut() {
            switch(screen);
            (screen.text_scroll, screen.list_scroll) = (0, 0);
            screen.visited.clear();
        }
        self.settle_review();
    }

    /// Handles the answer to a question: the same key again, or the one for yes, confirms.
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

    /// Id of the selected item, and whether it is a candidate.
    fn item_at_hand(&self) -> Option<(String, bool)> {
        let claim = self.reviewed_claim().map(|claim| (claim.id.clone(), claim.draft));
        claim.or_else(|| self.reviewed_entity().map(|entity| (entity.id.clone(), entity.draft)))
    }

    /// The selected candidate and those after it in its paragraph; for entities, all that follow.
    fn rest(&self) -> Vec<String> {
        let Some((id, _)) = self.item_at_hand() else { return Vec::new() };
        let article = self.article_of_file();
        let drafts = |items: &mut dyn Iterator<Item = (&String, bool)>| -> Vec<String> {
            let from_here = items.skip_while(|(other, _)| **other != id);
            from_here.filter(|(_, draft)| *draft).map(|(id, _)| id.clone()).collect()
        };
        let is_here = |paragraph: &&Paragraph| paragraph.claims.iter().any(|claim| claim.id == id);
        if let Some(paragraph) = article.paragraphs().find(is_here) {
            drafts(&mut paragraph.claims.iter().map(|claim| (&claim.id, claim.draft)))
        } else {
            drafts(&mut article.entities.iter().map(|entity| (&entity.id, entity.draft)))
        }
    }

    /// Confirms the rest, after a question if it has items that the screen does not show.
    fn ask_or_confirm_rest(&mut self) -> Vec<Effect> {
        let rest = self.rest();
        let shown = self.review_page().map_or(Vec::new(), |page| page.rows);
        let at_hand = self.item_at_hand().map(|(id, _)| id);
        let is_shown = |id: &&String| {
            at_hand.as_ref() == Some(id)
                || shown.iter().any(|row| matches!(row, ReviewRow::Other(other) if other.id == **id))
        };
        let unseen = rest.len() - rest.iter().filter(is_shown).count();
        if unseen == 0 {
            return self.confirm_rest();
        }
        let what = if self.reviewed_entity().is_some() { "entities" } else { "claims" };
        let not_shown = if unseen == 1 { "1 of them is".to_owned() } else { format!("{unseen} of them are") };
        let line = format!("Confirm {} {what}? {not_shown} not on the screen.", rest.len());
        self.ask(Command::ConfirmRest, None, vec![line]);
        Vec::new()
    }

    fn confirm_rest(&mut self) -> Vec<Effect> {
        let Some((id, _)) = self.item_at_hand() else { return Vec::new() };
        let (rest, article) = (self.rest(), self.article_of_file());
        let operations: Vec<Operation> = rest.iter().filter_map(|id| confirm(&article, id)).collect();
        if operations.is_empty() {
            let is_entity = self.reviewed_entity().is_some();
            self.say(if is_entity { "No more entities to confirm" } else { "No more candidates in this paragraph" });
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

    /// Runs a command, after a question if it has consequences to point out.
    fn ask_or_do(&mut self, command: Command) -> Vec<Effect> {
        let Some((id, _)) = self.item_at_hand() else { return Vec::new() };
        let is_entity = self.reviewed_entity().is_some();
        if is_entity && command == Command::MergeItem {
            self.choose_other_entity(&id);
            return Vec::new();
        }
        let mut lines = if is_entity { self.references(&id) } else { self.judgements(&id, STAY).into_iter().collect() };
        if command == Command::MergeItem {
            let Some(next) = self.next_in_paragraph() else {
                self.say("This is the last claim of its paragraph, so there is no next claim to merge it with");
                return Vec::new();
            };
            lines.extend(self.judgements(&next.id, STAY));
        }
        if lines.is_empty() {
            return self.do_item(command, None);
        }
        let question = match (command, self.reviewed_entity()) {
            (Command::DropItem, Some(entity)) => format!("Drop “{}”? References to it will be removed.", entity.name),
            (Command::DropItem, None) => format!("Drop {id}?"),
            (Command::MergeItem, _) => format!("Merge {id} with the next claim?"),
            _ => format!("Split {id}?"),
        };
        lines.insert(0, question);
        self.ask(command, None, lines);
        Vec::new()
    }

    pub(crate) fn ask(&mut self, command: Command, other: Option<String>, lines: Vec<String>) {
        if let Some(screen) = self.review_screen_mut() {
            screen.asked = Some(Question { command, other, lines });
        }
    }

    fn do_item(&mut self, command: Command, other: Option<&str>) -> Vec<Effect> {
        let Some((id, _)) = self.item_at_hand() else { return Vec::new() };
        match (command, other) {
            (Command::ConfirmRest, _) => self.confirm_rest(),
            (Command::DropItem, _) => {
                let (next, operation) = (self.following(), drop_item(&self.article_of_file(), &id));
                self.do_and_go_on(
                    operation,
                    &format!("{id} dropped. {} restores it", self.key_in(Scope::Review, Command::Undo)),
                    next,
                )
            }
            (Command::SplitItem, _) if self.reviewed_claim().is_some() => {
                self.compose(Form::Item(ItemForm::Split { claim: id }), "first");
                Vec::new()
            }
            (Command::SplitItem, _) => {
                self.say("Only claims can be split");
                Vec::new()
            }
            (Command::MergeItem, Some(other)) => self.merge_entities(&id, other),
            (Command::MergeItem, None) => {
                self.merge_claims(id);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Opens the form for one claim in the place of the selected one and the next.
    fn merge_claims(&mut self, claim: String) {
        let Some(other) = self.next_in_paragraph().map(|next| next.id) else { return };
        if merged(self, &claim, &other).is_none() {
            return self.warn("The quotes of the two claims are not in the same paragraph");
        }
        self.compose(Form::Item(ItemForm::Merge { claim, other }), "text");
    }

    /// Makes a decision and goes on; stays if the decision is impossible.
    pub(crate) fn do_and_go_on(
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

    /// The claim after the selected one in its paragraph.
    fn next_in_paragraph(&self) -> Option<Claim> {
        let id = &self.reviewed_claim()?.id;
        let article = self.article_of_file();
        let (paragraph, _) = article.claims().find(|(_, claim)| claim.id == *id)?;
        paragraph.claims.iter().skip_while(|claim| claim.id != *id).nth(1).cloned()
    }

    /// Who has judged a claim, and what becomes of that; `None` where nobody has.
    pub(crate) fn judgements(&self, id: &str, consequence: &str) -> Option<String> {
        let claim = self.claim_named(id)?;
        let own = self.own_standing(claim);
        let mut said: Vec<String> = Vec::new();
        if own != Standing::NotJudged {
            said.push(format!("you: {}", own.words()));
        }
        // Others' verdicts stay hidden until the annotator has judged, but not the fact that they exist.
        let others = self.notes.others_judgements(claim).len();
        if others > 0 {
            said.push(counted(others, "other annotator"));
        }
        (!said.is_empty()).then(|| format!("{} is judged ({}). {consequence}", claim.id, said.join(", ")))
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

    /// Whether anything is left to decide on.
    pub(crate) fn has_item_at_hand(&self) -> bool {
        self.item_at_hand().is_some()
    }

    /// Whether the review is open, even behind another screen.
    pub(crate) fn is_reviewing(&self) -> bool {
        self.overlay.iter().chain(&self.behind).any(|overlay| matches!(overlay, Overlay::Review(_)))
    }
}
