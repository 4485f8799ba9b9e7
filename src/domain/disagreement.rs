//! Where annotators disagree.

use super::article::Article;
use super::claim::Claim;
use super::judgement::Standing;
use super::notes::{Notes, standing};

/// A claim of which not everyone says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Who says what, by name; only those who judged it as it is worded now.
    pub said: Vec<(&'a str, Standing)>,
}

/// The claims on which annotators disagree, in the order of the article.
#[must_use]
pub fn disagreements<'a>(article: &'a Article, notes: &'a Notes) -> Vec<Disagreement<'a>> {
    article.claims().filter_map(|(_, claim)| on_claim(notes, claim)).collect()
}

fn on_claim<'a>(notes: &'a Notes, claim: &'a Claim) -> Option<Disagreement<'a>> {
    let said: Vec<(&str, Standing)> = notes
        .all()
        .map(|(name, fold)| (name, standing(fold, claim)))
        .filter(|(_, standing)| matches!(standing, Standing::Current(_) | Standing::NotCheckable))
        .collect();
    said.windows(2).any(|pair| pair[0].1 != pair[1].1).then_some(Disagreement { claim, said })
}
