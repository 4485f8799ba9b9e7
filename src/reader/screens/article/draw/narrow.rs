//! What a narrow terminal shows besides its one pane: the names of all, and the selected claim.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::layout::Layout;
use crate::text::wrap::wrap;

use crate::reader::screens::article::draw::claims::mark;
use crate::reader::widgets::canvas::Painter;

/// The names of the panes, the one that shows marked.
pub(crate) fn tabs(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    for (x, pane) in Layout::tabs() {
        let style = if pane == app.place.focus {
            painter.role(theme.accent).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
        } else {
            painter.role(theme.calm)
        };
        painter.text(x, area.y, area.right().saturating_sub(x), pane.name(), style);
    }
}

/// The selected claim below the text.
pub(crate) fn claim(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    for x in area.left()..area.right() {
        painter.text(x, area.y, 1, "─", painter.role(theme.faint));
    }
    let Some((_, claim)) = app.selected_claim().filter(|_| !app.claims_hidden) else {
        let text = why_none(app);
        painter.text(area.x, area.y + 1, area.width, &text, painter.role(theme.calm));
        return;
    };
    let (glyph, color) = mark(app.own_standing(claim), theme);
    painter.text(area.x, area.y + 1, 1, glyph, painter.role(color));
    let columns = area.width.saturating_sub(2);
    let detail = crate::reader::screens::article::rows::detail(&app.document.article, claim);
    let ink = painter.role(theme.ink);
    let rows = wrap(&claim.text, columns).into_iter().map(|row| (&claim.text, row, ink));
    let calm = painter.role(theme.calm);
    let remarks = crate::reader::screens::article::rows::remarks(app, claim);
    let accent = painter.role(theme.accent);
    let remarked = remarks.iter().flat_map(|text| wrap(text, columns).into_iter().map(move |row| (text, row, accent)));
    let rows = rows.chain(remarked).chain(wrap(&detail, columns).into_iter().map(|row| (&detail, row, calm)));
    for ((text, row, style), y) in rows.zip(area.y + 1..area.bottom()) {
        painter.span(area.x + 2, y, columns, text, row.span, |_| style);
    }
}

/// Why no claim shows.
fn why_none(app: &App) -> String {
    if app.claims_hidden {
        format!("Claims are hidden · {} shows them", app.key_for(Command::HideClaims))
    } else if app.document.outline.claims_of(app.place.paragraph).is_empty() {
        "This paragraph makes no claim".to_owned()
    } else {
        format!("No claim quotes these words · {} next claim", app.key_for(Command::NextClaim))
    }
}
