//! Notes as plain text, for pipes and people.

mod history;
mod orphans;
mod said;
mod to_do;

use std::fmt::Write as _;

use crate::domain::anchor::Locator;
use crate::domain::article::{Article, Paragraph};
use crate::domain::claim::Claim;
use crate::domain::disagreement::disagreements;
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::judgement::Standing;
use crate::domain::notes::Notes;
use crate::domain::own_claim::{is_own, own_claims, put_among, with_own};
use crate::domain::workload::Workload;
use crate::text::hidden::{escaped, visible_in_line};

use super::notes_json::Entry;
pub use history::{Step, history, history_of_claim, steps};
pub use orphans::orphans;
pub use said::{SaidLine, of_claim, of_orphan};
pub use to_do::to_do;

/// What everyone says of an article and of each thing in it; only of things of which something is said. `today` as
/// `2026-11-24`.
#[must_use]
pub fn notes(article: &Article, notes: &Notes, today: &str) -> String {
    let mut text = format!("{}\n", visible_in_line(&article.head.title));
    for (name, fold) in notes.all() {
        text.push_str(&summary(article, notes, name, fold));
    }
    if notes.all().next().is_none() {
        text.push_str("no notes yet\n");
    }
    let whole = with_everyones(article, notes);
    let locator = Locator::new(&whole);
    let part = |title: &str, said: &str| if said.is_empty() { String::new() } else { format!("\n{title}\n{said}") };
    text.push_str(&part("They disagree", &disagreement(&whole, notes)));
    text.push_str(&part("The article", &indented(&said::remarks(&locator, notes, &Target::article()), 2)));
    for section in &whole.sections {
        let on = Target::element("section", &section.id);
        let mut said = indented(&said::remarks(&locator, notes, &on), 2);
        said.extend(section.paragraphs.iter().map(|paragraph| of_paragraph(&locator, notes, paragraph, today)));
        text.push_str(&part(&visible_in_line(section.title()), &said));
    }
    let entities: String =
        whole.entities.iter().map(|entity| of_entity(&locator, notes, &entity.id, &entity.name)).collect();
    text.push_str(&part("Entities", &entities));
    text.push_str(&part("No longer in the article", &indented(&orphans(&locator, notes, today), 2)));
    text
}

/// The article with the claims that anyone has added.
#[must_use]
pub fn with_everyones(article: &Article, notes: &Notes) -> Article {
    let mut whole = article.clone();
    let own: Vec<_> = notes.all().flat_map(|(_, fold)| own_claims(article, fold)).collect();
    put_among(&mut whole, &own);
    whole
}

/// How far `name` is with each article of a folder, a line each.
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

/// How far one annotator is.
fn summary(article: &Article, notes: &Notes, name: &str, fold: &Fold) -> String {
    let with_own = with_own(article, fold);
    let (judged, total) = notes.progress(Some(name), with_own.claims().map(|(_, claim)| claim));
    let load = Workload::of(&with_own, Some(fold));
    format!("{}: {judged} of {total} judged; {}\n", visible_in_line(name), load.words())
}

fn disagreement(article: &Article, notes: &Notes) -> String {
    let mut text = String::new();
    for disagreement in disagreements(article, notes) {
        let said =
            disagreement.said.iter().map(|(name, standing)| format!("{} {}", visible_in_line(name), words(*standing)));
        let said: Vec<String> = said.collect();
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "  {}  {}", disagreement.claim.id, said.join("; "));
    }
    text
}

fn of_paragraph(locator: &Locator<'_>, notes: &Notes, paragraph: &Paragraph, today: &str) -> String {
    let remarks = indented(&said::remarks(locator, notes, &Target::element("paragraph", &paragraph.id)), 4);
    let mut text = String::new();
    if !remarks.is_empty() {
        let beginning: String = paragraph.text.chars().take(60).collect();
        let rest = if beginning.len() < paragraph.text.len() { "…" } else { "" };
        let _ = write!(text, "  {}  {}{rest}\n{remarks}", paragraph.id, visible_in_line(&beginning));
    }
    for claim in &paragraph.claims {
        let said: String =
            notes.all().map(|(name, _)| by_one(locator, notes, name, (paragraph, claim), today)).collect();
        if said.is_empty() && !is_own(&claim.id) {
            continue;
        }
        let _ = write!(text, "  {}  {}{}\n{said}", claim.id, visible_in_line(&claim.text), whose(notes, claim));
    }
    text
}

/// What one annotator says of a claim, their name behind the first line.
fn by_one(locator: &Locator<'_>, notes: &Notes, name: &str, claim: (&Paragraph, &Claim), today: &str) -> String {
    let mut lines = of_claim(locator, notes, name, claim, today);
    if let Some(first) = lines.first_mut() {
        first.text = format!("{}  {}", first.text, visible_in_line(name));
    }
    indented(&lines, 4)
}

/// Who has added a claim.
fn whose(notes: &Notes, claim: &Claim) -> String {
    let on = Target::claim(&claim.id);
    let has = |fold: &Fold| is_own(&claim.id) && fold.value(&on, "anchor").is_some();
    let who = notes.all().find(|(_, fold)| has(fold));
    who.map_or(String::new(), |(name, _)| format!("  (added by {})", visible_in_line(name)))
}

fn of_entity(locator: &Locator<'_>, notes: &Notes, id: &str, name: &str) -> String {
    let remarks = said::remarks(locator, notes, &Target::element("entity", id));
    if remarks.is_empty() {
        return String::new();
    }
    format!("  {}\n{}", visible_in_line(name), indented(&remarks, 4))
}

fn indented(lines: &[SaidLine], indent: usize) -> String {
    let line = |line: &SaidLine| format!("{:width$}{}\n", "", line.text, width = indent + 2 * line.indent);
    lines.iter().map(line).collect()
}

/// How a claim stands, with the sign of its verdict.
fn words(standing: Standing) -> String {
    match standing {
        Standing::NotJudged => "○ not judged".to_owned(),
        Standing::NotCheckable => "– not checkable".to_owned(),
        Standing::Current(verdict) => format!("{} {}", verdict.glyph(), verdict.word()),
        Standing::Earlier(verdict) => format!("{} {}, of an earlier wording", verdict.glyph(), verdict.word()),
    }
}
