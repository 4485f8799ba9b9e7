//! How fast candidates are proposed.

use std::fs;
use std::time::Instant;

use nutgraf::candidates::language::Language;
use nutgraf::candidates::lines::propose_plain;

/// Proposes for each file, several times, and prints the best speed.
pub fn measure(paths: &[String]) {
    let start = Instant::now();
    let _ = Language::english();
    println!("language data ready in {:.2} ms", start.elapsed().as_secs_f64() * 1000.0);
    let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut best = f64::MAX;
    let mut claims = 0;
    for _ in 0..5 {
        let start = Instant::now();
        claims = texts.iter().map(|text| propose_plain(text, "en").claims.len()).sum();
        best = best.min(start.elapsed().as_secs_f64());
    }
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{} texts, {megabytes:.2} MB, {claims} claims: {:.2} MB/s, {:.2} ms for 5 kB",
        texts.len(),
        megabytes / best,
        best / bytes as f64 * 5000.0 * 1000.0
    );
}
