//! Lists in which a few letters find something: commands, entities, filters, articles.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;

use super::App;
use super::command::Command;
use super::field::Field;
use super::filter::Filter;
use super::keymap::{self, Scope};
use super::layout::centred;
use super::message::Effect;
use super::overlay::Overlay;
use super::sheet::SheetKind;

/// Columns of a list, within its border.
const COLUMNS: u16 = 76;
/// Rows of a list on a tall screen.
const MOST_ROWS: u16 = 22;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Every command by name.
    Commands,
    /// Whom and what the article names.
    Entities,
    /// Which claims to show.
    Filters,
    /// Articles to open.
    Library,
}

/// An open list.
pub struct Palette {
    /// What it is of.
    pub kind: ListKind,
    /// What was typed so far.
    pub field: Field,
    /// The selected row.
    pub selected: usize,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// By what it is called.
    pub name: String,
    /// What it is.
    pub help: String,
    /// What stands at the right end: keys, a count.
    pub right: String,
    /// Whether choosing it would do something now.
    pub available: bool,
    /// What choosing it does.
    pub pick: Pick,
}

/// What choosing a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Does a command.
    Command(Command),
    /// Opens the dossier of an entity.
    Entity(usize),
    /// Shows the claims that pass; none shows all.
    Filter(Option<Filter>),
    /// Opens an article, by its file or its built-in name.
    Article(String),
}

impl ListKind {
    /// The list's title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Commands => "Commands",
            Self::Entities => "Entities",
            Self::Filters => "Claims to show",
            Self::Library => "Library",
        }
    }

    /// The key before what is typed.
    #[must_use]
    pub const fn prompt(self) -> &'static str {
        match self {
            Self::Commands => ":",
            Self::Entities => "@",
            Self::Filters => "f",
            Self::Library => "o",
        }
    }

    /// What could be typed.
    const fn placeholder(self) -> &'static str {
        match self {
            Self::Commands => "name of a command",
            Self::Entities => "name of an entity, or an alias",
            Self::Filters => "verdict, kind, speaker, certainty, priority, entity …",
            Self::Library => "title or outlet",
        }
    }

    /// Columns of the names.
    #[must_use]
    pub const fn name_columns(self) -> u16 {
        match self {
            Self::Commands => 20,
            Self::Entities => 34,
            Self::Filters => 48,
            Self::Library => 40,
        }
    }

    /// Every row, in its order.
    fn choices(self, app: &App) -> Vec<Choice> {
        match self {
            Self::Commands => commands(app),
            Self::Entities => entities(app),
            Self::Filters => app.filter_choices(),
            Self::Library => app.library_choices(),
        }
    }
}

fn commands(app: &App) -> Vec<Choice> {
    let takes_a_number = |command: Command| matches!(command, Command::Section(_));
    let choosable = |command: Command| command != Command::Commands && !takes_a_number(command);
    let choice = |binding: &keymap::Binding| Choice {
        name: binding.command.name().to_owned(),
        help: binding.help.to_owned(),
        right: binding.shown_keys(),
        available: binding.command.available_in_panes(app),
        pick: Pick::Command(binding.command),
    };
    keymap::of(Scope::Reader).filter(|binding| choosable(binding.command)).map(choice).collect()
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
    /// The rows that match, the best first; all of them, in their order, while nothing is typed.
    #[must_use]
    pub fn rows(&self, app: &App) -> Vec<Choice> {
        let all = self.kind.choices(app);
        let typed = self.field.text().trim();
        if typed.is_empty() {
            return all;
        }
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, Choice)> = all
            .into_iter()
            .filter_map(|choice| {
                // The name counts most, then what is said of it.
                let by_name = pattern.score(Utf32Str::new(&choice.name, &mut letters), &mut matcher);
                let score = by_name
                    .map(|score| score + 1000)
                    .or_else(|| pattern.score(Utf32Str::new(&choice.help, &mut letters), &mut matcher))?;
                Some((score, choice))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, choice)| choice).collect()
    }

    /// The room within its border; as tall whatever matches, so that nothing jumps while one types.
    #[must_use]
    pub fn inside(&self, app: &App) -> Rect {
        let columns = COLUMNS.min(app.size.width.saturating_sub(6));
        let rows = u16::try_from(self.kind.choices(app).len()).unwrap_or(u16::MAX).clamp(1, MOST_ROWS);
        centred(Rect { height: app.size.height.saturating_sub(2), ..app.size }, columns, rows + 2)
    }

    /// The room for its rows, below the line to type into.
    #[must_use]
    pub fn list(&self, app: &App) -> Rect {
        let inside = self.inside(app);
        Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside }
    }

    /// The first row that shows in a list so many rows tall.
    #[must_use]
    pub fn top(&self, height: u16) -> usize {
        (self.selected + 1).saturating_sub(usize::from(height))
    }
}

impl App {
    /// Opens a list.
    pub(super) fn open_list(&mut self, kind: ListKind) {
        let palette = Palette { kind, field: Field::new(kind.placeholder()), selected: 0 };
        self.overlay = Some(Overlay::List(Box::new(palette)));
    }

    /// Moves in the open list.
    pub(super) fn browse_list(&mut self, forward: bool) {
        let Some(Overlay::List(palette)) = &self.overlay else { return };
        let last = palette.rows(self).len().saturating_sub(1);
        let Some(Overlay::List(palette)) = &mut self.overlay else { return };
        palette.selected = if forward { (palette.selected + 1).min(last) } else { palette.selected.saturating_sub(1) };
    }

    /// Does what the selected row is for, and closes the list; a list without rows stays.
    pub(super) fn choose(&mut self) -> Vec<Effect> {
        let Some(Overlay::List(palette)) = &self.overlay else { return Vec::new() };
        let Some(choice) = palette.rows(self).into_iter().nth(palette.selected) else { return Vec::new() };
        self.overlay = None;
        match choice.pick {
            Pick::Command(command) => return self.run_if_available(command),
            Pick::Entity(entity) => {
                self.select_entity(Some(entity));
                self.open_sheet(SheetKind::Dossier(entity));
            }
            Pick::Filter(filter) => self.set_filter(filter),
            Pick::Article(reference) => return self.open_article(reference),
        }
        Vec::new()
    }
}
