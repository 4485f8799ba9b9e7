//! Measures candidates against marked texts. See docs/candidates-quality.md.

#![allow(missing_docs, unreachable_pub)]
#![allow(clippy::pedantic, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::print_stdout)]

mod attributions;
#[path = "../marked.rs"]
mod marked;
mod names;
mod score;
mod sentences;
mod speed;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["lists", _, _, ..] => names::measure_lists(&arguments[1..]),
        ["speed", _, ..] => speed::measure(&arguments[1..]),
        ["sentences", _, ..] => sentences::measure(&arguments[1..]),
        ["names", ..] => names::measure(&arguments[1..]),
        ["attributions", _, ..] => attributions::measure(&arguments[1..]),
        _ => eprintln!(
            "measure sentences FILE.conllu… [--misses]\nmeasure speed FILE…\nmeasure attributions FOLDER [STEP] [--misses]\nmeasure lists SENTENCES FILE.txt… [--misses]\nmeasure names [--model MODEL] [--rules] [--misses] FILE.txt…"
        ),
    }
}
