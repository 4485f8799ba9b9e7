//! What is known of a language: its words by class, its states and places, its models. A folder of data for each.

mod claim_words;
mod gazetteer;
pub mod hash;
mod lexicon;
pub mod perceptron;
pub mod phrases;
mod units;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

pub use crate::candidates::language::claim_words::{Beside, Sign};
pub use crate::candidates::language::gazetteer::{Gazetteer, Known, Role};
use crate::candidates::language::hash::hash_lower;
pub use crate::candidates::language::lexicon::{Abbreviation, Class, Classes};
use crate::candidates::language::perceptron::Model;
pub use crate::candidates::language::phrases::Phrases;
pub use crate::candidates::language::units::{Measure, Measures};
use crate::model::article::claim::Certainty;

/// Hashes words that are hashes already.
#[derive(Debug, Default, Clone, Copy)]
pub struct Ready(u64);

impl std::hash::Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) ^ u64::from(*byte);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A table by the hash of a word in lower case.
pub type WordMap<T> = HashMap<u32, T, std::hash::BuildHasherDefault<Ready>>;

/// A set of words by their hash in lower case.
pub type WordSet = HashSet<u32, std::hash::BuildHasherDefault<Ready>>;

/// The files of one language. A second language is a second folder and a second value of this.
struct Files {
    words: &'static [&'static str],
    verbs: &'static str,
    abbreviations: &'static str,
    states: &'static str,
    places: &'static str,
    claim_words: &'static str,
    hedges: &'static str,
    units: &'static str,
    discourse: &'static str,
    notices: &'static str,
    companies: &'static str,
    clitics: &'static [&'static str],
    tagger: &'static [u8],
    names: &'static [u8],
}

/// The data of one language.
#[derive(Debug)]
pub struct Language {
    /// What follows an apostrophe and is a word of its own: `s`, `re`.
    pub clitics: Vec<&'static str>,
    /// States and places.
    pub gazetteer: Gazetteer,
    /// Words that speak of a claim.
    pub signs: Phrases<Sign>,
    /// Words that join a sentence to the one before, with whether they need a comma behind them.
    pub discourse: Phrases<bool>,
    /// Words that say how firmly something is put.
    pub hedges: Phrases<Certainty>,
    /// Words beside names that show them to be companies'.
    pub companies: Phrases<Beside>,
    /// How a publication begins what it says of itself.
    pub notices: Phrases<()>,
    /// Magnitudes, currencies and units.
    pub measures: Measures,
    classes: WordMap<Classes>,
    prepositions: WordMap<Vec<u32>>,
    abbreviations: WordMap<Abbreviation>,
    tagger: Option<Model>,
    names: Option<Model>,
    name_transitions: OnceLock<Vec<i32>>,
    tag_scores: OnceLock<Vec<[i16; 32]>>,
}

impl Language {
    /// The language of a tag such as `en-GB`; none when there is no data for it.
    #[must_use]
    pub fn of(tag: &str) -> Option<&'static Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        primary.eq_ignore_ascii_case("en").then(Self::english)
    }

    /// English.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Language> = OnceLock::new();
        ENGLISH.get_or_init(|| {
            Self::new(&Files {
                words: &[
                    include_str!("../../../assets/languages/en/words.txt"),
                    include_str!("../../../assets/languages/en/given-names.txt"),
                    include_str!("../../../assets/languages/en/reporting-verbs.txt"),
                    include_str!("../../../assets/languages/en/reporting-nouns.txt"),
                ],
                verbs: include_str!("../../../assets/languages/en/reporting-verbs.txt"),
                abbreviations: include_str!("../../../assets/languages/en/abbreviations.txt"),
                states: include_str!("../../../assets/languages/en/states.txt"),
                places: include_str!("../../../assets/languages/en/places.txt"),
                claim_words: include_str!("../../../assets/languages/en/claim-words.txt"),
                hedges: include_str!("../../../assets/languages/en/hedges.txt"),
                units: include_str!("../../../assets/languages/en/units.txt"),
                discourse: include_str!("../../../assets/languages/en/discourse.txt"),
                notices: include_str!("../../../assets/languages/en/notices.txt"),
                companies: include_str!("../../../assets/languages/en/companies.txt"),
                clitics: &["s", "re", "ve", "ll", "d", "m"],
                tagger: include_bytes!("../../../assets/languages/en/tagger.model"),
                names: include_bytes!("../../../assets/languages/en/names.model"),
            })
        })
    }

    fn new(files: &Files) -> Self {
        let gazetteer = Gazetteer::new(files.states, files.places);
        let mut classes = WordMap::default();
        for file in files.words {
            lexicon::read_classes(file, &mut classes);
        }
        for name in gazetteer.single_words() {
            classes.entry(name).or_default().add(Class::Gazetteer);
        }
        Self {
            clitics: files.clitics.to_vec(),
            gazetteer,
            signs: claim_words::read_signs(files.claim_words),
            hedges: claim_words::read_hedges(files.hedges),
            companies: claim_words::read_companies(files.companies),
            notices: claim_words::read_notices(files.notices),
            discourse: claim_words::read_discourse(files.discourse),
            measures: units::read_measures(files.units),
            classes,
            prepositions: lexicon::read_prepositions(files.verbs),
            abbreviations: lexicon::read_abbreviations(files.abbreviations),
            tagger: Model::new(files.tagger),
            names: Model::new(files.names),
            name_transitions: OnceLock::new(),
            tag_scores: OnceLock::new(),
        }
    }

    /// The classes of a word, by its hash.
    #[must_use]
    pub fn classes(&self, word: u32) -> Classes {
        self.classes.get(&word).copied().unwrap_or_default()
    }

    /// Whether a verb goes with a preposition before what it says: `called for`, `refers to`.
    #[must_use]
    pub fn goes_with(&self, verb: u32, preposition: u32) -> bool {
        self.prepositions.get(&verb).is_some_and(|known| known.contains(&preposition))
    }

    /// What is known of a word before a full stop, when it is an abbreviation.
    #[must_use]
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(&hash_lower(word)).copied()
    }

    /// Whether a single word is the name, capital, adjective or people of a known state or place.
    #[must_use]
    pub fn is_name(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase) && self.classes(hash_lower(word)).has(Class::Gazetteer)
    }

    /// The model of parts of speech.
    #[must_use]
    pub const fn tagger(&self) -> Option<Model> {
        self.tagger
    }

    /// What `names::model` computes once of its model: the weights of one label after another.
    pub(super) fn name_transitions(&self, compute: impl FnOnce() -> Vec<i32>) -> &[i32] {
        self.name_transitions.get_or_init(compute)
    }

    /// What `text::tagger` computes once of its model: the scores of the tags before a word.
    pub(super) fn tag_scores(&self, compute: impl FnOnce() -> Vec<[i16; 32]>) -> &[[i16; 32]] {
        self.tag_scores.get_or_init(compute)
    }

    /// The model of names.
    #[must_use]
    pub const fn names(&self) -> Option<Model> {
        self.names
    }
}
