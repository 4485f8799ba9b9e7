//! What many articles got wrong: every claim that somebody refuted or corrected, and whether the paper has fixed it.

use std::cmp::Reverse;

use serde::Serialize;

use crate::corpus::row::Row;
use crate::corpus::versions::{Finding, Fix, FixStatus, Judged, by_claim};
use crate::text::counted::counted;

/// What counts and lists say of a finding that no later version answers.
pub const NO_LATER_VERSION: &str = "no later version yet";

/// A claim of an article that somebody refuted or corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The article's file, below the folder.
    pub path: String,
    /// The article's id.
    pub article: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// The claim's id.
    pub claim: String,
    /// What it says.
    pub text: String,
    /// Who found what wrong with it; the finding that the status answers comes first.
    pub findings: Vec<Finding>,
    /// What the paper did; none where no later version answers.
    pub status: Option<FixStatus>,
    /// The sentence in the later version; none if it is gone, or if there is no later version.
    pub now: Option<String>,
    /// A note to readers about it.
    pub note: Option<String>,
    /// Annotators who have judged the claim: they see what others found.
    #[serde(skip)]
    pub judged_by: Vec<String>,
}

impl Correction {
    /// What the paper did, in words.
    #[must_use]
    pub const fn outcome(&self) -> &'static str {
        match self.status {
            Some(status) => status.words(),
            None => NO_LATER_VERSION,
        }
    }

    /// The sign of what the paper did.
    #[must_use]
    pub const fn sign(&self) -> &'static str {
        match self.status {
            Some(status) => status.sign(),
            None => "○",
        }
    }

    /// Drops the findings that this annotator may not see yet; none if nothing remains.
    #[must_use]
    pub fn seen_by(mut self, me: Option<&str>) -> Option<Self> {
        let has_judged = self.judged_by.iter().any(|name| Some(name.as_str()) == me);
        self.findings.retain(|finding| has_judged || Some(finding.by.as_str()) == me);
        (!self.findings.is_empty()).then_some(self)
    }
}

/// What was found wrong with an article, each claim once: what later versions answer, then what none answers.
#[must_use]
pub fn of_article(row: &Row, fixes: &[Fix], open: &[Judged]) -> Vec<Correction> {
    let of = |claim: &str, text: &str| Correction {
        path: row.path.clone(),
        article: row.id.clone(),
        title: row.title.clone(),
        outlet: row.outlet.clone(),
        published: row.published.clone(),
        claim: claim.to_owned(),
        text: text.to_owned(),
        findings: Vec::new(),
        status: None,
        now: None,
        note: None,
        judged_by: Vec::new(),
    };
    let answered = by_claim(fixes).into_iter().filter_map(|group| {
        let fix = group.first()?;
        let findings = group.iter().map(|fix| fix.finding()).collect();
        let (now, note) = (fix.now.clone(), fix.note.clone());
        Some(Correction { findings, status: Some(fix.status), now, note, ..of(&fix.claim, &fix.text) })
    });
    let mut all: Vec<Correction> = answered.collect();
    let answered = all.len();
    for judged in open {
        match all[answered..].iter_mut().find(|other| other.claim == judged.claim) {
            Some(same) => same.findings.push(judged.finding()),
            None => all.push(Correction { findings: vec![judged.finding()], ..of(&judged.claim, &judged.text) }),
        }
    }
    all
}

/// Sorts corrections: the newest article first; those of one article keep their order.
pub fn sort(corrections: &mut [Correction]) {
    corrections.sort_by_cached_key(|one| (Reverse(one.published.clone()), one.path.clone()));
}

/// How many corrections there are of each kind, in the order of the kinds; those that occur.
#[must_use]
pub fn counts(corrections: &[Correction]) -> Vec<(&'static str, usize)> {
    let all = FixStatus::ALL.into_iter().map(Some).chain([None]);
    let count = |status| corrections.iter().filter(|one| one.status == status).count();
    let words = |status: Option<FixStatus>| status.map_or(NO_LATER_VERSION, FixStatus::words);
    all.map(|status| (words(status), count(status))).filter(|(_, count)| *count > 0).collect()
}

/// How many claims were found wrong, in how many articles, and what became of them: the headline of a list.
#[must_use]
pub fn headline(corrections: &[Correction]) -> String {
    let mut articles: Vec<&str> = corrections.iter().map(|one| one.path.as_str()).collect();
    articles.sort_unstable();
    articles.dedup();
    let told = format!("{} found wrong in {}", counted(corrections.len(), "claim"), counted(articles.len(), "article"));
    let counts: Vec<String> = counts(corrections).iter().map(|(words, count)| format!("{count} {words}")).collect();
    if counts.is_empty() { told } else { format!("{told}: {}", counts.join(", ")) }
}
