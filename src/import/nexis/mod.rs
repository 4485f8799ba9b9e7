//! Articles of Nexis, whatever file they come in: head, labels, body, labels.

mod head;
mod labels;
pub(super) mod word;

use crate::import::block::{Block, BlockKind};
use crate::import::document::{Document, Field};
use crate::import::error::ImportError;
use crate::import::fields;
use crate::import::nexis::labels::Label;
use crate::import::passage;
use crate::import::passage::Passage;

/// The sentence in place of an article that Nexis could not deliver.
const ERROR: &str = "there is an error in this document and it is not possible to display it";
/// The last line of an article of Nexis Uni.
pub(super) const END: &str = "End of Document";

/// Reads one article.
///
/// # Errors
///
/// When there is no text in it, or an error of Nexis in place of it.
pub(super) fn article(passages: &[Passage]) -> Result<Document, ImportError> {
    let mut reader = Reader { document: Document::default(), part: Part::Head, head: Vec::new() };
    let line = passages.first().map(|passage| passage.line);
    for passage in passages.iter().filter(|passage| !passage.is_blank()) {
        if passage.text.contains(ERROR) {
            let why = "Nexis delivered an error in place of the article".to_owned();
            return Err(ImportError::NoArticle { why, line });
        }
        if passage.text.trim() == END {
            break;
        }
        reader.passage(passage);
    }
    reader.end_head();
    let document = reader.document;
    if document.has_text() {
        return Ok(document);
    }
    let title = document.metadata.title.map_or("an article".to_owned(), |title| format!("“{}”", title.value));
    Err(ImportError::NoArticle { why: format!("{title} has no text"), line })
}

/// Where in an article the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before the first label: outlet, date, title.
    Head,
    /// Among the labels before the text. One without a value waits for it.
    Labels { waiting: Option<Label> },
    /// In the text; `marked` when a label said that it begins.
    Body { marked: bool },
    /// Behind the text.
    Tail { label: Label },
}

struct Reader<'p> {
    document: Document,
    part: Part,
    head: Vec<&'p Passage>,
}

impl<'p> Reader<'p> {
    fn passage(&mut self, passage: &'p Passage) {
        if let Some((label, start)) = self.label(passage) {
            self.labelled(label, passage, passage.text[start..].trim());
            return;
        }
        match self.part {
            Part::Head => self.head.push(passage),
            Part::Labels { waiting: Some(label) } => {
                self.value(label, &passage.text, passage.line);
                self.part = Part::Labels { waiting: None };
            }
            Part::Labels { waiting: None } => {
                self.part = Part::Body { marked: false };
                self.body(passage);
            }
            Part::Tail { .. } if is_copyright(&passage.text) => self.rights(passage),
            Part::Body { .. } | Part::Tail { label: Label::Correction } => self.body(passage),
            Part::Tail { label: Label::Graphic } => self.value(Label::Graphic, &passage.text, passage.line),
            Part::Tail { .. } => {}
        }
    }

    /// The label that a passage begins with, and where its value begins. Labels are bold; before the text they
    /// count even where a conversion has lost that. In the text a bold word with a colon may be the author's.
    fn label(&self, passage: &Passage) -> Option<(Label, usize)> {
        let in_body = matches!(self.part, Part::Body { .. });
        let is_marked = passage.is_bold() || passage.text.trim().ends_with(':');
        if let Some(label) = labels::whole(&passage.text).filter(|_| is_marked) {
            return (!in_body || label.ends_text()).then_some((label, passage.text.len()));
        }
        let (label, start) = labels::at_start(&passage.text)?;
        let word = &passage.text[..start];
        let is_databases = !word.contains(char::is_lowercase) || word.contains('-');
        (!in_body || passage.bold + 1 >= start && is_databases).then_some((label, start))
    }

    fn labelled(&mut self, label: Label, passage: &Passage, value: &str) {
        let in_text = matches!(self.part, Part::Body { .. } | Part::Tail { .. });
        if self.part == Part::Head {
            self.end_head();
        }
        if label == Label::Body {
            self.part = Part::Body { marked: true };
            return;
        }
        if !value.is_empty() {
            self.value(label, value, passage.line);
        }
        self.part = match (label, in_text) {
            (Label::Correction, _) => {
                self.correction(passage, value);
                Part::Tail { label }
            }
            (_, true) => Part::Tail { label },
            (_, false) => Part::Labels { waiting: value.is_empty().then_some(label) },
        };
    }

    fn value(&mut self, label: Label, value: &str, line: usize) {
        let metadata = &mut self.document.metadata;
        match label {
            Label::Byline => metadata.byline = fields::byline(value),
            Label::Length => self.document.stated_words = fields::count(value),
            Label::Language => metadata.language = fields::language(value),
            Label::Highlight => metadata.subtitle = metadata.subtitle.take().or(Field::stated(value)),
            Label::Dateline => self.document.blocks.push(Block::new(BlockKind::Dateline, value, line)),
            Label::CorrectionDate => metadata.revised = fields::day(value, &mut self.document.notices),
            Label::Graphic => self.document.blocks.push(Block::new(BlockKind::Caption, value, line)),
            _ => {}
        }
    }

    /// The outlet's correction is a section of its own, under its label.
    fn correction(&mut self, passage: &Passage, value: &str) {
        let label = passage.text[..passage.text.len() - value.len()].trim().trim_end_matches(':');
        self.document.blocks.push(Block::heading(label.trim(), passage.line));
        if !value.is_empty() && value.len() < passage.text.trim().len() {
            self.document.blocks.push(Block::paragraph(value, passage.line));
        }
    }

    fn body(&mut self, passage: &Passage) {
        if is_copyright(&passage.text) && passage.text.len() < 300 && self.part == (Part::Body { marked: false }) {
            return self.rights(passage);
        }
        self.document.blocks.extend(passage::blocks(passage));
    }

    fn rights(&mut self, passage: &Passage) {
        self.document.metadata.rights = Field::stated(&passage.text);
    }

    fn end_head(&mut self) {
        head::read(&std::mem::take(&mut self.head), &mut self.document);
    }
}

fn is_copyright(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("Copyright") || text.starts_with('©') || text.starts_with("(c)")
}
