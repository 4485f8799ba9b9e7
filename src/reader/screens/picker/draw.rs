//! A list in which a few letters find something.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::screens::picker::state::{Choice, ListKind, Palette};
use crate::text::cells;

use crate::reader::widgets::canvas::Painter;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, palette: &Palette) -> Position {
    let rows = palette.rows(app);
    let inside = palette.inside(app);
    painter.bordered(inside, palette.kind.title());
    let theme = painter.theme;
    let typed = palette.field.text();
    let (shown, color) =
        if typed.is_empty() { (palette.field.placeholder(), theme.calm) } else { (typed, theme.focus) };
    let x =
        painter.text(inside.x, inside.y, inside.width / 2, &palette.kind.prompt(app), painter.role(theme.accent)) + 1;
    painter.text(x, inside.y, inside.right().saturating_sub(x), shown, painter.role(color));
    if palette.kind == ListKind::Filters {
        draw_mistake(
            app,
            painter,
            Rect { x, y: inside.y + 1, width: inside.right().saturating_sub(x), height: 1 },
            typed,
        );
    }
    let list = palette.list(app);
    let top = palette.top(list.height);
    for ((number, choice), y) in rows.iter().enumerate().skip(top).zip(list.top()..list.bottom()) {
        let line = Rect { y, height: 1, ..list };
        draw_row(painter, line, choice, palette.kind.name_columns().min(list.width / 2));
        if number == palette.selected {
            painter.select(Rect { x: list.x.saturating_sub(1), width: list.width + 2, ..line });
        }
    }
    crate::reader::screens::detail::draw::more(
        painter,
        list,
        rows.len().saturating_sub(top + usize::from(list.height)),
    );
    if rows.is_empty() {
        let looking = palette.kind == ListKind::Library && app.library.is_empty();
        let text = match palette.kind {
            _ if looking => "looking for articles …",
            ListKind::Filters if app.filter_error(typed).is_some() => "",
            _ => "no match",
        };
        painter.text(list.x, list.y, list.width, text, painter.role(theme.calm));
    }
    Position::new(x + cells::width(&palette.field.before_cursor()), inside.y)
}

/// What is wrong with the query that is typed, below its place.
fn draw_mistake(app: &App, painter: &mut Painter<'_>, line: Rect, typed: &str) {
    let Some(error) = app.filter_error(typed) else { return };
    let text = format!("^ {error}");
    // Where the room behind the place is too small, the caret stands as far left as the text needs.
    let column = cells::width(typed.get(..error.span.start).unwrap_or(typed));
    let column = column.min(line.width.saturating_sub(cells::width(&text)));
    let room = line.width.saturating_sub(column);
    painter.text(line.x + column, line.y, room, &cells::cut(&text, room), painter.role(painter.theme.accent));
}

fn draw_row(painter: &mut Painter<'_>, line: Rect, choice: &Choice, name_columns: u16) {
    let theme = painter.theme;
    let (name, help) = if choice.available { (theme.focus, theme.ink) } else { (theme.calm, theme.calm) };
    let end = painter.text_right(line.right(), line.y, &choice.right, painter.role(theme.accent));
    let name_columns = if choice.help.is_empty() { end.saturating_sub(line.x) } else { name_columns };
    let shown = cells::cut(&choice.name, name_columns.saturating_sub(1));
    painter.text(line.x, line.y, name_columns.saturating_sub(1), &shown, painter.role(name));
    let room = end.saturating_sub(line.x + name_columns + 1);
    painter.text(line.x + name_columns, line.y, room, &cells::cut(&choice.help, room), painter.role(help));
}
