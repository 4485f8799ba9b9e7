//! Names that are known letter by letter, found in a paragraph.

use std::collections::HashSet;

use crate::candidates::language::WordMap;
use crate::candidates::language::hash::hash_lower;
use crate::candidates::names::mention::Mention;
use crate::candidates::text::Analysed;
use crate::model::article::entity::EntityKind;

/// A set of names, found by their first word.
pub(super) struct KnownNames<'a> {
    names: HashSet<&'a str>,
    longest: WordMap<usize>,
}

impl<'a> KnownNames<'a> {
    pub(super) fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let mut known = Self { names: HashSet::new(), longest: WordMap::default() };
        for name in names {
            let first = name
                .split(|char: char| char.is_whitespace() || char == '-' || char == '\'' || char == '’')
                .next()
                .unwrap_or(name);
            let tokens = name.split_whitespace().count() + name.matches(['-', '\'', '’', '.', ',', '&']).count() * 2;
            let whole = name.split_whitespace().next().unwrap_or(name);
            for first in [first, whole] {
                let longest = known.longest.entry(hash_lower(first)).or_default();
                *longest = (*longest).max(tokens);
            }
            known.names.insert(name);
        }
        known
    }

    /// Where a paragraph has them, the longest at each place.
    pub(super) fn find(&self, paragraph: &Analysed<'_>, kind: EntityKind, rule: &'static str) -> Vec<Mention> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        let mut at = 0;
        while at < paragraph.tokens.len() {
            let longest = self.longest.get(&paragraph.tokens[at].word).copied().unwrap_or(0);
            let limit = (at + longest).min(paragraph.tokens.len());
            match (at + 1..=limit).rev().find(|end| self.names.contains(paragraph.words(at..*end))) {
                Some(end) => {
                    found.push(Mention::new(at..end, kind, rule));
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;

    #[test]
    fn the_longest_name_is_found() {
        let paragraph = Analysed::new("The al-Hale Group of Ostrow and Ostrow's Board.", Language::english());
        let names = KnownNames::new(["al-Hale Group", "Ostrow", "Ostrow's Board"].into_iter());
        let found: Vec<&str> = names
            .find(&paragraph, EntityKind::Group, "known")
            .into_iter()
            .map(|mention| paragraph.words(mention.tokens))
            .collect();
        assert_eq!(found, ["al-Hale Group", "Ostrow", "Ostrow's Board"]);
    }
}
