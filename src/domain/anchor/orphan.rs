//! What was said of what the article no longer has, whole: nothing leaves because its words are gone.

use std::collections::HashSet;

use super::super::assessment::Assessment;
use super::super::claim::{Certainty, Claim, ClaimKind};
use super::super::fingerprint::Fingerprint;
use super::super::fold::Fold;
use super::super::journal::{Seen, Target};
use super::super::note::{Note, adrift, notes_on, tags_on};
use super::super::own_claim::{OwnClaim, is_own, own_claims_in};
use super::{AnchorStatus, Candidate, Locator, place_names, words};

/// Something said of a thing that the article no longer has, or an own claim that stands nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// What it was said of.
    pub on: Target,
    /// The words it was said of, where the journal keeps them.
    pub seen: Option<Seen>,
    /// Whether these words stand elsewhere, to be confirmed, or not.
    pub status: AnchorStatus,
    /// Where they may stand now.
    pub candidates: Vec<Candidate>,
    /// The claim, as far as it is known: an own claim whole, one of the article by its words.
    pub claim: Option<Claim>,
    /// Everything said of a claim.
    pub assessment: Option<Assessment>,
    /// Notes with their answers, oldest first.
    pub notes: Vec<Note>,
    /// Tags, in order.
    pub tags: Vec<String>,
    /// Every field with its value, in the order of fields.
    pub said: Vec<(String, String)>,
}

impl Orphan {
    /// What it is called: the statement of a claim, otherwise the kind of thing and its id.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.claim {
            Some(claim) if is_own(&claim.id) => "added claim".to_owned(),
            _ => self.on.0.replacen(':', " ", 1),
        }
    }

    /// The words it was said of: the quote of a claim, the beginning of a paragraph, a heading, a name.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let seen = self.seen.as_ref()?;
        let words = if self.claim.is_some() { seen.quote.clone() } else { words::shown(seen) };
        (!words.is_empty()).then_some(words)
    }

    /// What the places are called where the words stand, or may stand, now. Where they have moved to, it is the first one;
    /// the others have the same words and mean something else.
    #[must_use]
    pub fn place_names(&self, locator: &Locator<'_>) -> Vec<String> {
        let all = self.candidates.as_slice();
        let places = if self.status == AnchorStatus::Moved { all.get(..1).unwrap_or(all) } else { all };
        place_names(places, locator.article())
    }

    /// How the words are found, and where, in a few words.
    #[must_use]
    pub fn state(&self, locator: &Locator<'_>) -> String {
        let places = self.place_names(locator);
        match (self.status, places.is_empty()) {
            (_, true) => self.status.word().to_owned(),
            (AnchorStatus::Moved, _) => format!("moved to {}, to be confirmed", places.join(" or ")),
            _ => format!("{}; it may be in {}", self.status.word(), places.join(" or ")),
        }
    }
}

/// Everything an annotator said of what the article no longer has, by what it was said of; then their own claims that stand
/// nowhere.
#[must_use]
pub fn orphans(locator: &Locator<'_>, fold: &Fold) -> Vec<Orphan> {
    let own = own_claims_in(locator, fold);
    let mut orphans: Vec<Orphan> = gone(locator, fold, &own).into_iter().map(|on| orphan(locator, fold, on)).collect();
    orphans.extend(own.into_iter().filter(|own| own.paragraph.is_none()).map(|own| of_own(fold, own)));
    orphans
}

/// How many orphans there are among these own claims and everything else; without looking for their words.
#[must_use]
pub fn count_orphans(locator: &Locator<'_>, fold: &Fold, own: &[OwnClaim]) -> usize {
    gone(locator, fold, own).len() + own.iter().filter(|own| own.paragraph.is_none()).count()
}

/// The things that something holds of and that the article does not have, and notes that stand nowhere, in order.
fn gone<'f>(locator: &Locator<'_>, fold: &'f Fold, own: &[OwnClaim]) -> Vec<&'f Target> {
    let adrift = adrift(fold);
    let of_article =
        |on: &&Target| matches!(on.sort(), "claim" | "paragraph" | "section" | "entity") || adrift.contains(*on);
    let known: HashSet<&str> = own.iter().map(|own| own.claim.id.as_str()).collect();
    let is_known = |on: &Target| on.claim_id().is_some_and(|id| known.contains(id));
    // An own claim whose text was removed was taken away on purpose.
    let is_removed =
        |on: &Target| is_own(on.id()) && fold.winner(on, "text").is_some_and(|winner| winner.change.to.is_null());
    let says_anything = |on: &Target| fold.field_names(on).any(|field| fold.value(on, field).is_some());
    let mut gone: Vec<&Target> = fold.targets().filter(of_article).collect();
    gone.retain(|on| {
        let missing = locator.subject(on).is_none() || is_own(on.id());
        missing && !is_known(on) && !is_removed(on) && says_anything(on)
    });
    gone.sort();
    gone
}

fn orphan(locator: &Locator<'_>, fold: &Fold, on: &Target) -> Orphan {
    let (mut of, mut seen, said) = (None, None, said(fold, on));
    for (field, _) in &said {
        let Some(winner) = fold.winner(on, field) else { continue };
        let Some(hash) = &winner.change.of else { continue };
        seen = seen.or_else(|| winner.line.seen(hash));
        of.get_or_insert_with(|| Fingerprint::clone(hash));
        if seen.is_some() {
            of = Some(hash.clone());
            break;
        }
    }
    let (status, candidates) = locator.candidates(on, of.as_ref(), seen.as_ref());
    let claim = on.claim_id().map(|id| claim_of(id, seen.as_ref()));
    let assessment = claim.as_ref().map(|claim| Assessment::alone(fold, claim));
    let (mut notes, tags) = (notes_on(fold, on), tags_on(fold, on));
    if on.sort() == "note" {
        // Every note that stands nowhere is an orphan of its own; as an answer too it would be told twice, or for ever.
        for note in &mut notes {
            note.answers.clear();
        }
    }
    Orphan { on: on.clone(), seen, status, candidates, claim, assessment, notes, tags, said }
}

fn of_own(fold: &Fold, own: OwnClaim) -> Orphan {
    let on = Target::claim(&own.claim.id);
    let assessment = Some(Assessment::alone(fold, &own.claim));
    let (notes, tags, said) = (notes_on(fold, &on), tags_on(fold, &on), said(fold, &on));
    let OwnClaim { claim, seen, status, candidates, .. } = own;
    Orphan { on, seen: Some(seen), status, candidates, claim: Some(claim), assessment, notes, tags, said }
}

fn said(fold: &Fold, on: &Target) -> Vec<(String, String)> {
    let mut names: Vec<&str> = fold.field_names(on).collect();
    names.sort_unstable();
    let value = |name: &str| {
        let to = fold.value(on, name)?;
        Some((name.to_owned(), to.as_str().map_or_else(|| to.to_string(), str::to_owned)))
    };
    names.into_iter().filter_map(value).collect()
}

/// A claim of the article that is gone, as far as the journal knows it.
fn claim_of(id: &str, seen: Option<&Seen>) -> Claim {
    Claim {
        id: id.to_owned(),
        text: seen.map_or(String::new(), |seen| seen.text.clone()),
        quote: seen.map_or(String::new(), |seen| seen.quote.clone()),
        // The occurrence of number 0 is found nowhere.
        nth: Some(0),
        kind: vec![ClaimKind::Fact],
        certainty: Certainty::Stated,
        speaker: vec!["unclear".to_owned()],
        via: Vec::new(),
        cue: None,
        about: Vec::new(),
        when: None,
        implied: false,
        figures: Vec::new(),
        priority: super::super::claim::Priority::default(),
        relations: super::super::claim::Relations::default(),
        draft: false,
        by: None,
    }
}
