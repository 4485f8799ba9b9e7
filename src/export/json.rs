//! The whole article with all annotations, as one JSON document.

use std::fmt;

use serde_json::{Map, Value, json};

use crate::text::hidden::escape_json;

use crate::export::chosen::{Chosen, Place, Voice};
use crate::export::rows;
use crate::export::rows::object;
use crate::export::state::stamps;
use crate::export::{Audience, Format, Request, VERSION, refuses_nothing};

/// See [`crate::export::FORMATS`].
pub(crate) const FORMAT: Format = Format {
    name: "json",
    ending: "export.json",
    media_type: "application/json",
    audience: Audience::Programs,
    what: "the whole article with its current annotations, in one document",
    carries: &[],
    refuses: refuses_nothing,
    can_be_checked: true,
    write,
};

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let folds = request.folds();
    let head = object([
        ("export", json!(VERSION)),
        ("exported", json!(request.today)),
        ("annotators", json!(request.selection.by)),
        ("final_by", json!(request.selection.final_by)),
        ("article", Value::Object(rows::article(request))),
        ("entities", json!(request.article.entities)),
    ]);
    let text = escape_json(&Value::Object(head).to_string());
    // The head's closing brace comes later, after the lists below.
    out.write_str(text.strip_suffix('}').unwrap_or(&text))?;
    out.write_str(",\"paragraphs\":[")?;
    let mut first = true;
    for place in request.places() {
        let claims: Vec<Value> = request.chosen_in(place, &folds).iter().map(|chosen| claim(request, chosen)).collect();
        item(out, &mut first, &paragraph(place, &claims))?;
    }
    out.write_str("\n],\"notes\":[")?;
    first = true;
    for (by, fold) in folds.iter().filter(|_| !request.selection.picks_claims()) {
        for remarks in request.elsewhere().iter().filter_map(|on| folds.remarks(fold, on)) {
            for note in &remarks.notes {
                let mut value = rows::note(note);
                value["by"] = json!(by);
                let field = format!("note:{}", note.id);
                value["earlier"] =
                    remarks.earlier.iter().find(|wording| wording.field == field).map(rows::earlier_value).into();
                item(out, &mut first, &value)?;
            }
        }
    }
    out.write_str("\n],\"tags\":[")?;
    first = true;
    for (by, fold) in folds.iter().filter(|_| !request.selection.picks_claims()) {
        for on in request.elsewhere() {
            let Some(remarks) = folds.remarks(fold, &on).filter(|remarks| !remarks.tags.is_empty()) else { continue };
            let earlier: Value = remarks
                .earlier
                .iter()
                .filter(|wording| wording.field.starts_with("tag:"))
                .map(rows::earlier_value)
                .collect();
            item(out, &mut first, &json!({"on": on.0, "by": by, "tags": remarks.tags, "earlier": earlier}))?;
        }
    }
    out.write_str("\n],\"strays\":[")?;
    first = true;
    for (by, fold) in folds.iter() {
        for orphan in request.orphans(&folds, fold) {
            item(out, &mut first, &rows::stray(by, &orphan))?;
        }
    }
    out.write_str("\n]}\n")
}

/// Writes an item of a list, on a line of its own.
fn item(out: &mut dyn fmt::Write, first: &mut bool, value: &Value) -> fmt::Result {
    out.write_str(if std::mem::take(first) { "\n" } else { ",\n" })?;
    out.write_str(&escape_json(&value.to_string()))
}

fn paragraph(place: Place<'_>, claims: &[Value]) -> Value {
    json!({
        "id": place.paragraph.id,
        "section": place.section.id,
        "heading": place.section.heading,
        "number": place.number,
        "start": place.offset,
        "text": place.paragraph.text,
        "claims": claims,
    })
}

fn claim(request: &Request<'_>, chosen: &Chosen<'_>) -> Value {
    let mut row = rows::claim(request, chosen);
    let stamps = stamps(chosen);
    if chosen.voices.is_empty() {
        row.insert("state".to_owned(), json!(stamps.first().map(|stamp| &stamp.state)));
    }
    let voices = chosen.voices.iter().zip(&stamps);
    let judgements: Vec<Value> =
        voices.map(|(voice, stamp)| Value::Object(judgement(request, chosen, voice, &stamp.state))).collect();
    row.insert("judgements".to_owned(), judgements.into());
    Value::Object(row)
}

fn judgement(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>, state: &str) -> Map<String, Value> {
    let mut row = rows::judgement(request, chosen, voice);
    let served = voice.assessment.evidence.iter().map(|(bearing, item)| rows::served_by(*bearing, item));
    row.insert("evidence".to_owned(), served.collect());
    row.insert("notes".to_owned(), voice.assessment.notes.iter().map(rows::note).collect());
    row.insert("state".to_owned(), json!(state));
    row
}
