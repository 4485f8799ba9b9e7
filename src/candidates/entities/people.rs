//! People: surnames after full names, titles.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::candidates::entities::{CandidateEntity, Place};
use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::text::Analysed;
use crate::candidates::text::token::Shape;
use crate::model::article::entity::{Entity, EntityKind};

/// Makes people of single words that are the surname of somebody whose full name the text gives.
pub(super) fn surnames(paragraphs: &[Analysed<'_>], places: &mut [Place]) {
    let surname = |place: &Place| {
        let paragraph = &paragraphs[place.paragraph];
        let person = place.mention.kind == EntityKind::Person && place.mention.tokens.len() > 1;
        person.then(|| paragraph.word(place.mention.tokens.end - 1))
    };
    let surnames: HashSet<&str> = places.iter().filter_map(surname).collect();
    for place in places.iter_mut().filter(|place| place.mention.tokens.len() == 1) {
        let word = paragraphs[place.paragraph].word(place.mention.tokens.start);
        if place.mention.stands_for.is_none() && surnames.contains(word) {
            place.mention.kind = EntityKind::Person;
        }
    }
}

/// Takes out of people's names what is before them in the sentence: `On Monday Norvik`, `Former Minister`.
pub(super) fn without_days(paragraphs: &[Analysed<'_>], places: &mut [Place]) {
    for place in places.iter_mut().filter(|place| place.mention.kind == EntityKind::Person) {
        let paragraph = &paragraphs[place.paragraph];
        let tokens = &mut place.mention.tokens;
        let is_before = |at: usize| paragraph.tokens[at].is(Class::Weekday) || paragraph.word(at) == "Former";
        while tokens.len() > 1 && is_before(tokens.start) {
            tokens.start += 1;
        }
        if tokens.len() == 1 && paragraph.tokens[tokens.start].shape == Shape::Upper {
            place.mention.kind = EntityKind::Organisation;
        }
    }
}

/// The people of a list by the last word of their names.
#[derive(Default)]
pub(super) struct BySurname(HashMap<String, BTreeSet<usize>>);

impl BySurname {
    /// Adds an entity of this place in the list, if it is a person. One whose name grew has a place under each of its names.
    pub(super) fn add(&mut self, entity: &Entity, index: usize) {
        if entity.kind == EntityKind::Person {
            self.0.entry(surname(&entity.name).to_owned()).or_default().insert(index);
        }
    }

    /// The person of the list whom `words` name as well: by surname, or by more or fewer given names.
    pub(super) fn same_person(&self, words: &str, list: &[CandidateEntity]) -> Option<usize> {
        let candidates = self.0.get(surname(words))?;
        let mut found = candidates.iter().filter(|index| is_other_length(words, &list[**index].entity.name));
        let first = found.next()?;
        // Two people of one surname: the surname alone says nothing.
        found.next().is_none().then_some(*first)
    }
}

fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Whether two names of one surname differ in given names that only one of them has.
fn is_other_length(words: &str, name: &str) -> bool {
    let (given, name): (Vec<&str>, Vec<&str>) = (words.split(' ').collect(), name.split(' ').collect());
    let (shorter, longer) = if given.len() <= name.len() { (&given, &name) } else { (&name, &given) };
    shorter.len() < longer.len() && given.last() == name.last() && shorter.iter().all(|part| longer.contains(part))
}

/// The title right before the mention of a person: `Trade Minister` of `Trade Minister Oren Vask`.
pub(super) fn title_before(paragraph: &Analysed<'_>, mention: &Mention) -> Option<String> {
    if mention.kind != EntityKind::Person {
        return None;
    }
    let end = mention.tokens.start;
    let last = end.checked_sub(1).filter(|at| paragraph.tokens[*at].is(Class::Title))?;
    let capital = paragraph.tokens[last].is_capital();
    let mut start = last;
    while start > 0
        && capital
        && paragraph.tokens[start - 1].is_capital()
        && !paragraph.tokens[start - 1].is(Class::NotName)
    {
        start -= 1;
    }
    Some(paragraph.words(start..end).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::candidates::entities::examples::found;
    use crate::candidates::entities::gather;
    use crate::candidates::language::Language;
    use crate::candidates::text::Analysed;

    #[test]
    fn a_surname_goes_with_the_full_name() {
        assert_eq!(
            found(&["Anna Hale spoke.", "Then Hale left, and Anna Maria Hale too."]),
            ["person Anna Maria Hale (Hale, Anna Hale)"]
        );
    }

    #[test]
    fn titles_are_kept_apart_from_the_name() {
        let language = Language::english();
        let paragraphs = [Analysed::new("He met Trade Minister Robert Vask and the economist Anna Hale.", language)];
        let entities = gather(&paragraphs, &[], language);
        let titles: Vec<_> =
            entities.list.iter().map(|found| (found.entity.name.as_str(), found.titles.concat())).collect();
        assert_eq!(titles, [("Robert Vask", "Trade Minister".to_owned()), ("Anna Hale", "economist".to_owned())]);
    }
}
