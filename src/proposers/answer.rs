//! An answer of a proposer, which may be anything: bytes to the entities and claims in it, and what of it is refused.

use crate::text::json_fault;
use std::fmt;

use serde_json::{Deserializer, Map, Value};

use crate::text::beginning::beginning;
use crate::text::counted::counted;

/// More entities and claims than this are not read.
pub const MOST_ITEMS: usize = 20_000;
/// This many refusals and notices are kept word by word; the others are counted.
pub const MOST_TOLD: usize = 100;
/// So much of a line that is no JSON is repeated, in code points.
const MOST_REPEATED: usize = 60;

/// Where in an answer something is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Which answer of several about one article, counted from 1; 0 where there is but one.
    pub answer: usize,
    /// Line, counted from 1.
    pub line: usize,
    /// Which element of a list on that line, counted from 1; none for the line itself.
    pub element: Option<(Sort, usize)>,
}

/// What an element of an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// An entity.
    Entity,
    /// A claim.
    Claim,
    /// Either.
    Item,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.answer > 0 {
            write!(formatter, "answer {}, ", self.answer)?;
        }
        write!(formatter, "line {}", self.line)?;
        match self.element {
            None => Ok(()),
            Some((Sort::Entity, number)) => write!(formatter, ", entity {number}"),
            Some((Sort::Claim, number)) => write!(formatter, ", claim {number}"),
            Some((Sort::Item, number)) => write!(formatter, ", item {number}"),
        }
    }
}

/// Something at a place of an answer, for people: why it was refused, or what was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where.
    pub place: Place,
    /// What, as the rest of a sentence.
    pub text: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.text)
    }
}

/// Remarks, of which only the first are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// The first.
    pub kept: Vec<Remark>,
    /// How many there are in all.
    pub count: usize,
}

impl Remarks {
    /// Adds a remark.
    pub fn add(&mut self, place: Place, text: impl Into<String>) {
        self.count += 1;
        if self.kept.len() < MOST_TOLD {
            self.kept.push(Remark { place, text: text.into() });
        }
    }
}

/// An entity or a claim as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) place: Place,
    pub(super) is_claim: bool,
    pub(super) fields: Map<String, Value>,
}

/// What an answer says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    pub(super) items: Vec<Item>,
    /// What cannot be read.
    pub refused: Remarks,
    /// What was forgiven.
    pub notices: Remarks,
}

impl Answer {
    /// Reads an answer: `{"entities": […], "claims": […]}`, or entities and claims one by one, on lines of their own or over
    /// several lines. A code fence, and text before the first `{`, are forgiven.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        Self::read_all(&[bytes])
    }

    /// Reads the answers to the requests that an article was sent in, as one.
    #[must_use]
    pub fn read_all(answers: &[impl AsRef<[u8]>]) -> Self {
        let mut all = Self::default();
        for (index, bytes) in answers.iter().enumerate() {
            let number = if answers.len() > 1 { index + 1 } else { 0 };
            let mut reader = Reader { answer: all, number, line: 1, began: false, skipped: 0 };
            let text = reader.decoded(bytes.as_ref());
            reader.read(&text);
            all = reader.answer;
        }
        all
    }
}

struct Reader {
    answer: Answer,
    /// Which of several answers it reads; 0 for the only one.
    number: usize,
    /// Number of the line that is read.
    line: usize,
    /// Whether JSON was found already.
    began: bool,
    /// How many lines were skipped before the JSON.
    skipped: usize,
}

impl Reader {
    /// The text, in which a line that is not UTF-8 is empty.
    fn decoded(&mut self, bytes: &[u8]) -> String {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if let Ok(text) = std::str::from_utf8(bytes) {
            return text.to_owned();
        }
        let mut text = String::with_capacity(bytes.len());
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            match std::str::from_utf8(line) {
                Ok(line) => text.push_str(line),
                Err(_) => self
                    .answer
                    .refused
                    .add(Place { answer: self.number, line: number + 1, element: None }, "it is not UTF-8"),
            }
            text.push('\n');
        }
        text
    }

    fn read(&mut self, text: &str) {
        let mut at = 0;
        let mut first_skipped = None;
        while at < text.len() {
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            let line = &text[at..end];
            let brace = if line.trim_start().starts_with('[') { line.find('[') } else { line.find('{') };
            // Before the JSON, text may hold braces of its own.
            let parsed = brace.map(|brace| (brace, self.value(&text[at + brace..])));
            match parsed {
                Some((brace, Ok((value, length)))) => {
                    self.passed_over(&line[..brace], &mut first_skipped);
                    self.began = true;
                    self.take(value);
                    let next = at + brace + length;
                    self.line += text[at..next].matches('\n').count();
                    at = next;
                    continue;
                }
                Some((0, Err(why))) => {
                    self.began = true;
                    self.refuse(why);
                }
                _ => self.passed_over(line, &mut first_skipped),
            }
            at = end + 1;
            self.line += 1;
        }
        if let Some(remark) = first_skipped {
            self.end_skipped(remark);
        }
    }

    /// The value at the start of a text, and how many bytes it takes.
    fn value(&self, text: &str) -> Result<(Value, usize), String> {
        let mut stream = Deserializer::from_str(text).into_iter::<Value>();
        match stream.next() {
            Some(Ok(value)) => Ok((value, stream.byte_offset())),
            Some(Err(error)) => {
                let line = self.line + error.line().saturating_sub(1);
                Err(format!("{}, line {line}", json_fault::what(&error)))
            }
            None => Err("it is not JSON: it is empty".to_owned()),
        }
    }

    /// Text that is no JSON.
    fn passed_over(&mut self, text: &str, first: &mut Option<Remark>) {
        let text = text.trim();
        if text.is_empty() || matches!(text, "," | "]" | "[") {
            return;
        }
        let place = self.place(None);
        if text.starts_with("```") || text.starts_with("~~~") {
            self.answer.notices.add(place, "skipped a code fence");
        } else if self.began {
            self.refuse(format!("it is not JSON: “{}”", beginning(text, MOST_REPEATED)));
        } else {
            self.skipped += 1;
            first.get_or_insert_with(|| Remark { place, text: beginning(text, MOST_REPEATED).into_owned() });
        }
    }

    /// Reports the text before the JSON; where there is no JSON, it is all refused.
    fn end_skipped(&mut self, first: Remark) {
        let more =
            if self.skipped > 1 { format!(" and {}", counted(self.skipped - 1, "more line")) } else { String::new() };
        let Remark { place, text } = first;
        if self.began {
            self.answer.notices.add(place, format!("skipped text before the JSON: “{text}”{more}"));
        } else {
            self.answer.refused.add(place, format!("there is no JSON in the answer, but “{text}”{more}"));
        }
    }

    fn place(&self, element: Option<(Sort, usize)>) -> Place {
        Place { answer: self.number, line: self.line, element }
    }

    fn refuse(&mut self, why: String) {
        let place = self.place(None);
        self.answer.refused.add(place, why);
    }

    fn take(&mut self, value: Value) {
        match value {
            Value::Object(fields) => self.object(fields),
            Value::Array(list) => self.list(list, Sort::Item),
            _ => self.refuse("it is neither an object nor a list".to_owned()),
        }
    }

    fn object(&mut self, mut fields: Map<String, Value>) {
        if fields.is_empty() {
            return;
        }
        let lists = [("entities", Sort::Entity), ("claims", Sort::Claim)];
        if !lists.iter().any(|(key, _)| fields.contains_key(*key)) {
            let place = self.place(None);
            return self.item(place, Sort::Item, fields);
        }
        for (key, sort) in lists {
            match fields.remove(key) {
                Some(Value::Array(list)) => self.list(list, sort),
                None | Some(Value::Null) => {}
                Some(_) => self.refuse(format!("`{key}` is not a list")),
            }
        }
    }

    fn list(&mut self, list: Vec<Value>, sort: Sort) {
        for (number, value) in list.into_iter().enumerate() {
            let place = self.place(Some((sort, number + 1)));
            match value {
                Value::Object(fields) => self.item(place, sort, fields),
                _ => self.answer.refused.add(place, "it is not an object"),
            }
        }
    }

    fn item(&mut self, place: Place, sort: Sort, fields: Map<String, Value>) {
        let has = |keys: [&str; 2]| keys.iter().any(|key| fields.contains_key(*key));
        let is_claim = match sort {
            Sort::Claim => true,
            Sort::Entity => false,
            Sort::Item if has(["claim", "quote"]) => true,
            Sort::Item if has(["entity", "name"]) => false,
            Sort::Item => return self.answer.refused.add(place, "it has neither `entity` nor `claim`"),
        };
        if self.answer.items.len() == MOST_ITEMS {
            return self.answer.refused.add(place, format!("an answer may have {MOST_ITEMS} entities and claims"));
        }
        self.answer.items.push(Item { place, is_claim, fields });
    }
}

/// Finds out, while an answer arrives, when it is complete: at an object that has `entities` or `claims` or is empty, as
/// those who answer several requests send.
#[derive(Debug, Default)]
pub struct EndFinder {
    /// The JSON that has begun, up to the last whole line; empty between values.
    begun: Vec<u8>,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl EndFinder {
    /// Takes in the next line, with its break; answers whether the answer ends here.
    pub fn line(&mut self, line: &[u8]) -> bool {
        if self.begun.is_empty() && !line.trim_ascii_start().starts_with(b"{") {
            return false;
        }
        self.in_string = false;
        self.escaped = false;
        for byte in line {
            self.byte(*byte);
        }
        self.begun.extend(line);
        if self.depth > 0 {
            return false;
        }
        let begun = std::mem::take(&mut self.begun);
        let value = serde_json::from_slice::<Map<String, Value>>(&begun);
        value.is_ok_and(|fields| fields.is_empty() || fields.contains_key("entities") || fields.contains_key("claims"))
    }

    fn byte(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            _ if self.in_string => {}
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(remarks: &Remarks) -> Vec<String> {
        remarks.kept.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn both_shapes_are_read_the_same_way() {
        let one = Answer::read(br#"{"entities":[{"entity":"Ostrow"}],"claims":[{"claim":"x","quote":"y"}]}"#);
        let lines = Answer::read(b"{\"entity\":\"Ostrow\"}\n{\"claim\":\"x\",\"quote\":\"y\"}\n");
        let fields = |answer: &Answer| answer.items.iter().map(|item| item.fields.clone()).collect::<Vec<_>>();
        assert_eq!(fields(&one), fields(&lines));
        assert_eq!(one.items[1].place.to_string(), "line 1, claim 1");
        assert_eq!(lines.items[1].place.to_string(), "line 2");
    }

    #[test]
    fn fences_and_text_before_are_forgiven_and_told() {
        let answer = Answer::read(
            b"Here you are:\nHope it helps {!}\n```json\n{\n  \"entities\": [],\n  \"claims\": [{\"claim\":\"x\"}]\n}\n```\n",
        );
        assert_eq!(answer.items.len(), 1);
        assert_eq!(answer.refused.count, 0, "{:?}", answer.refused);
        assert_eq!(
            told(&answer.notices),
            [
                "line 3: skipped a code fence",
                "line 8: skipped a code fence",
                "line 1: skipped text before the JSON: “Here you are:” and 1 more line"
            ]
        );
        let same_line = Answer::read(br#"Sure! {"entity":"Ostrow"}"#);
        assert_eq!((same_line.items.len(), same_line.notices.count), (1, 1));
    }

    #[test]
    fn a_bad_line_costs_no_other() {
        let answer = Answer::read(
            b"{\"entity\":\"A\"}\n{\"entity\":\n{\"entity\":\"B\"}\n\xff\nwords\n7\n{\"mood\":1}\n[{\"entity\":\"C\"},3]\n",
        );
        let names: Vec<&Value> = answer.items.iter().map(|item| &item.fields["entity"]).collect();
        assert_eq!(names, ["A", "B", "C"]);
        let told = told(&answer.refused);
        assert_eq!(told.len(), 6, "{told:#?}");
        assert_eq!(told[0], "line 4: it is not UTF-8");
        assert!(told[1].starts_with("line 2: it is not JSON: "), "{told:?}");
        assert_eq!(told[5], "line 8, item 2: it is not an object");
    }

    #[test]
    fn rubbish_is_refused_whole() {
        for rubbish in ["no", "{", "[[[[", "```", "null", "\u{1b}[2J", &"[".repeat(100_000), &"{\"a\":".repeat(100_000)]
        {
            let answer = Answer::read(rubbish.as_bytes());
            assert!(answer.items.is_empty(), "{rubbish}");
        }
        assert_eq!(Answer::read(b"no").refused.kept[0].to_string(), "line 1: there is no JSON in the answer, but “no”");
    }

    #[test]
    fn an_answer_ends_with_an_object_of_lists_or_an_empty_one() {
        let ends = |lines: &[&str]| {
            let mut finder = EndFinder::default();
            lines.iter().map(|line| finder.line(line.as_bytes())).collect::<Vec<_>>()
        };
        assert_eq!(ends(&["{\"entity\":\"A\"}\n", "{}\n"]), [false, true]);
        assert_eq!(ends(&["```\n", "{\"claims\": [\n", "{\"claim\":\"}\"}\n", "]}\n"]), [false, false, false, true]);
        assert_eq!(ends(&["{\"entity\":\"entities\"}\n", "{\"entities\":[]}\n"]), [false, true]);
    }
}
