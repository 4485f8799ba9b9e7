//! What the reader asks of a screen that lies over the panes. The file `screen.rs` in a screen's folder gives the answers.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::text_input::Field;

/// A screen over the panes, implemented by what it knows while it is open.
///
/// Methods look at the screen alone. Functions that change something get the whole [`App`], in which the screen lies.
pub(crate) trait Screen {
    /// Whose keys apply while it is open.
    fn scope(&self) -> Scope;

    /// Draws it over the panes; returns the place of the cursor, if the screen wants one.
    fn draw(&self, app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position>;

    /// Whether the panes recede behind it.
    fn covers_panes(&self) -> bool {
        true
    }

    /// Whether it shows, too, behind what was opened from it.
    fn shows_behind_others(&self) -> bool {
        false
    }

    /// Whether clicks and drags go to the panes.
    fn leaves_mouse_to_panes(&self) -> bool {
        false
    }

    /// Whether it names claims or paragraphs by their number, so that it closes when the article changes.
    fn names_claims(&self) -> bool {
        false
    }

    /// The line that takes what is typed, if there is one.
    fn field(&mut self) -> Option<&mut Field> {
        None
    }

    /// Replaces numbers of claims: `now` gives the new number of an old one, or none for a claim that is gone.
    fn renumber(&mut self, _now: &dyn Fn(usize) -> Option<usize>) {}

    /// Carries out a command.
    fn run(app: &mut App, command: Command) -> Vec<Effect>
    where
        Self: Sized;

    /// Takes a key that is bound to no command.
    fn key(app: &mut App, key: &Key) -> Vec<Effect>
    where
        Self: Sized,
    {
        app.type_into_line(key)
    }

    /// Takes pasted text.
    fn paste(app: &mut App, text: &str) -> Vec<Effect>
    where
        Self: Sized,
    {
        app.paste_into_line(text)
    }

    /// Reacts to a change of the line that takes what is typed.
    fn typed(_app: &mut App) -> Vec<Effect>
    where
        Self: Sized,
    {
        Vec::new()
    }

    /// Takes a click.
    fn press(_app: &mut App, _at: Position) -> Vec<Effect>
    where
        Self: Sized,
    {
        Vec::new()
    }

    /// Takes a move of the mouse while the button is down.
    fn drag(_app: &mut App, _at: Position) -> Vec<Effect>
    where
        Self: Sized,
    {
        Vec::new()
    }

    /// Takes a turn of the wheel, as [`Command::Next`] or [`Command::Previous`].
    fn wheel(_app: &mut App, _at: Position, _step: Command) -> Vec<Effect>
    where
        Self: Sized,
    {
        Vec::new()
    }
}

/// The functions of a [`Screen`] as values, to be called when nothing borrows the screen any more.
#[derive(Clone, Copy)]
pub(crate) struct Handlers {
    pub(crate) run: fn(&mut App, Command) -> Vec<Effect>,
    pub(crate) key: fn(&mut App, &Key) -> Vec<Effect>,
    pub(crate) paste: fn(&mut App, &str) -> Vec<Effect>,
    pub(crate) typed: fn(&mut App) -> Vec<Effect>,
    pub(crate) press: fn(&mut App, Position) -> Vec<Effect>,
    pub(crate) drag: fn(&mut App, Position) -> Vec<Effect>,
    pub(crate) wheel: fn(&mut App, Position, Command) -> Vec<Effect>,
}

/// A [`Screen`] of any type, as [`Overlay`] hands it out.
pub(crate) trait AnyScreen: Screen {
    /// The screen's functions.
    fn handlers(&self) -> Handlers;

    /// The screen without its type.
    fn any(&self) -> &dyn AnyScreen;

    /// This screen, to change it.
    fn any_mut(&mut self) -> &mut dyn AnyScreen;
}

impl<S: Screen + 'static> AnyScreen for S {
    fn handlers(&self) -> Handlers {
        Handlers {
            run: S::run,
            key: S::key,
            paste: S::paste,
            typed: S::typed,
            press: S::press,
            drag: S::drag,
            wheel: S::wheel,
        }
    }

    fn any(&self) -> &dyn AnyScreen {
        self
    }

    fn any_mut(&mut self) -> &mut dyn AnyScreen {
        self
    }
}

impl App {
    /// The open screen; none while the panes have the keys.
    pub(crate) fn screen(&self) -> Option<&dyn AnyScreen> {
        self.overlay.as_ref().map(Overlay::screen)
    }

    /// The functions of the open screen.
    pub(crate) fn handlers(&self) -> Option<Handlers> {
        self.screen().map(AnyScreen::handlers)
    }

    /// Whose keys apply now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.screen().map_or(Scope::Reader, Screen::scope)
    }

    /// Whose keys apply in the open screens, the one on top last.
    pub(crate) fn scopes(&self) -> Vec<Scope> {
        self.behind.iter().chain(&self.overlay).map(|overlay| overlay.screen().scope()).collect()
    }

    /// Types a key into the open screen's line, if it has one.
    pub(crate) fn type_into_line(&mut self, key: &Key) -> Vec<Effect> {
        let Some(field) = self.overlay.as_mut().and_then(|overlay| overlay.screen_mut().field()) else {
            return Vec::new();
        };
        field.type_key(key);
        self.handlers().map_or(Vec::new(), |handlers| (handlers.typed)(self))
    }

    /// Pastes text into the open screen's line, if it has one.
    pub(crate) fn paste_into_line(&mut self, text: &str) -> Vec<Effect> {
        let Some(field) = self.overlay.as_mut().and_then(|overlay| overlay.screen_mut().field()) else {
            return Vec::new();
        };
        field.paste(text);
        self.handlers().map_or(Vec::new(), |handlers| (handlers.typed)(self))
    }
}
