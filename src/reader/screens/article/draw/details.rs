//! The details of the selected claim, in the fourth column.

use ratatui::layout::Rect;

use crate::reader::app::App;
use crate::reader::command::Command;

use crate::reader::screens::detail::draw;
use crate::reader::widgets::canvas::Painter;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let name = app.selected_claim().map_or(String::new(), |(_, claim)| app.claim_name(claim));
    let Some(details) = app.claim_details() else {
        painter.heading(area, "Details", false, &name);
        let style = painter.role(painter.theme.calm);
        let why = if app.claims_hidden {
            format!("hidden · {} shows them", app.key_for(Command::HideClaims))
        } else {
            "no claim is selected".to_owned()
        };
        painter.text(area.x, area.y + 1, area.width, &why, style);
        return;
    };
    let inside = details.area;
    let right = match details.lines.len().saturating_sub(details.top + usize::from(inside.height)) {
        0 => name,
        below => format!("{name} · {below} more"),
    };
    painter.heading(area, "Details", false, &right);
    for (line, y) in details.lines.iter().skip(details.top).zip(inside.top()..inside.bottom()) {
        if let Some(row) = details.rows.get(line.row) {
            draw::draw_line(painter, inside, y, row, *line);
        }
    }
}
