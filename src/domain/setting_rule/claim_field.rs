//! The fields of a claim.

use serde_json::Value;

use super::{Checked, Rules, date_problem, flag, nearest, one_of, own_claim_field, remark, shown, text, ulid};
use crate::domain::assessment::JUDGED_FIELDS;
use crate::domain::claim::{Claim, Priority};
use crate::domain::evidence::Bearing;
use crate::domain::journal::Target;
use crate::domain::judgement::{Confidence, Said, Status, Verdict};
use crate::domain::note::Reply;
use crate::domain::own_claim::{KEYS, is_own};
use crate::domain::subject::Subject;

/// Fields of a claim that have one name for each element.
const COLLECTIONS: [&str; 7] =
    ["evidence:ID", "reply:ID", "found:NUMBER", "because:CLAIM", "part-of:CLAIM", "contradicts:CLAIM", "repeats:CLAIM"];

impl Rules<'_> {
    pub(super) fn claim(&self, on: &Target, field: &str, to: &Value) -> Checked {
        let own = is_own(on.id());
        if own && field != "priority" && (KEYS.contains(&field) || field == "anchor") {
            return own_claim_field::check(self, on, field, to);
        }
        let claim = match self.find(on) {
            Some(Subject::Claim(_, claim)) => Some(claim),
            _ if self.is_claim(on.id()) => None,
            _ if own => {
                return Err(format!(
                    "there is no claim {} of your own; say its `text` and its `anchor` first",
                    on.id()
                ));
            }
            _ => return Err(self.unknown(on)),
        };
        match field {
            "verdict" => one_of(field, to, &Verdict::ALL.map(Verdict::stored)),
            "said" if !to.is_null() && claim.is_some_and(Claim::is_authors) => {
                Err(format!("{} is said by the author, so `said` is not the question", on.id()))
            }
            "said" => one_of(field, to, &Said::ALL.map(Said::stored)),
            "confidence" => one_of(field, to, &Confidence::ALL.map(Confidence::word)),
            "status" => one_of(field, to, &Status::ALL.map(Status::stored)),
            "priority" => one_of(field, to, &Priority::ALL.map(Priority::word)),
            "why" | "correction" | "status-reason" => text(field, to),
            _ => self.element(on, claim, field, to),
        }
    }

    /// A field that has a name of its own for each element.
    fn element(&self, on: &Target, claim: Option<&Claim>, field: &str, to: &Value) -> Checked {
        match field.split_once(':') {
            Some(("evidence", id)) => ulid(id).and_then(|()| one_of(field, to, &Bearing::ALL.map(Bearing::word))),
            Some(("reply", id)) => ulid(id).and_then(|()| reply(field, to)),
            Some(("found", number)) => found(claim, number, field, to),
            Some(("because" | "part-of" | "contradicts" | "repeats", other)) if self.is_claim(other) => {
                if other == on.id() {
                    return Err(format!("{} cannot be related to itself", shown(on)));
                }
                flag(field, to)
            }
            // A relation to what is gone can still be taken away.
            Some(("because" | "part-of" | "contradicts" | "repeats", _)) if to.is_null() => Ok(Vec::new()),
            Some(("because" | "part-of" | "contradicts" | "repeats", other)) => {
                Err(format!("the article makes no claim {}{}", shown(other), nearest(other, self.claim_ids())))
            }
            _ => {
                let own = KEYS.into_iter().chain(["anchor"]).filter(|key| is_own(on.id()) && *key != "priority");
                let others: Vec<&str> = JUDGED_FIELDS.into_iter().chain(COLLECTIONS).chain(own).collect();
                remark(on, field, to, &others)
            }
        }
    }
}

/// An object of texts under known keys; none when it is removed.
fn object<'a>(field: &str, to: &'a Value, keys: &[&str]) -> Result<Option<&'a serde_json::Map<String, Value>>, String> {
    let list = || keys.join(", ");
    let Value::Object(parts) = to else {
        let wrong = || format!("{} is an object of {}, and not {}", shown(field), list(), shown(to));
        return if to.is_null() { Ok(None) } else { Err(wrong()) };
    };
    for (key, part) in parts {
        if !keys.contains(&key.as_str()) {
            return Err(format!("{} has no {}; there are {}", shown(field), shown(key), list()));
        }
        if !part.is_string() && !part.is_null() {
            return Err(format!("{} of {} is text, and not {}", shown(key), shown(field), shown(part)));
        }
    }
    Ok(Some(parts))
}

/// What is doubtful about the dates among the parts of an object.
fn dates(field: &str, parts: &serde_json::Map<String, Value>, keys: &[&str]) -> Vec<String> {
    let typed = keys.iter().filter_map(|key| Some((key, parts.get(*key)?.as_str()?)));
    let typed = typed.filter(|(_, text)| !text.is_empty());
    typed
        .filter_map(|(key, text)| date_problem(text).map(|why| format!("`{key}` of {}: {why}", shown(field))))
        .collect()
}

fn reply(field: &str, to: &Value) -> Checked {
    let Some(parts) = object(field, to, &Reply::KEYS)? else { return Ok(Vec::new()) };
    let mut doubts = dates(field, parts, &["asked", "due", "answered"]);
    if parts.get("who").and_then(Value::as_str).is_none_or(|who| who.trim().is_empty()) {
        doubts.push(format!("{} does not say `who` was asked", shown(field)));
    }
    Ok(doubts)
}

/// A figure as it was found; `claim` is none where an own claim stands nowhere, and its figures are not known.
fn found(claim: Option<&Claim>, number: &str, field: &str, to: &Value) -> Checked {
    let known = claim.map_or(usize::MAX, |claim| claim.figures.len());
    let figure: Option<usize> = number.parse().ok();
    if figure.is_none_or(|figure| figure >= known || figure.to_string() != number) && !to.is_null() {
        return Err(match known {
            0 => format!("{} is of a figure, and the claim has none", shown(field)),
            _ => format!("{} is of no figure of the claim; they are counted from 0 to {}", shown(field), known - 1),
        });
    }
    let Some(parts) = object(field, to, &["value", "unit", "when"])? else { return Ok(Vec::new()) };
    let mut doubts = dates(field, parts, &["when"]);
    if let Some(value) =
        parts.get("value").and_then(Value::as_str).filter(|value| !value.is_empty() && !is_decimal(value))
    {
        doubts.push(format!("`value` of {}: {} is not decimal text such as 1500.5", shown(field), shown(value)));
    }
    Ok(doubts)
}

fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
