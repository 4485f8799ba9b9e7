//! A decision as a change of an article, which can be made again on an article that others have changed meanwhile.

use std::collections::HashMap;
use std::fmt;

use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::model::review::{Decision, Item, PlacedItem, Verb};

/// What a decision changes: some items give way to others, and what referred to those that are gone is mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// What was decided.
    pub verb: Verb,
    /// Id of the item that was decided on.
    pub item: String,
    /// The items decided on, as they are now. Where the article has them otherwise, the operation is refused.
    pub before: Vec<PlacedItem>,
    /// The items that take their place. An id that is in `before` only is gone; references to it lead to the first of these,
    /// or go with it where there is none.
    pub after: Vec<PlacedItem>,
    /// Claims that other words of this decision changed by the way, as they are and as they will be. Where the article has
    /// them otherwise, they stay as they are.
    pub mended: Vec<(Claim, Claim)>,
}

/// Why an operation cannot be made on an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The item of that id is no longer there.
    Gone(String),
    /// The item of that id has other fields.
    Changed(String),
    /// Another item has taken the id.
    Taken(String),
    /// The paragraph of that id is no longer there.
    NoParagraph(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone(id) => write!(formatter, "{id} is no longer in the file"),
            Self::Changed(id) => write!(formatter, "{id} has changed in the file; look at it again"),
            Self::Taken(id) => write!(formatter, "the file has another {id}"),
            Self::NoParagraph(id) => write!(formatter, "paragraph {id} is no longer in the file"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Operation {
    /// The operation that makes `decision` again.
    #[must_use]
    pub fn again(decision: &Decision) -> Self {
        Self::between(decision.verb, &decision.item, &decision.items_before(), &decision.items_after())
    }

    /// The operation that takes `decision` back.
    #[must_use]
    pub fn back(decision: &Decision) -> Self {
        Self::between(decision.verb, &decision.item, &decision.items_after(), &decision.items_before())
    }

    /// Items that are on both sides and not what was decided on were mended by the way.
    fn between(verb: Verb, item: &str, before: &[PlacedItem], after: &[PlacedItem]) -> Self {
        let is_by_the_way = |placed: &PlacedItem, others: &[PlacedItem]| {
            let id = placed.item.id();
            id != item && others.iter().any(|other| other.item.id() == id)
        };
        let mut mended = Vec::new();
        for placed in before {
            let Some(other) = after.iter().find(|other| other.item.id() == placed.item.id()) else { continue };
            if let (true, Item::Claim(is), Item::Claim(becomes)) =
                (is_by_the_way(placed, after), &placed.item, &other.item)
            {
                mended.push((is.as_ref().clone(), becomes.as_ref().clone()));
            }
        }
        let only = |items: &[PlacedItem], others: &[PlacedItem]| {
            items.iter().filter(|placed| !is_by_the_way(placed, others)).cloned().collect()
        };
        Self { verb, item: item.to_owned(), before: only(before, after), after: only(after, before), mended }
    }

    /// The article with this change.
    ///
    /// # Errors
    ///
    /// When an item is not as the operation expects it; nothing is changed then.
    pub fn apply(&self, article: &Article) -> Result<Article, Refusal> {
        let mut changed = article.clone();
        for placed in &self.before {
            let id = placed.item.id();
            match placed_item(article, id) {
                None => return Err(Refusal::Gone(id.to_owned())),
                Some(there) if there.item != placed.item => return Err(Refusal::Changed(id.to_owned())),
                Some(_) => {}
            }
        }
        for placed in &self.after {
            let id = placed.item.id();
            if self.before.iter().any(|before| before.item.id() == id) {
                put_in_place(&mut changed, &placed.item);
            } else {
                insert(&mut changed, placed)?;
            }
        }
        let stays = |id: &str| self.after.iter().any(|placed| placed.item.id() == id);
        let gone = self.before.iter().map(|placed| placed.item.id()).filter(|id| !stays(id));
        let successor = self.after.first().map(|placed| placed.item.id());
        let gone: HashMap<&str, Option<&str>> = gone.map(|id| (id, successor)).collect();
        remove(&mut changed, &gone);
        for (is, becomes) in &self.mended {
            claims_of(&mut changed).filter(|claim| **claim == *is).for_each(|claim| *claim = becomes.clone());
        }
        Ok(changed)
    }

    /// Whether the article has this change already.
    #[must_use]
    pub fn holds_in(&self, article: &Article) -> bool {
        let is_there =
            |placed: &PlacedItem| placed_item(article, placed.item.id()).is_some_and(|there| there.item == placed.item);
        let stays = |id: &str| self.after.iter().any(|placed| placed.item.id() == id);
        let is_gone = |placed: &PlacedItem| stays(placed.item.id()) || placed_item(article, placed.item.id()).is_none();
        self.after.iter().all(is_there) && self.before.iter().all(is_gone)
    }
}

/// The items that differ between two articles, before and after; those decided on come first.
#[must_use]
pub fn difference(operation: &Operation, old: &Article, new: &Article) -> (Vec<PlacedItem>, Vec<PlacedItem>) {
    let first = |placed: &PlacedItem| {
        let id = placed.item.id();
        let of = |items: &[PlacedItem]| items.iter().any(|item| item.item.id() == id);
        (id != operation.item, !(of(&operation.before) || of(&operation.after)))
    };
    let missing = |items: Vec<PlacedItem>, others: &[PlacedItem]| {
        let others: HashMap<&str, &Item> = others.iter().map(|other| (other.item.id(), &other.item)).collect();
        let differs = |placed: &PlacedItem| others.get(placed.item.id()) != Some(&&placed.item);
        let mut items: Vec<PlacedItem> = items.into_iter().filter(differs).collect();
        items.sort_by_key(first);
        items
    };
    let (was, is) = (placed_items(old), placed_items(new));
    (missing(was.clone(), &is), missing(is, &was))
}

/// Every claim and entity, with its place.
#[must_use]
pub fn placed_items(article: &Article) -> Vec<PlacedItem> {
    let mut items = Vec::new();
    let mut behind = None;
    for entity in &article.entities {
        let before = behind.replace(entity.id.clone());
        items.push(PlacedItem { paragraph: None, behind: before, item: Item::Entity(entity.clone()) });
    }
    for paragraph in article.paragraphs() {
        let mut behind = None;
        for claim in &paragraph.claims {
            let before = behind.replace(claim.id.clone());
            let item = Item::Claim(Box::new(claim.clone()));
            items.push(PlacedItem { paragraph: Some(paragraph.id.clone()), behind: before, item });
        }
    }
    items
}

/// The claim or entity of that id, with its place.
#[must_use]
pub fn placed_item(article: &Article, id: &str) -> Option<PlacedItem> {
    let before = |at: usize, id_at: &dyn Fn(usize) -> String| at.checked_sub(1).map(id_at);
    if let Some(at) = article.entities.iter().position(|entity| entity.id == id) {
        let behind = before(at, &|at| article.entities[at].id.clone());
        return Some(PlacedItem { paragraph: None, behind, item: Item::Entity(article.entities[at].clone()) });
    }
    article.paragraphs().find_map(|paragraph| {
        let at = paragraph.claims.iter().position(|claim| claim.id == id)?;
        let behind = before(at, &|at| paragraph.claims[at].id.clone());
        let item = Item::Claim(Box::new(paragraph.claims[at].clone()));
        Some(PlacedItem { paragraph: Some(paragraph.id.clone()), behind, item })
    })
}

fn claims_of(article: &mut Article) -> impl Iterator<Item = &mut Claim> {
    let paragraphs = article.sections.iter_mut().flat_map(|section| &mut section.paragraphs);
    paragraphs.flat_map(|paragraph| &mut paragraph.claims)
}

fn put_in_place(article: &mut Article, item: &Item) {
    match item {
        Item::Claim(new) => {
            claims_of(article).filter(|claim| claim.id == new.id).for_each(|claim| claim.clone_from(new));
        }
        Item::Entity(new) => {
            let same = article.entities.iter_mut().filter(|entity| entity.id == new.id);
            same.for_each(|entity| *entity = new.clone());
        }
    }
}

/// Puts a new item behind the one that it is to follow; last, where that is gone.
fn insert(article: &mut Article, placed: &PlacedItem) -> Result<(), Refusal> {
    let id = placed.item.id();
    if placed_item(article, id).is_some() {
        return Err(Refusal::Taken(id.to_owned()));
    }
    let place = |ids: Vec<&str>| match placed.behind.as_deref() {
        None => 0,
        Some(behind) => ids.iter().position(|id| *id == behind).map_or(ids.len(), |at| at + 1),
    };
    match &placed.item {
        Item::Entity(entity) => {
            let at = place(article.entities.iter().map(|entity| entity.id.as_str()).collect());
            article.entities.insert(at, entity.clone());
        }
        Item::Claim(claim) => {
            let wanted = placed.paragraph.as_deref().unwrap_or_default();
            let mut paragraphs = article.sections.iter_mut().flat_map(|section| &mut section.paragraphs);
            let paragraph = paragraphs
                .find(|paragraph| paragraph.id == wanted)
                .ok_or_else(|| Refusal::NoParagraph(wanted.to_owned()))?;
            let at = place(paragraph.claims.iter().map(|claim| claim.id.as_str()).collect());
            paragraph.claims.insert(at, claim.as_ref().clone());
        }
    }
    Ok(())
}

/// Takes items out; references to them lead to their successors, or go with them.
fn remove(article: &mut Article, gone: &HashMap<&str, Option<&str>>) {
    if gone.is_empty() {
        return;
    }
    article.entities.retain(|entity| !gone.contains_key(entity.id.as_str()));
    for paragraph in article.sections.iter_mut().flat_map(|section| &mut section.paragraphs) {
        paragraph.claims.retain(|claim| !gone.contains_key(claim.id.as_str()));
    }
    for claim in claims_of(article) {
        let own = claim.id.clone();
        if mend(&mut claim.speaker, gone, "") && claim.speaker.is_empty() {
            claim.speaker.push("unclear".to_owned());
        }
        mend(&mut claim.via, gone, "");
        mend(&mut claim.about, gone, "");
        let relations = &mut claim.relations;
        for ids in [&mut relations.because, &mut relations.part_of, &mut relations.contradicts, &mut relations.repeats]
        {
            mend(ids, gone, &own);
        }
    }
}

/// Replaces ids that are gone; `own` may not be among them afterwards. Whether anything changed.
fn mend(ids: &mut Vec<String>, gone: &HashMap<&str, Option<&str>>, own: &str) -> bool {
    if !ids.iter().any(|id| gone.contains_key(id.as_str())) {
        return false;
    }
    let mut mended: Vec<String> = Vec::new();
    for id in ids.iter() {
        let id = match gone.get(id.as_str()) {
            Some(successor) => *successor,
            None => Some(id.as_str()),
        };
        if let Some(id) = id.filter(|id| *id != own && !mended.iter().any(|other| other == id)) {
            mended.push(id.to_owned());
        }
    }
    *ids = mended;
    true
}
