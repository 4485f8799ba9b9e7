//! Candidates for articles: with the known entities, and without candidates that people have decided on before.

use std::collections::HashSet;
use std::path::Path;

use crate::candidates::drafts::{Added, Decided, Drafts, add_drafts};
use crate::candidates::{Source, can_read, propose};
use crate::model::article::Article;
use crate::model::article::entity::Entity;
use crate::storage;

use crate::workspace::failure::Failure;

/// Which candidates to confirm without review.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Confirm {
    /// Entities and claims.
    All,
    /// Entities only.
    Entities,
    /// None: all stay drafts.
    #[default]
    None,
}

impl Confirm {
    /// All variants, with their words on the command line.
    pub(crate) const ALL: [(Self, &str); 3] = [(Self::All, "all"), (Self::Entities, "entities"), (Self::None, "none")];

    /// The variant of a word; `None` if there is none.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(confirm, _)| *confirm)
    }
}

/// The candidates for an article's text; none if there are no rules for its language.
pub(crate) fn proposed(article: &Article, known: &[Entity]) -> Drafts {
    if !can_read(&article.head.language) {
        return Drafts::default();
    }
    propose(&Source::of_article(article, known)).drafts()
}

/// Adds candidates to an article that nobody has edited yet.
pub(crate) fn add_all(article: &mut Article, known: &[Entity], confirm: Confirm) -> Added {
    let drafts = proposed(article, known);
    let added = add_drafts(article, drafts, &Decided::default());
    confirm_added(article, &added, confirm);
    added
}

/// Adds candidates to an article, for paragraphs given by id.
pub(crate) fn add_to(
    article: &mut Article,
    paragraphs: &HashSet<&str>,
    known: &[Entity],
    decided: &Decided,
    confirm: Confirm,
) -> Added {
    let mut drafts = proposed(article, known);
    restrict(&mut drafts, article, paragraphs);
    let added = add_drafts(article, drafts, decided);
    confirm_added(article, &added, confirm);
    added
}

/// Keeps the claims of these paragraphs, given by id, and the entities that they or the paragraphs name.
pub(crate) fn restrict(drafts: &mut Drafts, article: &Article, paragraphs: &HashSet<&str>) {
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
}

/// Confirms added candidates, according to `confirm`.
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

/// What people have decided on of an article, from the review journal beside its file.
pub(crate) fn decided(path: &Path, article: &Article) -> Result<Decided, Failure> {
    Ok(Decided::of(&storage::review::read(path)?.review, article))
}
