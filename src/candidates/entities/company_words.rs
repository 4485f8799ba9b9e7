//! Names that the words round them show to be companies, as `Norvik` in `Norvik's chief executive`.

use std::collections::HashSet;

use crate::candidates::entities::Place;
use crate::candidates::language::{Beside, Class, Language};
use crate::candidates::text::Analysed;
use crate::model::article::entity::EntityKind;

/// Makes companies of names that seemed people, where the words beside them go with companies alone. A title, a
/// given name or a longer name of a person anywhere in the text shows a person.
pub(super) fn find(paragraphs: &[Analysed<'_>], places: &mut [Place], language: &Language) {
    let words = |place: &Place| paragraphs[place.paragraph].words(place.mention.tokens.clone());
    let people = || places.iter().filter(|place| place.mention.kind == EntityKind::Person);
    let named =
        places.iter().filter(|place| matches!(place.mention.kind, EntityKind::Person | EntityKind::Organisation));
    let shown = named.filter(|place| is_company(&paragraphs[place.paragraph], place, language));
    let mut companies: HashSet<&str> = shown.map(words).collect();
    for place in people() {
        if is_person(&paragraphs[place.paragraph], place) {
            companies.remove(words(place));
        }
        if !companies.contains(words(place)) {
            companies.remove(paragraphs[place.paragraph].word(place.mention.tokens.end - 1));
        }
    }
    for place in places.iter_mut().filter(|place| place.mention.kind == EntityKind::Person) {
        if companies.contains(words(place)) {
            place.mention.kind = EntityKind::Organisation;
        }
    }
}

/// Whether the words right before or behind a name go with companies alone.
fn is_company(paragraph: &Analysed<'_>, place: &Place, language: &Language) -> bool {
    let (start, end) = (place.mention.tokens.start, place.mention.tokens.end);
    let says = |at: usize, side: Beside, ends: Option<usize>| {
        let mut phrases = language.companies.at(&paragraph.tokens, at);
        phrases.any(|(length, found)| found == side && ends.is_none_or(|end| at + length == end))
    };
    let word = |at: usize| paragraph.tokens.get(at).map_or("", |token| token.text(paragraph.text));
    let is_noun = paragraph.tags.get(end).is_some_and(|tag| tag.is_noun());
    (start.saturating_sub(3)..start).any(|at| says(at, Beside::Before, Some(start)))
        || is_noun && says(end, Beside::After, None)
        || matches!(word(end), "'s" | "’s") && says(end + 1, Beside::Of, None)
        || matches!(word(end), "’" | "'") && says(end + 1, Beside::Of, None)
        || word(end) == "," && says(end + 1, Beside::Appositive, None)
}

/// Whether a name has a title before it or begins with a given name.
fn is_person(paragraph: &Analysed<'_>, place: &Place) -> bool {
    let tokens = &place.mention.tokens;
    let titled = tokens.start.checked_sub(1).is_some_and(|at| paragraph.tokens[at].is(Class::Title));
    titled || paragraph.tokens[tokens.start].is(Class::GivenName)
}

#[cfg(test)]
mod tests {
    use crate::candidates::entities::gather;
    use crate::candidates::language::Language;
    use crate::candidates::text::Analysed;
    use crate::model::article::entity::EntityKind;

    #[test]
    fn the_examples_hold() {
        let language = Language::english();
        let kind = |text: &str| {
            let entities = gather(&[Analysed::new(text, language)], &[], language);
            entities.list.first().map(|first| first.entity.kind)
        };
        for line in include_str!("../../../assets/languages/en/companies.txt").lines() {
            if let Some(company) = line.strip_prefix("= ") {
                assert_eq!(kind(company), Some(EntityKind::Organisation), "{company}");
            }
            if let Some(other) = line.strip_prefix("! ") {
                assert_eq!(kind(other), Some(EntityKind::Person), "{other}");
            }
        }
    }
}
