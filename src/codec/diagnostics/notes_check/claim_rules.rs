//! Checks what verdicts are based on.

use std::collections::BTreeSet;

use crate::model::annotation::assessment::{Assessment, JUDGED_FIELDS};
use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField};
use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::model::journal::anchor::EarlierWording;
use crate::model::journal::{Line, Target};

use crate::codec::diagnostics::notes_check::Checker;
use crate::codec::diagnostics::problem_rule::ProblemRule;

impl Checker<'_, '_, '_> {
    /// Checks the annotations of a claim.
    pub(crate) fn claim(&mut self, paragraph: &Paragraph, claim: &Claim) {
        let on = Target::claim(&claim.id);
        if self.fold.field_names(&on).next().is_none() {
            return;
        }
        let said = Assessment::of(self.locator, self.fold, paragraph, claim);
        self.verdict(claim, &said);
        self.earlier_words(claim, &said);
    }

    /// Annotations for other words, or in another sentence: the judgement once, every other field separately.
    fn earlier_words(&mut self, claim: &Claim, said: &Assessment) {
        let on = Target::claim(&claim.id);
        if let Some(judged) = said.earlier_judgement() {
            // An earlier wording is reported with the verdict.
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

    /// Checks the verdict on a claim.
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
                let message = format!("the verdict on {id}, {}, is for an earlier wording{words}", verdict.word());
                let hint = Some("judge the current wording");
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
            let message = format!("{id} is judged {word} without a reason or evidence");
            self.tell(line, &on, ProblemRule::NoReason, &message, None);
        }
        // As the warnings of an export have it: a source that says the opposite is no basis.
        let counting = said.evidence.iter().filter(|(bearing, _)| bearing.speaks_for(verdict));
        let sources: BTreeSet<&str> = counting.map(|(_, item)| source(item)).collect();
        if sources.is_empty() && !said.evidence.is_empty() && verdict != Verdict::NotEnough {
            let message = format!("{id} is judged {word} without a source that says so");
            self.tell(line, &on, ProblemRule::OneSource, &message, Some("say what each source does for the claim"));
        }
        if let (Some(only), 1, true) = (sources.first(), sources.len(), verdict != Verdict::NotEnough) {
            let named = if only.is_empty() { String::new() } else { format!(": {only}") };
            let message = format!("{id} is judged {word} on the basis of only one source{named}");
            self.tell(line, &on, ProblemRule::OneSource, &message, Some("look for a second, independent one"));
        }
        for (bearing, item) in &said.evidence {
            let below = item.certainty().filter(|certainty| *certainty < claim.certainty);
            if let (Some(certainty), Bearing::Supports) = (below, bearing) {
                let (firm, less) = (claim.certainty.word(), certainty.word());
                let message = format!("{id} is marked {firm}, but its evidence is only {less}");
                self.tell(line, &on, ProblemRule::FirmerThanSource, &message, Some(&item.headline()));
            }
        }
    }
}

/// The source of a piece of evidence: its publisher, or else its file. Two pieces of unknown origin count as one
/// source.
fn source(item: &Evidence) -> &str {
    item.publisher().or_else(|| item.get(EvidenceField::File)).or_else(|| item.get(EvidenceField::Url)).unwrap_or("")
}
