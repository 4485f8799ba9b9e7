//! Entities across articles, matched by Wikidata item or else by name and kind, with corrections made by hand.

use std::collections::{BTreeMap, HashMap};

use crate::model::article::entity::{Entity, EntityKind};
use crate::text::folding::fold;

use crate::corpus::record::{PassageKind, Record};
use crate::corpus::row::Row;

/// An entity of an article: the article's id, and the entity's in it.
pub type Place = (String, String);

/// In the place of an article's id: every article.
pub const EVERY_ARTICLE: &str = "*";

/// An entity in the folder's list of entities, with corrections made by hand.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its entry in the list.
    pub entity: Entity,
    /// Entities of articles that are this one, whatever their names.
    pub same: Vec<Place>,
    /// Entities of articles that are not this one, whatever their names.
    pub apart: Vec<Place>,
}

/// Everything about one entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// The name: that in the folder's list, or else the one that most articles use.
    pub name: String,
    /// Its kind.
    pub kind: Option<EntityKind>,
    /// Its item in Wikidata.
    pub wikidata: Option<String>,
    /// Every name that articles or the list have for it, in order.
    pub names: Vec<String>,
    /// The articles that name it, each once; the newest first.
    pub appearances: Vec<Appearance>,
}

/// An entity in one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appearance {
    /// The article's file, relative to the library's folder.
    pub path: String,
    /// The article's id.
    pub article: String,
    /// The article's title.
    pub title: String,
    /// The date of publication.
    pub published: Option<String>,
    /// The entity's id in it.
    pub entity: String,
    /// Its name in it.
    pub name: String,
    /// Further entities of the article that are the same: their ids and names.
    pub others: Vec<(String, String)>,
    /// The number of the paragraph of each mention, and the words there.
    pub mentions: Vec<(u32, String)>,
    /// Claims about it: their ids and texts.
    pub about: Vec<(String, String)>,
    /// Claims that it makes or passes on.
    pub by: Vec<(String, String)>,
}

impl Appearance {
    /// Takes in another entity of the same article that is the same.
    fn join(&mut self, other: Self) {
        self.others.push((other.entity, other.name));
        self.mentions.extend(other.mentions);
        self.mentions.sort_by_key(|(number, _)| *number);
        for (own, more) in [(&mut self.about, other.about), (&mut self.by, other.by)] {
            let new: Vec<_> = more.into_iter().filter(|(id, _)| own.iter().all(|(known, _)| known != id)).collect();
            own.extend(new);
        }
    }

    /// Every name that the article has for it, each once.
    #[must_use]
    pub fn all_names(&self) -> String {
        let mut names = vec![self.name.as_str()];
        for (_, name) in &self.others {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names.join(", ")
    }
}

impl Dossier {
    /// Whether the entity of that id in the article of that id is it.
    #[must_use]
    pub fn has(&self, (article, entity): &Place) -> bool {
        let is_it = |one: &Appearance| one.entity == *entity || one.others.iter().any(|(id, _)| id == entity);
        self.appearances.iter().any(|one| one.article == *article && is_it(one))
    }

    /// The entity in a line.
    #[must_use]
    pub fn line(&self) -> EntityLine {
        let place = self.appearances.first().map(|one| (one.article.clone(), one.entity.clone()));
        EntityLine {
            name: self.name.clone(),
            kind: self.kind,
            others: self.names.iter().filter(|name| **name != self.name).cloned().collect(),
            articles: self.appearances.len(),
            place: place.unwrap_or_default(),
        }
    }
}

/// An entity as lists show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityLine {
    /// The name.
    pub name: String,
    /// What it is.
    pub kind: Option<EntityKind>,
    /// Its other names.
    pub others: Vec<String>,
    /// In how many articles it appears.
    pub articles: usize,
    /// One of its appearances, by which its dossier is found.
    pub place: Place,
}

/// Collects dossiers, article by article.
#[derive(Debug, Default)]
pub struct Dossiers {
    known: Vec<Known>,
    found: Vec<(Vec<String>, EntityKind, Option<String>, Appearance)>,
}

impl Dossiers {
    /// An empty collection; `known` is the folder's list.
    #[must_use]
    pub fn new(known: Vec<Known>) -> Self {
        Self { known, found: Vec::new() }
    }

    /// Adds the entities of an article, without drafts.
    pub fn add(&mut self, row: &Row, record: &Record<'_>) {
        let numbers: HashMap<u32, u32> = record
            .passages
            .iter()
            .filter(|passage| passage.kind == PassageKind::Paragraph)
            .map(|passage| (passage.first, passage.number))
            .collect();
        let claims = record.claims().filter(|(_, claim, _)| claim.own == 0);
        let claims: Vec<_> =
            claims.map(|(passage, claim, text)| (claim, (passage.id.to_owned(), text.to_owned()))).collect();
        for entity in record.entities.iter().filter(|entity| !entity.draft) {
            let mention = |mention: &crate::corpus::record::MentionRecord| {
                let piece = record.pieces.get(mention.piece as usize)?;
                let words = piece.text.get(mention.start as usize..mention.end as usize)?;
                Some((numbers.get(&mention.piece).copied().unwrap_or(0), words.to_owned()))
            };
            let about = claims.iter().filter(|(claim, _)| claim.about.contains(&entity.id));
            let by =
                claims.iter().filter(|(claim, _)| claim.speaker.contains(&entity.id) || claim.via.contains(&entity.id));
            let appearance = Appearance {
                path: row.path.clone(),
                article: row.id.clone(),
                title: row.title.clone(),
                published: row.published.clone(),
                entity: entity.id.to_owned(),
                name: entity.names.first().copied().unwrap_or_default().to_owned(),
                others: Vec::new(),
                mentions: entity.mentions.iter().filter_map(mention).collect(),
                about: about.map(|(_, claim)| claim.clone()).collect(),
                by: by.map(|(_, claim)| claim.clone()).collect(),
            };
            let names = entity.names.iter().map(|name| (*name).to_owned()).collect();
            self.found.push((names, entity.kind, entity.wikidata.map(str::to_owned), appearance));
        }
    }

    /// What the list says of entities that no article has, or that several articles of one id share: a sentence each.
    #[must_use]
    pub fn doubts(&self) -> Vec<String> {
        let mut paths: HashMap<(&str, &str), Vec<&str>> = HashMap::new();
        for (_, _, _, one) in &self.found {
            paths.entry((&one.article, &one.entity)).or_default().push(&one.path);
            paths.entry((EVERY_ARTICLE, &one.entity)).or_default();
        }
        let mut doubts = Vec::new();
        for known in &self.known {
            for (key, places) in [("same", &known.same), ("apart", &known.apart)] {
                for (article, entity) in places {
                    let named = format!("`{key}` of {} names [{article}, {entity}]", known.entity.name);
                    match paths.get(&(article.as_str(), entity.as_str())).map(Vec::as_slice) {
                        None => doubts.push(format!(
                            "{named}, which no article has; it is an article's id and the id of an entity in it"
                        )),
                        Some([_, _, ..]) => {
                            doubts.push(format!("{named}, which several articles of that id have; change one id"));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        doubts
    }

    /// The dossiers, those with the most articles first.
    #[must_use]
    pub fn finish(self) -> Vec<Dossier> {
        let joins = Joins::new(&self.known, &self.found);
        let mut all: BTreeMap<String, Dossier> = BTreeMap::new();
        for (names, kind, wikidata, appearance) in self.found {
            let (key, known) = joins.key(&names, kind, wikidata.as_deref(), &appearance);
            let dossier = all.entry(key).or_default();
            let listed = known.and_then(|number| self.known.get(number)).map(|known| &known.entity);
            dossier.kind = Some(listed.map_or(kind, |entity| entity.kind));
            dossier.wikidata =
                listed.and_then(|entity| entity.wikidata.clone()).or(dossier.wikidata.take()).or(wikidata);
            if let Some(entity) = listed {
                dossier.name.clone_from(&entity.name);
                dossier.names.extend(entity.names().map(str::to_owned));
            }
            dossier.names.extend(names);
            dossier.appearances.push(appearance);
        }
        let mut dossiers: Vec<Dossier> = all.into_values().map(finished).collect();
        dossiers.sort_by(|one, other| {
            let most = other.appearances.len().cmp(&one.appearances.len());
            most.then_with(|| fold(&one.name).cmp(&fold(&other.name)))
        });
        dossiers
    }
}

fn finished(mut dossier: Dossier) -> Dossier {
    if dossier.name.is_empty() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for appearance in &dossier.appearances {
            *counts.entry(&appearance.name).or_default() += 1;
        }
        // Among equally frequent names, the first in alphabetical order.
        let most = counts.iter().max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)));
        dossier.name = most.map_or(String::new(), |(name, _)| (*name).to_owned());
    }
    dossier.names.sort();
    dossier.names.dedup();
    dossier.appearances.sort_by(|one, other| {
        let newest = other.published.cmp(&one.published);
        newest.then_with(|| one.path.cmp(&other.path)).then_with(|| one.entity.cmp(&other.entity))
    });
    let mut once: Vec<Appearance> = Vec::new();
    for appearance in dossier.appearances {
        match once.last_mut().filter(|last| last.path == appearance.path) {
            Some(last) => last.join(appearance),
            None => once.push(appearance),
        }
    }
    Dossier { appearances: once, ..dossier }
}

/// Decides which entities of different articles are the same.
struct Joins {
    /// Entities that a person joined with an entity of the list, by its index.
    same: HashMap<Place, usize>,
    /// Entities that a person separated from entities of the list.
    apart: HashMap<Place, Vec<usize>>,
    /// Entities of the list by Wikidata item, and by name and kind.
    by_item: HashMap<String, usize>,
    by_name: HashMap<(String, EntityKind), usize>,
    /// Wikidata items by name and kind, if only one has them.
    items: HashMap<(String, EntityKind), Option<String>>,
}

impl Joins {
    fn new(known: &[Known], found: &[(Vec<String>, EntityKind, Option<String>, Appearance)]) -> Self {
        let (mut same, mut apart) = (HashMap::new(), HashMap::<Place, Vec<usize>>::new());
        let (mut by_item, mut by_name) = (HashMap::new(), HashMap::new());
        for (number, known) in known.iter().enumerate() {
            same.extend(known.same.iter().map(|place| (place.clone(), number)));
            for place in &known.apart {
                apart.entry(place.clone()).or_default().push(number);
            }
            by_item.extend(known.entity.wikidata.iter().map(|item| (item.clone(), number)));
            by_name.extend(known.entity.names().map(|name| ((fold(name), known.entity.kind), number)));
        }
        let mut items: HashMap<(String, EntityKind), Option<String>> = HashMap::new();
        for (names, kind, wikidata, _) in found {
            let (Some(item), Some(name)) = (wikidata, names.first()) else { continue };
            let known = items.entry((fold(name), *kind)).or_insert_with(|| Some(item.clone()));
            if known.as_ref() != Some(item) {
                *known = None;
            }
        }
        Self { same, apart, by_item, by_name, items }
    }

    /// The key by which an entity is joined with others, and its index in the list. A Wikidata item is stronger than a
    /// name.
    fn key(
        &self,
        names: &[String],
        kind: EntityKind,
        wikidata: Option<&str>,
        appearance: &Appearance,
    ) -> (String, Option<usize>) {
        let place = (appearance.article.clone(), appearance.entity.clone());
        let anywhere = (EVERY_ARTICLE.to_owned(), appearance.entity.clone());
        let parted = self.apart.get(&place).or_else(|| self.apart.get(&anywhere)).map_or(&[][..], Vec::as_slice);
        let own = (fold(names.first().map_or("", String::as_str)), kind);
        let item = wikidata.map(str::to_owned).or_else(|| self.items.get(&own).cloned().flatten());
        let by_hand = self.same.get(&place).or_else(|| self.same.get(&anywhere)).copied();
        let listed = by_hand
            .or_else(|| item.as_ref().and_then(|item| self.by_item.get(item).copied()))
            .or_else(|| {
                // Another Wikidata item means another entity, whatever its name.
                let number = self.by_name.get(&own).copied()?;
                let others = self.by_item.values().any(|other| *other == number);
                (wikidata.is_none() || !others).then_some(number)
            })
            .filter(|number| by_hand.is_some() || !parted.contains(number));
        if let Some(number) = listed {
            return (format!("list {number}"), Some(number));
        }
        if !parted.is_empty() {
            return (format!("apart {} {}", place.0, place.1), None);
        }
        (item.map_or_else(|| format!("name {} {}", own.0, kind.word()), |item| format!("item {item}")), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appearance(article: &str, entity: &str, name: &str) -> Appearance {
        let text = |text: &str| text.to_owned();
        Appearance {
            path: format!("{article}.yaml"),
            article: text(article),
            entity: text(entity),
            name: text(name),
            ..Appearance::default()
        }
    }

    fn known(id: &str, name: &str, wikidata: Option<&str>, same: &[(&str, &str)], apart: &[(&str, &str)]) -> Known {
        let places = |places: &[(&str, &str)]| {
            places.iter().map(|(article, entity)| ((*article).to_owned(), (*entity).to_owned())).collect()
        };
        let bare = Entity::bare(id.to_owned(), name.to_owned(), EntityKind::Place);
        let entity = Entity { wikidata: wikidata.map(str::to_owned), ..bare };
        Known { entity, same: places(same), apart: places(apart) }
    }

    fn joined(known: Vec<Known>, found: &[(&str, &str, &str, Option<&str>)]) -> Vec<Vec<String>> {
        let mut dossiers = Dossiers::new(known);
        for (article, entity, name, wikidata) in found {
            let appearance = appearance(article, entity, name);
            let names = vec![(*name).to_owned()];
            dossiers.found.push((names, EntityKind::Place, wikidata.map(str::to_owned), appearance));
        }
        let places = |dossier: Dossier| dossier.appearances.into_iter().map(|one| one.article).collect();
        let mut all: Vec<Vec<String>> = dossiers.finish().into_iter().map(places).collect();
        all.sort();
        all
    }

    #[test]
    fn entities_are_joined_by_item_then_by_name_and_kind() {
        let found = [
            ("a", "port", "Ostrow", Some("Q1")),
            ("b", "ostrow", "The port of Ostrow", Some("Q1")),
            ("c", "ostrow", "ostrów", None),
            ("d", "ostrow", "Ostrow", Some("Q2")),
        ];
        // Two items share the name, so that a name alone says nothing of either.
        assert_eq!(joined(Vec::new(), &found), [vec!["a", "b"], vec!["c"], vec!["d"]]);
        assert_eq!(joined(Vec::new(), &found[..3]), [["a", "b", "c"]]);
    }

    #[test]
    fn a_join_may_be_of_every_article_and_typing_errors_are_told() {
        let found =
            [("a", "port", "The port", None), ("b", "port", "Port of Ostrow", None), ("c", "ostrow", "Ostrow", None)];
        let every = known("ostrow", "Ostrow", None, &[("*", "port")], &[]);
        assert_eq!(joined(vec![every], &found), [vec!["a", "b", "c"]]);
        let list =
            known("ostrow", "Ostrow", None, &[("nosuch", "port"), ("a", "typo"), ("*", "port")], &[("b", "port")]);
        let mut dossiers = Dossiers::new(vec![list]);
        for (path, article) in [("a.yaml", "a"), ("b.yaml", "b"), ("again.yaml", "b")] {
            let one = Appearance { path: path.to_owned(), ..appearance(article, "port", "The port") };
            dossiers.found.push((vec![one.name.clone()], EntityKind::Place, None, one));
        }
        let doubts = dossiers.doubts();
        assert_eq!(doubts.len(), 3, "{doubts:?}");
        assert!(doubts[0].starts_with("`same` of Ostrow names [nosuch, port], which no article has"), "{doubts:?}");
        assert!(doubts[2].starts_with("`apart` of Ostrow names [b, port], which several articles"), "{doubts:?}");
    }

    #[test]
    fn an_article_that_names_one_entity_twice_counts_once_and_the_newest_comes_first() {
        let list = known("ostrow", "Ostrow", None, &[("a", "port")], &[]);
        let mut dossiers = Dossiers::new(vec![list]);
        let (mut one, mut two, mut old) = (
            appearance("a", "ostrow", "Ostrow"),
            appearance("a", "port", "The port"),
            appearance("b", "ostrow", "Ostrow"),
        );
        (one.published, two.published) = (Some("2026-02-01".to_owned()), Some("2026-02-01".to_owned()));
        old.published = Some("2025-01-01".to_owned());
        one.mentions = vec![(1, "Ostrow".to_owned()), (3, "Ostrow".to_owned())];
        two.mentions = vec![(2, "the port".to_owned())];
        let claim = |id: &str| (id.to_owned(), "Ships pay.".to_owned());
        (one.about, two.about) = (vec![claim("p1.c1")], vec![claim("p1.c1"), claim("p2.c1")]);
        for one in [old, one, two] {
            dossiers.found.push((vec![one.name.clone()], EntityKind::Place, None, one));
        }
        let all = dossiers.finish();
        assert_eq!((all.len(), all[0].line().articles), (1, 2));
        let first = &all[0].appearances[0];
        assert_eq!((first.article.as_str(), first.all_names().as_str()), ("a", "Ostrow, The port"));
        assert_eq!(first.mentions.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(first.about.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["p1.c1", "p2.c1"]);
        assert!(all[0].has(&("a".to_owned(), "port".to_owned())));
    }

    #[test]
    fn joins_and_partings_made_by_hand_win() {
        let found = [("a", "port", "Ostrow", None), ("b", "quay", "The quay", None), ("c", "ostrow", "Ostrow", None)];
        let list = || known("ostrow", "Ostrow", None, &[("b", "quay")], &[("c", "ostrow")]);
        assert_eq!(joined(vec![list()], &found), [vec!["a", "b"], vec!["c"]]);
    }
}
