//! Label Studio: tasks with their annotations. Its offsets count UTF-16 units.

use serde_json::Value;

use crate::import::annotated;
use crate::import::annotated::{Offsets, Units};
use crate::import::document::{Document, Field, SourceAnnotation};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{fragment, json};

/// Texts annotated in Label Studio.
pub(super) struct LabelStudio;

impl Source for LabelStudio {
    fn name(&self) -> &'static str {
        "label-studio"
    }

    fn summary(&self) -> &'static str {
        "Label Studio, JSON or JSON_MIN: one annotated text per task"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head().trim_start();
        let has = |mark: &str| memchr::memmem::find(input.bytes(), mark.as_bytes()).is_some();
        let is_json = head.starts_with(['{', '[']);
        let is_full = has("\"data\"") && (has("\"annotations\"") || has("\"completions\"")) && has("\"result\"");
        let is_short = has("\"annotation_id\"") || has("\"annotator\"") && has("\"lead_time\"");
        if is_json && (is_full || is_short) { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = input.decoded();
        let mut parsed = Parsed { notices: decoded.notices.clone(), ..Parsed::default() };
        let read = json::each_item(&decoded.text, |item, line| {
            parsed.documents.push(item.and_then(|item| document(&item, line)));
        });
        crate::import::sources::with_error(parsed, read.err())
    }
}

fn document(task: &Value, line: usize) -> Result<Document, ImportError> {
    let data = task.get("data").unwrap_or(task);
    let no_text = || ImportError::NoArticle { why: "the task has no text".to_owned(), line: Some(line) };
    let text = text(data).ok_or_else(no_text)?;
    let mut document = Document { blocks: fragment::plain(text, line), ..Document::default() };
    for block in &mut document.blocks {
        block.line = line;
    }
    let field = |names: &[&str]| names.iter().find_map(|name| json::text(data, name)).and_then(Field::stated);
    document.metadata.title = field(&["title", "headline"]).filter(|title| title.value != text);
    document.metadata.outlet = field(&["outlet", "publisher"]);
    document.metadata.url = field(&["url", "link"]).filter(|url| url.value.starts_with("http"));
    document.source_id = task.get("id").filter(|id| id.is_number()).map(ToString::to_string);
    let offsets = Offsets::new(text, Units::Utf16);
    let mut regions = Regions { text, offsets, annotations: Vec::new(), lost: 0 };
    for annotation in annotations(task) {
        regions.read(annotation);
    }
    // The short form has the regions beside the text.
    for values in task.as_object().into_iter().flatten().filter_map(|(_, value)| value.as_array()) {
        values.iter().filter(|value| value.get("start").is_some()).for_each(|value| regions.region(value, value, None));
    }
    let Regions { annotations, lost, .. } = regions;
    annotated::report_lost(lost, "their words are not at their place", &mut document);
    annotated::add(&mut document, annotations);
    Ok(document)
}

/// The text of a task: under its usual key, else the longest that it has.
fn text(data: &Value) -> Option<&str> {
    json::text(data, "text").or_else(|| {
        let texts = data.as_object()?.values().filter_map(Value::as_str);
        texts.filter(|text| text.contains(' ')).max_by_key(|text| text.len())
    })
}

/// Annotations that were not cancelled; where there are none, the predictions of a model.
fn annotations(task: &Value) -> Vec<&Value> {
    let is_kept = |annotation: &&Value| annotation.get("was_cancelled") != Some(&Value::Bool(true));
    let annotations = ["annotations", "completions"].iter().flat_map(|key| json::list(task, key));
    let annotations: Vec<_> = annotations.filter(is_kept).collect();
    if annotations.is_empty() { json::list(task, "predictions").iter().collect() } else { annotations }
}

struct Regions<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    annotations: Vec<SourceAnnotation>,
    lost: usize,
}

impl Regions<'_> {
    /// The regions of one annotator, with the attributes of each: choices, texts, relations.
    fn read(&mut self, annotation: &Value) {
        let by = annotation.get("completed_by").or(annotation.get("model_version")).and_then(name);
        let first = self.annotations.len();
        let results = json::list(annotation, "result");
        for result in results.iter().filter(|result| result["value"].get("start").is_some()) {
            let is_first = |found: &SourceAnnotation| found.id.as_deref() != json::text(result, "id");
            if self.annotations[first..].iter().all(is_first) {
                self.region(result, &result["value"], by.clone());
            } else {
                self.say(first, result);
            }
        }
        for result in results {
            match json::text(result, "type") {
                Some("relation") => self.relate(first, result),
                _ if result["value"].get("start").is_none() => self.say(first, result),
                _ => {}
            }
        }
    }

    fn region(&mut self, result: &Value, value: &Value, by: Option<String>) {
        let number = |key: &str| value[key].as_u64().and_then(|count| usize::try_from(count).ok());
        let count = |key: &str| {
            value
                .get("globalOffsets")
                .and_then(|place| place[key].as_u64())
                .and_then(|count| usize::try_from(count).ok())
        };
        let start = count("start").or_else(|| number("start"));
        let end = count("end").or_else(|| number("end"));
        let span = start.and_then(|start| self.offsets.span(start, end?));
        let found = match json::text(value, "text") {
            Some(words) => annotated::placed(self.text, span, words),
            None => span.and_then(|(start, end)| annotated::annotation(self.text, start, end)),
        };
        let Some(found) = found else {
            self.lost += 1;
            return;
        };
        let id = json::text(result, "id").map(str::to_owned);
        self.annotations.push(SourceAnnotation { id, label: words(value), by, ..found });
    }

    /// Choices and texts about a region, or about one that has been read.
    fn say(&mut self, first: usize, result: &Value) {
        let Some(id) = json::text(result, "id") else { return };
        let region = self.annotations[first..].iter_mut().find(|found| found.id.as_deref() == Some(id));
        let (Some(region), Some(words)) = (region, words(&result["value"])) else { return };
        let is_text = json::text(result, "type") == Some("textarea");
        if is_text && region.comment.is_none() {
            region.comment = Some(words);
        } else {
            let name = json::text(result, "from_name").unwrap_or("label");
            region.attributes.push((name.to_owned(), words));
        }
    }

    fn relate(&mut self, first: usize, result: &Value) {
        let find = |key: &str| {
            let id = json::text(result, key)?;
            self.annotations[first..].iter().position(|found| found.id.as_deref() == Some(id)).map(|at| first + at)
        };
        let (Some(from), Some(to)) = (find("from_id"), find("to_id")) else { return };
        let name = words(result).unwrap_or_else(|| "related".to_owned());
        let quote = self.annotations[to].quote.clone();
        self.annotations[from].attributes.push((name, quote));
    }
}

/// What a value says, under whatever name its control has: labels, choices, texts.
fn words(value: &Value) -> Option<String> {
    let keys = ["labels", "hypertextlabels", "paragraphlabels", "choices", "taxonomy", "text", "rating"];
    let values = keys.iter().filter(|key| **key != "text" || value.get("start").is_none());
    let found = values.map(|key| json::list(value, key)).find(|values| !values.is_empty())?;
    let words: Vec<String> = found.iter().filter_map(name).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A word, a number, or the address of an annotator without its host.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(path) => path.last().and_then(name),
        Value::Object(_) => json::text(value, "first_name").or(json::text(value, "id")).map(str::to_owned),
        _ => None,
    }
}
