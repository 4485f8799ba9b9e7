//! What an export does not carry over, of what is really there.

use super::contents::Contents;
use super::thing::{Carriage, Thing};
use super::{Format, Request};

/// Something that is bent or dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What.
    pub thing: Thing,
    /// How many of it.
    pub count: usize,
    /// Whether it is gone, or only in another shape.
    pub dropped: bool,
    /// Why, or how.
    pub how: &'static str,
}

impl Loss {
    /// In a line.
    #[must_use]
    pub fn words(&self) -> String {
        let verb = if self.dropped { "drops" } else { "bends" };
        format!("{verb} {}: {}", self.thing.counted(self.count), self.how)
    }
}

/// A claim that a format leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The claim.
    pub claim: String,
    /// What it lacks.
    pub lacks: Vec<&'static str>,
}

impl Refusal {
    /// In a line.
    #[must_use]
    pub fn words(&self) -> String {
        format!("leaves out {}: it lacks {}", self.claim, self.lacks.join(", "))
    }
}

/// Everything that a format bends or drops of a request, what is dropped first.
#[must_use]
pub fn losses(format: &Format, contents: &Contents) -> Vec<Loss> {
    let loss = |thing: &Thing| {
        let count = Some(contents.count(*thing)).filter(|count| *count > 0)?;
        match format.carriage(*thing) {
            Carriage::Carries => None,
            Carriage::Bends(how) => Some(Loss { thing: *thing, count, dropped: false, how }),
            Carriage::Drops(how) => Some(Loss { thing: *thing, count, dropped: true, how }),
        }
    };
    let mut losses: Vec<Loss> = Thing::ALL.iter().filter_map(loss).collect();
    losses.sort_by_key(|loss| !loss.dropped);
    losses
}

/// Losses in lines: those that have one reason share one.
#[must_use]
pub fn lines(losses: &[Loss]) -> Vec<String> {
    let mut groups: Vec<(&Loss, Vec<String>)> = Vec::new();
    for loss in losses {
        let words = loss.thing.counted(loss.count);
        match groups.iter_mut().find(|(first, _)| first.dropped == loss.dropped && first.how == loss.how) {
            Some((_, things)) => things.push(words),
            None => groups.push((loss, vec![words])),
        }
    }
    let line = |(first, things): &(&Loss, Vec<String>)| {
        format!("{} {}: {}", if first.dropped { "drops" } else { "bends" }, things.join(", "), first.how)
    };
    groups.iter().map(line).collect()
}

/// The whole report, line by line: what is bent or dropped, and which claims are left out.
#[must_use]
pub fn report(format: &Format, request: &Request<'_>) -> Vec<String> {
    let contents = Contents::of(request);
    let losses = losses(format, &contents);
    let refusals = (format.refuses)(request);
    lines(&losses).into_iter().chain(refusals.iter().map(Refusal::words)).collect()
}
