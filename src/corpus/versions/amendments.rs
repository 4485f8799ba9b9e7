//! Recognises sentences in which an outlet tells readers that it has changed a story.

use std::sync::LazyLock;

use crate::text::folding::fold;

/// The lines of a list in `amendments.txt`.
fn list(name: &str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("amendments.txt").lines();
    let lines = lines.skip_while(move |line| line.strip_prefix('[') != Some(&format!("{name}]"))).skip(1);
    lines.take_while(|line| !line.is_empty() && !line.starts_with('['))
}

static BEGINNINGS: LazyLock<Vec<&str>> = LazyLock::new(|| list("beginning").collect());
static PHRASES: LazyLock<Vec<&str>> = LazyLock::new(|| list("phrase").collect());

/// Whether a sentence announces a correction.
pub(super) fn tells_of_correction(sentence: &str) -> bool {
    let folded = fold(sentence);
    let bare = folded.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let begins = |beginning: &str| {
        let rest = bare.strip_prefix(beginning);
        // Accepts `Correction: …` and `Correction (3 May)`, but not `Corrections officers were hurt`.
        rest.is_some_and(|rest| {
            let rest = rest.trim_start();
            beginning.ends_with(':')
                || rest.is_empty()
                || rest.starts_with([':', '(', '-', '.', ',', '|', '/'])
                || rest.starts_with(|letter: char| letter.is_ascii_digit())
        })
    };
    BEGINNINGS.iter().any(|beginning| begins(beginning)) || PHRASES.iter().any(|phrase| folded.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_to_readers_differ_from_news_about_corrections() {
        for note in [
            "Correction: the fee is 40 crowns.",
            "Correction (3 May): the fee is 40 crowns.",
            "An earlier version of this article gave another fee.",
            "This article was amended on 3 May.",
            "Editor's note: the fee is 40 crowns.",
            "In einer früheren Version dieses Artikels hieß es anders.",
        ] {
            assert!(tells_of_correction(note), "{note}");
        }
        for news in [
            "Corrections officers were hurt.",
            "The council amended the bill.",
            "The correction of the course took an hour.",
            "The store was updated last year.",
        ] {
            assert!(!tells_of_correction(news), "{news}");
        }
    }
}
