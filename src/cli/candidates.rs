//! Candidates for articles: with the entities that are known, and without what people have decided on before.

use std::collections::HashSet;
use std::path::Path;

use clap::ValueEnum;

use crate::candidates::drafts::{Added, Decided, Drafts, add_drafts};
use crate::candidates::{Source, can_read, propose};
use crate::domain::article::Article;
use crate::domain::entity::Entity;
use crate::domain::review::{Decision, Item};
use crate::store;

use super::Failure;

/// Which candidates count as confirmed without anybody having looked at them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Confirm {
    /// Entities and claims.
    All,
    /// Entities only.
    Entities,
    /// None: all stay drafts.
    #[default]
    None,
}

/// What is proposed for a text of the article's language; nothing where there are no rules for it.
pub(super) fn proposed(article: &Article, known: &[Entity]) -> Drafts {
    if !can_read(&article.head.language) {
        return Drafts::default();
    }
    propose(&Source::of_article(article, known)).drafts()
}

/// Adds candidates to an article that nobody has worked on yet.
pub(super) fn add_all(article: &mut Article, known: &[Entity], confirm: Confirm) -> Added {
    let drafts = proposed(article, known);
    let added = add_drafts(article, drafts, &Decided::default());
    confirm_added(article, &added, confirm);
    added
}

/// Adds to an article the candidates for these of its paragraphs, given by id.
pub(super) fn add_to(
    article: &mut Article,
    paragraphs: &HashSet<&str>,
    known: &[Entity],
    decided: &Decided,
    confirm: Confirm,
) -> Added {
    let mut drafts = proposed(article, known);
    let texts: Vec<Option<&str>> = article
        .paragraphs()
        .map(|paragraph| paragraphs.contains(paragraph.id.as_str()).then_some(paragraph.text.as_str()))
        .collect();
    drafts.claims.retain(|(paragraph, _)| texts.get(*paragraph).is_some_and(Option::is_some));
    let claims = drafts.claims.iter().flat_map(|(_, claim)| claim.speaker.iter().chain(&claim.via).chain(&claim.about));
    let needed: HashSet<&String> = claims.collect();
    let is_named = |name: &str| texts.iter().flatten().any(|text| text.contains(name));
    let entities = std::mem::take(&mut drafts.entities).into_iter();
    drafts.entities = entities.filter(|entity| needed.contains(&entity.id) || entity.names().any(is_named)).collect();
    let added = add_drafts(article, drafts, decided);
    confirm_added(article, &added, confirm);
    added
}

/// Makes what was added part of the article, as far as `confirm` says.
fn confirm_added(article: &mut Article, added: &Added, confirm: Confirm) {
    if confirm == Confirm::None {
        return;
    }
    let entities: HashSet<&String> = added.entities.iter().collect();
    for entity in article.entities.iter_mut().filter(|entity| entities.contains(&entity.id)) {
        (entity.draft, entity.by) = (false, None);
    }
    let claims: HashSet<&String> = added.claims.iter().filter(|_| confirm == Confirm::All).collect();
    let paragraphs = article.sections.iter_mut().flat_map(|section| &mut section.paragraphs);
    for claim in paragraphs.flat_map(|paragraph| &mut paragraph.claims).filter(|claim| claims.contains(&claim.id)) {
        (claim.draft, claim.by) = (false, None);
    }
}

/// What people have decided on of the article in a file, from its review journal.
pub(super) fn decided(article: &Path) -> Result<Decided, Failure> {
    let review = store::review::read(article)?.review;
    let mut decided = Decided::default();
    for placed in review.standing().into_iter().flat_map(Decision::items_before) {
        match placed.item {
            Item::Claim(claim) => decided.quotes.extend([claim.quote]),
            Item::Entity(entity) => decided.names.extend(entity.names().map(str::to_owned)),
        }
    }
    Ok(decided)
}
