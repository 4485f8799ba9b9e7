//! Finds the claims on which annotators disagree.

use crate::model::annotation::Notes;
use crate::model::annotation::outcome::{Finding, Outcome, findings, findings_of_each};
use crate::model::annotation::settlement::{Settled, settled, settled_of_each};
use crate::model::article::claim::Claim;
use crate::model::article::{Article, Paragraph};

/// A claim on which annotators differ. Notes, tags and the status do not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement<'a> {
    /// The paragraph of the claim.
    pub paragraph: &'a Paragraph,
    /// The claim.
    pub claim: &'a Claim,
    /// The outcomes of those who judged its present wording, by name.
    pub findings: Vec<Finding<'a>>,
    /// The settlements between them.
    pub settled: Settled,
}

impl Disagreement<'_> {
    /// The different outcomes, in the order of the first annotator with each.
    #[must_use]
    pub fn outcomes(&self) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for finding in &self.findings {
            if !outcomes.contains(&finding.outcome) {
                outcomes.push(finding.outcome);
            }
        }
        outcomes
    }
}

/// The claims on which annotators differ, in the order of the article.
#[must_use]
pub fn disagreements<'a>(article: &'a Article, notes: &'a Notes) -> Vec<Disagreement<'a>> {
    let claims: Vec<&Claim> = article.claims().map(|(_, claim)| claim).collect();
    let each = findings_of_each(notes, &claims);
    let differing = article.claims().zip(each).filter(|(_, findings)| differ(findings));
    let (places, findings): (Vec<(&Paragraph, &Claim)>, Vec<_>) = differing.unzip();
    let settled = settled_of_each(notes, &places.iter().map(|(_, claim)| *claim).collect::<Vec<_>>());
    let all = places.into_iter().zip(findings).zip(settled);
    all.map(|(((paragraph, claim), findings), settled)| Disagreement { paragraph, claim, findings, settled }).collect()
}

/// How annotators differ on a claim; `None` if they do not.
#[must_use]
pub fn on_claim<'a>(notes: &'a Notes, paragraph: &'a Paragraph, claim: &'a Claim) -> Option<Disagreement<'a>> {
    let findings = findings(notes, claim);
    differ(&findings).then(|| Disagreement { paragraph, claim, findings, settled: settled(notes, claim) })
}

/// Whether these outcomes differ.
#[must_use]
pub fn differ(findings: &[Finding<'_>]) -> bool {
    findings.windows(2).any(|pair| pair[0].outcome != pair[1].outcome)
}
