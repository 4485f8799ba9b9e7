//! What the library asks about all articles at once: tags, entities, counts.

use crate::corpus::corrections::Correction;
use crate::corpus::dossier::{Dossier, EntityLine};
use crate::corpus::statistics::Table;
use crate::model::article::entity::EntityKind;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::place::Pane;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::detail::state::SheetKind;
use crate::reader::screens::library::state::{Corrections, LibraryRequest};
use crate::reader::screens::picker::state::{Choice, ListKind, Pick};
use crate::reader::screens::picker::tags::as_tag;
use crate::text::counted::counted;

impl App {
    /// Opens the tags of the marked articles.
    pub(crate) fn open_article_tags(&mut self) {
        if self.annotator.name.is_none() {
            return self.ask_for_name(Command::Tags);
        }
        self.open_list_over(ListKind::ArticleTags);
    }

    /// The tags of articles to choose from; what is typed is one of them. A tag that all marked articles have is taken away.
    pub(crate) fn article_tag_choices(&self, typed: &str) -> Vec<Choice> {
        let me = self.annotator.name.as_deref();
        let at_hand = self.articles.at_hand();
        let mut known: std::collections::BTreeMap<String, (usize, usize)> = std::collections::BTreeMap::new();
        for row in &self.articles.rows {
            let is_at_hand = usize::from(at_hand.contains(&row.path));
            for tag in row.work_of(me).tags {
                let counts = known.entry(tag).or_default();
                *counts = (counts.0 + 1, counts.1 + is_at_hand);
            }
        }
        let choice = |(tag, (all, here)): (&String, &(usize, usize))| {
            let is_set = *here == at_hand.len() && *here > 0;
            let help = match here {
                _ if is_set => "✓ set; choose it to remove it".to_owned(),
                0 => String::new(),
                here => format!("set on {here} of {}", at_hand.len()),
            };
            let right = counted(*all, "article");
            Choice { name: tag.clone(), help, right, available: true, pick: Pick::ArticleTag(tag.clone(), !is_set) }
        };
        let mut choices: Vec<Choice> = known.iter().map(choice).collect();
        let typed = as_tag(typed);
        if !typed.is_empty() && !known.contains_key(&typed) {
            choices.push(Choice {
                name: format!("new tag: {typed}"),
                help: format!("{} sets it", self.key_in(Scope::List, Command::Follow)),
                right: String::new(),
                available: true,
                pick: Pick::ArticleTag(typed, true),
            });
        }
        choices
    }

    /// Sets a tag on the marked articles, or takes it away.
    pub(crate) fn tag_articles(&mut self, tag: String, set: bool) -> Vec<Effect> {
        self.ask_of_marked(|paths| LibraryRequest::Tag(paths, tag, set))
    }

    /// Opens the list of all entities of the library.
    pub(crate) fn list_entities_of_library(&mut self) -> Vec<Effect> {
        self.open_list_over(ListKind::LibraryEntities);
        vec![Effect::Library(LibraryRequest::Entities)]
    }

    /// The entities of the library; those that most articles name come first.
    pub(crate) fn library_entity_choices(&self) -> Vec<Choice> {
        let Answer::Known(entities) = &self.articles.entities else { return Vec::new() };
        let choice = |entity: &EntityLine| {
            let kind = entity.kind.map_or("", EntityKind::word);
            let help = std::iter::once(kind.to_owned()).chain(entity.others.iter().cloned()).collect::<Vec<_>>();
            Choice {
                name: entity.name.clone(),
                help: help.join(", "),
                right: counted(entity.articles, "article"),
                available: true,
                pick: Pick::LibraryEntity(entity.place.clone()),
            }
        };
        entities.iter().map(choice).collect()
    }

    /// Opens the page about an entity in all articles, by its id in the article of that id.
    pub(crate) fn open_library_entity(&mut self, place: (String, String)) -> Vec<Effect> {
        self.articles.dossier = Answer::Awaited;
        self.open_sheet_over(SheetKind::LibraryEntity);
        vec![Effect::Library(LibraryRequest::Dossier(place))]
    }

    /// Whether a page about all articles is open, behind which an article may lie that nobody sees.
    pub(crate) fn is_on_library_page(&self) -> bool {
        [SheetKind::LibraryEntity, SheetKind::Statistics, SheetKind::Corrections]
            .into_iter()
            .any(|kind| self.shows_sheet(kind))
    }

    /// The entity that the open dossier is about, or that is selected among the entities.
    pub(crate) fn entity_at_hand(&self) -> Option<usize> {
        match &self.overlay {
            Some(Overlay::Sheet(sheet)) => match sheet.kind {
                SheetKind::Dossier(entity) => Some(entity),
                _ => None,
            },
            None if self.place.focus == Pane::Entities => self.place.entity,
            _ => None,
        }
    }

    /// Opens the page about the selected entity in all articles.
    pub(crate) fn open_entity_in_library(&mut self) -> Vec<Effect> {
        let article = &self.document.article;
        let Some(entity) = self.entity_at_hand().and_then(|entity| article.entities.get(entity)) else {
            return Vec::new();
        };
        let place = (article.head.id.clone(), entity.id.clone());
        self.open_library_entity(place)
    }

    pub(crate) fn know_dossier(&mut self, dossier: Result<Box<Dossier>, String>) {
        self.articles.dossier = Answer::of(dossier);
        if self.shows_sheet(SheetKind::LibraryEntity) {
            self.open_sheet(SheetKind::LibraryEntity);
        }
    }

    /// Opens the counts over all articles.
    pub(crate) fn open_statistics(&mut self) -> Vec<Effect> {
        self.articles.statistics = Answer::Awaited;
        self.open_sheet_over(SheetKind::Statistics);
        let (paths, scope) = self.articles.in_view();
        self.articles.scope = scope;
        vec![Effect::Library(LibraryRequest::Statistics(paths))]
    }

    /// Opens the list of what the articles got wrong: of the marked ones, else of those that are listed.
    pub(crate) fn open_corrections(&mut self) -> Vec<Effect> {
        self.articles.corrections = Answer::Awaited;
        self.open_sheet_over(SheetKind::Corrections);
        let (paths, scope) = self.articles.in_view();
        self.articles.scope = scope;
        vec![Effect::Library(LibraryRequest::Corrections(paths))]
    }

    pub(crate) fn know_corrections(&mut self, corrections: Vec<Correction>, troubles: Vec<String>) {
        let scope = self.articles.scope.clone();
        self.articles.corrections = Answer::of(Ok(Box::new(Corrections { scope, corrections, troubles })));
        if self.shows_sheet(SheetKind::Corrections) {
            self.open_sheet(SheetKind::Corrections);
        }
    }

    pub(crate) fn know_statistics(&mut self, articles: u64, tables: Vec<Table>) {
        self.articles.statistics = Answer::of(Ok(Box::new((articles, tables))));
    }
}
