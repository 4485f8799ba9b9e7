//! From mentions to entities: variants of a name gathered, kinds settled for the whole text.

mod acronyms;
mod companies;
mod company_words;
mod known;
mod metonym;
mod people;
mod states;

use std::collections::HashMap;
use std::ops::Range;

use crate::candidates::entities::known::KnownNames;
use crate::candidates::language::{Language, Measure, WordSet};
use crate::candidates::names;
use crate::candidates::names::mention::{Mention, without_overlaps};
use crate::candidates::names::run::opens_clause;
use crate::candidates::proposer::PROPOSER;
use crate::candidates::text::Analysed;
use crate::candidates::text::token::Shape;
use crate::model::article::entity::{Entity, EntityKind};

/// An entity proposed, or one that is known and was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateEntity {
    /// Name, kind, aliases as the text writes them; the id is not settled here.
    pub entity: Entity,
    /// Titles that are before its name: `Trade Minister`.
    pub titles: Vec<String>,
    /// The rule that found it first.
    pub rule: &'static str,
    /// How often the text names it.
    pub mentions: usize,
    /// Whether the article or a list of the user's knows it already.
    pub known: bool,
}

/// The entities of a text, and where each paragraph names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entities {
    /// All of them, in the order of their first mention; known ones first.
    pub list: Vec<CandidateEntity>,
    /// For each paragraph the tokens that name an entity, with its index, in order.
    pub mentions: Vec<Vec<(Range<usize>, usize)>>,
}

impl Entities {
    /// The entities that a stretch of a paragraph names, each once, in order.
    #[must_use]
    pub fn within(&self, paragraph: usize, tokens: &Range<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        for (mention, entity) in &self.mentions[paragraph] {
            if mention.start >= tokens.start && mention.end <= tokens.end && !found.contains(entity) {
                found.push(*entity);
            }
        }
        found
    }
}

/// A mention on its way to its entity.
struct Place {
    paragraph: usize,
    mention: Mention,
}

/// Finds the entities of a text. Known ones (of the article, then of the user's lists) are found first.
#[must_use]
pub fn gather(paragraphs: &[Analysed<'_>], known: &[&Entity], language: &Language) -> Entities {
    let names = KnownNames::new(known.iter().flat_map(|entity| entity.names()));
    let mut places: Vec<Place> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let mut mentions = names.find(paragraph, EntityKind::Organisation, "known");
        mentions.extend(names::find(paragraph, language));
        let mentions = without_overlaps(mentions, paragraph.tokens.len());
        places.extend(mentions.into_iter().map(|mention| Place { paragraph: index, mention }));
    }
    drop_common_words(paragraphs, &mut places);
    drop_units(paragraphs, &mut places, language);
    people::without_days(paragraphs, &mut places);
    settle_kinds(paragraphs, &mut places);
    people::surnames(paragraphs, &mut places);
    find_again(paragraphs, &mut places);
    company_words::find(paragraphs, &mut places, language);
    let mut gathering = Gathering::new(paragraphs, known, language);
    for place in &places {
        gathering.add(place);
    }
    companies::join(&mut gathering);
    acronyms::join(paragraphs, &mut gathering);
    states::add_adjectives(paragraphs, &mut gathering);
    gathering.finish()
}

/// Drops single words at the beginning of a sentence that the text writes small elsewhere.
fn drop_common_words(paragraphs: &[Analysed<'_>], places: &mut Vec<Place>) {
    let tokens = paragraphs.iter().flat_map(|paragraph| &paragraph.tokens);
    let small: WordSet = tokens.filter(|token| token.shape == Shape::Lower).map(|token| token.word).collect();
    places.retain(|place| {
        let paragraph = &paragraphs[place.paragraph];
        let (start, single) = (place.mention.tokens.start, place.mention.tokens.len() == 1);
        let sentence = paragraph.sentences.iter().find(|sentence| sentence.contains(&start));
        let opens = sentence.is_some_and(|sentence| opens_clause(paragraph, sentence, start));
        !(single && opens && small.contains(&paragraph.tokens[start].word))
    });
}

/// Drops what is a unit behind a number: `250 MW`.
fn drop_units(paragraphs: &[Analysed<'_>], places: &mut Vec<Place>, language: &Language) {
    places.retain(|place| {
        let paragraph = &paragraphs[place.paragraph];
        let start = place.mention.tokens.start;
        let number = start.checked_sub(1).is_some_and(|before| paragraph.tokens[before].shape == Shape::Number);
        let mut measures = language.measures.after.at(&paragraph.tokens, start);
        let unit = measures.any(|(length, measure)| {
            length == place.mention.tokens.len() && matches!(measure, Measure::Unit(_) | Measure::Currency(_))
        });
        !(number && unit)
    });
}

/// Gives each spelling the kind that it has most often in the text.
fn settle_kinds(paragraphs: &[Analysed<'_>], places: &mut [Place]) {
    let mut counts: HashMap<&str, Vec<(EntityKind, usize)>> = HashMap::new();
    for place in places.iter() {
        let words = paragraphs[place.paragraph].words(place.mention.tokens.clone());
        let kinds = counts.entry(words).or_default();
        match kinds.iter_mut().find(|(kind, _)| *kind == place.mention.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((place.mention.kind, 1)),
        }
    }
    for place in places.iter_mut() {
        let words = paragraphs[place.paragraph].words(place.mention.tokens.clone());
        let Some(kinds) = counts.get(words) else { continue };
        let own = kinds.iter().find(|(kind, _)| *kind == place.mention.kind).map_or(0, |(_, count)| *count);
        if let Some((kind, _)) = kinds.iter().find(|(_, count)| *count > own) {
            place.mention.kind = *kind;
        }
    }
}

/// Finds the names once more where the rules overlooked them, as at the beginning of a sentence.
fn find_again(paragraphs: &[Analysed<'_>], places: &mut Vec<Place>) {
    let mut kinds: HashMap<&str, &Mention> = HashMap::new();
    for place in places.iter() {
        kinds.entry(paragraphs[place.paragraph].words(place.mention.tokens.clone())).or_insert(&place.mention);
    }
    let names = KnownNames::new(kinds.keys().copied().filter(|name| name.len() > 2));
    let mut more = Vec::new();
    let of_each = places.chunk_by(|left, right| left.paragraph == right.paragraph);
    let mut of_each = of_each.peekable();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let mut taken = vec![false; paragraph.tokens.len()];
        for place in of_each.next_if(|places| places[0].paragraph == index).into_iter().flatten() {
            taken[place.mention.tokens.clone()].fill(true);
        }
        for found in names.find(paragraph, EntityKind::Organisation, "named-elsewhere") {
            if taken[found.tokens.clone()].iter().any(|taken| *taken) {
                continue;
            }
            let Some(first) = kinds.get(paragraph.words(found.tokens.clone())) else { continue };
            let mention = Mention { kind: first.kind, stands_for: first.stands_for, ..found };
            more.push(Place { paragraph: index, mention });
        }
    }
    places.append(&mut more);
    places.sort_by_key(|place| (place.paragraph, place.mention.tokens.start));
}

/// Entities in the making.
struct Gathering<'a> {
    language: &'a Language,
    paragraphs: &'a [Analysed<'a>],
    list: Vec<CandidateEntity>,
    by_name: HashMap<String, usize>,
    by_surname: people::BySurname,
    mentions: Vec<Vec<(Range<usize>, usize)>>,
    capitals: metonym::Capitals,
}

impl<'a> Gathering<'a> {
    fn new(paragraphs: &'a [Analysed<'a>], known: &[&Entity], language: &'a Language) -> Self {
        let mut gathering = Self {
            language,
            paragraphs,
            list: Vec::new(),
            by_name: HashMap::new(),
            by_surname: people::BySurname::default(),
            mentions: vec![Vec::new(); paragraphs.len()],
            capitals: metonym::Capitals::new(paragraphs, language),
        };
        for entity in known {
            let index = gathering.list.len();
            for name in entity.names() {
                gathering.by_name.entry(name.to_owned()).or_insert(index);
            }
            let entity = (*entity).clone();
            gathering.by_surname.add(&entity, index);
            gathering.list.push(CandidateEntity {
                entity,
                titles: Vec::new(),
                rule: "known",
                mentions: 0,
                known: true,
            });
        }
        gathering
    }

    /// Adds a mention to its entity, or to a new one.
    fn add(&mut self, place: &Place) {
        let paragraph = &self.paragraphs[place.paragraph];
        let mention = &place.mention;
        let words = paragraph.words(mention.tokens.clone());
        let index = match self.by_name.get(words) {
            Some(index) => *index,
            None => self.entity_of(words, mention),
        };
        self.list[index].mentions += 1;
        if let Some(title) = people::title_before(paragraph, mention) {
            let titles = &mut self.list[index].titles;
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        self.mentions[place.paragraph].push((mention.tokens.clone(), index));
    }

    /// The entity of words that are new: the state that they stand for, the person whose surname they are, or another one.
    fn entity_of(&mut self, words: &str, mention: &Mention) -> usize {
        let (name, kind) = match mention.stands_for {
            Some(state) if self.capitals.stands_for_state(words, self.language) => (state, EntityKind::State),
            Some(name) if mention.kind != EntityKind::Place || self.language.gazetteer.is_own_name(words) => {
                (name, mention.kind)
            }
            _ => (words, mention.kind),
        };
        let person =
            (mention.kind == EntityKind::Person).then(|| self.by_surname.same_person(words, &self.list)).flatten();
        if let Some(index) = person.or_else(|| self.by_name.get(name).copied()) {
            self.add_alias(index, words);
            return index;
        }
        let index = self.list.len();
        let aliases = if words == name { Vec::new() } else { vec![words.to_owned()] };
        let by = Some(PROPOSER.to_owned());
        let entity = Entity { aliases, draft: true, by, ..Entity::bare(String::new(), name.to_owned(), kind) };
        self.by_surname.add(&entity, index);
        self.list.push(CandidateEntity { entity, titles: Vec::new(), rule: mention.rule, mentions: 0, known: false });
        self.by_name.insert(name.to_owned(), index);
        self.by_name.insert(words.to_owned(), index);
        index
    }

    /// Adds another spelling; of a person the longer one becomes the name.
    fn add_alias(&mut self, index: usize, words: &str) {
        self.by_name.insert(words.to_owned(), index);
        let candidate = &mut self.list[index];
        if candidate.known
            || candidate.entity.name == words
            || candidate.entity.aliases.iter().any(|alias| alias == words)
        {
            return;
        }
        let entity = &mut candidate.entity;
        if entity.kind == EntityKind::Person && words.len() > entity.name.len() {
            let shorter = std::mem::replace(&mut entity.name, words.to_owned());
            entity.aliases.push(shorter);
            self.by_surname.add(entity, index);
        } else {
            entity.aliases.push(words.to_owned());
        }
    }

    /// Joins two entities: the second's names become aliases of the first.
    fn merge(&mut self, keep: usize, drop: usize) {
        let names: Vec<String> = self.list[drop].entity.names().map(str::to_owned).collect();
        for name in names {
            self.add_alias(keep, &name);
        }
        self.list[keep].mentions += self.list[drop].mentions;
        self.list[drop].mentions = 0;
        for (_, entity) in self.mentions.iter_mut().flatten().filter(|(_, entity)| *entity == drop) {
            *entity = keep;
        }
    }

    /// The entities that are named, in order.
    fn finish(self) -> Entities {
        let mut places = vec![None; self.list.len()];
        let mut list = Vec::with_capacity(self.list.len());
        for (index, candidate) in self.list.into_iter().enumerate() {
            if candidate.mentions > 0 {
                places[index] = Some(list.len());
                list.push(candidate);
            }
        }
        let mentions = self.mentions.into_iter().map(|mentions| {
            let mut mentions: Vec<_> =
                mentions.into_iter().filter_map(|(tokens, entity)| Some((tokens, places[entity]?))).collect();
            mentions.sort_by_key(|(tokens, _)| tokens.start);
            mentions
        });
        Entities { mentions: mentions.collect(), list }
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::{Entities, gather};
    use crate::candidates::language::Language;
    use crate::candidates::text::Analysed;

    /// The entities of a text of one paragraph or more: `kind name (aliases)`.
    pub(in crate::candidates) fn found(paragraphs: &[&str]) -> Vec<String> {
        let language = Language::english();
        let paragraphs: Vec<_> = paragraphs.iter().map(|text| Analysed::new(text, language)).collect();
        let Entities { list, .. } = gather(&paragraphs, &[], language);
        let line = |entity: &crate::model::article::entity::Entity| {
            let aliases =
                if entity.aliases.is_empty() { String::new() } else { format!(" ({})", entity.aliases.join(", ")) };
            format!("{} {}{aliases}", entity.kind.word(), entity.name)
        };
        list.iter().map(|candidate| line(&candidate.entity)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::entities::examples::found;

    #[test]
    fn variants_of_a_name_are_one_entity() {
        assert_eq!(
            found(&["Anna Hale left Kenya. Hale, a Kenyan, returned."]),
            ["person Anna Hale (Hale)", "state Kenya (Kenyan)"]
        );
    }

    #[test]
    fn known_entities_are_found_first() {
        let language = Language::english();
        let paragraphs = [Analysed::new("The Hale Group met. Hale spoke.", language)];
        let known = Entity {
            aliases: vec!["Hale".to_owned()],
            ..Entity::bare("hale-group".to_owned(), "Hale Group".to_owned(), EntityKind::Group)
        };
        let entities = gather(&paragraphs, &[&known], language);
        assert_eq!(entities.list.len(), 1);
        assert!(entities.list[0].known && entities.list[0].mentions == 2);
        assert_eq!(entities.within(0, &(0..20)), [0]);
    }
}
