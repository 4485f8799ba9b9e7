//! Names: where the text names someone or something, and of which kind it is.

pub mod mention;
pub mod model;
pub mod rules;
pub mod run;

use std::ops::Range;

use crate::candidates::language::hash::hash;
use crate::candidates::language::perceptron::Weights;
use crate::candidates::language::{Class, Language, Role};
use crate::candidates::names::mention::{Mention, without_overlaps};
use crate::candidates::names::model::{Features, decode, spans, stretches, transitions};
use crate::candidates::names::rules::Scene;
use crate::candidates::text::Analysed;
use crate::candidates::text::tagger;
use crate::candidates::text::tagger::Tag;
use crate::candidates::text::token::Shape;
use crate::model::article::entity::EntityKind;

/// Rules that are believed where the model sees no name.
const SURE_RULES: [&str; 9] = [
    "described",
    "state-or-place",
    "acronym",
    "event-word",
    "organisation-word",
    "agreement-word",
    "project-word",
    "group-word",
    "place-word",
];

/// Rules that are believed in a headline, where every word is written as a name.
const HEADLINE_RULES: [&str; 2] = ["state-or-place", "acronym"];

/// The names of a paragraph: by the rules, and by the model where the language has one.
#[must_use]
pub fn find(paragraph: &Analysed<'_>, language: &Language) -> Vec<Mention> {
    match language.names() {
        Some(model) => {
            let transitions = language.name_transitions(|| transitions(&model));
            find_with(paragraph, language, &model, transitions)
        }
        None => rules::find(paragraph, language),
    }
}

/// The names of a paragraph, decided by the weights given.
#[must_use]
pub fn find_with(
    paragraph: &Analysed<'_>,
    language: &Language,
    weights: &impl Weights,
    transitions: &[i32],
) -> Vec<Mention> {
    let scene = Scene::new(paragraph, language);
    let by_each_rule = scene.mentions();
    let certain = certain(paragraph, &by_each_rule, language);
    let by_rule = without_overlaps(by_each_rule, paragraph.tokens.len());
    let features = Features::new(paragraph, &by_rule);
    let mut found = Vec::new();
    let headline = is_headline(paragraph);
    for stretch in stretches(paragraph).into_iter().filter(|_| !headline) {
        let labels = decode(&features, stretch.clone(), weights, transitions);
        for (tokens, kind) in spans(&labels, stretch.start) {
            let Some(kind) = kind.filter(|_| is_written_as_name(paragraph, &scene.runs, &tokens)) else { continue };
            let Some(tokens) = trimmed(paragraph, tokens, kind, language) else { continue };
            let same = by_rule.iter().find(|mention| mention.tokens == tokens);
            let rule = same.filter(|mention| mention.kind == kind).map_or("names-model", |mention| mention.rule);
            let stands_for = same.and_then(|mention| mention.stands_for);
            found.push(Mention { tokens, kind, rule, stands_for });
        }
    }
    let wider = |mention: &Mention| {
        let covers =
            |other: &Mention| other.tokens.start <= mention.tokens.start && other.tokens.end >= mention.tokens.end;
        found.iter().chain(&by_rule).any(|other| covers(other) && other.tokens.len() > mention.tokens.len())
    };
    let certain: Vec<Mention> =
        certain.into_iter().filter(|mention| joined_to_state(paragraph, &mention.tokens) || !wider(mention)).collect();
    let mut found = certain.into_iter().chain(found).collect::<Vec<_>>();
    // The surest rules add what the model passes over.
    let sure =
        |mention: &Mention| SURE_RULES.contains(&mention.rule) && !headline || HEADLINE_RULES.contains(&mention.rule);
    found.extend(by_rule.into_iter().filter(sure));
    without_overlaps(found, paragraph.tokens.len())
}

/// Whether the paragraph is a headline: one sentence without a full stop, most of its words with a capital.
fn is_headline(paragraph: &Analysed<'_>) -> bool {
    let ended = paragraph.text.trim_end().ends_with(['.', '”', '"', ')', ';', ':']);
    paragraph.sentences.len() == 1 && !ended && tagger::is_headline(&paragraph.tokens)
}

/// Whether the words are written as names are: a capitalised run, or a number before one (`2004 general election`). A
/// sentence's first word is not a name by itself.
fn is_written_as_name(paragraph: &Analysed<'_>, runs: &[Range<usize>], tokens: &Range<usize>) -> bool {
    runs.iter().any(|run| run.start < tokens.end && run.end > tokens.start)
        || tokens.clone().any(|at| matches!(paragraph.tokens[at].shape, Shape::Number | Shape::WithDigits))
}

/// The names that no model needs to decide: states and places that stand alone or are joined by a hyphen, and groups.
fn certain(paragraph: &Analysed<'_>, by_each_rule: &[Mention], language: &Language) -> Vec<Mention> {
    let by = |rule: &'static str| by_each_rule.iter().filter(move |mention| mention.rule == rule).cloned();
    let mut found = Vec::new();
    let capital =
        |at: usize| paragraph.tokens.get(at).is_some_and(|token| token.is_capital() && !token.is(Class::NotName));
    for mention in by("state-or-place") {
        let tokens = &mention.tokens;
        let own = language.gazetteer.is_own_name(paragraph.words(tokens.clone()));
        let joined = joined_to_state(paragraph, tokens);
        let inside_name = capital(tokens.end) || (tokens.start > 0 && capital(tokens.start - 1));
        let alone = !inside_name && !is_hyphened(paragraph, tokens);
        let inside =
            matches!(paragraph.tokens.get(tokens.end).map(|token| token.text(paragraph.text)), Some("of" | "for"));
        if joined || (alone && !inside && own && tokens.len() > 1) {
            found.push(mention);
        }
    }
    found.extend(by("described"));
    let of_state =
        |mention: &Mention| mention.tokens.len() == 1 || paragraph.tokens[mention.tokens.start].is(Class::Gazetteer);
    found.extend(by("group-word").filter(of_state));
    found
}

/// Whether a name is one of two that are before a word written small: `Pakistan-Russia ties`.
fn joined_to_state(paragraph: &Analysed<'_>, tokens: &Range<usize>) -> bool {
    let token = |at: usize| paragraph.tokens.get(at);
    let known = |at: usize| {
        token(at)
            .is_some_and(|token| token.is(Class::Gazetteer) || token.is(Class::Compass) || token.word == hash("new"))
    };
    let glued = |at: usize| token(at).is_some_and(|token| !token.spaced);
    let small = |mut at: usize| {
        while token(at).is_some_and(|token| {
            token.is_capital() && (known(at) || token.is(Class::Gazetteer))
                || !token.spaced && token.is_mark() && paragraph.word(at) == "-"
        }) {
            at += 1;
        }
        token(at).is_none_or(|token| !token.is_capital())
    };
    let hyphen = |at: usize| token(at).is_some_and(|token| token.text(paragraph.text) == "-" && !token.spaced);
    let right = hyphen(tokens.end) && known(tokens.end + 1) || (glued(tokens.end) && known(tokens.end));
    let left = tokens.start > 1 && hyphen(tokens.start - 1) && known(tokens.start - 2)
        || (tokens.start > 0 && glued(tokens.start) && known(tokens.start - 1));
    (right && small(tokens.end)) || (left && small(tokens.end))
}

fn is_hyphened(paragraph: &Analysed<'_>, tokens: &Range<usize>) -> bool {
    let hyphen =
        |at: usize| paragraph.tokens.get(at).is_some_and(|token| matches!(token.text(paragraph.text), "-" | "–"));
    hyphen(tokens.end) || (tokens.start > 0 && hyphen(tokens.start - 1))
}

/// The name without an article that begins the sentence and without titles that are no part of it; none when nothing is
/// left, or when it is an adjective of a noun that is written small (`Muslim republics`).
fn trimmed(
    paragraph: &Analysed<'_>,
    mut tokens: Range<usize>,
    kind: EntityKind,
    language: &Language,
) -> Option<Range<usize>> {
    let opens = paragraph.sentences.iter().any(|sentence| sentence.start == tokens.start);
    let first = &paragraph.tokens[tokens.start];
    if tokens.len() > 1 && opens && first.is(Class::NotName) && first.shape == Shape::Capital {
        tokens.start += 1;
    }
    while kind == EntityKind::Person && tokens.len() > 1 && is_title(paragraph, tokens.start) {
        tokens.start += 1;
    }
    let known = language.gazetteer.get(paragraph.words(tokens.clone()));
    if !known.is_empty() && known.iter().all(|known| known.role == Role::Adjective) {
        return None;
    }
    let adjective = tokens.len() == 1 && paragraph.tags[tokens.start] == Tag::Adjective;
    let noun_follows =
        paragraph.tags.get(tokens.end).is_some_and(|tag| matches!(tag, Tag::Noun | Tag::Nouns | Tag::Adjective))
            && !paragraph.tokens[tokens.end].is_capital();
    let noun_follows =
        noun_follows || paragraph.tokens.get(tokens.end).is_some_and(|token| token.text(paragraph.text) == "and");
    (!(adjective && noun_follows)).then_some(tokens)
}

fn is_title(paragraph: &Analysed<'_>, at: usize) -> bool {
    let token = &paragraph.tokens[at];
    token.is(Class::Title) && !token.is(Class::Royal)
}
