//! Validates the fields of a claim.

use serde_json::Value;

use crate::text::suggestion;
use crate::text::suggestion::choices;

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::JUDGED_FIELDS;
use crate::model::annotation::date_doubts::{answer_first, deadline_first, is_before, still_to_come};
use crate::model::annotation::evidence::Bearing;
use crate::model::annotation::judgement::{Confidence, Said, Status, Verdict};
use crate::model::annotation::note::Reply;
use crate::model::annotation::outcome::Outcome;
use crate::model::annotation::settlement::{SETTLED, SETTLEMENT_KEYS};
use crate::model::article::claim::{Claim, Priority, Relations};
use crate::model::article::subject::Subject;
use crate::model::journal::Target;
use crate::model::journal::validation::{
    Checked, Rules, date_problem, day_problem, flag, one_of, own_claim_field, remark, shown, text, ulid, value,
};

/// Fields of a claim that are collections, with a name for each element; relations follow.
const COLLECTIONS: [&str; 4] = ["same:ARTICLE-ID/CLAIM", "evidence:ID", "reply:ID", "found:NUMBER"];

impl Rules<'_> {
    pub(crate) fn claim(&self, on: &Target, field: &str, to: &Value) -> Checked {
        let own = is_own(on.id());
        if own && field != "priority" && (Claim::IN_JOURNALS.contains(&field) || field == "anchor") {
            return own_claim_field::check(self, on, field, to);
        }
        let claim = match self.find(on) {
            Some(Subject::Claim(_, claim)) => Some(claim),
            _ if self.is_claim(on.id()) => None,
            _ if own => {
                return Err(format!("you have no added claim {}; set its `text` and its `anchor` first", on.id()));
            }
            _ => return Err(self.unknown(on)),
        };
        match field {
            "verdict" => one_of(field, to, &Verdict::ALL.map(Verdict::stored)),
            "said" if !to.is_null() && claim.is_some_and(Claim::is_authors) => {
                Err(format!("{} is the author's own claim, so `said` does not apply", on.id()))
            }
            "said" => one_of(field, to, &Said::ALL.map(Said::stored)),
            "confidence" => one_of(field, to, &Confidence::ALL.map(Confidence::word)),
            "status" => one_of(field, to, &Status::ALL.map(Status::stored)),
            "priority" => one_of(field, to, &Priority::ALL.map(Priority::word)),
            "why" | "correction" | "status-reason" => text(field, to),
            SETTLED => settlement(field, to),
            _ => self.element(on, claim, field, to),
        }
    }

    /// That a claim of another article is the same, or is not.
    fn same(&self, on: &Target, other: &str, field: &str, to: &Value) -> Checked {
        let is_id = |id: &str| {
            let begins = id.starts_with(|letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit());
            let is_part =
                |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-".contains(letter);
            begins && id.chars().all(is_part)
        };
        let (article, claim) = other.split_once('/').unwrap_or((other, ""));
        if !is_id(article) || !(is_id(claim) || is_own(claim)) {
            return Err(format!("{} names a claim as same:ARTICLE-ID/CLAIM, such as same:harbour/p1.c1", shown(field)));
        }
        if article == self.article.head.id && claim == on.id() {
            return Err(format!("{} is the same as itself; name another claim", shown(on)));
        }
        if to.is_null() || to.is_boolean() {
            return Ok(Vec::new());
        }
        Err(format!("{} is true (the same), false (not the same) or null, not {}", shown(field), shown(to)))
    }

    /// A field of a collection.
    fn element(&self, on: &Target, claim: Option<&Claim>, field: &str, to: &Value) -> Checked {
        match field.split_once(':') {
            Some(("evidence", id)) => ulid(id).and_then(|()| one_of(field, to, &Bearing::ALL.map(Bearing::word))),
            Some(("reply", id)) => ulid(id).and_then(|()| reply(field, to, self.today)),
            Some(("found", _)) => found(on, claim, field, to),
            Some(("same", other)) => self.same(on, other, field, to),
            Some((key, other)) if Relations::KEYS.contains(&key) && self.is_claim(other) => {
                if other == on.id() {
                    return Err(format!("{} cannot be related to itself", shown(on)));
                }
                flag(field, to)
            }
            // A relation to a claim that is gone can still be removed.
            Some((key, _)) if Relations::KEYS.contains(&key) && to.is_null() => Ok(Vec::new()),
            Some((key, other)) if Relations::KEYS.contains(&key) => Err(format!(
                "the article makes no claim {}{}",
                shown(other),
                suggestion::ending(other, self.claim_ids())
            )),
            _ => {
                let relations = Relations::KEYS.map(|key| format!("{key}:CLAIM"));
                let own = Claim::IN_JOURNALS
                    .into_iter()
                    .chain(["anchor"])
                    .filter(|key| is_own(on.id()) && *key != "priority");
                let mut others: Vec<&str> = JUDGED_FIELDS.into_iter().chain([SETTLED]).chain(COLLECTIONS).collect();
                others.extend(relations.iter().map(String::as_str));
                others.extend(own);
                remark(on, field, to, &others)
            }
        }
    }
}

/// An object of texts with known keys; `None` if it is removed.
fn object<'a>(field: &str, to: &'a Value, keys: &[&str]) -> Result<Option<&'a serde_json::Map<String, Value>>, String> {
    let list = || keys.join(", ");
    let Value::Object(parts) = to else {
        let wrong = || format!("{} is an object of {}, and not {}", shown(field), list(), shown(to));
        return if to.is_null() { Ok(None) } else { Err(wrong()) };
    };
    for (key, part) in parts {
        if !keys.contains(&key.as_str()) {
            return Err(format!("{} has no {}; {}", shown(field), shown(key), choices(keys.iter().copied())));
        }
        if !part.is_string() && !part.is_null() {
            return Err(format!("{} of {} is text, and not {}", shown(key), shown(field), shown(part)));
        }
    }
    Ok(Some(parts))
}

/// Doubts about a part of an object that is a date, with the name of the object.
fn doubt(
    of: &str,
    parts: &serde_json::Map<String, Value>,
    key: &str,
    problem: fn(&str) -> Option<String>,
) -> Option<String> {
    let text = parts.get(key)?.as_str().filter(|text| !text.is_empty())?;
    problem(text).map(|why| format!("{of}: `{key}`: {why}"))
}

/// A settlement between judgements: a verdict with its reason, and the lines it settles.
fn settlement(field: &str, to: &Value) -> Checked {
    let Value::Object(parts) = to else {
        let keys = SETTLEMENT_KEYS.join(", ");
        let wrong = || format!("{} is an object of {keys}, and not {}", shown(field), shown(to));
        return if to.is_null() { Ok(Vec::new()) } else { Err(wrong()) };
    };
    if let Some(key) = parts.keys().find(|key| !SETTLEMENT_KEYS.contains(&key.as_str())) {
        return Err(format!("{} has no {}; {}", shown(field), shown(key), choices(SETTLEMENT_KEYS)));
    }
    let Some(verdict) = parts.get("verdict").filter(|verdict| !verdict.is_null()) else {
        return Err(format!("{} does not say which `verdict` the claim is settled as", shown(field)));
    };
    one_of("verdict", verdict, &Outcome::ALL.map(Outcome::stored))?;
    if parts.get("because").and_then(Value::as_str).is_none_or(|because| because.trim().is_empty()) {
        return Err(format!("{} gives no reason: `because` is missing", shown(field)));
    }
    let between = parts.get("between").and_then(Value::as_array).filter(|between| !between.is_empty());
    let Some(between) = between else {
        return Err(format!("{} does not list the lines that it decides `between`", shown(field)));
    };
    match between.iter().find(|id| id.as_str().is_none_or(|id| !is_own(id))) {
        Some(wrong) => Err(format!("{} of `between` is not an id of 26 capitals and digits", shown(wrong))),
        None => Ok(Vec::new()),
    }
}

fn reply(field: &str, to: &Value, today: &str) -> Checked {
    let Some(parts) = object(field, to, &Reply::KEYS)? else { return Ok(Vec::new()) };
    let who = parts.get("who").and_then(Value::as_str).map(str::trim).filter(|who| !who.is_empty());
    let of =
        who.map_or("the question to the speaker".to_owned(), |who| format!("the question to {}", value(&who.into())));
    let mut doubts: Vec<String> =
        ["asked", "due", "answered"].into_iter().filter_map(|key| doubt(&of, parts, key, day_problem)).collect();
    let text = |key: &str| parts.get(key).and_then(Value::as_str).unwrap_or("");
    let (asked, due, answered) = (text("asked"), text("due"), text("answered"));
    let mut order = Vec::new();
    order.extend(is_before(due, asked).then(|| deadline_first(asked, due)));
    order.extend(is_before(answered, asked).then(|| answer_first(asked, answered)));
    order.extend([asked, answered].into_iter().filter_map(|text| still_to_come(text, today)));
    doubts.extend(order.into_iter().map(|doubt| format!("{of}: {doubt}")));
    doubts.extend(who.is_none().then(|| "a question does not say `who` was asked".to_owned()));
    Ok(doubts)
}

/// A figure as found. `claim` is `None` for an added claim without a place, whose figures are unknown.
fn found(on: &Target, claim: Option<&Claim>, field: &str, to: &Value) -> Checked {
    let number = field.trim_start_matches("found:");
    let known = claim.map_or(usize::MAX, |claim| claim.figures.len());
    let figure: Option<usize> = number.parse().ok();
    if figure.is_none_or(|figure| figure >= known || figure.to_string() != number) && !to.is_null() {
        return Err(match known {
            0 => format!("{} has no figures, so {} cannot be set", on.id(), shown(field)),
            1 => format!("{} has one figure, which is `found:0`; {} is none", on.id(), shown(field)),
            _ => {
                let last = known - 1;
                format!("{} has {known} figures, `found:0` to `found:{last}`; {} is none", on.id(), shown(field))
            }
        });
    }
    let Some(parts) = object(field, to, &["value", "unit", "when"])? else { return Ok(Vec::new()) };
    // People count figures from 1.
    let figure = figure.map_or(0, |figure| figure + 1);
    let of = format!("what you found for figure {figure} of {}", on.id());
    let mut doubts: Vec<String> = doubt(&of, parts, "when", date_problem).into_iter().collect();
    if let Some(value) =
        parts.get("value").and_then(Value::as_str).filter(|value| !value.is_empty() && !is_decimal(value))
    {
        doubts.push(format!("{of}: `value`: {} is not decimal text such as 1500.5", shown(value)));
    }
    Ok(doubts)
}

fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
