//! What of a paragraph the article itself states.

use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::language::Language;
use crate::candidates::text::Analysed;
use crate::candidates::text::token::{Shape, Token};

/// Whether a paragraph tells what an earlier version of the text had wrong: its statements are not the article's.
pub(super) fn is_correction(paragraph: &Analysed<'_>) -> bool {
    let begins = ["correction", "corrections", "clarification", "editor's note", "editor’s note"];
    let colon = paragraph.text.find(':').unwrap_or(0);
    paragraph.text.get(..colon).is_some_and(|label| begins.contains(&label.trim().to_lowercase().as_str()))
}

/// Whether a sentence is what the publication says of itself to its readers: `Follow our updates.`
pub(super) fn is_notice(sentence: &Sentence<'_>, language: &Language) -> bool {
    let opening = (sentence.start..sentence.end).find(|at| !sentence.paragraph.tokens[*at].is_mark());
    opening.is_some_and(|at| language.notices.at(&sentence.paragraph.tokens, at).next().is_some())
}

/// Where the text begins behind a dateline: `OSTROW, March 11 (Harbour Wire) - `.
pub(super) fn dateline_end(paragraph: &Analysed<'_>) -> Option<usize> {
    let is_place = |token: &Token| token.shape == Shape::Upper && token.end - token.start > 2;
    let dash = (1..paragraph.tokens.len().min(16)).find(|at| matches!(paragraph.word(*at), "—" | "–" | "-" | "--"))?;
    let place = paragraph.tokens.first().is_some_and(is_place);
    let verb = (0..dash).any(|at| paragraph.tags[at].is_finite());
    let spaced = paragraph.tokens[dash].spaced;
    (place && spaced && !verb && dash + 1 < paragraph.tokens.len()).then_some(dash + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::claims::examples::found;

    #[test]
    fn a_correction_is_no_statement_of_the_article() {
        let is = |text| is_correction(&Analysed::new(text, Language::english()));
        assert!(is("Correction: An earlier version said that dues were 32 crowns."));
        assert!(!is("The correction of the dues: 32 crowns."));
    }

    #[test]
    fn the_examples_of_notices_hold() {
        let file = include_str!("../../../assets/languages/en/notices.txt");
        for line in file.lines() {
            if let Some(notice) = line.strip_prefix("= ") {
                assert_eq!(found(notice), [], "{notice}");
            }
            if let Some(claim) = line.strip_prefix("! ") {
                assert!(!found(claim).is_empty(), "{claim}");
            }
        }
    }

    #[test]
    fn the_text_begins_behind_the_dateline() {
        let rest = |text| {
            let paragraph = Analysed::new(text, Language::english());
            dateline_end(&paragraph).map(|end| paragraph.words(end..paragraph.tokens.len()).to_owned())
        };
        assert_eq!(rest("OSTROW, March 11 (Harbour Wire) - Dues rose."), Some("Dues rose.".to_owned()));
        assert_eq!(rest("OSTROW — Dues rose."), Some("Dues rose.".to_owned()));
        assert_eq!(rest("NATO said - and meant - it."), None);
        assert_eq!(rest("Dues — the highest — rose."), None);
    }
}
