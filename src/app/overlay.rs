//! What lies over the panes; at most one at a time, each with its own state.

use tui_textarea::TextArea;

use super::sheet::Sheet;

/// Something that takes all keys until it is closed.
pub enum Overlay {
    /// The verdicts for the selected claim.
    Judge,
    /// The keys; first visible row.
    Help(usize),
    /// A page about something.
    Sheet(Sheet),
    /// Leaving with something unsaved?
    Leave,
    /// Who writes?
    Name(Box<NameForm>),
}

/// The question for the annotator's name, and what is done once it is answered.
pub struct NameForm {
    /// The answer so far.
    pub field: TextArea<'static>,
    /// The command that needed the name.
    pub then: super::command::Command,
}

impl NameForm {
    /// Removes the grapheme before the cursor, where the field by itself would remove a code point of it.
    pub fn erase(&mut self) {
        use unicode_segmentation::UnicodeSegmentation;
        let cursor = self.field.cursor();
        let line = self.field.lines().get(cursor.0).map_or("", String::as_str);
        let before: String = line.chars().take(cursor.1).collect();
        let points = before.graphemes(true).next_back().map_or(0, |grapheme| grapheme.chars().count());
        for _ in 0..points {
            self.field.delete_char();
        }
    }
}
