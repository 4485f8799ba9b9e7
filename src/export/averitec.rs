//! Records as the data set `AVeriTeC` has them: a claim, its label, and the questions whose answers lead to it.

use std::fmt;

use serde_json::{Value, json};

use crate::model::annotation::evidence::{Evidence, EvidenceField};
use crate::model::annotation::judgement::Verdict;
use crate::model::article::claim::ClaimKind;
use crate::text::hidden::escape_json;

use crate::export::chosen::{Chosen, Hearing};
use crate::export::feature::{Carriage, Thing};
use crate::export::final_word::FinalWord;
use crate::export::link::web_link;
use crate::export::loss::Refusal;
use crate::export::{Audience, Format, Request};

const NO_PLACE: Carriage = Carriage::Drops("AVeriTeC has no place for it");

/// See [`crate::export::FORMATS`].
pub(crate) const FORMAT: Format = Format {
    name: "averitec",
    ending: "averitec.json",
    media_type: "application/json",
    audience: Audience::Programs,
    what: "records of the AVeriTeC data set: claim, label, justification, questions and answers",
    carries: &[
        (Thing::Text, Carriage::Omits),
        (Thing::Entities, NO_PLACE),
        (Thing::RetoldAddress, Carriage::Bends("as the address of the claim, whose words here are our paraphrase")),
        (Thing::Kinds, Carriage::Bends("as the five types that AVeriTeC knows")),
        (Thing::Certainties, NO_PLACE),
        (Thing::Cues, NO_PLACE),
        (Thing::Implied, NO_PLACE),
        (Thing::Dates, NO_PLACE),
        (Thing::Figures, NO_PLACE),
        (Thing::Relations, NO_PLACE),
        (Thing::OwnRelations, NO_PLACE),
        (Thing::SameClaims, NO_PLACE),
        (Thing::Misleading, Carriage::Bends("AVeriTeC has one label for conflicting and misleading")),
        (Thing::Settlements, Carriage::Bends("as label and justification, without who settled it")),
        (Thing::Conflicts, NO_PLACE),
        (Thing::Said, NO_PLACE),
        (Thing::Confidence, NO_PLACE),
        (Thing::Corrections, NO_PLACE),
        (Thing::Statuses, NO_PLACE),
        (Thing::StatusReasons, NO_PLACE),
        (Thing::Priorities, NO_PLACE),
        (Thing::Tags, NO_PLACE),
        (Thing::Bearings, NO_PLACE),
        (Thing::NoAddress, Carriage::Bends("without a source_url")),
        (Thing::NoQuestion, Carriage::Bends("under the question what the source says of the claim")),
        (Thing::Files, NO_PLACE),
        (Thing::Details, NO_PLACE),
        (Thing::SourceCertainty, NO_PLACE),
        (Thing::Grades, NO_PLACE),
        (Thing::Found, NO_PLACE),
        (Thing::Replies, NO_PLACE),
        (Thing::Notes, NO_PLACE),
        (Thing::Answers, NO_PLACE),
        (Thing::NotesElsewhere, NO_PLACE),
        (Thing::TagsElsewhere, NO_PLACE),
        (Thing::EarlierEvidence, Carriage::Drops("a record has what was given for the present wording")),
        (Thing::EarlierNotes, NO_PLACE),
        (Thing::Strays, NO_PLACE),
    ],
    refuses,
    can_be_checked: false,
    write,
};

/// What is asked of a source of which nothing was asked.
const QUESTION: &str = "What does this source say of the claim?";

fn refuses(request: &Request<'_>) -> Vec<Refusal> {
    let refusal = |chosen: Chosen<'_>| {
        let lacks = FinalWord::of(request, &chosen).err()?;
        Some(Refusal { claim: chosen.claim.id.clone(), lacks: vec![lacks] })
    };
    request.chosen_hearing(Hearing::Settled).filter_map(refusal).collect()
}

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_char('[')?;
    let mut gap = "\n";
    for chosen in request.chosen_hearing(Hearing::Settled) {
        let Ok(word) = FinalWord::of(request, &chosen) else { continue };
        out.write_str(std::mem::replace(&mut gap, ",\n"))?;
        out.write_str(&escape_json(&record(request, &chosen, &word).to_string()))?;
    }
    out.write_str("\n]\n")
}

fn record(request: &Request<'_>, chosen: &Chosen<'_>, word: &FinalWord<'_>) -> Value {
    let head = &request.article.head;
    json!({
        "claim": chosen.claim.text,
        "claim_date": head.published.as_deref().and_then(date),
        "speaker": speaker(request, chosen),
        "reporting_source": head.outlet,
        "original_claim_url": head.url.as_deref().and_then(web_link),
        "cached_original_claim_url": head.archived.as_deref().and_then(web_link),
        "fact_checking_article": Value::Null,
        "required_reannotation": false,
        "label": label(word.verdict),
        "justification": word.why.unwrap_or(""),
        "claim_types": types(&chosen.claim.kind, chosen.claim.is_authors()),
        "fact_checking_strategies": [],
        "location_ISO_code": Value::Null,
        "questions": word.evidence().map(|(_, item)| question(item)).collect::<Vec<_>>(),
    })
}

/// The labels in their exact words.
const fn label(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "Supported",
        Verdict::Refuted => "Refuted",
        Verdict::NotEnough => "Not Enough Evidence",
        Verdict::Conflicting | Verdict::Misleading => "Conflicting Evidence/Cherrypicking",
    }
}

/// `2026-03-09` as `9-3-2026`; a date without a day is none.
fn date(day: &str) -> Option<String> {
    let when = crate::model::article::date::When::parse(day).ok()?.start?;
    Some(format!("{}-{}-{}", when.day?, when.month?, when.year))
}

fn speaker(request: &Request<'_>, chosen: &Chosen<'_>) -> Option<String> {
    let name = |id: &String| match id.as_str() {
        "author" => request.article.head.byline.clone(),
        "unclear" => None,
        id => request.article.entity(id).map(|entity| entity.name.clone()),
    };
    let names: Vec<String> = chosen.claim.speaker.iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn types(kinds: &[ClaimKind], is_authors: bool) -> Vec<&'static str> {
    let of = |kind: &ClaimKind| match kind {
        ClaimKind::Numerical | ClaimKind::Comparison => "Numerical Claim",
        ClaimKind::Causal => "Causal Claim",
        ClaimKind::Stance | ClaimKind::Intent | ClaimKind::Opinion => "Position Statement",
        ClaimKind::Fact | ClaimKind::Prediction => "Event/Property Claim",
    };
    let mut types: Vec<&str> = kinds.iter().map(of).collect();
    types.extend((!is_authors).then_some("Quote Verification"));
    let mut seen = Vec::new();
    types.retain(|sort| {
        !seen.contains(sort) && {
            seen.push(*sort);
            true
        }
    });
    types
}

fn question(item: &Evidence) -> Value {
    use EvidenceField as Field;
    let passage = item.get(Field::Passage);
    let answer = item.get(Field::Answer).or(passage).unwrap_or("");
    let stored = item.get(Field::AnswerType).unwrap_or(if item.get(Field::Answer).is_some() {
        "abstractive"
    } else {
        "extractive"
    });
    let sort = match stored {
        "boolean" => "Boolean",
        "extractive" => "Extractive",
        "unanswerable" => "Unanswerable",
        _ => "Abstractive",
    };
    let link = |field: Field| item.get(field).and_then(web_link);
    let mut answer = json!({
        "answer": answer,
        "answer_type": sort,
        "source_url": link(Field::Url),
        "cached_source_url": link(Field::Archived),
        "source_medium": "Web text",
    });
    // What a yes or a no rests on.
    if sort == "Boolean" {
        answer["boolean_explanation"] = json!(passage.unwrap_or(""));
    }
    json!({"question": item.get(Field::Question).unwrap_or(QUESTION), "answers": [answer]})
}
