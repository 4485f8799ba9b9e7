//! From a tree to blocks: what is on lines of its own, with its kind.

use dom_query::{NodeData, NodeRef};

use crate::import::block::{Block, BlockKind};
use crate::import::html::address::resolve;
use crate::import::html::captions::is_credit;
use crate::import::html::line_of_text::{Gathered, LineOfText};
use crate::import::html::names::{is_block, is_heading, is_unread};
use crate::import::html::tree::{line, number};
use crate::import::html::visibility::is_hidden;
use crate::import::sentences::{ends_sentence, is_closer};

/// Most words of a heading that ends with a full stop.
const MOST_HEADING_WORDS: usize = 15;

/// A block, and what its markup says about it.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) block: Block,
    /// Bytes of the text that are in links, wherever those lead.
    pub(super) linked: usize,
    /// Number of the element on which it begins.
    pub(super) number: usize,
}

impl Piece {
    /// Whether nearly all of its words are links.
    pub(super) fn is_linked(&self) -> bool {
        self.linked * 10 >= self.block.text.len() * 9
    }
}

/// The blocks below `root`, in order. Links are resolved against `base`.
pub(super) fn blocks(root: NodeRef<'_>, base: Option<&str>) -> Vec<Block> {
    pieces(root, base).into_iter().map(|piece| piece.block).collect()
}

/// The blocks below `root`, in order, each with what its markup says. Links are resolved against `base`.
pub(super) fn pieces(root: NodeRef<'_>, base: Option<&str>) -> Vec<Piece> {
    let mut walk = Walk {
        base,
        pieces: Vec::new(),
        text: LineOfText::default(),
        line: 1,
        number: 0,
        breaks: 0,
        after_picture: false,
    };
    walk.children(root, BlockKind::Paragraph);
    walk.flush(BlockKind::Paragraph);
    walk.pieces
}

struct Walk<'a> {
    base: Option<&'a str>,
    pieces: Vec<Piece>,
    text: LineOfText,
    /// Line and number of the element that was entered last.
    line: usize,
    number: usize,
    /// Line breaks since the last word.
    breaks: usize,
    /// Whether a picture is before the first word of the block.
    after_picture: bool,
}

impl Walk<'_> {
    fn children(&mut self, node: NodeRef<'_>, kind: BlockKind) {
        let mut begins_element = true;
        for child in node.children_it(false) {
            if child.is_text() {
                self.words(child, begins_element);
            } else if child.is_element() {
                self.element(child, kind);
            }
            // Text that follows text or a comment begins no element.
            begins_element = false;
        }
    }

    fn words(&mut self, node: NodeRef<'_>, begins_element: bool) {
        node.query(|node| {
            let NodeData::Text { contents: text } = &node.data else { return };
            if !text.trim().is_empty() {
                self.breaks = 0;
            }
            self.text.add(text, begins_element);
        });
    }

    fn element(&mut self, node: NodeRef<'_>, kind: BlockKind) {
        let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { return };
        let name: &str = &name;
        if is_unread(name) || is_hidden(&node) {
            return;
        }
        match name {
            "br" => self.line_break(kind),
            "hr" => self.flush(kind),
            "img" | "picture" => self.after_picture = self.after_picture || self.text.is_empty(),
            "a" => self.link(node, kind),
            "q" => self.quoted(node, kind),
            "td" | "th" => self.cell(node, kind),
            _ if is_block(name) => self.block(node, name, kind),
            _ => self.inline(node, name, kind),
        }
    }

    fn block(&mut self, node: NodeRef<'_>, name: &str, outer: BlockKind) {
        let kind = kind_of(&node, name, outer);
        self.flush(outer);
        self.enter(&node);
        self.children(node, kind);
        self.flush(kind);
    }

    fn inline(&mut self, node: NodeRef<'_>, name: &str, kind: BlockKind) {
        if self.text.is_empty() {
            self.enter(&node);
        }
        // Nobody prints a time without a space beside it.
        let is_apart = matches!(name, "time" | "address" | "label");
        if is_apart {
            self.text.space();
        }
        self.children(node, kind);
        if is_apart {
            self.text.space();
        }
        if !matches!(name, "sub" | "sup" | "wbr") {
            self.text.element_ends();
        }
    }

    fn link(&mut self, node: NodeRef<'_>, kind: BlockKind) {
        // Without an address it is the target of links, not one.
        let Some(href) = node.attr("href") else { return self.inline(node, "a", kind) };
        if href.starts_with('#') && !node.text().contains(char::is_alphanumeric) {
            return; // The mark beside a heading that leads to itself.
        }
        self.text.open_link(resolve(self.base, &href));
        self.inline(node, "a", kind);
        self.text.close_link();
    }

    /// Browsers draw the marks of `<q>`.
    fn quoted(&mut self, node: NodeRef<'_>, kind: BlockKind) {
        self.text.add("“", true);
        self.inline(node, "q", kind);
        self.text.add("”", false);
    }

    /// The cells of a row are on one line, unless the table only lays out a page.
    fn cell(&mut self, node: NodeRef<'_>, kind: BlockKind) {
        let is_layout =
            node.descendants_it().any(|inner| inner.qual_name_ref().is_some_and(|name| is_block(&name.local)));
        if is_layout {
            return self.block(node, "td", kind);
        }
        self.text.space();
        self.children(node, kind);
        self.text.space();
    }

    /// Two breaks part paragraphs; a single one is the end of a line.
    fn line_break(&mut self, kind: BlockKind) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.flush(kind);
        }
        self.text.space();
    }

    fn enter(&mut self, node: &NodeRef<'_>) {
        if let (Some(line), Some(number)) = (line(node), number(node)) {
            (self.line, self.number) = (line, number);
        }
    }

    fn flush(&mut self, kind: BlockKind) {
        self.breaks = 0;
        let after_picture = std::mem::take(&mut self.after_picture);
        let Gathered { text, links, linked } = self.text.take();
        if text.is_empty() {
            return;
        }
        let kind = match kind {
            BlockKind::Heading if reads_as_paragraph(&text) => BlockKind::Paragraph,
            BlockKind::Paragraph if after_picture && reads_as_caption(&text) => BlockKind::Caption,
            kind => kind,
        };
        let block = Block { links, ..Block::new(kind, &text, self.line) };
        self.pieces.push(Piece { block, linked, number: self.number });
    }
}

/// A lead that is marked as a heading: more than 15 words that end with a full stop.
fn reads_as_paragraph(text: &str) -> bool {
    let ends = text.trim_end_matches(is_closer).ends_with(['.', '。', '…']);
    ends && text.split_whitespace().count() > MOST_HEADING_WORDS
}

/// Whether a figure shows a picture, and not a table or a quotation.
fn is_of_picture(node: &NodeRef<'_>) -> bool {
    let mut names = node.descendants_it().filter_map(|inner| inner.qual_name_ref().map(|name| name.local.clone()));
    let (mut picture, mut text) = (false, false);
    names.by_ref().for_each(|name| match &*name {
        "img" | "picture" | "video" | "iframe" | "amp-img" => picture = true,
        "table" | "blockquote" | "pre" | "ul" | "ol" => text = true,
        _ => {}
    });
    picture && !text
}

/// Some words in the same element as the picture above them, which are no sentence.
fn reads_as_caption(text: &str) -> bool {
    const MOST_WORDS: usize = 30;
    text.split_whitespace().count() <= MOST_WORDS && !ends_sentence(text)
}

/// The kind of what is in an element; inner kinds win, but a list or a paragraph in a quotation stays quoted.
fn kind_of(node: &NodeRef<'_>, name: &str, outer: BlockKind) -> BlockKind {
    match name {
        "figcaption" if is_credit(node) => BlockKind::Credit,
        "figcaption" | "caption" => BlockKind::Caption,
        "figure" if is_of_picture(node) => BlockKind::Caption,
        "blockquote" => BlockKind::Quote,
        name if is_heading(name) && !matches!(outer, BlockKind::Caption | BlockKind::Quote | BlockKind::List) => {
            BlockKind::Heading
        }
        "li" if outer != BlockKind::Quote => BlockKind::List,
        _ if node.attr("role").as_deref() == Some("heading") => BlockKind::Heading,
        _ => outer,
    }
}
