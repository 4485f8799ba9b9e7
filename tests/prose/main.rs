//! Plain English: the turns of phrase that this project has unlearned stay out of everything a person reads.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod rust_source;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

/// What to avoid, as regular expressions that take any white space for a space, and what to write instead.
const AVOID: &[(&str, &str)] = &[
    (
        r"(?:what|when|where|whom?|as|if|than|how|once|while|before|because|until|whatever) one (?:can|cannot|may|must|will|would|should|could|might|is|was|has|had|does|did|types|writes|wrote|sees|wants|knows|looks|reads|chooses|says|said|works|meets|needs|gives|judges|judged|stays|likes|asks|opens|moves|goes|makes|made|keeps|kept|leaves|left|begins|began|presses|uses|finds|takes)",
        "“one” is not a person: write “you”, or name the person",
    ),
    (
        r"one's(?: own)?|oneself|(?:lets?|helps?) one",
        "“one” is not a person: write “you”, “your own”, or name the person",
    ),
    (
        r"(?:what|all that|whatever) (?:was|has been|had been) said|said of",
        "name it: the annotation, judgement, note, claim",
    ),
    (r"stands?|stood", "a text is, occurs or appears somewhere"),
    (r"holds|(?:that|which|who|not|cannot|really|keys|rows) hold", "contains, applies, is valid, is current, wins"),
    (r"(?:tell|tells|telling|told) of|(?:is|are|was|were|be) told", "reports, lists, says that"),
    (r"as far as|so many|how far the (?:disk|work)", "say it directly: if, the status of the work, the number"),
    (r"hangs? together|hanging together", "relates to, is related to"),
    (r"passed over", "ignored, skipped"),
    (r"to be (?:seen|found|had)", "visible, found, not found"),
    (r"linear text|whose word|loss of place", "see HOUSE: plain text, whose verdict wins, remembers the place"),
    (r"(?:take|takes|taken|took) up", "reopen, continue"),
    (r"at hand", "selected, current"),
    (r"what it should read", "the correction, what the claim should say"),
    (r"(?:taken|took) for|takes? (?:it|them|this|that) for", "mistaken for, treated as"),
    (r"(?:given|giving|gives|give) (?:\w+ )?back", "returned, restored"),
    (r"held against|holds? \w+ against", "checked against, compared with"),
];

/// What passes all the same: code between backticks or fences, and phrases that merely look alike.
const FINE: &str = r"(?s:```.*?```)|`[^`\n]*`|(?i:\bstands?(?: (?:for|alone|out|up)|-alone)\b)";

/// One thing that a person reads, and the line it begins on.
struct Passage {
    line: usize,
    text: String,
    /// Whether only programmers read it.
    is_comment: bool,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if endings.contains(&ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn name_of(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// Documents and articles.
fn documents() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"].map(|name| root().join(name)).into();
    files.extend(files_below("docs", &["md"]));
    files.extend(files_below("content", &["yaml"]));
    files
}

/// The expressions, compiled once.
struct Phrases {
    fine: Regex,
    /// Any of those to avoid, to skip clean text quickly.
    any: Regex,
    avoid: Vec<(Regex, &'static str)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    // Boundaries between ASCII letters are enough for these words, and far faster.
    let phrase =
        |words: &str| Regex::new(&format!(r"(?i)(?-u:\b)(?:{})(?-u:\b)", words.replace(' ', r"(?-u:\s)+"))).unwrap();
    Phrases {
        fine: Regex::new(FINE).unwrap(),
        any: phrase(&AVOID.iter().map(|(words, _)| *words).collect::<Vec<_>>().join("|")),
        avoid: AVOID.iter().map(|(words, instead)| (phrase(words), *instead)).collect(),
    }
});

/// Each complaint about a text: the line, the words, what to write instead.
fn complaints(passages: &[Passage]) -> Vec<String> {
    let mut found = Vec::new();
    for passage in passages {
        let text = PHRASES.fine.replace_all(&passage.text, "…");
        if !PHRASES.any.is_match(&text) {
            continue;
        }
        for (words, instead) in &PHRASES.avoid {
            for hit in words.find_iter(&text) {
                let line = passage.line + text[..hit.start()].matches('\n').count();
                found.push(format!("{line}: “{}”: {instead}", hit.as_str()));
            }
        }
    }
    found
}

fn complaints_about(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let passages = if path.extension().is_some_and(|ending| ending == "rs") {
        rust_source::passages(&text)
    } else {
        vec![Passage { line: 1, text, is_comment: false }]
    };
    complaints(&passages)
}

/// Every complaint about these files, with the name of the file.
fn all_complaints(paths: &[PathBuf]) -> Vec<String> {
    let about = |path: &PathBuf| {
        let name = name_of(path);
        complaints_about(path).into_iter().map(move |complaint| format!("{name}:{complaint}"))
    };
    paths.iter().flat_map(about).collect()
}

#[test]
fn documents_and_articles_are_in_plain_english() {
    let found = all_complaints(&documents());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn texts_and_comments_of_the_program_are_in_plain_english() {
    let found = all_complaints(&files_below("src", &["rs"]));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A key that a sentence names as a letter or by its name, instead of asking the keymap.
static KEY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:S-)?(?:Enter|Esc|Tab|Backspace|PgUp|PgDn)\b|\b[CA]-[a-z]\b|(?i:\b(?:press|hit|the key)) [a-zA-Z?/:,;.]\b").unwrap()
});

/// The sentences of a source file, outside its tests, that name a key; code between backticks may.
fn sentences_with_keys(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let sentences = rust_source::passages(code).into_iter().filter(|passage| !passage.is_comment);
    // What explains how keys are written has no other way to say it.
    let sentences = sentences.filter(|passage| !passage.text.contains("A-z") && !passage.text.contains("Alt and z"));
    let named = sentences.filter(|passage| KEY.is_match(&PHRASES.fine.replace_all(&passage.text, "…")));
    named.map(|passage| format!("{}: {}", passage.line, passage.text)).collect()
}

#[test]
fn every_sentence_that_names_a_key_asks_the_keymap() {
    // Settings are explained with examples of keys.
    let sources =
        files_below("src", &["rs"]).into_iter().filter(|path| !path.starts_with(root().join("src/storage/config")));
    let found: Vec<String> = sources
        .flat_map(|path| {
            let source = fs::read_to_string(&path).unwrap();
            sentences_with_keys(&source).into_iter().map(move |sentence| format!("{}:{sentence}", name_of(&path)))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    for sentence in ["Not saved. Press r to try again", "Enter sets it now", "C-z would undo that"] {
        assert_eq!(sentences_with_keys(&format!("say({sentence:?})")).len(), 1, "{sentence}");
    }
    for sentence in ["Press it again to quit", "Press {retry} to try again", "enter a date here"] {
        assert_eq!(sentences_with_keys(&format!("say({sentence:?})")).len(), 0, "{sentence}");
    }
}

#[test]
fn every_kind_of_phrase_is_found_and_plain_sentences_pass() {
    let about = |text: &str| complaints(&[Passage { line: 1, text: text.to_owned(), is_comment: false }]).len();
    for text in [
        "By what one sees that a file has changed.",
        "Hand it to one's editor.",
        "What was said of words that are gone",
        "next place where they stand",
        "Whose word holds where annotators differ",
        "only 1000 are told",
        "The corner says how far the disk is",
        "how the claim hangs together with another",
        "other keys are passed over",
        "There are no claims to be seen",
        "take up what\nyou were writing",
    ] {
        assert!(about(text) > 0, "{text}");
    }
    for text in ["Which one should win?", "next match", "`one's own` is code", "plain text with all annotations"] {
        assert_eq!(about(text), 0, "{text}");
    }
}
