//! Trains the tagger on treebanks in CoNLL-U.

use std::fs;

use nutgraf::candidates::language::Language;
use nutgraf::candidates::language::perceptron::{Model, Weights};
use nutgraf::candidates::text::tagger::{Tag, best, features, tag_with};
use nutgraf::candidates::text::token::{Token, tokens};

use crate::averaged::{Averaged, Shuffle};

struct Sentence {
    text: String,
    tokens: Vec<Token>,
    tags: Vec<Tag>,
}

/// The sentences of a CoNLL-U file, in our own tokens.
fn read(path: &str) -> Vec<Sentence> {
    let file = fs::read_to_string(path).expect("a readable file");
    let mut found = Vec::new();
    for block in file.split("\n\n") {
        let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else { continue };
        let mut gold = Vec::new();
        let mut at = 0;
        for line in block.lines().filter(|line| line.starts_with(|char: char| char.is_ascii_digit())) {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields[0].contains(['-', '.']) {
                continue;
            }
            if let Some(place) = text[at..].find(fields[1]) {
                gold.push((at + place, at + place + fields[1].len(), Tag::from_penn(fields[4])));
                at += place + fields[1].len();
            }
        }
        let tokens = tokens(text, Language::english());
        let tag_of = |token: &Token| {
            let inside = gold.iter().filter(|(start, end, _)| *start < token.end && *end > token.start);
            let mut words = inside.clone();
            let last = words.rfind(|(_, _, tag)| *tag != Tag::Mark).or_else(|| inside.clone().next_back());
            let joined = inside.count() > 2;
            match last.map_or(Tag::Other, |(_, _, tag)| *tag) {
                Tag::Participle | Tag::Gerund if joined => Tag::Adjective,
                tag => tag,
            }
        };
        let tags = tokens.iter().map(|token| if token.is_mark() { Tag::Mark } else { tag_of(token) }).collect();
        found.push(Sentence { text: text.to_owned(), tokens, tags });
    }
    found
}

fn accuracy(sentences: &[Sentence], weights: &impl Weights) -> f64 {
    let (mut right, mut all) = (0, 0);
    for sentence in sentences {
        let mut tags = Vec::new();
        tag_with(&sentence.text, &sentence.tokens, weights, &mut tags);
        let words = tags.iter().zip(&sentence.tags).filter(|(_, gold)| **gold != Tag::Mark);
        all += words.clone().count();
        right += words.filter(|(tag, gold)| tag == gold).count();
    }
    f64::from(right as u32) / f64::from(all as u32)
}

/// Trains on nine in ten files, measures on the rest, and writes the model.
pub fn train(paths: &[String], out: &str) {
    let (mut train, mut dev) = (Vec::new(), Vec::new());
    for (index, path) in paths.iter().enumerate() {
        if index % 10 == 3 { dev.extend(read(path)) } else { train.extend(read(path)) }
    }
    eprintln!("{} sentences, {} to measure", train.len(), dev.len());
    let mut weights = Averaged::new(Tag::ALL.len());
    let mut shuffle = Shuffle(7);
    for epoch in 0..30 {
        if epoch % 6 == 0 {
            weights.restart();
        }
        shuffle.shuffle(&mut train);
        for sentence in &train {
            learn(sentence, &mut weights);
        }
        eprintln!("epoch {epoch}: {:.4} on what was seen", accuracy(&train[..500], &weights));
    }
    let labels: Vec<String> = Tag::ALL.iter().map(|tag| format!("{tag:?}")).collect();
    let bytes = weights.packed(&labels, 8, 4.0, 13);
    fs::write(out, &bytes).expect("a writable file");
    let model = Model::new(Box::leak(bytes.into_boxed_slice())).expect("a model");
    eprintln!("{:.4} on what was not seen", accuracy(&dev, &model));
}

fn learn(sentence: &Sentence, weights: &mut Averaged) {
    let mut guessed = Vec::with_capacity(sentence.tokens.len());
    for at in 0..sentence.tokens.len() {
        if sentence.tokens[at].is_mark() {
            guessed.push(Tag::Mark);
            continue;
        }
        let features = features(&sentence.text, &sentence.tokens, at, &guessed);
        let mut scores = [0; Tag::ALL.len()];
        for feature in features {
            weights.add(feature, &mut scores);
        }
        let (tag, gold) = (best(&scores), sentence.tags[at]);
        weights.tick();
        if tag != gold {
            for feature in features {
                weights.change(feature, gold as usize, 1);
                weights.change(feature, tag as usize, -1);
            }
        }
        guessed.push(tag);
    }
}
