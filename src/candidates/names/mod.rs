//! Names: where the text names someone or something, and of which kind it is.

pub mod mention;
pub mod model;
pub mod rules;
pub mod run;

use self::mention::Mention;
use self::model::{Features, decode, spans, stretches, transitions};
use super::language::Language;
use super::text::Analysed;
use super::text::perceptron::Weights;

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
    let mut found = Vec::new();
    for stretch in stretches(paragraph) {
        let labels = decode(&features, stretch.clone(), weights, &transitions);
        for (tokens, kind) in spans(&labels, stretch.start) {
            let Some(kind) = kind else { continue };
            let same = by_rule.iter().find(|mention| mention.tokens == tokens);
            let rule = same.filter(|mention| mention.kind == kind).map_or("names-model", |mention| mention.rule);
            let stands_for = same.and_then(|mention| mention.stands_for);
            found.push(Mention { tokens, kind, rule, stands_for });
        }
    }
    found
}
