//! Candidates into an article, as drafts: what it has already, or what somebody decided on before, is left out.

use std::collections::{HashMap, HashSet};

use crate::candidates::proposal::Proposal;
use crate::model::article::claim::{Claim, SPEAKERS_WITHOUT_ENTITY};
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Paragraph};
use crate::model::review::{Item, Review, Verb};

/// Entities and claims that may become drafts of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drafts {
    /// Entities, with ids that the claims use; an id that the article has already is replaced.
    pub entities: Vec<Entity>,
    /// Claims, each with the index of its paragraph in the article; their ids are given when they are added.
    pub claims: Vec<(usize, Claim)>,
}

/// What people have decided on before: it does not come back, whether they dropped it or made something else of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// Quotes of claims, each with its paragraph and its occurrence there.
    quotes: HashSet<(String, String, usize)>,
    /// Quotes that their paragraph no longer has.
    moved: HashSet<String>,
    /// Names of entities.
    names: HashSet<String>,
    /// Ids that items had: a new item with one of them would pass for the old one.
    ids: HashSet<String>,
}

impl Decided {
    /// What the decisions that count in `review` leave to be decided in `article`.
    ///
    /// The words of a dropped claim are another candidate in another paragraph, and so are their other occurrences. Only where
    /// the article no longer has them in their place, as after an update that divided the paragraph, are they left out
    /// everywhere.
    #[must_use]
    pub fn of(review: &Review, article: &Article) -> Self {
        let paragraphs: HashMap<&str, &Paragraph> =
            article.paragraphs().map(|paragraph| (paragraph.id.as_str(), paragraph)).collect();
        let mut decided = Self { ids: review.item_ids(), ..Self::default() };
        for decision in review.standing() {
            for placed in decision.items_before() {
                match placed.item {
                    Item::Claim(claim) => {
                        let id = placed.paragraph.unwrap_or_default();
                        if paragraphs.get(id.as_str()).is_some_and(|paragraph| claim.quote_span(paragraph).is_some()) {
                            decided.quotes.insert((id, claim.quote, claim.nth.unwrap_or(1)));
                        } else {
                            decided.moved.insert(claim.quote);
                        }
                    }
                    // An alias that somebody took from an entity may be an entity of its own.
                    Item::Entity(entity) if decision.verb == Verb::Dropped => {
                        decided.names.extend(entity.names().map(str::to_owned));
                    }
                    Item::Entity(entity) => decided.names.extend([entity.name]),
                }
            }
        }
        decided
    }

    fn has(&self, paragraph: &str, claim: &Claim) -> bool {
        let place = || (paragraph.to_owned(), claim.quote.clone(), claim.nth.unwrap_or(1));
        self.moved.contains(&claim.quote) || !self.quotes.is_empty() && self.quotes.contains(&place())
    }
}

/// The ids of what was added to an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Entities.
    pub entities: Vec<String>,
    /// Claims.
    pub claims: Vec<String>,
}

impl Proposal {
    /// All that is new in the proposal. Known entities are kept as well, as the article may lack those of a user's list.
    #[must_use]
    pub fn drafts(&self) -> Drafts {
        let entities = self.entities.iter().map(|candidate| candidate.entity.clone());
        let claims = self.claims.iter().map(|claim| (claim.paragraph, self.claim(claim, String::new())));
        Drafts { entities: entities.collect(), claims: claims.collect() }
    }
}

/// Adds drafts to an article. Its text and the entities and claims that it has are not changed.
///
/// Left out are an entity that shares a name with one of the article's or has a name of `decided`, and a claim whose quote a
/// claim of its paragraph has, or `decided` there. Claims name the article's entity of that name instead; a speaker that is left out
/// becomes `unclear`. Drafts keep the proposer that they name.
pub fn add_drafts(article: &mut Article, drafts: Drafts, decided: &Decided) -> Added {
    let mut ids = Ids::of(article, decided);
    let (entities, mut renamed) = add_entities(article, drafts.entities, decided, &mut ids);
    let own = article.entities.iter().map(|entity| entity.id.as_str()).chain(SPEAKERS_WITHOUT_ENTITY);
    for id in own {
        renamed.entry(id.to_owned()).or_insert_with(|| Some(id.to_owned()));
    }
    let mut added = Added { entities, claims: Vec::new() };
    let mut paragraphs: Vec<Place<'_>> =
        article.sections.iter_mut().flat_map(|section| &mut section.paragraphs).map(Place::new).collect();
    for (index, mut claim) in drafts.claims {
        let Some(place) = paragraphs.get_mut(index) else { continue };
        if place.has(&claim) || decided.has(&place.paragraph.id, &claim) {
            continue;
        }
        let Some(span) = claim.quote_span(place.paragraph) else { continue };
        rename(&mut claim, &renamed);
        claim.id = ids.free(&format!("{}.c", place.paragraph.id), 1);
        claim.draft = true;
        added.claims.push(claim.id.clone());
        place.insert(span.start, claim);
    }
    added
}

/// For each id that claims may name, the article's; none where the entity is left out.
type Renamed = HashMap<String, Option<String>>;

/// Adds the entities that are new, and answers their ids and which id stands for which.
fn add_entities(
    article: &mut Article,
    entities: Vec<Entity>,
    decided: &Decided,
    ids: &mut Ids,
) -> (Vec<String>, Renamed) {
    let names = article.entities.iter().flat_map(|entity| entity.names().map(|name| (name, &entity.id)));
    let mut known: HashMap<String, String> = names.map(|(name, id)| (name.to_owned(), id.clone())).collect();
    let (mut added, mut renamed) = (Vec::new(), Renamed::new());
    for mut entity in entities {
        let before = entity.id.clone();
        let same = entity.names().find_map(|name| known.get(name)).cloned();
        let id = match same {
            Some(id) => Some(id),
            None if decided.names.contains(&entity.name) => None,
            None => {
                entity.id = ids.free_like(&entity.id);
                entity.draft = true;
                known.extend(entity.names().map(|name| (name.to_owned(), entity.id.clone())));
                added.push(entity.id.clone());
                article.entities.push(entity);
                added.last().cloned()
            }
        };
        renamed.insert(before, id);
    }
    (added, renamed)
}

/// A paragraph that claims are added to.
struct Place<'a> {
    paragraph: &'a mut Paragraph,
    /// The quotes that its claims had before, each with its occurrence.
    quotes: HashSet<(String, usize)>,
    /// Where the quote of each of its claims begins.
    starts: Vec<usize>,
}

impl<'a> Place<'a> {
    fn new(paragraph: &'a mut Paragraph) -> Self {
        let quotes = paragraph.claims.iter().map(|claim| (claim.quote.clone(), claim.nth.unwrap_or(1))).collect();
        let start = |claim: &Claim| claim.quote_span(paragraph).map_or(0, |span| span.start);
        let starts = paragraph.claims.iter().map(start).collect();
        Self { paragraph, quotes, starts }
    }

    /// Whether a claim of the article has the same quote.
    fn has(&self, claim: &Claim) -> bool {
        !self.quotes.is_empty() && self.quotes.contains(&(claim.quote.clone(), claim.nth.unwrap_or(1)))
    }

    /// Puts a claim behind those whose quotes begin no later in the text.
    fn insert(&mut self, start: usize, claim: Claim) {
        let at = self.starts.iter().rposition(|other| *other <= start).map_or(0, |last| last + 1);
        self.starts.insert(at, start);
        self.paragraph.claims.insert(at, claim);
    }
}

/// Names the entities of a claim by the ids that the article has for them.
fn rename(claim: &mut Claim, renamed: &Renamed) {
    for named in [&mut claim.speaker, &mut claim.via, &mut claim.about] {
        let mut own: Vec<String> = Vec::with_capacity(named.len());
        for id in named.drain(..) {
            let id = renamed.get(&id).cloned().flatten();
            own.extend(id.filter(|id| !own.contains(id)));
        }
        *named = own;
    }
    if claim.speaker.is_empty() {
        claim.speaker = vec!["unclear".to_owned()];
    }
}

/// The ids that an article has, which are unique across all that it names.
struct Ids {
    taken: HashSet<String>,
    /// For each beginning of an id the number that is tried next.
    next: HashMap<String, usize>,
}

impl Ids {
    fn of(article: &Article, decided: &Decided) -> Self {
        let mut taken: HashSet<String> = SPEAKERS_WITHOUT_ENTITY.map(str::to_owned).into();
        taken.extend(decided.ids.iter().cloned());
        taken.extend(article.entities.iter().map(|entity| entity.id.clone()));
        for section in &article.sections {
            taken.insert(section.id.clone());
            taken.extend(section.paragraphs.iter().map(|paragraph| paragraph.id.clone()));
        }
        taken.extend(article.claims().map(|(_, claim)| claim.id.clone()));
        Self { taken, next: HashMap::new() }
    }

    /// This id, or else the first of `ID-2`, `ID-3` … that nothing has yet.
    fn free_like(&mut self, id: &str) -> String {
        if self.taken.insert(id.to_owned()) { id.to_owned() } else { self.free(&format!("{id}-"), 2) }
    }

    /// The first id of that beginning that nothing has yet, numbered from `first`; it is taken from now on.
    fn free(&mut self, beginning: &str, first: usize) -> String {
        let next = self.next.entry(beginning.to_owned()).or_insert(first);
        loop {
            let id = format!("{beginning}{next}");
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
