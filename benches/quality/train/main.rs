//! Trains the models of `assets/languages/`. See docs/candidates-quality.md for the data and the commands.

#![allow(missing_docs, unreachable_pub)]
#![allow(clippy::pedantic, clippy::expect_used, clippy::print_stderr, clippy::print_stdout)]

mod averaged;
#[path = "../marked.rs"]
mod marked;
mod names;
mod parts_of_speech;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["tagger", out, _, ..] => parts_of_speech::train(&arguments[2..], out),
        ["names", out, _, ..] => names::train(&arguments[2..], out),
        _ => eprintln!("train names MODEL FILE.txt…\ntrain tagger MODEL FILE.conllu…"),
    }
}
