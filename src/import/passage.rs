//! Paragraphs of word processors and of pages that look like theirs, with what their looks say.

use crate::domain::article::Link;

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
