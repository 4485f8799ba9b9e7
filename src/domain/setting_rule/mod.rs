//! Whether something may be said: the fields that each thing has, and the values that each field takes.
//!
//! What cannot be right (an unknown field, id or word) is refused. What is only doubtful (an address that is none, a date
//! that is none) is told, and kept as it was typed.

mod claim_field;
mod own_claim_field;
mod typed;

use std::collections::BTreeSet;
use std::fmt::Display;

use serde_json::Value;

use super::action::Setting;
use super::article::Article;
use super::claim::Certainty;
use super::evidence::{ANSWER_TYPES, CREDIBILITY, EvidenceField, RELIABILITY, SOURCES};
use super::fold::Fold;
use super::journal::Target;
use super::note::{Answers, answer_in};
use super::own_claim::is_own;
use super::subject::{ClaimIndex, Subject, ids};
use crate::text::suggestion;

pub use typed::{date_problem, url_problem};

/// What is doubtful about a setting, a sentence each; or why it is refused.
type Checked = Result<Vec<String>, String>;

/// Whether a setting may be said of `article`; `fold` is what its annotator has said before.
///
/// # Errors
///
/// Why not, with what there is instead.
pub fn check(article: &Article, fold: Option<&Fold>, setting: &Setting) -> Checked {
    Rules { article, index: None, fold, made: &BTreeSet::new() }.check(setting)
}

/// The same for the settings of one line, which may speak of claims that are made by the line itself, or elsewhere at the
/// same time: those of `made`.
///
/// # Errors
///
/// Everything for which one of them is refused.
pub fn check_all(
    article: &Article,
    index: &ClaimIndex,
    fold: Option<&Fold>,
    settings: &[Setting],
    made: &BTreeSet<Target>,
) -> Result<Vec<String>, Vec<String>> {
    let rules = Rules { article, index: Some(index), fold, made: &makes(settings).chain(made).collect() };
    let (mut doubts, mut refused) = (Vec::new(), Vec::new());
    for setting in settings {
        match rules.check(setting) {
            Ok(more) => doubts.extend(more),
            Err(why) => refused.push(why),
        }
    }
    refused.extend(circles(fold, settings));
    if refused.is_empty() { Ok(doubts) } else { Err(refused) }
}

/// Why notes among these settings cannot be: they would answer themselves. What an export has of old comes back as it was.
fn circles(fold: Option<&Fold>, settings: &[Setting]) -> Vec<String> {
    let new = settings.iter().filter(|setting| setting.earlier.is_none() && !setting.to.is_null());
    let new: Vec<(&str, &str)> = new.filter_map(answer_in).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let mut answers = Answers::of(fold);
    for setting in settings {
        answers.take(setting);
    }
    let refused = new.into_iter().filter(|(note, answered)| answers.is_circle(note, answered));
    refused.map(|(note, answered)| circle(note, answered)).collect()
}

fn circle(note: &str, answered: &str) -> String {
    let (note, answered) = (shown(Target::element("note", note)), shown(Target::element("note", answered)));
    if note == answered {
        return format!("{note} would answer itself; set it on what it is about");
    }
    format!("{note} and {answered} would answer each other; set one of them on what it is about")
}

/// The own claims that settings make.
pub fn makes(settings: &[Setting]) -> impl Iterator<Item = &Target> {
    settings.iter().filter(|setting| setting.field == "anchor" && !setting.to.is_null()).map(|setting| &setting.on)
}

/// What `name` stands for: the full name of a thing, or a bare id.
///
/// # Errors
///
/// When there is no such thing, with the nearest.
pub fn target(article: &Article, name: &str) -> Result<Target, String> {
    if let Some(subject) = Subject::named(article, name) {
        return Ok(subject.target());
    }
    let full = Target(name.to_owned());
    if is_own(name) {
        return Ok(Target::claim(name));
    }
    if matches!(full.sort(), "note" | "evidence" | "reply" | "claim") && is_own(full.id()) {
        return Ok(full);
    }
    let bare = if full.id().is_empty() { name } else { full.id() };
    Err(format!("the article has no {}{}", shown(name), suggestion::ending(bare, ids(article))))
}

/// What settings are held against.
struct Rules<'a> {
    article: &'a Article,
    /// Where its claims stand, where that is known.
    index: Option<&'a ClaimIndex>,
    fold: Option<&'a Fold>,
    /// Own claims that are being made.
    made: &'a BTreeSet<&'a Target>,
}

impl Rules<'_> {
    fn find(&self, on: &Target) -> Option<Subject<'_>> {
        self.index.map_or_else(|| Subject::find(self.article, on), |index| index.find(self.article, on))
    }

    fn check(&self, setting: &Setting) -> Checked {
        let Setting { on, field, to, earlier } = setting;
        // What the article no longer has can only be kept as it was said; so can an anchor that says where words once stood.
        let is_kept = is_of_article(on) && (self.find(on).is_none() || field == "anchor");
        if earlier.is_some() && is_kept {
            return Ok(Vec::new());
        }
        if let (None, Some(why)) = (earlier, self.find(on).and_then(draft)) {
            return Err(why);
        }
        match on.sort() {
            "article" | "section" | "paragraph" | "entity" => {
                self.find(on).ok_or_else(|| self.unknown(on))?;
                remark(on, field, to, &[])
            }
            "claim" => self.claim(on, field, to),
            "note" => ulid(on.id()).and_then(|()| remark(on, field, to, &[])),
            "evidence" => ulid(on.id()).and_then(|()| evidence(on, field, to)),
            "reply" => {
                let keys = super::note::Reply::KEYS.join(", ");
                Err(format!("a reply is a field of its claim: set `{on}` there to an object of {keys}"))
            }
            _ => Err(self.unknown(on)),
        }
    }

    /// Why something of that name cannot be spoken of.
    fn unknown(&self, on: &Target) -> String {
        let sorts = ["article", "section", "paragraph", "claim", "entity", "note", "evidence"];
        if !sorts.contains(&on.sort()) {
            return format!("nothing is called {}; there are {} and their ids", shown(on), sorts.join(", "));
        }
        let article = self.article;
        let near = match on.sort() {
            "section" => suggestion::ending(on.id(), article.sections.iter().map(|section| section.id.as_str())),
            "paragraph" => suggestion::ending(on.id(), article.paragraphs().map(|paragraph| paragraph.id.as_str())),
            "entity" => suggestion::ending(on.id(), article.entities.iter().map(|entity| entity.id.as_str())),
            "claim" => suggestion::ending(on.id(), self.claim_ids()),
            _ => String::new(),
        };
        format!("the article has no {}{near}", shown(on.to_string().replacen(':', " ", 1)))
    }

    fn claim_ids(&self) -> impl Iterator<Item = &str> {
        self.article.claims().map(|(_, claim)| claim.id.as_str())
    }

    /// Whether a claim may be named: one of the article, or an own one that is known or being made.
    fn is_claim(&self, id: &str) -> bool {
        let on = Target::claim(id);
        let kept = || self.fold.is_some_and(|fold| fold.value(&on, "anchor").is_some());
        self.find(&on).is_some() || (is_own(id) && (self.made.contains(&on) || kept()))
    }
}

/// Notes and tags, which anything but evidence can have; `others` are the fields that this thing has besides.
fn remark(on: &Target, field: &str, to: &Value, others: &[&str]) -> Checked {
    match field.split_once(':') {
        Some(("note", id)) => ulid(id).and_then(|()| text(field, to)),
        Some(("tag", tag)) if !tag.trim().is_empty() => flag(field, to),
        _ => {
            let known: Vec<&str> = others.iter().copied().chain(["note:ID", "tag:WORD"]).collect();
            Err(no_field(on, field, &known))
        }
    }
}

fn evidence(on: &Target, field: &str, to: &Value) -> Checked {
    let Some(known) = EvidenceField::named(field) else {
        let keys: Vec<&str> = EvidenceField::ALL.iter().map(|field| field.key()).collect();
        return Err(no_field(on, field, &keys));
    };
    let names = |grades: &[(&'static str, &str)]| grades.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    match known {
        EvidenceField::Url | EvidenceField::Archived => doubtful(field, to, url_problem),
        EvidenceField::Date | EvidenceField::Accessed => doubtful(field, to, date_problem),
        EvidenceField::Source => one_of(field, to, &SOURCES),
        EvidenceField::Certainty => one_of(field, to, &Certainty::ALL.map(Certainty::word)),
        EvidenceField::AnswerType => one_of(field, to, &ANSWER_TYPES),
        EvidenceField::Reliability => one_of(field, to, &names(&RELIABILITY)),
        EvidenceField::Credibility => one_of(field, to, &names(&CREDIBILITY)),
        _ => text(field, to),
    }
}

/// A ULID in capitals, by which elements are named.
fn ulid(id: &str) -> Result<(), String> {
    if is_own(id) { Ok(()) } else { Err(format!("{} is not an id of 26 capitals and digits", shown(id))) }
}

fn text(field: &str, to: &Value) -> Checked {
    match to {
        Value::String(text) if text.trim().is_empty() => Err(format!("{} is empty; null removes it", shown(field))),
        Value::Null | Value::String(_) => Ok(Vec::new()),
        _ => Err(format!("{} is text, and not {}", shown(field), shown(to))),
    }
}

/// Text that may not be what it should be.
fn doubtful(field: &str, to: &Value, problem: fn(&str) -> Option<String>) -> Checked {
    text(field, to)?;
    let problem = to.as_str().and_then(problem);
    Ok(problem.map(|problem| format!("{}: {problem}", shown(field))).into_iter().collect())
}

fn one_of(field: &str, to: &Value, known: &[&str]) -> Checked {
    match to {
        Value::Null => Ok(Vec::new()),
        Value::String(word) if known.contains(&word.as_str()) => Ok(Vec::new()),
        _ => Err(format!("{} cannot be {}; there are {}, and null", shown(field), value(to), known.join(", "))),
    }
}

/// Something that is there or not.
fn flag(field: &str, to: &Value) -> Checked {
    match to {
        Value::Null | Value::Bool(true) => Ok(Vec::new()),
        _ => Err(format!("{} is true, or null to remove it, and not {}", shown(field), value(to))),
    }
}

fn no_field(on: &Target, field: &str, known: &[&str]) -> String {
    format!("{} has no field {}; there are {}", shown(on), shown(field), known.join(", "))
}

fn value(to: &Value) -> String {
    to.as_str().map_or_else(|| shown(to), shown)
}

/// As it may stand in a message: marked off, short, and nothing in it that a terminal would obey.
fn shown(name: impl Display) -> String {
    let name = name.to_string();
    let short: String = name.chars().take(80).collect();
    let cut = if short.len() < name.len() { "…" } else { "" };
    format!("`{}{cut}`", short.escape_debug())
}

#[cfg(test)]
mod tests;

/// Why nothing can be said of a draft.
fn draft(subject: Subject<'_>) -> Option<String> {
    let (id, is_draft) = match subject {
        Subject::Claim(_, claim) => (&claim.id, claim.draft),
        Subject::Entity(entity) => (&entity.id, entity.draft),
        _ => return None,
    };
    is_draft.then(|| format!("{} is a draft; confirm it first, by `nutgraf review FILE` or D in the reader", shown(id)))
}

/// Whether a name is one of the article's own things, and not of an element that an annotator has made.
fn is_of_article(on: &Target) -> bool {
    matches!(on.sort(), "section" | "paragraph" | "claim" | "entity")
}
