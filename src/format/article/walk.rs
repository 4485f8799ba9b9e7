//! The events of a file that cannot be decoded, held against the shape of an article: every problem of shape, and a
//! mended copy as JSON, so that what is beyond shape can be checked too. No tree is built.

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::text::suggestion::did_you_mean;

use super::super::problem_rule::ProblemRule;
use super::super::report::{Problem, TextPlace};
use super::locate::{Step, place_of};
use super::rules::Mended;
use super::shape::{Key, Shape};
use super::syntax::{self, TOO_DEEP};
use super::{MAX_DEPTH, MOST_PROBLEMS};

/// Tags that say no more than the shape does.
const CORE_TAGS: &str = "tag:yaml.org,2002:";

/// What a walk has found.
pub(super) struct Walked {
    pub(super) problems: Vec<Problem>,
    /// The article with its wrong parts replaced by neutral ones.
    pub(super) json: String,
    /// Which parts those are.
    pub(super) mended: Mended,
    /// What ended the walk before its time.
    pub(super) syntax: Option<Problem>,
}

/// Holds `text` against `shape`.
pub(super) fn walk(text: &str, shape: &Shape) -> Walked {
    let walked = Walked { problems: Vec::new(), json: String::new(), mended: Mended::default(), syntax: None };
    let mut walk = Walk { text, events: Box::new(Parser::new_from_str(text)), path: Vec::new(), over: false, walked };
    walk.document(shape);
    walk.walked
}

/// A value, by the event that begins it.
struct Node<'t> {
    event: Event<'t>,
    at: TextPlace,
}

struct Walk<'t> {
    text: &'t str,
    events: Box<dyn Iterator<Item = Result<(Event<'t>, Span), ScanError>> + 't>,
    path: Vec<Step>,
    over: bool,
    walked: Walked,
}

impl<'t> Walk<'t> {
    fn document(&mut self, shape: &Shape) {
        while let Some(node) = self.next() {
            match node.event {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd => {
                    let hint = "an article begins with `nutgraf: 1`";
                    self.walked.problems.push(Problem::whole(ProblemRule::Readable, "the file is empty", hint));
                    return;
                }
                _ => {
                    self.value(shape, node);
                    break;
                }
            }
        }
        while let Some(node) = self.next() {
            if matches!(node.event, Event::DocumentStart(..)) {
                let hint = "an article is one document; remove what follows `---`".to_owned();
                self.report(ProblemRule::Syntax, node.at, "a second document begins here".to_owned(), Some(hint));
                return;
            }
        }
    }

    /// The next event; none once the text has ended or cannot be read further.
    fn next(&mut self) -> Option<Node<'t>> {
        while !self.over {
            match self.events.next() {
                None => self.over = true,
                Some(Ok((event, span))) => return Some(Node { event, at: place_of(&span.start) }),
                Some(Err(error)) => {
                    self.walked.syntax = Some(syntax::problem(self.text, &error));
                    self.cut();
                }
            }
        }
        None
    }

    fn cut(&mut self) {
        self.over = true;
        self.walked.mended.cut = true;
    }

    fn report(&mut self, rule: ProblemRule, at: TextPlace, message: String, hint: Option<String>) {
        self.walked.problems.push(Problem::at(self.text, at, rule, message, hint));
        if self.walked.problems.len() >= MOST_PROBLEMS {
            self.cut();
        }
    }

    fn write(&mut self, json: &str) {
        self.walked.json.push_str(json);
    }

    fn value(&mut self, shape: &Shape, node: Node<'t>) {
        if let Some(message) = beyond_plain(&node.event) {
            let hint = Some("write the value out in full".to_owned());
            self.report(ProblemRule::PlainYaml, node.at, message.to_owned(), hint);
            return self.mend(shape, node);
        }
        match (shape, &node.event) {
            (Shape::Optional(_), Event::Scalar(text, ScalarStyle::Plain, ..)) if is_null(text) => self.write("null"),
            (Shape::Optional(inner), _) | (Shape::OneOrMore(inner), Event::Scalar(..)) => self.value(inner, node),
            (Shape::Text, Event::Scalar(text, style, ..)) if !is_nothing(text, *style) => {
                let json = serde_json::Value::from(text.as_ref()).to_string();
                self.write(&json);
            }
            (Shape::Count(most), Event::Scalar(text, ..)) if text.parse().is_ok_and(|count: u64| count <= *most) => {
                self.write(text);
            }
            (Shape::Flag, Event::Scalar(text, ScalarStyle::Plain, ..)) if *text == "true" || *text == "false" => {
                self.write(text);
            }
            (Shape::Word(words), Event::Scalar(text, style, ..)) if !is_nothing(text, *style) => {
                if words.iter().any(|word| word == text) {
                    self.write(&format!("\"{text}\""));
                } else {
                    let hint = did_you_mean(text, words.iter().map(String::as_str));
                    let hint = hint.unwrap_or_else(|| format!("it is one of {}", words.join(", ")));
                    let message = format!("{} cannot be `{}`", self.name(), short(text));
                    self.report(ProblemRule::BadValue, node.at, message, Some(hint));
                    self.mend(shape, node);
                }
            }
            (Shape::OneOrMore(inner), Event::SequenceStart(..)) => self.list(inner, 1, node.at),
            (Shape::List(inner), Event::SequenceStart(..)) => self.list(inner, 0, node.at),
            (Shape::Keys(keys), Event::MappingStart(..)) => self.keys(keys, node.at),
            _ => self.mismatch(shape, node),
        }
    }

    fn mismatch(&mut self, shape: &Shape, node: Node<'t>) {
        let message = format!("{} must be {}, not {}", self.name(), expected(shape), found(&node.event));
        let is_text = matches!((shape, &node.event), (Shape::Text, Event::MappingStart(..)));
        let hint = is_text.then(|| "put text that contains `: ` in quotes, or below `>-`".to_owned());
        self.report(ProblemRule::WrongType, node.at, message, hint);
        self.mend(shape, node);
    }

    /// Puts something neutral in the place of a wrong value.
    fn mend(&mut self, shape: &Shape, node: Node<'t>) {
        self.walked.mended.add(self.path.clone());
        self.write(&neutral(shape));
        self.skip(node);
    }

    fn list(&mut self, inner: &Shape, least: usize, at: TextPlace) {
        self.write("[");
        let mut count = 0;
        while let Some(node) = self.next() {
            if node.event == Event::SequenceEnd {
                break;
            }
            self.write(if count > 0 { "," } else { "" });
            self.path.push(Step::Index(count));
            self.value(inner, node);
            self.path.pop();
            count += 1;
        }
        if count < least {
            if !self.over {
                let message = format!("{} is a list without anything in it", self.name());
                self.report(ProblemRule::BadValue, at, message, Some("name at least one".to_owned()));
            }
            self.walked.mended.add(self.path.clone());
            self.write(&neutral(inner));
        }
        self.write("]");
    }

    fn keys(&mut self, keys: &[Key], at: TextPlace) {
        self.write("{");
        let mut seen = vec![false; keys.len()];
        while let Some(node) = self.next() {
            if node.event == Event::MappingEnd {
                break;
            }
            if let Some(index) = self.known_key(keys, &seen, node) {
                self.separate(&seen);
                seen[index] = true;
                self.key(&keys[index]);
                if let Some(value) = self.next() {
                    self.value(&keys[index].shape, value);
                } else {
                    self.walked.mended.add(self.path.clone());
                    self.write(&neutral(&keys[index].shape));
                }
                self.path.pop();
            } else if let Some(value) = self.next() {
                self.skip(value);
            }
        }
        for index in 0..keys.len() {
            if keys[index].required && !seen[index] {
                self.missing(&keys[index], &seen, at);
                seen[index] = true;
            }
        }
        self.write("}");
    }

    /// Begins the value of a key.
    fn key(&mut self, key: &Key) {
        self.write(&format!("\"{}\":", key.name));
        self.path.push(Step::Key(key.name.clone().into()));
    }

    fn separate(&mut self, seen: &[bool]) {
        self.write(if seen.contains(&true) { "," } else { "" });
    }

    fn missing(&mut self, key: &Key, seen: &[bool], at: TextPlace) {
        if !self.over {
            let message = format!("{} lacks the key `{}`", self.name(), key.name);
            self.report(ProblemRule::MissingKey, at, message, None);
        }
        self.separate(seen);
        self.key(key);
        self.walked.mended.add(self.path.clone());
        self.write(&neutral(&key.shape));
        self.path.pop();
    }

    /// The index of the key that begins here, when it may stand here.
    fn known_key(&mut self, keys: &[Key], seen: &[bool], node: Node<'t>) -> Option<usize> {
        let Event::Scalar(name, ..) = &node.event else {
            self.report(ProblemRule::WrongType, node.at, "a key must be a word".to_owned(), None);
            self.skip(node);
            return None;
        };
        if name == "<<" {
            self.report(ProblemRule::PlainYaml, node.at, "merge keys are not read".to_owned(), None);
            return None;
        }
        let index = keys.iter().position(|key| key.name == *name);
        match index {
            None => {
                let names = || keys.iter().map(|key| key.name.as_str());
                let hint = did_you_mean(name, names())
                    .unwrap_or_else(|| format!("the keys here are {}", names().collect::<Vec<_>>().join(", ")));
                self.report(ProblemRule::UnknownKey, node.at, format!("unknown key `{}`", short(name)), Some(hint));
            }
            Some(index) if seen[index] => {
                let message = format!("the key `{name}` stands here twice");
                self.report(ProblemRule::DuplicateKey, node.at, message, Some("keep one of the two".to_owned()));
                return None;
            }
            Some(_) => {}
        }
        index
    }

    /// Passes over a value, however deep.
    fn skip(&mut self, node: Node<'t>) {
        let mut next = Some(node);
        let mut depth = 0;
        while let Some(node) = next {
            match node.event {
                Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth -= 1,
                _ => {}
            }
            if depth + self.path.len() > MAX_DEPTH {
                self.report(ProblemRule::PlainYaml, node.at, TOO_DEEP.to_owned(), None);
                return self.cut();
            }
            if depth == 0 {
                return;
            }
            next = self.next();
        }
    }

    /// What the value at hand is called in messages.
    fn name(&self) -> String {
        match self.path.as_slice() {
            [] => "the file".to_owned(),
            [.., Step::Key(name)] => format!("`{name}`"),
            [.., Step::Key(name), Step::Index(index)] => format!("item {} of `{name}`", index + 1),
            [.., Step::Index(index)] => format!("item {}", index + 1),
        }
    }
}

/// What an article may not use of YAML.
fn beyond_plain(event: &Event<'_>) -> Option<&'static str> {
    let (anchor, tag) = match event {
        Event::Alias(..) | Event::UnresolvedAlias(..) => return Some("aliases are not read"),
        Event::Scalar(_, _, anchor, tag)
        | Event::SequenceStart(_, anchor, tag)
        | Event::MappingStart(_, anchor, tag) => (anchor, tag),
        _ => return None,
    };
    let is_foreign = tag.as_ref().is_some_and(|tag| tag.handle() != CORE_TAGS);
    (*anchor != 0).then_some("anchors are not read").or(is_foreign.then_some("tags are not read"))
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn is_nothing(text: &str, style: ScalarStyle) -> bool {
    style == ScalarStyle::Plain && is_null(text)
}

fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Count(_) => "a whole number".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Word(words) => format!("one of {}", words.join(", ")),
        Shape::List(_) => "a list".to_owned(),
        Shape::OneOrMore(inner) | Shape::Optional(inner) => expected(inner),
        Shape::Keys(_) => "a mapping of keys to values".to_owned(),
    }
}

fn found(event: &Event<'_>) -> String {
    match event {
        Event::SequenceStart(..) => "a list".to_owned(),
        Event::MappingStart(..) => "a mapping".to_owned(),
        Event::Scalar(text, style, ..) if is_nothing(text, *style) => "nothing".to_owned(),
        Event::Scalar(text, ..) => format!("`{}`", short(text)),
        _ => "this".to_owned(),
    }
}

/// The beginning of a value, for a message.
fn short(text: &str) -> String {
    let mut short: String =
        text.chars().take(40).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// JSON of this shape that says nothing.
fn neutral(shape: &Shape) -> String {
    match shape {
        Shape::Text => "\"\"".to_owned(),
        Shape::Count(_) => "0".to_owned(),
        Shape::Flag => "false".to_owned(),
        Shape::Word(words) => format!("\"{}\"", words.first().map_or("", String::as_str)),
        Shape::List(_) => "[]".to_owned(),
        Shape::OneOrMore(inner) => format!("[{}]", neutral(inner)),
        Shape::Optional(_) => "null".to_owned(),
        Shape::Keys(keys) => {
            let required = keys.iter().filter(|key| key.required);
            let pairs: Vec<String> = required.map(|key| format!("\"{}\":{}", key.name, neutral(&key.shape))).collect();
            format!("{{{}}}", pairs.join(","))
        }
    }
}
