//! A line of the journal in memory: its text stands there once, and everything else points into it. Values are taken out
//! of the text when they are first asked for, since of many lines only a few hold.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::fingerprint::Fingerprint;
use super::journal::{ActionId, Change, Seen, Target};
use crate::text::shared::SharedText;

/// What a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body<'a> {
    /// Sets fields, all or none.
    Set(&'a [Change]),
    /// Voids another line.
    Void(ActionId),
}

/// A line; cloning it copies nothing.
#[derive(Clone)]
pub struct Line(Arc<Written>);

/// What stands in a line.
pub struct Written {
    /// Its id, by which lines are ordered.
    pub id: ActionId,
    /// When it was made, RFC 3339 in UTC.
    pub at: SharedText,
    /// By whom.
    pub by: SharedText,
    /// The line as it stands on the disk, without its end.
    pub raw: SharedText,
    content: Content,
}

enum Content {
    Set { places: Box<[ChangePlace]>, changes: OnceLock<Box<[Change]>> },
    Void(ActionId),
}

/// Which field of which thing a change sets, and what it replaces: all that the fold has to know of most changes.
pub(super) struct ChangePlace {
    pub(super) on: SharedText,
    pub(super) field: SharedText,
    /// The lines that the change replaces.
    pub(super) after: Box<[ActionId]>,
}

impl Line {
    /// A line that sets fields, and stands like that on the disk.
    #[must_use]
    pub fn set(id: ActionId, at: &str, by: &str, changes: Vec<Change>, raw: String) -> Self {
        let place = |change: &Change| ChangePlace {
            on: change.on.0.as_str().into(),
            field: change.field.as_str().into(),
            after: change.after.as_slice().into(),
        };
        let places = changes.iter().map(place).collect();
        let content = Content::Set { places, changes: OnceLock::from(changes.into_boxed_slice()) };
        Self(Arc::new(Written { id, at: at.into(), by: by.into(), raw: raw.into(), content }))
    }

    /// A line that voids another, and stands like that on the disk.
    #[must_use]
    pub fn void(id: ActionId, at: &str, by: &str, voided: ActionId, raw: String) -> Self {
        Self(Arc::new(Written { id, at: at.into(), by: by.into(), raw: raw.into(), content: Content::Void(voided) }))
    }

    /// Reads a line, which is `text` within `whole`, and keeps `whole` in memory.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(whole: &Arc<String>, text: &str) -> Result<Self, String> {
        let read: ReadLine<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let within = |part: &str| SharedText::within(whole, part);
        let place = |read: ReadChange<'_>| -> Result<ChangePlace, String> {
            let after = read.after.iter().map(|id| action_id(id)).collect::<Result<_, _>>()?;
            Ok(ChangePlace { on: within(&read.on), field: within(&read.field), after })
        };
        let content = match (read.set, read.void) {
            (Some(changes), None) => {
                let places = changes.into_iter().map(place).collect::<Result<_, _>>()?;
                Content::Set { places, changes: OnceLock::new() }
            }
            (None, Some(id)) => Content::Void(action_id(&id)?),
            _ => return Err("it neither sets nor voids".to_owned()),
        };
        let id = action_id(&read.id)?;
        let (at, by, raw) = (within(&read.at), within(&read.by), within(text));
        Ok(Self(Arc::new(Written { id, at, by, raw, content })))
    }

    /// What it does.
    #[must_use]
    pub fn body(&self) -> Body<'_> {
        match &self.content {
            Content::Set { .. } => Body::Set(self.changes()),
            Content::Void(id) => Body::Void(*id),
        }
    }

    /// Which line it voids; none where it sets fields.
    #[must_use]
    pub fn voids(&self) -> Option<ActionId> {
        match self.content {
            Content::Set { .. } => None,
            Content::Void(id) => Some(id),
        }
    }

    /// What it sets; nothing where it voids.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        match &self.content {
            Content::Set { changes, .. } => changes.get_or_init(|| changes_in(&self.raw)),
            Content::Void(_) => &[],
        }
    }

    /// Where each of its changes is made, in the order of [`Self::changes`].
    pub(super) fn places(&self) -> &[ChangePlace] {
        match &self.content {
            Content::Set { places, .. } => places,
            Content::Void(_) => &[],
        }
    }

    /// The words with that fingerprint, as they were when the line was made; none where the line does not keep them.
    #[must_use]
    pub fn seen(&self, of: &Fingerprint) -> Option<Seen> {
        self.seen_where_written(of).or_else(|| self.seen_anywhere(of))
    }

    /// The same, read from where this program writes it: a long line is not parsed whole, since exports ask for many lines.
    fn seen_where_written(&self, of: &Fingerprint) -> Option<Seen> {
        serde_json::Deserializer::from_str(self.seen_text(of)?).into_iter::<Seen>().next()?.ok()
    }

    /// The end of the line from the words with that fingerprint on, where they stand where this program writes them. Lines
    /// that end alike keep the same words.
    pub(super) fn seen_text(&self, of: &Fingerprint) -> Option<&str> {
        let all = self.raw.get(self.raw.rfind(r#","seen":{"#)?..)?;
        // Within a text the quotes would be escaped, so this is a key.
        let key = [b"\"", of.as_str().as_bytes(), b"\":"].concat();
        all.get(memchr::memmem::find(all.as_bytes(), &key)? + key.len()..)
    }

    fn seen_anywhere(&self, of: &Fingerprint) -> Option<Seen> {
        #[derive(Deserialize)]
        struct Kept {
            #[serde(default)]
            seen: BTreeMap<String, Seen>,
        }
        serde_json::from_str::<Kept>(&self.raw).ok()?.seen.remove(of.as_str())
    }
}

impl Deref for Line {
    type Target = Written;

    fn deref(&self) -> &Written {
        &self.0
    }
}

/// The rest follows from these.
impl PartialEq for Line {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.raw == other.raw
    }
}

impl Eq for Line {}

impl fmt::Debug for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Line").field(&self.raw).finish()
    }
}

/// As much of a line as is kept from the first reading. All of it is checked all the same.
#[derive(Deserialize)]
struct ReadLine<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow, default)]
    set: Option<Vec<ReadChange<'a>>>,
    #[serde(borrow, default)]
    void: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct ReadChange<'a> {
    #[serde(borrow)]
    on: Cow<'a, str>,
    #[serde(borrow, default, rename = "of")]
    _of: Option<Cow<'a, str>>,
    #[serde(borrow)]
    field: Cow<'a, str>,
    #[serde(default, rename = "was")]
    _was: CheckedValue,
    #[serde(rename = "to")]
    _to: CheckedValue,
    #[serde(borrow, default)]
    after: Vec<Cow<'a, str>>,
}

/// The same line with the values of its changes.
#[derive(Deserialize)]
struct WholeLine {
    set: Vec<WholeChange>,
}

#[derive(Deserialize)]
struct WholeChange {
    on: String,
    #[serde(default)]
    of: Option<String>,
    field: String,
    #[serde(default)]
    was: Value,
    to: Value,
    #[serde(default)]
    after: Vec<String>,
}

/// The changes of a line that was read before.
fn changes_in(text: &str) -> Box<[Change]> {
    // What `Line::read` takes is read here too; a test holds the two together.
    let read = serde_json::from_str::<WholeLine>(text);
    read.map_or(Box::default(), |line| line.set.into_iter().map(change).collect())
}

fn change(read: WholeChange) -> Change {
    Change {
        on: Target(read.on),
        of: read.of.as_deref().and_then(Fingerprint::parse),
        field: read.field,
        was: read.was,
        to: read.to,
        after: read.after.iter().filter_map(|id| action_id(id).ok()).collect(),
    }
}

fn action_id(text: &str) -> Result<ActionId, String> {
    ActionId::from_string(text).map_err(|_| format!("`{}` is not an id", text.escape_debug()))
}

/// Any value that a [`Value`] can hold, passed over: unlike `IgnoredAny` it refuses numbers and depths that a [`Value`] does.
#[derive(Default)]
struct CheckedValue;

impl<'de> Deserialize<'de> for CheckedValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CheckedValue)
    }
}

impl<'de> Visitor<'de> for CheckedValue {
    type Value = Self;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any valid JSON value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E: Error>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Self, A::Error> {
        while all.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Self, A::Error> {
        while all.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &str) -> Result<Line, String> {
        let id = "01KB0000000000000000000001";
        let whole = Arc::new(format!(r#"{{"v":1,"id":"{id}","at":"2026","by":"\u0061na","set":{set}}}"#));
        Line::read(&whole, &whole)
    }

    #[test]
    fn what_is_read_of_a_line_at_first_is_what_its_changes_say() {
        let after = r#"["01KB0000000000000000000002"]"#;
        for value in ["null", "true", "-1", "18446744073709551615", "1.5e3", r#""\u00fc \"\\""#, r#"[1,[{}],{"a":[]}]"#]
        {
            let set =
                format!(r#"[{{"on":"claim:\u0070","field":"verdict","was":{value},"to":{value},"after":{after}}}]"#);
            let line = read(&set);
            let known = line.as_ref().ok().and_then(|line| Some((line.changes().first()?, line.places().first()?)));
            assert!(known.is_some(), "{set}: {line:?}");
            for (line, (change, place)) in line.iter().zip(known) {
                assert_eq!((&*place.on, &*place.field), (change.on.0.as_str(), change.field.as_str()));
                assert_eq!((&*place.after, change.after.len()), (change.after.as_slice(), 1));
                assert_eq!(Some(&change.to), serde_json::from_str(value).ok().as_ref());
                assert_eq!((&*line.by, &*line.at), ("ana", "2026"));
            }
        }
    }

    #[test]
    fn what_no_value_can_be_is_refused_at_first() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for value in ["1e999", deep.as_str(), r#""\ud800""#, "tru", ""] {
            assert!(read(&format!(r#"[{{"on":"a","field":"b","to":{value}}}]"#)).is_err(), "{value}");
            assert!(read(&format!(r#"[{{"on":"a","field":"b","to":1,"was":{value}}}]"#)).is_err(), "{value}");
        }
        for change in [r#"{"on":"a","field":"b"}"#, r#"{"on":"a","to":1}"#, r#"{"on":1,"field":"b","to":1}"#] {
            assert!(read(&format!("[{change}]")).is_err(), "{change}");
        }
        assert!(read(r#"[{"on":"a","field":"b","to":1,"after":["x"]}]"#).is_err());
    }
}
