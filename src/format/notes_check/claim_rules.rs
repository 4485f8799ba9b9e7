//! What a verdict stands on.

use std::collections::BTreeSet;

use crate::domain::anchor::EarlierWording;
use crate::domain::article::Paragraph;
use crate::domain::assessment::{Assessment, JUDGED_FIELDS};
use crate::domain::claim::Claim;
use crate::domain::evidence::{Bearing, Evidence, EvidenceField};
use crate::domain::journal::{Line, Target};
use crate::domain::judgement::{Standing, Verdict};

use super::super::problem_rule::ProblemRule;
use super::Checker;

impl Checker<'_, '_> {
    /// What is to be told of what is said of a claim.
    pub(super) fn claim(&mut self, paragraph: &Paragraph, claim: &Claim) {
        let on = Target::claim(&claim.id);
        if self.fold.field_names(&on).next().is_none() {
            return;
        }
        let said = Assessment::of(self.locator, self.fold, paragraph, claim);
        self.verdict(claim, &said);
        self.earlier_words(claim, &said);
    }

    /// What was said of other words, or in another sentence: the judgement once, everything else by itself.
    fn earlier_words(&mut self, claim: &Claim, said: &Assessment) {
        let on = Target::claim(&claim.id);
        if let Some(judged) = said.earlier_judgement() {
            // An earlier wording is told where the verdict is.
            let is_told = judged.is_of_other_words() && matches!(said.standing, Standing::Earlier(_));
            if !is_told {
                self.earlier(&on, judged);
            }
        }
        let apart =
            |wording: &&EarlierWording| wording.field != "anchor" && !JUDGED_FIELDS.contains(&wording.field.as_str());
        for wording in said.earlier.iter().filter(apart) {
            if said.remark(&wording.field, self.locator).is_some() {
                self.earlier(&on, wording);
            }
        }
    }

    /// What is to be told of the verdict on a claim.
    fn verdict(&mut self, claim: &Claim, said: &Assessment) {
        let on = Target::claim(&claim.id);
        let Some(winner) = self.fold.winner(&on, "verdict").filter(|winner| !winner.change.to.is_null()) else {
            return;
        };
        let line = winner.line.clone();
        match said.standing {
            Standing::Earlier(verdict) => {
                let id = &claim.id;
                let seen = said.earlier_judgement();
                let words = seen.and_then(EarlierWording::words).map_or(String::new(), |words| format!(": “{words}”"));
                let message = format!("{id} was called {} when it was worded otherwise{words}", verdict.word());
                let hint = Some("judge it again as it reads now");
                self.tell(&line, &on.0, ProblemRule::EarlierWording, &message, hint);
            }
            Standing::Current(verdict) => self.current(claim, verdict, said, &line),
            Standing::NotJudged | Standing::NotCheckable => {}
        }
    }

    fn current(&mut self, claim: &Claim, verdict: Verdict, said: &Assessment, line: &Line) {
        let (on, id, word) = (Target::claim(&claim.id).0, &claim.id, verdict.word());
        let bears = |item: &&(Bearing, Evidence)| item.0 != Bearing::Context;
        let items: Vec<&Evidence> = said.evidence.iter().filter(bears).map(|(_, item)| item).collect();
        if items.is_empty() && said.why.is_none() {
            let message = format!("{id} is called {word}, and nothing says why: there is no reason and no evidence");
            self.tell(line, &on, ProblemRule::NoReason, &message, None);
        }
        let sources: BTreeSet<&str> = items.iter().map(|item| source(item)).collect();
        if let (Some(only), 1, true) = (sources.first(), sources.len(), verdict != Verdict::NotEnough) {
            let named = if only.is_empty() { String::new() } else { format!(": {only}") };
            let message = format!("{id} is called {word} by one source only{named}");
            self.tell(line, &on, ProblemRule::OneSource, &message, Some("look for a second, independent one"));
        }
        for (bearing, item) in &said.evidence {
            let below = item.certainty().filter(|certainty| *certainty < claim.certainty);
            if let (Some(certainty), Bearing::Supports) = (below, bearing) {
                let (firm, less) = (claim.certainty.word(), certainty.word());
                let message = format!("{id} is put as {firm}, and what supports it as {less}: firmer than its source");
                self.tell(line, &on, ProblemRule::FirmerThanSource, &message, Some(&item.headline()));
            }
        }
    }
}

/// Whose word an item is: its publisher, else its file; two items of which nothing is known are one source.
fn source(item: &Evidence) -> &str {
    item.publisher().or_else(|| item.get(EvidenceField::File)).or_else(|| item.get(EvidenceField::Url)).unwrap_or("")
}
