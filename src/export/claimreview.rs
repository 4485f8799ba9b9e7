//! Reviews for search engines and aggregators: schema.org's `ClaimReview` of a `Claim`, as JSON-LD.

use std::fmt;

use serde_json::{Map, Value, json};

use crate::model::annotation::evidence::{Evidence, EvidenceField};
use crate::model::annotation::judgement::Verdict;
use crate::model::article::entity::EntityKind;
use crate::text::hidden::escape_json;

use crate::export::chosen::{Chosen, Hearing};
use crate::export::feature::{Carriage, Thing};
use crate::export::final_word::FinalWord;
use crate::export::link::web_link;
use crate::export::loss::Refusal;
use crate::export::{Audience, Format, Request, Reviewer};

const NO_PLACE: Carriage = Carriage::Drops("ClaimReview has no place for it");

/// See [`crate::export::FORMATS`].
pub(crate) const FORMAT: Format = Format {
    name: "claimreview",
    ending: "claimreview.jsonld",
    media_type: "application/ld+json",
    audience: Audience::Public,
    what: "schema.org ClaimReview: verdict, reason, evidence; reviewer as set in nutgraf.toml",
    carries: &[
        (Thing::Text, Carriage::Omits),
        (Thing::Entities, NO_PLACE),
        (Thing::RetoldAddress, Carriage::Drops("our paraphrase is not at that address")),
        (Thing::Kinds, NO_PLACE),
        (Thing::Certainties, NO_PLACE),
        (Thing::Cues, NO_PLACE),
        (Thing::Implied, NO_PLACE),
        (Thing::Dates, NO_PLACE),
        (Thing::Figures, NO_PLACE),
        (Thing::Relations, NO_PLACE),
        (Thing::OwnRelations, NO_PLACE),
        (Thing::SameClaims, NO_PLACE),
        (Thing::Settlements, Carriage::Bends("as rating and text, without who settled it")),
        (Thing::Conflicts, NO_PLACE),
        (Thing::Said, NO_PLACE),
        (Thing::Confidence, NO_PLACE),
        (Thing::Corrections, NO_PLACE),
        (Thing::Statuses, NO_PLACE),
        (Thing::StatusReasons, NO_PLACE),
        (Thing::Priorities, NO_PLACE),
        (Thing::Tags, Carriage::Bends("as keywords")),
        (Thing::Bearings, NO_PLACE),
        (Thing::NoAddress, Carriage::Bends("as a citation without address")),
        (Thing::Questions, NO_PLACE),
        (Thing::Files, NO_PLACE),
        (Thing::Details, Carriage::Bends("publisher, date and language only")),
        (Thing::SourceCertainty, NO_PLACE),
        (Thing::Grades, NO_PLACE),
        (Thing::Found, NO_PLACE),
        (Thing::Replies, NO_PLACE),
        (Thing::Notes, NO_PLACE),
        (Thing::Answers, NO_PLACE),
        (Thing::NotesElsewhere, NO_PLACE),
        (Thing::TagsElsewhere, NO_PLACE),
        (Thing::EarlierEvidence, Carriage::Drops("a review cites what was given for the present wording")),
        (Thing::EarlierNotes, NO_PLACE),
        (Thing::Strays, NO_PLACE),
    ],
    refuses,
    can_be_checked: false,
    write,
};

/// The parts of a complete review.
struct Review<'a> {
    word: FinalWord<'a>,
    why: &'a str,
    reviewer: &'a Reviewer,
}

/// The parts of a claim's review, or everything it lacks.
fn review<'a>(request: &'a Request<'_>, chosen: &'a Chosen<'_>) -> Result<Review<'a>, Vec<&'static str>> {
    let mut lacks = Vec::new();
    let word = FinalWord::of(request, chosen).map_err(|why| lacks.push(why)).ok();
    let why = word.as_ref().and_then(|word| word.why);
    if let Some(word) = &word {
        lacks.extend(why.is_none().then_some("a reason (why)"));
        lacks.extend(word.evidence().next().is_none().then_some("evidence"));
    }
    lacks.extend(request.reviewer.is_none().then_some("a reviewer in nutgraf.toml"));
    match (word, why, &request.reviewer) {
        (Some(word), Some(why), Some(reviewer)) if lacks.is_empty() => Ok(Review { word, why, reviewer }),
        _ => Err(lacks),
    }
}

fn refuses(request: &Request<'_>) -> Vec<Refusal> {
    let refusal = |chosen: Chosen<'_>| {
        let lacks = review(request, &chosen).err()?;
        Some(Refusal { claim: chosen.claim.id.clone(), lacks })
    };
    request.chosen_hearing(Hearing::Settled).filter_map(refusal).collect()
}

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("{\"@context\":\"https://schema.org\",\"@graph\":[")?;
    let mut gap = "\n";
    for chosen in request.chosen_hearing(Hearing::Settled) {
        let Ok(review) = review(request, &chosen) else { continue };
        out.write_str(std::mem::replace(&mut gap, ",\n"))?;
        // Pages embed this JSON, so it must not contain the end of their element.
        let text = escape_json(&record(request, &chosen, &review).to_string());
        out.write_str(&text.replace('<', "\\u003c"))?;
    }
    out.write_str("\n]}\n")
}

fn record(request: &Request<'_>, chosen: &Chosen<'_>, review: &Review<'_>) -> Value {
    let Reviewer { name, url } = review.reviewer;
    let mut record = json!({
        "@type": "ClaimReview",
        "url": format!("{}#{}-{}", url.split('#').next().unwrap_or(url), request.article.head.id, chosen.claim.id),
        "claimReviewed": chosen.claim.text,
        "datePublished": request.today,
        "author": {"@type": "Organization", "name": name, "url": url},
        "reviewRating": rating(review.word.verdict),
        "reviewBody": review.why,
        "itemReviewed": claim(request, chosen),
        "citation": review.word.evidence().map(|(_, item)| citation(item)).collect::<Vec<_>>(),
    });
    let tags = review.word.tags();
    if !tags.is_empty() {
        record["keywords"] = json!(tags.join(", "));
    }
    record
}

/// From 1, refuted, to 5, supported. “Not enough evidence” is no point on the scale and has words only.
fn rating(verdict: Verdict) -> Value {
    let value = match verdict {
        Verdict::Refuted => Some(1),
        Verdict::Misleading => Some(2),
        Verdict::Conflicting => Some(3),
        Verdict::Supported => Some(5),
        Verdict::NotEnough => None,
    };
    let mut rating = json!({"@type": "Rating", "alternateName": verdict.word()});
    if let Some(value) = value {
        rating["ratingValue"] = json!(value);
        rating["bestRating"] = json!(5);
        rating["worstRating"] = json!(1);
    }
    rating
}

fn claim(request: &Request<'_>, chosen: &Chosen<'_>) -> Value {
    let head = &request.article.head;
    let mut claim = json!({"@type": "Claim", "text": chosen.claim.text});
    let speakers = speakers(request, chosen);
    if !speakers.is_empty() {
        claim["author"] = Value::Array(speakers);
    }
    let retold = request.is_retold();
    let mut article = Map::new();
    article.insert("@type".to_owned(), json!("Article"));
    article.insert("headline".to_owned(), json!(head.title));
    if let Some(outlet) = &head.outlet {
        article.insert("publisher".to_owned(), json!({"@type": "Organization", "name": outlet}));
    }
    if let Some(day) = head.published.as_deref() {
        article.insert("datePublished".to_owned(), json!(day));
        claim["datePublished"] = json!(day);
    }
    match head.url.as_deref().and_then(web_link) {
        Some(url) if !retold => {
            article.insert("url".to_owned(), json!(url));
        }
        _ => {}
    }
    if retold {
        let label = format!("{} (our paraphrase: “{}”)", chosen.claim.text, chosen.claim.quote);
        claim["description"] = json!(label);
    } else {
        article.insert("text".to_owned(), json!(chosen.claim.quote));
    }
    claim["appearance"] = Value::Object(article);
    claim
}

/// Whoever makes the claim; nobody where the article leaves that open.
fn speakers(request: &Request<'_>, chosen: &Chosen<'_>) -> Vec<Value> {
    let head = &request.article.head;
    let speaker = |id: &String| match id.as_str() {
        "author" => match &head.byline {
            Some(byline) => json!({"@type": "Person", "name": byline}),
            None => json!({"@type": "Organization", "name": head.outlet.as_deref().unwrap_or("unknown")}),
        },
        id => {
            let entity = request.article.entity(id);
            let person = entity.is_some_and(|entity| entity.kind == EntityKind::Person);
            let name = entity.map_or(id, |entity| entity.name.as_str());
            json!({"@type": if person { "Person" } else { "Organization" }, "name": name})
        }
    };
    chosen.claim.speaker.iter().filter(|id| *id != "unclear").map(speaker).collect()
}

fn citation(item: &Evidence) -> Value {
    use EvidenceField as Field;
    let mut work = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            work.insert(key.to_owned(), value);
        }
    };
    put("@type", Some(json!("CreativeWork")));
    put("url", item.get(Field::Url).and_then(web_link).map(Value::from));
    put("archivedAt", item.get(Field::Archived).and_then(web_link).map(Value::from));
    put("text", item.get(Field::Passage).map(Value::from));
    put("publisher", item.get(Field::Publisher).map(|name| json!({"@type": "Organization", "name": name})));
    put("datePublished", item.get(Field::Date).map(Value::from));
    put("inLanguage", item.get(Field::Language).map(Value::from));
    Value::Object(work)
}
