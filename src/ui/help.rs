//! The keys of a place, from the table of bindings, then those of the others.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::keymap::{self, Scope};
use crate::app::overlay::HelpPage;
use crate::text::wrap::wrap;

use super::paint::Painter;

const KEY_COLUMNS: u16 = 18;

/// Places in the order in which one comes to them, with what they are called here.
const PLACES: [(Scope, &str); 10] = [
    (Scope::Reader, "in the panes"),
    (Scope::Judge, "after v"),
    (Scope::Queue, "in the queue"),
    (Scope::Review, "in the review"),
    (Scope::Sheet, "on a page"),
    (Scope::Compose, "in a form"),
    (Scope::Export, "in the export"),
    (Scope::Select, "after s"),
    (Scope::List, "in a list"),
    (Scope::Find, "after /"),
];

pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, help: &HelpPage) -> Position {
    let columns = 78.min(area.width.saturating_sub(8));
    let key_columns = KEY_COLUMNS.min(columns / 3);
    let lines = lines(help.scope, columns.saturating_sub(key_columns));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inside = painter.sheet(Rect { height: area.height.saturating_sub(1), ..area }, columns, height, "Keys");
    let top = help.top.min(lines.len().saturating_sub(usize::from(inside.height)));
    let theme = painter.theme;
    for (line, y) in lines.iter().skip(top).zip(inside.top()..inside.bottom()) {
        if line.keys.is_empty() && !line.continues {
            let style = painter.role(theme.focus).add_modifier(Modifier::BOLD);
            painter.text(inside.x, y, columns, &line.text, style);
            continue;
        }
        painter.text(inside.x, y, key_columns.saturating_sub(1), &line.keys, painter.role(theme.accent));
        painter.text(inside.x + key_columns, y, columns, &line.text, painter.role(theme.ink));
    }
    Position::new(inside.x, inside.y)
}

/// A line of Help: keys and what they do, or a heading without keys.
struct HelpLine {
    keys: String,
    text: String,
    /// Whether it goes on with what the line before says.
    continues: bool,
}

/// The place's own keys first, wrapped to so many columns.
fn lines(scope: Scope, columns: u16) -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    let here = PLACES.iter().filter(|(place, _)| *place == scope);
    for (place, name) in here.chain(PLACES.iter().filter(|(place, _)| *place != scope)) {
        let heading = |text: &str| HelpLine { keys: String::new(), text: text.to_owned(), continues: false };
        if !lines.is_empty() {
            lines.push(heading(""));
        }
        lines.push(heading(name));
        for binding in keymap::of(*place) {
            let mut keys = binding.shown_keys();
            for (number, row) in wrap(binding.help, columns).into_iter().enumerate() {
                let text = binding.help[row.span.range()].trim_end().to_owned();
                lines.push(HelpLine { keys: std::mem::take(&mut keys), text, continues: number > 0 });
            }
        }
    }
    lines
}
