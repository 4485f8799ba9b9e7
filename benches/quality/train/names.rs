//! Trains the model of names on texts with marked names.

use std::fs;

use nutgraf::candidates::language::Language;
use nutgraf::candidates::names::model::{Features, KINDS, LABELS, decode, stretches, transition, transitions};
use nutgraf::candidates::names::rules;
use nutgraf::candidates::text::Analysed;

use crate::averaged::{Averaged, Shuffle};
use crate::marked::{Marked, read};

/// A paragraph's features, and its spans with their labels.
type Example<'a> = (Features<'a>, Vec<(std::ops::Range<usize>, Vec<usize>)>);

/// Trains on the given files, and writes the model.
pub fn train(paths: &[String], out: &str) {
    let marked: Vec<Marked> = paths.iter().flat_map(|path| read(path)).collect();
    eprintln!("{} sentences", marked.len());
    let language = Language::english();
    let paragraphs: Vec<Analysed<'_>> = marked.iter().map(|marked| Analysed::new(&marked.text, language)).collect();
    let mut examples: Vec<Example<'_>> = paragraphs
        .iter()
        .zip(&marked)
        .map(|(paragraph, marked)| {
            let features = Features::new(paragraph, &rules::find(paragraph, language));
            let gold = gold(paragraph, marked);
            let parts = stretches(paragraph).into_iter().map(|part| (part.clone(), gold[part].to_vec())).collect();
            (features, parts)
        })
        .collect();
    let mut weights = Averaged::new(LABELS);
    let mut shuffle = Shuffle(3);
    for epoch in 0..50 {
        if epoch % 10 == 0 {
            weights.restart();
        }
        shuffle.shuffle(&mut examples);
        let mut wrong = 0;
        for (features, parts) in &examples {
            for (part, gold) in parts {
                wrong += usize::from(learn(features, part, gold, &mut weights));
            }
        }
        eprintln!("epoch {epoch}: {wrong} stretches wrong");
    }
    let labels: Vec<String> = std::iter::once("outside".to_owned())
        .chain(KINDS.iter().flat_map(|kind| [format!("{kind}, first"), format!("{kind}, further")]))
        .collect();
    let bytes = weights.packed(&labels, 10, 6.0, 14);
    eprintln!("{} bytes", bytes.len());
    fs::write(out, &bytes).expect("a writable file");
}

fn gold(paragraph: &Analysed<'_>, marked: &Marked) -> Vec<usize> {
    let mut labels = vec![0; paragraph.tokens.len()];
    for (start, end, kind) in &marked.names {
        let kind = KINDS.iter().position(|known| known == kind).unwrap_or(KINDS.len() - 1);
        let mut first = true;
        for (at, token) in paragraph.tokens.iter().enumerate() {
            if token.start < *end && token.end > *start {
                labels[at] = 1 + kind * 2 + usize::from(!first);
                first = false;
            }
        }
    }
    labels
}

fn learn(features: &Features<'_>, part: &std::ops::Range<usize>, gold: &[usize], weights: &mut Averaged) -> bool {
    weights.tick();
    let guessed = decode(features, part.clone(), weights, &transitions(weights));
    if guessed == gold {
        return false;
    }
    let mut list = Vec::new();
    for (index, at) in part.clone().enumerate() {
        if guessed[index] != gold[index] {
            features.of(at, &mut list);
            for feature in &list {
                weights.change(*feature, gold[index], 1);
                weights.change(*feature, guessed[index], -1);
            }
        }
        let before = |labels: &[usize]| if index > 0 { labels[index - 1] } else { 0 };
        if (before(&guessed), guessed[index]) != (before(gold), gold[index]) {
            weights.change(transition(before(gold), gold[index]), gold[index], 1);
            weights.change(transition(before(&guessed), guessed[index]), guessed[index], -1);
        }
    }
    true
}
