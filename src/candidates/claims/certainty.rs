//! How firmly a claim is put, and by which word.

use std::ops::Range;

use crate::candidates::language::{Class, Language};
use crate::candidates::text::Analysed;
use crate::candidates::text::token::Shape;
use crate::model::article::claim::Certainty;

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
            let is_none = is_noun || is_month(paragraph, at);
            let hedge =
                language.hedges.at(&paragraph.tokens, at).find(|(length, _)| !is_none && at + length <= part.end);
            if let Some((length, certainty)) = hedge.filter(|(_, certainty)| *certainty < found.0) {
                found = (certainty, Some(paragraph.words(at..at + length).to_owned()));
            }
        }
    }
    found
}

/// Whether a word is the month, as in `fell in May 2023`, not the verb at the beginning of `May it rise?`
fn is_month(paragraph: &Analysed<'_>, at: usize) -> bool {
    let begins = paragraph.sentences.iter().any(|sentence| sentence.start == at);
    let number = |at: usize| paragraph.tokens.get(at).is_some_and(|token| token.shape == Shape::Number);
    paragraph.tokens[at].is(Class::Month)
        && paragraph.tokens[at].is_capital()
        && (!begins || number(at + 1) || at.checked_sub(1).is_some_and(number))
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
        assert_eq!(found("Heavy rain fell in May, and dues in May 2023."), (Certainty::Stated, None));
        assert_eq!(found("The board has given serious thought to the plan."), (Certainty::Stated, None));
    }
}
