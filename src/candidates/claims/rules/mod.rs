//! Rules that find more statements inside a clause, each in a file of its own with its examples.

mod agent;
mod apposition;
mod dated_event;
mod holder;
mod infinitive;
mod participle;
mod relative;
mod there_is;

use std::ops::Range;

use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::claims::clause::Clause;
use crate::candidates::claims::unit::Unit;
use crate::candidates::quantities::date::FoundDate;

/// What a rule looks at.
pub(super) struct Scene<'a> {
    /// The sentence.
    pub sentence: Sentence<'a>,
    /// The clause.
    pub clause: &'a Clause,
    /// Dates of the paragraph.
    pub dates: &'a [FoundDate],
}

impl Scene<'_> {
    /// The tokens of the clause.
    fn tokens(&self) -> Range<usize> {
        self.clause.tokens.clone()
    }
}

/// A rule: what it finds beside the clause itself.
type Rule = fn(&Scene<'_>, &mut Vec<Unit>);

/// All rules.
const RULES: [Rule; 8] = [
    participle::find,
    relative::find,
    infinitive::find,
    agent::find,
    apposition::find,
    dated_event::find,
    holder::find,
    there_is::find,
];

/// The statements inside a clause.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Unit> {
    let mut found = Vec::new();
    for rule in RULES {
        rule(scene, &mut found);
    }
    found
}

#[cfg(test)]
pub(super) mod examples {
    use super::Scene;
    use crate::candidates::attribution::phrase::Sentence;
    use crate::candidates::claims::clause::clauses;
    use crate::candidates::language::Language;
    use crate::candidates::quantities::date::dates;
    use crate::candidates::text::Analysed;

    /// What one rule finds in the first sentence of a text.
    pub(in crate::candidates::claims) fn found(rule: super::Rule, text: &str) -> Vec<String> {
        let language = Language::english();
        let paragraph = Analysed::new(text, language);
        let range = paragraph.sentences[0].clone();
        let sentence = Sentence { paragraph: &paragraph, start: range.start, end: range.end };
        let dates = dates(&paragraph);
        let mut units = Vec::new();
        for clause in clauses(&sentence, range.start..sentence.last_word_end()) {
            rule(&Scene { sentence, clause: &clause, dates: &dates }, &mut units);
        }
        units.iter().map(|unit| unit.text(&paragraph)).collect()
    }
}
