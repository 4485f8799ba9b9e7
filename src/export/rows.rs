//! Articles, claims and notes as JSON, with the keys that `jsonl` and `json` share.

use serde_json::{Map, Value, json};

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField};
use crate::model::annotation::judgement::{Confidence, Said, Standing};
use crate::model::annotation::note::{FoundFigure, Note, Reply, same_claims};
use crate::model::annotation::orphan::Orphan;
use crate::model::annotation::settlement::{Settled, Settlement, Stale};
use crate::model::article::Head;
use crate::model::article::claim::{Claim, Figure, Relations};
use crate::model::journal::Target;
use crate::model::journal::anchor::{AnchorStatus, Candidate, EarlierWording};
use crate::model::journal::fold::Fold;

use crate::export::Request;
use crate::export::chosen::{Chosen, Decision, Voice};
use crate::export::state::text_hash;

/// Keys and values in the order given.
pub(crate) fn object<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The article's head, and the hash that identifies its text.
pub(crate) fn article(request: &Request<'_>) -> Map<String, Value> {
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

/// A claim, its place, and who worded it.
pub(crate) fn claim(request: &Request<'_>, chosen: &Chosen<'_>) -> Map<String, Value> {
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
        ("settled", settled(&chosen.settled)),
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

/// The settlements of a claim: whether there is a final word, and each settlement.
fn settled(settled: &Settled) -> Value {
    let one = |one: &Settlement| {
        json!({
            "by": one.by,
            "at": one.at,
            "verdict": one.outcome.stored(),
            "because": one.because,
            "between": one.between.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "stale": one.stale.as_ref().map(Stale::words),
        })
    };
    json!({"state": settled.name(), "by": settled.all().iter().map(one).collect::<Vec<_>>()})
}

/// One annotator's notes on a claim.
pub(crate) fn judgement(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>) -> Map<String, Value> {
    let said = &voice.assessment;
    let holds = match chosen.decision(request.selection) {
        Decision::Settled(settlement) => settlement.outcome.standing() == said.standing,
        Decision::Held(held) => held.assessment.standing == said.standing,
        Decision::Open => true,
        Decision::Differ => false,
    };
    let earlier = matches!(said.standing, Standing::Earlier(_));
    let same = same_claims(voice.fold, &Target::claim(&chosen.claim.id)).into_iter();
    object([
        ("by", json!(voice.by)),
        ("holds", json!(holds)),
        ("verdict", json!(voice.verdict().map(crate::model::annotation::judgement::Verdict::stored))),
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
        ("same", same.map(|(key, is_same)| json!({"claim": key, "is_same": is_same})).collect()),
        ("health", json!(said.anchor.map(AnchorStatus::stored))),
        ("earlier", earlier_values(&said.earlier)),
        ("changed_in_two_places", json!(said.conflict)),
    ])
}

/// The values written for other words, or for the same words in another context, field by field.
pub(crate) fn earlier_values(earlier: &[EarlierWording]) -> Value {
    earlier.iter().map(earlier_value).collect()
}

/// The words that a field was written for, and where they are now.
pub(crate) fn earlier_value(wording: &EarlierWording) -> Value {
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

/// Where the words may be now: the target there, and the number of its paragraph.
pub(crate) fn places(candidates: &[Candidate]) -> Value {
    let place = |place: &Candidate| json!({"on": place.on.0, "number": place.paragraph.map(|number| number + 1)});
    candidates.iter().map(place).collect()
}

/// An annotation of words that the article no longer has; an added claim with all its fields.
pub(crate) fn stray(by: &str, orphan: &Orphan) -> Value {
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

/// A piece of evidence with its bearing.
pub(crate) fn served_by(bearing: Bearing, item: &Evidence) -> Value {
    let mut row = object([("bearing", json!(bearing.word()))]);
    row.append(&mut evidence(item));
    Value::Object(row)
}

/// The relations that an annotator added between claims, by key.
pub(crate) fn own_relations(fold: &Fold, claim: &Claim) -> Map<String, Value> {
    let on = Target::claim(&claim.id);
    let ids =
        |key: &str| -> Vec<String> { fold.elements(&on, &format!("{key}:")).map(|(id, _)| id.to_owned()).collect() };
    Relations::KEYS.into_iter().map(|key| (key.replace('-', "_"), json!(ids(key)))).collect()
}

/// What an annotator says of claims of other articles, each with its field of the journal: that they are the same, or not.
pub(crate) fn same_words(fold: &Fold, claim: &Claim) -> Vec<(String, String)> {
    let said = same_claims(fold, &Target::claim(&claim.id)).into_iter();
    said.map(|(key, is_same)| {
        let words = if is_same { "the same claim as" } else { "not the same claim as" };
        (format!("same:{key}"), format!("{words} {key}"))
    })
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

/// All fields of a piece of evidence, with the grades also in words.
pub(crate) fn evidence(item: &Evidence) -> Map<String, Value> {
    let mut row = object([("id", json!(item.id))]);
    for field in EvidenceField::ALL {
        row.insert(field.key().replace('-', "_"), json!(item.get(*field)));
    }
    row.insert("reliability_words".to_owned(), json!(item.reliability_words()));
    row.insert("credibility_words".to_owned(), json!(item.credibility_words()));
    row
}

/// The evidence for a claim, with its bearings.
pub(crate) fn bearings(evidence: &[(Bearing, Evidence)]) -> Value {
    evidence.iter().map(|(bearing, item)| json!({"id": item.id, "bearing": bearing.word()})).collect()
}

/// A note with its answers.
pub(crate) fn note(note: &Note) -> Value {
    let answers: Vec<Value> = note.answers.iter().map(self::note).collect();
    json!({"id": note.id, "on": note.on.0, "text": note.text, "at": note.at, "answers": answers})
}
