//! Verdicts on claims of other articles that the annotator has linked as the same: a message names them when the annotator opens
//! or judges one of the two. No verdict spreads by itself.

use std::collections::BTreeSet;

use crate::corpus::similar::Opinion;
use crate::model::annotation::judgement::Verdict;
use crate::model::annotation::note::same_claims;
use crate::model::journal::{Body, Target};
use crate::reader::app::{App, Notice};
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::screens::library::state::LibraryRequest;

impl App {
    /// Asks what was found of the claims that are linked with claims of the open article, where these are others than before.
    pub(crate) fn ask_for_linked(&mut self) -> Vec<Effect> {
        let Some(fold) = self.notes.mine() else { return Vec::new() };
        let targets = fold.targets().filter(|on| on.claim_id().is_some());
        let keys: BTreeSet<String> = targets.flat_map(|on| same(same_claims(fold, on))).collect();
        let is_new = !keys.is_subset(&self.articles.linked.asked);
        if !is_new || self.articles.folder.is_none() {
            return Vec::new();
        }
        self.articles.linked.asked.clone_from(&keys);
        vec![Effect::Library(LibraryRequest::Verdicts(keys.into_iter().collect()))]
    }

    pub(crate) fn know_linked(&mut self, found: Vec<(String, Vec<Opinion>)>) {
        self.articles.linked.found = found.into_iter().collect();
    }

    /// Names the verdicts on the claims that are linked with this one, by its number.
    pub(crate) fn tell_of_linked(&mut self, claim: usize) {
        let Some((_, claim)) = self.document.outline.claim(&self.document.article, claim) else { return };
        let (on, id) = (Target::claim(&claim.id), claim.id.clone());
        let sees_others = self.show_others || self.has_judged(claim);
        if let Some(words) = self.linked_words(&on, sees_others) {
            self.add_notice(&format!("{id}: {words}"));
        }
    }

    /// Names the verdicts on linked claims once a claim was judged.
    pub(crate) fn offer_linked(&mut self, effects: &[Effect]) {
        let judged = effects.iter().find_map(|effect| {
            let Effect::Append(line) = effect else { return None };
            let Body::Set(changes) = line.body() else { return None };
            changes
                .iter()
                .find(|change| change.field == "verdict" && !change.to.is_null())
                .map(|change| change.on.clone())
        });
        let Some(on) = judged else { return };
        if let Some(words) = self.linked_words(&on, true) {
            self.add_notice(&words);
        }
    }

    /// What was found of the claims that are linked with a claim, in a sentence; others' verdicts only where they may be seen.
    fn linked_words(&self, on: &Target, sees_others: bool) -> Option<String> {
        let fold = self.notes.mine()?;
        let me = self.annotator.name.as_deref();
        let told = same(same_claims(fold, on)).filter_map(|key| {
            let found = self.articles.linked.found.get(&key)?;
            let seen = found.iter().filter(|opinion| sees_others || Some(opinion.by.as_str()) == me);
            let verdicts: Vec<String> = seen.map(|opinion| format!("{} ({})", word(opinion), opinion.by)).collect();
            match (verdicts.is_empty(), found.is_empty()) {
                (false, _) => Some(format!("{key} is {}", verdicts.join(", "))),
                (true, false) => Some(format!("others have judged {key}")),
                (true, true) => None,
            }
        });
        let told: Vec<String> = told.collect();
        let key = self.key_for(Command::Similar);
        (!told.is_empty()).then(|| format!("the same claim elsewhere: {}. {key} offers the verdict", told.join("; ")))
    }

    /// Adds to the message that shows already.
    fn add_notice(&mut self, text: &str) {
        let before = self.notice.take().filter(|notice| !notice.trouble);
        let text = before.map_or(text.to_owned(), |notice| format!("{} · {text}", notice.text));
        self.notice = Some(Notice { text, trouble: false, stays: false });
    }
}

/// The claims that are called the same.
fn same(said: Vec<(String, bool)>) -> impl Iterator<Item = String> {
    said.into_iter().filter(|(_, is_same)| *is_same).map(|(key, _)| key)
}

/// A verdict in the words of the screen.
fn word(opinion: &Opinion) -> String {
    Verdict::from_stored(&opinion.verdict).map_or(opinion.verdict.clone(), |verdict| verdict.word().to_owned())
}
