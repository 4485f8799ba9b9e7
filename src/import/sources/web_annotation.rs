//! W3C Web Annotations and the JSON of Hypothesis: notes on words of a page that is in a file of its own.

use serde_json::Value;

use crate::import::annotated;
use crate::import::annotated::onto;
use crate::import::document::{Document, Field, SourceAnnotation};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::json;
use crate::import::source::{Confidence, Parsed, Source};

/// Annotations after the recommendation of the W3C.
pub(super) struct WebAnnotations;

impl Source for WebAnnotations {
    fn name(&self) -> &'static str {
        "web-annotations"
    }

    fn summary(&self) -> &'static str {
        "W3C Web Annotations (JSON-LD), onto their text: --onto FILE"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head();
        let is_json = head.trim_start().starts_with(['{', '[']);
        if is_json && head.contains("www.w3.org/ns/anno") { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        read(input)
    }
}

/// Notes of Hypothesis, as its service and its sidebar export them.
pub(super) struct Hypothesis;

impl Source for Hypothesis {
    fn name(&self) -> &'static str {
        "hypothesis"
    }

    fn summary(&self) -> &'static str {
        "Hypothesis, JSON, onto their text: --onto FILE"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head();
        let is_json = head.trim_start().starts_with(['{', '[']);
        let has = |mark: &str| memchr::memmem::find(input.bytes(), mark.as_bytes()).is_some();
        let is_note = has("\"target\"") && has("\"acct:") && (has("\"uri\"") || has("\"selector\""));
        if is_json && is_note { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        read(input)
    }
}

/// Notes inside notes deeper than this are not looked for.
const DEEPEST: usize = 8;

fn read(input: &Input<'_>) -> Result<Parsed, ImportError> {
    let decoded = input.decoded();
    let mut notes = Notes::default();
    let mut broken = Vec::new();
    json::each_item(&decoded.text, |item, _| match item {
        Ok(item) => notes.gather(&item, DEEPEST),
        Err(error) => broken.push(error),
    })?;
    if notes.found.is_empty() && notes.pages == 0 {
        return Err(ImportError::no_article("it has no annotation of words"));
    }
    let mut document = onto::document(input)?;
    if document.metadata.url.is_none() {
        document.metadata.url = notes.address.as_deref().and_then(Field::stated);
    }
    if document.metadata.title.as_ref().is_none_or(|title| title.guessed) {
        document.metadata.title = notes.title.as_deref().and_then(Field::stated).or(document.metadata.title);
    }
    place(notes, &mut document);
    let documents = std::iter::once(Ok(document)).chain(broken.into_iter().map(Err)).collect();
    Ok(Parsed { documents, notices: decoded.notices.clone(), ..Parsed::default() })
}

/// Puts the notes on the text; those whose words are not in it are reported.
fn place(notes: Notes, document: &mut Document) {
    let texts: Vec<String> = if document.lines.is_empty() {
        document.blocks.iter().map(|block| block.text.clone()).collect()
    } else {
        document.lines.iter().map(|line| line.text.trim().to_owned()).collect()
    };
    // Quotations may run over the ends of lines.
    let text = texts.join(" ");
    let collapsed = |quote: &str| quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let (found, lost): (Vec<_>, Vec<_>) =
        notes.found.into_iter().partition(|note| text.contains(&collapsed(&note.quote)));
    let found = found.into_iter().map(|note| SourceAnnotation { quote: collapsed(&note.quote), ..note }).collect();
    annotated::report_lost(lost.len(), "their words are not in the text", document);
    annotated::report_lost(notes.pages, "they speak of the page as a whole", document);
    annotated::add(document, found);
}

/// Notes as they are gathered.
#[derive(Default)]
struct Notes {
    found: Vec<SourceAnnotation>,
    /// Notes that quote no words.
    pages: usize,
    address: Option<String>,
    title: Option<String>,
}

impl Notes {
    /// Looks for notes in collections, pages and lists of them.
    fn gather(&mut self, value: &Value, depth: usize) {
        if depth == 0 {
            return;
        }
        let targets = json::list(value, "target");
        if !targets.is_empty() {
            return self.note(value, targets);
        }
        for key in ["items", "first", "rows", "annotations", "@graph", "last"] {
            for inner in json::list(value, key) {
                self.gather(inner, depth - 1);
            }
        }
        if let Value::Array(items) = value {
            for inner in items {
                self.gather(inner, depth - 1);
            }
        }
    }

    fn note(&mut self, note: &Value, targets: &[Value]) {
        let source = targets.iter().find_map(|target| json::text(target, "source"));
        let address = json::text(note, "uri").or(source).or(targets[0].as_str());
        self.address = self.address.take().or(address.filter(|url| url.starts_with("http")).map(str::to_owned));
        let title = note.get("document").and_then(|page| json::list(page, "title").first()).and_then(Value::as_str);
        self.title = self.title.take().or(title.map(str::to_owned));
        let Some(found) = targets.iter().find_map(quoted) else {
            self.pages += 1;
            return;
        };
        let (comment, tags, attributes) = bodies(note);
        let by = json::text(note, "user").map(user).or_else(|| creator(note));
        self.found.push(SourceAnnotation {
            id: json::text(note, "id").map(str::to_owned),
            label: (!tags.is_empty()).then(|| tags.join(", ")),
            comment,
            attributes,
            by,
            ..found
        });
    }
}

/// The words that a target quotes.
fn quoted(target: &Value) -> Option<SourceAnnotation> {
    let selectors = json::list(target, "selector");
    let refined = selectors.iter().flat_map(|selector| json::list(selector, "refinedBy"));
    let quote = selectors.iter().chain(refined).find(|selector| json::text(selector, "exact").is_some())?;
    let text = |key: &str| quote.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(SourceAnnotation {
        quote: text("exact"),
        before: text("prefix"),
        after: text("suffix"),
        ..SourceAnnotation::default()
    })
}

/// What a note says: the comment, the tags, and what its bodies say beside that.
fn bodies(note: &Value) -> (Option<String>, Vec<String>, Vec<(String, String)>) {
    let mut comments: Vec<String> = json::text(note, "text").map(str::to_owned).into_iter().collect();
    comments.extend(json::text(note, "bodyValue").map(str::to_owned));
    let mut tags: Vec<String> = json::list(note, "tags").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let mut attributes = Vec::new();
    for body in json::list(note, "body") {
        let value = json::text(body, "value").or(body.as_str()).or(json::text(body, "id"));
        let Some(value) = value.map(str::to_owned) else { continue };
        let purpose = json::text(body, "purpose").or(json::text(note, "motivation"));
        match purpose {
            Some("tagging" | "classifying" | "identifying") => tags.push(value),
            Some("commenting" | "describing" | "replying" | "questioning") | None => comments.push(value),
            Some(purpose) => attributes.push((purpose.to_owned(), value)),
        }
    }
    ((!comments.is_empty()).then(|| comments.join("\n\n")), tags, attributes)
}

/// `ana` of `acct:ana@hypothes.is`.
fn user(account: &str) -> String {
    let name = account.strip_prefix("acct:").unwrap_or(account);
    name.split('@').next().unwrap_or(name).to_owned()
}

fn creator(note: &Value) -> Option<String> {
    let creator = note.get("creator")?;
    let name = creator.as_str().or(json::text(creator, "name")).or(json::text(creator, "nickname"))?;
    Some(name.to_owned())
}
