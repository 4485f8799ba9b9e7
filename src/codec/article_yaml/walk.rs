//! Checks the events of a file that cannot be decoded against the shape of an article. Finds every problem of shape,
//! and makes a repaired copy as JSON for the further rules. No tree is built.

use serde_json::Value;
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::text::beginning::beginning;
use crate::text::suggestion::did_you_mean;

use crate::codec::article_yaml::locate::{Step, place_of};
use crate::codec::article_yaml::rules::Mended;
use crate::codec::article_yaml::schema_shape::{Key, Shape};
use crate::codec::article_yaml::syntax;
use crate::codec::article_yaml::syntax::TOO_DEEP;
use crate::codec::article_yaml::{MAX_DEPTH, MOST_PROBLEMS};
use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::diagnostics::{Problem, TextPlace};

/// Code points of a value that a message repeats.
const MOST_SHOWN: usize = 40;

/// Tags that say nothing beyond the shape.
const CORE_TAGS: &str = "tag:yaml.org,2002:";

/// The key of the file with the values for claims that do not set them.
const DEFAULTS: &str = "defaults";
/// Keys that people write, and their names in the format.
const OTHER_NAMES: [(&str, &str); 18] = [
    ("author", "byline"),
    ("authors", "byline"),
    ("by", "byline"),
    ("date", "published"),
    ("publication-date", "published"),
    ("updated", "revised"),
    ("publisher", "outlet"),
    ("source", "speaker"),
    ("newspaper", "outlet"),
    ("link", "url"),
    ("lang", "language"),
    ("type", "kind"),
    ("title", "heading"),
    ("name", "title"),
    ("headline", "title"),
    ("statement", "text"),
    ("claim", "text"),
    ("date", "when"),
];
/// Words that people write as values, and their names in the format.
const OTHER_WORDS: [(&str, &str); 9] = [
    ("company", "organisation"),
    ("organization", "organisation"),
    ("party", "organisation"),
    ("country", "state"),
    ("city", "place"),
    ("location", "place"),
    ("human", "person"),
    ("treaty", "agreement"),
    ("certain", "stated"),
];

/// A suggestion for an unknown word: the name of a synonym, or a similar known word.
fn meant(word: &str, names: &[(&str, &str)], known: &[&str]) -> Option<String> {
    let other = names.iter().find(|(other, name)| other.eq_ignore_ascii_case(word) && known.contains(name));
    other.map(|(_, name)| format!("did you mean `{name}`?")).or_else(|| did_you_mean(word, known.iter().copied()))
}

/// The result of a walk.
pub(crate) struct Walked {
    pub(crate) problems: Vec<Problem>,
    /// The article with its invalid parts replaced by neutral ones.
    pub(crate) json: String,
    /// The parts that were replaced.
    pub(crate) mended: Mended,
    /// The error that stopped the walk early.
    pub(crate) syntax: Option<Problem>,
    /// How many keys of claims get their value from `defaults`.
    pub(crate) defaulted: usize,
}

/// Checks `text` against `shape`.
pub(crate) fn walk(text: &str, shape: &Shape) -> Walked {
    let walked =
        Walked { problems: Vec::new(), json: String::new(), mended: Mended::default(), syntax: None, defaulted: 0 };
    let events = Box::new(Parser::new_from_str(text));
    let mut walk = Walk { text, events, path: Vec::new(), over: false, walked, defaults: Value::Null };
    walk.document(shape);
    walk.walked
}

/// A value, with the event that begins it.
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
    /// The values for claims that do not set them, as read so far.
    defaults: Value,
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

    /// The next event; `None` at the end of the text or after a syntax error.
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
                    let known: Vec<&str> = words.iter().map(String::as_str).collect();
                    let hint = meant(text, &OTHER_WORDS, &known);
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

    /// Replaces an invalid value by a neutral one.
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
                let message = format!("{} is an empty list", self.name());
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
                    let start = self.walked.json.len();
                    self.value(&keys[index].shape, value);
                    if keys[index].name == DEFAULTS && self.path.len() == 1 {
                        self.defaults = serde_json::from_str(&self.walked.json[start..]).unwrap_or_default();
                    }
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
        let is_of_claim = matches!(self.path.as_slice(), [.., Step::Key(list), Step::Index(_)] if list == "claims");
        let default = self.defaults.get(&key.name).filter(|value| is_of_claim && !value.is_null()).cloned();
        if let Some(default) = default {
            self.separate(seen);
            self.write(&format!("\"{}\":{default}", key.name));
            self.walked.defaulted += 1;
            return;
        }
        if !self.over {
            let message = format!("{} lacks the key `{}`", self.name(), key.name);
            let hint = (is_of_claim && matches!(key.name.as_str(), "speaker" | "certainty")).then(|| {
                format!("to say it once for all claims, write `{DEFAULTS}: {{{}: …}}` before `sections`", key.name)
            });
            self.report(ProblemRule::MissingKey, at, message, hint);
        }
        self.separate(seen);
        self.key(key);
        self.walked.mended.add(self.path.clone());
        self.write(&neutral(&key.shape));
        self.path.pop();
    }

    /// The index of the key that begins here, if it is valid here.
    fn known_key(&mut self, keys: &[Key], seen: &[bool], node: Node<'t>) -> Option<usize> {
        let Event::Scalar(name, ..) = &node.event else {
            self.report(ProblemRule::WrongType, node.at, "a key must be a word".to_owned(), None);
            self.skip(node);
            return None;
        };
        if name == "<<" {
            self.report(ProblemRule::PlainYaml, node.at, "merge keys are not allowed".to_owned(), None);
            return None;
        }
        let index = keys.iter().position(|key| key.name == *name);
        match index {
            None => {
                let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
                let hint = meant(name, &OTHER_NAMES, &names)
                    .unwrap_or_else(|| format!("the keys here are {}", names.join(", ")));
                self.report(ProblemRule::UnknownKey, node.at, format!("unknown key `{}`", short(name)), Some(hint));
            }
            Some(index) if seen[index] => {
                let message = format!("the key `{name}` appears twice here");
                self.report(ProblemRule::DuplicateKey, node.at, message, Some("keep one of the two".to_owned()));
                return None;
            }
            Some(_) => {}
        }
        index
    }

    /// Skips a value, however deep.
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

    /// The name of the current value in messages.
    fn name(&self) -> String {
        match self.path.as_slice() {
            [] => "the file".to_owned(),
            [.., Step::Key(name)] => format!("`{name}`"),
            [.., Step::Key(name), Step::Index(index)] => format!("item {} of `{name}`", index + 1),
            [.., Step::Index(index)] => format!("item {}", index + 1),
        }
    }
}

/// The feature of YAML that an article may not use.
fn beyond_plain(event: &Event<'_>) -> Option<&'static str> {
    let (anchor, tag) = match event {
        Event::Alias(..) | Event::UnresolvedAlias(..) => return Some("YAML aliases are not allowed"),
        Event::Scalar(_, _, anchor, tag)
        | Event::SequenceStart(_, anchor, tag)
        | Event::MappingStart(_, anchor, tag) => (anchor, tag),
        _ => return None,
    };
    let is_foreign = tag.as_ref().is_some_and(|tag| tag.handle() != CORE_TAGS);
    (*anchor != 0).then_some("YAML anchors are not allowed").or(is_foreign.then_some("YAML tags are not allowed"))
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
    beginning(text, MOST_SHOWN).replace(char::is_control, " ")
}

/// A neutral JSON value of this shape.
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
