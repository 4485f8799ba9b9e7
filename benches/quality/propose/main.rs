//! Prints the candidates of text files: `propose --entities|--attributions|--explain|--claims FILE…`.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use nutgraf::candidates::language::Language;
use nutgraf::candidates::lines::{attribution_lines, entity_lines, explanation, propose_plain};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    for path in arguments {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| {
            eprintln!("cannot read {path}: {error}");
            std::process::exit(1)
        });
        match what.as_str() {
            "--entities" => print!("{}", entity_lines(&propose_plain(&text, "en"))),
            "--attributions" => print!("{}", attribution_lines(&text, Language::english())),
            "--explain" => print!("{}", explanation(&propose_plain(&text, "en"))),
            "--claims" => {
                let proposal = propose_plain(&text, "en");
                for claim in &proposal.claims {
                    println!(
                        "{}",
                        serde_json::to_string(&proposal.claim(claim, String::new())).expect("a claim is JSON")
                    );
                }
            }
            _ => {
                eprintln!("propose --entities|--attributions|--explain|--claims FILE…");
                std::process::exit(2);
            }
        }
    }
}
