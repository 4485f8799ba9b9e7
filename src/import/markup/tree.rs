//! A tree in one list: every node knows where its descendants end.

use std::borrow::Cow;
use std::ops::Range;

/// Elements, texts and comments in the order of the source. Node 0 is the document itself.
#[derive(Debug, Default)]
pub(in crate::import) struct Tree<'a> {
    nodes: Vec<Item<'a>>,
    attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Elements whose end never came.
    cut: Vec<u32>,
}

#[derive(Debug)]
struct Item<'a> {
    content: Content<'a>,
    /// Index behind the last descendant.
    end: u32,
    /// Line of the source, from 1.
    line: u32,
}

#[derive(Debug)]
enum Content<'a> {
    Element { name: Cow<'a, str>, attributes: Range<u32> },
    Text(Cow<'a, str>),
    Comment(Cow<'a, str>),
}

/// A node of a tree.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) enum Node<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text, entities resolved.
    Text(&'t str),
    /// A comment.
    Comment(&'t str),
}

/// An element of a tree.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) struct Element<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

impl<'a> Tree<'a> {
    /// The document, whose children are the outermost nodes.
    pub(in crate::import) fn document(&'a self) -> Element<'a> {
        Element { tree: self, index: 0 }
    }
}

impl<'t> Element<'t> {
    /// The name without a prefix: `p` of `nitf:p`.
    pub(in crate::import) fn name(self) -> &'t str {
        let name = self.full_name();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The name as written.
    pub(in crate::import) fn full_name(self) -> &'t str {
        match &self.item().content {
            Content::Element { name, .. } => name,
            _ => "",
        }
    }

    /// Line of the source on which the element begins, from 1.
    pub(in crate::import) fn line(self) -> usize {
        self.item().line as usize
    }

    /// Place among all nodes; grows with the order of the source.
    pub(in crate::import) fn index(self) -> usize {
        self.index as usize
    }

    /// Place behind the last node inside it.
    pub(in crate::import) fn end(self) -> usize {
        self.item().end as usize
    }

    /// The value of an attribute, whose prefix does not matter.
    pub(in crate::import) fn attribute(self, name: &str) -> Option<&'t str> {
        let Content::Element { attributes, .. } = &self.item().content else { return None };
        let attributes = &self.tree.attributes[attributes.start as usize..attributes.end as usize];
        let is_named = |key: &str| key.rsplit_once(':').map_or(key, |(_, local)| local) == name;
        attributes.iter().find(|(key, _)| is_named(key)).map(|(_, value)| value.as_ref())
    }

    /// Whether the `class` attribute has that word, in any case.
    pub(in crate::import) fn has_class(self, class: &str) -> bool {
        let classes = self.attribute("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(class))
    }

    /// Child nodes in order.
    pub(in crate::import) fn nodes(self) -> impl Iterator<Item = Node<'t>> {
        let mut next = self.index + 1;
        let end = self.item().end;
        std::iter::from_fn(move || {
            let index = (next < end).then_some(next)?;
            next = self.tree.nodes[index as usize].end;
            Some(self.tree.node(index))
        })
    }

    /// Child elements in order.
    pub(in crate::import) fn children(self) -> impl Iterator<Item = Self> {
        self.nodes().filter_map(Node::element)
    }

    /// The first child of that name, prefix or not.
    pub(in crate::import) fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// Every node below, in order.
    pub(in crate::import) fn all_nodes(self) -> impl Iterator<Item = Node<'t>> {
        (self.index + 1..self.item().end).map(move |index| self.tree.node(index))
    }

    /// Every element below, in order.
    pub(in crate::import) fn descendants(self) -> impl Iterator<Item = Self> {
        self.all_nodes().filter_map(Node::element)
    }

    /// The first element below of that name, prefix or not.
    pub(in crate::import) fn find(self, name: &str) -> Option<Self> {
        self.descendants().find(|element| element.name() == name)
    }

    /// All text below.
    pub(in crate::import) fn text(self) -> String {
        let mut text = String::new();
        for node in self.all_nodes() {
            if let Node::Text(piece) = node {
                text.push_str(piece);
            }
        }
        text
    }

    /// Text of the first child of that name; none when it is blank.
    pub(in crate::import) fn child_text(self, name: &str) -> Option<String> {
        self.child(name).map(Self::text).filter(|text| !text.trim().is_empty())
    }

    /// Whether `other` is inside this element.
    pub(in crate::import) fn contains(self, other: Element<'_>) -> bool {
        (self.index + 1..self.item().end).contains(&other.index)
    }

    /// Whether the source ends, or breaks off, inside the element.
    pub(in crate::import) fn is_cut(self) -> bool {
        self.tree.cut.contains(&self.index)
    }

    fn item(self) -> &'t Item<'t> {
        &self.tree.nodes[self.index as usize]
    }
}

impl<'t> Node<'t> {
    /// The element, where the node is one.
    pub(in crate::import) fn element(self) -> Option<Element<'t>> {
        match self {
            Node::Element(element) => Some(element),
            _ => None,
        }
    }
}

impl<'a> Tree<'a> {
    fn node(&'a self, index: u32) -> Node<'a> {
        match &self.nodes[index as usize].content {
            Content::Element { .. } => Node::Element(Element { tree: self, index }),
            Content::Text(text) => Node::Text(text),
            Content::Comment(text) => Node::Comment(text),
        }
    }
}

/// A tree while it grows.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    tree: Tree<'a>,
    /// Indices of the open elements; the document is the first and stays open.
    open: Vec<u32>,
    /// Whether the latest node is a text of the innermost open element.
    after_text: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new() -> Self {
        let document = Content::Element { name: Cow::Borrowed(""), attributes: 0..0 };
        let nodes = vec![Item { content: document, end: 1, line: 1 }];
        Self { tree: Tree { nodes, attributes: Vec::new(), cut: Vec::new() }, open: vec![0], after_text: false }
    }

    /// Open elements, the document not counted.
    pub(super) fn depth(&self) -> usize {
        self.open.len() - 1
    }

    pub(super) fn is_full(&self) -> bool {
        self.tree.nodes.len() >= crate::import::markup::MOST_NODES
            || self.tree.attributes.len() >= crate::import::markup::MOST_NODES
    }

    /// Name of the element that is open at that depth, from 1.
    pub(super) fn open_name(&self, depth: usize) -> &str {
        let index = self.open.get(depth).copied().unwrap_or(0);
        Element { tree: &self.tree, index }.full_name()
    }

    pub(super) fn open(
        &mut self,
        name: Cow<'a, str>,
        attributes: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
        line: usize,
    ) {
        let start = as_index(self.tree.attributes.len());
        self.tree.attributes.extend(attributes);
        let attributes = start..as_index(self.tree.attributes.len());
        self.open.push(as_index(self.tree.nodes.len()));
        self.push(Content::Element { name, attributes }, line);
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) {
        if self.open.len() > 1
            && let Some(index) = self.open.pop()
        {
            self.tree.nodes[index as usize].end = as_index(self.tree.nodes.len());
        }
        self.after_text = false;
    }

    /// Text that follows text is joined with it.
    pub(super) fn text(&mut self, text: Cow<'a, str>, line: usize) {
        if self.after_text
            && let Some(Item { content: Content::Text(before), .. }) = self.tree.nodes.last_mut()
        {
            before.to_mut().push_str(&text);
            return;
        }
        self.push(Content::Text(text), line);
        self.after_text = true;
    }

    pub(super) fn comment(&mut self, text: Cow<'a, str>, line: usize) {
        self.push(Content::Comment(text), line);
    }

    pub(super) fn finish(mut self) -> Tree<'a> {
        self.tree.cut = self.open[1..].to_vec();
        while self.open.len() > 1 {
            self.close();
        }
        self.tree.nodes[0].end = as_index(self.tree.nodes.len());
        self.tree
    }

    fn push(&mut self, content: Content<'a>, line: usize) {
        let end = as_index(self.tree.nodes.len() + 1);
        self.tree.nodes.push(Item { content, end, line: as_index(line) });
        self.after_text = false;
    }
}

/// Counts stay below [`MOST_NODES`](crate::import::markup::MOST_NODES), lines below the length of the largest input.
fn as_index(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
