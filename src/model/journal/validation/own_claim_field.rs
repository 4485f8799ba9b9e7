//! Validates the fields of an added claim.

use serde_json::Value;

use crate::model::article::Paragraph;
use crate::model::article::claim::{Certainty, ClaimKind, Figure, Relations, SPEAKERS_WITHOUT_ENTITY};
use crate::model::journal::anchor::{Locator, nearest_passage, stands_in};
use crate::model::journal::own_claim::anchor_of;
use crate::model::journal::validation::{Checked, Rules, date_problem, doubtful, one_of, shown, text, value};
use crate::model::journal::{Seen, Target};
use crate::text::json_fault;
use crate::text::span::ByteSpan;
use crate::text::suggestion;

pub(super) fn check(rules: &Rules<'_>, on: &Target, field: &str, to: &Value) -> Checked {
    if to.is_null() {
        return Ok(Vec::new());
    }
    match field {
        "kind" => each(field, to, |kind| one_of(field, kind, &ClaimKind::ALL.map(ClaimKind::word))),
        "certainty" => one_of(field, to, &Certainty::ALL.map(Certainty::word)),
        "speaker" | "via" => each(field, to, |who| entity(rules, field, who, &SPEAKERS_WITHOUT_ENTITY)),
        "about" if !to.is_array() => Err(format!("`about` is a list of entities, and not {}", shown(to))),
        "about" => list(to, |who| entity(rules, field, who, &[])),
        "when" => doubtful(field, to, date_problem),
        "implied" if to.is_boolean() => Ok(Vec::new()),
        "implied" => Err(format!("`implied` is true or false, and not {}", shown(to))),
        "figures" => decoded::<Vec<Figure>>(field, to).map(|_| Vec::new()),
        "relations" => relations(rules, on, to),
        "anchor" => anchor(rules, on, to),
        _ => text(field, to),
    }
}

/// One value, or a list of at least one.
fn each(field: &str, to: &Value, check: impl Fn(&Value) -> Checked) -> Checked {
    match to {
        Value::Array(items) if items.is_empty() => Err(format!("{} is an empty list; null removes it", shown(field))),
        Value::Array(_) => list(to, check),
        one => check(one),
    }
}

fn list(to: &Value, check: impl Fn(&Value) -> Checked) -> Checked {
    let items = to.as_array().map_or(&[][..], Vec::as_slice);
    items.iter().try_fold(Vec::new(), |mut doubts, item| {
        doubts.extend(check(item)?);
        Ok(doubts)
    })
}

fn entity(rules: &Rules<'_>, field: &str, who: &Value, besides: &[&str]) -> Checked {
    let id = who.as_str().unwrap_or("");
    if besides.contains(&id) || rules.article.entity(id).is_some() {
        return Ok(Vec::new());
    }
    let known = rules.article.entities.iter().map(|entity| entity.id.as_str()).chain(besides.iter().copied());
    Err(format!("{}: the article has no entity {}{}", shown(field), value(who), suggestion::ending(id, known)))
}

fn decoded<T: serde::de::DeserializeOwned>(field: &str, to: &Value) -> Result<T, String> {
    let said = |error: serde_json::Error| format!("{}: {}", shown(field), json_fault::what(&error).escape_debug());
    serde_json::from_value(to.clone()).map_err(said)
}

fn relations(rules: &Rules<'_>, on: &Target, to: &Value) -> Checked {
    let relations: Relations = decoded("relations", to)?;
    for (key, ids) in relations.by_key() {
        if ids.iter().any(|id| id == on.id()) {
            return Err(format!("{} cannot be related to itself", shown(on)));
        }
        if let Some(id) = ids.iter().find(|id| !rules.is_claim(id)) {
            return Err(format!(
                "`{key}`: the article makes no claim {}{}",
                shown(id),
                suggestion::ending(id, rules.claim_ids())
            ));
        }
    }
    Ok(Vec::new())
}

/// The words of the claim and their place: words that cannot be found are refused.
fn anchor(rules: &Rules<'_>, on: &Target, to: &Value) -> Checked {
    if rules.fold.is_some_and(|fold| fold.value(on, "anchor") == Some(to)) {
        return Ok(Vec::new());
    }
    let seen = anchor_of(to);
    if seen.quote.trim().is_empty() || seen.paragraph.is_empty() {
        return Err("`anchor` is an object of paragraph, quote, before and after; the first two are needed".to_owned());
    }
    let known = || rules.article.paragraphs().map(|paragraph| paragraph.id.as_str());
    let Some(paragraph) = rules.article.paragraphs().find(|paragraph| paragraph.id == seen.paragraph) else {
        let id = shown(&seen.paragraph);
        return Err(format!(
            "`anchor`: the article has no paragraph {id}{}",
            suggestion::ending(&seen.paragraph, known())
        ));
    };
    if stands_in(paragraph, &seen).is_some() {
        return Ok(Vec::new());
    }
    let locator = Locator::new(rules.article);
    let located = locator.locate(&seen);
    // The ids of paragraphs may have changed: identical words in identical context are the same words.
    if located.place.is_some() {
        return Ok(Vec::new());
    }
    Err(not_there(rules, paragraph, &seen, &located.candidates, &locator))
}

/// Why words cannot be found in their paragraph, and what was probably meant.
fn not_there(
    rules: &Rules<'_>,
    paragraph: &Paragraph,
    seen: &Seen,
    places: &[(usize, ByteSpan)],
    locator: &Locator<'_>,
) -> String {
    let (id, quote) = (shown(&paragraph.id), shown(&seen.quote));
    let ids = places.iter().filter_map(|(number, _)| locator.paragraph(*number)).map(|paragraph| paragraph.id.as_str());
    let mut elsewhere: Vec<&str> = ids.collect();
    elsewhere.dedup();
    if elsewhere.contains(&paragraph.id.as_str()) {
        return format!("`anchor`: the words {quote} occur in {id}, but not between the words of `before` and `after`");
    }
    if !elsewhere.is_empty() {
        return format!("`anchor`: the words {quote} are not in {id}; they occur in {}", elsewhere.join(" and "));
    }
    if paragraph.text.contains(&seen.quote) {
        return format!("`anchor`: the words {quote} occur in {id} only inside other words; quote whole words");
    }
    let near = nearest_passage(rules.article, Some(paragraph), &seen.quote);
    let near = near.map(|near| {
        let place = if near.paragraph.id == paragraph.id {
            "there".to_owned()
        } else {
            format!("in {}", shown(&near.paragraph.id))
        };
        format!("; the nearest passage {place} is {}", shown(near.words))
    });
    format!("`anchor`: the words {quote} are not in {id}{}", near.unwrap_or_default())
}
