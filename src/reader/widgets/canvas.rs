//! Draws text into cells by grapheme, cut at the edge, without hidden or control characters.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::reader::layout::centred;
use crate::text::cells;
use crate::text::span::ByteSpan;

use crate::reader::widgets::theme::Theme;

/// The surface on which panes draw.
pub(crate) struct Painter<'a> {
    buffer: &'a mut Buffer,
    /// Colours of every role.
    pub(crate) theme: &'a Theme,
}

impl<'a> Painter<'a> {
    pub(crate) fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme }
    }

    /// The style for text of this colour on the theme's paper.
    pub(crate) fn role(&self, color: Color) -> Style {
        Style::new().fg(color).bg(self.theme.paper)
    }

    /// Fills an area with spaces.
    pub(crate) fn fill(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            self.buffer[position].reset();
            self.buffer[position].set_style(style);
        }
    }

    /// Changes the background of an area, or inverts it in a theme without colours.
    pub(crate) fn select(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        if self.theme.select == Color::Reset {
            return self.buffer.set_style(area, Style::new().add_modifier(Modifier::REVERSED));
        }
        for position in area.positions() {
            let cell = &mut self.buffer[position];
            // Cells that are already highlighted, such as matches, keep their own background and colour.
            if cell.bg == self.theme.paper {
                let style = self.theme.selected(cell.style());
                cell.set_style(style);
            }
        }
    }

    /// Dims everything drawn so far.
    pub(crate) fn recede(&mut self, area: Rect) {
        for position in area.intersection(self.buffer.area).positions() {
            let cell = &mut self.buffer[position];
            cell.set_style(Style::reset().fg(self.theme.faint).bg(self.theme.paper));
        }
    }

    /// Writes `text` from a column on, at most `columns` wide and within the buffer; returns the column after it.
    pub(crate) fn text(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
        self.span(x, y, columns, text, ByteSpan::new(0, text.len()), |_| style)
    }

    /// Writes a part of `text`, styled by the byte at which each grapheme begins; returns the column after it.
    pub(crate) fn span(
        &mut self,
        x: u16,
        y: u16,
        columns: u16,
        text: &str,
        span: ByteSpan,
        style: impl Fn(usize) -> Style,
    ) -> u16 {
        let area = self.buffer.area;
        let end = x.saturating_add(columns).min(area.right());
        let mut column = x;
        if !(area.top()..area.bottom()).contains(&y) || x < area.left() {
            return column;
        }
        for cluster in cells::clusters(text, span) {
            if column.saturating_add(cluster.columns) > end {
                break;
            }
            let cell = &mut self.buffer[(column, y)];
            cell.set_symbol(&cluster.shown);
            cell.set_style(style(cluster.at));
            for covered in 1..cluster.columns {
                let cell = &mut self.buffer[(column + covered, y)];
                cell.reset();
                cell.set_style(style(cluster.at));
            }
            column += cluster.columns;
        }
        column
    }

    /// Writes `text` so that it ends before column `right`; returns its first column.
    pub(crate) fn text_right(&mut self, right: u16, y: u16, text: &str, style: Style) -> u16 {
        let width = cells::width(text);
        let x = right.saturating_sub(width);
        self.text(x, y, width, text, style);
        x
    }

    /// A pane's title: name, rule, and the text at its right end.
    pub(crate) fn heading(&mut self, area: Rect, name: &str, focused: bool, right: &str) {
        let theme = self.theme;
        let title = if focused { self.role(theme.accent).add_modifier(Modifier::BOLD) } else { self.role(theme.calm) };
        let begin = self.text(area.x, area.y, area.width, name, title).saturating_add(1);
        let room = area.right().saturating_sub(begin.saturating_add(4));
        let right = cells::cut(right, room);
        let end = if right.is_empty() {
            area.right()
        } else {
            self.text_right(area.right(), area.y, &right, self.role(theme.calm)).saturating_sub(1)
        };
        for x in begin..end {
            self.text(x, area.y, 1, "─", self.role(theme.faint));
        }
    }

    /// A cleared box with a border in the middle of `area`; returns the area inside.
    pub(crate) fn sheet(&mut self, area: Rect, columns: u16, rows: u16, title: &str) -> Rect {
        let inside = centred(area, columns, rows);
        self.bordered(inside, title);
        inside
    }

    /// A border around `inside`, which is cleared.
    pub(crate) fn bordered(&mut self, inside: Rect, title: &str) {
        let (x, y) = (inside.x.saturating_sub(2), inside.y.saturating_sub(1));
        let outer = Rect::new(x, y, inside.width + 4, inside.height + 2);
        let paper = self.role(self.theme.ink);
        self.fill(outer, paper);
        self.border(outer);
        let style = self.role(self.theme.accent).add_modifier(Modifier::BOLD);
        self.text(inside.x, y, inside.width, &format!(" {title} "), style);
    }

    fn border(&mut self, outer: Rect) {
        let style = self.role(self.theme.calm);
        let (right, bottom) = (outer.right().saturating_sub(1), outer.bottom().saturating_sub(1));
        for x in outer.x..outer.right() {
            self.text(x, outer.y, 1, "─", style);
            self.text(x, bottom, 1, "─", style);
        }
        for y in outer.y..outer.bottom() {
            self.text(outer.x, y, 1, "│", style);
            self.text(right, y, 1, "│", style);
        }
        for (x, y, corner) in
            [(outer.x, outer.y, "╭"), (right, outer.y, "╮"), (outer.x, bottom, "╰"), (right, bottom, "╯")]
        {
            self.text(x, y, 1, corner, style);
        }
    }
}
