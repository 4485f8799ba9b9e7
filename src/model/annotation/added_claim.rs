//! Claims that annotators have added to the article's.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::model::journal::anchor::{AnchorStatus, Candidate, Locator};
use crate::model::journal::fold::Fold;
pub(crate) use crate::model::journal::own_claim::anchor_words;
pub use crate::model::journal::own_claim::{anchor_value, is_own};
use crate::model::journal::{Seen, Target};
use crate::text::span::occurrence_at;

/// A claim that an annotator added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnClaim {
    /// The claim; its id is a ULID, which no claim of an article can have.
    pub claim: Claim,
    /// The words that it quotes.
    pub seen: Seen,
    /// Id of the paragraph that contains the words now; `None` while the annotator has to choose one.
    pub paragraph: Option<String>,
    /// The status of its anchor; never `Changed`.
    pub status: AnchorStatus,
    /// Places where it may belong, while it has none.
    pub candidates: Vec<Candidate>,
}

/// The own claims of an annotator, oldest first; those whose text was removed are gone.
#[must_use]
pub fn own_claims(article: &Article, fold: &Fold) -> Vec<OwnClaim> {
    own_claims_in(&Locator::new(article), fold)
}

/// The own claims of an annotator, for callers that already have a locator.
#[must_use]
pub fn own_claims_in(locator: &Locator<'_>, fold: &Fold) -> Vec<OwnClaim> {
    let mut targets: Vec<&Target> = fold.targets().filter(|on| on.claim_id().is_some_and(is_own)).collect();
    targets.sort();
    targets.into_iter().filter_map(|on| own_claim(locator, fold, on)).collect()
}

fn own_claim(locator: &Locator<'_>, fold: &Fold, on: &Target) -> Option<OwnClaim> {
    let mut fields = Map::new();
    for key in Claim::IN_JOURNALS {
        fields.extend(fold.value(on, key).map(|value| (key.to_owned(), value.clone())));
    }
    let seen = anchor_words(&fold.winner(on, "anchor")?)?;
    let seen = Seen { text: fields.get("text")?.as_str()?.to_owned(), ..seen };
    fields.insert("id".to_owned(), on.id().into());
    fields.insert("quote".to_owned(), seen.quote.clone().into());
    for (key, otherwise) in [("kind", "fact"), ("certainty", "stated"), ("speaker", "unclear")] {
        fields.entry(key).or_insert_with(|| otherwise.into());
    }
    let mut claim: Claim = serde_json::from_value(Value::Object(fields)).ok()?;
    let located = locator.locate(&seen);
    let place = located.place.and_then(|(number, span)| Some((locator.paragraph(number)?, span)));
    // No occurrence has number 0, so the quote is not found.
    let nth = place.map_or(0, |(paragraph, span)| occurrence_at(&paragraph.text, &claim.quote, span.start));
    claim.nth = Some(nth);
    let paragraph = place.map(|(paragraph, _)| paragraph.id.clone());
    let candidates = located.candidates.into_iter().filter_map(|place| locator.candidate_at(place)).collect();
    Some(OwnClaim { claim, seen, paragraph, status: located.status, candidates })
}

/// Puts own claims among those of the article, each where its words occur in the paragraph. They replace those that
/// were put there before.
pub fn put_among(article: &mut Article, own: &[OwnClaim]) {
    for paragraph in article.sections.iter_mut().flat_map(|section| &mut section.paragraphs) {
        paragraph.claims.retain(|claim| !is_own(&claim.id));
        let here = own.iter().filter(|own| own.paragraph.as_ref() == Some(&paragraph.id));
        for own in here {
            let start = |claim: &Claim| claim.quote_span(paragraph).map_or(usize::MAX, |span| span.start);
            let at = paragraph.claims.partition_point(|claim| start(claim) <= start(&own.claim));
            paragraph.claims.insert(at, own.claim.clone());
        }
    }
}

/// The article with an annotator's added claims.
#[must_use]
pub fn with_own<'a>(article: &'a Article, fold: &Fold) -> Cow<'a, Article> {
    let own = own_claims(article, fold);
    if own.is_empty() {
        return Cow::Borrowed(article);
    }
    let mut whole = article.clone();
    put_among(&mut whole, &own);
    Cow::Owned(whole)
}

/// Puts the added claims of several annotators among those of the article.
pub fn put_all_among<'a>(article: &mut Article, folds: impl IntoIterator<Item = &'a Fold>) {
    let own: Vec<OwnClaim> = folds.into_iter().flat_map(|fold| own_claims(article, fold)).collect();
    put_among(article, &own);
}
