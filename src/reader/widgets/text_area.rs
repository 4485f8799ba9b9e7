//! A box for several soft-wrapped lines: by grapheme, with undo, selection and paste.
//!
//! The text area of the library keeps the text and its history. This code takes over where the library would depend on
//! its latest drawing (rows, clicks) or would split a grapheme.

use std::cmp::Ordering;

use tui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use crate::reader::key::Key;
use crate::text::cells;
use crate::text::span::ByteSpan;
use crate::text::wrap::wrap;

/// Several lines of text with a cursor.
#[derive(Default)]
pub struct TextBox {
    area: TextArea<'static>,
    /// Where the mouse button went down: the line, and the bytes of the grapheme.
    pressed: (usize, ByteSpan),
}

/// A row of the box: a part of one of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoxRow {
    /// Index of the line.
    pub line: usize,
    /// Bytes of the line.
    pub span: ByteSpan,
}

impl TextBox {
    /// A box with `text`, and the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_max_histories(1000);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, ..Self::default() }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Its lines, without line breaks.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// Replaces the whole text; undo restores it.
    pub fn replace(&mut self, text: &str) {
        self.area.select_all();
        self.area.cut();
        self.area.insert_str(clean(text));
    }

    /// Selects all of it, so that what is typed next takes its place.
    pub fn select_all(&mut self) {
        self.area.select_all();
    }

    /// Selects nothing; the text stays.
    pub fn unselect(&mut self) {
        self.area.cancel_selection();
    }

    /// Its rows when wrapped to this width; at least one.
    #[must_use]
    pub fn rows(&self, columns: u16) -> Vec<BoxRow> {
        let lines = self.area.lines().iter().enumerate();
        lines
            .flat_map(|(line, text)| {
                wrap(text, columns.max(2) - 1).into_iter().map(move |row| BoxRow { line, span: row.span })
            })
            .collect()
    }

    /// Row and column of the cursor in this many columns.
    #[must_use]
    pub fn cursor(&self, columns: u16) -> (usize, u16) {
        let (line, byte) = self.place();
        let rows = self.rows(columns);
        let last = |row: &BoxRow| row.span.end == self.line(line).len();
        let holds =
            |row: &BoxRow| row.line == line && (row.span.contains(byte) || (last(row) && byte >= row.span.start));
        let at = rows.iter().position(holds).unwrap_or(0);
        let start = rows.get(at).map_or(0, |row| row.span.start);
        (at, cells::width(self.line(line).get(start..byte).unwrap_or("")))
    }

    /// The selected bytes of a line; `None` if nothing of it is selected.
    #[must_use]
    pub fn selected(&self, line: usize) -> Option<ByteSpan> {
        let ((first, start), (last, end)) = self.area.selection_range()?;
        if line < first || line > last {
            return None;
        }
        let text = self.line(line);
        let from = if line == first { byte_of(text, start) } else { 0 };
        let to = if line == last { byte_of(text, end) } else { text.len() };
        Some(ByteSpan::new(from, to))
    }

    /// Handles an unbound key; returns text for the clipboard if something was copied.
    pub fn type_key(&mut self, key: &Key, columns: u16) -> Option<String> {
        let name = key.0.as_str();
        if let Some(motion) = name.strip_prefix("S-").filter(|motion| *motion != "Tab") {
            if !self.area.is_selecting() {
                self.area.start_selection();
            }
            self.go(motion, columns);
            return None;
        }
        match name {
            "A-a" => self.area.select_all(),
            "C-x" | "A-w" => {
                let copied = self.selection();
                if name == "C-x" {
                    self.area.cut();
                } else {
                    self.area.cancel_selection();
                }
                return copied;
            }
            "C-v" | "C-y" => {
                self.area.paste();
            }
            "Backspace" | "C-h" => self.erase(false),
            "Delete" | "C-d" => self.erase(true),
            "C-w" | "A-Backspace" => {
                self.area.delete_word();
            }
            "C-u" => {
                self.area.delete_line_by_head();
            }
            "C-k" => {
                self.area.delete_line_by_end();
            }
            "Enter" => self.area.insert_newline(),
            _ => {
                if let Some(text) = key.typed() {
                    self.area.insert_str(text);
                } else {
                    self.area.cancel_selection();
                    self.go(name, columns);
                }
            }
        }
        None
    }

    /// Inserts pasted text. Of its control characters only line breaks and tabs stay.
    pub fn paste(&mut self, text: &str) {
        self.area.insert_str(clean(text));
    }

    /// Undoes the word typed or erased last; returns whether there was one.
    pub fn undo(&mut self) -> bool {
        self.step_by_word(TextArea::undo, TextArea::redo)
    }

    /// Redoes the word undone last; returns whether there was one.
    pub fn redo(&mut self) -> bool {
        self.step_by_word(TextArea::redo, TextArea::undo)
    }

    /// Merges single letters of one kind into one step until a word begins or ends. Any larger change is a step of its
    /// own.
    fn step_by_word(
        &mut self,
        step: fn(&mut TextArea<'static>) -> bool,
        back: fn(&mut TextArea<'static>) -> bool,
    ) -> bool {
        let before = self.text();
        if !step(&mut self.area) {
            return false;
        }
        let Some(mut last) = one_letter(&before, &self.text()) else { return true };
        loop {
            let now = self.text();
            if !step(&mut self.area) {
                return true;
            }
            match one_letter(&now, &self.text()) {
                Some(next) if next.grows == last.grows && !begins_word(last, next) => last = next,
                _ => {
                    back(&mut self.area);
                    return true;
                }
            }
        }
    }

    /// Puts the cursor at a cell.
    pub fn click(&mut self, row: usize, column: u16, columns: u16) {
        self.area.cancel_selection();
        self.pressed = self.letter_at(row, column, columns);
        self.jump(row, column, columns);
    }

    /// Selects from the clicked letter to the one at a cell, inclusive.
    pub fn drag(&mut self, row: usize, column: u16, columns: u16) {
        let ((from_line, from), (to_line, to)) = (self.pressed, self.letter_at(row, column, columns));
        let (anchor, head) = match to_line.cmp(&from_line) {
            Ordering::Less => (from.end, to.start),
            Ordering::Equal => cells::stretch(from, to),
            Ordering::Greater => (from.start, to.end),
        };
        self.area.cancel_selection();
        self.put(from_line, anchor);
        self.area.start_selection();
        self.put(to_line, head);
    }

    /// The letter at a cell: its line and bytes.
    fn letter_at(&self, row: usize, column: u16, columns: u16) -> (usize, ByteSpan) {
        let rows = self.rows(columns);
        let there = rows.get(row.min(rows.len().saturating_sub(1)));
        there.map_or((0, ByteSpan::new(0, 0)), |there| {
            (there.line, cells::grapheme_at(self.line(there.line), there.span, column))
        })
    }

    fn jump(&mut self, row: usize, column: u16, columns: u16) {
        let rows = self.rows(columns);
        let Some(there) = rows.get(row.min(rows.len().saturating_sub(1))) else { return };
        let byte = cells::byte_at(self.line(there.line), there.span, column);
        // In a soft-wrapped line, the end of a row is the beginning of the next.
        let next_begins = byte == there.span.end && byte < self.line(there.line).len();
        let byte = if next_begins { grapheme_before(self.line(there.line), byte) } else { byte };
        self.put(there.line, byte);
    }

    fn go(&mut self, motion: &str, columns: u16) {
        let (row, column) = self.cursor(columns);
        let (line, byte) = self.place();
        match motion {
            "Up" if row > 0 => self.jump(row - 1, column, columns),
            "Down" => self.jump(row + 1, column, columns),
            "PgUp" => self.jump(row.saturating_sub(10), column, columns),
            "PgDn" => self.jump(row + 10, column, columns),
            "Left" if byte > 0 => {
                let before = grapheme_before(self.line(line), byte);
                self.put(line, before);
            }
            "Left" => self.area.move_cursor(CursorMove::Back),
            "Right" => match self.line(line)[byte..].graphemes(true).next().map(str::len) {
                Some(length) => self.put(line, byte + length),
                None => self.area.move_cursor(CursorMove::Forward),
            },
            "C-Left" | "A-b" => self.area.move_cursor(CursorMove::WordBack),
            "C-Right" | "A-f" => self.area.move_cursor(CursorMove::WordForward),
            "Home" | "C-a" => self.jump(row, 0, columns),
            "End" | "C-e" => self.jump(row, u16::MAX, columns),
            "C-Home" => self.area.move_cursor(CursorMove::Top),
            "C-End" => self.area.move_cursor(CursorMove::Bottom),
            _ => {}
        }
    }

    /// Removes the selection, or a grapheme before or after the cursor.
    fn erase(&mut self, forward: bool) {
        let (line, byte) = self.place();
        let text = self.line(line);
        let grapheme =
            if forward { text[byte..].graphemes(true).next() } else { text[..byte].graphemes(true).next_back() };
        let points = if self.area.is_selecting() { 1 } else { grapheme.map_or(1, |grapheme| grapheme.chars().count()) };
        for _ in 0..points {
            if forward {
                self.area.delete_next_char();
            } else {
                self.area.delete_char();
            }
        }
    }

    fn selection(&self) -> Option<String> {
        let parts = (0..self.lines().len()).filter_map(|line| Some(&self.line(line)[self.selected(line)?.range()]));
        let text = parts.collect::<Vec<_>>().join("\n");
        (!text.is_empty()).then_some(text)
    }

    fn line(&self, line: usize) -> &str {
        self.area.lines().get(line).map_or("", String::as_str)
    }

    /// Line and byte of the cursor.
    fn place(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, byte_of(self.line(cursor.0), cursor.1))
    }

    fn put(&mut self, line: usize, byte: usize) {
        let points = self.line(line).get(..byte).map_or(0, |before| before.chars().count());
        let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(narrow(line), narrow(points)));
    }
}

/// A letter added or removed in one step.
#[derive(Clone, Copy)]
struct OneLetter {
    grows: bool,
    is_space: bool,
}

/// The single letter in which two states differ; `None` if they differ in more.
fn one_letter(before: &str, after: &str) -> Option<OneLetter> {
    let (short, long) = if before.len() < after.len() { (before, after) } else { (after, before) };
    let same = short.chars().zip(long.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8());
    let at: usize = same.sum();
    let letter = long.get(at..)?.chars().next()?;
    let is_one = short.get(at..) == long.get(at + letter.len_utf8()..);
    is_one.then(|| OneLetter { grows: before.len() < after.len(), is_space: letter.is_whitespace() })
}

/// Whether a step ends with `last`: letters go together with the white space after them.
const fn begins_word(last: OneLetter, next: OneLetter) -> bool {
    if last.grows { last.is_space && !next.is_space } else { !last.is_space && next.is_space }
}

fn grapheme_before(text: &str, byte: usize) -> usize {
    text[..byte].graphemes(true).next_back().map_or(0, |grapheme| byte - grapheme.len())
}

fn byte_of(text: &str, points: usize) -> usize {
    text.char_indices().nth(points).map_or(text.len(), |(at, _)| at)
}

/// Converts all line breaks to one kind, keeps tabs, and drops other control characters.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(start: &str, keys: &str) -> TextBox {
        let mut text = TextBox::new(start);
        for key in keys.split_whitespace() {
            text.type_key(&Key::named(key), 20);
        }
        text
    }

    #[test]
    fn moving_and_erasing_go_by_grapheme() {
        assert_eq!(typed("ne\u{301}e", "Left Backspace").text(), "ne");
        assert_eq!(typed("a👨‍👩‍👧b", "Left Left Delete").text(), "ab");
        assert_eq!(typed("ab", "Left Enter").text(), "a\nb");
    }

    #[test]
    fn up_and_down_go_by_row_of_the_screen() {
        let text = "one two three four five six seven";
        let boxed = typed(text, "Up");
        assert_eq!(boxed.cursor(20).0, boxed.rows(20).len() - 2);
        assert_eq!(typed(text, "Up Home x").text(), format!("x{text}"));
        assert_eq!(typed(text, "Home x").text(), "one two three four xfive six seven");
    }

    #[test]
    fn a_selection_is_copied_cut_and_restored() {
        let mut text = typed("harbour dues", "S-Left S-Left S-Left S-Left");
        assert_eq!(text.type_key(&Key::named("C-x"), 20), Some("dues".to_owned()));
        assert_eq!(text.text(), "harbour ");
        text.type_key(&Key::named("C-v"), 20);
        assert_eq!(text.text(), "harbour dues");
        assert!(text.undo());
        assert_eq!(text.text(), "harbour ");
    }

    #[test]
    fn typing_is_undone_and_redone_by_word() {
        let mut text = typed("", "o n e Space t w o Space Space t h r e e");
        for left in ["one two  ", "one ", ""] {
            assert!(text.undo());
            assert_eq!(text.text(), left);
        }
        assert!(!text.undo());
        for back in ["one ", "one two  ", "one two  three"] {
            assert!(text.redo());
            assert_eq!(text.text(), back);
        }
        text.paste(" four five");
        text.undo();
        assert_eq!(text.text(), "one two  three", "a paste is one step");
    }

    #[test]
    fn erased_letters_come_back_by_word() {
        let mut text = typed("one two", "Backspace Backspace Backspace Backspace Backspace");
        assert_eq!(text.text(), "on");
        text.undo();
        text.undo();
        assert_eq!(text.text(), "one two");
    }

    #[test]
    fn the_line_is_cleared_to_its_start() {
        assert_eq!(typed("one two", "Left Left C-u").text(), "wo");
    }

    #[test]
    fn pasted_controls_are_dropped_and_lines_kept() {
        let mut text = TextBox::new("");
        text.paste("a\r\nb\u{1b}[31mc\td");
        assert_eq!(text.text(), "a\nb[31mc\td");
    }
}
