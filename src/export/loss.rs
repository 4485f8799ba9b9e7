//! What an export does not carry over, of what is really there.

use crate::export::contents::Contents;
use crate::export::feature::{Carriage, Thing};
use crate::export::{Format, Request};

/// What becomes of private notes and evidence in every export.
pub(crate) const PRIVATE: Carriage = Carriage::Drops(STAYS);
const STAYS: &str = "what is marked private stays with you";

/// What is kept back because it is private, in a line; none where nothing is.
#[must_use]
pub fn private(request: &Request<'_>) -> Option<String> {
    let count = request.folds().iter().map(|(by, _)| request.notes.private_count(by)).sum();
    (count > 0).then(|| Loss { thing: Thing::Private, count, dropped: true, how: STAYS }.words())
}

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
        let verb = if self.dropped { "drops" } else { "changes" };
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

/// More claims than these are counted, not named.
const MOST_NAMED: usize = 5;

/// Claims that are left out in lines, one for each thing that claims lack.
#[must_use]
pub fn refusal_lines(refusals: &[Refusal]) -> Vec<String> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for refusal in refusals {
        for lacks in &refusal.lacks {
            match groups.iter_mut().find(|(other, _)| other == lacks) {
                Some((_, claims)) => claims.push(&refusal.claim),
                None => groups.push((lacks, vec![&refusal.claim])),
            }
        }
    }
    let line = |(lacks, claims): &(&str, Vec<&str>)| match claims.as_slice() {
        [claim] => format!("leaves out {claim}: it lacks {lacks}"),
        claims if claims.len() <= MOST_NAMED => format!("leaves out {}: they lack {lacks}", claims.join(", ")),
        claims => format!("leaves out {} claims: they lack {lacks}", claims.len()),
    };
    groups.iter().map(line).collect()
}

/// Everything that a format bends or drops of a request, what is dropped first.
#[must_use]
pub fn losses(format: &Format, contents: &Contents) -> Vec<Loss> {
    let loss = |thing: &Thing| {
        let count = Some(contents.count(*thing)).filter(|count| *count > 0)?;
        match format.carriage(*thing) {
            Carriage::Carries | Carriage::Omits => None,
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
        format!("{} {}: {}", if first.dropped { "drops" } else { "changes" }, things.join(", "), first.how)
    };
    groups.iter().map(line).collect()
}

/// The whole report, line by line: what is bent or dropped, and which claims are left out. It says nothing of what is private;
/// that is for the annotator alone, see [`private`].
#[must_use]
pub fn report(format: &Format, request: &Request<'_>) -> Vec<String> {
    let contents = Contents::heard(request, format.hearing());
    let mut losses = losses(format, &contents);
    losses.retain(|loss| loss.thing != Thing::Private);
    let refusals = (format.refuses)(request);
    lines(&losses).into_iter().chain(refusal_lines(&refusals)).collect()
}
