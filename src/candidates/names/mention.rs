//! A place in the text that names something.

use std::ops::Range;

use crate::model::article::entity::EntityKind;

/// Tokens of a paragraph that name something, with the rule that found them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// What it seems to be.
    pub kind: EntityKind,
    /// The rule's name.
    pub rule: &'static str,
    /// The name of the state or place that the gazetteer or a list gives for these words.
    pub stands_for: Option<&'static str>,
}

impl Mention {
    /// A mention that stands for itself.
    #[must_use]
    pub const fn new(tokens: Range<usize>, kind: EntityKind, rule: &'static str) -> Self {
        Self { tokens, kind, rule, stands_for: None }
    }
}

/// Keeps those mentions that do not overlap: of two, the one that comes first in `mentions`. Sorted by place.
#[must_use]
pub fn without_overlaps(mentions: Vec<Mention>, tokens: usize) -> Vec<Mention> {
    let mut taken = vec![false; tokens];
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        if taken[mention.tokens.clone()].iter().any(|taken| *taken) {
            continue;
        }
        taken[mention.tokens.clone()].fill(true);
        kept.push(mention);
    }
    kept.sort_by_key(|mention| mention.tokens.start);
    kept
}
