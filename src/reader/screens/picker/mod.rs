//! Lists that a few letters narrow down: commands, entities, filters, articles.

pub(crate) mod draw;
pub(crate) mod library;
pub(crate) mod pointing;
pub(crate) mod same_claim;
pub(crate) mod screen;
pub mod state;
pub(crate) mod tags;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;

use crate::model::journal::Target;
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::detail::state::SheetKind;
use crate::reader::screens::picker::state::{Choice, ListKind, Palette, Pick};
use crate::text::folding::fold;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap;
use crate::reader::layout::centred;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::widgets::text_input::Field;

/// Columns of a list, inside its border.
const COLUMNS: u16 = 92;
/// Rows of a list on a tall screen.
const MOST_ROWS: u16 = 22;

impl ListKind {
    /// What is shown before the typed text: the key that opens the list.
    #[must_use]
    pub fn prompt(self, app: &App) -> String {
        let (scope, command) = match self {
            Self::Commands => (Scope::Reader, Command::Commands),
            Self::Entities => (Scope::Reader, Command::Entity),
            Self::Filters => (Scope::Reader, Command::Filter),
            Self::Library => (Scope::Reader, Command::Library),
            Self::Tags => (Scope::Reader, Command::Tags),
            Self::Relations | Self::RelationKinds => (Scope::Reader, Command::Relate),
            Self::MergeEntity => (Scope::Review, Command::MergeItem),
            Self::Drafts => (Scope::Reader, Command::Drafts),
            Self::Conflict => (Scope::Sheet, Command::Settle),
            Self::SameClaim => (Scope::Reader, Command::Similar),
            Self::ArticleTags => (Scope::Library, Command::Tags),
            Self::LibraryEntities => (Scope::Library, Command::Entity),
        };
        app.keymap.key(scope, command).unwrap_or(":").to_owned()
    }

    /// Every row, in its order.
    fn choices(self, app: &App, palette: &Palette) -> Vec<Choice> {
        let on = |choices: &dyn Fn(&Target, &str) -> Vec<Choice>| {
            palette.on.as_ref().map_or(Vec::new(), |(on, field)| choices(on, field))
        };
        match self {
            Self::Commands => commands(app),
            Self::Entities => entities(app),
            Self::Filters => app.filter_rows(palette.field.text()).to_vec(),
            Self::Library => app.library_choices(),
            Self::Tags => on(&|on, _| app.tag_choices(on, palette.field.text())),
            Self::Relations => app.relation_choices(),
            Self::RelationKinds => on(&|on, _| app.relation_kind_choices(on)),
            Self::MergeEntity => on(&|on, _| app.merge_choices(on)),
            Self::Drafts => app.draft_choices(),
            Self::Conflict => on(&|on, field| app.conflict_choices(on, field)),
            Self::SameClaim => on(&|on, field| app.same_claim_choices(on, field)),
            Self::ArticleTags => app.article_tag_choices(palette.field.text()),
            Self::LibraryEntities => app.library_entity_choices(),
        }
    }
}

fn commands(app: &App) -> Vec<Choice> {
    let takes_a_number = |command: Command| matches!(command, Command::Section(_));
    let choosable = |command: Command| command != Command::Commands && !takes_a_number(command);
    let choice = |binding: &keymap::Binding| Choice {
        name: binding.command.name().to_owned(),
        help: binding.help.clone(),
        right: app.keymap.shown_keys(binding),
        available: binding.command.available_in_panes(app),
        pick: Pick::Command(binding.command),
    };
    let all: Vec<&keymap::Binding> =
        app.keymap.of(Scope::Reader).filter(|binding| choosable(binding.command)).collect();
    // People who search for a command by name rarely want the keys that move.
    let (moves, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|binding| binding.command.moves());
    rest.into_iter().chain(moves).map(choice).collect()
}

fn entities(app: &App) -> Vec<Choice> {
    let choice = |index: usize| {
        let entity = &app.document.article.entities[index];
        let names = entity.aliases.join(", ");
        Choice {
            name: entity.name.clone(),
            help: if names.is_empty() { entity.kind.word().to_owned() } else { names },
            right: app.document.counts.get(index).copied().unwrap_or(0).to_string(),
            available: true,
            pick: Pick::Entity(index),
        }
    };
    (0..app.document.article.entities.len()).map(choice).collect()
}

impl Palette {
    /// The rows that match, the best first; all rows in their usual order while nothing is typed.
    #[must_use]
    pub fn rows(&self, app: &App) -> Vec<Choice> {
        let all = self.kind.choices(app, self);
        let typed = self.field.text().trim();
        // The text typed for a filter is a query, which the rows complete.
        if typed.is_empty() || self.kind == ListKind::Filters { all } else { best_matches(all, typed) }
    }

    /// The area inside its border. It is as tall for few matches as for many, so that nothing jumps during typing.
    #[must_use]
    pub fn inside(&self, app: &App) -> Rect {
        let columns = COLUMNS.min(app.size.width.saturating_sub(6));
        let all = match self.kind {
            ListKind::Filters => app.filter_rows("").len(),
            kind => kind.choices(app, self).len(),
        };
        let rows = u16::try_from(all).unwrap_or(u16::MAX).clamp(1, MOST_ROWS);
        centred(Rect { height: app.size.height.saturating_sub(2), ..app.size }, columns, rows + 2)
    }

    /// The area for its rows, below the line being typed.
    #[must_use]
    pub fn list(&self, app: &App) -> Rect {
        let inside = self.inside(app);
        Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside }
    }

    /// Index of the first visible row in a list of this many rows.
    #[must_use]
    pub fn top(&self, height: u16) -> usize {
        (self.selected + 1).saturating_sub(usize::from(height))
    }
}

/// The rows that match the typed text, the best first.
pub(crate) fn best_matches(rows: Vec<Choice>, typed: &str) -> Vec<Choice> {
    // Letters compare as they do in a search of the text.
    let pattern = Pattern::parse(&fold(typed), CaseMatching::Respect, Normalization::Never);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut scored: Vec<(u32, Choice)> = rows
        .into_iter()
        .filter_map(|choice| {
            // The name counts most, then the explanation.
            let by_name = pattern.score(Utf32Str::new(&fold(&choice.name), &mut letters), &mut matcher);
            let score = by_name
                .map(|score| score + 1000)
                .or_else(|| pattern.score(Utf32Str::new(&fold(&choice.help), &mut letters), &mut matcher))?;
            Some((score, choice))
        })
        .collect();
    // Among equal matches the shortest name comes first, since the typed letters cover more of it.
    scored.sort_by_key(|(score, choice)| (std::cmp::Reverse(*score), choice.name.len()));
    scored.into_iter().map(|(_, choice)| choice).collect()
}

impl App {
    /// Opens a list.
    pub(crate) fn open_list(&mut self, kind: ListKind) {
        self.heights.filter.forget_rows();
        let palette =
            Palette { kind, field: Field::new(kind.placeholder()), selected: 0, on: None, before: self.filter.clone() };
        self.overlay = Some(Overlay::List(Box::new(palette)));
    }

    /// Opens a list over what is open.
    pub(crate) fn open_list_over(&mut self, kind: ListKind) {
        self.behind.extend(self.overlay.take());
        self.open_list(kind);
    }

    /// Opens a list that is about one thing, over what is open.
    pub(crate) fn open_list_on(&mut self, kind: ListKind, on: Target) {
        self.open_list_of(kind, on, "");
    }

    /// Opens a list about one field of a target.
    pub(crate) fn open_list_of(&mut self, kind: ListKind, on: Target, field: &str) {
        self.behind.extend(self.overlay.take());
        let on = Some((on, field.to_owned()));
        let palette = Palette { kind, field: Field::new(kind.placeholder()), selected: 0, on, before: None };
        self.overlay = Some(Overlay::List(Box::new(palette)));
    }

    /// A digit chooses one of the latest tags while nothing is typed; `None` if it does not.
    pub(crate) fn choose_by_digit(&mut self, key: &Key) -> Option<Vec<Effect>> {
        let Some(Overlay::List(palette)) = &self.overlay else { return None };
        let digit: usize = key.typed().filter(|_| palette.kind == ListKind::Tags)?.parse().ok()?;
        if !palette.field.text().is_empty() || digit == 0 {
            return None;
        }
        let there = matches!(&self.overlay, Some(Overlay::List(palette)) if palette.rows(self).len() >= digit);
        let Some(Overlay::List(palette)) = &mut self.overlay else { return None };
        if !there {
            return None;
        }
        palette.selected = digit - 1;
        Some(self.choose())
    }

    /// Moves the selection in the open list.
    pub(crate) fn browse_list(&mut self, forward: bool) {
        let Some(Overlay::List(palette)) = &self.overlay else { return };
        let last = palette.rows(self).len().saturating_sub(1);
        let Some(Overlay::List(palette)) = &mut self.overlay else { return };
        palette.selected = if forward { (palette.selected + 1).min(last) } else { palette.selected.saturating_sub(1) };
        self.preview_filter();
    }

    /// Chooses the selected row and closes the list; a list without rows stays open.
    pub(crate) fn choose(&mut self) -> Vec<Effect> {
        let Some(Overlay::List(palette)) = &self.overlay else { return Vec::new() };
        let Some(choice) = palette.rows(self).into_iter().nth(palette.selected) else { return Vec::new() };
        let on = palette.on.clone();
        if let Pick::Complete(text) = &choice.pick {
            self.type_filter(text);
            return Vec::new();
        }
        self.overlay = self.behind.pop();
        match choice.pick {
            Pick::Command(command) => return self.run_if_available(command),
            Pick::Entity(entity) => {
                self.select_entity(Some(entity));
                self.open_sheet(SheetKind::Dossier(entity));
            }
            Pick::Complete(_) => {}
            Pick::Filter(filter) => {
                self.set_filter(filter.map(|filter| *filter));
                self.settle_queue();
                self.settle_export();
            }
            Pick::Tag(tag, set) => return on.map_or(Vec::new(), |(on, _)| self.set_tag(&on, &tag, set)),
            Pick::RelatedClaim(id) => self.open_list_on(ListKind::RelationKinds, Target::claim(&id)),
            Pick::Relation(field, set) => return self.set_relation(&field, set),
            Pick::MergeInto(id) => return self.merge_into(&id),
            Pick::Draft(id) => {
                let draft = self.drafts.iter().find(|draft| draft.id == id).cloned();
                return draft.map_or(Vec::new(), |draft| self.take_up_draft(&draft));
            }
            Pick::Same(is_same) => return on.map_or(Vec::new(), |(on, field)| self.say_same(&on, &field, is_same)),
            Pick::JudgeAlike(verdict, why) => {
                return on.map_or(Vec::new(), |(on, _)| self.judge_alike(&on, verdict, why.as_deref()));
            }
            Pick::Value(value) => return on.map_or(Vec::new(), |(on, field)| self.let_hold(&on, &field, value)),
            Pick::Article(reference) => return self.open_article(Effect::Open(reference)),
            Pick::Part(number) => return self.open_article(Effect::OpenPart(number)),
            Pick::ArticleTag(tag, set) => return self.tag_articles(tag, set),
            Pick::LibraryEntity(place) => return self.open_library_entity(place),
        }
        Vec::new()
    }
}
