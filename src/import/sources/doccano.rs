//! doccano: texts with labelled spans, one JSON object a line.

use serde_json::Value;

use crate::import::annotated;
use crate::import::annotated::{Offsets, Units};
use crate::import::document::{Document, SourceAnnotation};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{fragment, json};

/// Texts annotated in doccano.
pub(super) struct Doccano;

impl Source for Doccano {
    fn name(&self) -> &'static str {
        "doccano"
    }

    fn summary(&self) -> &'static str {
        "doccano, JSONL or JSON: a text with its annotations a line"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head().trim_start();
        let has = |mark: &str| head.contains(mark);
        let is_json = head.starts_with(['{', '[']);
        let has_text = has("\"text\"") || has("\"data\":");
        let has_labels = has("\"label\"") || has("\"labels\"") || has("\"entities\"") || has("\"Comments\"");
        // An object of Label Studio has its labels deeper, and other names beside them.
        let is_other = has("\"annotations\"") || has("\"annotator\"") || has("\"@context\"") || has("\"completed_by\"");
        match is_json && has_text && has_labels && !is_other {
            true if has("\"start_offset\"") || has("\"Comments\"") => Confidence::Certain,
            true => Confidence::Likely,
            false => Confidence::No,
        }
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

fn document(item: &Value, line: usize) -> Result<Document, ImportError> {
    let no_text = || ImportError::NoArticle { why: "it has no text".to_owned(), line: Some(line) };
    let text = json::text(item, "text").or(json::text(item, "data")).ok_or_else(no_text)?;
    let mut document = Document { blocks: fragment::plain(text, line), ..Document::default() };
    for block in &mut document.blocks {
        block.line = line;
    }
    document.source_id = item
        .get("id")
        .filter(|id| id.is_number() || id.is_string())
        .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let offsets = Offsets::new(text, Units::CodePoints);
    let mut annotations = Vec::new();
    let mut lost = 0;
    for label in ["label", "labels", "entities"].iter().flat_map(|key| json::list(item, key)) {
        match span(label) {
            // A label of the whole text.
            None => {}
            Some((start, end, name)) => {
                match offsets.span(start, end).and_then(|(start, end)| annotated::annotation(text, start, end)) {
                    Some(found) => annotations.push(SourceAnnotation { label: Some(name.to_owned()), ..found }),
                    None => lost += 1,
                }
            }
        }
    }
    annotated::report_lost(lost, "they are beyond the end of the text", &mut document);
    annotated::add(&mut document, annotations);
    Ok(document)
}

/// `[0, 6, "ORG"]`, or `{"label": "ORG", "start_offset": 0, "end_offset": 6}`.
fn span(label: &Value) -> Option<(usize, usize, &str)> {
    let number = |value: Option<&Value>| usize::try_from(value?.as_u64()?).ok();
    if let Value::Array(parts) = label {
        return Some((number(parts.first())?, number(parts.get(1))?, parts.get(2)?.as_str()?));
    }
    let name = json::text(label, "label")?;
    Some((number(label.get("start_offset"))?, number(label.get("end_offset"))?, name))
}
