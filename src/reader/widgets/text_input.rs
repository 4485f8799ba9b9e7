//! A line to type into.

use crate::reader::key::Key;
use tui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

/// One line of text with a cursor.
#[derive(Default)]
pub struct Field {
    area: TextArea<'static>,
    /// Whether all of it is selected because it was there from the beginning.
    offered: bool,
}

impl Field {
    /// An empty line, which shows `placeholder` until something is typed.
    #[must_use]
    pub fn new(placeholder: &str) -> Self {
        let mut area = TextArea::default();
        area.set_placeholder_text(placeholder);
        Self { area, offered: false }
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// What was typed before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> String {
        self.text().chars().take(self.area.cursor().1).collect()
    }

    /// What to show while nothing is typed.
    #[must_use]
    pub fn placeholder(&self) -> &str {
        self.area.placeholder_text()
    }

    /// Selects the text, so that typing takes its place and a motion keeps it.
    pub fn offer(&mut self) {
        self.offered = !self.text().is_empty();
    }

    /// Whether typing takes the place of the text.
    #[must_use]
    pub const fn is_offered(&self) -> bool {
        self.offered
    }

    /// Takes out what is offered; whether anything was.
    fn take_offered(&mut self) -> bool {
        let was = std::mem::take(&mut self.offered);
        if was {
            self.area.select_all();
            self.area.cut();
        }
        was
    }

    /// Takes a key that is bound to nothing else.
    pub fn type_key(&mut self, key: &Key) {
        let erases = matches!(key.0.as_str(), "Backspace" | "C-h" | "C-w" | "C-u");
        let replaces = erases || key.typed().is_some();
        // Erasing takes all of the offered text, and has nothing left to do.
        if replaces && self.take_offered() && erases {
            return;
        }
        self.offered = false;
        match key.0.as_str() {
            "Backspace" | "C-h" => self.erase(),
            "C-w" => {
                self.area.delete_word();
            }
            "C-u" => {
                self.area.delete_line_by_head();
            }
            "Left" => self.area.move_cursor(CursorMove::Back),
            "Right" => self.area.move_cursor(CursorMove::Forward),
            "Home" | "C-a" => self.area.move_cursor(CursorMove::Head),
            "End" | "C-e" => self.area.move_cursor(CursorMove::End),
            _ => {
                if let Some(text) = key.typed() {
                    self.area.insert_str(text);
                }
            }
        }
    }

    /// Takes pasted text as one line: a break or a tab within it is a space, other controls are left out.
    pub fn paste(&mut self, text: &str) {
        self.take_offered();
        let text = text.trim_end_matches(['\n', '\r']).replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
        self.area.insert_str(text.replace(char::is_control, ""));
    }

    /// Puts another text in place of what was typed.
    pub fn replace(&mut self, text: &str) {
        self.area.select_all();
        self.area.cut();
        self.area.insert_str(text);
    }

    /// Removes the grapheme before the cursor, where the text area by itself would remove a code point of it.
    fn erase(&mut self) {
        let before = self.before_cursor();
        let points = before.graphemes(true).next_back().map_or(0, |grapheme| grapheme.chars().count());
        for _ in 0..points {
            self.area.delete_char();
        }
    }
}
