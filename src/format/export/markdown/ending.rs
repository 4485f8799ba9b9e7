//! The end of a packet: what is left to do, how the judged words are found again, and what the packet leaves out.

use std::fmt;

use crate::domain::anchor::{Health, strays};
use crate::domain::judgement::Status;
use crate::text::hidden::visible;

use super::super::Request;
use super::super::loss;
use super::escape::inline;
use super::{FORMAT, Tally};

pub(super) fn write(request: &Request<'_>, tally: &Tally, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("\n## How far this is\n\n")?;
    let mut nothing = true;
    for status in [Status::ToDo, Status::Checking, Status::Waiting, Status::NotCheckable] {
        let those = tally.by_status.iter().filter(|(other, _, _)| *other == status);
        let those: Vec<String> = those.map(|(_, id, why)| named(id, why)).collect();
        if !those.is_empty() {
            nothing = false;
            let (words, count) = (capital(status.word()), those.len());
            writeln!(out, "- **{words} ({count}):** {}", those.join(", "))?;
        }
    }
    if !tally.earlier.is_empty() {
        nothing = false;
        writeln!(out, "- **Judged in an earlier wording:** {}", inline(&tally.earlier.join(", ")))?;
    }
    let mut health = Vec::new();
    for sort in Health::ALL {
        let those: Vec<&str> =
            tally.health.iter().filter(|(other, _)| *other == sort).map(|(_, id)| id.as_str()).collect();
        let which = if sort == Health::Exact { String::new() } else { format!(" ({})", inline(&those.join(", "))) };
        health.extend((!those.is_empty()).then(|| format!("{} {}{which}", those.len(), sort.word())));
    }
    if !health.is_empty() {
        nothing = false;
        writeln!(out, "- **Words judged, as found today:** {}", health.join(", "))?;
    }
    if nothing {
        out.write_str("Nothing is left to do.\n")?;
    }
    if request.selection.is_whole() {
        lost(request, out)?;
    }
    left_out(request, out)
}

fn named(id: &str, why: &str) -> String {
    if why.is_empty() { inline(id) } else { format!("{} ({})", inline(id), inline(why)) }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn lost(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut begun = false;
    for (by, fold) in request.folds() {
        for stray in strays(request.article, fold) {
            if !std::mem::replace(&mut begun, true) {
                out.write_str("\n## Said of what the article no longer has\n\n")?;
            }
            let words = stray.seen.as_ref().map_or(String::new(), |seen| format!(", “{}”", inline(&seen.quote)));
            let said: Vec<String> =
                stray.said.iter().map(|(field, value)| format!("{} {}", inline(field), inline(value))).collect();
            let (on, health) = (inline(&stray.on.0), stray.health.word());
            writeln!(out, "- {on}{words} ({health}, {}): {}", inline(by), said.join("; "))?;
        }
    }
    Ok(())
}

fn left_out(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("\n## What this packet leaves out\n\n")?;
    for line in loss::report(&FORMAT, request) {
        writeln!(out, "- {}", inline(&visible(&line)))?;
    }
    let date = request.today;
    writeln!(
        out,
        "\nWritten by nutgraf {} on {date}. The history stays in the notes file.\n",
        env!("CARGO_PKG_VERSION")
    )
}
