//! How two similar claims relate, and what they share.

use crate::corpus::wording::lexicon;
use crate::corpus::wording::statement::Statement;
use crate::text::folding::fold;

use crate::corpus::similar::Known;

/// How two similar claims relate, as their words suggest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// They say the same with a different number or date.
    OtherFigure {
        /// The figures that only the claim under consideration has.
        here: Vec<String>,
        /// The figures that only the known claim has.
        there: Vec<String>,
    },
    /// One denies what the other says.
    Opposite,
    /// They use nearly the same words.
    Alike,
    /// They share some words.
    Related,
}

impl Relation {
    /// The relation in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::OtherFigure { here, there } => {
                format!("the same with a different number: {} here, {} there", list(here), list(there))
            }
            Self::Opposite => "nearly the same words, but one of them is negated".to_owned(),
            Self::Alike => "nearly the same words".to_owned(),
            Self::Related => "related".to_owned(),
        }
    }
}

fn list(figures: &[String]) -> String {
    if figures.is_empty() { "none".to_owned() } else { figures.join(", ") }
}

/// What two claims share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// Figures and dates, by value.
    pub figures: Vec<String>,
    /// Names.
    pub names: Vec<String>,
    /// Other content words, as stems.
    pub words: Vec<String>,
}

impl Shared {
    /// The shared parts in words: `figures 2018; names Holm; words trade, million`.
    #[must_use]
    pub fn words(&self) -> String {
        let part = |name: &str, all: &[String]| (!all.is_empty()).then(|| format!("{name} {}", all.join(", ")));
        let parts = [part("figures", &self.figures), part("names", &self.names), part("words", &self.words)];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// Two claims whose other words agree at least this much, as a fraction of each, are the same but for their figures.
const SAME_WORDS: f64 = 0.62;

pub(super) fn relation(text: &str, known: &Known) -> (Relation, Shared) {
    let (here, there) = (Statement::of(text), Statement::of(&known.text));
    let shared = shared(&here, &there, known);
    let agreement = here.agreement(&there);
    if agreement < SAME_WORDS {
        return (Relation::Related, shared);
    }
    if here.negates() != there.negates() {
        return (Relation::Opposite, shared);
    }
    let (ours, theirs) = (here.figures_beyond(&there), there.figures_beyond(&here));
    if !ours.is_empty() && !theirs.is_empty() {
        return (Relation::OtherFigure { here: ours, there: theirs }, shared);
    }
    (Relation::Alike, shared)
}

fn shared(here: &Statement, there: &Statement, known: &Known) -> Shared {
    let (names, words): (Vec<String>, Vec<String>) = {
        let both = here.shared_words(there);
        let entity_words: Vec<String> = known
            .entities
            .iter()
            .chain(&known.speakers)
            .flat_map(|name| {
                fold(name).split_whitespace().map(|word| lexicon::stem(word).to_owned()).collect::<Vec<_>>()
            })
            .collect();
        both.into_iter().partition(|word| there.has_name(word) || here.has_name(word) || entity_words.contains(word))
    };
    let printed = |stems: Vec<String>| stems.into_iter().map(|stem| here.printed(&stem)).collect();
    Shared { figures: here.shared_figures(there), names: printed(names), words: printed(words) }
}
