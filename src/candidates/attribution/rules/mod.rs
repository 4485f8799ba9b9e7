//! The rules that find attributions, each in a file of its own with its examples.

mod according_to;
mod clause;
mod colon;
mod direct_quote;
mod feeling;
mod infinitive;
mod label;
mod noun;
mod object;
mod passive;
mod signature;
mod trailing;

use crate::candidates::attribution::{Attribution, Scene};

/// A rule: its name, and what it finds.
pub(super) struct Rule {
    /// As `--explain` prints it.
    pub name: &'static str,
    /// Adds the attributions that it finds.
    pub find: fn(&Scene<'_>, &mut Vec<Attribution>),
}

/// All rules, in stages: what an earlier stage finds keeps its words; within a stage the first cue of a sentence wins.
pub(super) const STAGES: [&[Rule]; 4] = [
    &[label::RULE, signature::RULE],
    &[direct_quote::RULE],
    &[according_to::RULE, trailing::RULE, colon::RULE],
    &[clause::RULE, infinitive::RULE, object::RULE, passive::RULE, feeling::RULE, noun::RULE],
];

#[cfg(test)]
pub(super) mod examples {
    use super::STAGES;
    use crate::candidates::attribution::quote::quotes;
    use crate::candidates::attribution::{Attribution, Scene};
    use crate::candidates::language::Language;
    use crate::candidates::text::Analysed;

    /// What one rule finds in a text: `source | cue | content`.
    pub(in crate::candidates::attribution) fn found(name: &str, text: &str) -> Vec<String> {
        let language = Language::english();
        let paragraph = Analysed::new(text, language);
        let scene = Scene { paragraph: &paragraph, quotes: quotes(&paragraph), language };
        let mut found: Vec<Attribution> = Vec::new();
        for rule in STAGES.iter().flat_map(|rules| rules.iter()).filter(|rule| rule.name == name) {
            (rule.find)(&scene, &mut found);
        }
        let words = |range: &std::ops::Range<usize>| paragraph.words(range.clone());
        let line = |found: &Attribution| {
            let content: Vec<_> = found.content.iter().map(words).collect();
            format!("{} | {} | {}", found.source.as_ref().map_or("", words), words(&found.cue), content.join(" … "))
        };
        found.iter().map(line).collect()
    }
}
