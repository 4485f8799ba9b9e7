//! Names: exact spans, with and without kind.

use std::collections::BTreeMap;
use std::fs;

use nutgraf::candidates::language::Language;
use nutgraf::candidates::language::perceptron::Model;
use nutgraf::candidates::lines::propose_plain;
use nutgraf::candidates::names::model::transitions;
use nutgraf::candidates::names::{find, find_with, rules};
use nutgraf::candidates::text::Analysed;

use crate::marked::read;
use crate::score::Score;

pub fn measure(arguments: &[String]) {
    let (mut model, mut rules_only, mut misses, mut paths) = (None, false, false, Vec::new());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--model" => model = arguments.next(),
            "--rules" => rules_only = true,
            "--misses" => misses = true,
            _ => paths.push(argument),
        }
    }
    let model = model.map(|path| {
        let bytes = fs::read(path).expect("a readable model");
        let model = Model::new(Box::leak(bytes.into_boxed_slice())).expect("a model");
        (model, transitions(&model))
    });
    let language = Language::english();
    let (mut spans, mut kinds, mut by_kind) = (Score::default(), Score::default(), BTreeMap::<&str, Score>::new());
    for marked in paths.iter().flat_map(|path| read(path)) {
        let paragraph = Analysed::new(&marked.text, language);
        let found = match &model {
            _ if rules_only => rules::find(&paragraph, language),
            Some((model, transitions)) => find_with(&paragraph, language, model, transitions),
            None => find(&paragraph, language),
        };
        let mut guessed: Vec<(usize, usize, &str)> = found
            .iter()
            .map(|mention| {
                let tokens = &paragraph.tokens;
                (tokens[mention.tokens.start].start, tokens[mention.tokens.end - 1].end, mention.kind.word())
            })
            .collect();
        // Names that are not entities here do not count.
        let other: Vec<_> = marked.names.iter().filter(|name| name.2 == "other").collect();
        guessed.retain(|name| !other.iter().any(|other| name.0 < other.1 && name.1 > other.0));
        let gold: Vec<_> = marked.names.iter().filter(|name| name.2 != "other").collect();
        spans.gold += gold.len() as f64;
        spans.proposed += guessed.len() as f64;
        for name in &gold {
            by_kind.entry(name.2).or_default().gold += 1.0;
        }
        for name in &guessed {
            let span = gold.iter().find(|gold| (gold.0, gold.1) == (name.0, name.1));
            spans.right += f64::from(u8::from(span.is_some()));
            let kind = span.is_some_and(|gold| gold.2 == name.2);
            kinds.right += f64::from(u8::from(kind));
            let score = by_kind.entry(name.2).or_default();
            score.proposed += 1.0;
            score.right += f64::from(u8::from(kind));
        }
        if misses {
            for gold in gold.iter().filter(|gold| !guessed.contains(gold)) {
                let near: Vec<String> = guessed
                    .iter()
                    .filter(|name| name.0 < gold.1 && name.1 > gold.0)
                    .map(|name| format!("{} {}", name.2, &marked.text[name.0..name.1]))
                    .collect();
                println!("MISS {} {} | {}", gold.2, &marked.text[gold.0..gold.1], near.join(", "));
            }
            for name in guessed.iter().filter(|name| !gold.iter().any(|gold| name.0 < gold.1 && name.1 > gold.0)) {
                println!("EXTRA {} {}", name.2, &marked.text[name.0..name.1]);
            }
        }
    }
    kinds.gold = spans.gold;
    kinds.proposed = spans.proposed;
    println!("spans:     {spans}\nwith kind: {kinds}");
    for (kind, score) in by_kind {
        println!("  {kind:12} {score}, {} in the texts", score.gold);
    }
}

/// Names as `--entities` lists them: the names and aliases of texts of `size` sentences, each once.
pub fn measure_lists(arguments: &[String]) {
    let size: usize = arguments[0].parse().expect("how many sentences a text has");
    let misses = arguments.iter().any(|argument| argument == "--misses");
    let sentences: Vec<_> =
        arguments[1..].iter().filter(|argument| !argument.starts_with("--")).flat_map(|path| read(path)).collect();
    let (mut spans, mut kinds) = (Score::default(), Score::default());
    for marked in sentences.chunks(size) {
        let text = marked.iter().map(|marked| marked.text.as_str()).collect::<Vec<_>>().join("\n\n");
        let mut gold: Vec<(&str, &str)> = marked
            .iter()
            .flat_map(|marked| marked.names.iter().map(|name| (&marked.text[name.0..name.1], name.2)))
            .collect();
        gold.sort_unstable();
        gold.dedup();
        let other: Vec<&str> = gold.iter().filter(|name| name.1 == "other").map(|name| name.0).collect();
        gold.retain(|name| name.1 != "other");
        let proposal = propose_plain(&text, "en");
        let mut guessed: Vec<(&str, &str)> = proposal
            .entities
            .iter()
            .flat_map(|candidate| candidate.entity.names().map(|name| (name, candidate.entity.kind.word())))
            .filter(|(name, _)| text.contains(name) && !other.contains(name))
            .collect();
        guessed.sort_unstable();
        guessed.dedup();
        spans.gold += gold.len() as f64;
        spans.proposed += guessed.len() as f64;
        for name in &guessed {
            spans.right += f64::from(u8::from(gold.iter().any(|gold| gold.0 == name.0)));
            kinds.right += f64::from(u8::from(gold.contains(name)));
        }
        if misses {
            for name in gold.iter().filter(|name| !guessed.contains(name)) {
                println!("MISS {} {} | {:?}", name.1, name.0, guessed.iter().find(|guess| guess.0 == name.0));
            }
            for name in guessed.iter().filter(|name| !gold.iter().any(|gold| gold.0 == name.0)) {
                println!("EXTRA {} {}", name.1, name.0);
            }
        }
    }
    (kinds.gold, kinds.proposed) = (spans.gold, spans.proposed);
    println!("names:     {spans}\nwith kind: {kinds}");
}
