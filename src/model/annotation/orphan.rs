//! Annotations whose target the article no longer has. They are kept in full.

use std::collections::HashSet;

use crate::model::annotation::added_claim::{OwnClaim, is_own, own_claims_in};
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::note::{Note, adrift, notes_on, tags_on};
use crate::model::article::claim::Claim;
use crate::model::journal::anchor::{AnchorStatus, Candidate, Locator, place_names, words};
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::Fold;
use crate::model::journal::{Seen, Target};

/// The annotations of a target that the article no longer has, or an added claim whose words are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The former target.
    pub on: Target,
    /// The words they were written for, if the journal keeps them.
    pub seen: Option<Seen>,
    /// Whether these words are elsewhere, to be confirmed, or gone.
    pub status: AnchorStatus,
    /// Where they may be now.
    pub candidates: Vec<Candidate>,
    /// The claim from the journal: an added claim in full, one of the article by its words.
    pub claim: Option<Claim>,
    /// The notes on a claim.
    pub assessment: Option<Assessment>,
    /// Notes with their answers, oldest first.
    pub notes: Vec<Note>,
    /// Tags, in order.
    pub tags: Vec<String>,
    /// Every field with its value, sorted by field.
    pub said: Vec<(String, String)>,
}

impl Orphan {
    /// A name: the statement of a claim, or the kind and id of any other target.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.claim {
            Some(claim) if is_own(&claim.id) => "added claim".to_owned(),
            _ => self.on.0.replacen(':', " ", 1),
        }
    }

    /// The words they were written for: the quote of a claim, the beginning of a paragraph, a heading, a name.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let seen = self.seen.as_ref()?;
        let words = if self.claim.is_some() { seen.quote.clone() } else { words::shown(seen) };
        (!words.is_empty()).then_some(words)
    }

    /// The names of the places where the words are or may be now. If they have moved, only the first: the others have
    /// the same words but another meaning.
    #[must_use]
    pub fn place_names(&self, locator: &Locator<'_>) -> Vec<String> {
        let all = self.candidates.as_slice();
        let places = if self.status == AnchorStatus::Moved { all.get(..1).unwrap_or(all) } else { all };
        place_names(places, locator.article())
    }

    /// How and where the words are found, in a few words.
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

/// One annotator's orphans, sorted by target; then their added claims whose words are gone.
#[must_use]
pub fn orphans(locator: &Locator<'_>, fold: &Fold) -> Vec<Orphan> {
    let own = own_claims_in(locator, fold);
    let mut orphans: Vec<Orphan> = gone(locator, fold, &own).into_iter().map(|on| orphan(locator, fold, on)).collect();
    orphans.extend(own.into_iter().filter(|own| own.paragraph.is_none()).map(|own| of_own(fold, own)));
    orphans
}

/// The number of orphans, with these added claims, without searching for their words.
#[must_use]
pub fn count_orphans(locator: &Locator<'_>, fold: &Fold, own: &[OwnClaim]) -> usize {
    gone(locator, fold, own).len() + own.iter().filter(|own| own.paragraph.is_none()).count()
}

/// The targets of current annotations that the article does not have, and notes without a target, in order.
fn gone<'f>(locator: &Locator<'_>, fold: &'f Fold, own: &[OwnClaim]) -> Vec<&'f Target> {
    let adrift = adrift(fold);
    let of_article =
        |on: &&Target| matches!(on.sort(), "claim" | "paragraph" | "section" | "entity") || adrift.contains(*on);
    let known: HashSet<&str> = own.iter().map(|own| own.claim.id.as_str()).collect();
    let is_known = |on: &Target| on.claim_id().is_some_and(|id| known.contains(id));
    // An added claim whose text was removed was deleted on purpose.
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
        // Every note without a target is an orphan of its own. As an answer it would be listed twice, or endlessly.
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

/// A claim of the article that is gone, with what the journal knows of it.
fn claim_of(id: &str, seen: Option<&Seen>) -> Claim {
    let (text, quote) = seen.map(|seen| (seen.text.clone(), seen.quote.clone())).unwrap_or_default();
    // No occurrence has number 0, so the quote is not found.
    Claim { nth: Some(0), speaker: vec!["unclear".to_owned()], ..Claim::bare(id.to_owned(), text, quote) }
}
