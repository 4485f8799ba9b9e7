//! What is on the screen.

use nutgraf::reader::draw;
use nutgraf::reader::draw::Look;
use nutgraf::reader::message::Message;
use nutgraf::reader::widgets::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;

use super::Journey;

impl Journey {
    pub(super) fn draw(&mut self) {
        let mut terminal = Terminal::new(TestBackend::new(self.app.size.width, self.app.size.height)).unwrap();
        terminal.draw(|frame| draw::draw(&self.app, Look::default(), frame)).unwrap();
        if self.frame > 0 && self.app.waits_to_be_shown() {
            self.tell(Message::Shown(self.moment()));
        }
        let buffer = terminal.backend().buffer();
        let row = |y: u16| {
            let (mut row, mut covered) = (String::new(), 0);
            for x in 0..buffer.area.width {
                // A wide letter covers the cell after it.
                if x >= covered {
                    row.push_str(buffer[(x, y)].symbol());
                    covered = x + nutgraf::text::cells::width(buffer[(x, y)].symbol());
                }
            }
            row
        };
        self.screen = (0..buffer.area.height).map(|y| row(y) + "\n").collect();
        let cursor = terminal.backend_mut().cursor_position();
        self.cursor = cursor;
        self.cursor_row = if cursor.y < self.app.size.height {
            self.screen.lines().nth(cursor.y.into()).unwrap_or("").to_owned()
        } else {
            String::new()
        };
    }

    /// Lays everything out for a window of this size, without drawing.
    pub(crate) fn laid_out_for(mut self, columns: u16, rows: u16) -> Self {
        self.tell(Message::Resize(columns, rows));
        self
    }

    /// Draws the layout for one size into a window of another.
    pub(crate) fn draws_into(&self, columns: u16, rows: u16) {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| draw::draw(&self.app, Look::default(), frame)).unwrap();
        let at = terminal.backend_mut().cursor_position();
        let window = ratatui::layout::Rect::new(0, 0, columns, rows);
        assert!(window.is_empty() || window.contains(at), "the cursor is at {at:?} of {window:?}");
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.tell(Message::Resize(columns, rows));
        self.draw();
        self
    }

    pub(crate) fn sees(&self, text: &str) {
        assert!(self.screen.contains(text), "`{text}` is not to be seen on\n{}", self.screen);
    }

    /// The rows of the screen that contain these words.
    pub(crate) fn screen_rows_with(&self, text: &str) -> Vec<String> {
        self.screen.lines().filter(|row| row.contains(text)).map(str::to_owned).collect()
    }

    pub(crate) fn shows(self, text: &str) -> Self {
        self.sees(text);
        self
    }

    pub(crate) fn lacks(self, text: &str) -> Self {
        assert!(!self.screen.contains(text), "`{text}` is to be seen on\n{}", self.screen);
        self
    }

    /// The row below the one with `words` shows `below`.
    pub(crate) fn row_after(self, words: &str, below: &str) -> Self {
        let mut rows = self.screen.lines().skip_while(|row| !row.contains(words)).skip(1);
        assert!(
            rows.next().is_some_and(|row| row.contains(below)),
            "`{below}` is not below `{words}` on\n{}",
            self.screen
        );
        self
    }

    /// The words underlined on the selection's background, as one line.
    pub(crate) fn quoted(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.app.size.width, self.app.size.height)).unwrap();
        terminal.draw(|frame| draw::draw(&self.app, Look::default(), frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let select = Theme::of(self.app.theme).select;
        let row = |y: u16| {
            let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
            let quoted = cells.filter(|cell| cell.bg == select && cell.modifier.contains(Modifier::UNDERLINED));
            quoted.map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        let rows: Vec<String> = (0..buffer.area.height).map(row).collect();
        rows.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words highlighted as found, row by row.
    pub(crate) fn marks(&self) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(self.app.size.width, self.app.size.height)).unwrap();
        terminal.draw(|frame| draw::draw(&self.app, Look::default(), frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let accent = Theme::of(self.app.theme).accent;
        let mut marks: Vec<String> = Vec::new();
        let mut goes_on = false;
        for y in 0..buffer.area.height {
            for x in 0..buffer.area.width {
                let cell = &buffer[(x, y)];
                match marks.last_mut().filter(|_| goes_on) {
                    _ if cell.bg != accent => {}
                    Some(mark) => mark.push_str(cell.symbol()),
                    None => marks.push(cell.symbol().to_owned()),
                }
                goes_on = cell.bg == accent;
            }
            goes_on = false;
        }
        marks
    }

    pub(crate) fn cursor_on(self, text: &str) -> Self {
        assert!(self.cursor_row.contains(text), "the cursor is on `{}`", self.cursor_row);
        self
    }

    /// The first cell, by column, of the first occurrence of these words on the screen.
    pub(super) fn cell_of(&self, words: &str) -> (u16, u16) {
        let (row, line) = self.screen.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
        let before = &line[..line.find(words).unwrap()];
        (nutgraf::text::cells::width(before), u16::try_from(row).unwrap())
    }

    /// The column of these words on the screen.
    pub(crate) fn column_of(&self, words: &str) -> u16 {
        self.cell_of(words).0
    }

    pub(crate) fn cursor_is_on_a_cell(&self) {
        let (size, at) = (self.app.size, self.cursor);
        assert!(size.is_empty() || size.contains(at), "the cursor is at {at:?} of {size:?}");
    }

    /// The cursor is on the selection of the focused pane.
    pub(crate) fn selection_is_in_sight(&self) {
        let bright = self.app.overlay.is_some() || !self.cursor_row.trim().is_empty();
        assert!(bright, "the cursor is on an empty row of\n{}", self.screen);
    }
}
