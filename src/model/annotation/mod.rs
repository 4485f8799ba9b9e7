//! Everyone's annotations of an article.

pub mod added_claim;
pub mod assessment;
pub mod date_doubts;
pub mod evidence;
pub mod judgement;
pub mod note;
pub mod orphan;
pub mod outcome;
pub mod settlement;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use crate::model::annotation::assessment::says_not_checkable;
use crate::model::annotation::judgement::{Confidence, Opinion, Said, Standing, Verdict};
use crate::model::article::claim::Claim;
use crate::model::journal::action::{Setting, change};
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::Fold;
use crate::model::journal::people::People;
use crate::model::journal::privacy::Public;
use crate::model::journal::{ActionId, Change, Line, Target};

/// The journals of all annotators.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The annotator who uses the reader.
    pub me: Option<String>,
    folds: BTreeMap<String, Fold>,
    people: People,
    /// The annotations that are not private, computed when first needed.
    public: OnceLock<Public>,
}

impl Notes {
    /// Sorts lines by their authors, and folds those of each.
    #[must_use]
    pub fn new(me: Option<String>, lines: Vec<Line>) -> Self {
        Self::of_people(me, lines, People::default())
    }

    /// Notes of people of whom some have several names.
    #[must_use]
    pub fn of_people(me: Option<String>, lines: Vec<Line>, people: People) -> Self {
        let mut by: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        for line in lines {
            let name = people.name(line.by());
            match by.get_mut(name) {
                Some(others) => others.push(line),
                None => {
                    by.insert(name.to_owned(), vec![line]);
                }
            }
        }
        let me = me.map(|name| people.name(&name).to_owned());
        let folds = by.into_iter().map(|(name, lines)| (name, Fold::from_lines(lines))).collect();
        Self { me, folds, people, public: OnceLock::new() }
    }

    /// Which names belong to the same person.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// Sets which names belong to the same person.
    pub fn set_people(&mut self, people: People) {
        let folds = std::mem::take(&mut self.folds);
        let lines = folds.into_values().flat_map(Fold::into_lines).collect();
        *self = Self::of_people(self.me.take(), lines, people);
    }

    /// Folds one more line in.
    pub fn add(&mut self, line: Line) {
        let name = self.people.name(line.by()).to_owned();
        self.folds.entry(name).or_default().add(line);
        self.public = OnceLock::new();
    }

    /// The reader's own notes.
    #[must_use]
    pub fn mine(&self) -> Option<&Fold> {
        self.fold(self.me.as_deref()?)
    }

    /// An annotator's notes.
    #[must_use]
    pub fn fold(&self, by: &str) -> Option<&Fold> {
        self.folds.get(self.people.name(by))
    }

    /// Each annotator's notes, by name.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Fold)> {
        self.folds.iter().map(|(name, fold)| (name.as_str(), fold))
    }

    /// Each annotator's notes without anything private, by name.
    pub fn all_public(&self) -> impl Iterator<Item = (&str, &Fold)> {
        let public = self.public();
        self.all().map(|(name, fold)| (name, public.fold(name).unwrap_or(fold)))
    }

    /// How many notes and pieces of evidence an annotator has marked private.
    #[must_use]
    pub fn private_count(&self, by: &str) -> usize {
        self.public().count(self.people.name(by))
    }

    fn public(&self) -> &Public {
        self.public.get_or_init(|| Public::of(&self.all().collect::<Vec<_>>()))
    }

    /// Everyone but the reader.
    pub fn others(&self) -> impl Iterator<Item = (&str, &Fold)> {
        self.all().filter(|(name, _)| Some(*name) != self.me.as_deref())
    }

    /// An annotator's verdict or status for a claim.
    #[must_use]
    pub fn standing(&self, by: &str, claim: &Claim) -> Standing {
        self.fold(by).map_or(Standing::NotJudged, |fold| standing(fold, claim))
    }

    /// Whether an annotator's judgement of the claim has conflicting edits.
    #[must_use]
    pub fn conflict(&self, by: &str, claim: &Claim) -> bool {
        let winner = self.fold(by).and_then(|fold| fold.winner(&Target::claim(&claim.id), "verdict"));
        winner.is_some_and(|winner| !winner.conflicts.is_empty())
    }

    /// An annotator's confidence in their verdict on a claim's present wording.
    #[must_use]
    pub fn confidence(&self, by: &str, claim: &Claim) -> Option<Confidence> {
        Confidence::from_stored(self.current(by, claim, "confidence")?)
    }

    /// Whether an annotator found that the speaker made the claim, in its present wording.
    #[must_use]
    pub fn said(&self, by: &str, claim: &Claim) -> Option<Said> {
        Said::from_stored(self.current(by, claim, "said")?)
    }

    /// A field of a claim, if it was written for its present wording.
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

    /// Others' judgements of a claim.
    #[must_use]
    pub fn others_judgements(&self, claim: &Claim) -> Vec<(&str, Standing)> {
        let others = self.others().map(|(name, fold)| (name, standing(fold, claim)));
        others.filter(|(_, standing)| *standing != Standing::NotJudged).collect()
    }
}

/// The verdict or status of a claim in `fold`.
#[must_use]
pub fn standing(fold: &Fold, claim: &Claim) -> Standing {
    let on = Target::claim(&claim.id);
    let value = |field: &str| fold.winner(&on, field).map(|winner| winner.change);
    if says_not_checkable(fold, claim) {
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

/// The message about a verdict that would lose against an existing one.
pub const OVERRULED: &str = "Nothing was written: your verdict on this claim is dated ahead of this computer's clock, so a new one \
     would lose against it; set the clock, or withdraw that verdict";

/// Whether one of these changes, made by a line with this id, would lose against one dated ahead of the clock.
#[must_use]
pub fn is_overruled(changes: &[Change], id: ActionId) -> bool {
    changes.iter().flat_map(|change| &change.after).any(|other| *other > id)
}

/// The changes for this judgement of a claim; `None` if they would change nothing.
#[must_use]
pub fn judge(notes: &Notes, by: &str, claim: &Claim, opinion: &Opinion) -> Option<Vec<Change>> {
    let fold = notes.fold(by);
    let of = Fingerprint::of_claim(claim);
    let settings = settings(fold, claim, opinion);
    let changes: Vec<Change> =
        settings.iter().filter_map(|setting| change(fold, setting, Some(of.clone()), None)).collect();
    (!changes.is_empty()).then_some(changes)
}

/// The fields of an opinion.
#[must_use]
pub fn settings(fold: Option<&Fold>, claim: &Claim, opinion: &Opinion) -> Vec<Setting> {
    let on = Target::claim(&claim.id);
    let set = |field: &str, to: Value| Setting::new(&on, field, to);
    let text = |word: &str| Value::from(word);
    let mut wanted = Vec::new();
    let verdict = |verdict: Option<Verdict>| verdict.map_or(Value::Null, |verdict| text(verdict.stored()));
    wanted.extend(opinion.verdict.map(|to| set("verdict", verdict(to))));
    wanted.extend(opinion.confidence.map(|confidence| set("confidence", text(confidence.word()))));
    wanted.extend(opinion.said.map(|said| set("said", text(said.stored()))));
    let texts = [("why", &opinion.why), ("correction", &opinion.correction), ("status-reason", &opinion.status_reason)];
    wanted.extend(texts.into_iter().filter_map(|(field, to)| Some(Setting::text(&on, field, to.as_ref()?))));
    // A verdict means that the claim has been checked, whatever its status was.
    let has_status = fold.is_some_and(|fold| fold.value(&on, "status").is_some());
    match (opinion.status, opinion.verdict.flatten()) {
        (Some(status), _) => wanted.push(set("status", text(status.stored()))),
        (None, Some(_)) if has_status => wanted.push(set("status", Value::Null)),
        (None, _) => {}
    }
    wanted
}
