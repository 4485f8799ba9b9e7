//! What a verdict stands on.

use std::collections::BTreeSet;

use crate::domain::assessment::Assessment;
use crate::domain::claim::Claim;
use crate::domain::evidence::{Bearing, Evidence, EvidenceField};
use crate::domain::journal::{Line, Target};
use crate::domain::judgement::{Standing, Verdict};

use super::super::problem_rule::ProblemRule;
use super::Checker;

impl Checker<'_> {
    /// What is to be told of the verdict on a claim.
    pub(super) fn claim(&mut self, claim: &Claim) {
        let on = Target::claim(&claim.id);
        let Some(winner) = self.fold.winner(&on, "verdict").filter(|winner| !winner.change.to.is_null()) else {
            return;
        };
        let line = winner.line.clone();
        let said = Assessment::of(self.article, self.fold, claim);
        match said.standing {
            Standing::Earlier(verdict) => {
                let id = &claim.id;
                let message = format!("{id} was called {} when it was worded otherwise", verdict.word());
                let hint = Some("judge it again as it reads now");
                self.tell(&line, &on.0, ProblemRule::EarlierWording, &message, hint);
            }
            Standing::Current(verdict) => self.current(claim, verdict, &said, &line),
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
