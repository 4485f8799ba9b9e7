//! Web Annotations of the W3C as JSON-LD: each verdict and note with the words that it is about.
//!
//! Positions count code points of the canonical text: the article's paragraphs joined by a blank line.

use std::fmt;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::domain::anchor::{Stray, strays};
use crate::domain::evidence::{Bearing, Evidence, EvidenceField};
use crate::domain::fingerprint::seen;
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::judgement::Standing;
use crate::domain::note::{Note, notes_on, tags_on};
use crate::text::hidden::escape_json;

use super::chosen::{Chosen, Voice};
use super::link::web_link;
use super::markdown::words::reply_words;
use super::state::text_hash;
use super::thing::{Carriage, Thing};
use super::{Format, Request, refuses_nothing};

const NO_PLACE: Carriage = Carriage::Drops("Web Annotation has no word for it");
const AS_WORDS: Carriage = Carriage::Bends("as words in a body");

/// See [`super::FORMATS`].
pub(super) const FORMAT: Format = Format {
    name: "w3c",
    ending: "annotations.jsonld",
    media_type: "application/ld+json",
    what: "W3C Web Annotations as JSON-LD, with the quote and its position in code points",
    carries: &[
        (Thing::Text, Carriage::Drops("annotations point into a text that they do not hold")),
        (Thing::RetoldAddress, Carriage::Drops("our paraphrase does not stand at that address")),
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
        (Thing::Replies, AS_WORDS),
        (Thing::NotesElsewhere, Carriage::Bends("those on entities point at the whole article")),
        (Thing::TagsElsewhere, Carriage::Bends("those on entities point at the whole article")),
        (Thing::Strays, AS_WORDS),
    ],
    refuses: refuses_nothing,
    can_be_checked: false,
    write,
};

/// A name for something that has no address: the same for the same thing (RFC 9562, version 8).
fn urn(parts: &[&str]) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(parts.join("\u{1f}"))[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Writes annotations, each on a line.
struct Annotations<'r, 'a> {
    request: &'r Request<'a>,
    out: &'r mut dyn fmt::Write,
    /// What annotations are about.
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
        if self.request.selection.picks_claims() {
            return Ok(());
        }
        for (by, fold) in self.request.folds() {
            for on in self.request.elsewhere() {
                self.elsewhere(by, fold, &on)?;
            }
            if self.request.selection.is_whole() {
                for stray in strays(self.request.article, fold) {
                    self.stray(by, &stray)?;
                }
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
        let target = self.target(Some(selector(chosen)));
        let statement = body("describing", &chosen.claim.text);
        if chosen.voices.is_empty() {
            let id = urn(&["claim", id, &chosen.claim.id]);
            return self.item(&annotation(&id, "describing", None, vec![statement], &target));
        }
        for voice in &chosen.voices {
            let id = urn(&["claim", id, &chosen.claim.id, voice.by]);
            let mut bodies = vec![statement.clone()];
            bodies.extend(assessed(self.request, chosen, voice));
            let judged = voice.assessment.standing != Standing::NotJudged;
            let motivation = if judged { "assessing" } else { "describing" };
            let mut annotation = annotation(&id, motivation, Some(voice.by), bodies, &target);
            if let Some(at) = judged_at(voice, chosen) {
                annotation["modified"] = json!(at);
            }
            self.item(&annotation)?;
            self.notes(voice.by, &voice.assessment.notes, &target)?;
        }
        Ok(())
    }

    /// Notes on what `target` says, answers on their notes.
    fn notes(&mut self, by: &str, notes: &[Note], target: &Value) -> fmt::Result {
        for note in notes {
            let id = urn(&["note", &self.request.article.head.id, &note.id]);
            let motivation = if note.on.sort() == "note" { "replying" } else { "commenting" };
            let mut annotation = annotation(&id, motivation, Some(by), vec![body(motivation, &note.text)], target);
            if let Some(at) = moment(&note.at) {
                annotation["modified"] = json!(at);
            }
            self.item(&annotation)?;
            self.notes(by, &note.answers, &json!(id))?;
        }
        Ok(())
    }

    fn elsewhere(&mut self, by: &str, fold: &Fold, on: &Target) -> fmt::Result {
        let (notes, tags) = (notes_on(fold, on), tags_on(fold, on));
        if notes.is_empty() && tags.is_empty() {
            return Ok(());
        }
        let target = self.target(self.place(on));
        if !tags.is_empty() {
            let id = urn(&["tags", &self.request.article.head.id, &on.0, by]);
            let bodies = tags.iter().map(|tag| body("tagging", tag)).collect();
            self.item(&annotation(&id, "tagging", Some(by), bodies, &target))?;
        }
        self.notes(by, &notes, &target)
    }

    /// The stretch of text of a paragraph or section; the whole for anything else.
    fn place(&self, on: &Target) -> Option<Value> {
        let of = |place: &super::chosen::Place<'_>| match on.sort() {
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

    fn stray(&mut self, by: &str, stray: &Stray) -> fmt::Result {
        let id = urn(&["stray", &self.request.article.head.id, &stray.on.0, by]);
        let selector = stray.seen.as_ref().map(|seen| {
            json!([{"type": "TextQuoteSelector", "exact": seen.quote, "prefix": seen.before, "suffix": seen.after}])
        });
        let words: Vec<String> = stray.said.iter().map(|(field, value)| format!("{field}: {value}")).collect();
        let text = format!("{} ({}): {}", stray.on.0, stray.health.word(), words.join("; "));
        let target = self.target(selector);
        self.item(&annotation(&id, "commenting", Some(by), vec![body("commenting", &text)], &target))
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
    let seen = seen(chosen.place.paragraph, chosen.claim);
    let quote = json!({"type": "TextQuoteSelector", "exact": seen.quote, "prefix": seen.before, "suffix": seen.after});
    match chosen.position() {
        Some((start, end)) => json!([quote, {"type": "TextPositionSelector", "start": start, "end": end}]),
        None => json!([quote]),
    }
}

fn assessed(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>) -> Vec<Value> {
    let said = &voice.assessment;
    let mut bodies = Vec::new();
    let mut words = |purpose: &str, text: String| bodies.push(body(purpose, &text));
    if said.standing != Standing::NotJudged {
        words("assessing", voice.standing_words());
    }
    if let Some(why) = &said.why {
        words("commenting", why.clone());
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
    said.tags.iter().for_each(|tag| words("tagging", tag.clone()));
    said.replies.iter().for_each(|reply| words("questioning", reply_words(reply, request.today)));
    if request.is_retold() {
        words("describing", format!("our paraphrase: “{}”", chosen.claim.quote));
    }
    bodies.extend(said.evidence.iter().map(|(bearing, item)| linked(*bearing, item)));
    bodies
}

/// A source with the passage that matters; in words where it has no address.
fn linked(bearing: Bearing, item: &Evidence) -> Value {
    let Some(url) = item.get(EvidenceField::Url).and_then(web_link) else {
        return body("linking", &format!("{}: {}", bearing.word(), item.headline()));
    };
    let mut resource =
        json!({"type": "SpecificResource", "purpose": "linking", "source": url, "label": bearing.word()});
    if let Some(passage) = item.get(EvidenceField::Passage) {
        resource["selector"] = json!({"type": "TextQuoteSelector", "exact": passage});
    }
    if let Some(copy) = item.get(EvidenceField::Archived).and_then(web_link) {
        resource["state"] = json!({"type": "TimeState", "cached": copy});
    }
    resource
}

/// When the claim was judged last, where the journal names a moment.
fn judged_at<'a>(voice: &'a Voice<'_>, chosen: &Chosen<'_>) -> Option<&'a str> {
    let on = Target::claim(&chosen.claim.id);
    let fields = ["verdict", "status", "why"].iter().filter_map(|field| voice.fold.winner(&on, field));
    let last = fields.map(|winner| winner.line).max_by_key(|line| line.id)?;
    moment(&last.at)
}

fn moment(at: &str) -> Option<&str> {
    at.parse::<jiff::Timestamp>().is_ok().then_some(at)
}
