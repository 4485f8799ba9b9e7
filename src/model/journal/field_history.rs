//! All changes of one field of a target. Most fields are set once; some are set again and again.

use std::sync::OnceLock;

use crate::model::journal::ActionId;

/// A change, by the index of its line and its index in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    line: u32,
    change: u32,
}

impl Place {
    /// 2³² lines do not fit into the memory of any machine that runs this program.
    pub(crate) fn new(line: usize, change: usize) -> Self {
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { line: short(line), change: short(change) }
    }

    pub(crate) fn line(self) -> usize {
        self.line as usize
    }

    pub(crate) fn change(self) -> usize {
        self.change as usize
    }
}

/// The changes of a field.
#[derive(Debug, Clone)]
pub(crate) enum FieldHistory {
    Once(Place),
    Often(Box<Often>),
}

/// Several changes of a field.
#[derive(Debug, Clone)]
pub(crate) struct Often {
    /// All of them, ascending.
    pub(crate) places: Vec<Place>,
    /// Whether each replaces the one before: then only the last can win, unless a line is voided.
    pub(crate) is_chain: bool,
    /// The changes that may win, computed when first needed.
    pub(crate) heads: OnceLock<Box<[Place]>>,
}

impl FieldHistory {
    /// Adds the latest change, which replaces the lines `after`; `id` returns the id of a change's line.
    pub(crate) fn push(&mut self, place: Place, id: impl Fn(Place) -> ActionId, after: &[ActionId]) {
        let replaces = |before: &Place| before.line() == place.line() || after.contains(&id(*before));
        match self {
            Self::Once(first) => {
                let is_chain = replaces(first);
                *self = Self::Often(Box::new(Often { places: vec![*first, place], is_chain, heads: OnceLock::new() }));
            }
            Self::Often(often) => {
                often.is_chain &= often.places.last().is_some_and(replaces);
                // A change that replaces all current ones is the only current one.
                match often.heads.take() {
                    Some(heads) if heads.iter().all(replaces) => often.heads = OnceLock::from(Box::from([place])),
                    _ => {}
                }
                often.places.push(place);
            }
        }
    }

    /// Forgets the current changes after a line was voided or restored.
    pub(crate) fn forget_heads(&mut self) {
        if let Self::Often(often) = self {
            often.heads.take();
        }
    }
}
