//! Claims that an annotator has added to the article's.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::anchor::{Health, found, nth_at};
use super::article::Article;
use super::claim::Claim;
use super::fold::Fold;
use super::journal::{ActionId, Seen, Target};

/// A claim of an annotator's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnClaim {
    /// The claim; its id is a ULID, which no claim of an article can have.
    pub claim: Claim,
    /// The words that it was made of.
    pub seen: Seen,
    /// Id of the paragraph in which it stands now; none when its words are nowhere.
    pub paragraph: Option<String>,
    /// How its words are found.
    pub health: Health,
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
    let mut targets: Vec<&Target> = fold.targets().filter(|on| on.claim_id().is_some_and(is_own)).collect();
    targets.sort();
    targets.into_iter().filter_map(|on| own_claim(article, fold, on)).collect()
}

fn own_claim(article: &Article, fold: &Fold, on: &Target) -> Option<OwnClaim> {
    let mut fields = Map::new();
    for key in KEYS {
        fields.extend(fold.value(on, key).map(|value| (key.to_owned(), value.clone())));
    }
    let seen = anchor(fold.value(on, "anchor")?, fields.get("text")?.as_str()?)?;
    fields.insert("id".to_owned(), on.id().into());
    fields.insert("quote".to_owned(), seen.quote.clone().into());
    for (key, otherwise) in [("kind", "fact"), ("certainty", "stated"), ("speaker", "unclear")] {
        fields.entry(key).or_insert_with(|| otherwise.into());
    }
    let mut claim: Claim = serde_json::from_value(Value::Object(fields)).ok()?;
    // The same words among other words may mean something else: they are not taken for the place.
    let kept_none = seen.before.is_empty() && seen.after.is_empty();
    let place = found(article, &seen).filter(|found| found.alike > 0 || kept_none);
    let health = match place {
        Some(found) if found.whole && found.paragraph.id == seen.paragraph => Health::Exact,
        Some(_) => Health::Moved,
        None if article.paragraphs().any(|paragraph| paragraph.id == seen.paragraph) => Health::Changed,
        None => Health::Lost,
    };
    claim.nth = place.and_then(|found| nth_at(&found.paragraph.text, &claim.quote, found.span.start));
    if place.is_none() {
        // The occurrence of number 0 is found nowhere.
        claim.nth = Some(0);
    }
    let paragraph = place.map(|found| found.paragraph.id.clone());
    let paragraph = paragraph.or_else(|| (health == Health::Changed).then(|| seen.paragraph.clone()));
    Some(OwnClaim { claim, seen, paragraph, health })
}

fn anchor(value: &Value, text: &str) -> Option<Seen> {
    let part = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let seen = Seen {
        paragraph: part("paragraph"),
        text: text.to_owned(),
        quote: part("quote"),
        before: part("before"),
        after: part("after"),
    };
    (!seen.quote.is_empty()).then_some(seen)
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
