//! The selection of words in a paragraph, for copying.

pub(crate) mod motions;
pub(crate) mod screen;
pub mod state;

use crate::model::article::Wording;
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::screens::select::state::Selection;
use crate::text::cells;
use crate::text::span::ByteSpan;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::article::rows;
use crate::reader::screens::article::rows::TextRow;
use crate::reader::screens::form::forms::Words;
use crate::reader::screens::select::motions::Unit;

impl App {
    /// Selects the first word of the current match, of the selected claim's quote, or of the paragraph.
    pub(crate) fn begin_selection(&mut self) {
        let Some(paragraph) = self.current_paragraph() else { return };
        let quote = || self.selected_claim().and_then(|(paragraph, claim)| claim.quote_span(paragraph));
        let at = self.current_match().or_else(quote).map_or(0, |words| words.start);
        let word = motions::word_at(&paragraph.text, at);
        let paragraph = self.place.paragraph;
        let selection = Selection { paragraph, anchor: word.start, head: word.end, extends: false };
        self.overlay = Some(Overlay::Select(selection));
    }

    /// Begins a claim of the annotator's own with the selected words; without a selection, starts one.
    pub(crate) fn add_claim(&mut self) {
        let Some(Overlay::Select(selection)) = self.overlay else {
            self.set_focus(crate::reader::place::Pane::Text);
            self.begin_selection();
            let key = self.key_in(Scope::Select, Command::AddClaim);
            return self.say(format!("Select the words that make the claim, then press {key}"));
        };
        let paragraph = self.document.outline.paragraph(&self.document.article, selection.paragraph);
        let words = paragraph.and_then(|paragraph| Words::of(paragraph, trimmed(&paragraph.text, selection.span())));
        self.overlay = None;
        match words {
            Some(words) => self.compose(Form::OwnClaim { words, id: None }, "text"),
            None => self.say("Nothing is selected"),
        }
    }

    /// Moves the head of the selection.
    pub(crate) fn browse_selection(&mut self, mut selection: Selection, command: Command) {
        let Some(text) = self.document.outline.paragraph(&self.document.article, selection.paragraph) else { return };
        let text = &text.text;
        let unit = match command {
            Command::NextPane | Command::PreviousPane => Some(Unit::Word),
            Command::NextSection | Command::PreviousSection => Some(Unit::Clause),
            Command::NextClaim | Command::PreviousClaim => Some(Unit::Sentence),
            _ => None,
        };
        let forward = matches!(command, Command::NextPane | Command::NextSection | Command::NextClaim);
        match command {
            _ if unit.is_some_and(|_| !selection.extends) => {
                let unit = unit.unwrap_or(Unit::Word);
                let next = motions::beside(text, selection.span(), unit, forward);
                (selection.anchor, selection.head) = (next.start, next.end);
            }
            _ if unit.is_some() => {
                selection.head = motions::edge(text, selection.head, unit.unwrap_or(Unit::Word), forward);
            }
            Command::Next => selection.move_to(self.row_beside(selection, true), text),
            Command::Previous => selection.move_to(self.row_beside(selection, false), text),
            Command::First => selection.move_to(0, text),
            Command::Last => selection.move_to(text.len(), text),
            Command::SwapEnds => std::mem::swap(&mut selection.anchor, &mut selection.head),
            Command::Extend => selection.extends = !selection.extends,
            _ => {}
        }
        self.overlay = Some(Overlay::Select(selection));
    }

    /// The byte one row up or down, in the same column.
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

    /// Copies the selected words with their reference, and ends the selection.
    pub(crate) fn copy_selection(&mut self, selection: Selection) -> Vec<Effect> {
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
        self.say("Copied the selection with its reference, if the terminal allows copying");
        vec![Effect::Copy(text)]
    }
}

/// A span without white space at its ends.
fn trimmed(text: &str, span: ByteSpan) -> ByteSpan {
    let part = text.get(span.range()).unwrap_or("");
    let start = span.start + (part.len() - part.trim_start().len());
    ByteSpan::new(start, start + part.trim().len())
}
