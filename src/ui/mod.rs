//! State to cells: one file per pane. Nothing here changes the state.

mod ascii;
mod claims;
mod compose;
mod entities;
mod export;
mod footer;
mod help;
mod judge;
mod narrow;
mod paint;
mod palette;
mod question;
mod queue;
mod review;
mod sections;
mod sheet;
mod text;
pub mod theme;
mod title;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::overlay::Overlay;
use crate::app::{App, Pane};

use paint::Painter;
use theme::Theme;

/// How the screen is drawn, whatever it shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether the terminal keeps its own background.
    pub terminal_paper: bool,
    /// Which characters are drawn.
    pub characters: Characters,
}

/// Which characters are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Characters {
    /// All there are.
    #[default]
    All,
    /// None beyond ASCII, but for letters of the article.
    AsciiSigns,
    /// None beyond ASCII: to a terminal that does not read UTF-8 the bytes of others may even be commands.
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

/// Draws the whole screen, and puts the cursor where the attention is. Everything stands where it is laid out; a frame
/// that is smaller shows a part of it.
fn draw_in(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let area = app.size;
    let shown = frame.area().intersection(area);
    let mut cursor = None;
    let mut painter = Painter::new(frame.buffer_mut(), theme);
    painter.fill(area, Style::new().fg(theme.calm).bg(theme.paper));
    match app.layout() {
        None => too_small(&mut painter, area),
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
            if let Some(area) = layout.tabs {
                narrow::tabs(app, &mut painter, area);
            } else {
                rules(&mut painter, &layout);
            }
            if let Some(area) = layout.beneath {
                narrow::claim(app, &mut painter, area);
            }
            if app.overlay.as_ref().is_some_and(Overlay::covers_panes) {
                painter.recede(area);
            }
            footer::draw(app, &mut painter, layout.footer);
            cursor = overlay(app, &mut painter, area).or(cursor);
        }
    }
    if let Some(position) = cursor.filter(|position| shown.contains(*position)) {
        frame.set_cursor_position(position);
    }
}

fn overlay(app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<ratatui::layout::Position> {
    match app.overlay.as_ref()? {
        Overlay::Judge(opinion) => judge::draw(app, painter, opinion),
        Overlay::Compose(_) => compose::draw(app, painter),
        Overlay::Queue(queue) => queue::draw(app, painter, area, queue),
        Overlay::Review(screen) => review::draw(app, painter, area, screen),
        Overlay::Export(export) => Some(export::draw(app, painter, area, export)),
        Overlay::Help(help) => Some(help::draw(painter, area, help)),
        Overlay::Sheet(sheet) => Some(sheet::draw(app, painter, sheet)),
        Overlay::List(list) => Some(palette::draw(app, painter, list)),
        Overlay::Select(_) => None,
        Overlay::Find(form) => Some(footer::draw_find(app, painter, area, form)),
        Overlay::Leave => Some(question::leave(app, painter, area)),
        Overlay::Name(form) => Some(question::name(form, painter, area)),
        Overlay::SaveAs(form) => Some(question::save_as(form, painter, area)),
        Overlay::Paste(typed) => Some(question::paste(typed, painter, area)),
    }
}

/// Thin rules between the columns.
fn rules(painter: &mut Painter<'_>, layout: &crate::app::layout::Layout) {
    let side = layout.claims.or(layout.sections).map(|area| area.x);
    let left = layout.sections.filter(|_| layout.claims.is_some()).map(|area| area.right() + 1);
    for column in [left, side.map(|column| column.saturating_sub(2))].into_iter().flatten() {
        for row in layout.text.top()..layout.text.bottom() {
            painter.text(column, row, 1, "│", painter.role(painter.theme.faint));
        }
    }
}

fn too_small(painter: &mut Painter<'_>, area: Rect) {
    let (columns, rows) = (crate::app::layout::MIN_COLUMNS, crate::app::layout::MIN_ROWS);
    let text = format!("nutgraf needs {columns}×{rows}; this is {}×{} · q quits", area.width, area.height);
    if area.height > 0 {
        let style = painter.role(painter.theme.ink);
        painter.text(area.x, area.y + area.height / 2, area.width, &text, style);
    }
}
