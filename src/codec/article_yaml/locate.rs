//! Finds the places of values in a YAML text, in one pass over the parser's events, which runs only if something is
//! wrong.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_yaml::granit_parser::{Event, Marker, Parser};

use crate::codec::diagnostics::TextPlace;

/// One step of a path into a YAML document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    /// Into the value with this key.
    Key(Cow<'static, str>),
    /// Into the element at that index.
    Index(usize),
}

impl Step {
    pub(crate) const fn key(name: &'static str) -> Self {
        Self::Key(Cow::Borrowed(name))
    }
}

/// A place from the parser, as reports need it.
pub(crate) fn place_of(marker: &Marker) -> TextPlace {
    TextPlace { line: marker.line(), column: marker.col() + 1, byte: marker.byte_offset().unwrap_or(0) }
}

/// A tree of the paths to find; anything outside them costs nothing.
pub(crate) struct Locator {
    nodes: Vec<Node>,
    /// Nodes whose place is not known yet.
    left: usize,
}

#[derive(Default)]
struct Node {
    parent: Option<usize>,
    steps: HashMap<Step, usize>,
    place: Option<TextPlace>,
}

/// A path to find.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted(usize);

impl Default for Locator {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], left: 1 }
    }
}

/// A collection around the current event, with its node if a path leads through it.
enum Level {
    Sequence { node: Option<usize>, next: usize },
    Mapping { node: Option<usize>, value: Value },
}

/// What a mapping expects next.
enum Value {
    /// A key.
    None,
    /// The value of a key, with its node if a path leads to it.
    Of(Option<usize>),
}

impl Locator {
    /// Adds the value at the end of `path` to those to find.
    pub(crate) fn want(&mut self, path: &[Step]) -> Wanted {
        let mut at = 0;
        for step in path {
            at = if let Some(next) = self.nodes[at].steps.get(step) {
                *next
            } else {
                self.nodes.push(Node { parent: Some(at), ..Node::default() });
                self.left += 1;
                let next = self.nodes.len() - 1;
                self.nodes[at].steps.insert(step.clone(), next);
                next
            };
        }
        Wanted(at)
    }

    /// The place of a value; if there is none, that of the nearest value around it.
    pub(crate) fn place(&self, wanted: Wanted) -> TextPlace {
        let mut at = wanted.0;
        loop {
            match (self.nodes[at].place, self.nodes[at].parent) {
                (Some(place), _) => return place,
                (None, Some(parent)) => at = parent,
                (None, None) => return TextPlace::START,
            }
        }
    }

    pub(crate) fn walk(&mut self, text: &str) {
        let mut levels: Vec<Level> = Vec::new();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { return };
            if self.left == 0 {
                return;
            }
            match event {
                Event::SequenceEnd | Event::MappingEnd => {
                    levels.pop();
                    step_on(&mut levels);
                }
                Event::Scalar(ref name, ..) if expects_key(&levels) => self.key(&mut levels, name),
                Event::Scalar(..) | Event::Alias(..) => {
                    self.arrive(&levels, &span.start);
                    step_on(&mut levels);
                }
                Event::SequenceStart(..) => {
                    let node = self.arrive(&levels, &span.start);
                    levels.push(Level::Sequence { node, next: 0 });
                }
                Event::MappingStart(..) => {
                    let node = self.arrive(&levels, &span.start);
                    levels.push(Level::Mapping { node, value: Value::None });
                }
                _ => {}
            }
        }
    }

    fn key(&self, levels: &mut [Level], name: &str) {
        if let Some(Level::Mapping { node, value }) = levels.last_mut() {
            let step =
                node.and_then(|node| self.nodes[node].steps.get(&Step::Key(Cow::Owned(name.to_owned()))).copied());
            *value = Value::Of(step);
        }
    }

    /// The node of the value that begins here. If a path leads to several places, the first counts.
    fn arrive(&mut self, levels: &[Level], start: &Marker) -> Option<usize> {
        let node = match levels.last() {
            None => Some(0),
            Some(Level::Sequence { node, next }) => {
                node.and_then(|node| self.nodes[node].steps.get(&Step::Index(*next)).copied())
            }
            Some(Level::Mapping { value: Value::Of(node), .. }) => *node,
            Some(Level::Mapping { value: Value::None, .. }) => None,
        }?;
        if self.nodes[node].place.is_none() {
            self.nodes[node].place = Some(place_of(start));
            self.left -= 1;
        }
        Some(node)
    }
}

fn expects_key(levels: &[Level]) -> bool {
    matches!(levels.last(), Some(Level::Mapping { value: Value::None, .. }))
}

fn step_on(levels: &mut [Level]) {
    match levels.last_mut() {
        Some(Level::Sequence { next, .. }) => *next += 1,
        Some(Level::Mapping { value, .. }) => *value = Value::None,
        None => {}
    }
}
