//! Figures, relations and replies in words, for pages that people read.

use crate::model::annotation::note::{FoundFigure, Reply};
use crate::model::article::claim::{Claim, Figure};
use crate::model::article::grounds::exactness;
use crate::text::decimal::grouped;

/// A figure in a line: “41,200 passengers”, passengers of the ferry: about 41,200 passenger, calendar year 2024.
pub(crate) fn figure_words(claim: &Claim, figure: &Figure) -> String {
    let sign = exactness(claim, figure).to_lowercase();
    let about = if sign.is_empty() { sign } else { format!("{sign} ") };
    let number = |value: &String| {
        let unit = figure.unit.as_deref().unwrap_or("");
        format!("{about}{} {unit}", grouped(value)).trim_end().to_owned()
    };
    let year = figure.year.map_or(String::new(), |year| format!("{year:?} year ").to_lowercase());
    let when = figure.when.as_ref().map(|when| format!("{year}{when}"));
    let parts: Vec<String> = figure.value.as_ref().map(number).into_iter().chain(when).collect();
    let gap = if parts.is_empty() { "" } else { ": " };
    format!("“{}”, {}{gap}{}", figure.printed, figure.of, parts.join(", "))
}

/// A figure as it was found, in a line.
pub(crate) fn found_words(found: &FoundFigure, claim: &Claim) -> String {
    let printed = claim.figures.get(found.figure).map_or("?", |figure| figure.printed.as_str());
    let number = format!("{} {}", grouped(&found.value), found.unit);
    let parts: Vec<&str> = [number.trim(), &found.when].into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} (printed “{printed}”)", parts.join(", "))
}

/// The sign of a verdict, such as Markdown shows it without a backslash before it.
pub(crate) fn sign(glyph: &'static str) -> &'static str {
    if glyph == "~" { "∼" } else { glyph }
}

/// What a relation's key says of the claim.
pub(crate) fn relation_words(key: &str) -> &'static str {
    match key {
        "because" => "rests on",
        "part-of" | "part_of" => "is a part of",
        "contradicts" => "contradicts",
        _ => "repeats",
    }
}

/// Whom one asked, and what came of it, in a line.
pub(crate) fn reply_words(reply: &Reply, today: &str) -> String {
    let by = |label: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!(" {label} {text}") }
    };
    let (channel, asked, due) = (by("by", &reply.channel), by("on", &reply.asked), by("for an answer by", &reply.due));
    let answered = by("on", &reply.answered);
    let outcome = reply.outcome(today);
    format!("{}{channel}{asked}{due}; {outcome}{answered}", reply.who)
}
