//! Paragraphs of word processors and of pages that look like theirs, with what their looks say.

use crate::model::article::Link;

use crate::import::block::{Block, BlockKind};
use crate::import::document::{Document, Field};

/// A paragraph with its looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Passage {
    /// The text; line breaks inside are `\n`.
    pub(super) text: String,
    /// How many bytes at the beginning of the text are bold.
    pub(super) bold: usize,
    /// Whether its letters are larger than those of the text.
    pub(super) is_large: bool,
    /// Line of the source, or number of the paragraph, from 1.
    pub(super) line: usize,
    /// What its style says.
    pub(super) style: Style,
    /// Names of bookmarks that begin in it.
    pub(super) bookmarks: Vec<String>,
    /// Whether a new page section begins behind it.
    pub(super) ends_section: bool,
    /// Links on its words.
    pub(super) links: Vec<Link>,
}

/// What the style of a paragraph says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// Nothing.
    #[default]
    Text,
    /// The title of the document.
    Title,
    /// The subtitle of the document.
    Subtitle,
    /// A heading; 1 is the highest.
    Heading(u8),
    /// An item of a list.
    List,
    /// A block quotation.
    Quote,
    /// The caption of a picture or table.
    Caption,
}

impl Passage {
    /// Whether there is nothing to read in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// Whether all of its text is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.bold > 0 && self.bold >= self.text.trim_end().len()
    }

    /// Whether it is a heading by its looks: bold, short, and no sentence.
    pub(super) fn looks_like_heading(&self) -> bool {
        const MOST_WORDS: usize = 15;
        let text = self.text.trim();
        self.is_bold()
            && text.split_whitespace().count() <= MOST_WORDS
            && text.contains(char::is_alphabetic)
            && !text.ends_with(['.', ',', ';', ':', '”', '"', '»'])
    }

    /// The text on one line.
    pub(super) fn one_line(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The document of paragraphs that come from a word processor and from no database.
pub(super) fn document(passages: &[Passage]) -> Document {
    let mut document = Document::default();
    let passages: Vec<&Passage> = passages.iter().filter(|passage| !passage.is_blank()).collect();
    let title = title(&passages);
    for (at, passage) in passages.iter().enumerate() {
        match passage.style {
            _ if title.is_some_and(|(title, _)| title == at) => {}
            Style::Title if document.metadata.subtitle.is_none() => {
                document.metadata.subtitle = Field::stated(&passage.text);
            }
            Style::Subtitle => document.metadata.subtitle = Field::stated(&passage.text),
            _ => document.blocks.extend(blocks(passage)),
        }
    }
    if let Some((at, is_stated)) = title {
        let title = &passages[at].text;
        document.metadata.title = if is_stated { Field::stated(title) } else { Field::guessed(title) };
    }
    document
}

/// Which passage is the title, and whether its style says so: else a heading that opens the text.
fn title(passages: &[&Passage]) -> Option<(usize, bool)> {
    const FIRST: usize = 5;
    if let Some(at) = passages.iter().take(FIRST).position(|passage| passage.style == Style::Title) {
        return Some((at, true));
    }
    let first = passages.first().filter(|_| passages.len() > 1)?;
    let is_heading = matches!(first.style, Style::Heading(_)) || first.is_large || first.looks_like_heading();
    let fits = first.text.split_whitespace().count() <= 30;
    (is_heading && fits).then_some((0, false))
}

/// The blocks of a passage: one, unless blank lines are in it.
pub(super) fn blocks(passage: &Passage) -> impl Iterator<Item = Block> {
    let kind = match passage.style {
        Style::Heading(_) => BlockKind::Heading,
        Style::List => BlockKind::List,
        Style::Quote => BlockKind::Quote,
        Style::Caption => BlockKind::Caption,
        _ if passage.looks_like_heading() => BlockKind::Heading,
        _ => BlockKind::Paragraph,
    };
    parted(&passage.text).map(move |text| {
        let block = Block::new(kind, text, passage.line);
        let links = passage.links.iter().filter(|link| block.text.contains(&link.words)).cloned().collect();
        Block { links, ..block }
    })
}

/// A text parted where lines between two breaks are blank.
fn parted(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        loop {
            let text = rest?;
            let (first, second) = match blank_line(text) {
                Some((start, end)) => (&text[..start], Some(&text[end..])),
                None => (text, None),
            };
            rest = second;
            if !first.trim().is_empty() {
                return Some(first);
            }
        }
    })
}

/// Where the first blank line of a text begins and ends.
fn blank_line(text: &str) -> Option<(usize, usize)> {
    let mut breaks = memchr::memchr_iter(b'\n', text.as_bytes());
    let mut before = breaks.next()?;
    for at in breaks {
        if text[before..at].trim().is_empty() {
            return Some((before, at + 1));
        }
        before = at;
    }
    None
}
