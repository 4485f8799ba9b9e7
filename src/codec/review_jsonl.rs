//! Converts between lines of the review journal and decisions.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::journal::ActionId;
use crate::model::review::{Decision, PlacedItem, Review, Signature, Verb};
use crate::text::hidden::escape_json;
use crate::text::json_fault;

use crate::codec::journal_jsonl::{BadLine, ReadLines, bare, read_lines};

/// Version of the lines that this program writes, and the latest it understands.
const VERSION: u32 = 1;

/// The content of a review journal.
#[derive(Debug, Default)]
pub struct ReviewRead {
    /// The decisions that can be read.
    pub review: Review,
    /// The lines that cannot be read, none of which affects any other. All stay on the disk.
    pub bad: Vec<BadLine>,
    /// How many lines are of a newer version.
    pub newer: usize,
    /// Whether the last line is incomplete.
    pub torn: bool,
}

#[derive(Deserialize)]
struct Raw {
    v: u32,
    #[serde(default)]
    id: String,
    #[serde(default)]
    at: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    proposer: Option<String>,
    #[serde(default)]
    item: String,
    #[serde(default)]
    decision: String,
    #[serde(default)]
    before: Value,
    #[serde(default)]
    after: Value,
    #[serde(default)]
    undoes: Option<String>,
}

/// Reads a review journal, damaged or not.
#[must_use]
pub fn read(bytes: &[u8]) -> ReviewRead {
    let ReadLines { lines, bad, newer, torn } = read_lines(bytes, read_line);
    ReviewRead { review: Review::new(lines), bad, newer, torn }
}

/// Whether a line can be read, even as one of a newer version.
#[must_use]
pub fn is_line(line: &[u8]) -> bool {
    read_line(bare(line)).is_ok()
}

/// Parses a line; `None` if it is of a newer version.
fn read_line(bytes: &[u8]) -> Result<Option<Decision>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let raw: Raw = serde_json::from_str(text).map_err(|error| json_fault::in_line(&error))?;
    if raw.v > VERSION {
        return Ok(None);
    }
    let verb = Verb::from_stored(&raw.decision)
        .ok_or_else(|| format!("`{}` is not a decision", raw.decision.escape_debug()))?;
    if raw.item.is_empty() {
        return Err("it names no item".to_owned());
    }
    Ok(Some(Decision {
        id: action_id(&raw.id)?,
        at: raw.at,
        who: raw.who,
        proposer: raw.proposer,
        item: raw.item,
        verb,
        before: raw.before,
        after: raw.after,
        undoes: raw.undoes.as_deref().map(action_id).transpose()?,
        raw: text.into(),
    }))
}

fn action_id(text: &str) -> Result<ActionId, String> {
    ActionId::from_string(text).map_err(|_| format!("`{}` is not an id", text.escape_debug()))
}

/// The line of a decision on the item with this id. The first item of `before`, or else of `after`, says who proposed
/// it.
#[must_use]
pub fn write(
    signature: Signature,
    item: &str,
    verb: Verb,
    (before, after): (&[PlacedItem], &[PlacedItem]),
    undoes: Option<ActionId>,
) -> Decision {
    let Signature { id, at, who } = signature;
    let proposer = before.first().or(after.first()).and_then(|placed| placed.item.proposer()).map(str::to_owned);
    let (before, after) = (values(before), values(after));
    let mut line = json!({"v": VERSION, "id": id.to_string(), "at": at, "who": who});
    line["proposer"] = proposer.clone().into();
    line["item"] = item.into();
    line["decision"] = verb.word().into();
    line["before"] = before.clone();
    line["after"] = after.clone();
    if let Some(undoes) = undoes {
        line["undoes"] = undoes.to_string().into();
    }
    let raw = escape_json(&in_order(&line)).into();
    Decision { id, at, who, proposer, item: item.to_owned(), verb, before, after, undoes, raw }
}

/// The keys in the documented order, whatever the order of the map.
fn in_order(line: &Value) -> String {
    let keys = ["v", "id", "at", "who", "proposer", "item", "decision", "before", "after", "undoes"];
    let pair = |key: &&str| line.get(key).map(|value| format!("\"{key}\":{value}"));
    format!("{{{}}}", keys.iter().filter_map(pair).collect::<Vec<_>>().join(","))
}

fn values(items: &[PlacedItem]) -> Value {
    items.iter().map(|item| without_defaults(serde_json::to_value(item).unwrap_or_default())).collect()
}

/// The value without keys that have their defaults: null, false, empty lists and objects.
fn without_defaults(value: Value) -> Value {
    let says_nothing = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    match value {
        Value::Object(map) => {
            let pairs = map.into_iter().map(|(key, value)| (key, without_defaults(value)));
            pairs.filter(|(_, value)| !says_nothing(value)).collect()
        }
        Value::Array(list) => list.into_iter().map(without_defaults).collect(),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::entity::{Entity, EntityKind};
    use crate::model::review::Item;

    fn harbour(draft: bool) -> PlacedItem {
        let by = draft.then(|| "nutgraf".to_owned());
        let entity = Entity { draft, by, ..Entity::bare("ostrow".to_owned(), "Ostrow".to_owned(), EntityKind::Place) };
        PlacedItem { paragraph: None, behind: Some("pakistan".to_owned()), item: Item::Entity(entity) }
    }

    fn confirmed(number: u64, undoes: Option<u64>) -> Decision {
        let id = |number| ActionId::from_parts(number, 0);
        let signature = Signature { id: id(number), at: "2026-11-24T03:46:12Z".to_owned(), who: "ana".to_owned() };
        let (before, after) = ([harbour(true)], [harbour(false)]);
        write(signature, "ostrow", Verb::Confirmed, (&before, &after), undoes.map(id))
    }

    #[test]
    fn a_written_decision_reads_back_unchanged() {
        let decision = confirmed(7, None);
        let read = read(decision.raw.as_bytes());
        assert_eq!(read.review.all(), std::slice::from_ref(&decision));
        assert_eq!(decision.items_before(), [harbour(true)]);
        assert_eq!(decision.proposer.as_deref(), Some("nutgraf"));
        assert!(decision.raw.starts_with(r#"{"v":1,"id":"0000000007"#), "{}", decision.raw);
    }

    #[test]
    fn undoing_an_undo_restores_the_decision_in_any_order_of_lines() {
        let lines = [confirmed(1, None), confirmed(2, Some(1)), confirmed(3, Some(2))];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let bytes = order.map(|index| format!("{}\n", lines[index].raw)).concat();
            let all = read(bytes.as_bytes()).review;
            assert_eq!(all.standing(), [&lines[0]]);
        }
        let undone = Review::new(lines[..2].to_vec());
        assert!(undone.standing().is_empty());
    }

    #[test]
    fn a_bad_line_affects_no_other_and_unknown_keys_stay() {
        let good = confirmed(1, None);
        let with_more = good.raw.replacen('{', r#"{"mood":"good","#, 1);
        let newer = r#"{"v":2,"whatever":1}"#;
        let bytes = format!("{with_more}\nrubbish\n{newer}\n{{\"v\":1,\"id\":\"torn");
        let read = read(bytes.as_bytes());
        assert_eq!((read.review.all().len(), read.bad.len(), read.newer, read.torn), (1, 1, 1, true));
        assert_eq!(&*read.review.all()[0].raw, with_more);
        assert!(!is_line(b"{}") && !is_line(br#"{"v":1}"#) && is_line(newer.as_bytes()));
    }
}
