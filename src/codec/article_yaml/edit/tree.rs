//! A YAML text as a tree of byte ranges: the place and style of each value.

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

/// A value of the file.
#[derive(Debug)]
pub(crate) struct Node {
    /// First byte.
    pub(crate) start: usize,
    /// The byte after its last one that is not white space.
    pub(crate) end: usize,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Scalar,
    Mapping { in_braces: bool, entries: Vec<Entry> },
    Sequence { in_brackets: bool, items: Vec<Node> },
}

/// A key and its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// Byte where the key begins.
    pub(crate) start: usize,
    pub(crate) value: Node,
}

impl Node {
    /// The entry with this key, and its index.
    pub(crate) fn entry(&self, key: &str) -> Option<(usize, &Entry)> {
        let Kind::Mapping { entries, .. } = &self.kind else { return None };
        entries.iter().enumerate().find(|(_, entry)| entry.key == key)
    }

    /// The value with this key.
    pub(crate) fn value(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|(_, entry)| &entry.value)
    }

    /// The item at that index.
    pub(crate) fn item(&self, index: usize) -> Option<&Self> {
        let Kind::Sequence { items, .. } = &self.kind else { return None };
        items.get(index)
    }
}

/// The tree of a text with one document; `None` if it cannot be parsed, or has features that articles never use.
pub(crate) fn tree(text: &str) -> Option<Node> {
    let mut reading = Reading { text, parser: Parser::new_from_str(text) };
    loop {
        match reading.next()? {
            (Event::StreamStart | Event::DocumentStart(..), _) => {}
            (event, span) => return reading.node(&event, &span, 0),
        }
    }
}

struct Reading<'t, P> {
    text: &'t str,
    parser: P,
}

impl<'t, P, E> Reading<'t, P>
where
    P: Iterator<Item = Result<(Event<'t>, Span), E>>,
{
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        self.parser.next()?.ok()
    }

    /// The node that an event begins; `after` is the place of a value without text.
    fn node(&mut self, event: &Event<'t>, span: &Span, after: usize) -> Option<Node> {
        let (start, end) = (span.start.byte_offset()?, span.end.byte_offset()?);
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty() || start == end => {
                Some(Node { start: after, end: after, kind: Kind::Scalar })
            }
            Event::Scalar(..) => {
                let end = start + self.text.get(start..end)?.trim_end().len();
                Some(Node { start, end, kind: Kind::Scalar })
            }
            Event::SequenceStart(style, ..) => self.sequence(*style == StructureStyle::Flow, start, after),
            Event::MappingStart(style, ..) => self.mapping(*style == StructureStyle::Flow, start, after),
            _ => None,
        }
    }

    fn sequence(&mut self, in_brackets: bool, start: usize, after: usize) -> Option<Node> {
        let mut items: Vec<Node> = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, span) => {
                    let last = items.last().map_or(after, |item| item.end);
                    let end = if in_brackets { span.end.byte_offset()? } else { last };
                    let start = if in_brackets { start } else { items.first().map_or(after, |item| item.start) };
                    return Some(Node { start, end, kind: Kind::Sequence { in_brackets, items } });
                }
                (event, span) => {
                    let last = items.last().map_or(start, |item| item.end);
                    items.push(self.node(&event, &span, last)?);
                }
            }
        }
    }

    fn mapping(&mut self, in_braces: bool, start: usize, after: usize) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            match self.next()? {
                (Event::MappingEnd, span) => {
                    let last = entries.last().map_or(after, |entry| entry.value.end);
                    let end = if in_braces { span.end.byte_offset()? } else { last };
                    let start = if in_braces { start } else { entries.first().map_or(after, |entry| entry.start) };
                    return Some(Node { start, end, kind: Kind::Mapping { in_braces, entries } });
                }
                (Event::Scalar(key, ..), span) => {
                    let (start, end) = (span.start.byte_offset()?, span.end.byte_offset()?);
                    // A value without text is right after the colon.
                    let after = end + self.text.get(end..)?.find(':')? + 1;
                    let (event, span) = self.next()?;
                    let value = self.node(&event, &span, after)?;
                    entries.push(Entry { key: key.into_owned(), start, value });
                }
                _ => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, node: &Node) -> String {
        let part = &text[node.start..node.end];
        match &node.kind {
            Kind::Scalar => format!("<{part}>"),
            Kind::Mapping { entries, .. } => {
                let entry = |entry: &Entry| format!("{}={}", entry.key, shown(text, &entry.value));
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(" "))
            }
            Kind::Sequence { items, .. } => {
                format!("[{}]", items.iter().map(|item| shown(text, item)).collect::<Vec<_>>().join(" "))
            }
        }
    }

    #[test]
    fn each_value_is_found_without_the_space_and_the_comments_around_it() {
        let text = "a: one   # why\nb: >-\n  two\n  three\n\n# four\nc:\nd: [x, 'y']\ne:\n- {f: \"ü\", g: [] } # h\n-\n  i: j\n";
        let tree = tree(text);
        assert_eq!(
            tree.map(|tree| shown(text, &tree)).unwrap_or_default(),
            "{a=<one> b=<two\n  three> c=<> d=[<x> <'y'>] e=[{f=<\"ü\"> g=[]} {i=<j>}]}"
        );
    }
}
