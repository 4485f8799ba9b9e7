//! The beginning of a packet: the article, the progress of the check, and all corrections.

use std::fmt;
use std::fmt::Write as _;

use crate::codec::yaml_text;
use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::annotation::outcome::Outcome;
use crate::model::article::Wording;
use crate::text::hidden::visible;

use crate::export::chosen::{Chosen, Decision, Hearing};
use crate::export::markdown::escape::{address, inline};
use crate::export::markdown::preserved_sections;
use crate::export::markdown::words::sign;
use crate::export::state::text_hash;
use crate::export::{Request, VERSION};

pub(crate) fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    matter(request, out)?;
    let head = &request.article.head;
    out.write_str("\n<!-- markdownlint-disable MD013 -->\n")?;
    writeln!(out, "\n# Check packet: {}\n", inline(&head.title))?;
    let mut known: Vec<String> = head.outlet.as_deref().map(inline).into_iter().collect();
    known.extend(head.byline.as_deref().map(inline));
    known.extend(head.published.as_deref().map(|day| format!("published {}", inline(day))));
    known.extend(head.revised.as_deref().map(|day| format!("revised {}", inline(day))));
    known.extend(head.url.as_deref().map(address));
    known.extend(head.archived.as_deref().map(|copy| format!("archived at {}", address(copy))));
    if !known.is_empty() {
        writeln!(out, "{}.\n", known.join(", "))?;
    }
    let names: Vec<String> = request.selection.by.iter().map(|name| inline(name)).collect();
    let by = if names.is_empty() { "nobody yet".to_owned() } else { names.join(", ") };
    writeln!(out, "Checked by {by}; exported {}.", request.today)?;
    if head.wording == Wording::Retold {
        out.write_str("\nQuotations here are **our paraphrase** of the article, not its words.\n")?;
    }
    let mut corrections = String::new();
    counts(request, &mut corrections, out)?;
    preserved_sections::place("article", out)?;
    if corrections.is_empty() {
        return Ok(());
    }
    let label = if request.is_retold() { " (our paraphrase)" } else { "" };
    writeln!(out, "\n## As printed → should read\n")?;
    writeln!(out, "| claim | as printed{label} | should read | verdict |\n| --- | --- | --- | --- |")?;
    out.write_str(&corrections)
}

fn matter(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let head = &request.article.head;
    let selection = request.selection;
    let names: Vec<String> = selection.by.iter().map(|name| yaml_text::item_without_markup(&visible(name))).collect();
    out.write_str("---\n")?;
    let pairs = [
        ("article", Some(&head.title)),
        ("id", Some(&head.id)),
        ("outlet", head.outlet.as_ref()),
        ("url", head.url.as_ref()),
        ("published", head.published.as_ref()),
        ("retrieved", head.retrieved.as_ref()),
        ("rights", head.rights.as_ref()),
    ];
    for (key, value) in pairs {
        if let Some(value) = value {
            writeln!(out, "{key}: {}", yaml_text::without_markup(&visible(value).replace(['\n', '\t'], " ")))?;
        }
    }
    let wording = if head.wording == Wording::Retold { "our paraphrase" } else { "verbatim" };
    writeln!(out, "wording: {wording}")?;
    writeln!(out, "text_hash: \"{}\"", text_hash(request.article))?;
    writeln!(out, "annotators: [{}]", names.join(", "))?;
    if let Some(name) = &selection.final_by {
        writeln!(out, "final: {}", yaml_text::without_markup(&visible(name)))?;
    }
    writeln!(out, "exported: \"{}\"\nnutgraf_export: {VERSION}\n---", request.today)
}

/// The number of claims with each verdict. Collects all corrections on the way.
fn counts(request: &Request<'_>, corrections: &mut String, out: &mut dyn fmt::Write) -> fmt::Result {
    let (mut total, mut open, mut differ, mut unfit) = (0, 0, 0, 0);
    let (mut earlier, mut verdicts) = (0, [0; Verdict::ALL.len()]);
    for chosen in request.chosen_hearing(Hearing::Contradictions) {
        total += 1;
        correction(&chosen, corrections)?;
        match chosen.decision(request.selection) {
            Decision::Open => open += 1,
            Decision::Differ => differ += 1,
            Decision::Settled(settlement) => match settlement.outcome {
                Outcome::NotCheckable => unfit += 1,
                Outcome::Verdict(verdict) => verdicts[place_of(verdict)] += 1,
            },
            Decision::Held(voice) => match voice.assessment.standing {
                Standing::Earlier(_) => earlier += 1,
                Standing::NotCheckable => unfit += 1,
                Standing::NotJudged => {}
                Standing::Current(verdict) => verdicts[place_of(verdict)] += 1,
            },
        }
    }
    out.write_str("\n| | claims |\n| --- | --- |\n")?;
    for (verdict, count) in Verdict::ALL.iter().zip(verdicts).filter(|(_, count)| *count > 0) {
        writeln!(out, "| {} {} | {count} |", sign(verdict.glyph()), verdict.word())?;
    }
    let rest = [
        ("annotators differ", differ),
        ("judged in an earlier wording", earlier),
        ("not judged", open),
        ("not checkable", unfit),
    ];
    for (words, count) in rest.into_iter().filter(|(_, count)| *count > 0) {
        writeln!(out, "| {words} | {count} |")?;
    }
    writeln!(out, "| all | {total} |")
}

fn place_of(verdict: Verdict) -> usize {
    Verdict::ALL.iter().position(|other| *other == verdict).unwrap_or(0)
}

/// The rows of a claim that annotators correct.
fn correction(chosen: &Chosen<'_>, rows: &mut String) -> fmt::Result {
    for (voice, correction) in chosen.corrections() {
        let (id, quote) = (inline(&chosen.claim.id), inline(&chosen.claim.quote));
        let glyph = sign(voice.assessment.standing.glyph());
        let (standing, by) = (voice.standing_words(), inline(voice.by));
        writeln!(rows, "| {id} | {quote} | {} | {glyph} {standing} ({by}) |", inline(correction))?;
    }
    Ok(())
}
