//! The keys of a place, from the table of bindings, then those of the others, and the signs of the screen.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::reader::app::App;
use crate::reader::screens::help::page::{HelpBox, HelpLine};
use crate::reader::screens::help::state::HelpPage;
use crate::text::cells;

use crate::reader::screens::detail::draw;
use crate::reader::widgets::canvas::Painter;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, help: &HelpPage) -> Option<Position> {
    let page = app.help_box()?;
    let head = Rect { y: page.inside.y.saturating_sub(2), height: page.inside.height + 2, ..page.inside };
    painter.bordered(head, "Keys");
    let cursor = search_line(painter, head, help);
    let top = help.top.min(page.last_top());
    for (number, lines) in (0..).zip(&page.lines) {
        for (line, y) in lines.iter().skip(top).zip(page.inside.top()..page.inside.bottom()) {
            draw_line(painter, &page, page.left_of(number), y, line);
        }
    }
    if page.lines.iter().all(Vec::is_empty) {
        let calm = painter.role(painter.theme.calm);
        painter.text(page.inside.x, page.inside.y, page.inside.width, "no key does that", calm);
    }
    draw::more(painter, page.inside, page.last_top().saturating_sub(top));
    Some(cursor)
}

/// What is looked for; answers where the cursor is.
fn search_line(painter: &mut Painter<'_>, inside: Rect, help: &HelpPage) -> Position {
    let theme = painter.theme;
    let typed = help.field.text();
    let x = painter.text(inside.x, inside.y, 1, "/", painter.role(theme.accent)) + 1;
    let (words, color) = match (typed.is_empty(), help.typing) {
        (true, false) => ("searches", theme.calm),
        (true, true) => (help.field.placeholder(), theme.calm),
        (false, _) => (typed, theme.focus),
    };
    painter.text(x, inside.y, inside.right().saturating_sub(x), words, painter.role(color));
    let column = if help.typing { x + cells::width(&help.field.before_cursor()) } else { inside.x };
    Position::new(column, inside.y)
}

fn draw_line(painter: &mut Painter<'_>, page: &HelpBox, x: u16, y: u16, line: &HelpLine) {
    let theme = painter.theme;
    match line {
        HelpLine::Blank => {}
        HelpLine::Heading(name) => {
            let style = painter.role(theme.focus).add_modifier(Modifier::BOLD);
            painter.text(x, y, page.columns, name, style);
        }
        HelpLine::Key(keys, words) => {
            painter.text(x, y, page.keys.saturating_sub(1), keys, painter.role(theme.accent));
            let room = page.columns.saturating_sub(page.keys);
            painter.text(x + page.keys, y, room, words, painter.role(theme.ink));
        }
    }
}
