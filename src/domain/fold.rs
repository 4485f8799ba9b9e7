//! From one annotator's lines to what holds.
//!
//! For each field the unvoided line with the greatest id wins; equal ids order by the line's bytes. So neither the
//! order of lines nor a repeated line changes anything, and git may merge two copies of a journal line by line.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::journal::{ActionId, Body, Change, Line, Target};

/// One annotator's lines, and what holds by them.
#[derive(Debug, Clone, Default)]
pub struct Fold {
    lines: Vec<Line>,
    voided: Vec<bool>,
    /// Indices of void lines, ascending.
    voids: Vec<usize>,
    /// For each field the changes of it, ascending: line and place in the line.
    fields: HashMap<Target, HashMap<String, Vec<(usize, usize)>>>,
    by_id: HashMap<ActionId, Vec<usize>>,
}

/// What holds of a field.
#[derive(Debug, Clone)]
pub struct Winner<'a> {
    /// The line that says so.
    pub line: &'a Line,
    /// What it says.
    pub change: &'a Change,
    /// Other lines on the field that do not know of this one, nor it of them.
    pub conflicts: Vec<&'a Line>,
}

impl Fold {
    /// Folds lines in any order, repeated or not.
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

    /// Folds one more line in; cheap when it is the latest.
    pub fn add(&mut self, line: Line) {
        match self.lines.last().map(|last| order(last, &line)) {
            Some(std::cmp::Ordering::Equal) => {}
            None | Some(std::cmp::Ordering::Less) => {
                let resolves = matches!(line.body, Body::Void(_));
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
        match &line.body {
            Body::Void(_) => self.voids.push(index),
            Body::Set(changes) => {
                for (place, change) in changes.iter().enumerate() {
                    let fields = self.fields.entry(change.on.clone()).or_default();
                    match fields.get_mut(&change.field) {
                        Some(places) => places.push((index, place)),
                        None => {
                            fields.insert(change.field.clone(), vec![(index, place)]);
                        }
                    }
                }
            }
        }
        self.by_id.entry(line.id).or_default().push(index);
        self.voided.push(false);
        self.lines.push(line);
    }

    /// Resolves voids from the greatest id down: a void that is itself voided by a later one does nothing.
    fn resolve_voids(&mut self) {
        self.voided.fill(false);
        for &index in self.voids.iter().rev() {
            let Body::Void(target) = self.lines[index].body else { continue };
            if self.voided[index] {
                continue;
            }
            for &other in self.by_id.get(&target).into_iter().flatten() {
                // A void cannot reach a later void: that one has been resolved, and would otherwise go in circles.
                if other < index || matches!(self.lines[other].body, Body::Set(_)) {
                    self.voided[other] = true;
                }
            }
        }
    }

    /// All lines, by id and bytes.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// All lines, by id and bytes.
    #[must_use]
    pub fn into_lines(self) -> Vec<Line> {
        self.lines
    }

    /// Whether the line at that index of [`Self::lines`] is voided.
    #[must_use]
    pub fn is_voided(&self, index: usize) -> bool {
        self.voided.get(index).copied().unwrap_or(false)
    }

    /// The greatest id of all.
    #[must_use]
    pub fn greatest(&self) -> Option<ActionId> {
        self.lines.last().map(|line| line.id)
    }

    /// The unvoided lines on a field, ascending.
    fn unvoided(&self, on: &Target, field: &str) -> Vec<(&Line, &Change)> {
        let places = self.fields.get(on).and_then(|fields| fields.get(field)).into_iter().flatten();
        let unvoided = places.filter(|(line, _)| !self.voided[*line]);
        unvoided.filter_map(|&(line, place)| Some((&self.lines[line], self.change(line, place)?))).collect()
    }

    fn change(&self, line: usize, place: usize) -> Option<&Change> {
        match &self.lines[line].body {
            Body::Set(changes) => changes.get(place),
            Body::Void(_) => None,
        }
    }

    /// The unvoided lines on a field that no other unvoided line comes after, the winner last.
    fn heads(&self, on: &Target, field: &str) -> Vec<(&Line, &Change)> {
        let unvoided = self.unvoided(on, field);
        if unvoided.len() < 2 {
            return unvoided;
        }
        let replaced = self.replaced(on, field);
        let mut heads: Vec<_> = unvoided.iter().copied().filter(|(line, _)| !replaced.contains(&line.id)).collect();
        // The winner is a head even where ids and `after` disagree.
        if let Some(winner) = unvoided.last()
            && heads.last().is_none_or(|(line, _)| line.id != winner.0.id)
        {
            heads.push(*winner);
        }
        heads
    }

    /// Ids that an unvoided line on the field comes after, directly or through others, voided ones included.
    fn replaced(&self, on: &Target, field: &str) -> HashSet<ActionId> {
        let places = self.fields.get(on).and_then(|fields| fields.get(field));
        let after: HashMap<ActionId, &[ActionId]> = places
            .into_iter()
            .flatten()
            .filter_map(|&(line, place)| Some((self.lines[line].id, self.change(line, place)?.after.as_slice())))
            .collect();
        let mut open: Vec<ActionId> =
            self.unvoided(on, field).iter().flat_map(|(_, change)| change.after.iter().copied()).collect();
        let mut replaced = HashSet::new();
        while let Some(id) = open.pop() {
            if replaced.insert(id) {
                open.extend(after.get(&id).copied().unwrap_or_default());
            }
        }
        replaced
    }

    /// What holds of a field; a removed field holds null.
    #[must_use]
    pub fn winner(&self, on: &Target, field: &str) -> Option<Winner<'_>> {
        let places = self.fields.get(on)?.get(field)?;
        // Nearly every field has been said once, and is asked for again and again.
        if let [(line, place)] = *places.as_slice() {
            let change = self.change(line, place).filter(|_| !self.voided[line])?;
            return Some(Winner { line: &self.lines[line], change, conflicts: Vec::new() });
        }
        let mut heads = self.heads(on, field);
        let (line, change) = heads.pop()?;
        Some(Winner { line, change, conflicts: heads.into_iter().map(|(line, _)| line).collect() })
    }

    /// What holds of each field of a thing whose name begins so, in the order of the rest of the name; not removed ones.
    pub fn elements<'a>(&'a self, on: &Target, beginning: &'a str) -> impl Iterator<Item = (&'a str, Winner<'a>)> {
        let fields = self.fields.get(on).map_or(Vec::new(), |fields| {
            let rest = |name: &'a String| Some((name.strip_prefix(beginning)?, name.as_str()));
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

    /// What holds of a field, unless it is removed.
    #[must_use]
    pub fn value(&self, on: &Target, field: &str) -> Option<&Value> {
        self.winner(on, field).map(|winner| &winner.change.to).filter(|value| !value.is_null())
    }

    /// Everything of which something is or was said, in no order.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.fields.keys()
    }

    /// Every field of a thing that is or was set, in no order.
    pub fn field_names(&self, on: &Target) -> impl Iterator<Item = &str> {
        self.fields.get(on).into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// What a new change of the field comes after.
    #[must_use]
    pub fn live(&self, on: &Target, field: &str) -> Vec<ActionId> {
        self.heads(on, field).into_iter().map(|(line, _)| line.id).collect()
    }

    /// The latest action that holds: what undo voids.
    #[must_use]
    pub fn undo(&self) -> Option<&Line> {
        let holding = |(index, line): &(usize, &Line)| matches!(line.body, Body::Set(_)) && !self.voided[*index];
        self.lines.iter().enumerate().rev().find(holding).map(|(_, line)| line)
    }

    /// The latest undo that holds and that no action follows: what redo voids.
    #[must_use]
    pub fn redo(&self) -> Option<&Line> {
        for (index, line) in self.lines.iter().enumerate().rev() {
            match line.body {
                Body::Set(_) => return None,
                Body::Void(target) if !self.voided[index] && self.is_action(target) => return Some(line),
                Body::Void(_) => {}
            }
        }
        None
    }

    fn is_action(&self, id: ActionId) -> bool {
        let mut lines = self.by_id.get(&id).into_iter().flatten();
        lines.any(|&index| matches!(self.lines[index].body, Body::Set(_)))
    }
}

fn order(one: &Line, other: &Line) -> std::cmp::Ordering {
    one.id.cmp(&other.id).then_with(|| one.raw.cmp(&other.raw))
}
