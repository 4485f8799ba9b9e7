//! The ids, keys and anchors that annotators' own claims have in the journal.

use serde_json::{Value, json};

use crate::model::journal::fold::Winner;
use crate::model::journal::{ActionId, Seen};

/// Whether an id is one that annotators' own claims have.
#[must_use]
pub fn is_own(id: &str) -> bool {
    id.len() == 26 && !id.bytes().any(|byte| byte.is_ascii_lowercase()) && ActionId::from_string(id).is_ok()
}

/// The words that an own claim was made of, by the change that says so; none where they are removed or empty. Scripts may
/// name the quote alone: the line then keeps its context beside it.
#[must_use]
pub(crate) fn anchor_words(winner: &Winner<'_>) -> Option<Seen> {
    let seen = anchor_of(&winner.change.to);
    if seen.quote.is_empty() {
        return None;
    }
    if seen.sentence.is_some() {
        return Some(seen);
    }
    let kept = winner.change.of.as_ref().and_then(|of| winner.line.seen(of));
    let same = |kept: &Seen| kept.quote == seen.quote && kept.paragraph == seen.paragraph;
    let Some(kept) = kept.filter(same) else { return Some(seen) };
    let is_bare = seen.before.is_empty() && seen.after.is_empty();
    if is_bare || (kept.before == seen.before && kept.after == seen.after) { Some(kept) } else { Some(seen) }
}

/// The words of an anchor as the journal has it; what it does not say is empty.
#[must_use]
pub(crate) fn anchor_of(value: &Value) -> Seen {
    let part = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    Seen {
        paragraph: part("paragraph"),
        quote: part("quote"),
        before: part("before"),
        after: part("after"),
        sentence: value.get("sentence").and_then(Value::as_str).map(str::to_owned),
        ..Seen::default()
    }
}

/// The anchor of an own claim that is made of these words.
#[must_use]
pub fn anchor_value(seen: &Seen) -> Value {
    let Seen { paragraph, quote, before, after, sentence, .. } = seen;
    let mut value = json!({"paragraph": paragraph, "quote": quote, "before": before, "after": after});
    if let Some(sentence) = sentence {
        value["sentence"] = sentence.as_str().into();
    }
    value
}
