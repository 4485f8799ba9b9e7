//! All changes of one field of one thing. Most fields are set once; some are set again and again.

use std::sync::OnceLock;

use super::journal::ActionId;

/// A change by its line and its number in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    line: u32,
    change: u32,
}

impl Place {
    /// More lines than 2³² fit into no memory that this program runs in.
    pub(super) fn new(line: usize, change: usize) -> Self {
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { line: short(line), change: short(change) }
    }

    pub(super) fn line(self) -> usize {
        self.line as usize
    }

    pub(super) fn change(self) -> usize {
        self.change as usize
    }
}

/// The changes of a field.
#[derive(Debug, Clone)]
pub(super) enum FieldHistory {
    Once(Place),
    Often(Box<Often>),
}

/// Several changes of a field.
#[derive(Debug, Clone)]
pub(super) struct Often {
    /// All of them, ascending.
    pub(super) places: Vec<Place>,
    /// Whether each comes after the one before it: then only the last can hold, unless something is voided.
    pub(super) is_chain: bool,
    /// What may hold, once somebody has asked.
    pub(super) heads: OnceLock<Box<[Place]>>,
}

impl FieldHistory {
    /// Adds the latest change, which replaces the lines `after`; `id` is the id of the line of a change.
    pub(super) fn push(&mut self, place: Place, id: impl Fn(Place) -> ActionId, after: &[ActionId]) {
        let replaces = |before: &Place| after.contains(&id(*before));
        match self {
            Self::Once(first) => {
                let is_chain = replaces(first);
                *self = Self::Often(Box::new(Often { places: vec![*first, place], is_chain, heads: OnceLock::new() }));
            }
            Self::Often(often) => {
                often.is_chain &= often.places.last().is_some_and(replaces);
                // What replaces all that held is all that holds.
                match often.heads.take() {
                    Some(heads) if heads.iter().all(replaces) => often.heads = OnceLock::from(Box::from([place])),
                    _ => {}
                }
                often.places.push(place);
            }
        }
    }

    /// Forgets what holds, since a line was voided or is no longer.
    pub(super) fn forget_heads(&mut self) {
        if let Self::Often(often) = self {
            often.heads.take();
        }
    }
}
