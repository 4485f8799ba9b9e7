//! Flat tables: one row per claim or note in `csv`, one per claim and piece of evidence in `csv-evidence`, joined by
//! the claim's id.
//!
//! RFC 4180 in UTF-8: lines end in CR LF, and cells are quoted if necessary. A cell that a spreadsheet would run as a
//! formula (OWASP, "CSV injection") begins with an apostrophe instead; docs/exports.md explains this.

pub(crate) mod evidence;

use std::fmt;

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::{Assessment, JUDGED_FIELDS};
use crate::model::annotation::judgement::{Confidence, Said, Standing, Verdict};
use crate::model::annotation::note::Note;
use crate::model::annotation::orphan::Orphan;
use crate::model::annotation::settlement::{Decided, Settlement};
use crate::model::article::claim::Claim;
use crate::model::journal::anchor::{AnchorStatus, EarlierWording};
use crate::model::journal::fold::Fold;
use crate::text::hidden::visible;

use crate::export::chosen::{Chosen, Decision, Folds, Voice};
use crate::export::feature::{Carriage, Thing};
use crate::export::markdown::words::{figure_words, found_words, reply_words};
use crate::export::rows::{own_relations, same_words};
use crate::export::state::{Stamp, stamps};
use crate::export::{Audience, Format, Request, refuses_nothing};

pub(crate) use crate::export::csv::evidence::EVIDENCE;

/// Why `csv` has only ids and bearings of evidence.
const ELSEWHERE: Carriage = Carriage::Drops("the table has its id and bearing; csv-evidence has the rest");
const NOT_FLAT: Carriage = Carriage::Bends("as words in one cell");
const HIDDEN: Carriage = Carriage::Bends("each such letter is shown as \u{fffd}");

/// See [`crate::export::FORMATS`].
pub(crate) const CLAIMS: Format = Format {
    name: "csv",
    ending: "claims.csv",
    media_type: "text/csv",
    audience: Audience::Programs,
    what: "one row per claim and annotator, and per note, for spreadsheets",
    carries: &[
        (Thing::Text, Carriage::Omits),
        (Thing::Entities, Carriage::Drops("the table has the ids that claims name")),
        (Thing::Figures, NOT_FLAT),
        (Thing::Found, NOT_FLAT),
        (Thing::Replies, NOT_FLAT),
        (Thing::Evidence, ELSEWHERE),
        (Thing::Questions, ELSEWHERE),
        (Thing::Archived, ELSEWHERE),
        (Thing::Files, ELSEWHERE),
        (Thing::Details, ELSEWHERE),
        (Thing::SourceCertainty, ELSEWHERE),
        (Thing::Grades, ELSEWHERE),
        (Thing::HiddenLetters, HIDDEN),
    ],
    refuses: refuses_nothing,
    can_be_checked: true,
    write: write_claims,
};

/// Columns of `csv`, in order.
const CLAIM_COLUMNS: [&str; 45] = [
    "row",
    "article",
    "article_url",
    "text_hash",
    "id",
    "own",
    "section",
    "paragraph",
    "number",
    "claim",
    "quote",
    "quote_is",
    "kind",
    "certainty",
    "speaker",
    "via",
    "cue",
    "about",
    "when",
    "implied",
    "figures",
    "relations",
    "by",
    "holds",
    "verdict",
    "earlier_wording",
    "said",
    "confidence",
    "why",
    "correction",
    "status",
    "status_reason",
    "priority",
    "tags",
    "evidence",
    "found",
    "replies",
    "health",
    "earlier",
    "changed_in_two_places",
    "on",
    "note",
    "settled",
    "settlement",
    "state",
];

/// A row of `csv`: cells by the name of their column.
#[derive(Default)]
struct Row(Vec<(&'static str, String)>);

impl Row {
    fn put(&mut self, column: &'static str, cell: impl Into<String>) {
        self.0.push((column, cell.into()));
    }

    fn write(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        for (number, column) in CLAIM_COLUMNS.iter().enumerate() {
            let found = self.0.iter().find(|(name, _)| name == column);
            cell(out, number == 0, found.map_or("", |(_, cell)| cell))?;
        }
        out.write_str("\r\n")
    }
}

fn write_claims(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    line(out, &CLAIM_COLUMNS)?;
    let folds = request.folds();
    let hash = crate::export::state::text_hash(request.article);
    for place in request.places() {
        for chosen in request.chosen_in(place, &folds) {
            claim_rows(request, &chosen, &hash, out)?;
        }
    }
    for (by, fold) in folds.iter() {
        if !request.selection.picks_claims() {
            elsewhere(request, &folds, (by, fold), out)?;
        }
        for orphan in request.orphans(&folds, fold) {
            orphan_rows(request, &folds, (by, fold), &orphan, out)?;
        }
    }
    Ok(())
}

fn claim_rows(request: &Request<'_>, chosen: &Chosen<'_>, hash: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    let stamps = stamps(chosen);
    if let (true, Some(stamp)) = (chosen.voices.is_empty(), stamps.first()) {
        return claim_row(request, chosen, stamp, hash).write(out);
    }
    for (voice, stamp) in chosen.voices.iter().zip(&stamps) {
        let mut row = claim_row(request, chosen, stamp, hash);
        judgement(request, chosen, voice, &mut row);
        row.write(out)?;
        note_rows(voice.by, &voice.assessment.notes, &|field| voice.remark_on(field).map(str::to_owned), out)?;
    }
    Ok(())
}

fn claim_row(request: &Request<'_>, chosen: &Chosen<'_>, stamp: &Stamp, hash: &str) -> Row {
    let place = chosen.place;
    let head = &request.article.head;
    let mut row = Row::default();
    row.put("row", "claim");
    row.put("article", &head.id);
    row.put("article_url", head.url.as_deref().unwrap_or(""));
    row.put("text_hash", hash);
    row.put("section", &place.section.id);
    row.put("paragraph", &place.paragraph.id);
    row.put("number", place.number.to_string());
    made(request, chosen.claim, &mut row);
    row.put("settled", chosen.settled.word().map_or("", |settlement| settlement.outcome.stored()));
    row.put("settlement", joined(chosen.settled.all().iter().map(Settlement::sentence)));
    row.put("state", &stamp.state);
    row
}

/// Fills the cells about the claim itself.
fn made(request: &Request<'_>, claim: &Claim, row: &mut Row) {
    row.put("id", &claim.id);
    row.put("own", yes(is_own(&claim.id)));
    row.put("claim", &claim.text);
    row.put("quote", &claim.quote);
    row.put("quote_is", request.quote_label());
    row.put("kind", claim.kind_words());
    row.put("certainty", claim.certainty.word());
    row.put("speaker", claim.speaker.join(", "));
    row.put("via", claim.via.join(", "));
    row.put("cue", claim.cue.as_deref().unwrap_or(""));
    row.put("about", claim.about.join(", "));
    row.put("when", claim.when.as_deref().unwrap_or(""));
    row.put("implied", yes(claim.implied));
    row.put("figures", joined(claim.figures.iter().map(|figure| figure_words(claim, figure))));
    let relations = claim.relations.by_key().into_iter().filter(|(_, ids)| !ids.is_empty());
    row.put("relations", joined(relations.map(|(key, ids)| format!("{key} {}", ids.join(", ")))));
}

fn judgement(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>, row: &mut Row) {
    row.put("by", voice.by);
    row.put("holds", yes(holds(request, chosen, voice)));
    row.put("health", voice.assessment.anchor.map_or("", AnchorStatus::stored));
    row.put("earlier", earlier(voice));
    said(request, voice.fold, chosen.claim, &voice.assessment, row);
}

/// The fields written for other words or another sentence. Notes report this in their own rows.
fn earlier(voice: &Voice<'_>) -> String {
    let named = |wording: &EarlierWording| {
        let is_apart = wording.field.starts_with("note:") || JUDGED_FIELDS.contains(&wording.field.as_str());
        let remark = voice.remark_on(&wording.field).filter(|_| !is_apart && wording.field != "anchor")?;
        Some(format!("{} {remark}", wording.field))
    };
    joined(voice.remark.iter().cloned().chain(voice.assessment.earlier.iter().filter_map(named)))
}

/// Fills the cells about an annotator's judgement.
fn said(request: &Request<'_>, fold: &Fold, claim: &Claim, said: &Assessment, row: &mut Row) {
    row.put("verdict", said.standing.verdict().map_or("", Verdict::stored));
    row.put("earlier_wording", yes(matches!(said.standing, Standing::Earlier(_))));
    row.put("said", said.said.map_or("", Said::stored));
    row.put("confidence", said.confidence.map_or("", Confidence::word));
    row.put("why", said.why.as_deref().unwrap_or(""));
    row.put("correction", said.correction.as_deref().unwrap_or(""));
    row.put("changed_in_two_places", yes(said.conflict));
    row.put("status", said.status.stored());
    row.put("status_reason", said.status_reason.as_deref().unwrap_or(""));
    row.put("priority", said.priority.word());
    row.put("tags", said.tags.join(", "));
    row.put("evidence", joined(said.evidence.iter().map(|(bearing, item)| format!("{} {}", bearing.word(), item.id))));
    row.put("found", joined(said.found.iter().map(|found| found_words(found, claim))));
    row.put("replies", joined(said.replies.iter().map(|reply| reply_words(reply, request.today))));
    let own = own_relations(fold, claim).into_iter();
    let ids = |ids: &serde_json::Value| -> Vec<String> {
        ids.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
    };
    let own = joined(
        own.map(|(key, of)| (key, ids(&of)))
            .filter(|(_, of)| !of.is_empty())
            .map(|(key, of)| format!("{} {} (own)", key.replace('_', "-"), of.join(", "))),
    );
    let same = joined(same_words(fold, claim).into_iter().map(|(_, words)| format!("{words} (own)")));
    for (_, cell) in row.0.iter_mut().filter(|(column, _)| *column == "relations") {
        *cell = joined([std::mem::take(cell), own.clone(), same.clone()].into_iter());
    }
}

fn holds(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>) -> bool {
    match chosen.decision(request.selection) {
        Decision::Settled(settlement) => settlement.outcome.standing() == voice.assessment.standing,
        Decision::Held(held) => held.assessment.standing == voice.assessment.standing,
        Decision::Open => true,
        Decision::Differ => false,
    }
}

/// A row for each note and each answer; `remark` gives the warning about a field.
fn note_rows(
    by: &str,
    notes: &[Note],
    remark: &dyn Fn(&str) -> Option<String>,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    for note in notes {
        let earlier = remark(&format!("note:{}", note.id));
        let mut row = Row::default();
        row.put("row", "note");
        row.put("id", &note.id);
        row.put("by", by);
        row.put("on", &note.on.0);
        row.put("note", &note.text);
        row.put("earlier_wording", yes(earlier.is_some()));
        row.put("earlier", earlier.unwrap_or_default());
        row.write(out)?;
        note_rows(by, &note.answers, &|_| None, out)?;
    }
    Ok(())
}

fn elsewhere(
    request: &Request<'_>,
    folds: &Folds<'_>,
    (by, fold): (&str, &Fold),
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    for on in request.elsewhere() {
        let Some(remarks) = folds.remarks(fold, &on) else { continue };
        note_rows(by, &remarks.notes, &|field| remarks.remark_on(field), out)?;
        if !remarks.tags.is_empty() {
            let about = |tag: &String| Some(format!("{tag} {}", remarks.remark_on(&format!("tag:{tag}"))?));
            let earlier = joined(remarks.tags.iter().filter_map(about));
            let mut row = Row::default();
            row.put("row", "tags");
            row.put("by", by);
            row.put("on", &on.0);
            row.put("tags", remarks.tags.join(", "));
            row.put("earlier_wording", yes(!earlier.is_empty()));
            row.put("earlier", earlier);
            row.write(out)?;
        }
    }
    Ok(())
}

/// Annotations whose target is gone: a row with everything, and one for each note.
fn orphan_rows(
    request: &Request<'_>,
    folds: &Folds<'_>,
    (by, fold): (&str, &Fold),
    orphan: &Orphan,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let mut row = Row::default();
    row.put("row", "stray");
    row.put("by", by);
    row.put("on", &orphan.on.0);
    row.put("health", orphan.status.stored());
    row.put("earlier", orphan.state(&folds.locator));
    if let (Some(claim), Some(assessment)) = (&orphan.claim, &orphan.assessment) {
        if is_own(&claim.id) {
            made(request, claim, &mut row);
        } else {
            row.put("id", &claim.id);
            row.put("claim", &claim.text);
            row.put("quote", &claim.quote);
        }
        row.put("settlement", assessment.settled.as_ref().map_or(String::new(), Decided::words));
        said(request, fold, claim, assessment, &mut row);
    } else {
        row.put("quote", orphan.words().unwrap_or_default());
        row.put("tags", orphan.tags.join(", "));
    }
    row.write(out)?;
    note_rows(by, &orphan.notes, &|_| None, out)
}

fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn line<S: AsRef<str>>(out: &mut dyn fmt::Write, cells: &[S]) -> fmt::Result {
    for (number, text) in cells.iter().enumerate() {
        cell(out, number == 0, text.as_ref())?;
    }
    out.write_str("\r\n")
}

/// Writes a cell, guarded against formulas and quoted if the format requires it.
fn cell(out: &mut dyn fmt::Write, first: bool, text: &str) -> fmt::Result {
    let gap = if first { "" } else { "," };
    let text = visible(text);
    let text = text.replace('\t', " ");
    let guard = if runs(&text) { "'" } else { "" };
    if guard.is_empty() && !text.contains([',', '"', '\n', '\'', ';']) && text.trim() == text {
        return write!(out, "{gap}{text}");
    }
    write!(out, "{gap}\"{guard}{}\"", text.replace('"', "\"\""))
}

/// Whether a spreadsheet would run a cell as a formula. The first letter decides, wide forms included, or the first
/// after the spaces and breaks that some programs skip.
fn runs(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\u{fffd}'])
}

/// A cell without the guard against formulas, if it has one.
pub(crate) fn unguarded(cell: &str) -> String {
    cell.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        cell(&mut out, true, text).unwrap_or_default();
        out
    }

    #[test]
    fn cells_are_quoted_if_necessary_and_never_run_as_formulas() {
        assert_eq!(written("plain words"), "plain words");
        assert_eq!(written("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(written("two\nlines"), "\"two\nlines\"");
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " \n=1"] {
            assert!(written(formula).starts_with("\"'"), "{formula:?}: {}", written(formula));
        }
        assert_eq!([unguarded("'=1"), unguarded("'tis"), unguarded("=1")], ["=1", "'tis", "=1"]);
    }
}
