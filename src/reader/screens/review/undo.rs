//! Undoes and redoes decisions: all those that one key made.

use crate::codec::article_yaml::first_fault;
use crate::model::journal::ActionId;
use crate::model::review::operation::Operation;
use crate::model::review::{Decision, Verb};
use crate::reader::app::App;
use crate::reader::message::Effect;

/// Decisions to undo or to redo.
struct Group {
    word: &'static str,
    verb: Verb,
    /// The item of the first decision in the order in which they were made.
    item: String,
    /// What makes or takes back each, with the line that this undoes.
    operations: Vec<(Operation, ActionId)>,
}

impl Group {
    /// The sentence for `made` of them.
    fn words(&self, made: usize, refusal: Option<&str>) -> String {
        let (word, verb) = (self.word, self.verb.word());
        let all = self.operations.len();
        let words = match (all, made) {
            (1, _) => format!("{word}: {} {verb}", self.item),
            (_, 1) => format!("{word}: 1 decision"),
            (_, made) if self.verb == Verb::Confirmed => format!("{word}: {made} confirmations"),
            (_, made) => format!("{word}: {made} decisions"),
        };
        refusal.map_or(words.clone(), |refusal| format!("{words}, but not {} ({refusal})", all - made))
    }
}

impl App {
    /// Takes back what the latest key of this annotator decided, in this run or an earlier one, and shows the item again.
    /// Nobody takes back what others have decided.
    pub(crate) fn undo_decision(&mut self) -> Vec<Effect> {
        let all = self.review.all();
        let undone = self.annotator.name.as_deref().map_or(Vec::new(), |me| all.undo_of_key(me));
        let (Some(latest), Some(first)) = (undone.first(), undone.last()) else {
            let others = all.standing().len();
            self.say(match others {
                0 => "You have no decision to undo".to_owned(),
                1 => "You have no decision to undo; 1 decision is someone else's".to_owned(),
                others => format!("You have no decision to undo; {others} decisions are other people's"),
            });
            return Vec::new();
        };
        let back = |decision: &&Decision| (Operation::back(decision), decision.id);
        let operations = undone.iter().map(back).collect();
        self.make_group(&Group { word: "Undone", verb: latest.verb, item: first.item.clone(), operations })
    }

    /// Makes again what this annotator took back last, as long as they have decided nothing since.
    pub(crate) fn redo_decision(&mut self) -> Vec<Effect> {
        let all = self.review.all();
        let redone = self.annotator.name.as_deref().map_or(Vec::new(), |me| all.redo_of_key(me));
        let Some((_, first)) = redone.first() else {
            self.say("You have no decision to redo");
            return Vec::new();
        };
        let again = |(undoing, decision): &(&Decision, &Decision)| (Operation::again(decision), undoing.id);
        let operations = redone.iter().map(again).collect();
        self.make_group(&Group { word: "Redone", verb: first.verb, item: first.item.clone(), operations })
    }

    /// Makes those of a group that can be made, and shows the first item.
    fn make_group(&mut self, group: &Group) -> Vec<Effect> {
        let mut article = self.article_of_file();
        let (mut made, mut refusal) = (Vec::new(), None);
        for (operation, undoes) in &group.operations {
            let changed = operation.apply(&article).map_err(|refusal| refusal.to_string());
            match changed.and_then(|changed| {
                first_fault(&changed).map_or(Ok(changed), |fault| Err(format!("Not written: {fault}")))
            }) {
                Ok(changed) => {
                    article = changed;
                    made.push((operation.clone(), Some(*undoes)));
                }
                Err(why) => refusal = Some(why),
            }
        }
        if made.is_empty() {
            self.warn(refusal.unwrap_or_default());
            return Vec::new();
        }
        if self.names_item(&group.item) {
            self.review_item(&group.item);
        }
        let next = self.following();
        let words = group.words(made.len(), refusal.as_deref());
        let effects = self.decide_undoing(made, &words);
        if !effects.is_empty() && self.names_item(&group.item) {
            self.review_item(&group.item);
        } else if !effects.is_empty() {
            self.go_on(next);
        }
        effects
    }
}
