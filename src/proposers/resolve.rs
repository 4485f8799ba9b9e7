//! An answer to drafts of an article: everything in it is checked against the text, and refused with its place and the reason
//! where it does not agree with the text.

use std::collections::{HashMap, HashSet};

use crate::candidates::drafts::{Decided, Drafts, add_drafts};
use crate::model::article::Article;
use crate::model::article::claim::{Claim, SPEAKERS_WITHOUT_ENTITY};
use crate::model::article::entity::Entity;
use crate::proposers::answer::{Answer, Item, Remarks};
use crate::proposers::claim::claim;
use crate::proposers::dissent;
use crate::proposers::entity::{Outcome, entity};
use crate::proposers::name_index::NameIndex;
use crate::proposers::numbers::Numbers;
use crate::proposers::quote::QuotedText;

/// The most claims that a proposer may make about one paragraph.
pub const MOST_CLAIMS: usize = 50;

/// The proposals that agree with the text.
#[derive(Debug, Default)]
pub struct Proposed {
    /// What may become drafts.
    pub drafts: Drafts,
    /// What disagrees with the text or could not be read.
    pub refused: Remarks,
    /// What was forgiven or left out.
    pub notices: Remarks,
    /// How many names were of a sort that articles do not list, such as dates.
    pub not_listed: usize,
}

/// What became of a proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Ids of the entities that are drafts now.
    pub entities: Vec<String>,
    /// Ids of the claims that are drafts now.
    pub claims: Vec<String>,
    /// How many drafts of others were proposed again, and name this proposer too.
    pub shared: usize,
    /// How many entities and claims the article had already, or somebody has dropped.
    pub left_out: usize,
}

/// What answers are checked against.
pub(super) struct Resolver<'a> {
    pub(super) proposer: &'a str,
    /// The paragraphs, in order.
    pub(super) texts: Vec<QuotedText<'a>>,
    pub(super) names: NameIndex,
    pub(super) numbers: Numbers,
    pub(super) notices: Remarks,
    /// The title, headings and paragraphs, in which names are found.
    whole: &'a QuotedText<'a>,
    paragraphs: HashMap<&'a str, usize>,
    ids: HashSet<String>,
}

impl<'a> Resolver<'a> {
    fn new(article: &'a Article, whole: &'a QuotedText<'a>, proposer: &'a str) -> Self {
        let ids = article.entities.iter().map(|entity| entity.id.clone());
        let head = &article.head;
        let headings = article.sections.iter().filter_map(|section| section.heading.as_deref());
        let dates = [&head.published, &head.revised].into_iter().flatten().map(String::as_str);
        let texts = article.paragraphs().map(|paragraph| paragraph.text.as_str());
        let subtitle = head.subtitle.as_deref();
        Self {
            proposer,
            texts: article.paragraphs().map(|paragraph| QuotedText::new(&paragraph.text)).collect(),
            names: NameIndex::of(article.entities.iter()),
            numbers: Numbers::of(texts.chain(headings).chain(dates).chain([head.title.as_str()]).chain(subtitle)),
            notices: Remarks::default(),
            whole,
            paragraphs: article
                .paragraphs()
                .enumerate()
                .map(|(index, paragraph)| (paragraph.id.as_str(), index))
                .collect(),
            ids: ids.chain(SPEAKERS_WITHOUT_ENTITY.map(str::to_owned)).collect(),
        }
    }

    /// The index of the paragraph of that id.
    pub(super) fn paragraph(&self, id: &str) -> Option<usize> {
        self.paragraphs.get(id).copied()
    }

    pub(super) fn paragraph_ids(&self) -> impl Iterator<Item = &'a str> {
        self.paragraphs.keys().copied()
    }

    /// A name as the article writes it; none where it is not there.
    pub(super) fn own_name(&self, name: &str) -> Option<&'a str> {
        self.whole.own_words(name)
    }

    /// This id, or one like it that no entity has.
    pub(super) fn free_id(&mut self, base: String) -> String {
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|id| !self.ids.contains(id));
        let free = free.unwrap_or(base);
        self.ids.insert(free.clone());
        free
    }
}

/// The valid parts of an answer: entities that the text names, and claims whose quotes it has.
#[must_use]
pub fn resolve(answer: Answer, article: &Article, proposer: &str) -> Proposed {
    let whole = whole_text(article);
    let whole = QuotedText::new(&whole);
    let mut resolver = Resolver::new(article, &whole, proposer);
    resolver.notices = answer.notices;
    let mut result = Proposed { refused: answer.refused, ..Proposed::default() };
    let (claims, entities): (Vec<Item>, Vec<Item>) = answer.items.into_iter().partition(|item| item.is_claim);
    // Entities first: claims name them wherever they stand in the answer.
    for item in &entities {
        match entity(item, &mut resolver) {
            Ok(Outcome::New(entity)) => add_entity(entity, &mut result.drafts.entities, &mut resolver),
            Ok(Outcome::NotListed) => result.not_listed += 1,
            Err(why) => result.refused.add(item.place, why),
        }
    }
    let mut counts = vec![0; resolver.texts.len()];
    let mut seen = HashSet::new();
    for item in &claims {
        match claim(item, &mut resolver) {
            Ok((paragraph, _)) if counts[paragraph] == MOST_CLAIMS => {
                let why = format!("a proposer may make {MOST_CLAIMS} claims about a paragraph, and this is one more");
                result.refused.add(item.place, why);
            }
            Ok((paragraph, claim)) => {
                if seen.insert((paragraph, claim.quote.clone(), claim.nth, claim.text.clone())) {
                    counts[paragraph] += 1;
                    result.drafts.claims.push((paragraph, claim));
                } else {
                    result.refused.add(item.place, "it repeats a claim of this answer");
                }
            }
            Err(why) => result.refused.add(item.place, why),
        }
    }
    result.notices = resolver.notices;
    result
}

/// One entity for each name: tools that mark mentions send a name as often as it is in the text.
fn add_entity(entity: Entity, entities: &mut Vec<Entity>, resolver: &mut Resolver<'_>) {
    let same = entities.iter_mut().find(|other| other.name == entity.name || other.aliases.contains(&entity.name));
    if let Some(same) = same {
        let aliases: Vec<String> =
            entity.aliases.into_iter().filter(|alias| *alias != same.name && !same.aliases.contains(alias)).collect();
        same.aliases.extend(aliases);
        resolver.names.add(same);
    } else {
        resolver.names.add(&entity);
        entities.push(entity);
    }
}

/// Title, headings and paragraphs, a line each.
fn whole_text(article: &Article) -> String {
    let mut whole = article.head.title.clone();
    for section in &article.sections {
        let heading = section.heading.iter().map(String::as_str);
        for text in heading.chain(section.paragraphs.iter().map(|paragraph| paragraph.text.as_str())) {
            whole.push('\n');
            whole.push_str(text);
        }
    }
    whole
}

/// Adds what a proposer proposes to an article, as drafts. Nothing that is there changes, but for drafts that others have
/// proposed as well: their `by` names this proposer too.
pub fn add(article: &mut Article, drafts: Drafts, decided: &Decided, proposer: &str) -> Added {
    let sent = drafts.entities.len() + drafts.claims.len();
    let shared = share(article, &drafts, proposer);
    let added = add_drafts(article, drafts, decided);
    let left_out = sent.saturating_sub(added.entities.len() + added.claims.len() + shared);
    Added { entities: added.entities, claims: added.claims, shared, left_out }
}

/// Names the proposer in drafts that it proposes again, with what it proposes otherwise; answers how many there are.
fn share(article: &mut Article, drafts: &Drafts, proposer: &str) -> usize {
    let mut shared = 0;
    let names: HashMap<&str, &Entity> = drafts.entities.iter().map(|entity| (entity.name.as_str(), entity)).collect();
    for entity in article.entities.iter_mut().filter(|entity| entity.draft) {
        let other = entity.names().find_map(|name| names.get(name).copied());
        if let Some(other) = other {
            let dissent = dissent::of_entity(entity, other);
            shared += usize::from(dissent::add(&mut entity.by, proposer, dissent));
        }
    }
    let key = |index: usize, claim: &Claim| (index, claim.quote.clone(), claim.nth.unwrap_or(1));
    let claims: HashMap<_, &Claim> = drafts.claims.iter().map(|(index, claim)| (key(*index, claim), claim)).collect();
    let entities = article.entities.clone();
    let names = |id: &str| {
        let known = entities.iter().chain(&drafts.entities).filter(|entity| entity.id == id);
        let names: Vec<String> = known.flat_map(Entity::names).map(str::to_owned).collect();
        if names.is_empty() { vec![id.to_owned()] } else { names }
    };
    let paragraphs = article.sections.iter_mut().flat_map(|section| &mut section.paragraphs);
    for (index, paragraph) in paragraphs.enumerate() {
        for claim in paragraph.claims.iter_mut().filter(|claim| claim.draft) {
            if let Some(other) = claims.get(&key(index, claim)) {
                let dissent = dissent::of_claim(claim, other, names);
                shared += usize::from(dissent::add(&mut claim.by, proposer, dissent));
            }
        }
    }
    shared
}
