//! What the writer answers: decisions are in the file, are refused, or wait.

use crate::model::article::Article;
use crate::model::journal::ActionId;
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::session::article_edit::{ReviewNews, ReviewRequest};

impl App {
    /// Takes in what became of decisions.
    pub(crate) fn hear_of_review(&mut self, news: ReviewNews) -> Vec<Effect> {
        match news {
            ReviewNews::Read(journal, troubles) => {
                self.review.journal = journal;
                self.count_overwritten();
                if !troubles.is_empty() {
                    self.warn(troubles.join(" · "));
                }
            }
            ReviewNews::Decided(decisions) => {
                let ids: Vec<ActionId> = decisions.iter().map(|decision| decision.id).collect();
                self.review.pending.retain(|(intent, _)| !ids.contains(&intent.signature.id));
                for decision in decisions {
                    self.review.journal.add(decision);
                }
                return self.saved(&ids);
            }
            ReviewNews::Refused(id, why) => {
                // What was typed for it has no other place than its draft.
                let typed: Vec<String> =
                    self.saving.drafts.extract_if(.., |(line, _)| *line == id).map(|(_, draft)| draft).collect();
                // Whoever is about to quit has to see this.
                self.saving.leaving = false;
                let mut refused = self.review.pending.extract_if(.., |(intent, _)| intent.signature.id == id);
                let item = refused.next().map(|(intent, _)| intent.operation.item);
                drop(refused);
                let mut effects = self.saved(&[id]);
                if let Some(item) = item.filter(|item| self.names_item(item)) {
                    self.review_item(&item);
                }
                let reopens = format!(". {} reopens what you wrote", self.key_of_drafts());
                self.warn(format!("Not written: {why}{}", if typed.is_empty() { "" } else { &reopens }));
                effects.extend(typed.into_iter().map(Effect::ReleaseDraft));
                return effects;
            }
            ReviewNews::NotDecided(ids, why) => self.not_saved(&ids, format!("Not written: {why}")),
            ReviewNews::Article(article) => self.hear_of_article(*article),
        }
        Vec::new()
    }

    /// Takes in the article as its file has it now. What is on its way into the file is in what is shown already.
    pub(crate) fn hear_of_article(&mut self, article: Article) {
        let mut article = article;
        for (intent, _) in &self.review.pending {
            if let Ok(changed) = intent.operation.apply(&article) {
                article = changed;
            }
        }
        let was_unreadable = std::mem::take(&mut self.review.is_unreadable);
        self.document.is_gone = false;
        if article == self.article_of_file() && !was_unreadable {
            return self.count_overwritten();
        }
        self.replace_article(article);
        self.follow_file();
        self.count_overwritten();
        self.settle_review();
    }

    fn count_overwritten(&mut self) {
        let all = self.review.all();
        self.review.overwritten = if all.all().is_empty() { 0 } else { all.overwritten(&self.article_of_file()).len() };
    }

    /// Asks for decisions that the file no longer has to be written again.
    pub(crate) fn write_again(&mut self) -> Vec<Effect> {
        let count = self.review.overwritten;
        self.say(match count {
            1 => "Restoring 1 decision".to_owned(),
            count => format!("Restoring {count} decisions"),
        });
        vec![Effect::Review(ReviewRequest::WriteAgain)]
    }
}
