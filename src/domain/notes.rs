//! What everyone has said of an article.

use std::collections::BTreeMap;

use serde_json::Value;

use super::claim::Claim;
use super::fingerprint::Fingerprint;
use super::fold::Fold;
use super::journal::{ActionId, Change, Line, Target};
use super::judgement::{Confidence, NOT_CHECKABLE, Opinion, Said, Standing, Verdict};

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

    /// How sure an annotator is of what they say of a claim, as it is worded now.
    #[must_use]
    pub fn confidence(&self, by: &str, claim: &Claim) -> Option<Confidence> {
        Confidence::from_stored(self.current(by, claim, "confidence")?)
    }

    /// Whether an annotator found that the speaker of a claim, as it is worded now, said so.
    #[must_use]
    pub fn said(&self, by: &str, claim: &Claim) -> Option<Said> {
        Said::from_stored(self.current(by, claim, "said")?)
    }

    /// A field of a claim that speaks of its present wording.
    fn current(&self, by: &str, claim: &Claim, field: &str) -> Option<&str> {
        let winner = self.fold(by)?.winner(&Target::claim(&claim.id), field)?;
        let change = winner.change;
        (change.of.as_ref() == Some(&Fingerprint::of_claim(claim))).then(|| change.to.as_str()).flatten()
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

/// Whether one of these changes, made by a line of that id, would lose against one that is dated ahead of the clock.
#[must_use]
pub fn is_overruled(changes: &[Change], id: ActionId) -> bool {
    changes.iter().flat_map(|change| &change.after).any(|other| *other > id)
}

/// The changes that say this of a claim; none when all of it is said already.
#[must_use]
pub fn judge(notes: &Notes, by: &str, claim: &Claim, opinion: &Opinion) -> Option<Vec<Change>> {
    let fold = notes.fold(by);
    let text = |word: &str| Value::from(word);
    let mut wanted: Vec<(&str, Value)> = Vec::new();
    wanted.extend(opinion.verdict.map(|to| ("verdict", to.map_or(Value::Null, |verdict| text(verdict.stored())))));
    wanted.extend(opinion.confidence.map(|confidence| ("confidence", text(confidence.word()))));
    wanted.extend(opinion.said.map(|said| ("said", text(said.stored()))));
    // Who gives a verdict has checked the claim, whatever was said before.
    let checkable = opinion.checkable.or_else(|| opinion.verdict.flatten().map(|_| true));
    let status = fold.and_then(|fold| fold.winner(&Target::claim(&claim.id), "status"));
    let is_not_checkable = status.is_some_and(|winner| winner.change.to == NOT_CHECKABLE);
    match checkable {
        Some(true) if is_not_checkable => wanted.push(("status", Value::Null)),
        Some(false) => wanted.push(("status", text(NOT_CHECKABLE))),
        _ => {}
    }
    let changes: Vec<Change> = wanted.into_iter().filter_map(|(field, to)| change(fold, claim, field, to)).collect();
    (!changes.is_empty()).then_some(changes)
}

/// The change that sets a field of a claim; none when it says just that already, of this wording and undisputed.
fn change(fold: Option<&Fold>, claim: &Claim, field: &str, to: Value) -> Option<Change> {
    let on = Target::claim(&claim.id);
    let of = Fingerprint::of_claim(claim);
    let winner = fold.and_then(|fold| fold.winner(&on, field));
    let was = winner.as_ref().map_or(Value::Null, |winner| winner.change.to.clone());
    let settled = winner.as_ref().is_none_or(|winner| winner.conflicts.is_empty());
    let same_wording = to.is_null() || winner.as_ref().is_some_and(|winner| winner.change.of.as_ref() == Some(&of));
    if was == to && settled && same_wording {
        return None;
    }
    let after = fold.map_or(Vec::new(), |fold| fold.live(&on, field));
    Some(Change { on, of: Some(of), field: field.to_owned(), was, to, after })
}
