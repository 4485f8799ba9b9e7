//! Articles, claims and notes as JSON: the keys that `jsonl` and `json` share.

use serde_json::{Map, Value, json};

use crate::domain::anchor::{AnchorStatus, Candidate, EarlierWording, Orphan};
use crate::domain::article::Head;
use crate::domain::claim::{Claim, Figure};
use crate::domain::evidence::{Bearing, Evidence, EvidenceField};
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::judgement::{Confidence, Said, Standing};
use crate::domain::note::{FoundFigure, Note, Reply};
use crate::domain::own_claim::is_own;

use super::Request;
use super::chosen::{Chosen, Decision, Voice};
use super::state::text_hash;

/// Keys and values in the order given.
pub(super) fn object<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The article's head, and by what an export of it is known again.
pub(super) fn article(request: &Request<'_>) -> Map<String, Value> {
    let Head { id, title, outlet, genre, language, wording, .. } = &request.article.head;
    let head = &request.article.head;
    object([
        ("id", json!(id)),
        ("title", json!(title)),
        ("subtitle", json!(head.subtitle)),
        ("outlet", json!(outlet)),
        ("byline", json!(head.byline)),
        ("genre", json!(genre)),
        ("language", json!(language)),
        ("wording", json!(wording)),
        ("published", json!(head.published)),
        ("revised", json!(head.revised)),
        ("url", json!(head.url)),
        ("archived", json!(head.archived)),
        ("rights", json!(head.rights)),
        ("retrieved", json!(head.retrieved)),
        ("text_hash", json!(text_hash(request.article))),
    ])
}

/// A claim as the article or an annotator words it, and its place.
pub(super) fn claim(request: &Request<'_>, chosen: &Chosen<'_>) -> Map<String, Value> {
    let Chosen { place, claim, .. } = chosen;
    let kinds: Vec<&str> = claim.kind.iter().map(|kind| kind.word()).collect();
    let relations: Map<String, Value> =
        claim.relations.by_key().into_iter().map(|(key, ids)| (key.replace('-', "_"), json!(ids))).collect();
    object([
        ("id", json!(claim.id)),
        ("own", json!(is_own(&claim.id))),
        ("section", json!(place.section.id)),
        ("paragraph", json!(place.paragraph.id)),
        ("number", json!(place.number)),
        ("text", json!(claim.text)),
        ("quote", json!(claim.quote)),
        ("quote_is", json!(request.quote_label())),
        ("start", json!(chosen.position().map(|(start, _)| start))),
        ("end", json!(chosen.position().map(|(_, end)| end))),
        ("kind", json!(kinds)),
        ("certainty", json!(claim.certainty.word())),
        ("speaker", json!(claim.speaker)),
        ("via", json!(claim.via)),
        ("cue", json!(claim.cue)),
        ("about", json!(claim.about)),
        ("when", json!(claim.when)),
        ("implied", json!(claim.implied)),
        ("figures", claim.figures.iter().map(figure).collect()),
        ("relations", Value::Object(relations)),
    ])
}

fn figure(figure: &Figure) -> Value {
    json!({
        "printed": figure.printed,
        "value": figure.value,
        "unit": figure.unit,
        "of": figure.of,
        "when": figure.when,
        "approximate": figure.approximate,
        "year": figure.year,
    })
}

/// What one annotator says of a claim.
pub(super) fn judgement(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>) -> Map<String, Value> {
    let said = &voice.assessment;
    let holds = match chosen.decision(request.selection) {
        Decision::Held(held) => held.assessment.standing == said.standing,
        Decision::Open => true,
        Decision::Differ => false,
    };
    let earlier = matches!(said.standing, Standing::Earlier(_));
    object([
        ("by", json!(voice.by)),
        ("holds", json!(holds)),
        ("verdict", json!(voice.verdict().map(crate::domain::judgement::Verdict::stored))),
        ("earlier_wording", json!(earlier)),
        ("said", json!(said.said.map(Said::stored))),
        ("confidence", json!(said.confidence.map(Confidence::word))),
        ("why", json!(said.why)),
        ("correction", json!(said.correction)),
        ("status", json!(said.status.stored())),
        ("status_reason", json!(said.status_reason)),
        ("priority", json!(said.priority.word())),
        ("tags", json!(said.tags)),
        ("replies", said.replies.iter().map(|reply| reply_value(reply, request.today)).collect()),
        ("found", said.found.iter().map(found).collect()),
        ("own_relations", Value::Object(own_relations(voice.fold, chosen.claim))),
        ("health", json!(said.anchor.map(AnchorStatus::stored))),
        ("earlier", earlier_values(&said.earlier)),
        ("changed_in_two_places", json!(said.conflict)),
    ])
}

/// What was said of other words than those of today, or of the same in another context, field by field.
pub(super) fn earlier_values(earlier: &[EarlierWording]) -> Value {
    earlier.iter().map(earlier_value).collect()
}

/// The words that a field was said of, and where they stand now.
pub(super) fn earlier_value(wording: &EarlierWording) -> Value {
    let seen = wording.seen.as_ref();
    json!({
        "field": wording.field,
        "health": wording.status.stored(),
        "text": seen.map(|seen| &seen.text),
        "quote": seen.map(|seen| &seen.quote),
        "sentence": seen.and_then(|seen| seen.sentence.as_ref()),
        "places": places(&wording.candidates),
    })
}

/// Where words may stand now: what is there, and the number of its paragraph.
pub(super) fn places(candidates: &[Candidate]) -> Value {
    let place = |place: &Candidate| json!({"on": place.on.0, "number": place.paragraph.map(|number| number + 1)});
    candidates.iter().map(place).collect()
}

/// What was said of what the article no longer has, whole; a claim of an annotator's own with everything that makes it.
pub(super) fn stray(by: &str, orphan: &Orphan) -> Value {
    let seen = orphan.seen.as_ref();
    let said: Map<String, Value> = orphan.said.iter().map(|(field, value)| (field.clone(), json!(value))).collect();
    let claim = orphan.claim.as_ref();
    let served = orphan.assessment.as_ref().map_or(&[][..], |said| said.evidence.as_slice());
    json!({
        "on": orphan.on.0,
        "by": by,
        "health": orphan.status.stored(),
        "text": claim.map(|claim| &claim.text).filter(|text| !text.is_empty()).or(seen.map(|seen| &seen.text)),
        "quote": seen.map(|seen| &seen.quote),
        "places": places(&orphan.candidates),
        "said": said,
        "own_claim": claim.filter(|claim| is_own(&claim.id)),
        "evidence": served.iter().map(|(bearing, item)| served_by(*bearing, item)).collect::<Vec<_>>(),
        "notes": orphan.notes.iter().map(note).collect::<Vec<_>>(),
    })
}

/// An item of evidence with what it does.
pub(super) fn served_by(bearing: Bearing, item: &Evidence) -> Value {
    let mut row = object([("bearing", json!(bearing.word()))]);
    row.append(&mut evidence(item));
    Value::Object(row)
}

/// Relations that an annotator sees between claims, by their key.
pub(super) fn own_relations(fold: &Fold, claim: &Claim) -> Map<String, Value> {
    let on = Target::claim(&claim.id);
    let ids =
        |key: &str| -> Vec<String> { fold.elements(&on, &format!("{key}:")).map(|(id, _)| id.to_owned()).collect() };
    ["because", "part-of", "contradicts", "repeats"]
        .into_iter()
        .map(|key| (key.replace('-', "_"), json!(ids(key))))
        .collect()
}

fn reply_value(reply: &Reply, today: &str) -> Value {
    json!({
        "id": reply.id,
        "who": reply.who,
        "channel": reply.channel,
        "asked": reply.asked,
        "due": reply.due,
        "answered": reply.answered,
        "answer": reply.answer,
        "outcome": reply.outcome(today),
    })
}

fn found(found: &FoundFigure) -> Value {
    json!({"figure": found.figure, "value": found.value, "unit": found.unit, "when": found.when})
}

/// An item of evidence, all fields, with grades spelled out beside.
pub(super) fn evidence(item: &Evidence) -> Map<String, Value> {
    let mut row = object([("id", json!(item.id))]);
    for field in EvidenceField::ALL {
        row.insert(field.key().replace('-', "_"), json!(item.get(*field)));
    }
    row.insert("reliability_words".to_owned(), json!(item.reliability_words()));
    row.insert("credibility_words".to_owned(), json!(item.credibility_words()));
    row
}

/// Which items serve a claim, and how.
pub(super) fn bearings(evidence: &[(Bearing, Evidence)]) -> Value {
    evidence.iter().map(|(bearing, item)| json!({"id": item.id, "bearing": bearing.word()})).collect()
}

/// A note with its answers.
pub(super) fn note(note: &Note) -> Value {
    let answers: Vec<Value> = note.answers.iter().map(self::note).collect();
    json!({"id": note.id, "on": note.on.0, "text": note.text, "at": note.at, "answers": answers})
}
