//! A line of the journal in memory: its text is kept once, and its fields are places in that text. Values are taken out of
//! the text when they are first asked for, since of many lines only a few hold.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::{ActionId, Change, Seen, Target};
use crate::text::json_fault;
use crate::text::shared::SharedText;

/// What a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body<'a> {
    /// Sets fields, all or none.
    Set(&'a [Change]),
    /// Voids another line.
    Void(ActionId),
}

/// A line. Cloning it copies no text.
#[derive(Clone)]
pub struct Line(Arc<Written>);

/// The content of a line.
pub struct Written {
    /// Its id, by which lines are ordered.
    pub id: ActionId,
    /// The line as it is on the disk, without its end.
    pub raw: SharedText,
    /// The pieces that are not in the line letter by letter, such as those with escapes.
    apart: Box<str>,
    at: Piece,
    by: Piece,
    content: Content,
}

enum Content {
    Set { places: Box<[PieceOfChange]>, changes: OnceLock<Box<[Change]>> },
    Void(ActionId),
}

/// A piece of a line's text, or of what is kept apart, which counts as if it followed.
#[derive(Clone, Copy)]
struct Piece {
    start: u32,
    length: u32,
}

struct PieceOfChange {
    on: Piece,
    field: Piece,
    after: Box<[ActionId]>,
}

/// Which field of which thing a change sets, and what it replaces: all that the fold has to know of most changes.
pub(crate) struct ChangePlace<'a> {
    pub(crate) on: &'a str,
    pub(crate) field: &'a str,
    /// The lines that the change replaces.
    pub(crate) after: &'a [ActionId],
}

/// Bytes of the longest line: pieces are counted in 32 bits, and what is kept apart is no longer than the line.
const LONGEST: usize = 1 << 30;

/// Cuts a line into pieces.
struct Cutter<'a> {
    line: &'a str,
    apart: String,
}

impl<'a> Cutter<'a> {
    fn new(line: &'a str) -> Self {
        Self { line, apart: String::new() }
    }

    fn piece(&mut self, part: &str) -> Piece {
        let start = (part.as_ptr() as usize).checked_sub(self.line.as_ptr() as usize);
        let start = start.filter(|start| start + part.len() <= self.line.len()).unwrap_or_else(|| {
            self.apart.push_str(part);
            self.line.len() + self.apart.len() - part.len()
        });
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Piece { start: short(start), length: short(part.len()) }
    }

    fn change(&mut self, on: &str, field: &str, after: Box<[ActionId]>) -> PieceOfChange {
        PieceOfChange { on: self.piece(on), field: self.piece(field), after }
    }
}

impl Written {
    /// When it was made, RFC 3339 in UTC.
    #[must_use]
    pub fn at(&self) -> &str {
        self.text(self.at)
    }

    /// By whom.
    #[must_use]
    pub fn by(&self) -> &str {
        self.text(self.by)
    }

    fn text(&self, piece: Piece) -> &str {
        let (start, length) = (piece.start as usize, piece.length as usize);
        let (whole, start) = match start.checked_sub(self.raw.len()) {
            Some(start) => (&*self.apart, start),
            None => (self.raw.as_str(), start),
        };
        whole.get(start..start + length).unwrap_or_default()
    }
}

impl Line {
    /// A line that sets fields; `raw` is its form on disk.
    #[must_use]
    pub fn set(id: ActionId, at: &str, by: &str, changes: Vec<Change>, raw: String) -> Self {
        let mut cutter = Cutter::new(&raw);
        let (at, by) = (cutter.piece(at), cutter.piece(by));
        let place = |change: &Change| cutter.change(&change.on.0, &change.field, change.after.as_slice().into());
        let places = changes.iter().map(place).collect();
        let content = Content::Set { places, changes: OnceLock::from(changes.into_boxed_slice()) };
        let apart = cutter.apart.into();
        Self(Arc::new(Written { id, raw: raw.into(), apart, at, by, content }))
    }

    /// A line that voids another; `raw` is its form on disk.
    #[must_use]
    pub fn void(id: ActionId, at: &str, by: &str, voided: ActionId, raw: String) -> Self {
        let mut cutter = Cutter::new(&raw);
        let (at, by) = (cutter.piece(at), cutter.piece(by));
        let apart = cutter.apart.into();
        Self(Arc::new(Written { id, raw: raw.into(), apart, at, by, content: Content::Void(voided) }))
    }

    /// Parses a line, which is `text` within `whole`, and keeps `whole` in memory.
    ///
    /// # Errors
    ///
    /// What is wrong with the line.
    pub fn read(whole: &Arc<String>, text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err("it is longer than 1 GiB".to_owned());
        }
        let read: ReadLine<'_> = serde_json::from_str(text).map_err(|error| json_fault::in_line(&error))?;
        let mut cutter = Cutter::new(text);
        let (at, by) = (cutter.piece(&read.at), cutter.piece(&read.by));
        let place = |read: ReadChange<'_>| -> Result<PieceOfChange, String> {
            let after = read.after.iter().map(|id| action_id(id)).collect::<Result<_, _>>()?;
            Ok(cutter.change(&read.on, &read.field, after))
        };
        let content = match (read.set, read.void) {
            (Some(changes), None) => {
                let places = changes.into_iter().map(place).collect::<Result<_, _>>()?;
                Content::Set { places, changes: OnceLock::new() }
            }
            (None, Some(id)) => Content::Void(action_id(&id)?),
            _ => return Err("it neither sets nor voids".to_owned()),
        };
        let (id, raw, apart) = (action_id(&read.id)?, SharedText::within(whole, text), cutter.apart.into());
        Ok(Self(Arc::new(Written { id, raw, apart, at, by, content })))
    }

    /// What the line does.
    #[must_use]
    pub fn body(&self) -> Body<'_> {
        match &self.content {
            Content::Set { .. } => Body::Set(self.changes()),
            Content::Void(id) => Body::Void(*id),
        }
    }

    /// The line it voids; `None` if it sets fields.
    #[must_use]
    pub fn voids(&self) -> Option<ActionId> {
        match self.content {
            Content::Set { .. } => None,
            Content::Void(id) => Some(id),
        }
    }

    /// The fields it sets; empty if it voids a line.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        match &self.content {
            Content::Set { changes, .. } => changes.get_or_init(|| changes_in(&self.raw)),
            Content::Void(_) => &[],
        }
    }

    /// Where each of its changes is made, in the order of [`Self::changes`].
    pub(crate) fn places<'a>(&'a self) -> impl ExactSizeIterator<Item = ChangePlace<'a>> {
        let place = |change: &'a PieceOfChange| ChangePlace {
            on: self.text(change.on),
            field: self.text(change.field),
            after: &change.after,
        };
        self.pieces().iter().map(place)
    }

    /// The lines that the change of that number replaces.
    pub(crate) fn after(&self, change: usize) -> &[ActionId] {
        self.pieces().get(change).map_or(&[], |change| &change.after)
    }

    fn pieces(&self) -> &[PieceOfChange] {
        match &self.content {
            Content::Set { places, .. } => places,
            Content::Void(_) => &[],
        }
    }

    /// The words with this fingerprint, as they were when the line was written; `None` if the line does not keep them.
    #[must_use]
    pub fn seen(&self, of: &Fingerprint) -> Option<Seen> {
        self.seen_where_written(of).or_else(|| self.seen_anywhere(of))
    }

    /// The words with this fingerprint, if they are where this program writes them: exports read many lines, and need
    /// not parse long ones as a whole.
    fn seen_where_written(&self, of: &Fingerprint) -> Option<Seen> {
        serde_json::Deserializer::from_str(self.seen_text(of)?).into_iter::<Seen>().next()?.ok()
    }

    /// The end of the line from the words with this fingerprint on, if they are where this program writes them. Lines
    /// with equal ends keep the same words.
    pub(crate) fn seen_text(&self, of: &Fingerprint) -> Option<&str> {
        let all = self.raw.get(self.raw.rfind(r#","seen":{"#)?..)?;
        // Inside a text the quotes would be escaped, so this is a key.
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

/// Everything else follows from these.
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

/// The part of a line kept from the first parse, which checks all of it nevertheless.
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

/// A line with the values of its changes, which the quick reading skips.
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

/// The changes of a line that was parsed before.
fn changes_in(text: &str) -> Box<[Change]> {
    // Parses whatever `Line::read` accepts; a test makes sure of that.
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

/// Any value that [`Value`] accepts, skipped. Unlike `IgnoredAny`, it rejects the numbers and depths that [`Value`]
/// rejects.
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
    fn the_first_parse_of_a_line_agrees_with_its_changes() {
        let after = r#"["01KB0000000000000000000002"]"#;
        for value in ["null", "true", "-1", "18446744073709551615", "1.5e3", r#""\u00fc \"\\""#, r#"[1,[{}],{"a":[]}]"#]
        {
            let set =
                format!(r#"[{{"on":"claim:\u0070","field":"verdict","was":{value},"to":{value},"after":{after}}}]"#);
            let line = read(&set);
            let known = line.as_ref().ok().and_then(|line| Some((line.changes().first()?, line.places().next()?)));
            assert!(known.is_some(), "{set}: {line:?}");
            for (line, (change, place)) in line.iter().zip(known) {
                assert_eq!((place.on, place.field), (change.on.0.as_str(), change.field.as_str()));
                assert_eq!((place.after, line.after(0), change.after.len()), (change.after.as_slice(), place.after, 1));
                assert_eq!(Some(&change.to), serde_json::from_str(value).ok().as_ref());
                assert_eq!((line.by(), line.at()), ("ana", "2026"));
            }
        }
    }

    #[test]
    fn the_first_parse_refuses_invalid_values() {
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
