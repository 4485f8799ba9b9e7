//! Figures, relations and replies in words, for pages that people read.

use crate::domain::claim::{Claim, Figure};
use crate::domain::note::{FoundFigure, Reply};

/// A figure in a line.
pub(in super::super) fn figure_words(figure: &Figure) -> String {
    let value = figure.value.as_ref().map(|value| format!("{value} {}", figure.unit.as_deref().unwrap_or("")));
    let mut parts = vec![format!("“{}”, {}", figure.printed, figure.of)];
    parts.extend(value.map(|value| value.trim_end().to_owned()));
    parts.extend(figure.when.clone());
    parts.extend(figure.approximate.then(|| "approximately".to_owned()));
    parts.extend(figure.year.map(|year| format!("{year:?} year").to_lowercase()));
    parts.join(", ")
}

/// A figure as it was found, in a line.
pub(in super::super) fn found_words(found: &FoundFigure, claim: &Claim) -> String {
    let printed = claim.figures.get(found.figure).map_or("?", |figure| figure.printed.as_str());
    let parts: Vec<&str> = [&found.value, &found.unit, &found.when].into_iter().map(String::as_str).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} (printed “{printed}”)", parts.join(" "))
}

/// What a relation's key says of the claim.
pub(in super::super) fn relation_words(key: &str) -> &'static str {
    match key {
        "because" => "rests on",
        "part-of" | "part_of" => "is a part of",
        "contradicts" => "contradicts",
        _ => "repeats",
    }
}

/// Whom one asked, and what came of it, in a line.
pub(in super::super) fn reply_words(reply: &Reply, today: &str) -> String {
    let by = |label: &str, text: &str| {
        if text.is_empty() { String::new() } else { format!(" {label} {text}") }
    };
    let (channel, asked, due) = (by("by", &reply.channel), by("on", &reply.asked), by("for an answer by", &reply.due));
    let answered = by("on", &reply.answered);
    let outcome = reply.outcome(today);
    format!("{}{channel}{asked}{due}; {outcome}{answered}", reply.who)
}
