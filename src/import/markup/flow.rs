//! From elements to blocks of text.

use crate::import::block::{Block, BlockKind};
use crate::import::html::names::{is_block, is_heading, is_raw_text, is_unread};
use crate::model::article::Link;

use crate::import::markup::{Element, Node};

/// What an element means for the text inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Role {
    /// Text inside it is a block of its own, of this kind.
    Block(BlockKind),
    /// It parts the text before it, inside it and after it.
    Part,
    /// The blocks inside it are of this kind, whatever they say themselves.
    Within(BlockKind),
    /// It ends a line; two of them end a paragraph.
    LineBreak,
    /// A link to this address; the text runs on.
    Link,
    /// The text runs on.
    Inline,
    /// Nothing inside it is text.
    Skip,
}

/// Blocks as they are gathered from the nodes of a tree.
#[derive(Debug)]
pub(in crate::import) struct Flow {
    blocks: Vec<Block>,
    text: String,
    line: usize,
    kind: BlockKind,
    within: Option<BlockKind>,
    links: Vec<Link>,
    line_breaks: usize,
}

impl Flow {
    pub(in crate::import) fn new() -> Self {
        Self {
            blocks: Vec::new(),
            text: String::new(),
            line: 1,
            kind: BlockKind::Paragraph,
            within: None,
            links: Vec::new(),
            line_breaks: 0,
        }
    }

    /// The blocks inside an element; `role` says what each element in it means.
    pub(in crate::import) fn blocks(element: Element<'_>, role: impl Fn(Element<'_>) -> Role) -> Vec<Block> {
        let mut flow = Self::new();
        flow.line = element.line();
        flow.inside(element, &role);
        flow.finish()
    }

    /// Adds one node, and what is inside it.
    pub(in crate::import) fn node(&mut self, node: Node<'_>, role: &impl Fn(Element<'_>) -> Role) {
        match node {
            Node::Text(text) => self.text(text),
            Node::Element(element) => self.element(element, role),
            Node::Comment(_) => {}
        }
    }

    /// Adds text to the block that is open.
    pub(in crate::import) fn text(&mut self, text: &str) {
        if self.line_breaks > 0 && !text.trim().is_empty() {
            if self.line_breaks > 1 {
                self.end_block();
            }
            self.line_breaks = 0;
        }
        self.text.push_str(text);
    }

    /// All blocks.
    pub(in crate::import) fn finish(mut self) -> Vec<Block> {
        self.end_block();
        self.blocks
    }

    fn inside(&mut self, element: Element<'_>, role: &impl Fn(Element<'_>) -> Role) {
        for node in element.nodes() {
            self.node(node, role);
        }
    }

    // Trees are at most 256 elements deep.
    fn element(&mut self, element: Element<'_>, role: &impl Fn(Element<'_>) -> Role) {
        match role(element) {
            Role::Skip => {}
            Role::Inline => self.inside(element, role),
            Role::LineBreak => {
                self.line_breaks += 1;
                self.text.push('\n');
            }
            Role::Link => self.link(element, role),
            Role::Part => self.part(element, role, BlockKind::Paragraph),
            Role::Block(kind) => self.part(element, role, kind),
            Role::Within(kind) => {
                let outer = self.within.replace(kind);
                self.part(element, role, kind);
                self.within = outer;
            }
        }
    }

    fn part(&mut self, element: Element<'_>, role: &impl Fn(Element<'_>) -> Role, kind: BlockKind) {
        self.end_block();
        self.kind = kind;
        self.line = element.line();
        self.inside(element, role);
        self.end_block();
        self.line = element.line();
    }

    fn link(&mut self, element: Element<'_>, role: &impl Fn(Element<'_>) -> Role) {
        let start = self.text.len();
        let blocks = self.blocks.len();
        self.inside(element, role);
        let url = element.attribute("href").unwrap_or_default().trim();
        if blocks != self.blocks.len() || !url.starts_with("http") {
            return;
        }
        let words = self.text[start..].split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.links.push(Link { words, url: url.to_owned() });
        }
    }

    fn end_block(&mut self) {
        self.line_breaks = 0;
        let kind = match (self.within, self.kind) {
            (Some(within), BlockKind::Paragraph) => within,
            (_, kind) => kind,
        };
        let links = std::mem::take(&mut self.links);
        let text = join_lines(&std::mem::take(&mut self.text));
        self.kind = BlockKind::Paragraph;
        let block = Block { links, ..Block::new(kind, &text, self.line) };
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
    }
}

/// What the elements of HTML mean. Links are left out: databases put their users' addresses into them.
pub(in crate::import) fn html_role(element: Element<'_>) -> Role {
    let name = element.name();
    match name {
        "br" => Role::LineBreak,
        "li" => Role::Within(BlockKind::List),
        "blockquote" => Role::Within(BlockKind::Quote),
        "figcaption" | "caption" => Role::Within(BlockKind::Caption),
        _ if is_heading(name) => Role::Block(BlockKind::Heading),
        _ if is_unread(name) || is_raw_text(name) => Role::Skip,
        _ if is_block(name) => Role::Part,
        _ => Role::Inline,
    }
}

/// The role of an element as in [`html_role`], except that links are kept.
pub(in crate::import) fn linked_html_role(element: Element<'_>) -> Role {
    if element.name() == "a" { Role::Link } else { html_role(element) }
}

/// Joins wrapped lines. A hyphen at the end of a line stays and needs no space behind it: wires wrap behind
/// hyphens, and what `1-` and `3` make is a score. A dash has a space before it and keeps the one behind it.
pub(in crate::import) fn join_lines(text: &str) -> String {
    if !text.contains("-\n") {
        return text.to_owned();
    }
    let mut joined = String::with_capacity(text.len());
    for line in text.split('\n') {
        let line = line.trim();
        let hyphen = joined.strip_suffix('-').and_then(|before| before.chars().next_back());
        let runs_on = hyphen.is_some_and(char::is_alphanumeric) && line.starts_with(char::is_alphanumeric);
        if !joined.is_empty() && !runs_on {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}
