//! What everyone has said of an article.

use std::collections::BTreeMap;

use serde_json::Value;

use super::claim::Claim;
use super::fingerprint::Fingerprint;
use super::fold::Fold;
use super::journal::{ActionId, Change, Line, Target};
use super::judgement::{NOT_CHECKABLE, Standing, Verdict};

/// The journals of all annotators.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The annotator who reads.
    pub me: Option<String>,
    folds: BTreeMap<String, Fold>,
}

impl Notes {
    /// Sorts lines by who wrote them, and folds each one's.
    #[must_use]
    pub fn new(me: Option<String>, lines: Vec<Line>) -> Self {
        let mut by: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        for line in lines {
            match by.get_mut(&line.by) {
                Some(others) => others.push(line),
                None => {
                    by.insert(line.by.clone(), vec![line]);
                }
            }
        }
        Self { me, folds: by.into_iter().map(|(name, lines)| (name, Fold::from_lines(lines))).collect() }
    }

    /// Folds one more line in.
    pub fn add(&mut self, line: Line) {
        self.folds.entry(line.by.clone()).or_default().add(line);
    }

    /// What the reader has said.
    #[must_use]
    pub fn mine(&self) -> Option<&Fold> {
        self.fold(self.me.as_deref()?)
    }

    /// What that annotator has said.
    #[must_use]
    pub fn fold(&self, by: &str) -> Option<&Fold> {
        self.folds.get(by)
    }

    /// Everyone with their lines, by name.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Fold)> {
        self.folds.iter().map(|(name, fold)| (name.as_str(), fold))
    }

    /// Everyone but the reader.
    pub fn others(&self) -> impl Iterator<Item = (&str, &Fold)> {
        self.all().filter(|(name, _)| Some(*name) != self.me.as_deref())
    }

    /// How a claim stands with an annotator.
    #[must_use]
    pub fn standing(&self, by: &str, claim: &Claim) -> Standing {
        self.fold(by).map_or(Standing::NotJudged, |fold| standing(fold, claim))
    }

    /// Whether the annotator judged the claim in two places that do not know of each other.
    #[must_use]
    pub fn conflict(&self, by: &str, claim: &Claim) -> bool {
        let winner = self.fold(by).and_then(|fold| fold.winner(&Target::claim(&claim.id), "verdict"));
        winner.is_some_and(|winner| !winner.conflicts.is_empty())
    }

    /// How many of `claims` have a current verdict, and how many can be checked at all.
    pub fn progress<'a>(&self, by: Option<&str>, claims: impl Iterator<Item = &'a Claim>) -> (usize, usize) {
        let fold = by.and_then(|name| self.fold(name));
        claims.fold((0, 0), |(judged, total), claim| {
            match fold.map_or(Standing::NotJudged, |fold| standing(fold, claim)) {
                Standing::Current(_) => (judged + 1, total + 1),
                Standing::NotCheckable => (judged, total),
                Standing::NotJudged | Standing::Earlier(_) => (judged, total + 1),
            }
        })
    }

    /// What others say of a claim, who say anything.
    #[must_use]
    pub fn others_judgements(&self, claim: &Claim) -> Vec<(&str, Standing)> {
        let others = self.others().map(|(name, fold)| (name, standing(fold, claim)));
        others.filter(|(_, standing)| *standing != Standing::NotJudged).collect()
    }
}

fn standing(fold: &Fold, claim: &Claim) -> Standing {
    let on = Target::claim(&claim.id);
    let value = |field: &str| fold.winner(&on, field).map(|winner| winner.change);
    if value("status").is_some_and(|change| change.to == NOT_CHECKABLE) {
        return Standing::NotCheckable;
    }
    let Some(change) = value("verdict") else { return Standing::NotJudged };
    let Some(verdict) = change.to.as_str().and_then(Verdict::from_stored) else { return Standing::NotJudged };
    if change.of.as_ref() == Some(&Fingerprint::of_claim(claim)) {
        Standing::Current(verdict)
    } else {
        Standing::Earlier(verdict)
    }
}

/// What to say of a verdict that would not hold.
pub const OVERRULED: &str = "Nothing was written: your verdict on this claim is dated ahead of this computer's clock, and a new one \
     would not hold against it; set the clock, or take that verdict back";

/// Whether a new verdict of that id would lose against one that is dated ahead of the clock.
#[must_use]
pub fn is_overruled(notes: &Notes, by: &str, claim: &Claim, id: ActionId) -> bool {
    let live = notes.fold(by).map_or(Vec::new(), |fold| fold.live(&Target::claim(&claim.id), "verdict"));
    live.into_iter().any(|other| other > id)
}

/// The change that gives a claim a verdict, or takes it away; none when it has just that already.
#[must_use]
pub fn judge(notes: &Notes, by: &str, claim: &Claim, to: Option<Verdict>) -> Option<Vec<Change>> {
    let on = Target::claim(&claim.id);
    let of = Fingerprint::of_claim(claim);
    let fold = notes.fold(by);
    let winner = fold.and_then(|fold| fold.winner(&on, "verdict"));
    let was = winner.as_ref().map_or(Value::Null, |winner| winner.change.to.clone());
    let to = to.map_or(Value::Null, |verdict| Value::from(verdict.stored()));
    let settled = winner.as_ref().is_none_or(|winner| winner.conflicts.is_empty());
    let same_wording = to.is_null() || winner.as_ref().is_some_and(|winner| winner.change.of.as_ref() == Some(&of));
    if was == to && settled && same_wording {
        return None;
    }
    let after = fold.map_or(Vec::new(), |fold| fold.live(&on, "verdict"));
    Some(vec![Change { on, of: Some(of), field: "verdict".to_owned(), was, to, after }])
}
