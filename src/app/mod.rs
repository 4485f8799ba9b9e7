//! State and update: what every key does. No files, no clock, and of the screen only its geometry.
//!
//! [`App::update`] takes a [`message::Message`] and answers with [`message::Effect`]s; everything from outside (keys, time, random
//! bits, what the disk said) comes in as a message, so the same messages always lead to the same state.

pub mod annotate;
mod availability;
mod bookmark;
pub mod browse;
pub mod command;
pub mod compose;
pub mod compose_box;
mod copy;
mod drafts;
pub mod export;
mod export_changes;
pub mod field;
pub mod filter;
pub mod find;
pub mod forms;
pub mod found;
pub mod heights;
pub mod hints;
mod judge_box;
pub mod keymap;
pub mod layout;
mod ledger;
mod library;
pub mod message;
pub mod outline;
pub mod overlay;
mod own_claims;
pub mod palette;
mod paste_article;
mod pointer;
pub mod queue;
pub mod queue_page;
pub mod reload;
pub mod review;
pub mod rows;
pub mod save_as;
pub mod saving;
pub mod scroll;
pub mod select;
pub mod settle;
mod settle_row;
pub mod sheet;
mod sheets;
mod tags;
pub mod text_box;
pub mod theme_name;
mod update;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use ratatui::layout::Rect;

use crate::domain::action::Earlier;
use crate::domain::anchor::Orphan;
use crate::domain::article::Article;
use crate::domain::draft::Draft;
use crate::domain::journal::Target;
use crate::domain::judgement::Opinion;
use crate::domain::listing::Listing;
use crate::domain::mention::Mentions;
use crate::domain::notes::Notes;
use crate::domain::own_claim::OwnClaim;
use crate::text::span::ByteSpan;

use filter::Filter;
use found::{Found, Searchable};
use heights::Heights;
use ledger::Ledger;
use message::Moment;
use outline::Outline;
use overlay::Overlay;
use save_as::Unwritten;
use saving::Saving;
use theme_name::ThemeName;

/// The whole state of the reader.
pub struct App {
    /// What is read, and what follows from it.
    pub document: Document,
    /// What has been said of it, by everyone.
    pub notes: Notes,
    /// Who writes.
    pub annotator: Annotator,
    /// Where the reader is.
    pub place: Place,
    /// Where the reader was before following something, the latest last.
    pub back: Vec<Place>,
    /// Where the reader came back from, the latest last.
    pub forward: Vec<Place>,
    /// First visible rows.
    pub tops: Tops,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// What to come back to once what lies over it is closed, the latest last.
    pub behind: Vec<Overlay>,
    /// What somebody was writing and has not kept, and that nobody holds.
    pub drafts: Vec<Draft>,
    /// What one said of a claim last in this run, to be repeated.
    pub latest: Option<Opinion>,
    /// Drafts of what waits to be written with a verdict.
    opinion_drafts: Vec<String>,
    /// The wording that the form at hand was opened on, where that is not today's: what it writes is of that one.
    earlier: Option<(Target, Earlier)>,
    /// What was looked for, and where it stands.
    pub found: Option<Found>,
    /// Which claims show; none for all.
    pub filter: Option<Filter>,
    /// Where in the text the mouse button went down: the paragraph, and the bytes of the grapheme.
    pressed: Option<(usize, ByteSpan)>,
    /// Articles that can be opened, as last listed.
    pub library: Vec<Listing>,
    /// Where the article would go, while it is in no file.
    pub unwritten: Option<Unwritten>,
    /// How far the disk is.
    pub saving: Saving,
    /// Decisions on candidates.
    pub review: review::ReviewState,
    /// A line to show until the next key.
    pub notice: Option<Notice>,
    /// Whether others' judgements show before one's own is made; lasts for this run.
    pub show_others: bool,
    /// Whether quotes and mentions are marked in the text.
    pub marks: bool,
    /// Whether the claims are hidden, so that one can look for them oneself.
    pub claims_hidden: bool,
    /// The colours.
    pub theme: ThemeName,
    /// Size of the terminal in cells, within bounds. Layout and drawing both go by it.
    pub size: Rect,
    /// Rows of each paragraph and claim, as last laid out.
    pub heights: ItemHeights,
    /// Time and random bits of the message at hand.
    moment: Moment,
}

/// An article and what is derived from it once.
pub struct Document {
    /// The article.
    pub article: Article,
    /// Those of its claims that the reader has added.
    pub own_claims: Vec<OwnClaim>,
    /// Its paragraphs and claims, numbered through.
    pub outline: Outline,
    /// Finds entities in text.
    pub mentions: Mentions,
    /// How often each entity is mentioned, by its index.
    pub counts: Vec<usize>,
    /// Where the article came from, as messages name it.
    pub origin: String,
    /// Its texts as they are searched.
    searchable: OnceCell<Searchable>,
}

impl Document {
    /// Derives what reading needs from `article`, which came from `origin`.
    #[must_use]
    pub fn new(article: Article, origin: String) -> Self {
        let outline = Outline::new(&article);
        let mentions = Mentions::new(&article);
        let counts = mentions.counts(&article);
        Self { article, own_claims: Vec::new(), outline, mentions, counts, origin, searchable: OnceCell::new() }
    }
}

/// Who writes, and how that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Annotator {
    /// The name; none while it is not known, or too generic to be anyone's.
    pub name: Option<String>,
    /// Where the name is from: `--as`, `git`, and so on.
    pub from: String,
}

/// One of the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The outline.
    Sections,
    /// The text.
    Text,
    /// The claims.
    Claims,
    /// The entities.
    Entities,
}

impl Pane {
    /// From left to right, and downwards.
    pub const ALL: [Self; 4] = [Self::Sections, Self::Text, Self::Claims, Self::Entities];

    /// Its name on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sections => "Sections",
            Self::Text => "Text",
            Self::Claims => "Claims",
            Self::Entities => "Entities",
        }
    }
}

/// Where the reader is: indices into the [`Outline`] and the article's entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The pane that has the keys.
    pub focus: Pane,
    /// The current paragraph, counted through the article from 0.
    pub paragraph: usize,
    /// The selected claim, counted through the article from 0; none where the paragraph makes none.
    pub claim: Option<usize>,
    /// The selected entity.
    pub entity: Option<usize>,
    /// Whether the selected entity's mentions are marked in the text.
    pub mark_entity: bool,
}

/// First visible row of each pane.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tops {
    /// Of the outline, by section.
    pub sections: scroll::Position,
    /// Of the text, by paragraph.
    pub text: scroll::Position,
    /// Of the claims, by claim.
    pub claims: scroll::Position,
    /// Of the entities, by their order on the screen.
    pub entities: scroll::Position,
}

/// What is remembered between two changes: heights of items, and progress, which would take longer in a longer article.
#[derive(Debug, Default)]
pub struct ItemHeights {
    /// Of paragraphs.
    pub text: Heights,
    /// Of claims.
    pub claims: Heights,
    /// How far the work on each claim is.
    ledger: Ledger,
    /// What of one's own stands nowhere.
    orphans: RefCell<Option<Rc<Vec<Orphan>>>>,
}

impl ItemHeights {
    /// Forgets what follows from what was judged.
    fn judgements_changed(&self) {
        self.claims.forget();
        self.ledger.forget();
        self.orphans.take();
    }
}

/// A line for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What to say.
    pub text: String,
    /// Whether something went wrong.
    pub trouble: bool,
    /// Whether it stays until it is overtaken, not only until the next key.
    pub stays: bool,
}

impl App {
    /// A reader at the start of `document`; names and notes come by message.
    #[must_use]
    pub fn new(document: Document, columns: u16, rows: u16) -> Self {
        let place = Place {
            focus: Pane::Text,
            paragraph: 0,
            claim: document.outline.first_claim_of(0),
            entity: None,
            mark_entity: false,
        };
        let mut app = Self {
            document,
            notes: Notes::default(),
            annotator: Annotator::default(),
            place,
            back: Vec::new(),
            forward: Vec::new(),
            tops: Tops::default(),
            overlay: None,
            behind: Vec::new(),
            drafts: Vec::new(),
            latest: None,
            opinion_drafts: Vec::new(),
            earlier: None,
            found: None,
            filter: None,
            library: Vec::new(),
            pressed: None,
            unwritten: None,
            saving: Saving::default(),
            review: review::ReviewState::default(),
            notice: None,
            show_others: false,
            marks: true,
            claims_hidden: false,
            theme: ThemeName::default(),
            size: layout::screen(columns, rows),
            heights: ItemHeights::default(),
            moment: Moment::default(),
        };
        app.settle();
        app
    }

    /// Says `text` until the next key.
    fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), trouble: false, stays: false });
    }

    /// Says that something went wrong, until something better is known.
    fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), trouble: true, stays: true });
    }
}
