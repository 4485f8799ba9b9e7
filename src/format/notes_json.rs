//! Notes as JSON, for programs.

use serde_json::{Map, Value, json};

use crate::domain::anchor::{AnchorStatus, EarlierWording, Locator, Orphan, earlier_wordings, orphans, place_names};
use crate::domain::article::{Article, Paragraph};
use crate::domain::assessment::Assessment;
use crate::domain::claim::Claim;
use crate::domain::disagreement::disagreements;
use crate::domain::evidence::{Bearing, Evidence};
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::judgement::{Confidence, Said, Standing};
use crate::domain::note::{FoundFigure, Note, Reply, notes_on, tags_on};
use crate::domain::notes::Notes;
use crate::domain::own_claim::{OwnClaim, is_own, own_claims_in, with_own};
use crate::domain::workload::{Workload, tasks};
use crate::text::hidden::escape_json;

use super::notes_text::{steps, with_everyones};

/// Version of these documents.
const VERSION: u32 = 1;

/// What everyone says of an article.
#[must_use]
pub fn notes(article: &Article, notes: &Notes) -> String {
    let whole = with_everyones(article, notes);
    let annotators: Vec<Value> = notes.all().map(|(name, fold)| annotator(article, notes, name, fold)).collect();
    let disagreements: Vec<Value> = disagreements(&whole, notes)
        .into_iter()
        .map(|one| {
            let said = one.said.into_iter().map(|(name, standing)| (name.to_owned(), word(standing).into()));
            json!({"claim": one.claim.id, "said": said.collect::<Map<_, _>>()})
        })
        .collect();
    pretty(&json!({
        "version": VERSION,
        "article": head(article),
        "annotators": annotators,
        "disagreements": disagreements,
    }))
}

/// Every action of everyone, in order.
#[must_use]
pub fn history(article: &Article, notes: &Notes) -> String {
    let step = |step: super::notes_text::Step| json!({"id": step.id.to_string(), "at": step.at, "by": step.by, "what": step.what, "taken-back": step.taken_back});
    let steps: Vec<Value> = steps(notes).into_iter().map(step).collect();
    pretty(&json!({"version": VERSION, "article": head(article), "history": steps}))
}

/// What `name` has to do, by priority, then place.
#[must_use]
pub fn to_do(article: &Article, name: Option<&str>, fold: Option<&Fold>) -> String {
    let whole = fold.map_or_else(|| article.clone(), |fold| with_own(article, fold).into_owned());
    let tasks: Vec<Value> = tasks(&whole, fold)
        .into_iter()
        .map(|task| {
            json!({
                "claim": task.claim.id,
                "text": task.claim.text,
                "paragraph": task.paragraph,
                "priority": task.priority.word(),
                "status": task.status.stored(),
            })
        })
        .collect();
    let load = workload(&Workload::of(&whole, fold));
    pretty(&json!({"version": VERSION, "article": head(article), "annotator": name, "claims": load, "to-do": tasks}))
}

/// An article of a folder: its path, itself, and how far somebody is.
pub type Entry<'a> = (String, &'a Article, Workload);

/// How far `name` is with each article of a folder.
#[must_use]
pub fn folder(name: Option<&str>, entries: &[Entry<'_>]) -> String {
    let entry = |(path, article, load): &Entry<'_>| json!({"path": path, "id": article.head.id, "title": article.head.title, "claims": workload(load)});
    let articles: Vec<Value> = entries.iter().map(entry).collect();
    pretty(&json!({"version": VERSION, "annotator": name, "articles": articles}))
}

fn head(article: &Article) -> Value {
    json!({"id": article.head.id, "title": article.head.title})
}

fn workload(load: &Workload) -> Value {
    json!({"to-do": load.to_do, "waiting": load.waiting, "done": load.done, "not-checkable": load.not_checkable})
}

fn annotator(article: &Article, notes: &Notes, name: &str, fold: &Fold) -> Value {
    let whole = with_own(article, fold);
    let locator = Locator::new(&whole);
    let (judged, total) = notes.progress(Some(name), whole.claims().map(|(_, claim)| claim));
    let claims: Vec<Value> = whole.claims().filter_map(|claim| of_claim(&locator, fold, claim)).collect();
    let own: Vec<Value> = own_claims_in(&locator, fold).iter().map(own_claim).collect();
    let lost: Vec<Value> = orphans(&locator, fold).iter().map(|orphan| of_orphan(&locator, orphan)).collect();
    json!({
        "name": name,
        "judged": judged,
        "checkable": total,
        "claims": workload(&Workload::of(&whole, Some(fold))),
        "assessments": claims,
        "remarks": remarks(&locator, fold),
        "own-claims": own,
        "lost": lost,
    })
}

/// Something said of what the article no longer has, whole.
fn of_orphan(locator: &Locator<'_>, orphan: &Orphan) -> Value {
    let said = orphan.said.iter().map(|(field, value)| (field.clone(), Value::from(value.as_str())));
    let assessment = orphan.assessment.as_ref();
    let served = assessment.map_or(&[][..], |said| said.evidence.as_slice());
    json!({
        "on": orphan.on.0,
        "text": orphan.claim.as_ref().map(|claim| claim.text.as_str()).or(orphan.seen.as_ref().map(|seen| seen.text.as_str())),
        "quote": orphan.seen.as_ref().map(|seen| seen.quote.as_str()),
        "health": orphan.status.stored(),
        "places": place_names(&orphan.candidates, locator.article()),
        "said": said.collect::<Map<_, _>>(),
        "evidence": served.iter().map(|(bearing, item)| evidence(*bearing, item)).collect::<Vec<_>>(),
        "notes": orphan.notes.iter().map(note).collect::<Vec<_>>(),
    })
}

/// What was said of other words than those of today, or of the same in another context, field by field.
fn earlier_values(locator: &Locator<'_>, earlier: &[EarlierWording]) -> Vec<Value> {
    let value = |wording: &EarlierWording| {
        json!({
            "field": wording.field,
            "health": wording.status.stored(),
            "text": wording.seen.as_ref().map(|seen| seen.text.as_str()),
            "quote": wording.seen.as_ref().map(|seen| seen.quote.as_str()),
            "sentence": wording.seen.as_ref().and_then(|seen| seen.sentence.as_deref()),
            "places": place_names(&wording.candidates, locator.article()),
        })
    };
    earlier.iter().map(value).collect()
}

fn of_claim(locator: &Locator<'_>, fold: &Fold, (paragraph, claim): (&Paragraph, &Claim)) -> Option<Value> {
    let on = Target::claim(&claim.id);
    fold.field_names(&on).next()?;
    let said = Assessment::of(locator, fold, paragraph, claim);
    let relations = relations(fold, &on);
    let priority = !is_own(&claim.id) && fold.value(&on, "priority").is_some();
    if said.is_empty() && !said.conflict && !priority && relations.is_empty() {
        return None;
    }
    Some(json!({
        "claim": claim.id,
        "verdict": verdict(said.standing),
        "of-an-earlier-wording": matches!(said.standing, Standing::Earlier(_)),
        "said": said.said.map(Said::stored),
        "confidence": said.confidence.map(Confidence::word),
        "why": said.why,
        "correction": said.correction,
        "status": said.status.stored(),
        "status-reason": said.status_reason,
        "priority": said.priority.word(),
        "tags": said.tags,
        "evidence": said.evidence.iter().map(|(bearing, item)| evidence(*bearing, item)).collect::<Vec<_>>(),
        "replies": said.replies.iter().map(reply).collect::<Vec<_>>(),
        "found": said.found.iter().map(figure).collect::<Vec<_>>(),
        "notes": said.notes.iter().map(note).collect::<Vec<_>>(),
        "relations": relations,
        "health": said.anchor.map(AnchorStatus::stored),
        "earlier": earlier_values(locator, &said.earlier),
        "changed-in-two-places": said.conflict,
    }))
}

fn verdict(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Current(verdict) | Standing::Earlier(verdict) => Some(verdict.stored()),
        Standing::NotJudged | Standing::NotCheckable => None,
    }
}

fn word(standing: Standing) -> &'static str {
    verdict(standing).unwrap_or(match standing {
        Standing::NotCheckable => crate::domain::judgement::NOT_CHECKABLE,
        _ => "not-judged",
    })
}

fn evidence(bearing: Bearing, item: &Evidence) -> Value {
    let mut value = Map::from_iter([("id".to_owned(), item.id.clone().into())]);
    value.insert("bearing".to_owned(), bearing.word().into());
    value.extend(item.fields.iter().map(|(field, text)| (field.key().to_owned(), text.clone().into())));
    value.entry("publisher").or_insert_with(|| item.publisher().into());
    let words = [("reliability-words", item.reliability_words()), ("credibility-words", item.credibility_words())];
    value.extend(words.into_iter().filter_map(|(key, words)| Some((key.to_owned(), words?.into()))));
    Value::Object(value)
}

fn reply(reply: &Reply) -> Value {
    let parts = Reply::KEYS.into_iter().zip(reply.values()).map(|(key, value)| (key.to_owned(), Value::from(value)));
    Value::Object([("id".to_owned(), Value::from(reply.id.as_str()))].into_iter().chain(parts).collect())
}

fn figure(found: &FoundFigure) -> Value {
    json!({"figure": found.figure, "value": found.value, "unit": found.unit, "when": found.when})
}

fn note(one: &Note) -> Value {
    let answers: Vec<Value> = one.answers.iter().map(note).collect();
    json!({"id": one.id, "on": one.on.0, "at": one.at, "text": one.text, "answers": answers})
}

fn relations(fold: &Fold, on: &Target) -> Map<String, Value> {
    let mut all = Map::new();
    for key in ["because", "part-of", "contradicts", "repeats"] {
        let beginning = format!("{key}:");
        let ids: Vec<&str> = fold.elements(on, &beginning).map(|(id, _)| id).collect();
        if !ids.is_empty() {
            all.insert(key.to_owned(), ids.into());
        }
    }
    all
}

/// Notes and tags on what is no claim, among them answers to notes.
fn remarks(locator: &Locator<'_>, fold: &Fold) -> Vec<Value> {
    let article = locator.article();
    let sections = article.sections.iter().map(|section| Target::element("section", &section.id));
    let paragraphs = article.paragraphs().map(|paragraph| Target::element("paragraph", &paragraph.id));
    let entities = article.entities.iter().map(|entity| Target::element("entity", &entity.id));
    let mut answered: Vec<Target> = fold.targets().filter(|on| on.sort() == "note").cloned().collect();
    answered.sort();
    let all = [Target::article()].into_iter().chain(sections).chain(paragraphs).chain(entities).chain(answered);
    all.filter_map(|on| {
        let (tags, notes) = (tags_on(fold, &on), notes_on(fold, &on));
        let notes: Vec<Value> = notes.iter().map(note).collect();
        if tags.is_empty() && notes.is_empty() {
            return None;
        }
        let subject = locator.subject(&on);
        let earlier = subject.map_or(Vec::new(), |subject| earlier_wordings(locator, fold, subject));
        let earlier = earlier_values(locator, &earlier);
        Some(json!({"on": on.0, "tags": tags, "notes": notes, "earlier": earlier}))
    })
    .collect()
}

fn own_claim(own: &OwnClaim) -> Value {
    json!({
        "claim": own.claim,
        "paragraph": own.paragraph,
        "health": own.status.stored(),
    })
}

/// With everything escaped that a terminal would obey.
fn pretty(value: &Value) -> String {
    // A value of JSON can always be written; the ends of its lines are the only controls that are meant.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    escape_json(&text) + "\n"
}
