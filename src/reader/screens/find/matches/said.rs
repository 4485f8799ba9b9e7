//! Finds the targets whose annotations contain the words of a search.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::model::annotation::evidence::EvidenceField;
use crate::model::annotation::note::Reply;
use crate::model::article::claim::Claim;
use crate::model::journal::Target;
use crate::model::journal::fold::Fold;
use crate::reader::app::App;
use crate::reader::screens::find::matches::found::Hit;
use crate::text::search::Pattern;

/// Fields of evidence that are words or addresses; the others are grades, dates and hashes.
const WORDS_OF_EVIDENCE: [EvidenceField; 8] = [
    EvidenceField::Url,
    EvidenceField::Passage,
    EvidenceField::Place,
    EvidenceField::Archived,
    EvidenceField::File,
    EvidenceField::Publisher,
    EvidenceField::Question,
    EvidenceField::Answer,
];

/// The targets whose annotations contain the words.
#[derive(Default)]
pub(crate) struct Said {
    /// Targets that match by the reader's own annotations.
    mine: HashSet<Target>,
    /// Claims that match by the reasons of others, with the names of those annotators.
    others: HashMap<Target, Vec<String>>,
}

impl Said {
    /// Searches the reader's annotations and the reasons of others.
    pub(crate) fn with(app: &App, pattern: &Pattern) -> Self {
        let mut said = Self::default();
        if let Some(fold) = app.notes.mine() {
            said.mine = holders(fold, written_with(fold, pattern));
        }
        for (name, fold) in app.notes.others() {
            for on in fold.targets().filter(|on| on.claim_id().is_some()) {
                let why = fold.value(on, "why").and_then(Value::as_str);
                if why.is_some_and(|why| pattern.is_in(why)) {
                    said.others.entry(on.clone()).or_default().push(name.to_owned());
                }
            }
        }
        said
    }

    /// The hits, in the order of the article.
    pub(crate) fn hits(&self, app: &App) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.mine.is_empty() && self.others.is_empty() {
            return hits;
        }
        let (outline, article) = (&app.document.outline, &app.document.article);
        let is_on = |sort: &str, id: &str| self.mine.contains(&Target::element(sort, id));
        hits.extend(self.mine.contains(&Target::article()).then_some(Hit::Article));
        for (paragraph, content) in article.paragraphs().enumerate() {
            let section = outline.section_begun_by(article, paragraph);
            let section = section.filter(|section| is_on("section", &section.id));
            hits.extend(section.map(|_| Hit::Section { paragraph }));
            hits.extend(is_on("paragraph", &content.id).then_some(Hit::Said { paragraph, claim: None }));
            let claims = outline.claims_of(paragraph).zip(&content.claims);
            let said = claims.filter(|(_, claim)| self.is_on_claim(app, claim));
            hits.extend(said.map(|(claim, _)| Hit::Said { paragraph, claim: Some(claim) }));
        }
        let entities = article.entities.iter().enumerate().filter(|(_, entity)| is_on("entity", &entity.id));
        hits.extend(entities.map(|(number, _)| Hit::Entity(number)));
        hits
    }

    /// Whether an annotation of the claim contains the words: the reader's own, or another annotator's that the reader
    /// may see.
    fn is_on_claim(&self, app: &App, claim: &Claim) -> bool {
        let on = Target::claim(&claim.id);
        let by_others = |names: &Vec<String>| app.visible_others(claim).iter().any(|(name, _)| names.contains(name));
        self.mine.contains(&on) || self.others.get(&on).is_some_and(by_others)
    }
}

/// The targets with a field that contains the words.
fn written_with(fold: &Fold, pattern: &Pattern) -> HashSet<Target> {
    let is_found = |on: &Target, field: &str| {
        let value = fold.value(on, field);
        value.is_some_and(|value| words(on, field, value).iter().any(|words| pattern.is_in(words)))
    };
    let is_said = |on: &&Target| fold.field_names(on).any(|field| is_found(on, field));
    fold.targets().filter(is_said).cloned().collect()
}

/// The readable texts of a field.
fn words<'a>(on: &Target, field: &'a str, value: &'a Value) -> Vec<&'a str> {
    let text = value.as_str();
    let parts = |keys: &[&str]| keys.iter().filter_map(|key| value.get(key)?.as_str()).collect();
    match (on.sort(), field.split_once(':')) {
        ("evidence", None) if WORDS_OF_EVIDENCE.iter().any(|known| known.key() == field) => text.into_iter().collect(),
        (_, Some(("note", _))) => text.into_iter().collect(),
        (_, None) if matches!(field, "why" | "correction" | "status-reason") => text.into_iter().collect(),
        (_, Some(("tag", tag))) if *value == true => vec![tag],
        (_, Some(("reply", _))) => parts(&Reply::KEYS),
        (_, Some(("found", _))) => parts(&["value", "unit"]),
        _ => Vec::new(),
    }
}

/// Adds to the targets what they belong to: an answer counts for its note's target, evidence for its claims.
fn holders(fold: &Fold, said: HashSet<Target>) -> HashSet<Target> {
    let is_element = |on: &Target| matches!(on.sort(), "note" | "evidence");
    let mut left: Vec<Target> = said.iter().filter(|on| is_element(on)).cloned().collect();
    let mut said = said;
    if left.is_empty() {
        return said;
    }
    let mut holders: HashMap<&str, Vec<&Target>> = HashMap::new();
    for on in fold.targets() {
        let elements =
            fold.field_names(on).filter(|field| field.starts_with("note:") || field.starts_with("evidence:"));
        for element in elements.filter(|element| fold.value(on, element).is_some()) {
            holders.entry(element).or_default().push(on);
        }
    }
    while let Some(element) = left.pop() {
        for on in holders.get(element.0.as_str()).into_iter().flatten() {
            if said.insert((*on).clone()) && is_element(on) {
                left.push((*on).clone());
            }
        }
    }
    said
}
