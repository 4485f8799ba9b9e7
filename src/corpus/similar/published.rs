//! Published checks: `ClaimReview` as JSON-LD (one object, a list, a `@graph`, a data feed), or one object a line.

use serde_json::Value;

use super::{Known, Opinion, Origin};
use crate::text::json_fault;

/// The checks of a file, and how many of its items are not checks.
#[derive(Debug, Default)]
pub struct PublishedChecks {
    /// The checks, in order.
    pub checks: Vec<Known>,
    /// Items without the claim that was reviewed.
    pub skipped: usize,
}

/// Reads the checks of a file.
///
/// # Errors
///
/// If the file is neither one JSON document nor one a line; names the line.
pub fn read(bytes: &[u8]) -> Result<PublishedChecks, String> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut found = PublishedChecks::default();
    if let Ok(document) = serde_json::from_str::<Value>(text) {
        collect(&document, &mut found);
        return Ok(found);
    }
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|error| {
            let what = json_fault::in_line(&error);
            format!("line {}: {what}; write JSON-LD, or one JSON object per line", number + 1)
        })?;
        collect(&value, &mut found);
    }
    Ok(found)
}

/// Collects an item, or the items of a list, a graph or a data feed.
fn collect(value: &Value, found: &mut PublishedChecks) {
    if let Value::Array(items) = value {
        return items.iter().for_each(|item| collect(item, found));
    }
    for key in ["@graph", "dataFeedElement", "itemListElement", "item"] {
        if let Some(inner) = value.get(key) {
            return collect(inner, found);
        }
    }
    match check(value) {
        Some(check) => found.checks.push(check),
        None => found.skipped += 1,
    }
}

fn check(value: &Value) -> Option<Known> {
    let text = |value: &Value, key: &str| {
        let found = value.get(key)?.as_str()?.trim();
        (!found.is_empty()).then(|| found.to_owned())
    };
    let reviewed = first(value, "itemReviewed");
    let claim = text(value, "claimReviewed").or_else(|| text(reviewed?, "name")).or_else(|| text(reviewed?, "text"))?;
    let rating = first(value, "reviewRating");
    let verdict = rating.and_then(|rating| text(rating, "alternateName").or_else(|| text(rating, "name")));
    // Some checks give only the best rating besides their own.
    let number = || {
        let of = |key: &str| rating?.get(key).map(|value| value.to_string().trim_matches('"').to_owned());
        Some(format!("{} of {}", of("ratingValue")?, of("bestRating")?))
    };
    let by = first(value, "author")
        .and_then(|author| text(author, "name"))
        .unwrap_or_else(|| "a published check".to_owned());
    let opinion = verdict.or_else(number).map(|verdict| Opinion {
        by,
        verdict,
        why: text(value, "reviewBody").or_else(|| text(value, "description")),
        date: text(value, "datePublished").map(|date| date.chars().take(10).collect()),
    });
    let speaker = reviewed.and_then(|reviewed| first(reviewed, "author")).and_then(|author| text(author, "name"));
    Some(Known {
        text: claim,
        speakers: speaker.into_iter().collect(),
        entities: Vec::new(),
        origin: Origin::Check {
            url: text(value, "url").unwrap_or_default(),
            title: text(value, "headline").or_else(|| text(value, "name")),
        },
        opinions: opinion.into_iter().collect(),
    })
}

/// The value of a key, or the first of several.
fn first<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value.get(key)? {
        Value::Array(values) => values.first(),
        one => Some(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_read_in_every_published_form() {
        let one = r#"{"@type":"ClaimReview","claimReviewed":"Ships pay twice.","url":"https://desk.example/1","datePublished":"2026-05-02T10:00:00Z","author":{"name":"Desk"},"reviewRating":{"alternateName":"False"},"itemReviewed":[{"author":{"name":"Lena Ek"}}]}"#;
        for text in [
            one.to_owned(),
            format!("[{one}]"),
            format!(r#"{{"@context":"https://schema.org","@graph":[{one}]}}"#),
            format!(r#"{{"dataFeedElement":[{{"item":[{one}]}}]}}"#),
            format!("\u{feff}{one}\n\n{one}\n"),
        ] {
            let read = read(text.as_bytes()).unwrap_or_default();
            assert_eq!(read.skipped, 0, "{text}");
            let check = &read.checks[0];
            assert_eq!((check.text.as_str(), check.speakers[0].as_str()), ("Ships pay twice.", "Lena Ek"));
            let opinion = &check.opinions[0];
            let said = (opinion.by.as_str(), opinion.verdict.as_str(), opinion.date.as_deref());
            assert_eq!(said, ("Desk", "False", Some("2026-05-02")));
        }
    }

    #[test]
    fn other_items_are_counted_or_refused_with_their_line() {
        assert_eq!(read(br#"[{"@type":"Person"},7]"#).map(|read| read.skipped), Ok(2));
        assert!(
            read(b"{\"claimReviewed\":\"a\"}\nnonsense\n").is_err_and(|why| why.starts_with("line 2: it is not JSON"))
        );
    }
}
