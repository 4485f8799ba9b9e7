//! Draws the state: one file per pane. Nothing here changes the state.

use crate::reader::place::Pane;
use crate::reader::screen::Screen;
use crate::reader::screens::article::draw::{claims, details, entities, narrow, sections, text};
use crate::reader::widgets::ascii;
use crate::reader::widgets::footer;
use crate::reader::widgets::title;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::overlay::Overlay;

use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::theme::Theme;

/// How the screen is drawn, whatever its content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether the terminal keeps its own background.
    pub terminal_paper: bool,
    /// Which characters the terminal can show.
    pub characters: Characters,
}

/// Which characters the terminal can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Characters {
    /// All characters.
    #[default]
    All,
    /// Signs in ASCII only; the article's letters are drawn all the same.
    AsciiSigns,
    /// ASCII only: a terminal that does not read UTF-8 may treat the bytes of other characters as commands.
    AsciiOnly,
}

/// Draws the whole screen in the state's theme.
pub fn draw(app: &App, look: Look, frame: &mut Frame<'_>) {
    let theme = Theme::of(app.theme);
    if look.terminal_paper {
        draw_in(app, &theme.on_terminal_paper(), frame);
    } else {
        draw_in(app, theme, frame);
    }
    match look.characters {
        Characters::All => {}
        Characters::AsciiSigns => ascii::replace(frame.buffer_mut(), false),
        Characters::AsciiOnly => ascii::replace(frame.buffer_mut(), true),
    }
}

/// Draws the whole screen and places the cursor. Everything is drawn where the layout puts it; a smaller frame shows a
/// part.
fn draw_in(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let area = app.size;
    let shown = frame.area().intersection(area);
    let mut cursor = None;
    let mut painter = Painter::new(frame.buffer_mut(), theme);
    painter.fill(area, Style::new().fg(theme.calm).bg(theme.paper));
    match app.layout() {
        None => too_small(app, &mut painter, area),
        Some(layout) => {
            title::draw(app, &mut painter, layout.title);
            for pane in Pane::ALL {
                let Some(place) = layout.pane(pane) else { continue };
                let at = match pane {
                    Pane::Sections => sections::draw(app, &mut painter, place),
                    Pane::Text => text::draw(app, &mut painter, place, layout.text_columns()),
                    Pane::Claims => claims::draw(app, &mut painter, place),
                    Pane::Entities => entities::draw(app, &mut painter, place),
                };
                if pane == app.place.focus {
                    cursor = at;
                }
            }
            if let Some(area) = layout.details {
                details::draw(app, &mut painter, area);
            }
            if let Some(area) = layout.tabs {
                narrow::tabs(app, &mut painter, area);
            } else {
                rules(&mut painter, &layout);
            }
            if let Some(area) = layout.beneath {
                narrow::claim(app, &mut painter, area);
            }
            if app.screen().is_some_and(Screen::covers_panes) {
                painter.recede(area);
                draw_behind(app, &mut painter, area);
            }
            footer::draw(app, &mut painter, layout.footer);
            cursor = app.screen().and_then(|screen| screen.draw(app, &mut painter, area)).or(cursor);
        }
    }
    if let Some(position) = cursor.filter(|position| shown.contains(*position)) {
        frame.set_cursor_position(position);
    }
}

/// A screen that still shows behind the open one, as the queue does: the user sees the claim that a form is about.
fn draw_behind(app: &App, painter: &mut Painter<'_>, area: Rect) {
    if app.screen().is_some_and(Screen::shows_behind_others) {
        return;
    }
    let behind = app.behind.iter().rev().map(Overlay::screen).find(|screen| screen.shows_behind_others());
    if let Some(screen) = behind {
        screen.draw(app, painter, area);
        painter.recede(area);
    }
}

/// Thin rules between the columns.
fn rules(painter: &mut Painter<'_>, layout: &crate::reader::layout::Layout) {
    for (column, _) in layout.dividers() {
        for row in layout.text.top()..layout.text.bottom() {
            painter.text(column, row, 1, "│", painter.role(painter.theme.faint));
        }
    }
}

fn too_small(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let (columns, rows) = (crate::reader::layout::MIN_COLUMNS, crate::reader::layout::MIN_ROWS);
    let quit = app.key_for(Command::Quit);
    let text = format!("nutgraf needs {columns}×{rows}; this is {}×{} · {quit} quits", area.width, area.height);
    if area.height > 0 {
        let style = painter.role(painter.theme.ink);
        painter.text(area.x, area.y + area.height / 2, area.width, &text, style);
    }
}
