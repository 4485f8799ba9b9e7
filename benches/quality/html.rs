//! How well the text of saved pages is found: `cargo bench --bench quality_html -- FOLDER`.
//!
//! FOLDER contains pages as `html/ID.html.gz` or `html/ID.html`, and `ground-truth.json` with their texts as
//! `{"ID": {"articleBody": "…", "url": "…"}}`, which is the layout of the article extraction benchmark. Scores are
//! computed as its `evaluate.py` does: four-word shingles, counted per page and normalised, then averaged.
//! The benchmark downloads nothing.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read as _;
use std::path::Path;

use clap::Parser;
use nutgraf::import::block::Block;
use nutgraf::import::block::BlockKind::{Heading, List, Paragraph, Quote};
use nutgraf::import::error::ImportError;
use nutgraf::import::html;
use serde_json::Value;

/// Words of a shingle.
const SHINGLE: usize = 4;

#[derive(Parser)]
struct Arguments {
    /// The benchmark's folder.
    folder: String,
    /// Score this file of predictions instead, as in the benchmark's `output/`.
    #[arg(long)]
    predictions: Option<String>,
    /// Write our predictions to this file, for `evaluate.py`.
    #[arg(long)]
    write: Option<String>,
    /// Score only the first or second half of the pages.
    #[arg(long)]
    half: Option<usize>,
    /// List this many pages with the lowest scores.
    #[arg(long, default_value_t = 0)]
    worst: usize,
    /// Show what we add to the true text of a page and what we lack.
    #[arg(long)]
    show: Option<String>,
    /// `cargo bench` adds this argument.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let folder = Path::new(&arguments.folder);
    let truth: BTreeMap<String, Value> = serde_json::from_slice(&fs::read(folder.join("ground-truth.json"))?)?;
    let given = arguments.predictions.as_deref().map(predictions).transpose()?;
    let mut pages = Vec::new();
    for (number, (id, true_page)) in truth.iter().enumerate() {
        if arguments.half.is_some_and(|half| number % 2 + 1 != half) {
            continue;
        }
        let url = true_page["url"].as_str();
        let predicted = match &given {
            Some(given) => given.get(id).cloned().unwrap_or_default(),
            None => predict(&page(folder, id)?, url),
        };
        let expected = true_page["articleBody"].as_str().unwrap_or_default();
        pages.push(Page::new(id, url.unwrap_or_default(), expected, predicted));
    }
    if let Some(id) = &arguments.show {
        pages.iter().filter(|page| page.id.starts_with(id.as_str())).for_each(Page::show);
        return Ok(());
    }
    if let Some(path) = &arguments.write {
        let all: BTreeMap<&str, Value> =
            pages.iter().map(|page| (page.id, serde_json::json!({ "articleBody": page.predicted }))).collect();
        fs::write(path, serde_json::to_vec(&all)?)?;
    }
    report(&mut pages, arguments.worst);
    Ok(())
}

fn predictions(path: &str) -> Result<HashMap<String, String>, Box<dyn std::error::Error>> {
    let file: Value = serde_json::from_slice(&fs::read(path)?)?;
    let pages = file.get("output").unwrap_or(&file).as_object().ok_or("no object")?;
    let text = |page: &Value| page["articleBody"].as_str().unwrap_or_default().to_owned();
    Ok(pages.iter().map(|(id, page)| (id.clone(), text(page))).collect())
}

fn page(folder: &Path, id: &str) -> std::io::Result<String> {
    let plain = folder.join(format!("html/{id}.html"));
    if plain.exists() {
        return fs::read_to_string(plain);
    }
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(folder.join(format!("html/{id}.html.gz")))?)
        .read_to_string(&mut text)?;
    Ok(text)
}

/// The text that `nutgraf import --text` prints: without captions.
fn predict(html: &str, url: Option<&str>) -> String {
    let blocks = match html::read(html, url) {
        Ok(document) => document.blocks,
        Err(ImportError::Paywall { beginning }) => beginning.blocks,
        Err(_) => Vec::new(),
    };
    let is_text = |block: &&Block| matches!(block.kind, Heading | Paragraph | List | Quote);
    blocks.iter().filter(is_text).flat_map(|block| [block.text.as_str(), "\n\n"]).collect()
}

/// A page: its true text, and ours.
struct Page<'a> {
    id: &'a str,
    url: &'a str,
    expected: &'a str,
    predicted: String,
    score: Score,
}

/// Shares of shingles, which sum to 1 unless both texts are empty.
#[derive(Clone, Copy, Default)]
struct Score {
    found: f64,
    surplus: f64,
    missing: f64,
}

impl<'a> Page<'a> {
    fn new(id: &'a str, url: &'a str, expected: &'a str, predicted: String) -> Self {
        let score = Score::of(&words(expected), &words(&predicted));
        Self { id, url, expected, predicted, score }
    }

    fn show(&self) {
        println!("{} {}\n{}", self.id, self.url, self.score.line());
        let (expected, predicted) = (words(self.expected), words(&self.predicted));
        for (sign, lines, others) in [("+", &self.predicted[..], &expected), ("-", self.expected, &predicted)] {
            let others = shingles(others);
            for line in lines.lines().filter(|line| !line.trim().is_empty()) {
                let words = words(line);
                let shingles = shingles(&words);
                let odd = shingles.keys().filter(|shingle| !others.contains_key(*shingle)).count();
                if odd * 2 > shingles.len() {
                    println!("{sign} {line}");
                }
            }
        }
    }
}

impl Score {
    fn of(expected: &[&str], predicted: &[&str]) -> Self {
        let (expected, predicted) = (shingles(expected), shingles(predicted));
        let mut score = Self::default();
        for (shingle, count) in &expected {
            let other = predicted.get(shingle).copied().unwrap_or(0.0);
            score.found += count.min(other);
            score.missing += (count - other).max(0.0);
        }
        for (shingle, count) in &predicted {
            score.surplus += (count - expected.get(shingle).copied().unwrap_or(0.0)).max(0.0);
        }
        let sum = score.found + score.surplus + score.missing;
        if sum > 0.0 {
            let Self { found, surplus, missing } = score;
            score = Self { found: found / sum, surplus: surplus / sum, missing: missing / sum };
        }
        score
    }

    fn precision(self) -> f64 {
        share(self.found, self.surplus, self)
    }

    fn recall(self) -> f64 {
        share(self.found, self.missing, self)
    }

    fn line(self) -> String {
        format!("precision {:.3} recall {:.3}", self.precision(), self.recall())
    }
}

fn share(found: f64, other: f64, score: Score) -> f64 {
    if score.surplus + score.missing == 0.0 {
        1.0
    } else if found == 0.0 {
        0.0
    } else {
        found / (found + other)
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).filter(|word| !word.is_empty()).collect()
}

fn shingles<'a>(words: &'a [&'a str]) -> HashMap<&'a [&'a str], f64> {
    let mut shingles = HashMap::new();
    if !words.is_empty() {
        for start in 0..=words.len().saturating_sub(SHINGLE) {
            *shingles.entry(&words[start..words.len().min(start + SHINGLE)]).or_insert(0.0) += 1.0;
        }
    }
    shingles
}

fn report(pages: &mut [Page<'_>], worst: usize) {
    let mean = |values: Vec<f64>| {
        #[allow(clippy::cast_precision_loss)]
        let count = values.len() as f64;
        values.iter().sum::<f64>() / count
    };
    let scores = || pages.iter().map(|page| page.score);
    // Pages without any text of a kind do not count for that kind.
    let precision = mean(scores().filter(|score| score.found + score.surplus > 0.0).map(Score::precision).collect());
    let recall = mean(scores().filter(|score| score.found + score.missing > 0.0).map(Score::recall).collect());
    let exact = |page: &Page<'_>| f64::from(u8::from(words(page.expected) == words(&page.predicted)));
    let accuracy = mean(pages.iter().map(exact).collect());
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "pages {} · F1 {f1:.4} · precision {precision:.4} · recall {recall:.4} · accuracy {accuracy:.3}",
        pages.len()
    );
    pages.sort_by(|one, other| one.score.found.total_cmp(&other.score.found));
    for page in pages.iter().take(worst) {
        println!("{:.3} {} {} {}", page.score.found, page.score.line(), &page.id[..8], page.url);
    }
}
