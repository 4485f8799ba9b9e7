//! The end of a packet: what is left to do, and how the judged words are found again.

use std::fmt;

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::judgement::Status;
use crate::model::annotation::orphan::Orphan;
use crate::model::journal::anchor::AnchorStatus;
use crate::model::journal::fold::Fold;

use crate::export::Request;
use crate::export::markdown::claim::{Judged, judged};
use crate::export::markdown::escape::inline;
use crate::export::markdown::{Tally, notes, tags};

pub(super) fn write(request: &Request<'_>, tally: &Tally, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("\n## Progress\n\n")?;
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
    let mut anchors = Vec::new();
    for sort in AnchorStatus::ALL {
        let those: Vec<&str> =
            tally.anchors.iter().filter(|(other, _)| *other == sort).map(|(_, id)| id.as_str()).collect();
        let which =
            if sort == AnchorStatus::Exact { String::new() } else { format!(" ({})", inline(&those.join(", "))) };
        anchors.extend((!those.is_empty()).then(|| format!("{} {}{which}", those.len(), sort.word())));
    }
    if !anchors.is_empty() {
        nothing = false;
        writeln!(out, "- **Words judged, as found today:** {}", anchors.join("; "))?;
    }
    let mut gone = String::new();
    let count = no_longer_there(request, &mut gone)?;
    if count > 0 {
        nothing = false;
        writeln!(out, "- **Annotations of words no longer in the article:** {count}, below")?;
    }
    if nothing {
        out.write_str("Nothing is left to do.\n")?;
    }
    out.write_str(&gone)?;
    written(request, out)
}

fn named(id: &str, why: &str) -> String {
    if why.is_empty() { inline(id) } else { format!("{} ({})", inline(id), inline(why)) }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Writes the annotations whose words are no longer in the article, in full; returns how many there are.
fn no_longer_there(request: &Request<'_>, out: &mut dyn fmt::Write) -> Result<usize, fmt::Error> {
    let mut count = 0;
    let folds = request.folds();
    for (by, fold) in folds.iter() {
        for orphan in request.orphans(&folds, fold) {
            if count == 0 {
                out.write_str("\n## No longer in the article\n")?;
            }
            count += 1;
            self::orphan(request, (by, fold), (&orphan, &orphan.state(&folds.locator)), out)?;
        }
    }
    Ok(count)
}

fn orphan(
    request: &Request<'_>,
    (by, fold): (&str, &Fold),
    (orphan, state): (&Orphan, &str),
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    writeln!(out, "\n### {}, no longer in the article ({})\n", inline(&orphan.on.0.replacen(':', " ", 1)), inline(by))?;
    if let Some(claim) = orphan.claim.as_ref().filter(|claim| !claim.text.is_empty()) {
        let own = if is_own(&claim.id) { " (added by the annotator)" } else { "" };
        writeln!(out, "- **Claim:** {}{own}", inline(&claim.text))?;
    }
    if let Some(words) = orphan.words() {
        writeln!(out, "- **Words annotated:** “{}”", inline(&words))?;
    }
    writeln!(out, "- **Words:** {}", inline(state))?;
    if let (Some(claim), Some(said)) = (&orphan.claim, &orphan.assessment) {
        return judged(&Judged { claim, fold, said, today: request.today, voice: None }, out);
    }
    notes(&orphan.notes, 0, &|_| String::new(), out)?;
    tags(&orphan.tags, &|_| String::new(), out)
}

fn written(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let (version, date) = (env!("CARGO_PKG_VERSION"), request.today);
    writeln!(out, "\nWritten by nutgraf {version} on {date}. The history stays in the notes file.\n")
}
