//! The list of commands.

use ratatui::layout::{Position, Rect};

use crate::app::palette::Palette;
use crate::app::{App, flow};

use super::paint::Painter;

const COLUMNS: u16 = 76;
const NAME_COLUMNS: u16 = 20;

pub(super) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, palette: &Palette) -> Position {
    let rows = palette.rows();
    let columns = COLUMNS.min(area.width.saturating_sub(6));
    // As tall whatever matches, so that nothing jumps while one types.
    let height = u16::try_from(crate::app::keymap::BINDINGS.len()).unwrap_or(u16::MAX).min(22) + 2;
    let inside = painter.sheet(Rect { height: area.height.saturating_sub(2), ..area }, columns, height, "Commands");
    let theme = painter.theme;
    let typed = palette.field.text();
    let (shown, color) =
        if typed.is_empty() { (palette.field.placeholder(), theme.calm) } else { (typed, theme.focus) };
    let x = painter.text(inside.x, inside.y, 2, ": ", painter.role(theme.accent));
    painter.text(x, inside.y, columns, shown, painter.role(color));
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    let top = (palette.selected + 1).saturating_sub(usize::from(list.height));
    for ((number, binding), y) in rows.iter().enumerate().skip(top).zip(list.top()..list.bottom()) {
        let available = binding.command.available(app);
        let (name, help) = if available { (theme.focus, theme.ink) } else { (theme.calm, theme.calm) };
        painter.text(list.x, y, NAME_COLUMNS - 1, binding.command.name(), painter.role(name));
        let keys = binding.shown_keys();
        let keys_at = painter.text_right(list.right(), y, &keys, painter.role(theme.accent));
        let room = keys_at.saturating_sub(list.x + NAME_COLUMNS + 1);
        painter.text(list.x + NAME_COLUMNS, y, room, &flow::cut(binding.help, room), painter.role(help));
        if number == palette.selected {
            painter.select(Rect { x: list.x.saturating_sub(1), y, width: list.width + 2, height: 1 });
        }
    }
    if rows.is_empty() {
        painter.text(list.x, list.y, columns, "no command of that name", painter.role(theme.calm));
    }
    Position::new(x + flow::width(&palette.field.before_cursor()), inside.y)
}
