//! Claims that an annotator has added to the article's.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::anchor::{AnchorStatus, Candidate, Locator};
use super::article::Article;
use super::claim::Claim;
use super::fold::{Fold, Winner};
use super::journal::{ActionId, Seen, Target};

/// A claim of an annotator's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnClaim {
    /// The claim; its id is a ULID, which no claim of an article can have.
    pub claim: Claim,
    /// The words that it was made of.
    pub seen: Seen,
    /// Id of the paragraph in which it stands now; none while somebody has to say first where it stands.
    pub paragraph: Option<String>,
    /// How its words are found; never `Changed`.
    pub status: AnchorStatus,
    /// Where it may stand, while it stands nowhere.
    pub candidates: Vec<Candidate>,
}

/// Keys of an own claim in the journal that are those of the article file.
pub const KEYS: [&str; 12] = [
    "text",
    "kind",
    "certainty",
    "speaker",
    "via",
    "cue",
    "about",
    "when",
    "implied",
    "figures",
    "priority",
    "relations",
];

/// Whether an id is one that annotators' own claims have.
#[must_use]
pub fn is_own(id: &str) -> bool {
    id.len() == 26 && !id.bytes().any(|byte| byte.is_ascii_lowercase()) && ActionId::from_string(id).is_ok()
}

/// The own claims of an annotator, oldest first; those whose text was removed are gone.
#[must_use]
pub fn own_claims(article: &Article, fold: &Fold) -> Vec<OwnClaim> {
    own_claims_in(&Locator::new(article), fold)
}

/// The same, for those who look for more in the article.
#[must_use]
pub fn own_claims_in(locator: &Locator<'_>, fold: &Fold) -> Vec<OwnClaim> {
    let mut targets: Vec<&Target> = fold.targets().filter(|on| on.claim_id().is_some_and(is_own)).collect();
    targets.sort();
    targets.into_iter().filter_map(|on| own_claim(locator, fold, on)).collect()
}

fn own_claim(locator: &Locator<'_>, fold: &Fold, on: &Target) -> Option<OwnClaim> {
    let mut fields = Map::new();
    for key in KEYS {
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
    // The occurrence of number 0 is found nowhere.
    claim.nth = place.map_or(Some(0), |(paragraph, span)| nth_at(&paragraph.text, &claim.quote, span.start));
    let paragraph = place.map(|(paragraph, _)| paragraph.id.clone());
    let candidates = located.candidates.into_iter().filter_map(|place| locator.candidate_at(place)).collect();
    Some(OwnClaim { claim, seen, paragraph, status: located.status, candidates })
}

/// Which occurrence of the words in `text` begins at `start`, counted from 1.
#[must_use]
fn nth_at(text: &str, words: &str, start: usize) -> Option<usize> {
    text.match_indices(words).position(|(at, _)| at >= start).map(|number| number + 1)
}

/// The words that an own claim was made of, by the change that says so; none where they are removed or empty. Scripts may
/// name the quote alone: the line then keeps its context beside it.
#[must_use]
pub(super) fn anchor_words(winner: &Winner<'_>) -> Option<Seen> {
    let seen = anchor_of(&winner.change.to);
    if seen.quote.is_empty() {
        return None;
    }
    if seen.sentence.is_some() {
        return Some(seen);
    }
    let kept = winner.change.of.as_ref().and_then(|of| winner.line.seen(of));
    let same = |kept: &Seen| kept.quote == seen.quote && kept.paragraph == seen.paragraph;
    let Some(kept) = kept.filter(same) else { return Some(seen) };
    let is_bare = seen.before.is_empty() && seen.after.is_empty();
    if is_bare || (kept.before == seen.before && kept.after == seen.after) { Some(kept) } else { Some(seen) }
}

/// The words of an anchor as the journal has it; what it does not say is empty.
#[must_use]
pub(super) fn anchor_of(value: &Value) -> Seen {
    let part = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    Seen {
        paragraph: part("paragraph"),
        quote: part("quote"),
        before: part("before"),
        after: part("after"),
        sentence: value.get("sentence").and_then(Value::as_str).map(str::to_owned),
        ..Seen::default()
    }
}

/// The anchor of an own claim that is made of these words.
#[must_use]
pub fn anchor_value(seen: &Seen) -> Value {
    let Seen { paragraph, quote, before, after, sentence, .. } = seen;
    let mut value = json!({"paragraph": paragraph, "quote": quote, "before": before, "after": after});
    if let Some(sentence) = sentence {
        value["sentence"] = sentence.as_str().into();
    }
    value
}

/// Puts own claims among those of the article, each where its words stand in the paragraph, in place of those that were put
/// there before.
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

/// The article with an annotator's own claims among its own.
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

/// Puts the own claims of several annotators among those of the article.
pub fn put_all_among<'a>(article: &mut Article, folds: impl IntoIterator<Item = &'a Fold>) {
    let own: Vec<OwnClaim> = folds.into_iter().flat_map(|fold| own_claims(article, fold)).collect();
    put_among(article, &own);
}
