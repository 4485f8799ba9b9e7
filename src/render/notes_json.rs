//! Notes as JSON, for programs.

use serde_json::{Map, Value, json};

use crate::analysis::disagreement::disagreements;
use crate::analysis::workload::{Workload, open_questions, tasks};
use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::{OwnClaim, is_own, own_claims_in, with_own};
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Bearing, Evidence};
use crate::model::annotation::judgement::{Confidence, Said, Standing, Verdict};
use crate::model::annotation::note::{FoundFigure, Note, Reply, notes_on, same_claims, tags_on};
use crate::model::annotation::orphan::{Orphan, orphans};
use crate::model::annotation::outcome::Outcome;
use crate::model::annotation::settlement::{SETTLED, Settled, Settlement, Stale, overrules};
use crate::model::article::claim::{Claim, Relations};
use crate::model::article::{Article, Paragraph};
use crate::model::journal::Target;
use crate::model::journal::anchor::{AnchorStatus, EarlierWording, Locator, earlier_wordings, place_names};
use crate::model::journal::fold::Fold;
use crate::model::query::{Asker, ClaimQuery, Query};
use crate::render::folder_entry::Entry;
use crate::text::hidden::escape_json;

use crate::render::notes_text::{steps, with_everyones};

/// Version of the format.
const VERSION: u32 = 1;

/// Everyone's annotations of an article, if they match the query. The totals count all claims.
#[must_use]
pub fn notes(article: &Article, notes: &Notes, query: &Query) -> String {
    let whole = with_everyones(article, notes);
    let query = ClaimQuery::new(query, Asker::everyone(&whole, notes));
    let passing = query.passing_ids();
    let annotators: Vec<Value> =
        notes.all().map(|(name, fold)| annotator(article, notes, &query, (name, fold))).collect();
    let disagreements: Vec<Value> = disagreements(&whole, notes)
        .into_iter()
        .filter(|one| passing.contains(&*one.claim.id))
        .map(|one| {
            let said = one.findings.iter().map(|found| (found.by.to_owned(), found.outcome.stored().into()));
            json!({"claim": one.claim.id, "said": said.collect::<Map<_, _>>(), "settled": settled(&one.settled)})
        })
        .collect();
    pretty(&json!({
        "version": VERSION,
        "article": head(article),
        "annotators": annotators,
        "disagreements": disagreements,
    }))
}

/// Every action of every annotator, in order.
#[must_use]
pub fn history(article: &Article, notes: &Notes) -> String {
    let step = |step: crate::render::notes_text::Step| json!({"id": step.id.to_string(), "at": step.at, "by": step.by, "what": step.what, "taken-back": step.taken_back});
    let steps: Vec<Value> = steps(notes).into_iter().map(step).collect();
    pretty(&json!({"version": VERSION, "article": head(article), "history": steps}))
}

/// What `name` still has to check among the claims that pass, by priority, then place, and whose answers have not come. The totals
/// count all claims; `today` is a date such as `2026-11-24`.
#[must_use]
pub fn to_do(
    article: &Article,
    name: Option<&str>,
    notes: &Notes,
    passes: &dyn Fn(&Claim) -> bool,
    today: &str,
) -> String {
    let fold = name.and_then(|name| notes.fold(name));
    let whole = fold.map_or_else(|| article.clone(), |fold| with_own(article, fold).into_owned());
    let tasks: Vec<Value> = tasks(&whole, fold)
        .into_iter()
        .filter(|task| passes(task.claim))
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
    let open = open_questions(&whole, fold).into_iter().filter(|(claim, _)| passes(claim));
    let unanswered = open.map(|(claim, reply)| {
        json!({"claim": claim.id, "who": reply.who, "due": reply.deadline(), "overdue": reply.is_overdue(today)})
    });
    let unanswered: Vec<Value> = unanswered.collect();
    let overruled = |(_, claim): (&Paragraph, &Claim)| {
        let settlement = overrules(notes, name?, claim)?;
        let own = Outcome::of(notes.standing(name?, claim))?;
        Some(json!({"claim": claim.id, "judged": own.stored(), "settled": settlement_value(&settlement)}))
    };
    let overruled: Vec<Value> = whole.claims().filter_map(overruled).collect();
    pretty(&json!({
        "version": VERSION,
        "article": head(article),
        "annotator": name,
        "claims": load,
        "to-do": tasks,
        "unanswered": unanswered,
        "settled-otherwise": overruled,
    }))
}

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

fn annotator(article: &Article, notes: &Notes, query: &ClaimQuery<'_>, (name, fold): (&str, &Fold)) -> Value {
    let whole = with_own(article, fold);
    let locator = Locator::new(&whole);
    let (judged, total) = notes.progress(Some(name), whole.claims().map(|(_, claim)| claim));
    let passing = whole.claims().filter(|(paragraph, claim)| query.passes(paragraph, claim));
    let claims: Vec<Value> = passing.filter_map(|claim| of_claim(&locator, fold, claim)).collect();
    let own = own_claims_in(&locator, fold);
    // With a query, an added claim whose words are gone is listed among the orphans only.
    let ids = query.passing_ids();
    let passing = own.iter().filter(|own| query.passes_whole() || ids.contains(&*own.claim.id));
    let own: Vec<Value> = passing.map(own_claim).collect();
    let lost = orphans(&locator, fold).into_iter().filter(|orphan| query.passes_orphan(orphan, (name, fold)));
    let lost: Vec<Value> = lost.map(|orphan| of_orphan(&locator, &orphan)).collect();
    json!({
        "name": name,
        "judged": judged,
        "checkable": total,
        "claims": workload(&Workload::of(&whole, Some(fold))),
        "assessments": claims,
        "remarks": remarks(&locator, fold, query),
        "own-claims": own,
        "lost": lost,
    })
}

/// An annotation whose words are no longer in the article, in full.
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

/// The values written for other words, or for the same words in another context, field by field.
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
    let same: Map<String, Value> = same_claims(fold, &on).into_iter().map(|(key, is)| (key, is.into())).collect();
    let priority = !is_own(&claim.id) && fold.value(&on, "priority").is_some();
    if said.is_empty() && !said.conflict && !priority && relations.is_empty() && same.is_empty() {
        return None;
    }
    Some(json!({
        "claim": claim.id,
        "verdict": said.standing.verdict().map(Verdict::stored),
        "of-an-earlier-wording": matches!(said.standing, Standing::Earlier(_)),
        "said": said.said.map(Said::stored),
        "confidence": said.confidence.map(Confidence::word),
        "why": said.why,
        "correction": said.correction,
        "status": said.status.stored(),
        "status-reason": said.status_reason,
        "settled": fold.value(&on, SETTLED),
        "priority": said.priority.word(),
        "tags": said.tags,
        "evidence": said.evidence.iter().map(|(bearing, item)| evidence(*bearing, item)).collect::<Vec<_>>(),
        "replies": said.replies.iter().map(reply).collect::<Vec<_>>(),
        "found": said.found.iter().map(figure).collect::<Vec<_>>(),
        "notes": said.notes.iter().map(note).collect::<Vec<_>>(),
        "relations": relations,
        "same": same,
        "health": said.anchor.map(AnchorStatus::stored),
        "earlier": earlier_values(locator, &said.earlier),
        "changed-in-two-places": said.conflict,
    }))
}

/// The settlements of a claim: whether there is a final word, and each settlement.
fn settled(settled: &Settled) -> Value {
    let all: Vec<Value> = settled.all().iter().map(settlement_value).collect();
    json!({"state": settled.name(), "by": all})
}

fn settlement_value(one: &Settlement) -> Value {
    json!({
        "by": one.by,
        "at": one.at,
        "verdict": one.outcome.stored(),
        "because": one.because,
        "between": one.between.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "stale": one.stale.as_ref().map(Stale::words),
    })
}

fn evidence(bearing: Bearing, item: &Evidence) -> Value {
    let mut value = Map::from_iter([("id".to_owned(), item.id.clone().into())]);
    value.insert("bearing".to_owned(), bearing.word().into());
    value.extend(item.fields.iter().map(|(field, text)| (field.key().to_owned(), text.clone().into())));
    value.entry("publisher").or_insert(Value::Null);
    let words = [("reliability-words", item.reliability_words()), ("credibility-words", item.credibility_words())];
    value.extend(words.into_iter().filter_map(|(key, words)| Some((key.to_owned(), words?.into()))));
    value.extend(item.is_private.then(|| ("private".to_owned(), Value::Bool(true))));
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
    let mut value = json!({"id": one.id, "on": one.on.0, "at": one.at, "text": one.text, "answers": answers});
    if one.is_private {
        value["private"] = true.into();
    }
    value
}

fn relations(fold: &Fold, on: &Target) -> Map<String, Value> {
    let mut all = Map::new();
    for key in Relations::KEYS {
        let beginning = format!("{key}:");
        let ids: Vec<&str> = fold.elements(on, &beginning).map(|(id, _)| id).collect();
        if !ids.is_empty() {
            all.insert(key.to_owned(), ids.into());
        }
    }
    all
}

/// Notes and tags on targets other than claims, including answers to notes.
fn remarks(locator: &Locator<'_>, fold: &Fold, query: &ClaimQuery<'_>) -> Vec<Value> {
    if query.picks_claims() {
        return Vec::new();
    }
    let article = locator.article();
    let passing = || article.sections.iter().filter(|section| query.passes_section(section));
    let sections = passing().map(|section| Target::element("section", &section.id));
    let paragraphs = passing().flat_map(|section| &section.paragraphs);
    let paragraphs = paragraphs.map(|paragraph| Target::element("paragraph", &paragraph.id));
    let entities = article.entities.iter().map(|entity| Target::element("entity", &entity.id));
    let mut answered: Vec<Target> = fold.targets().filter(|on| on.sort() == "note").cloned().collect();
    answered.sort();
    let rest = entities.chain(answered).filter(|_| query.passes_whole());
    let whole = query.passes_whole().then(Target::article);
    let all = whole.into_iter().chain(sections).chain(paragraphs).chain(rest);
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

/// Formats a value, with every control character escaped.
fn pretty(value: &Value) -> String {
    // Serialising a value cannot fail; line ends are the only control characters left in the output.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    escape_json(&text) + "\n"
}
