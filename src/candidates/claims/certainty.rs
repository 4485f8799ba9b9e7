//! How firmly a claim is put, and by which word.

use std::ops::Range;

use crate::candidates::language::Language;
use crate::candidates::text::Analysed;
use crate::domain::claim::Certainty;

/// The least certainty that the words of a claim give it, with the words that hedge; stated when nothing does.
pub(super) fn certainty(
    paragraph: &Analysed<'_>,
    parts: &[Range<usize>],
    language: &Language,
) -> (Certainty, Option<String>) {
    let mut found = (Certainty::Stated, None);
    for part in parts {
        for at in part.clone() {
            // `serious thought to the plan` is no hedge, `is thought to be` is one.
            let is_noun = paragraph.tags[at].is_noun() && paragraph.word(at) == "thought";
            let hedge =
                language.hedges.at(&paragraph.tokens, at).find(|(length, _)| !is_noun && at + length <= part.end);
            if let Some((length, certainty)) = hedge.filter(|(_, certainty)| *certainty < found.0) {
                found = (certainty, Some(paragraph.words(at..at + length).to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Certainty, Option<String>) {
        let language = Language::english();
        let paragraph = Analysed::new(text, language);
        certainty(&paragraph, std::slice::from_ref(&(0..paragraph.tokens.len())), language)
    }

    #[test]
    fn hedges_lower_the_certainty() {
        assert_eq!(found("Dues could rise."), (Certainty::Possible, Some("could".to_owned())));
        assert_eq!(found("They seem to have paid."), (Certainty::Probable, Some("seem".to_owned())));
        assert_eq!(found("It is unlikely that dues could rise."), (Certainty::Doubtful, Some("unlikely".to_owned())));
        assert_eq!(found("Dues rose."), (Certainty::Stated, None));
        assert_eq!(found("The board has given serious thought to the plan."), (Certainty::Stated, None));
    }
}
