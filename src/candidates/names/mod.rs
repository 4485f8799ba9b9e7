//! Names: where the text names someone or something, and of which kind it is.

pub mod mention;
pub mod model;
pub mod rules;
pub mod run;

use std::ops::Range;

use self::mention::{Mention, without_overlaps};
use self::model::{Features, decode, spans, stretches, transitions};
use self::run::runs;
use super::language::Language;
use super::text::Analysed;
use super::text::perceptron::Weights;
use super::text::token::Shape;

/// Rules that are believed where the model sees no name.
const SURE_RULES: [&str; 8] = ["state-or-place", "acronym", "event-word", "organisation-word", "agreement-word", "project-word", "group-word", "place-word"];

/// The names of a paragraph: by the rules, and by the model where the language has one.
#[must_use]
pub fn find(paragraph: &Analysed<'_>, language: &Language) -> Vec<Mention> {
    match language.names() {
        Some(model) => find_with(paragraph, language, &model),
        None => rules::find(paragraph, language),
    }
}

/// The names of a paragraph, decided by the weights given.
#[must_use]
pub fn find_with(paragraph: &Analysed<'_>, language: &Language, weights: &impl Weights) -> Vec<Mention> {
    let by_rule = rules::find(paragraph, language);
    let features = Features::new(paragraph, &by_rule);
    let transitions = transitions(weights);
    let runs = runs(paragraph);
    let mut found = Vec::new();
    for stretch in stretches(paragraph) {
        let labels = decode(&features, stretch.clone(), weights, &transitions);
        for (tokens, kind) in spans(&labels, stretch.start) {
            let Some(kind) = kind.filter(|_| is_written_as_name(paragraph, &runs, &tokens)) else { continue };
            let same = by_rule.iter().find(|mention| mention.tokens == tokens);
            let rule = same.filter(|mention| mention.kind == kind).map_or("names-model", |mention| mention.rule);
            let stands_for = same.and_then(|mention| mention.stands_for);
            found.push(Mention { tokens, kind, rule, stands_for });
        }
    }
    // The surest rules add what the model passes over.
    found.extend(by_rule.into_iter().filter(|mention| SURE_RULES.contains(&mention.rule)));
    let found = without_overlaps(found, paragraph.tokens.len());
    found
}

/// Whether the words are written as names are: a capitalised run, or a number before one (`2004 general election`). A
/// sentence's first word is not a name by itself.
fn is_written_as_name(paragraph: &Analysed<'_>, runs: &[Range<usize>], tokens: &Range<usize>) -> bool {
    runs.iter().any(|run| run.start < tokens.end && run.end > tokens.start)
        || tokens.clone().any(|at| matches!(paragraph.tokens[at].shape, Shape::Number | Shape::WithDigits))
}
