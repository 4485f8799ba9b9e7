//! brat standoff: annotations in a file of their own, counted in characters of a text.

use std::collections::HashMap;

use crate::import::annotated;
use crate::import::annotated::{Offsets, Units};
use crate::import::document::{Document, Line, SourceAnnotation};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::source::{Confidence, Parsed, Source};

/// Standoff annotations of brat.
pub(super) struct Brat;

impl Source for Brat {
    fn name(&self) -> &'static str {
        "brat"
    }

    fn summary(&self) -> &'static str {
        "annotations of brat (.ann), onto their text: --onto FILE"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let mut lines = input.head().lines().filter(|line| !line.trim().is_empty()).peekable();
        // The last line of the head may be cut off.
        let whole = input.bytes().len() <= input.head().len();
        let mut count = 0;
        let mut texts = 0;
        while let Some(line) = lines.next() {
            match Entry::of(line) {
                Some(Entry::Text { .. }) => texts += 1,
                Some(_) => {}
                None if lines.peek().is_none() && !whole && count > 0 => continue,
                None => return Confidence::No,
            }
            count += 1;
        }
        match (count, texts) {
            (0, _) => Confidence::No,
            (_, 0) => Confidence::Possible,
            _ => Confidence::Certain,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let base = encoding::decode(input.base_text().ok_or(ImportError::TextMissing)?, None);
        let decoded = input.decoded();
        let mut annotations = Annotations::default();
        let offsets = Offsets::new(&base.text, Units::CodePoints);
        for (number, line) in (1..).zip(decoded.text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            match Entry::of(line) {
                Some(entry) => annotations.add(entry, number, &base.text, &offsets),
                None => {
                    annotations.notices.push(Notice::at(number, NoticeKind::Skipped, "it is not a brat annotation"));
                }
            }
        }
        let lines = Line::all_of(&base.text, 1);
        let mut document = Document { lines, notices: base.notices, ..Document::default() };
        if !document.has_text() {
            return Err(ImportError::no_article("the file named with `--onto` has no text"));
        }
        document.notices.append(&mut annotations.notices);
        annotated::add(&mut document, annotations.finish());
        Ok(document.into())
    }
}

/// A line of a standoff file.
#[derive(Debug, Clone, Copy)]
enum Entry<'l> {
    /// `T1 Person 497 505 Somebody`: words of the text. What is cut in two has several spans.
    Text { id: &'l str, label: &'l str, spans: &'l str, words: &'l str },
    /// `E1 Report:T17 Reporter-Arg:T1`, `R1 Origin Arg1:T3 Arg2:T4`: how they belong together.
    Relation { id: &'l str, label: &'l str, arguments: &'l str },
    /// `A1 Confidence E1 High`: an attribute of an annotation.
    Attribute { name: &'l str, target: &'l str, value: &'l str },
    /// `N1 Reference T1 Wikidata:Q843 Pakistan`: its entry elsewhere.
    Reference { target: &'l str, entry: &'l str },
    /// `#1 AnnotatorNotes T1 …`: a note.
    Note { target: &'l str, text: &'l str },
    /// `* Equiv T1 T2`: names of one thing.
    Equivalent { ids: &'l str },
}

impl<'l> Entry<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let (id, rest) = line.split_once('\t')?;
        let (main, words) = rest.split_once('\t').unwrap_or((rest, ""));
        let (label, arguments) = main.trim().split_once(' ').unwrap_or((main.trim(), ""));
        let digits = id.get(1..).unwrap_or_default();
        let is_numbered = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = arguments.split(' ');
        let target = parts.next().unwrap_or_default();
        match id.as_bytes().first()? {
            b'T' if is_numbered => {
                let mut spans = arguments.split([' ', ';']);
                let is_span = spans.all(|count| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()));
                is_span.then_some(Self::Text { id, label, spans: arguments, words })
            }
            b'E' if is_numbered => Some(Self::Relation { id, label, arguments: main.trim() }),
            b'R' if is_numbered => Some(Self::Relation { id, label, arguments }),
            b'A' | b'M' if is_numbered => {
                Some(Self::Attribute { name: label, target, value: parts.next().unwrap_or("yes") })
            }
            b'N' if is_numbered => Some(Self::Reference { target, entry: parts.next().unwrap_or_default() }),
            b'#' => Some(Self::Note { target, text: words }),
            b'*' if id == "*" => Some(Self::Equivalent { ids: arguments }),
            _ => None,
        }
    }
}

/// Annotations as they are gathered.
#[derive(Default)]
struct Annotations {
    texts: Vec<SourceAnnotation>,
    by_id: HashMap<String, usize>,
    /// What relations, attributes and notes say of others: of which, under what name, what.
    said: Vec<(String, String, String)>,
    /// Events and relations: id, label, arguments.
    relations: Vec<[String; 3]>,
    notices: Vec<Notice>,
}

impl Annotations {
    fn add(&mut self, entry: Entry<'_>, line: usize, text: &str, offsets: &Offsets<'_>) {
        let mut say =
            |of: &str, name: &str, what: &str| self.said.push((of.to_owned(), name.to_owned(), what.to_owned()));
        match entry {
            Entry::Text { id, label, spans, words } => {
                let mut counts = spans.split([' ', ';']).filter_map(|count| count.parse().ok());
                let span = counts.next().and_then(|start| offsets.span(start, counts.next_back()?));
                let is_cut = spans.contains(';');
                let found = if is_cut {
                    span.and_then(|(start, end)| annotated::annotation(text, start, end))
                } else {
                    annotated::placed(text, span, words)
                };
                let Some(found) = found else {
                    let why = format!("“{words}” is not at its place in the text; the annotation was left out");
                    return self.notices.push(Notice::at(line, NoticeKind::Skipped, why));
                };
                self.by_id.insert(id.to_owned(), self.texts.len());
                self.texts.push(SourceAnnotation { id: Some(id.to_owned()), label: Some(label.to_owned()), ..found });
            }
            Entry::Relation { id, label, arguments } => self.relations.push([id, label, arguments].map(str::to_owned)),
            Entry::Attribute { name, target, value } => say(target, name, value),
            Entry::Reference { target, entry } => {
                let wikidata = entry.rsplit(':').next().filter(|_| entry.to_lowercase().contains("wikidata"));
                say(target, if wikidata.is_some() { "wikidata" } else { "reference" }, wikidata.unwrap_or(entry));
            }
            Entry::Note { target, text } => say(target, "", text),
            Entry::Equivalent { ids } => {
                let mut ids = ids.split(' ');
                let first = ids.next().unwrap_or_default();
                ids.for_each(|other| say(other, annotated::SAME_AS, first));
            }
        }
    }

    /// The annotations, each with what others say of it.
    fn finish(mut self) -> Vec<SourceAnnotation> {
        for [id, label, arguments] in std::mem::take(&mut self.relations) {
            let mut parts = arguments.split(' ').filter_map(|part| part.split_once(':'));
            let Some((_, first)) = parts.next() else { continue };
            if id.starts_with('E') {
                // What is said of an event is said of the words that name it.
                if let Some(at) = self.by_id.get(first).copied() {
                    self.by_id.insert(id, at);
                }
                self.said.extend(parts.map(|(role, other)| (first.to_owned(), role.to_owned(), other.to_owned())));
            } else {
                self.said.extend(parts.map(|(_, other)| (first.to_owned(), label.clone(), other.to_owned())));
            }
        }
        for (of, name, what) in &self.said {
            let Some(at) = self.by_id.get(of).copied() else { continue };
            let words = self.by_id.get(what).map(|other| self.texts[*other].quote.clone());
            let annotation = &mut self.texts[at];
            match name.as_str() {
                "" => annotation.comment = Some(what.clone()),
                name => annotation.attributes.push((name.to_owned(), words.unwrap_or_else(|| what.clone()))),
            }
        }
        self.texts
    }
}
