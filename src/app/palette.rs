//! Lists in which a few letters find something: commands, entities, filters, articles.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::Rect;

use serde_json::Value;

use crate::domain::journal::Target;
use crate::text::folding::fold;

use super::App;
use super::command::Command;
use super::field::Field;
use super::filter::Filter;
use super::keymap::{self, Scope};
use super::layout::centred;
use super::message::{Effect, Key};
use super::overlay::Overlay;
use super::sheet::SheetKind;

/// Columns of a list, within its border.
const COLUMNS: u16 = 92;
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
    /// Tags of something.
    Tags,
    /// Claims that the selected one could hang together with.
    Relations,
    /// How it hangs together with one of them.
    RelationKinds,
    /// Entities that the one at hand may be the same as.
    MergeEntity,
    /// What was set aside.
    Drafts,
    /// What of several things that were said in two places is to hold.
    Conflict,
}

/// An open list.
pub struct Palette {
    /// What it is of.
    pub kind: ListKind,
    /// What was typed so far.
    pub field: Field,
    /// The selected row.
    pub selected: usize,
    /// What it is about, where it is about one thing; of a conflict the field stands behind it.
    pub on: Option<(Target, String)>,
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
    /// Sets a tag, or takes it away.
    Tag(String, bool),
    /// Goes on with this claim.
    RelatedClaim(String),
    /// Says a relation, or takes it back: field of the journal.
    Relation(String, bool),
    /// Makes the entity at hand another name of this one, by its id.
    MergeInto(String),
    /// Takes up a draft, by its id.
    Draft(String),
    /// Lets this value hold.
    Value(Value),
    /// Opens an article, by its file or its built-in name.
    Article(String),
    /// Opens another article of the same source, by its number.
    Part(usize),
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
            Self::Tags => "Tags",
            Self::Relations => "Relate to which claim?",
            Self::RelationKinds => "How?",
            Self::MergeEntity => "Another name of which entity?",
            Self::Drafts => "Set aside",
            Self::Conflict => "Said in two places: which holds?",
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
            Self::Tags => "#",
            Self::Relations | Self::RelationKinds => "r",
            Self::MergeEntity => "m",
            Self::Drafts => "d",
            Self::Conflict => "!",
        }
    }

    /// What could be typed.
    const fn placeholder(self) -> &'static str {
        match self {
            Self::Commands => "name of a command",
            Self::Entities => "name of an entity, or an alias",
            Self::Filters => "verdict, kind, speaker, certainty, priority, entity …",
            Self::Library => "title or outlet; or paste the text of an article",
            Self::Tags => "a tag; the digits are those used last",
            Self::Relations => "words of the other claim, or its id",
            Self::RelationKinds => "because, part-of, contradicts, repeats",
            Self::MergeEntity => "name of the entity that stays",
            Self::Drafts => "words of what was written",
            Self::Conflict => "what is to hold",
        }
    }

    /// Columns of the names.
    #[must_use]
    pub const fn name_columns(self) -> u16 {
        match self {
            Self::Commands => 20,
            Self::Entities | Self::MergeEntity => 34,
            Self::Filters => 48,
            Self::Library => 40,
            Self::Tags | Self::Drafts => 28,
            Self::Relations => 12,
            Self::RelationKinds => 16,
            Self::Conflict => 44,
        }
    }

    /// Every row, in its order.
    fn choices(self, app: &App, palette: &Palette) -> Vec<Choice> {
        let on = |choices: &dyn Fn(&Target, &str) -> Vec<Choice>| {
            palette.on.as_ref().map_or(Vec::new(), |(on, field)| choices(on, field))
        };
        match self {
            Self::Commands => commands(app),
            Self::Entities => entities(app),
            Self::Filters => app.filter_choices(),
            Self::Library => app.library_choices(),
            Self::Tags => on(&|on, _| app.tag_choices(on, palette.field.text())),
            Self::Relations => app.relation_choices(),
            Self::RelationKinds => on(&|on, _| app.relation_kind_choices(on)),
            Self::MergeEntity => on(&|on, _| app.merge_choices(on)),
            Self::Drafts => app.draft_choices(),
            Self::Conflict => on(&|on, field| app.conflict_choices(on, field)),
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
    let all: Vec<&keymap::Binding> = keymap::of(Scope::Reader).filter(|binding| choosable(binding.command)).collect();
    // Whoever looks for a command by name hardly looks for the keys that move.
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
    /// The rows that match, the best first; all of them, in their order, while nothing is typed.
    #[must_use]
    pub fn rows(&self, app: &App) -> Vec<Choice> {
        let all = self.kind.choices(app, self);
        let typed = self.field.text().trim();
        if typed.is_empty() {
            return all;
        }
        // Letters are compared as they are where words are found.
        let pattern = Pattern::parse(&fold(typed), CaseMatching::Respect, Normalization::Never);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, Choice)> = all
            .into_iter()
            .filter_map(|choice| {
                // The name counts most, then what is said of it.
                let by_name = pattern.score(Utf32Str::new(&fold(&choice.name), &mut letters), &mut matcher);
                let score = by_name
                    .map(|score| score + 1000)
                    .or_else(|| pattern.score(Utf32Str::new(&fold(&choice.help), &mut letters), &mut matcher))?;
                Some((score, choice))
            })
            .collect();
        // Of names that fit as well, the shortest is typed most of all.
        scored.sort_by_key(|(score, choice)| (std::cmp::Reverse(*score), choice.name.len()));
        scored.into_iter().map(|(_, choice)| choice).collect()
    }

    /// The room within its border; as tall whatever matches, so that nothing jumps while one types.
    #[must_use]
    pub fn inside(&self, app: &App) -> Rect {
        let columns = COLUMNS.min(app.size.width.saturating_sub(6));
        let rows = u16::try_from(self.kind.choices(app, self).len()).unwrap_or(u16::MAX).clamp(1, MOST_ROWS);
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
        let palette = Palette { kind, field: Field::new(kind.placeholder()), selected: 0, on: None };
        self.overlay = Some(Overlay::List(Box::new(palette)));
    }

    /// Opens a list that is about one thing, over what is open.
    pub(super) fn open_list_on(&mut self, kind: ListKind, on: Target) {
        self.open_list_of(kind, on, "");
    }

    /// The same, about one field of it.
    pub(super) fn open_list_of(&mut self, kind: ListKind, on: Target, field: &str) {
        self.behind.extend(self.overlay.take());
        let on = Some((on, field.to_owned()));
        let palette = Palette { kind, field: Field::new(kind.placeholder()), selected: 0, on };
        self.overlay = Some(Overlay::List(Box::new(palette)));
    }

    /// A digit chooses one of the tags used last, as long as nothing is typed; whether it did.
    pub(super) fn choose_by_digit(&mut self, key: &Key) -> Option<Vec<Effect>> {
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
        let on = palette.on.clone();
        self.overlay = self.behind.pop();
        match choice.pick {
            Pick::Command(command) => return self.run_if_available(command),
            Pick::Entity(entity) => {
                self.select_entity(Some(entity));
                self.open_sheet(SheetKind::Dossier(entity));
            }
            Pick::Filter(filter) => {
                self.set_filter(filter);
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
            Pick::Value(value) => return on.map_or(Vec::new(), |(on, field)| self.let_hold(&on, &field, value)),
            Pick::Article(reference) => return self.open_article(Effect::Open(reference)),
            Pick::Part(number) => return self.open_article(Effect::OpenPart(number)),
        }
        Vec::new()
    }
}
