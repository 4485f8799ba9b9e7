//! The table of evidence: one row per claim and piece of evidence.

use std::fmt;

use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField};
use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::annotation::orphan::Orphan;
use crate::model::journal::anchor::AnchorStatus;

use crate::export::chosen::{Chosen, Voice};
use crate::export::csv::{HIDDEN, holds, joined, line, yes};
use crate::export::feature::{Carriage, Thing};
use crate::export::state::{stamps, text_hash};
use crate::export::{Audience, Format, Request, refuses_nothing};

const IN_CSV: Carriage = Carriage::Drops("csv has it");

/// See [`crate::export::FORMATS`].
pub(crate) const EVIDENCE: Format = Format {
    name: "csv-evidence",
    ending: "evidence.csv",
    media_type: "text/csv",
    audience: Audience::Programs,
    what: "one row per claim and piece of evidence, for spreadsheets",
    carries: &[
        (Thing::Text, Carriage::Omits),
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
        (Thing::SameClaims, IN_CSV),
        (Thing::Unserved, IN_CSV),
        (Thing::Settlements, Carriage::Bends("as whether a verdict is final; csv has the rest")),
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
        (Thing::EarlierNotes, IN_CSV),
        (Thing::Strays, Carriage::Bends("only the evidence for claims; csv has the rest")),
        (Thing::HiddenLetters, HIDDEN),
    ],
    refuses: refuses_nothing,
    can_be_checked: true,
    write: write_evidence,
};

/// Columns of `csv-evidence` before the fields of the evidence.
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
    columns.extend(["reliability_words", "credibility_words", "health", "earlier", "state"].map(str::to_owned));
    line(out, &columns)?;
    let hash = text_hash(request.article);
    for chosen in request.chosen() {
        for (voice, stamp) in chosen.voices.iter().zip(&stamps(&chosen)) {
            evidence_rows(request, &chosen, voice, (&stamp.state, &hash), out)?;
        }
    }
    let folds = request.folds();
    for (by, fold) in folds.iter() {
        for orphan in request.orphans(&folds, fold) {
            orphaned_evidence(request, (by, &orphan), &orphan.state(&folds.locator), out)?;
        }
    }
    Ok(())
}

/// The rows of evidence for a claim that the article no longer has.
fn orphaned_evidence(
    request: &Request<'_>,
    (by, orphan): (&str, &Orphan),
    state: &str,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let (Some(claim), Some(said)) = (&orphan.claim, &orphan.assessment) else { return Ok(()) };
    let verdict = said.standing.verdict().map_or("", Verdict::stored);
    let is_earlier = yes(matches!(said.standing, Standing::Earlier(_)));
    for served in &said.evidence {
        let before =
            ["", "", "", &claim.id, &claim.text, &claim.quote, request.quote_label(), by, "", verdict, is_earlier];
        evidence_row(&before, served, [orphan.status.stored(), state, ""], out)?;
    }
    Ok(())
}

/// A row of the table: the claim, the piece of evidence, and the anchor status.
fn evidence_row(
    before: &[&str],
    (bearing, item): &(Bearing, Evidence),
    after: [&str; 3],
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let (source, information) = (item.reliability_words(), item.credibility_words());
    let mut cells: Vec<&str> = before.to_vec();
    cells.extend([item.id.as_str(), bearing.word()]);
    cells.extend(EvidenceField::ALL.iter().map(|field| item.get(*field).unwrap_or("")));
    cells.extend([source.as_deref().unwrap_or(""), information.as_deref().unwrap_or("")]);
    cells.extend(after);
    line(out, &cells)
}

fn evidence_rows(
    request: &Request<'_>,
    chosen: &Chosen<'_>,
    voice: &Voice<'_>,
    (state, hash): (&str, &str),
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let (head, claim) = (&request.article.head, chosen.claim);
    let (verdict, standing) = (voice.verdict().map_or("", Verdict::stored), voice.assessment.standing);
    for served in &voice.assessment.evidence {
        let mut before: Vec<&str> = vec![&head.id, head.url.as_deref().unwrap_or(""), hash, &claim.id, &claim.text];
        before.extend([claim.quote.as_str(), request.quote_label(), voice.by, yes(holds(request, chosen, voice))]);
        before.extend([verdict, yes(matches!(standing, Standing::Earlier(_)))]);
        let field = format!("evidence:{}", served.1.id);
        let status = voice.assessment.earlier_of(&field).map_or(AnchorStatus::Exact, |wording| wording.status);
        let of_evidence = voice.remark_on(&field).filter(|remark| voice.remark.as_deref() != Some(remark));
        let earlier = joined(voice.remark.as_deref().into_iter().chain(of_evidence).map(str::to_owned));
        evidence_row(&before, served, [status.stored(), &earlier, state], out)?;
    }
    Ok(())
}
