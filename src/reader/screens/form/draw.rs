//! A form in which something is written.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::reader::app::App;
use crate::reader::overlay::Overlay;
use crate::reader::screens::form::layout::{ComposeBox, ComposeLine, choice_rows};
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};
use crate::text::cells;

use crate::reader::widgets::canvas::Painter;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>) -> Option<Position> {
    let Some(Overlay::Compose(compose)) = &app.overlay else { return None };
    let form = app.compose_box()?;
    let inside = form.inside;
    painter.bordered(inside, &compose.form.title());
    for (line, y) in form.lines.iter().skip(form.top).zip(inside.top()..inside.bottom()) {
        let theme = painter.theme;
        match line {
            ComposeLine::Blank => {}
            ComposeLine::About(text) | ComposeLine::More(text) => {
                painter.text(inside.x, y, inside.width, text, painter.role(theme.calm));
            }
            ComposeLine::Doubt(text) => {
                let x = inside.x + form.labels;
                painter.text(x, y, form.columns(), text, painter.role(theme.refuted));
            }
            ComposeLine::Explanation(text) => {
                painter.text(inside.x, y, inside.width, text, painter.role(theme.ink));
            }
            ComposeLine::Remark(text) => {
                painter.text(inside.x, y, inside.width, text, painter.role(theme.accent));
            }
            ComposeLine::Field(index, row) => draw_field(painter, &form, compose, *index, *row, y),
        }
    }
    let above = form.top;
    if above > 0 {
        let style = painter.role(painter.theme.accent);
        painter.text_right(inside.right(), inside.y.saturating_sub(1), &format!(" {above} more above "), style);
    }
    crate::reader::screens::detail::draw::more(
        painter,
        inside,
        form.lines.len().saturating_sub(above + usize::from(inside.height)),
    );
    cursor(&form, compose)
}

fn draw_field(painter: &mut Painter<'_>, form: &ComposeBox, compose: &Compose, index: usize, row: usize, y: u16) {
    let (inside, field) = (form.inside, &compose.fields[index]);
    let (theme, current) = (painter.theme, index == compose.at);
    if row == 0 {
        let style =
            if current { painter.role(theme.accent).add_modifier(Modifier::BOLD) } else { painter.role(theme.calm) };
        painter.text(inside.x, y, form.labels.saturating_sub(1), field.label, style);
    }
    let area = Rect { x: inside.x + form.labels, y, width: form.columns(), height: 1 };
    if matches!(field.kind, FieldKind::Choice(..)) {
        draw_choice(painter, area, compose, index, row);
    } else {
        draw_text(painter, area, field, row);
    }
    if current {
        painter.select(Rect { x: area.x.saturating_sub(1), width: area.width + 1, ..area });
    }
}

fn draw_choice(painter: &mut Painter<'_>, area: Rect, compose: &Compose, index: usize, row: usize) {
    let chosen = compose.fields[index].text.text();
    for (column, word) in choice_rows(compose, index, area.width).get(row).into_iter().flatten() {
        let is_chosen = *word == chosen;
        let (sign, color) = if is_chosen { ("◉", painter.theme.focus) } else { ("○", painter.theme.calm) };
        let style = painter.role(color);
        let x = painter.text(area.x + column, area.y, 1, sign, style) + 1;
        let style = if is_chosen { style.add_modifier(Modifier::BOLD) } else { style };
        painter.text(x, area.y, area.right().saturating_sub(x), word, style);
    }
}

fn draw_text(painter: &mut Painter<'_>, area: Rect, field: &FormField, row: usize) {
    if field.text.is_empty() && row == 0 {
        let style = painter.role(painter.theme.calm).add_modifier(Modifier::ITALIC);
        painter.text(area.x, area.y, area.width, &cells::cut(field.hint, area.width), style);
        return;
    }
    let rows = field.text.rows(area.width);
    let Some(part) = rows.get(row) else { return };
    let Some(line) = field.text.lines().get(part.line) else { return };
    let ink = painter.role(painter.theme.ink);
    let marked = painter.theme.hit(ink);
    let selected = field.text.selected(part.line);
    let style = |byte: usize| -> Style { if selected.is_some_and(|span| span.contains(byte)) { marked } else { ink } };
    painter.span(area.x, area.y, area.width, line, part.span, style);
}

fn cursor(form: &ComposeBox, compose: &Compose) -> Option<Position> {
    let field = compose.fields.get(compose.at)?;
    let (row, column) = match field.kind {
        FieldKind::Choice(..) => chosen_cell(compose, form.columns()),
        _ => field.text.cursor(form.columns()),
    };
    let line = form.lines.iter().position(|line| *line == ComposeLine::Field(compose.at, row))?;
    let y = form.inside.y + u16::try_from(line.checked_sub(form.top)?).ok()?;
    let x = (form.inside.x + form.labels + column).min(form.inside.right().saturating_sub(1));
    (y < form.inside.bottom()).then_some(Position::new(x, y))
}

fn chosen_cell(compose: &Compose, columns: u16) -> (usize, u16) {
    let chosen = compose.fields[compose.at].text.text();
    let rows = choice_rows(compose, compose.at, columns);
    let cells =
        rows.iter().enumerate().flat_map(|(row, cells)| cells.iter().map(move |(column, word)| (row, *column, *word)));
    cells.into_iter().find(|(_, _, word)| *word == chosen).map_or((0, 0), |(row, column, _)| (row, column))
}
