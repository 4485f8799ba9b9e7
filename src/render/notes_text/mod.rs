//! Notes as plain text, for pipes and people.

pub(crate) mod annotations;
pub(crate) mod history;
pub(crate) mod orphans;
pub(crate) mod to_do;

use std::fmt::Write as _;

use crate::analysis::disagreement::disagreements;
use crate::analysis::workload::Workload;
use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::{is_own, own_claims, put_among, with_own};
use crate::model::article::claim::Claim;
use crate::model::article::{Article, Paragraph};
use crate::model::journal::Target;
use crate::model::journal::anchor::Locator;
use crate::model::journal::fold::Fold;
use crate::model::query::{Asker, ClaimQuery, Query};
use crate::text::beginning::beginning;
use crate::text::hidden::{escaped, visible_in_line};

use crate::render::folder_entry::Entry;
pub use crate::render::notes_text::annotations::{SaidLine, of_claim, of_orphan};
pub use crate::render::notes_text::history::{Step, history, history_of_claim, steps};
pub use crate::render::notes_text::orphans::orphans;
pub use crate::render::notes_text::to_do::to_do;

/// Everyone's annotations of an article, by target, if they match the query. `today` is a date such as `2026-11-24`.
#[must_use]
pub fn notes(article: &Article, notes: &Notes, query: &Query, today: &str) -> String {
    let mut text = format!("{}\n", visible_in_line(&article.head.title));
    for (name, fold) in notes.all() {
        text.push_str(&summary(article, notes, name, fold));
    }
    if notes.all().next().is_none() {
        text.push_str("no notes yet\n");
    }
    let whole = with_everyones(article, notes);
    let locator = Locator::new(&whole);
    let query = ClaimQuery::new(query, Asker::everyone(&whole, notes));
    let part = |title: &str, said: &str| if said.is_empty() { String::new() } else { format!("\n{title}\n{said}") };
    text.push_str(&part("They disagree", &disagreement(&whole, notes, &query)));
    if query.passes_whole() {
        text.push_str(&part("The article", &indented(&annotations::remarks(&locator, notes, &Target::article()), 2)));
    }
    for section in &whole.sections {
        let on = Target::element("section", &section.id);
        let remarks = query.passes_section(section).then(|| annotations::remarks(&locator, notes, &on));
        let mut said = indented(&remarks.unwrap_or_default(), 2);
        let claims = section.paragraphs.iter().map(|paragraph| {
            let remarks = query.passes_section(section).then(|| of_paragraph(&locator, notes, paragraph));
            remarks.unwrap_or_default() + &of_claims(&locator, notes, paragraph, &query, today)
        });
        said.extend(claims);
        text.push_str(&part(&visible_in_line(section.title()), &said));
    }
    if query.passes_whole() {
        let entities = whole.entities.iter().map(|entity| of_entity(&locator, notes, &entity.id, &entity.name));
        text.push_str(&part("Entities", &entities.collect::<String>()));
    }
    text.push_str(&part("No longer in the article", &indented(&orphans(&locator, notes, &query, today), 2)));
    text
}

/// The article with the claims that annotators have added.
#[must_use]
pub fn with_everyones(article: &Article, notes: &Notes) -> Article {
    let mut whole = article.clone();
    let own: Vec<_> = notes.all().flat_map(|(_, fold)| own_claims(article, fold)).collect();
    put_among(&mut whole, &own);
    whole
}

/// The progress of `name` in each article of a folder, a line each.
#[must_use]
pub fn folder(name: Option<&str>, entries: &[Entry<'_>]) -> String {
    if entries.is_empty() {
        return "no articles here\n".to_owned();
    }
    let who = name.map_or(String::new(), |name| format!("  {}", visible_in_line(name)));
    let line = |(path, article, load): &Entry<'_>| {
        format!("{}  {}  {}{who}\n", escaped(path), visible_in_line(&article.head.title), load.words())
    };
    entries.iter().map(line).collect()
}

/// The progress of one annotator.
fn summary(article: &Article, notes: &Notes, name: &str, fold: &Fold) -> String {
    let with_own = with_own(article, fold);
    let (judged, total) = notes.progress(Some(name), with_own.claims().map(|(_, claim)| claim));
    let load = Workload::of(&with_own, Some(fold));
    format!("{}: {judged} of {total} judged; {}\n", visible_in_line(name), load.words())
}

fn disagreement(article: &Article, notes: &Notes, query: &ClaimQuery<'_>) -> String {
    let mut text = String::new();
    let passing = query.passing_ids();
    for disagreement in disagreements(article, notes).iter().filter(|one| passing.contains(&*one.claim.id)) {
        let said = disagreement
            .findings
            .iter()
            .map(|found| format!("{} {} {}", visible_in_line(found.by), found.outcome.glyph(), found.outcome.word()));
        let said: Vec<String> = said.collect();
        let settled = visible_in_line(&disagreement.settled.words());
        let settled = if settled.is_empty() { settled } else { format!("; {settled}") };
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "  {}  {}{settled}", disagreement.claim.id, said.join("; "));
    }
    text
}

/// Everyone's notes on a paragraph.
fn of_paragraph(locator: &Locator<'_>, notes: &Notes, paragraph: &Paragraph) -> String {
    let remarks = indented(&annotations::remarks(locator, notes, &Target::element("paragraph", &paragraph.id)), 4);
    if remarks.is_empty() {
        return remarks;
    }
    format!("  {}  {}\n{remarks}", paragraph.id, visible_in_line(&beginning(&paragraph.text, 60)))
}

/// Everyone's notes on those claims of a paragraph that match the query.
fn of_claims(
    locator: &Locator<'_>,
    notes: &Notes,
    paragraph: &Paragraph,
    query: &ClaimQuery<'_>,
    today: &str,
) -> String {
    let mut text = String::new();
    for claim in paragraph.claims.iter().filter(|claim| query.passes(paragraph, claim)) {
        let said: String =
            notes.all().map(|(name, _)| by_one(locator, notes, name, (paragraph, claim), today)).collect();
        if said.is_empty() && !is_own(&claim.id) {
            continue;
        }
        let _ = write!(text, "  {}  {}{}\n{said}", claim.id, visible_in_line(&claim.text), whose(notes, claim));
    }
    text
}

/// One annotator's notes on a claim, with their name at the end of the first line.
fn by_one(locator: &Locator<'_>, notes: &Notes, name: &str, claim: (&Paragraph, &Claim), today: &str) -> String {
    let mut lines = of_claim(locator, notes, name, claim, today);
    if let Some(first) = lines.first_mut() {
        first.text = format!("{}  {}", first.text, visible_in_line(name));
    }
    indented(&lines, 4)
}

/// Who added a claim.
fn whose(notes: &Notes, claim: &Claim) -> String {
    let on = Target::claim(&claim.id);
    let has = |fold: &Fold| is_own(&claim.id) && fold.value(&on, "anchor").is_some();
    let who = notes.all().find(|(_, fold)| has(fold));
    who.map_or(String::new(), |(name, _)| format!("  (added by {})", visible_in_line(name)))
}

fn of_entity(locator: &Locator<'_>, notes: &Notes, id: &str, name: &str) -> String {
    let remarks = annotations::remarks(locator, notes, &Target::element("entity", id));
    if remarks.is_empty() {
        return String::new();
    }
    format!("  {}\n{}", visible_in_line(name), indented(&remarks, 4))
}

fn indented(lines: &[SaidLine], indent: usize) -> String {
    let line = |line: &SaidLine| format!("{:width$}{}\n", "", line.text, width = indent + 2 * line.indent);
    lines.iter().map(line).collect()
}
