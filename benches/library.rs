//! A library of generated articles with three annotators each: `cargo bench --bench library -- [ARTICLES] [CLAIMS]`.
//!
//! Prints how long it takes to read them without a cache, to list them from the cache, to look for changes, to read one
//! changed file again, and to search.

// A bench says what it measures.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use nutgraf::corpus::fields::vocabulary;
use nutgraf::corpus::list::{Arrangement, Column};
use nutgraf::corpus::row::Row;
use nutgraf::corpus::search::{Limits, Search, Viewer};
use nutgraf::corpus::similar::Index;
use nutgraf::model::query::Query;
use nutgraf::storage::library::Library;

/// The words of the articles; a few of them are rare.
const WORDS: [&str; 24] = [
    "harbour", "trade", "ships", "pilots", "the", "of", "ministry", "crowns", "grain", "fares", "quay", "dredged",
    "crane", "gazette", "customs", "winter", "winch", "timber", "statute", "levy", "strike", "wages", "ferry",
    "tonnage",
];

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse::<usize>().ok());
    let (articles, claims) = (numbers.next().unwrap_or(1_000), numbers.next().unwrap_or(50));
    let folder = tempfile::tempdir().unwrap();
    let cache = tempfile::tempdir().unwrap();
    let bytes: u64 = (0..articles).map(|number| write_article(folder.path(), number, claims)).sum();
    println!("{articles} articles, {claims} claims each, {} MB with notes", bytes / 1_000_000);

    let mut first = None;
    let began = Instant::now();
    let mut library = Library::read_in(folder.path(), Some(cache.path()));
    library.refresh(&mut |_| {
        first.get_or_insert_with(|| began.elapsed());
        true
    });
    let whole = began.elapsed();
    let speed = u128::from(bytes) / whole.as_micros().max(1);
    println!("without a cache: first row {:?}, all {whole:?}, {speed} MB/s", first.unwrap_or_default());
    drop(library);
    std::thread::sleep(Duration::from_secs(3));
    // Files that were young when they were read are checked once more.
    Library::read_in(folder.path(), Some(cache.path())).refresh(&mut |_| true);

    let began = Instant::now();
    let mut library = Library::read_in(folder.path(), Some(cache.path()));
    let rows: Vec<(usize, &Row)> = library.rows().enumerate().collect();
    let listed = began.elapsed();
    let order =
        Arrangement { column: Column::ToDo, ..Arrangement::default() }.order(&rows, Some("ana"), &HashMap::new());
    println!("from the cache: {} rows in {listed:?}, sorted with counts after {:?}", order.len(), began.elapsed());
    let began = Instant::now();
    let changed = library.refresh(&mut |_| true).changed;
    println!("looked at all files, {changed} changed: {:?}", began.elapsed());
    write_article(folder.path(), 7, claims + 1);
    let began = Instant::now();
    let changed = library.refresh(&mut |_| true).changed;
    println!("one file changed ({changed}), looked at all and kept the cache: {:?}", began.elapsed());

    let began = Instant::now();
    library.verify_words();
    println!("verified the words: {:?}", began.elapsed());
    for text in [
        "tonnage",
        "the",
        "\"rare word 77\"",
        "trade verdict:refuted",
        "verdict:refuted",
        "harbour levy -winter",
        "win*",
    ] {
        search(&library, text);
    }
    println!("memory: {} MiB", memory());
    similar(articles * 10);
}

/// Indexes made-up claims, and matches one.
fn similar(count: usize) {
    let text = |number: usize| {
        let words: Vec<&str> = (0..14).map(|at| WORDS[(number * 7 + at * (5 + number % 11)) % WORDS.len()]).collect();
        format!("The {} paid {number} crowns", words.join(" "))
    };
    let texts: Vec<String> = (0..count).map(text).collect();
    let began = Instant::now();
    let index = Index::new(texts.iter().map(String::as_str));
    let indexed = began.elapsed();
    let began = Instant::now();
    let found = index.search(&text(77), 10).len();
    println!("{count} claims indexed in {indexed:?}, {found} similar to one in {:?}", began.elapsed());
}

fn search(library: &Library, text: &str) {
    let viewer = Viewer { me: Some("ana".to_owned()), sees_all: true, asks_everyone: true };
    let query = Query::parse(text, &vocabulary()).unwrap();
    let search = Search::new(&query, &viewer, true);
    let timed = |limits: Limits| {
        let began = Instant::now();
        let found = search.run(&library.shelf(), limits);
        (began.elapsed(), found.total)
    };
    let (typing, _) = timed(Limits { hits: 500, articles: 300 });
    let (whole, hits) = timed(Limits { hits: 100, articles: usize::MAX });
    println!("{text:24} as one types {typing:>10.2?}, everything {whole:>10.2?}, {hits} hits");
}

/// Writes an article and the journals of three annotators; returns their size in bytes.
fn write_article(folder: &Path, number: usize, claims: usize) -> u64 {
    let mut text = format!(
        "nutgraf: 1\narticle: {{id: a{number}, title: The {} of {number}, outlet: Paper {}, published: 20{:02}-0{}-11, language: en, wording: verbatim}}\nentities: [{{id: o, name: Ostrow, kind: place}}]\nsections:\n  - id: s\n    paragraphs:\n",
        WORDS[number % 20],
        number % 40,
        number % 26,
        number % 9 + 1
    );
    let mut journals = [String::new(), String::new(), String::new()];
    for claim in 0..claims {
        let word = |salt: usize| WORDS[(number * 7 + claim * 13 + salt * 5 + number / 24) % WORDS.len()];
        let sentence = (0..9).map(word).collect::<Vec<_>>().join(" ");
        let quote = format!("{} ships paid {number} crowns", word(3));
        let _ = write!(
            text,
            "      - id: p{claim}\n        text: In Ostrow {quote} for {sentence}, and {} said rare word {} was seen at the {}.\n        claims:\n          - {{id: p{claim}.c1, text: '{quote}, by the {sentence}.', quote: {quote}, kind: [fact, numerical], certainty: stated, speaker: author, about: [o], when: '2018', figures: [{{printed: {number} crowns, value: '{number}', unit: crown, of: dues}}]}}\n",
            word(5),
            number % 1000,
            word(6)
        );
        for (annotator, journal) in ["ana", "ben", "cleo"].iter().zip(&mut journals) {
            if (number + claim).is_multiple_of(3) {
                let verdict = ["supported", "refuted", "misleading"][(claim + annotator.len()) % 3];
                let id = format!("01KA{:022}", number * 1000 + claim);
                let _ = writeln!(
                    journal,
                    "{{\"v\":1,\"id\":\"{id}\",\"at\":\"2026-11-24T03:46:12Z\",\"by\":\"{annotator}\",\"set\":[{{\"on\":\"claim:p{claim}.c1\",\"field\":\"verdict\",\"to\":\"{verdict}\"}},{{\"on\":\"claim:p{claim}.c1\",\"field\":\"why\",\"to\":\"the register of {} says so\"}}]}}",
                    word(8)
                );
            }
        }
    }
    let mut bytes = text.len();
    fs::write(folder.join(format!("a{number:05}.yaml")), text).unwrap();
    for (annotator, journal) in ["ana", "ben", "cleo"].iter().zip(journals) {
        bytes += journal.len();
        fs::write(folder.join(format!("a{number:05}.{annotator}.notes.jsonl")), journal).unwrap();
    }
    bytes as u64
}

/// The memory of this process in MiB, if the system reports it.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let digits: String = line.unwrap_or("").chars().filter(char::is_ascii_digit).collect();
    digits.parse::<u64>().unwrap_or(0) / 1024
}
