//! Selecting words of a paragraph, to copy them.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::article::Wording;
use crate::text::cells;
use crate::text::span::ByteSpan;

use super::App;
use super::command::Command;
use super::forms::{Form, Words};
use super::message::Effect;
use super::overlay::Overlay;
use super::rows::{self, TextRow};

/// A part of one paragraph; bytes on grapheme boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The paragraph.
    pub paragraph: usize,
    /// The end that stays.
    pub anchor: usize,
    /// The end that moves.
    pub head: usize,
}

impl Selection {
    /// What is selected.
    #[must_use]
    pub fn span(&self) -> ByteSpan {
        ByteSpan::new(self.anchor.min(self.head), self.anchor.max(self.head))
    }
}

impl App {
    /// Begins with the quote of the selected claim, or the paragraph's first word.
    pub(super) fn begin_selection(&mut self) {
        let Some(paragraph) = self.current_paragraph() else { return };
        let quote = self.selected_claim().and_then(|(paragraph, claim)| claim.quote_span(paragraph));
        let span = quote.unwrap_or_else(|| ByteSpan::new(0, word_after(&paragraph.text, 0)));
        let paragraph = self.place.paragraph;
        self.overlay = Some(Overlay::Select(Selection { paragraph, anchor: span.start, head: span.end }));
    }

    /// Begins a claim of one's own with the selected words; without any, selecting them comes first.
    pub(super) fn add_claim(&mut self) {
        let Some(Overlay::Select(selection)) = self.overlay else {
            self.set_focus(super::Pane::Text);
            self.begin_selection();
            return self.say("Select the words that make the claim, then a");
        };
        let paragraph = self.document.outline.paragraph(&self.document.article, selection.paragraph);
        let words = paragraph.and_then(|paragraph| Words::of(paragraph, trimmed(&paragraph.text, selection.span())));
        self.overlay = None;
        match words {
            Some(words) => self.compose(Form::OwnClaim { words, id: None }, "text"),
            None => self.say("Nothing is selected"),
        }
    }

    /// Moves the end that moves.
    pub(super) fn browse_selection(&mut self, mut selection: Selection, command: Command) {
        let Some(text) = self.document.outline.paragraph(&self.document.article, selection.paragraph) else { return };
        let text = &text.text;
        match command {
            Command::NextPane => selection.head = word_after(text, selection.head),
            Command::PreviousPane => selection.head = word_before(text, selection.head),
            Command::Next => selection.head = self.row_beside(selection, true),
            Command::Previous => selection.head = self.row_beside(selection, false),
            Command::First => selection.head = 0,
            Command::Last => selection.head = text.len(),
            Command::SwapEnds => std::mem::swap(&mut selection.anchor, &mut selection.head),
            _ => {}
        }
        self.overlay = Some(Overlay::Select(selection));
    }

    /// The byte a row further, at the same column.
    fn row_beside(&self, selection: Selection, forward: bool) -> usize {
        let Some(layout) = self.layout() else { return selection.head };
        let rows = rows::text(&self.document, selection.paragraph, layout.text_columns());
        let spans: Vec<ByteSpan> = rows
            .into_iter()
            .filter_map(|row| match row {
                TextRow::Text { span, .. } => Some(span),
                _ => None,
            })
            .collect();
        let content = self.document.outline.paragraph(&self.document.article, selection.paragraph);
        let text = content.map_or("", |content| content.text.as_str());
        let at = spans.iter().position(|span| span.contains(selection.head)).unwrap_or(spans.len().saturating_sub(1));
        let next = if forward { at + 1 } else { at.wrapping_sub(1) };
        let (Some(row), Some(beside)) = (spans.get(at), spans.get(next)) else {
            return if forward { text.len() } else { 0 };
        };
        let column = cells::width(&text[row.start..selection.head]);
        cells::byte_at(text, *beside, column)
    }

    /// Copies the selected words with their reference, and ends selecting.
    pub(super) fn copy_selection(&mut self, selection: Selection) -> Vec<Effect> {
        self.overlay = None;
        let Some(content) = self.document.outline.paragraph(&self.document.article, selection.paragraph) else {
            return Vec::new();
        };
        let words = content.text.get(selection.span().range()).unwrap_or("").trim();
        if words.is_empty() {
            self.say("Nothing is selected");
            return Vec::new();
        }
        let head = &self.document.article.head;
        let label = if head.wording == Wording::Retold { "our paraphrase of " } else { "" };
        let number = selection.paragraph + 1;
        let outlet = head.outlet.as_ref().map_or(String::new(), |outlet| format!(", {outlet}"));
        let text = format!("“{words}”\n{label}{}{outlet}, ¶{number}\n", head.title);
        self.say("Copied the selection and its reference, where the terminal lets programs copy");
        vec![Effect::Copy(text)]
    }
}

/// A span without the space at its ends.
fn trimmed(text: &str, span: ByteSpan) -> ByteSpan {
    let part = text.get(span.range()).unwrap_or("");
    let start = span.start + (part.len() - part.trim_start().len());
    ByteSpan::new(start, start + part.trim().len())
}

/// The end of the word that begins at `from` or after it.
fn word_after(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    let mut words = rest.split_word_bound_indices().filter(|(_, word)| word.chars().any(char::is_alphanumeric));
    words.next().map_or(text.len(), |(at, word)| from + at + word.len())
}

/// The beginning of the word that ends at `from` or before it.
fn word_before(text: &str, from: usize) -> usize {
    let before = text.get(..from).unwrap_or("");
    let mut words = before.split_word_bound_indices().rev().filter(|(_, word)| word.chars().any(char::is_alphanumeric));
    words.next().map_or(0, |(at, _)| at)
}
