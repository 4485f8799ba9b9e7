//! State and update: what every key does. It needs no files and no clock, and of the screen only its geometry.
//!
//! [`App::update`] takes a [`Message`](crate::reader::message::Message) and returns
//! [`Effect`](crate::reader::message::Effect)s. Everything from outside (keys, time, random bits, answers of the disk)
//! arrives as a message, so the same messages always lead to the same state.

use crate::model::annotation::orphan::Orphan;
use crate::reader::annotator::Annotator;
use crate::reader::document::Document;
use crate::reader::filter::cache::FilterCache;
use crate::reader::filter::state::Filter;
use crate::reader::haste::Attention;
use crate::reader::keymap::scope::Scope;
use crate::reader::layout;
use crate::reader::place::{Pane, Place};
use crate::reader::screens::detail::answers::Answers;
use crate::reader::screens::detail::state::SheetRow;
use crate::reader::screens::find::matches::found::Found;
use crate::reader::screens::library::state::Articles;
use crate::reader::screens::review::state::ReviewState;
use crate::reader::screens::save_as::state::Unwritten;
use crate::reader::widgets::scroll;
use std::cell::RefCell;
use std::rc::Rc;

use ratatui::layout::Rect;

use crate::corpus::listing::Listing;
use crate::model::annotation::Notes;
use crate::model::annotation::judgement::Opinion;
use crate::model::journal::Target;
use crate::model::journal::action::Earlier;
use crate::model::preferences::Preferences;
use crate::model::query::Vocabulary;
use crate::session::autosave::Draft;
use crate::session::file_problem::FileProblem;
use crate::text::span::ByteSpan;

use crate::reader::command::Command;
use crate::reader::keymap::Keymap;
use crate::reader::message::Moment;
use crate::reader::overlay::Overlay;
use crate::reader::progress::Ledger;
use crate::reader::refused::Refused;
use crate::reader::save_status::Saving;
use crate::reader::theme_name::ThemeName;
use crate::reader::widgets::row_cache::Heights;

/// The whole state of the reader.
pub struct App {
    /// The open article, and what is derived from it.
    pub document: Document,
    /// Everyone's annotations of it.
    pub notes: Notes,
    /// The annotator.
    pub annotator: Annotator,
    /// Where the reader is.
    pub place: Place,
    /// Places visited before, the latest last.
    pub back: Vec<Place>,
    /// Places left by going back, the latest last.
    pub forward: Vec<Place>,
    /// First visible row of each pane.
    pub tops: Tops,
    /// The screen over the panes.
    pub overlay: Option<Overlay>,
    /// The screens to return to when the overlay closes, the latest last.
    pub behind: Vec<Overlay>,
    /// Unfinished text that no running program is editing.
    pub drafts: Vec<Draft>,
    /// Ids of those that were not announced yet.
    pub(super) untold_drafts: Vec<String>,
    /// The latest judgement of this run, for repeating.
    pub latest: Option<Opinion>,
    /// Ids of drafts whose text waits to be written with a verdict.
    pub(super) opinion_drafts: Vec<String>,
    /// The wording on which the current form opened, if the words have changed since: the form writes for that wording.
    pub(super) earlier: Option<(Target, Earlier)>,
    /// The current search and its hits.
    pub found: Option<Found>,
    /// The filter on claims; `None` shows all.
    pub filter: Option<Filter>,
    /// The fields and saved queries that a query may use.
    pub vocabulary: Vocabulary,
    /// Where in the text the mouse button went down: the paragraph, and the bytes of the grapheme.
    pub(super) pressed: Option<(usize, ByteSpan)>,
    /// The rule between panes that the mouse is dragging.
    pub(super) held_divider: Option<layout::Divider>,
    /// Articles to open, as last listed.
    pub library: Vec<Listing>,
    /// The proposed file, while the article has none.
    pub unwritten: Option<Unwritten>,
    /// The status of saving.
    pub saving: Saving,
    /// The articles of the folder.
    pub articles: Articles,
    /// What pages wait for that is worked out beside the screen.
    pub answers: Answers,
    /// What is wrong with the article's file as it is now; empty where it is what shows.
    pub problems: Vec<FileProblem>,
    /// Decisions on candidates.
    pub review: ReviewState,
    /// A line to show until the next key.
    pub notice: Option<Notice>,
    /// Whether others' judgements show before the annotator has judged; lasts for this run.
    pub show_others: bool,
    /// Whether quotes and mentions are marked in the text.
    pub marks: bool,
    /// Whether the claims are hidden, so that readers can look for them themselves.
    pub claims_hidden: bool,
    /// How many minutes the user's clock is ahead of UTC.
    pub utc_offset_minutes: i16,
    /// Preferences that apply to every article.
    pub preferences: Preferences,
    /// The colours.
    pub theme: ThemeName,
    /// The keys.
    pub keymap: Keymap,
    /// Size of the terminal in cells, within bounds. Layout and drawing both use it.
    pub size: Rect,
    /// Heights of paragraphs and claims as last laid out.
    pub heights: ItemHeights,
    /// Time and random bits of the current message.
    pub(super) moment: Moment,
    /// What keys decide on, and whether it can have been read.
    pub(super) attention: Attention,
    /// What was refused, while its keys may be on their way.
    pub(super) refused: Option<Refused>,
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
    /// Of the details of a claim: which claim, and the first visible line.
    pub details: (Option<usize>, usize),
}

/// The rows of the details of a claim, by its number, on a day.
pub(super) type DetailsRows = ((usize, String), Rc<Vec<SheetRow>>);

/// Values kept between changes, such as heights and progress, because computing them takes longer in a longer article.
#[derive(Debug, Default)]
pub struct ItemHeights {
    /// Heights of paragraphs.
    pub text: Heights,
    /// Heights of claims.
    pub claims: Heights,
    /// The status of each claim.
    pub(super) ledger: Ledger,
    /// Which claims match the filter, and which filters are offered.
    pub(super) filter: FilterCache,
    /// The rows of the details of a claim, which is counted through the article, on a day.
    pub(super) details: RefCell<Option<DetailsRows>>,
    /// The annotator's annotations that have no place in the article.
    pub(super) orphans: RefCell<Option<Rc<Vec<Orphan>>>>,
}

impl ItemHeights {
    /// Forgets everything derived from judgements.
    pub(super) fn judgements_changed(&self) {
        self.claims.forget();
        self.ledger.forget();
        self.filter.forget();
        self.details.take();
        self.orphans.take();
    }
}

/// A message for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its text.
    pub text: String,
    /// Whether it reports a failure.
    pub trouble: bool,
    /// Whether it stays until something replaces it, rather than until the next key.
    pub stays: bool,
}

impl App {
    /// A reader at the start of `document`. Names and notes arrive by message.
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
            untold_drafts: Vec::new(),
            latest: None,
            opinion_drafts: Vec::new(),
            earlier: None,
            found: None,
            filter: None,
            vocabulary: Vocabulary::of_claims(),
            library: Vec::new(),
            pressed: None,
            held_divider: None,
            unwritten: None,
            saving: Saving::default(),
            articles: Articles::default(),
            answers: Answers::default(),
            problems: Vec::new(),
            review: ReviewState::default(),
            notice: None,
            show_others: false,
            marks: true,
            claims_hidden: false,
            utc_offset_minutes: 0,
            preferences: Preferences::default(),
            theme: ThemeName::default(),
            keymap: Keymap::default(),
            size: layout::screen(columns, rows),
            heights: ItemHeights::default(),
            moment: Moment::default(),
            attention: Attention::default(),
            refused: None,
        };
        app.settle();
        app
    }

    /// The key for a command in the reader, as a message names it.
    #[must_use]
    pub fn key_for(&self, command: Command) -> String {
        self.keymap.press(Scope::Reader, command)
    }

    /// The key of a command in another scope.
    #[must_use]
    pub fn key_in(&self, scope: Scope, command: Command) -> String {
        self.keymap.press(scope, command)
    }

    /// The time of the current message, in milliseconds since 1970-01-01 UTC.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        self.moment.unix_ms
    }

    /// Shows a message until the next key.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), trouble: false, stays: false });
    }

    /// Reports a failure until a later message replaces it.
    pub(super) fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), trouble: true, stays: true });
    }
}
