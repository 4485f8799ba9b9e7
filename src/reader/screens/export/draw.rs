//! The export: formats, preview, losses, destination.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::export::FORMATS;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::export::state::Export;
use crate::reader::screens::export::told;
use crate::text::cells;

use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::title;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, export: &Export) -> Position {
    painter.fill(Rect { height: area.height.saturating_sub(2), ..area }, painter.role(painter.theme.calm));
    head_line(app, painter, area, export);
    let page = app.export_page();
    formats(painter, page.formats, export);
    match export.told_from {
        Some(top) => told::draw(painter, page.preview, export, top),
        None => preview(app, painter, page.preview),
    }
    losses(app, painter, page.losses, export);
    destination(painter, page.destination, export)
}

fn preview(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let style = painter.role(painter.theme.ink);
    for (line, y) in app.export_preview(area.height.into()).iter().zip(area.top()..area.bottom()) {
        painter.text(area.x, y, area.width, &cells::cut(line, area.width), style);
    }
}

fn head_line(app: &App, painter: &mut Painter<'_>, area: Rect, export: &Export) {
    let theme = painter.theme;
    painter.text(area.x + 1, area.y, area.width, "Export", painter.role(theme.focus).add_modifier(Modifier::BOLD));
    let right = title::saving(app, painter, area);
    let whose = app.export_choice(export.everyone);
    let what = format!("{whose} · {}", export.format().what);
    let room = right.saturating_sub(14);
    painter.text_right(right.saturating_sub(3), area.y, &cells::cut(&what, room), painter.role(theme.ink));
}

fn formats(painter: &mut Painter<'_>, area: Rect, export: &Export) {
    let theme = painter.theme;
    let tall = area.height > 1;
    let mut x = area.x;
    for (index, format) in FORMATS.iter().enumerate() {
        let chosen = index == export.format;
        let style =
            if chosen { painter.role(theme.focus).add_modifier(Modifier::BOLD) } else { painter.role(theme.calm) };
        if tall {
            let y = area.y + u16::try_from(index).unwrap_or(u16::MAX - area.y);
            if y < area.bottom() {
                painter.text(area.x + 1, y, area.width.saturating_sub(1), format.name, style);
                if chosen {
                    painter.select(Rect { y, height: 1, ..area });
                }
            }
        } else if area.height == 1 {
            let end = painter.text(x, area.y, area.right().saturating_sub(x), format.name, style);
            if chosen {
                painter.select(Rect { x, width: end.saturating_sub(x), ..area });
            }
            x = end + 2;
        }
    }
}

fn losses(app: &App, painter: &mut Painter<'_>, area: Rect, export: &Export) {
    let theme = painter.theme;
    if area.height == 0 {
        return;
    }
    let told: Vec<&String> = export.warnings.iter().chain(&export.losses).collect();
    let heading = if export.warnings.is_empty() { "Left out or changed" } else { "Before you send it" };
    painter.heading(Rect { height: 1, ..area }, heading, false, &told.len().to_string());
    let rows = usize::from(area.height.saturating_sub(1));
    if told.is_empty() && rows > 0 {
        let text = "nothing: this format includes everything";
        painter.text(area.x, area.y + 1, area.width, &cells::cut(text, area.width), painter.role(theme.supported));
    }
    for (number, y) in (0..rows).zip(area.y + 1..area.bottom()) {
        let Some(line) = told.get(number) else { break };
        let left = told.len() - number;
        let text = if number + 1 == rows && left > 1 {
            format!("… and {left} more; {} shows all in full", app.key_in(Scope::Export, Command::Warnings))
        } else {
            (*line).clone()
        };
        painter.text(area.x, y, area.width, &cells::cut(&text, area.width), painter.role(theme.accent));
    }
}

fn destination(painter: &mut Painter<'_>, area: Rect, export: &Export) -> Position {
    let theme = painter.theme;
    let x = painter.text(area.x, area.y, area.width, "to ", painter.role(theme.calm));
    let color = if export.typing { theme.focus } else { theme.ink };
    let offered = export.typing && export.destination.is_offered();
    let style = if offered { theme.hit(painter.role(color)) } else { painter.role(color) };
    painter.text(x, area.y, area.right().saturating_sub(x), export.destination.text(), style);
    if export.typing && !offered {
        painter.select(Rect { x, width: area.right().saturating_sub(x), ..area });
    }
    let column = if export.typing { cells::width(&export.destination.before_cursor()) } else { 0 };
    Position::new((x + column).min(area.right().saturating_sub(1)), area.y)
}
