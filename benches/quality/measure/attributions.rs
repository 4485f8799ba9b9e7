//! Measures attributions against PolNeAR: the content, and the content with its source.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use nutgraf::candidates::attribution::find_all;
use nutgraf::candidates::language::Language;
use nutgraf::candidates::plain::paragraphs;
use nutgraf::candidates::text::Analysed;

use crate::score::Score;

/// An attribution in code points of its text.
struct Marked {
    source: Vec<Range<usize>>,
    cue: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
    rule: &'static str,
}

/// Measures a folder with `text/` and `attributions/`; every `step`-th text, from `first` on.
pub fn measure(arguments: &[String]) {
    let folder = Path::new(&arguments[0]);
    let step: usize = arguments.get(1).and_then(|step| step.parse().ok()).unwrap_or(1);
    let misses = arguments.iter().any(|argument| argument == "--misses");
    let mut texts: Vec<_> =
        fs::read_dir(folder.join("text")).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    texts.sort();
    let mut annotations: Vec<_> = fs::read_dir(folder.join("attributions"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    annotations.sort();
    let mut scores: [(&str, Score); 5] = [
        ("content, half its words", Score::default()),
        ("  with its source", Score::default()),
        ("content, any word", Score::default()),
        ("  with its source", Score::default()),
        ("content, the same words", Score::default()),
    ];
    let mut by_rule: HashMap<&str, Score> = HashMap::new();
    for path in texts.iter().step_by(step) {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let Some(marks) =
            annotations.iter().find(|file| file.file_name().expect("a name").to_string_lossy().starts_with(&stem))
        else {
            continue;
        };
        let text = fs::read_to_string(path).expect("a text");
        let chars: Vec<char> = text.chars().collect();
        let gold: Vec<Marked> = read(&fs::read_to_string(marks).expect("annotations"))
            .into_iter()
            .filter(|marked| !marked.content.is_empty())
            .collect();
        let found = guess(&text);
        for (criterion, (_, score)) in scores.iter_mut().enumerate() {
            score.gold += gold.len() as f64;
            score.proposed += found.len() as f64;
            let mut used = vec![false; gold.len()];
            for guess in &found {
                let hit = (0..gold.len()).find(|index| !used[*index] && matches(criterion, guess, &gold[*index]));
                if let Some(index) = hit {
                    used[index] = true;
                    score.right += 1.0;
                }
                if criterion == 0 {
                    let rule = by_rule.entry(guess.rule).or_default();
                    rule.proposed += 1.0;
                    rule.right += f64::from(u8::from(hit.is_some()));
                    if misses && hit.is_none() {
                        println!("EXTRA {} | {}", guess.rule, show(&chars, guess));
                    }
                }
            }
            if criterion == 0 && misses {
                for (gold, _) in gold.iter().zip(&used).filter(|(_, used)| !**used) {
                    let near = found.iter().filter(|guess| {
                        overlap(&guess.content, &gold.content) > 0 || overlap(&guess.cue, &gold.cue) > 0
                    });
                    let near: Vec<String> =
                        near.map(|guess| format!("\n      {}: {}", guess.rule, show(&chars, guess))).collect();
                    println!("MISS {}{}", show(&chars, gold), near.concat());
                }
            }
        }
    }
    for (name, score) in &scores {
        println!("{name:26} {score}");
    }
    let mut rules: Vec<_> = by_rule.into_iter().collect();
    rules.sort_by_key(|(name, _)| *name);
    for (name, score) in rules {
        println!("  {name:14} {:4} proposed, {:.3} right", score.proposed, score.right / score.proposed);
    }
}

fn show(chars: &[char], marked: &Marked) -> String {
    let words = |ranges: &[Range<usize>]| {
        ranges
            .iter()
            .map(|range| chars[range.clone()].iter().collect::<String>().replace('\n', " "))
            .collect::<Vec<_>>()
            .join(" … ")
    };
    format!("{} | {} | {}", words(&marked.source), words(&marked.cue), words(&marked.content))
}

fn matches(criterion: usize, guess: &Marked, gold: &Marked) -> bool {
    let shared = overlap(&guess.content, &gold.content);
    let both = length(&guess.content) + length(&gold.content) - shared;
    let content = match criterion {
        0 | 1 => shared * 2 >= both,
        4 => shared + 2 >= both,
        _ => shared > 0,
    };
    let source = match (guess.source.is_empty(), gold.source.is_empty()) {
        (true, true) => true,
        (false, false) => overlap(&guess.source, &gold.source) > 0,
        _ => false,
    };
    content && (source || !matches!(criterion, 1 | 3))
}

fn length(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(ExactSizeIterator::len).sum()
}

fn overlap(left: &[Range<usize>], right: &[Range<usize>]) -> usize {
    left.iter()
        .flat_map(|left| {
            right.iter().map(move |right| left.end.min(right.end).saturating_sub(left.start.max(right.start)))
        })
        .sum()
}

/// Our attributions, in code points.
fn guess(text: &str) -> Vec<Marked> {
    let language = Language::english();
    let parts = paragraphs(text);
    let analysed: Vec<Analysed<'_>> = parts.iter().map(|part| Analysed::new(&text[part.clone()], language)).collect();
    let points = |index: usize, tokens: &Range<usize>| {
        if tokens.is_empty() {
            return 0..0;
        }
        let tokens_of = &analysed[index].tokens;
        let (start, end) = (tokens_of[tokens.start].start, tokens_of[tokens.end - 1].end);
        let base = parts[index].start;
        let first = text[..base + start].chars().count();
        first..first + text[base + start..base + end].chars().count()
    };
    let marked = find_all(&analysed, language).into_iter().map(|placed| Marked {
        source: placed.attribution.source.iter().map(|source| points(placed.words_in, source)).collect(),
        cue: vec![points(placed.words_in, &placed.attribution.cue)],
        content: placed.attribution.content.iter().map(|part| points(placed.paragraph, part)).collect(),
        rule: placed.attribution.rule,
    });
    marked.collect()
}

/// Reads brat's standoff form.
fn read(file: &str) -> Vec<Marked> {
    let mut spans: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    let mut found = Vec::new();
    for line in file.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let Some((_, places)) = what.split_once(' ') else { continue };
            let ranges = places
                .split(';')
                .filter_map(|place| place.split_once(' '))
                .map(|(start, end)| start.parse().unwrap_or(0)..end.parse().unwrap_or(0));
            spans.insert(id, ranges.collect());
        } else if id.starts_with('E') {
            let part = |role: &str| -> Vec<Range<usize>> {
                let roles = what.split(' ').filter_map(|part| part.split_once(':'));
                roles
                    .filter(|(name, _)| name.trim_end_matches(char::is_numeric) == role)
                    .flat_map(|(_, id)| spans.get(id).cloned().unwrap_or_default())
                    .collect()
            };
            found.push(Marked { source: part("Source"), cue: part("Cue"), content: part("Content"), rule: "gold" });
        }
    }
    found
}
