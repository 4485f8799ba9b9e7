//! Folds one annotator's lines into the current state.
//!
//! For each field the unvoided line with the greatest id wins; equal ids order by the line's bytes. So neither the
//! order of lines nor a repeated line matters, and git may merge two copies of a journal line by line.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::model::journal::field_history::{FieldHistory, Place};
use crate::model::journal::{ActionId, Change, Line, Target};
use crate::text::shared::SharedText;

/// One annotator's lines, and the state they lead to.
#[derive(Debug, Clone, Default)]
pub struct Fold {
    lines: Vec<Line>,
    voided: Vec<bool>,
    /// Indices of void lines, ascending.
    voids: Vec<usize>,
    /// The changes of each field of each target.
    fields: HashMap<Target, HashMap<SharedText, FieldHistory>>,
}

/// Everything that was set of one target, found once for several fields.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    fold: &'a Fold,
    histories: &'a HashMap<SharedText, FieldHistory>,
}

impl<'a> Fields<'a> {
    /// The current change of a field; if the field was removed, its value is null.
    #[must_use]
    pub fn winner(&self, field: &str) -> Option<Winner<'a>> {
        let (place, others) = self.fold.heads(self.histories.get(field)?).split_last()?;
        let lines = &self.fold.lines;
        let line = &lines[place.line()];
        let change = line.changes().get(place.change())?;
        Some(Winner { line, change, conflicts: others.iter().map(|place| &lines[place.line()]).collect() })
    }
}

/// The current change of a field.
#[derive(Debug, Clone)]
pub struct Winner<'a> {
    /// Its line.
    pub line: &'a Line,
    /// The change.
    pub change: &'a Change,
    /// Other lines on the field that neither replace it nor are replaced by it.
    pub conflicts: Vec<&'a Line>,
}

impl Fold {
    /// Folds lines in any order, with or without duplicates.
    #[must_use]
    pub fn from_lines(mut lines: Vec<Line>) -> Self {
        lines.sort_by(order);
        lines.dedup_by(|one, other| one.id == other.id && one.raw == other.raw);
        let mut fold = Self::default();
        for line in lines {
            fold.push(line);
        }
        fold.resolve_voids();
        fold
    }

    /// Folds one more line in; fast if it is the latest.
    pub fn add(&mut self, line: Line) {
        match self.lines.last().map(|last| order(last, &line)) {
            Some(std::cmp::Ordering::Equal) => {}
            None | Some(std::cmp::Ordering::Less) => {
                // If clocks differ, a void may be older than the line it voids.
                let is_awaited = || self.voids.iter().any(|&void| self.lines[void].voids() == Some(line.id));
                let resolves = line.voids().is_some() || is_awaited();
                self.push(line);
                if resolves {
                    self.resolve_voids();
                }
            }
            Some(std::cmp::Ordering::Greater) => {
                let mut lines = std::mem::take(&mut self.lines);
                lines.push(line);
                *self = Self::from_lines(lines);
            }
        }
    }

    fn push(&mut self, line: Line) {
        let index = self.lines.len();
        if line.voids().is_some() {
            self.voids.push(index);
        }
        for (number, change) in line.places().enumerate() {
            let fields = match self.fields.get_mut(change.on) {
                Some(fields) => fields,
                None => self.fields.entry(Target(change.on.to_owned())).or_default(),
            };
            let place = Place::new(index, number);
            match fields.get_mut(change.field) {
                // The line itself is not among the lines yet.
                Some(history) => history.push(
                    place,
                    |place| self.lines.get(place.line()).map_or(line.id, |line| line.id),
                    change.after,
                ),
                None => {
                    fields.insert(line.raw.piece(change.field), FieldHistory::Once(place));
                }
            }
        }
        self.voided.push(false);
        self.lines.push(line);
    }

    /// Resolves voids from the greatest id down: a void that a later one voids has no effect.
    fn resolve_voids(&mut self) {
        let before = std::mem::replace(&mut self.voided, vec![false; self.lines.len()]);
        for &index in self.voids.iter().rev() {
            let Some(target) = self.lines[index].voids().filter(|_| !self.voided[index]) else { continue };
            for other in self.numbers(target) {
                // A void cannot reach a later void, which is already resolved; otherwise this could loop.
                if other < index || self.lines[other].voids().is_none() {
                    self.voided[other] = true;
                }
            }
        }
        let is_news = |(index, _): &(usize, &Line)| self.voided[*index] != before[*index];
        for (_, line) in self.lines.iter().enumerate().filter(is_news) {
            for change in line.places() {
                let fields = self.fields.get_mut(change.on);
                if let Some(history) = fields.and_then(|fields| fields.get_mut(change.field)) {
                    history.forget_heads();
                }
            }
        }
    }

    /// The indices of the lines with this id.
    fn numbers(&self, id: ActionId) -> std::ops::Range<usize> {
        let start = self.lines.partition_point(|line| line.id < id);
        let count = self.lines[start..].iter().take_while(|line| line.id == id).count();
        start..start + count
    }

    /// The lines of that id: nearly always one or none.
    #[must_use]
    pub fn lines_of(&self, id: ActionId) -> &[Line] {
        &self.lines[self.numbers(id)]
    }

    /// The line of that id; of several the first.
    #[must_use]
    pub fn line(&self, id: ActionId) -> Option<&Line> {
        self.lines_of(id).first()
    }

    /// All lines, sorted by id and bytes.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// All lines, sorted by id and bytes.
    #[must_use]
    pub fn into_lines(self) -> Vec<Line> {
        self.lines
    }

    /// Whether the line with this index in [`Self::lines`] is voided.
    #[must_use]
    pub fn is_voided(&self, index: usize) -> bool {
        self.voided.get(index).copied().unwrap_or(false)
    }

    /// The greatest id of all.
    #[must_use]
    pub fn greatest(&self) -> Option<ActionId> {
        self.lines.last().map(|line| line.id)
    }

    /// A copy without these notes and pieces of evidence, and how many of them currently exist.
    pub(crate) fn without(&self, left_out: &HashSet<Target>) -> (Self, usize) {
        let mut rest = self.clone();
        let mut found = HashSet::new();
        rest.fields.retain(|on, _| !left_out.contains(on));
        for (on, fields) in &mut rest.fields {
            fields.retain(|name, _| {
                let element = Target(name.as_str().to_owned());
                let goes = left_out.contains(&element);
                if goes && self.value(on, name).is_some() {
                    found.insert(element);
                }
                !goes
            });
        }
        rest.fields.retain(|_, fields| !fields.is_empty());
        // What belongs to something left out, such as an answer to a note, has gone with it.
        for on in left_out {
            for sort in ["note:", "evidence:"] {
                found.extend(self.elements(on, sort).map(|(id, _)| Target(format!("{sort}{id}"))));
            }
        }
        (rest, found.len())
    }

    fn history(&self, on: &Target, field: &str) -> Option<&FieldHistory> {
        self.fields.get(on)?.get(field)
    }

    /// The unvoided changes of a field that no other unvoided change replaces, the winner last.
    fn heads<'h>(&self, history: &'h FieldHistory) -> &'h [Place] {
        match history {
            FieldHistory::Once(place) if self.voided[place.line()] => &[],
            FieldHistory::Once(place) => std::slice::from_ref(place),
            FieldHistory::Often(often) => often.heads.get_or_init(|| {
                let is_voided = |place: &&Place| self.voided[place.line()];
                match often.places.last() {
                    Some(last) if often.is_chain && !often.places.iter().any(|place| is_voided(&place)) => {
                        [*last].into()
                    }
                    _ => self.heads_of(&often.places),
                }
            }),
        }
    }

    fn heads_of(&self, places: &[Place]) -> Box<[Place]> {
        let mut unvoided: Vec<Place> = places.iter().copied().filter(|place| !self.voided[place.line()]).collect();
        // If a line sets a field twice, the second value counts.
        unvoided.reverse();
        unvoided.dedup_by_key(|place| place.line());
        unvoided.reverse();
        if unvoided.len() < 2 {
            return unvoided.into();
        }
        let id = |place: &Place| self.lines[place.line()].id;
        let replaced = self.replaced(places, &unvoided);
        let mut heads: Vec<Place> = unvoided.iter().copied().filter(|place| !replaced.contains(&id(place))).collect();
        // The winner is a head even if ids and `after` disagree.
        if let Some(winner) = unvoided.last()
            && heads.last().is_none_or(|place| id(place) != id(winner))
        {
            heads.push(*winner);
        }
        heads.into()
    }

    /// Ids that an unvoided change of the field replaces, directly or through others, voided ones included.
    fn replaced(&self, places: &[Place], unvoided: &[Place]) -> HashSet<ActionId> {
        let after = |place: &Place| self.lines[place.line()].after(place.change());
        let by_id: HashMap<ActionId, &[ActionId]> =
            places.iter().map(|place| (self.lines[place.line()].id, after(place))).collect();
        let mut open: Vec<ActionId> = unvoided.iter().flat_map(after).copied().collect();
        let mut replaced = HashSet::new();
        while let Some(id) = open.pop() {
            if replaced.insert(id) {
                open.extend(by_id.get(&id).copied().unwrap_or_default());
            }
        }
        replaced
    }

    /// What was set of a target; `None` if nothing ever was.
    #[must_use]
    pub fn fields(&self, on: &Target) -> Option<Fields<'_>> {
        Some(Fields { fold: self, histories: self.fields.get(on)? })
    }

    /// The current change of a field; if the field was removed, its value is null.
    #[must_use]
    pub fn winner(&self, on: &Target, field: &str) -> Option<Winner<'_>> {
        self.fields(on)?.winner(field)
    }

    /// The current changes of a target's fields whose names begin this way, sorted by the rest of the name, without
    /// removed ones.
    pub fn elements<'a>(&'a self, on: &Target, beginning: &'a str) -> impl Iterator<Item = (&'a str, Winner<'a>)> {
        let fields = self.fields.get(on).map_or(Vec::new(), |fields| {
            let rest = |name: &'a SharedText| Some((name.strip_prefix(beginning)?, name.as_str()));
            let mut names: Vec<(&'a str, &'a str)> = fields.keys().filter_map(rest).collect();
            names.sort_unstable();
            names
        });
        let on = (!fields.is_empty()).then(|| on.clone());
        fields.into_iter().filter_map(move |(rest, name)| {
            let winner = self.winner(on.as_ref()?, name)?;
            (!winner.change.to.is_null()).then_some((rest, winner))
        })
    }

    /// The current value of a field; `None` if it was removed.
    #[must_use]
    pub fn value(&self, on: &Target, field: &str) -> Option<&Value> {
        self.winner(on, field).map(|winner| &winner.change.to).filter(|value| !value.is_null())
    }

    /// Every target that is or was annotated, in no order.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.fields.keys()
    }

    /// Every field of a target that is or was set, in no order.
    pub fn field_names(&self, on: &Target) -> impl Iterator<Item = &str> {
        self.fields.get(on).into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// The lines that a new change of the field replaces.
    #[must_use]
    pub fn live(&self, on: &Target, field: &str) -> Vec<ActionId> {
        let heads = self.history(on, field).map_or(&[][..], |history| self.heads(history));
        heads.iter().map(|place| self.lines[place.line()].id).collect()
    }

    /// The latest action that is not voided: the one that undo voids.
    #[must_use]
    pub fn undo(&self) -> Option<&Line> {
        let holding = |(index, line): &(usize, &Line)| line.voids().is_none() && !self.voided[*index];
        self.lines.iter().enumerate().rev().find(holding).map(|(_, line)| line)
    }

    /// The latest undo that no action follows: the one that redo voids.
    #[must_use]
    pub fn redo(&self) -> Option<&Line> {
        for (index, line) in self.lines.iter().enumerate().rev() {
            let target = line.voids()?;
            if !self.voided[index] && self.is_action(target) {
                return Some(line);
            }
        }
        None
    }

    fn is_action(&self, id: ActionId) -> bool {
        self.lines_of(id).iter().any(|line| line.voids().is_none())
    }
}

fn order(one: &Line, other: &Line) -> std::cmp::Ordering {
    one.id.cmp(&other.id).then_with(|| one.raw.cmp(&other.raw))
}
