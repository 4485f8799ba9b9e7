//! States and places with their capitals, adjectives and peoples.

use crate::candidates::language::WordMap;
use crate::candidates::language::hash::{hash, hash_lower};
use crate::model::article::entity::EntityKind;

/// What a name says of the state or place it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is its name, or another name of it.
    Name,
    /// It is its capital, which often stands for its government.
    Capital,
    /// It is its adjective: `Pakistani`.
    Adjective,
    /// It is the name of its people: `Pakistanis`.
    People,
}

/// One name of a state or place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The name to show.
    pub name: &'static str,
    /// State or place.
    pub kind: EntityKind,
    /// What this name says of it.
    pub role: Role,
}

/// All names of states and places.
#[derive(Debug)]
pub struct Gazetteer {
    /// By the hash of the name as written.
    names: WordMap<Vec<(&'static str, Vec<Known>)>>,
    /// How many words the longest name has, by the first word of names.
    longest: WordMap<usize>,
}

impl Gazetteer {
    pub(super) fn new(states: &'static str, places: &'static str) -> Self {
        let mut gazetteer = Self { names: WordMap::default(), longest: WordMap::default() };
        for line in lines(states) {
            let mut fields = line.split(';').map(str::trim);
            let name = fields.next().unwrap_or_default();
            gazetteer.add(name, Known { name, kind: EntityKind::State, role: Role::Name });
            for (field, role) in fields.zip([Role::Capital, Role::Adjective, Role::People, Role::Name]) {
                for other in values(field) {
                    gazetteer.add(other, Known { name, kind: EntityKind::State, role });
                }
            }
        }
        for line in lines(places) {
            let mut fields = line.split(';').map(str::trim);
            let name = fields.next().unwrap_or_default();
            gazetteer.add(name, Known { name, kind: EntityKind::Place, role: Role::Name });
            for (field, role) in fields.zip([Role::Adjective, Role::People]) {
                for other in values(field) {
                    gazetteer.add(other, Known { name, kind: EntityKind::Place, role });
                }
            }
        }
        gazetteer
    }

    fn add(&mut self, written: &'static str, known: Known) {
        let of_hash = self.names.entry(hash(written)).or_default();
        let place = of_hash.iter().position(|(name, _)| *name == written).unwrap_or_else(|| {
            of_hash.push((written, Vec::new()));
            of_hash.len() - 1
        });
        let of_name = &mut of_hash[place].1;
        if of_name.iter().any(|other| other.role == known.role) {
            return;
        }
        of_name.push(known);
        let mut words = written.split([' ', '-']);
        let first = words.next().unwrap_or_default();
        let longest = self.longest.entry(hash_lower(first)).or_default();
        *longest = (*longest).max(1 + words.count());
    }

    /// What is known of a name, as written. A name may have several roles: `Afghan` is an adjective and a people.
    #[must_use]
    pub fn get(&self, written: &str) -> &[Known] {
        let of_hash = self.names.get(&hash(written)).map_or(&[][..], Vec::as_slice);
        of_hash.iter().find(|(name, _)| *name == written).map_or(&[], |(_, known)| known.as_slice())
    }

    /// Whether the words are a state's or place's own name or its people, not its capital or adjective.
    #[must_use]
    pub fn is_own_name(&self, written: &str) -> bool {
        self.get(written).iter().any(|known| matches!(known.role, Role::Name | Role::People))
    }

    /// Whether a word is the first of a name of several words: `New` of `New Delhi`.
    #[must_use]
    pub fn begins_name(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && self.longest(hash_lower(word)) > 1
    }

    /// How many words (parted by blanks or hyphens) the longest name has that begins with this word; 0 for none.
    #[must_use]
    pub fn longest(&self, word: u32) -> usize {
        self.longest.get(&word).copied().unwrap_or(0)
    }

    /// Hashes of the names that are one word.
    pub(super) fn single_words(&self) -> impl Iterator<Item = u32> {
        self.names.values().flatten().map(|(name, _)| *name).filter(|name| !name.contains(' ')).map(hash_lower)
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn values(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(',').map(str::trim).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;

    #[test]
    fn states_are_known_by_capital_adjective_and_people() {
        let gazetteer = &Language::english().gazetteer;
        let role = |written| gazetteer.get(written).iter().map(|known| (known.name, known.role)).collect::<Vec<_>>();
        assert_eq!(role("Islamabad"), [("Pakistan", Role::Capital)]);
        assert_eq!(role("Pakistanis"), [("Pakistan", Role::People)]);
        assert_eq!(role("Afghan"), [("Afghanistan", Role::Adjective), ("Afghanistan", Role::People)]);
        assert_eq!(role("Ostrow"), []);
    }

    #[test]
    fn names_of_several_words_are_found_by_their_first() {
        let gazetteer = &Language::english().gazetteer;
        assert_eq!(gazetteer.longest(hash_lower("Papua")), 3);
        assert_eq!(gazetteer.longest(hash_lower("ostrow")), 0);
    }

    #[test]
    fn about_two_hundred_states_are_known() {
        let states = include_str!("../../../assets/languages/en/states.txt");
        assert!(lines(states).count() >= 200);
        for line in lines(states) {
            assert!(line.split(';').count() <= 5, "{line}");
        }
    }
}
