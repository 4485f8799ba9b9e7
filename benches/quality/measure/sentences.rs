//! Measures our sentence ends against treebanks in CoNLL-U.

use std::fs;

use nutgraf::candidates::language::Language;
use nutgraf::candidates::text::Analysed;

use crate::score::Score;

/// Measures the sentence ends inside paragraphs. The end of a paragraph is obvious and does not count.
pub fn measure(paths: &[String]) {
    let misses = paths.iter().any(|path| path == "--misses");
    let mut score = Score::default();
    for path in paths.iter().filter(|path| !path.starts_with("--")) {
        let file = fs::read_to_string(path).expect("a treebank");
        let mut paragraphs: Vec<Vec<&str>> = Vec::new();
        for block in file.split("\n\n") {
            let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else { continue };
            if block.lines().any(|line| line.starts_with("# newpar")) || paragraphs.is_empty() {
                paragraphs.push(Vec::new());
            }
            paragraphs.last_mut().expect("a paragraph").push(text);
        }
        for sentences in paragraphs {
            let text = sentences.join(" ");
            let mut at = 0;
            let ends: Vec<usize> = sentences
                .iter()
                .map(|sentence| {
                    at += sentence.len() + 1;
                    at - 1
                })
                .collect();
            let analysed = Analysed::new(&text, Language::english());
            let ours: Vec<usize> =
                analysed.sentences.iter().map(|sentence| analysed.tokens[sentence.end - 1].end).collect();
            let inner = |ends: &[usize]| ends.iter().copied().filter(|end| *end < text.len()).collect::<Vec<_>>();
            let (gold, ours) = (inner(&ends), inner(&ours));
            score.gold += gold.len() as f64;
            score.proposed += ours.len() as f64;
            score.right += ours.iter().filter(|end| gold.contains(end)).count() as f64;
            if misses {
                let show = |end: usize| {
                    text[text[..end].char_indices().rev().nth(30).map_or(0, |(at, _)| at)..]
                        .chars()
                        .take(60)
                        .collect::<String>()
                };
                gold.iter().filter(|end| !ours.contains(end)).for_each(|end| println!("MISS {}", show(*end)));
                ours.iter().filter(|end| !gold.contains(end)).for_each(|end| println!("EXTRA {}", show(*end)));
            }
        }
    }
    println!("sentence ends: {score}");
}
