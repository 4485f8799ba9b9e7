//! Words by class, and abbreviations.

use crate::candidates::language::WordMap;
use crate::candidates::language::hash::hash_lower;

/// A class of words, as the files of a language name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A title or post that is before a name.
    Title,
    /// A title that names a post: `minister`.
    Post,
    /// `Jr.`, `III`.
    NameEnd,
    /// A word by which an organisation is known: `party`, `bank`.
    Organisation,
    /// A word by which an event is known: `war`.
    Event,
    /// `election` and the like.
    Election,
    /// A word by which an agreement is known: `treaty`.
    Agreement,
    /// A word by which a project is known: `pipeline`.
    Project,
    /// A word by which a place is known: `river`.
    Place,
    /// A word that is before the name of a place: `Mount`.
    PlaceBefore,
    /// The name of a group of people: `Taliban`.
    GroupName,
    /// A word for a group of people: `militants`.
    GroupNoun,
    /// `northern`.
    Compass,
    /// A small word inside names: `of`.
    Connector,
    /// A word before `election`: `general`.
    Political,
    /// A word that is no name, though it begins a sentence.
    NotName,
    /// `country`.
    CountryNoun,
    /// `she`, `which`.
    Pronoun,
    /// `two`, `million`.
    Number,
    /// A given name.
    GivenName,
    /// A name, capital, adjective or people of a state or place.
    Gazetteer,
    /// A verb of saying, before a clause or a quotation: `said`.
    Say,
    /// A verb of thinking, before a clause: `believes`.
    Think,
    /// A verb of wanting, before an infinitive: `declined`.
    Want,
    /// A verb of judging, before a noun: `criticised`.
    Judge,
    /// `seems`.
    Seem,
    /// A noun for what is said: `claim`.
    NounThat,
    /// A noun for what is wanted: `plan`.
    NounTo,
    /// A noun for what is judged: `support`.
    NounFor,
    /// What may follow a name and a hyphen: `led` of `Soviet-led`.
    NameTail,
    /// What may be before a name without a blank: `non` of `nonNATO`.
    Prefix,
    /// An adjective for what someone feels: `confident`.
    Feeling,
    /// A word that `names::rules::described` looks at: `joint`, `war`, `agreement`.
    Described,
    /// A title that belongs to a name: `King`, `Pope`.
    Royal,
}

/// The classes that speak of names, as bits; features of names look at no others.
const OF_NAMES: u64 = (1 << Class::Say as u8) - 1;

const NAMES: [(&str, Class); 35] = [
    ("month", Class::Month),
    ("weekday", Class::Weekday),
    ("title", Class::Title),
    ("post", Class::Post),
    ("initial-name", Class::NameEnd),
    ("organisation", Class::Organisation),
    ("event", Class::Event),
    ("election", Class::Election),
    ("agreement", Class::Agreement),
    ("project", Class::Project),
    ("place", Class::Place),
    ("place-before", Class::PlaceBefore),
    ("group-word", Class::GroupName),
    ("group-noun", Class::GroupNoun),
    ("compass", Class::Compass),
    ("connector", Class::Connector),
    ("political", Class::Political),
    ("not-name", Class::NotName),
    ("country-noun", Class::CountryNoun),
    ("pronoun", Class::Pronoun),
    ("number", Class::Number),
    ("given-name", Class::GivenName),
    ("say", Class::Say),
    ("think", Class::Think),
    ("to", Class::Want),
    ("object", Class::Judge),
    ("seem", Class::Seem),
    ("noun-that", Class::NounThat),
    ("noun-to", Class::NounTo),
    ("noun-for", Class::NounFor),
    ("feeling", Class::Feeling),
    ("described", Class::Described),
    ("name-tail", Class::NameTail),
    ("prefix", Class::Prefix),
    ("royal", Class::Royal),
];

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u64);

impl Classes {
    /// Whether the class is among them.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Adds a class.
    pub const fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }

    /// All classes as one number for features.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub const fn folded(self) -> u32 {
        (self.0 ^ (self.0 >> 32).wrapping_mul(0x9e37)) as u32
    }

    /// The classes that speak of names, as a number for features.
    #[must_use]
    pub const fn name_bits(self) -> u32 {
        // The classes of names are the first 23.
        (self.0 & OF_NAMES) as u32
    }
}

/// Whether a sentence may end with an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Never: a name or a number follows, as after `Mr.`.
    NeverEnds,
    /// It may, as with `Inc.`.
    MayEnd,
}

/// Reads a file of words by class into `classes`.
pub(super) fn read_classes(file: &str, classes: &mut WordMap<Classes>) {
    let mut class = None;
    for line in file.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            class = NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class);
            continue;
        }
        let Some(class) = class.filter(|_| !line.contains(':')) else { continue };
        for word in line.split_whitespace() {
            classes.entry(hash_lower(word)).or_default().add(class);
        }
    }
}

/// Reads the verbs that go with prepositions: `call calls: for on`.
pub(super) fn read_prepositions(file: &str) -> WordMap<Vec<u32>> {
    let mut found = WordMap::default();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let Some((verbs, prepositions)) = line.split_once(':') else { continue };
        let prepositions: Vec<u32> = prepositions.split_whitespace().map(hash_lower).collect();
        for verb in verbs.split_whitespace() {
            found.insert(hash_lower(verb), prepositions.clone());
        }
    }
    found
}

/// Reads the file of abbreviations.
pub(super) fn read_abbreviations(file: &str) -> WordMap<Abbreviation> {
    let mut found = WordMap::default();
    for line in file.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        let (kind, words) = match line.strip_prefix('+') {
            Some(words) => (Abbreviation::NeverEnds, words),
            None => (Abbreviation::MayEnd, line),
        };
        for word in words.split_whitespace() {
            found.insert(hash_lower(word), kind);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;

    #[test]
    fn every_class_of_the_file_is_known() {
        let file = include_str!("../../../assets/languages/en/words.txt");
        for line in file.lines().filter(|line| line.starts_with('[')) {
            let name = line.trim_matches(['[', ']']);
            assert!(NAMES.iter().any(|(known, _)| *known == name), "{name}");
        }
    }

    #[test]
    fn a_word_may_belong_to_several_classes() {
        let classes = Language::english().classes(hash_lower("march"));
        assert!(classes.has(Class::Month) && !classes.has(Class::Title));
        let classes = Language::english().classes(hash_lower("congress"));
        assert!(classes.has(Class::Organisation) && classes.has(Class::Event));
    }
}
