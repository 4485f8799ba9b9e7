//! Decisions of the review: made on the article on screen, then passed to the writer, which makes them in the file.

use crate::codec::article_yaml::first_fault;
use crate::codec::journal_jsonl::timestamp;
use crate::codec::review_jsonl;
use crate::model::annotation::added_claim::is_own;
use crate::model::article::Article;
use crate::model::journal::{ActionId, next_id};
use crate::model::review::Signature;
use crate::model::review::decide::claim_id;
use crate::model::review::operation::{Operation, difference};
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::session::article_edit::{Intent, ReviewRequest};

impl App {
    /// The article without the claims that annotators added.
    pub(crate) fn article_of_file(&self) -> Article {
        let mut article = self.document.article.clone();
        if !self.document.own_claims.is_empty() {
            for paragraph in article.sections.iter_mut().flat_map(|section| &mut section.paragraphs) {
                paragraph.claims.retain(|claim| !is_own(&claim.id));
            }
        }
        article
    }

    /// An id for a new claim of a paragraph, which no claim has had before: it would take the other's judgements.
    pub(crate) fn new_claim_id(&self, article: &Article, paragraph: &str) -> String {
        let taken = self.review.all().item_ids();
        claim_id(article, paragraph, &taken.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Makes decisions and says so; if any of them cannot be made, says why, and makes none.
    pub(crate) fn decide(&mut self, operations: Vec<Operation>, said: &str) -> Vec<Effect> {
        self.decide_undoing(operations.into_iter().map(|operation| (operation, None)).collect(), said)
    }

    /// Makes decisions like [`Self::decide`]; each may name the earlier decision, or the undoing, that it undoes.
    pub(super) fn decide_undoing(&mut self, operations: Vec<(Operation, Option<ActionId>)>, said: &str) -> Vec<Effect> {
        let Some(who) = self.annotator.name.clone() else { return Vec::new() };
        let mut article = self.article_of_file();
        let mut intents = Vec::new();
        for (operation, undoes) in operations {
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
            let id = next_id(self.moment.unix_ms, last.or(self.review.greatest()), self.moment.random);
            let signature = Signature { id, at: timestamp(self.moment.unix_ms), who: who.clone() };
            let (before, after) = difference(&operation, &article, &changed);
            let Operation { verb, item, .. } = &operation;
            let decision = review_jsonl::write(signature.clone(), item, *verb, (&before, &after), undoes);
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
}
