//! Validates annotations: the fields of each target, and the values of each field.
//!
//! An error (an unknown field, id or word) is refused. A doubt (text that is not an address or a date) is reported, and
//! the text is kept as typed.

pub(crate) mod claim_field;
pub(crate) mod own_claim_field;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod typed;

use std::collections::BTreeSet;
use std::fmt::Display;

use serde_json::Value;

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::date_doubts::still_to_come;
use crate::model::annotation::evidence::{ANSWER_TYPES, CREDIBILITY, EvidenceField, RELIABILITY, SOURCES};
use crate::model::annotation::note::{Answers, answer_in};
use crate::model::article::Article;
use crate::model::article::claim::Certainty;
use crate::model::article::subject::{ClaimIndex, Subject, ids};
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::model::journal::fold::Fold;
use crate::model::journal::privacy::PRIVATE;
use crate::text::beginning::beginning;
use crate::text::suggestion;

use crate::model::journal::validation::typed::url_fault;
pub use crate::model::journal::validation::typed::{date_problem, day_problem, url_problem};

/// Doubts about a setting, a sentence each; or why it is refused.
type Checked = Result<Vec<String>, String>;

/// Checks a setting on `article`, whose claims `index` finds; `fold` has the annotator's earlier notes, `today` is a date
/// such as `2026-11-24`.
///
/// # Errors
///
/// Why it is invalid, with the valid alternatives.
pub fn check(article: &Article, index: &ClaimIndex, fold: Option<&Fold>, setting: &Setting, today: &str) -> Checked {
    Rules { article, index, fold, made: &BTreeSet::new(), today }.check(setting)
}

/// Checks the settings of a line together. They may refer to claims that the line itself creates, or that are created
/// elsewhere at the same time: those in `made`.
///
/// # Errors
///
/// Every reason to refuse one of them.
pub fn check_all(
    article: &Article,
    index: &ClaimIndex,
    fold: Option<&Fold>,
    settings: &[Setting],
    made: &BTreeSet<Target>,
    today: &str,
) -> Result<Vec<String>, Vec<String>> {
    let rules = Rules { article, index, fold, made: &makes(settings).chain(made).collect(), today };
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

/// The notes among these settings that would answer themselves. Notes that come back from an export are accepted as
/// they were.
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

/// The added claims that settings create.
pub fn makes(settings: &[Setting]) -> impl Iterator<Item = &Target> {
    settings.iter().filter(|setting| setting.field == "anchor" && !setting.to.is_null()).map(|setting| &setting.on)
}

/// The target that `name` stands for: its full name, or a bare id.
///
/// # Errors
///
/// If there is no such target, with the nearest name.
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

/// What settings are checked against.
struct Rules<'a> {
    article: &'a Article,
    /// The places of its claims.
    index: &'a ClaimIndex,
    fold: Option<&'a Fold>,
    /// Added claims that are being created.
    made: &'a BTreeSet<&'a Target>,
    /// The day on which it is checked.
    today: &'a str,
}

impl Rules<'_> {
    fn find(&self, on: &Target) -> Option<Subject<'_>> {
        self.index.find(self.article, on)
    }

    fn check(&self, setting: &Setting) -> Checked {
        let Setting { on, field, to, earlier } = setting;
        // Targets that are gone may only keep what was written for them; so may an anchor that says where words used to
        // be.
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
            "note" | "evidence" if field == PRIVATE => ulid(on.id()).and_then(|()| flag(field, to)),
            "note" => ulid(on.id()).and_then(|()| remark(on, field, to, &[PRIVATE])),
            "evidence" => ulid(on.id()).and_then(|()| evidence(on, field, to, self.today)),
            "reply" => {
                let keys = crate::model::annotation::note::Reply::KEYS.join(", ");
                Err(format!("a reply is a field of its claim: set `{on}` there to an object of {keys}"))
            }
            _ => Err(self.unknown(on)),
        }
    }

    /// Why this name is not a target.
    fn unknown(&self, on: &Target) -> String {
        let sorts = ["article", "section", "paragraph", "claim", "entity", "note", "evidence"];
        if !sorts.contains(&on.sort()) {
            return format!(
                "nothing is called {}; write `SORT:ID` with one of these sorts: {}",
                shown(on),
                sorts.join(", ")
            );
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

    /// Whether a claim may be referred to: one of the article, or an added one that exists or is being created.
    fn is_claim(&self, id: &str) -> bool {
        let on = Target::claim(id);
        let kept = || self.fold.is_some_and(|fold| fold.value(&on, "anchor").is_some());
        self.find(&on).is_some() || (is_own(id) && (self.made.contains(&on) || kept()))
    }
}

/// Notes and tags, which any target but evidence can have; `others` are its further fields.
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

fn evidence(on: &Target, field: &str, to: &Value, today: &str) -> Checked {
    let Some(known) = EvidenceField::named(field) else {
        let keys: Vec<&str> = EvidenceField::ALL.iter().map(|field| field.key()).chain([PRIVATE]).collect();
        return Err(no_field(on, field, &keys));
    };
    let names = |grades: &[(&'static str, &str)]| grades.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    match known {
        EvidenceField::Url | EvidenceField::Archived => address(field, to),
        EvidenceField::Date | EvidenceField::Accessed => {
            doubtful(field, to, |text| day_problem(text).or_else(|| still_to_come(text, today)))
        }
        EvidenceField::Source => one_of(field, to, &SOURCES),
        EvidenceField::Certainty => one_of(field, to, &Certainty::ALL.map(Certainty::word)),
        EvidenceField::AnswerType => one_of(field, to, &ANSWER_TYPES),
        EvidenceField::Reliability => one_of(field, to, &names(&RELIABILITY)),
        EvidenceField::Credibility => one_of(field, to, &names(&CREDIBILITY)),
        _ => text(field, to),
    }
}

/// Checks for a ULID in capitals, the name of an element.
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

/// Text that may be invalid, which raises a doubt.
fn doubtful(field: &str, to: &Value, problem: impl Fn(&str) -> Option<String>) -> Checked {
    text(field, to)?;
    let problem = to.as_str().and_then(problem);
    Ok(problem.map(|problem| format!("{}: {problem}", shown(field))).into_iter().collect())
}

/// The address of a page, which raises a doubt where it is none.
fn address(field: &str, to: &Value) -> Checked {
    text(field, to)?;
    let fault = to.as_str().and_then(url_fault);
    Ok(fault.map(|fault| format!("{}: {} is not an address: {fault}", shown(field), value(to))).into_iter().collect())
}

fn one_of(field: &str, to: &Value, known: &[&str]) -> Checked {
    match to {
        Value::Null => Ok(Vec::new()),
        Value::String(word) if known.contains(&word.as_str()) => Ok(Vec::new()),
        _ => Err(format!(
            "{} cannot be {}; {}, or null to remove it",
            shown(field),
            value(to),
            suggestion::choices(known.iter().copied())
        )),
    }
}

/// A field that is true or absent.
fn flag(field: &str, to: &Value) -> Checked {
    match to {
        Value::Null | Value::Bool(true) => Ok(Vec::new()),
        _ => Err(format!("{} is true, or null to remove it, and not {}", shown(field), value(to))),
    }
}

fn no_field(on: &Target, field: &str, known: &[&str]) -> String {
    format!("{} has no field {}; {}", shown(on), shown(field), suggestion::choices(known.iter().copied()))
}

fn value(to: &Value) -> String {
    to.as_str().map_or_else(|| shown(to), shown)
}

/// A name for a message: quoted, short, and without control characters.
fn shown(name: impl Display) -> String {
    format!("`{}`", beginning(&name.to_string(), 80).escape_debug())
}

/// Why a draft takes no annotations.
fn draft(subject: Subject<'_>) -> Option<String> {
    let (id, is_draft) = match subject {
        Subject::Claim(_, claim) => (&claim.id, claim.draft),
        Subject::Entity(entity) => (&entity.id, entity.draft),
        _ => return None,
    };
    is_draft.then(|| {
        format!("{} is a draft; confirm it first, by `nutgraf review FILE` or by the review in the reader", shown(id))
    })
}

/// Whether a target is a part of the article, rather than an element that an annotator created.
fn is_of_article(on: &Target) -> bool {
    matches!(on.sort(), "section" | "paragraph" | "claim" | "entity")
}
