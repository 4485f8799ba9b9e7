//! Sentences with marked names, in the two-column form of CoNLL (`word`, tab, `B-kind`, `I-kind` or `O`).

use std::fs;

/// A text with its names.
#[derive(Debug, Clone)]
pub struct Marked {
    pub text: String,
    /// First byte, byte after the last, our kind (`other` if we have none).
    pub names: Vec<(usize, usize, &'static str)>,
}

/// Our kind for a label of CrossNER.
fn kind(label: &str) -> &'static str {
    match label {
        "person" | "politician" | "scientist" | "researcher" | "writer" | "musicalartist" => "person",
        "organisation" | "politicalparty" | "university" | "band" => "organisation",
        "election" | "event" | "conference" => "event",
        "country" => "state",
        "location" => "place",
        _ => "other",
    }
}

/// The sentences of a file, joined as in print.
pub fn read(path: &str) -> Vec<Marked> {
    let file = fs::read_to_string(path).expect("a readable file of marked names");
    file.split("\n\n").filter(|block| !block.trim().is_empty()).map(sentence).collect()
}

fn sentence(block: &str) -> Marked {
    let mut text = String::new();
    let mut names: Vec<(usize, usize, &'static str)> = Vec::new();
    let (mut glue, mut quoted) = (true, false);
    for line in block.lines() {
        let Some((word, label)) = line.rsplit_once('\t') else { continue };
        let closing = matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "'s" | "n't" | "'")
            || (word == "\"" && quoted);
        if !text.is_empty() && !glue && !closing {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        glue = matches!(word, "(" | "[") || (word == "\"" && !quoted);
        quoted ^= word == "\"";
        match (label.split_once('-'), names.last_mut()) {
            (Some(("B", label)), _) => names.push((start, text.len(), kind(label))),
            (Some(("I", _)), Some(last)) => last.1 = text.len(),
            _ => {}
        }
    }
    Marked { text, names }
}
