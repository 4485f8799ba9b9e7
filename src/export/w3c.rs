//! Web Annotations of the W3C as JSON-LD: each verdict and note with the words it is about.
//!
//! Positions count code points of the canonical text: the article's paragraphs joined by blank lines.

use std::fmt;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Evidence, EvidenceField};
use crate::model::annotation::judgement::Standing;
use crate::model::annotation::note::Note;
use crate::model::annotation::orphan::Orphan;
use crate::model::annotation::settlement::SETTLED;
use crate::model::journal::anchor::{EarlierWording, words};
use crate::model::journal::{Seen, Target};
use crate::text::hidden::escape_json;

use crate::export::chosen::{Chosen, Remarks, Voice};
use crate::export::feature::{Carriage, Thing};
use crate::export::link::web_link;
use crate::export::markdown::words::reply_words;
use crate::export::state::text_hash;
use crate::export::{Audience, Format, Request, refuses_nothing};

const NO_PLACE: Carriage = Carriage::Drops("Web Annotation has no word for it");
const AS_WORDS: Carriage = Carriage::Bends("as words in a body");

/// See [`crate::export::FORMATS`].
pub(crate) const FORMAT: Format = Format {
    name: "w3c",
    ending: "annotations.jsonld",
    media_type: "application/ld+json",
    audience: Audience::Programs,
    what: "W3C Web Annotations as JSON-LD, with the quote and its position in code points",
    carries: &[
        (Thing::Text, Carriage::Drops("annotations point into a text that they do not contain")),
        (Thing::RetoldAddress, Carriage::Drops("our paraphrase is not at that address")),
        (Thing::Entities, NO_PLACE),
        (Thing::Kinds, NO_PLACE),
        (Thing::Certainties, NO_PLACE),
        (Thing::Speakers, NO_PLACE),
        (Thing::Cues, NO_PLACE),
        (Thing::Implied, NO_PLACE),
        (Thing::Dates, NO_PLACE),
        (Thing::Figures, NO_PLACE),
        (Thing::Relations, NO_PLACE),
        (Thing::OwnRelations, NO_PLACE),
        (Thing::SameClaims, NO_PLACE),
        (Thing::Conflicts, NO_PLACE),
        (Thing::Said, AS_WORDS),
        (Thing::Confidence, AS_WORDS),
        (Thing::Statuses, AS_WORDS),
        (Thing::StatusReasons, AS_WORDS),
        (Thing::Priorities, NO_PLACE),
        (Thing::NoAddress, AS_WORDS),
        (Thing::Questions, NO_PLACE),
        (Thing::Files, NO_PLACE),
        (Thing::Details, NO_PLACE),
        (Thing::SourceCertainty, NO_PLACE),
        (Thing::Grades, NO_PLACE),
        (Thing::Found, NO_PLACE),
        (Thing::Settlements, AS_WORDS),
        (Thing::Replies, AS_WORDS),
        (Thing::NotesElsewhere, Carriage::Bends("those on entities point at the whole article")),
        (Thing::TagsElsewhere, Carriage::Bends("those on entities point at the whole article")),
        (Thing::ChangedSentences, AS_WORDS),
        (Thing::EarlierEvidence, AS_WORDS),
        (Thing::EarlierNotes, Carriage::Bends("pointing at the words they were written for")),
        (Thing::Strays, Carriage::Bends("pointing at the words that are gone")),
    ],
    refuses: refuses_nothing,
    can_be_checked: false,
    write,
};

/// A name for something without an address. The same parts always give the same name (RFC 9562, version 8).
fn urn(parts: &[&str]) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(parts.join("\u{1f}"))[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Writes annotations, a line each.
struct Annotations<'r, 'a> {
    request: &'r Request<'a>,
    out: &'r mut dyn fmt::Write,
    /// The address of what the annotations are about.
    source: String,
    gap: &'static str,
}

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let head = &request.article.head;
    let retold = request.is_retold();
    let text = text_hash(request.article);
    let address = head.url.as_deref().and_then(web_link).filter(|_| !retold);
    let source = address.map_or_else(|| urn(&["article", &head.id, &text]), str::to_owned);
    let whose = if retold { "our paraphrase of the article" } else { "the article" };
    let label = format!(
        "{}, checked. Positions count code points of {whose}: its paragraphs joined by a blank line (text {text}).",
        head.title
    );
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": urn(&["collection", &head.id, &request.selection.by.join("\u{1f}")]),
        "type": "AnnotationCollection",
        "label": label,
        "generator": {"type": "Software", "name": format!("nutgraf {}", env!("CARGO_PKG_VERSION"))},
    });
    let page = json!({"id": urn(&["page", &head.id, &request.selection.by.join("\u{1f}")]), "type": "AnnotationPage"});
    let open = |value: &Value| escape_json(&value.to_string()).strip_suffix('}').unwrap_or("").to_owned();
    write!(out, "{},\"first\":{},\"items\":[", open(&collection), open(&page))?;
    let mut annotations = Annotations { request, out, source, gap: "\n" };
    annotations.all()?;
    out.write_str("\n]}}\n")
}

impl Annotations<'_, '_> {
    fn all(&mut self) -> fmt::Result {
        for chosen in self.request.chosen() {
            self.claim(&chosen)?;
        }
        let folds = self.request.folds();
        for (by, fold) in folds.iter() {
            let elsewhere = if self.request.selection.picks_claims() { Vec::new() } else { self.request.elsewhere() };
            for on in elsewhere {
                if let Some(remarks) = folds.remarks(fold, &on) {
                    self.elsewhere(by, &on, &remarks)?;
                }
            }
            for orphan in self.request.orphans(&folds, fold) {
                self.orphan(by, &orphan, &orphan.state(&folds.locator))?;
            }
        }
        Ok(())
    }

    fn item(&mut self, annotation: &Value) -> fmt::Result {
        self.out.write_str(std::mem::replace(&mut self.gap, ",\n"))?;
        self.out.write_str(&escape_json(&annotation.to_string()))
    }

    fn claim(&mut self, chosen: &Chosen<'_>) -> fmt::Result {
        let id = &self.request.article.head.id;
        let here = self.target(Some(selector(chosen)));
        let statement = body("describing", &chosen.claim.text);
        if chosen.voices.is_empty() {
            let id = urn(&["claim", id, &chosen.claim.id]);
            return self.item(&annotation(&id, "describing", None, vec![statement], &here));
        }
        for voice in &chosen.voices {
            let id = urn(&["claim", id, &chosen.claim.id, voice.by]);
            // Judgements of other words point at those words, never at the present ones.
            let earlier = voice.assessment.earlier_judgement().filter(|wording| wording.is_of_other_words());
            let seen = earlier.and_then(|wording| wording.seen.as_ref());
            let target = seen.map_or_else(|| here.clone(), |seen| self.target(quoted(seen)));
            let mut bodies = vec![seen.map_or_else(|| statement.clone(), |seen| body("describing", &seen.text))];
            bodies.extend(voice.remark.iter().map(|remark| body("describing", remark)));
            let retold = self.request.is_retold().then_some(chosen.claim.quote.as_str());
            bodies.extend(assessed(&voice.assessment, self.request.today, retold, &|field| voice.remark_on(field)));
            let judged = voice.assessment.standing != Standing::NotJudged;
            let motivation = if judged { "assessing" } else { "describing" };
            let mut annotation = annotation(&id, motivation, Some(voice.by), bodies, &target);
            if let Some(at) = judged_at(voice, chosen) {
                annotation["modified"] = json!(at);
            }
            self.item(&annotation)?;
            self.notes(voice.by, &voice.assessment.notes, &voice.assessment.earlier, &here)?;
        }
        Ok(())
    }

    /// Notes point at `target`, answers at their notes, and notes on other words at those words.
    fn notes(&mut self, by: &str, notes: &[Note], earlier: &[EarlierWording], target: &Value) -> fmt::Result {
        for note in notes {
            let id = urn(&["note", &self.request.article.head.id, &note.id]);
            let motivation = if note.on.sort() == "note" { "replying" } else { "commenting" };
            let (target, remark) = self.target_of(&format!("note:{}", note.id), earlier, target);
            let bodies = std::iter::once(body(motivation, &note.text)).chain(remark).collect();
            let mut annotation = annotation(&id, motivation, Some(by), bodies, &target);
            if let Some(at) = moment(&note.at) {
                annotation["modified"] = json!(at);
            }
            self.item(&annotation)?;
            self.notes(by, &note.answers, &[], &json!(id))?;
        }
        Ok(())
    }

    /// The target of a field: `target`, or the other words it was written for, with a remark that says so.
    fn target_of(&self, field: &str, earlier: &[EarlierWording], target: &Value) -> (Value, Option<Value>) {
        let wording = earlier.iter().find(|wording| wording.field == field && wording.is_of_other_words());
        let Some(wording) = wording else { return (target.clone(), None) };
        let words = wording.words().map_or(String::new(), |words| format!(": “{words}”"));
        let remark = body("describing", &format!("of an earlier wording{words}"));
        (self.target(wording.seen.as_ref().and_then(quoted)), Some(remark))
    }

    fn elsewhere(&mut self, by: &str, on: &Target, remarks: &Remarks<'_, '_>) -> fmt::Result {
        let target = self.target(self.place(on));
        // Tags on the same words share an annotation.
        let mut tagged: Vec<(Value, Vec<Value>, String)> = Vec::new();
        for tag in &remarks.tags {
            let (target, remark) = self.target_of(&format!("tag:{tag}"), &remarks.earlier, &target);
            match tagged.iter_mut().find(|(other, ..)| *other == target) {
                Some((_, bodies, _)) => bodies.push(body("tagging", tag)),
                None => tagged.push((target, remark.into_iter().chain([body("tagging", tag)]).collect(), tag.clone())),
            }
        }
        for (number, (target, bodies, first)) in tagged.into_iter().enumerate() {
            let article = &self.request.article.head.id;
            let id = if number == 0 {
                urn(&["tags", article, &on.0, by])
            } else {
                urn(&["tags", article, &on.0, by, &first])
            };
            self.item(&annotation(&id, "tagging", Some(by), bodies, &target))?;
        }
        self.notes(by, &remarks.notes, &remarks.earlier, &target)
    }

    /// The span of a paragraph or section in the text; `None` for anything else.
    fn place(&self, on: &Target) -> Option<Value> {
        let of = |place: &crate::export::chosen::Place<'_>| match on.sort() {
            "paragraph" => place.paragraph.id == on.id(),
            "section" => place.section.id == on.id(),
            _ => false,
        };
        let mut places = self.request.places().filter(of);
        let first = places.next()?;
        let last = places.last().unwrap_or(first);
        let end = last.offset + last.paragraph.text.chars().count();
        Some(json!([{"type": "TextPositionSelector", "start": first.offset, "end": end}]))
    }

    /// An annotation of words that the article no longer has, pointing at those words.
    fn orphan(&mut self, by: &str, orphan: &Orphan, state: &str) -> fmt::Result {
        let id = urn(&["stray", &self.request.article.head.id, &orphan.on.0, by]);
        let target = self.target(orphan.seen.as_ref().and_then(quoted));
        let mut bodies = vec![body("describing", &format!("{}, no longer in the article: {state}", orphan.on.0))];
        let statement = orphan.claim.as_ref().filter(|claim| !claim.text.is_empty());
        bodies.extend(statement.map(|claim| body("describing", &claim.text)));
        let said = orphan.assessment.as_ref();
        bodies.extend(said.into_iter().flat_map(|said| assessed(said, self.request.today, None, &|_| None)));
        if said.is_none() {
            bodies.extend(orphan.tags.iter().map(|tag| body("tagging", tag)));
        }
        let judged = said.is_some_and(|said| said.standing != Standing::NotJudged);
        let motivation = if judged { "assessing" } else { "commenting" };
        self.item(&annotation(&id, motivation, Some(by), bodies, &target))?;
        self.notes(by, &orphan.notes, &[], &target)
    }

    fn target(&self, selector: Option<Value>) -> Value {
        match selector {
            None => json!(self.source),
            Some(selector) => json!({"type": "SpecificResource", "source": self.source, "selector": selector}),
        }
    }
}

fn annotation(id: &str, motivation: &str, by: Option<&str>, bodies: Vec<Value>, target: &Value) -> Value {
    let mut annotation = json!({"id": id, "type": "Annotation", "motivation": motivation});
    if let Some(by) = by {
        annotation["creator"] = json!({"type": "Person", "name": by});
    }
    annotation["body"] = bodies.into();
    annotation["target"] = target.clone();
    annotation
}

fn body(purpose: &str, text: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "value": text, "format": "text/plain"})
}

fn selector(chosen: &Chosen<'_>) -> Value {
    let seen = words::of_claim(chosen.place.paragraph, chosen.claim);
    let quote = json!({"type": "TextQuoteSelector", "exact": seen.quote, "prefix": seen.before, "suffix": seen.after});
    match chosen.position() {
        Some((start, end)) => json!([quote, {"type": "TextPositionSelector", "start": start, "end": end}]),
        None => json!([quote]),
    }
}

/// A selector that finds words in a text whose positions are unknown.
fn quoted(seen: &Seen) -> Option<Value> {
    let Seen { quote, before, after, .. } = seen;
    let selector = || json!([{"type": "TextQuoteSelector", "exact": quote, "prefix": before, "suffix": after}]);
    (!quote.is_empty()).then(selector)
}

/// The bodies of an annotator's notes on a claim; `retold` is the claim's quote if the text is our paraphrase.
fn assessed<'r>(
    said: &Assessment,
    today: &str,
    retold: Option<&str>,
    remark: &dyn Fn(&str) -> Option<&'r str>,
) -> Vec<Value> {
    let mut bodies = Vec::new();
    let mut words = |purpose: &str, text: String| bodies.push(body(purpose, &text));
    let remarked = |text: String, field: String| match remark(&field) {
        Some(remark) => format!("{text} ({remark})"),
        None => text,
    };
    if said.standing != Standing::NotJudged {
        words("assessing", said.standing.words());
    }
    if let Some(why) = &said.why {
        words("commenting", why.clone());
    }
    if let Some(decided) = &said.settled {
        words("moderating", remarked(decided.words(), SETTLED.to_owned()));
    }
    if let Some(confidence) = said.confidence {
        words("classifying", format!("{} confidence", confidence.word()));
    }
    if let Some(answer) = said.said {
        words("classifying", format!("said so: {}", answer.word()));
    }
    let reason = said.status_reason.as_deref().map_or(String::new(), |reason| format!(", because: {reason}"));
    words("classifying", format!("status: {}{reason}", said.status.word()));
    if let Some(correction) = &said.correction {
        words("editing", correction.clone());
    }
    for tag in &said.tags {
        words("tagging", tag.clone());
        let earlier = remark(&format!("tag:{tag}"));
        if let Some(remark) = earlier {
            words("describing", format!("{tag}: {remark}"));
        }
    }
    for reply in &said.replies {
        words("questioning", remarked(reply_words(reply, today), format!("reply:{}", reply.id)));
    }
    if let Some(quote) = retold {
        words("describing", format!("our paraphrase: “{quote}”"));
    }
    for (bearing, item) in &said.evidence {
        bodies.push(linked(&remarked(bearing.word().to_owned(), format!("evidence:{}", item.id)), item));
    }
    bodies
}

/// A source with the passage that matters; in words if it has no address.
fn linked(bearing: &str, item: &Evidence) -> Value {
    let Some(url) = item.get(EvidenceField::Url).and_then(web_link) else {
        return body("linking", &format!("{bearing}: {}", item.headline()));
    };
    let mut resource = json!({"type": "SpecificResource", "purpose": "linking", "source": url, "label": bearing});
    if let Some(passage) = item.get(EvidenceField::Passage) {
        resource["selector"] = json!({"type": "TextQuoteSelector", "exact": passage});
    }
    if let Some(copy) = item.get(EvidenceField::Archived).and_then(web_link) {
        resource["state"] = json!({"type": "TimeState", "cached": copy});
    }
    resource
}

/// The time of the latest judgement, if the journal records it.
fn judged_at<'a>(voice: &'a Voice<'_>, chosen: &Chosen<'_>) -> Option<&'a str> {
    let on = Target::claim(&chosen.claim.id);
    let fields = ["verdict", "status", "why"].iter().filter_map(|field| voice.fold.winner(&on, field));
    let last = fields.map(|winner| winner.line).max_by_key(|line| line.id)?;
    moment(last.at())
}

fn moment(at: &str) -> Option<&str> {
    at.parse::<jiff::Timestamp>().is_ok().then_some(at)
}
