//! Flat tables: one row per claim or note, and one per claim and piece of evidence, joined by the claim's id.
//!
//! RFC 4180 in UTF-8: lines end in CR LF, every cell is quoted where it has to be. A cell that a spreadsheet would run as a
//! formula (OWASP, "CSV injection") begins with an apostrophe instead; the README says so.

use std::fmt;

use crate::domain::anchor::{Health, Stray, strays};
use crate::domain::evidence::EvidenceField;
use crate::domain::fold::Fold;
use crate::domain::judgement::{Confidence, Said, Standing, Verdict};
use crate::domain::note::{Note, notes_on, tags_on};
use crate::domain::own_claim::is_own;
use crate::text::hidden::visible;

use super::chosen::{Chosen, Decision, Voice};
use super::markdown::words::{figure_words, found_words, reply_words};
use super::rows::own_relations;
use super::state::{Stamp, stamps};
use super::thing::{Carriage, Thing};
use super::{Format, Request, refuses_nothing};

/// Why `csv` has nothing of evidence but ids and bearings.
const ELSEWHERE: Carriage = Carriage::Drops("the table has its id and bearing; csv-evidence has the rest");
const NOT_FLAT: Carriage = Carriage::Bends("as words in one cell");
const HIDDEN: Carriage = Carriage::Bends("each such letter is shown as \u{fffd}");

/// See [`super::FORMATS`].
pub(super) const CLAIMS: Format = Format {
    name: "csv",
    ending: "claims.csv",
    media_type: "text/csv",
    what: "one row per claim and annotator, and per note, for spreadsheets",
    carries: &[
        (Thing::Text, Carriage::Drops("the table has the quotes only")),
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

const IN_CSV: Carriage = Carriage::Drops("csv has it");

/// See [`super::FORMATS`].
pub(super) const EVIDENCE: Format = Format {
    name: "csv-evidence",
    ending: "evidence.csv",
    media_type: "text/csv",
    what: "one row per claim and piece of evidence, for spreadsheets",
    carries: &[
        (Thing::Text, Carriage::Drops("the table has the quotes only")),
        (Thing::Entities, Carriage::Drops("the table is of evidence")),
        (Thing::Kinds, IN_CSV),
        (Thing::Certainties, IN_CSV),
        (Thing::Speakers, IN_CSV),
        (Thing::Cues, IN_CSV),
        (Thing::Implied, IN_CSV),
        (Thing::Dates, IN_CSV),
        (Thing::Figures, IN_CSV),
        (Thing::Relations, IN_CSV),
        (Thing::OwnRelations, IN_CSV),
        (Thing::Unserved, IN_CSV),
        (Thing::Conflicts, IN_CSV),
        (Thing::Said, IN_CSV),
        (Thing::Confidence, IN_CSV),
        (Thing::Why, IN_CSV),
        (Thing::Corrections, IN_CSV),
        (Thing::Statuses, IN_CSV),
        (Thing::StatusReasons, IN_CSV),
        (Thing::Priorities, IN_CSV),
        (Thing::Tags, IN_CSV),
        (Thing::Found, IN_CSV),
        (Thing::Replies, IN_CSV),
        (Thing::Notes, IN_CSV),
        (Thing::Answers, IN_CSV),
        (Thing::NotesElsewhere, IN_CSV),
        (Thing::TagsElsewhere, IN_CSV),
        (Thing::Strays, IN_CSV),
        (Thing::HiddenLetters, HIDDEN),
    ],
    refuses: refuses_nothing,
    can_be_checked: true,
    write: write_evidence,
};

/// Columns of `csv`, in order.
const CLAIM_COLUMNS: [&str; 42] = [
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
    "changed_in_two_places",
    "on",
    "note",
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
    let hash = super::state::text_hash(request.article);
    for place in request.places() {
        for chosen in request.chosen_in(place, &folds) {
            claim_rows(request, &chosen, &hash, out)?;
        }
    }
    if !request.selection.picks_claims() {
        for (by, fold) in &folds {
            elsewhere(request, by, fold, out)?;
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
        note_rows(voice.by, &voice.assessment.notes, out)?;
    }
    Ok(())
}

fn claim_row(request: &Request<'_>, chosen: &Chosen<'_>, stamp: &Stamp, hash: &str) -> Row {
    let (claim, place) = (chosen.claim, chosen.place);
    let head = &request.article.head;
    let mut row = Row::default();
    row.put("row", "claim");
    row.put("article", &head.id);
    row.put("article_url", head.url.as_deref().unwrap_or(""));
    row.put("text_hash", hash);
    row.put("id", &claim.id);
    row.put("own", yes(is_own(&claim.id)));
    row.put("section", &place.section.id);
    row.put("paragraph", &place.paragraph.id);
    row.put("number", place.number.to_string());
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
    row.put("figures", joined(claim.figures.iter().map(figure_words)));
    let relations = claim.relations.by_key().into_iter().filter(|(_, ids)| !ids.is_empty());
    row.put("relations", joined(relations.map(|(key, ids)| format!("{key} {}", ids.join(", ")))));
    row.put("state", &stamp.state);
    row
}

fn judgement(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>, row: &mut Row) {
    let said = &voice.assessment;
    row.put("by", voice.by);
    row.put("holds", yes(holds(request, chosen, voice)));
    row.put("verdict", voice.verdict().map_or("", Verdict::stored));
    row.put("earlier_wording", yes(matches!(said.standing, Standing::Earlier(_))));
    row.put("said", said.said.map_or("", Said::stored));
    row.put("confidence", said.confidence.map_or("", Confidence::word));
    row.put("why", said.why.as_deref().unwrap_or(""));
    row.put("correction", said.correction.as_deref().unwrap_or(""));
    row.put("health", said.health.map_or("", Health::word));
    row.put("changed_in_two_places", yes(said.conflict));
    row.put("status", said.status.stored());
    row.put("status_reason", said.status_reason.as_deref().unwrap_or(""));
    row.put("priority", said.priority.word());
    row.put("tags", said.tags.join(", "));
    row.put("evidence", joined(said.evidence.iter().map(|(bearing, item)| format!("{} {}", bearing.word(), item.id))));
    row.put("found", joined(said.found.iter().map(|found| found_words(found, chosen.claim))));
    row.put("replies", joined(said.replies.iter().map(|reply| reply_words(reply, request.today))));
    let own = own_relations(voice, chosen.claim).into_iter();
    let ids = |ids: &serde_json::Value| -> Vec<String> {
        ids.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
    };
    let own = joined(
        own.map(|(key, of)| (key, ids(&of)))
            .filter(|(_, of)| !of.is_empty())
            .map(|(key, of)| format!("{} {} (own)", key.replace('_', "-"), of.join(", "))),
    );
    for (_, cell) in row.0.iter_mut().filter(|(column, _)| *column == "relations") {
        *cell = joined([std::mem::take(cell), own.clone()].into_iter());
    }
}

fn holds(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>) -> bool {
    match chosen.decision(request.selection) {
        Decision::Held(held) => held.assessment.standing == voice.assessment.standing,
        Decision::Open => true,
        Decision::Differ => false,
    }
}

fn note_rows(by: &str, notes: &[Note], out: &mut dyn fmt::Write) -> fmt::Result {
    for note in notes {
        let mut row = Row::default();
        row.put("row", "note");
        row.put("id", &note.id);
        row.put("by", by);
        row.put("on", &note.on.0);
        row.put("note", &note.text);
        row.write(out)?;
        note_rows(by, &note.answers, out)?;
    }
    Ok(())
}

fn elsewhere(request: &Request<'_>, by: &str, fold: &Fold, out: &mut dyn fmt::Write) -> fmt::Result {
    for on in request.elsewhere() {
        note_rows(by, &notes_on(fold, &on), out)?;
        let tags = tags_on(fold, &on);
        if !tags.is_empty() {
            let mut row = Row::default();
            row.put("row", "tags");
            row.put("by", by);
            row.put("on", &on.0);
            row.put("tags", tags.join(", "));
            row.write(out)?;
        }
    }
    if !request.selection.is_whole() {
        return Ok(());
    }
    strays(request.article, fold).iter().try_for_each(|stray| stray_row(by, stray, out))
}

fn stray_row(by: &str, stray: &Stray, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut row = Row::default();
    row.put("row", "stray");
    row.put("by", by);
    row.put("on", &stray.on.0);
    if let Some(seen) = &stray.seen {
        row.put("claim", &seen.text);
        row.put("quote", &seen.quote);
    }
    row.put("note", joined(stray.said.iter().map(|(field, value)| format!("{field} {value}"))));
    row.put("health", stray.health.word());
    row.write(out)
}

/// Columns of `csv-evidence` before the fields of the item.
const BEFORE: [&str; 13] = [
    "article",
    "article_url",
    "text_hash",
    "claim",
    "claim_text",
    "quote",
    "quote_is",
    "by",
    "holds",
    "verdict",
    "earlier_wording",
    "evidence",
    "bearing",
];

fn write_evidence(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut columns: Vec<String> = BEFORE.iter().map(|name| (*name).to_owned()).collect();
    columns.extend(EvidenceField::ALL.iter().map(|field| field.key().replace('-', "_")));
    columns.extend(["reliability_words", "credibility_words", "state"].map(str::to_owned));
    line(out, &columns)?;
    let hash = super::state::text_hash(request.article);
    for chosen in request.chosen() {
        for (voice, stamp) in chosen.voices.iter().zip(&stamps(&chosen)) {
            evidence_rows(request, &chosen, voice, (&stamp.state, &hash), out)?;
        }
    }
    Ok(())
}

fn evidence_rows(
    request: &Request<'_>,
    chosen: &Chosen<'_>,
    voice: &Voice<'_>,
    (state, hash): (&str, &str),
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let (head, claim) = (&request.article.head, chosen.claim);
    for (bearing, item) in &voice.assessment.evidence {
        let mut cells: Vec<&str> = vec![&head.id, head.url.as_deref().unwrap_or(""), hash, &claim.id, &claim.text];
        cells.extend([claim.quote.as_str(), request.quote_label(), voice.by, yes(holds(request, chosen, voice))]);
        cells.push(voice.verdict().map_or("", Verdict::stored));
        cells.push(yes(matches!(voice.assessment.standing, Standing::Earlier(_))));
        cells.extend([item.id.as_str(), bearing.word()]);
        cells.extend(EvidenceField::ALL.iter().map(|field| item.get(*field).unwrap_or("")));
        let (source, information) = (item.reliability_words(), item.credibility_words());
        cells.extend([source.as_deref().unwrap_or(""), information.as_deref().unwrap_or(""), state]);
        line(out, &cells)?;
    }
    Ok(())
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

/// One cell: harmless in a spreadsheet, quoted where the format asks for it.
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

/// Whether a spreadsheet would take a cell for a formula: by its first letter, wide forms included, or the first after
/// spaces and breaks, which some skip.
fn runs(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\u{fffd}'])
}

/// A cell as it was before it was kept from running, as far as that can be told.
pub(super) fn unguarded(cell: &str) -> String {
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
    fn a_cell_is_quoted_where_it_has_to_be_and_never_runs() {
        assert_eq!(written("plain words"), "plain words");
        assert_eq!(written("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(written("two\nlines"), "\"two\nlines\"");
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " \n=1"] {
            assert!(written(formula).starts_with("\"'"), "{formula:?}: {}", written(formula));
        }
        assert_eq!([unguarded("'=1"), unguarded("'tis"), unguarded("=1")], ["=1", "'tis", "=1"]);
    }
}
