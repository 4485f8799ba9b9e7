//! A decision: made on the article that is shown, and handed to the writer, which makes it on the file.

use crate::app::App;
use crate::app::message::Effect;
use crate::domain::article::Article;
use crate::domain::journal::{ActionId, next_id};
use crate::domain::own_claim::is_own;
use crate::domain::review::Signature;
use crate::domain::review::news::{Intent, ReviewRequest};
use crate::domain::review::operation::{Operation, difference};
use crate::format::article::first_fault;
use crate::format::journal::timestamp;
use crate::format::review_journal;

impl App {
    /// The article without the claims that the reader has added to it.
    pub(super) fn article_of_file(&self) -> Article {
        let mut article = self.document.article.clone();
        if !self.document.own_claims.is_empty() {
            for paragraph in article.sections.iter_mut().flat_map(|section| &mut section.paragraphs) {
                paragraph.claims.retain(|claim| !is_own(&claim.id));
            }
        }
        article
    }

    /// Makes decisions and says so; where one cannot be made, says why, and makes none.
    pub(super) fn decide(&mut self, operations: Vec<Operation>, said: &str) -> Vec<Effect> {
        self.decide_undoing(operations, None, said)
    }

    fn decide_undoing(&mut self, operations: Vec<Operation>, undoes: Option<ActionId>, said: &str) -> Vec<Effect> {
        let Some(who) = self.annotator.name.clone() else { return Vec::new() };
        let mut article = self.article_of_file();
        let mut intents = Vec::new();
        for operation in operations {
            let changed = match operation.apply(&article) {
                Ok(changed) => changed,
                Err(refusal) => {
                    self.warn(refusal.to_string());
                    return Vec::new();
                }
            };
            if let Some(fault) = first_fault(&changed) {
                self.warn(format!("Not written: {fault}"));
                return Vec::new();
            }
            let last = intents.last().map(|(intent, _): &(Intent, _)| intent.signature.id);
            let id = next_id(self.moment.unix_ms, last.max(self.review.greatest()), self.moment.random);
            let signature = Signature { id, at: timestamp(self.moment.unix_ms), who: who.clone() };
            let (before, after) = difference(&operation, &article, &changed);
            let Operation { verb, item, .. } = &operation;
            let decision = review_journal::write(signature.clone(), item, *verb, (&before, &after), undoes);
            intents.push((Intent { signature, operation, undoes }, decision));
            article = changed;
        }
        if article == self.article_of_file() {
            self.say("There is nothing to change");
            return Vec::new();
        }
        self.put_article(article);
        self.say(said);
        self.saving.decisions.extend(intents.iter().map(|(intent, _)| intent.signature.id));
        let request = ReviewRequest::Decide(intents.iter().map(|(intent, _)| intent.clone()).collect());
        self.review.pending.extend(intents);
        vec![Effect::Review(request)]
    }

    /// Takes back the latest decision of this annotator, in this run or an earlier one; the item is at hand again.
    pub(super) fn undo_decision(&mut self) -> Vec<Effect> {
        let all = self.review.all();
        let me = self.annotator.name.as_deref();
        let latest = all.standing().into_iter().rev().find(|decision| Some(decision.who.as_str()) == me).cloned();
        let Some(decision) = latest else {
            self.say("You have decided nothing that could be taken back");
            return Vec::new();
        };
        let item = decision.item.clone();
        let said = format!("Taken back: {item} {}", decision.verb.word());
        let effects = self.decide_undoing(vec![Operation::back(&decision)], Some(decision.id), &said);
        if !effects.is_empty() {
            self.review_item(&item);
        }
        effects
    }
}
