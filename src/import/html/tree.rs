//! From HTML text to a tree of bounded size and depth.
//!
//! The standard's parser and every extractor take time that grows with the square of the depth, and memory for
//! every tag. A filter between tokenizer and tree builder drops tags beyond the limits; it never drops text.

use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeId, NodeRef};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{
    EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, ns};

use crate::import::html::long_tags;
use crate::import::html::names::{ends_paragraph, is_formatting, is_raw_text, is_void};

/// Deepest nesting that is kept.
const DEPTH: usize = 256;

/// Most elements that are kept.
const ELEMENTS: usize = 300_000;

/// The attribute that carries an element's line in the source and its number, as `12.345`, both counted from 1.
const PLACE: &str = "data-source-place";

/// The tree of an HTML text. Elements know their [`line`] and [`number`]; those that are nested deeper than 256, and
/// those behind the first 300,000, are dissolved into their parents. Their text is kept.
pub(super) fn parse(html: &str) -> Document {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Document::default(), options);
    let tokenizer = Tokenizer::new(Bounded::new(builder), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(long_tags::cut(html).as_ref().into());
    // It stops at scripts and at declarations of an encoding, which do not matter here.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let document = tokenizer.sink.builder.sink.finish();
    document.errors.borrow_mut().clear();
    document
}

/// The line on which an element begins; none for elements that the parser or the extractor made.
pub(super) fn line(node: &NodeRef<'_>) -> Option<usize> {
    node.attr(PLACE)?.split_once('.')?.0.parse().ok()
}

/// The number of an element among all of its page. It stays when the element moves.
pub(super) fn number(node: &NodeRef<'_>) -> Option<usize> {
    node.attr(PLACE)?.split_once('.')?.1.parse().ok()
}

type Builder = TreeBuilder<NodeId, Document>;

/// Passes tokens to a tree builder, except tags beyond the limits.
struct Bounded {
    builder: Builder,
    /// Names of the open elements, the dropped ones included.
    open: RefCell<Vec<LocalName>>,
    elements: Cell<usize>,
}

impl Bounded {
    fn new(builder: Builder) -> Self {
        Self { builder, open: RefCell::default(), elements: Cell::new(0) }
    }

    fn start(&self, mut tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        self.close_what_ends_before(&tag.name, line);
        self.elements.set(self.elements.get() + 1);
        let is_kept = self.elements.get() <= ELEMENTS && self.open.borrow().len() < DEPTH;
        // The content of raw text elements would become text if the tag were dropped.
        let is_raw = is_raw_text(&tag.name);
        if !is_void(&tag.name) && !is_raw && !tag.self_closing {
            self.open.borrow_mut().push(tag.name.clone());
        }
        if !is_kept && !is_raw {
            return TokenSinkResult::Continue;
        }
        let name = QualName::new(None, ns!(), LocalName::from(PLACE));
        tag.attrs.push(Attribute { name, value: format!("{line}.{}", self.elements.get()).into() });
        self.builder.process_token(TagToken(tag), line)
    }

    fn end(&self, tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        const FARTHEST: usize = 2 * DEPTH;
        let found = {
            let open = self.open.borrow();
            open.iter().rev().take(FARTHEST).position(|name| *name == tag.name).map(|back| open.len() - 1 - back)
        };
        let Some(at) = found else {
            // Such as `</br>` and `</p>`, which the standard turns into elements, or a stray end tag.
            let is_deep = self.open.borrow().len() > DEPTH;
            let is_dropped = is_formatting(&tag.name) || is_deep && !is_raw_text(&tag.name);
            return if is_dropped {
                TokenSinkResult::Continue
            } else {
                self.builder.process_token(TagToken(tag), line)
            };
        };
        self.close_formatting_above(at, line);
        self.open.borrow_mut().truncate(at);
        if at < DEPTH { self.builder.process_token(TagToken(tag), line) } else { TokenSinkResult::Continue }
    }

    /// Elements that a start tag ends without saying so.
    fn close_what_ends_before(&self, name: &LocalName, line: u64) {
        /// How many formatting elements may be in an element that ends.
        const NEAR: usize = 64;
        let at = {
            let open = self.open.borrow();
            let near = open.len().saturating_sub(NEAR);
            let inner = open[near..].iter().rposition(|open| !is_formatting(open)).map(|at| near + at);
            inner.filter(|at| ends_paragraph(name) && &*open[*at] == "p" || is_item(name) && open[*at] == *name)
        };
        if let Some(at) = at {
            self.close_formatting_above(at, line);
            self.open.borrow_mut().truncate(at);
        }
    }

    /// The standard reopens `<b>` and its like in every later block until they are closed, which multiplies the
    /// elements of a page that never closes them. Here they end with the block they are in.
    fn close_formatting_above(&self, at: usize, line: u64) {
        let open = self.open.borrow();
        let kept = open.len().min(DEPTH);
        for name in open.get(at + 1..kept).unwrap_or_default().iter().rev().filter(|name| is_formatting(name)) {
            let tag = Tag {
                kind: EndTag,
                name: name.clone(),
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            };
            let _ = self.builder.process_token(TagToken(tag), line);
        }
    }
}

/// Elements that their next sibling ends.
fn is_item(name: &LocalName) -> bool {
    matches!(&**name, "li" | "dt" | "dd" | "td" | "th" | "tr" | "option")
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match token {
            TagToken(tag) if tag.kind == StartTag => self.start(tag, line),
            TagToken(tag) => self.end(tag, line),
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        TokenSink::end(&self.builder);
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(html: &str) -> usize {
        let document = parse(html);
        document.root().descendants_it().map(|node| node.ancestors_it(None).count()).max().unwrap_or(0)
    }

    #[test]
    fn nesting_is_cut_and_the_text_is_kept() {
        let html =
            format!("{}<p>The ferry sank.</p>{}<p>Nobody drowned.", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert!(depth(&html) <= DEPTH + 4, "{}", depth(&html));
        let document = parse(&html);
        assert_eq!(document.text().as_ref(), "The ferry sank.Nobody drowned.");
        let last = document.select("body > p");
        assert_eq!(last.text().as_ref(), "Nobody drowned.");
    }

    #[test]
    fn unclosed_formatting_does_not_multiply() {
        let bold = (0..200).map(|number| format!("<p><b class=c{number}>x")).collect::<Vec<_>>().concat();
        let document = parse(&format!("{bold}{}", "<p>text</p>".repeat(2000)));
        let elements = document.root().descendants_it().filter(NodeRef::is_element).count();
        assert!(elements < 3000, "{elements}");
    }

    #[test]
    fn the_content_of_scripts_is_never_text() {
        let document = parse(&format!("{}<script>var a;</script><p>Text", "<i>".repeat(300)));
        assert_eq!(document.select("script").length(), 1);
    }

    #[test]
    fn elements_know_their_line() {
        let document = parse("<h1>Title</h1>\n\n<p>Text");
        let paragraphs = document.select("p");
        assert_eq!(paragraphs.nodes().first().and_then(line), Some(3));
        assert_eq!(paragraphs.nodes().first().and_then(number), Some(2));
    }
}
