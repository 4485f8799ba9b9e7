//! A claim and its annotations as values for templates: the keys of the JSON export, with words for people beside them.

use serde_json::{Map, Value, json};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::note::Note;
use crate::model::annotation::orphan::Orphan;
use crate::model::annotation::settlement::Settlement;
use crate::model::article::claim::Claim;
use crate::model::journal::fold::Fold;

use crate::export::Request;
use crate::export::chosen::{Chosen, Decision, Voice};
use crate::export::markdown::words::{figure_words, found_words, relation_words, reply_words, sign};
use crate::export::packet::context::Labels;
use crate::export::packet::group::Group;
use crate::export::packet::sources::Sources;
use crate::export::rows::{self, own_relations, same_words};

/// A claim with all its judgements and details.
pub(crate) fn claim(
    request: &Request<'_>,
    chosen: &Chosen<'_>,
    group: Group,
    (sources, labels): (&Sources, &Labels),
) -> Value {
    let claim = chosen.claim;
    let mut value = rows::claim(request, chosen);
    let (glyph, standing, differ) = match chosen.decision(request.selection) {
        Decision::Open => ("○", "not judged".to_owned(), false),
        Decision::Differ => ("", "annotators differ".to_owned(), true),
        Decision::Settled(settlement) => {
            let standing = settlement.outcome.standing();
            (standing.glyph(), format!("{}, settled by {}", standing.words(), settlement.by), false)
        }
        Decision::Held(voice) => (voice.assessment.standing.glyph(), voice.standing_words(), false),
    };
    let relations = claim.relations.by_key().into_iter().filter(|(_, ids)| !ids.is_empty());
    let relations: Vec<Value> =
        relations.map(|(key, ids)| json!({"words": relation_words(key), "claims": ids})).collect();
    let judgements = chosen.voices.iter().map(|voice| judgement(request, chosen, voice, sources));
    let more = json!({
        "group": group.word(),
        "label": labels.label(&claim.id),
        "glyph": sign(glyph),
        "standing": standing,
        "differ": differ,
        "settled_words": chosen.settled.all().iter().map(Settlement::decision).collect::<Vec<_>>(),
        "corrections": corrections(chosen),
        "section_title": chosen.place.section.title(),
        "sentence": sentence(chosen),
        "speaker_words": claim.speaker_words(request.article),
        "kind_words": claim.kind_words(),
        "figure_words": claim.figures.iter().map(|figure| figure_words(claim, figure)).collect::<Vec<_>>(),
        "relation_words": relations,
        "judgements": judgements.collect::<Vec<_>>(),
        "sources": numbers(chosen, sources),
    });
    extend(&mut value, more);
    Value::Object(value)
}

fn extend(value: &mut Map<String, Value>, more: Value) {
    if let Value::Object(more) = more {
        value.extend(more);
    }
}

/// What the claim should read, and who says so.
fn corrections(chosen: &Chosen<'_>) -> Value {
    chosen.corrections().map(|(voice, text)| json!({"by": voice.by, "text": text})).collect()
}

/// The numbers of the sources of a claim, each once; of a settled one those that speak for what was settled.
fn numbers(chosen: &Chosen<'_>, sources: &Sources) -> Vec<usize> {
    let items = chosen
        .deciding()
        .into_iter()
        .flat_map(|voice| voice.assessment.evidence.iter().filter_map(|(_, item)| sources.number(voice.by, &item.id)));
    let mut numbers: Vec<usize> = items.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The sentences around the quote, split at the quote. `found` is false if the quote is no longer in its paragraph.
fn sentence(chosen: &Chosen<'_>) -> Value {
    let text = &chosen.place.paragraph.text;
    let Some(span) = chosen.claim.quote_span(chosen.place.paragraph) else {
        return json!({"before": "", "quote": chosen.claim.quote, "after": "", "found": false});
    };
    let (mut start, mut end) = (span.start, span.end);
    for (at, sentence) in text.split_sentence_bound_indices() {
        let until = at + sentence.len();
        if at < span.end && until > span.start {
            start = start.min(at);
            end = end.max(until);
        }
    }
    json!({
        "before": text[start..span.start],
        "quote": text[span.range()],
        "after": text[span.end..end],
        "found": true,
    })
}

fn judgement(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>, sources: &Sources) -> Value {
    let mut value = rows::judgement(request, chosen, voice);
    let said = &voice.assessment;
    let remark = |field: &str| voice.remark_on(field).map(str::to_owned);
    let evidence = said.evidence.iter().map(|(bearing, item)| {
        json!({
            "id": item.id,
            "bearing": bearing.word(),
            "source": sources.number(voice.by, &item.id),
            "headline": item.headline(),
            "remark": remark(&format!("evidence:{}", item.id)),
        })
    });
    let mut more = spoken(request, chosen.claim, voice.fold, said, &remark);
    more["evidence"] = evidence.collect();
    more["remark"] = voice.remark.clone().into();
    more["side"] = chosen.side(voice).into();
    extend(&mut value, more);
    Value::Object(value)
}

/// The annotations of a claim in words, with warnings about those written for other words.
fn spoken(
    request: &Request<'_>,
    claim: &Claim,
    fold: &Fold,
    said: &Assessment,
    remark: &dyn Fn(&str) -> Option<String>,
) -> Value {
    let found = said
        .found
        .iter()
        .map(|found| json!({"words": found_words(found, claim), "remark": remark(&format!("found:{}", found.figure))}));
    let replies = said.replies.iter().map(
        |reply| json!({"words": reply_words(reply, request.today), "remark": remark(&format!("reply:{}", reply.id))}),
    );
    let same = same_words(fold, claim).into_iter();
    let same = same.map(|(field, words)| json!({"words": words, "remark": remark(&field)}));
    let tags = said.tags.iter().map(|tag| json!({"tag": tag, "remark": remark(&format!("tag:{tag}"))}));
    let notes = said.notes.iter().map(|note| self::note(note, remark(&format!("note:{}", note.id)).as_deref()));
    json!({
        "glyph": sign(said.standing.glyph()),
        "standing": said.standing.words(),
        "status_words": said.status.word(),
        "said_words": said.said.map(crate::model::annotation::judgement::Said::word),
        "priority_is_own": said.priority != claim.priority,
        "found_words": found.collect::<Vec<_>>(),
        "seen_relations": seen_relations(fold, claim, remark),
        "same_words": same.collect::<Vec<_>>(),
        "reply_words": replies.collect::<Vec<_>>(),
        "tag_words": tags.collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
    })
}

fn seen_relations(fold: &Fold, claim: &Claim, remark: &dyn Fn(&str) -> Option<String>) -> Vec<Value> {
    let mut seen = Vec::new();
    for (key, ids) in own_relations(fold, claim) {
        let field = key.replace('_', "-");
        for id in ids.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let remark = remark(&format!("{field}:{id}"));
            seen.push(json!({"words": relation_words(&key), "claim": id, "remark": remark}));
        }
    }
    seen
}

/// A note with its answers and its date.
pub(crate) fn note(note: &Note, remark: Option<&str>) -> Value {
    let answers: Vec<Value> = note.answers.iter().map(|answer| self::note(answer, None)).collect();
    json!({"id": note.id, "text": note.text, "day": note.at.get(..10), "answers": answers, "remark": remark})
}

/// An annotation of words that the article no longer has.
pub(crate) fn orphan(request: &Request<'_>, (by, fold): (&str, &Fold), orphan: &Orphan, state: &str) -> Value {
    let claim = orphan.claim.as_ref();
    let judged = claim.zip(orphan.assessment.as_ref()).map(|(claim, said)| {
        let mut value = spoken(request, claim, fold, said, &|_| None);
        let evidence = said.evidence.iter().map(|(bearing, item)| rows::served_by(*bearing, item));
        let more = json!({
            "by": by,
            "side": null,
            "why": said.why,
            "confidence": said.confidence.map(crate::model::annotation::judgement::Confidence::word),
            "correction": said.correction,
            "status_reason": said.status_reason,
            "priority": said.priority.word(),
            "changed_in_two_places": said.conflict,
            "items": evidence.collect::<Vec<_>>(),
        });
        if let Value::Object(value) = &mut value {
            extend(value, more);
        }
        value
    });
    let notes: Vec<Value> = orphan.notes.iter().map(|note| self::note(note, None)).collect();
    json!({
        "on": orphan.on.0.replacen(':', " ", 1),
        "by": by,
        "text": claim.map(|claim| &claim.text).filter(|text| !text.is_empty()),
        "own": claim.is_some_and(|claim| is_own(&claim.id)),
        "words": orphan.words(),
        "state": state,
        "judgement": judged,
        "notes": if judged_notes(orphan) { Vec::new() } else { notes },
        "tags": if judged_notes(orphan) { &[][..] } else { orphan.tags.as_slice() },
    })
}

/// Whether the notes and tags are part of the judgement.
fn judged_notes(orphan: &Orphan) -> bool {
    orphan.claim.is_some() && orphan.assessment.is_some()
}
