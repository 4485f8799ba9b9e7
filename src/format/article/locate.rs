//! Where in a YAML text something stands: one pass over the parser's events, made only when something is wrong.

use std::collections::HashMap;

use serde_yaml::granit_parser::{Event, Parser};

/// One step of a path into a YAML document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// Into the value of that key.
    Key(String),
    /// Into the element at that index.
    Index(usize),
}

impl Step {
    pub(super) fn key(name: &str) -> Self {
        Self::Key(name.to_owned())
    }
}

/// What is looked for: a value by its path, or the key that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Wanted {
    path: Vec<Step>,
    key: bool,
}

impl Wanted {
    pub(super) fn value(path: Vec<Step>) -> Self {
        Self { path, key: false }
    }

    pub(super) fn key(path: Vec<Step>) -> Self {
        Self { path, key: true }
    }

    /// The same, one step out; none at the root.
    fn parent(&self) -> Option<Self> {
        let (_, path) = self.path.split_last()?;
        Some(Self::value(path.to_vec()))
    }
}

/// Line and column of each, counted from 1, in code points; of the nearest thing around it, where it does not stand.
pub(super) fn places(text: &str, wanted: &[Wanted]) -> Vec<(usize, usize)> {
    let mut open: HashMap<Wanted, Option<(usize, usize)>> = HashMap::new();
    for place in wanted {
        let mut next = Some(place.clone());
        while let Some(place) = next {
            next = place.parent();
            open.insert(place, None);
        }
    }
    walk(text, &mut open);
    let found = |place: &Wanted| {
        let mut next = Some(place.clone());
        while let Some(place) = next {
            if let Some(Some(found)) = open.get(&place) {
                return *found;
            }
            next = place.parent();
        }
        (1, 1)
    };
    wanted.iter().map(found).collect()
}

/// As [`places`], for one.
pub(super) fn place(text: &str, wanted: &Wanted) -> (usize, usize) {
    places(text, std::slice::from_ref(wanted)).first().copied().unwrap_or((1, 1))
}

/// A collection that the walk is in.
enum Level {
    Sequence(usize),
    /// The key whose value comes next, when one has been read.
    Mapping(Option<String>),
}

fn walk(text: &str, open: &mut HashMap<Wanted, Option<(usize, usize)>>) {
    let mut levels: Vec<Level> = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return };
        let at = (span.start.line(), span.start.col() + 1);
        match event {
            Event::SequenceEnd | Event::MappingEnd => {
                levels.pop();
                step_on(&mut levels);
            }
            Event::Scalar(ref name, ..) if matches!(levels.last(), Some(Level::Mapping(None))) => {
                let name = name.to_string();
                let mut path = path(&levels);
                path.push(Step::Key(name.clone()));
                record(open, &Wanted::key(path), at);
                if let Some(Level::Mapping(key)) = levels.last_mut() {
                    *key = Some(name);
                }
            }
            Event::Scalar(..) | Event::Alias(..) => {
                record(open, &Wanted::value(path(&levels)), at);
                step_on(&mut levels);
            }
            Event::SequenceStart(..) => {
                record(open, &Wanted::value(path(&levels)), at);
                levels.push(Level::Sequence(0));
            }
            Event::MappingStart(..) => {
                record(open, &Wanted::value(path(&levels)), at);
                levels.push(Level::Mapping(None));
            }
            _ => {}
        }
    }
}

/// The first place that a path leads to is the one that counts.
fn record(open: &mut HashMap<Wanted, Option<(usize, usize)>>, wanted: &Wanted, at: (usize, usize)) {
    if let Some(found @ None) = open.get_mut(wanted) {
        *found = Some(at);
    }
}

fn path(levels: &[Level]) -> Vec<Step> {
    let step = |level: &Level| match level {
        Level::Sequence(index) => Step::Index(*index),
        Level::Mapping(key) => Step::Key(key.clone().unwrap_or_default()),
    };
    levels.iter().map(step).collect()
}

fn step_on(levels: &mut [Level]) {
    match levels.last_mut() {
        Some(Level::Sequence(index)) => *index += 1,
        Some(Level::Mapping(key)) => *key = None,
        None => {}
    }
}
