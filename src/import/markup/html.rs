//! HTML as databases and old programs write it, into a tree. No browser's rules for misnested tables and
//! formatting: such files are written by machines, and reading them in one pass keeps time linear.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::import::html::long_tags;
use crate::import::html::names::{ends_paragraph, is_void};

use crate::import::markup::{Builder, DEEPEST, Tree};

/// The charset that a page declares in its first bytes.
pub(in crate::import) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, value) = head.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_:.".contains(letter)));
    Some(value[..end.unwrap_or(value.len())].to_owned()).filter(|name| !name.is_empty())
}

/// Reads a page or a part of one. Names of elements and attributes are in lower case.
pub(in crate::import) fn parse(text: &str) -> Tree<'static> {
    let sink = Sink { state: RefCell::new(State { builder: Builder::new(), beyond: 0 }) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&long_tags::cut(text)));
    // A script only interrupts the tokenizer; there is nothing to run.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.state.into_inner().builder.finish()
}

struct Sink {
    state: RefCell<State>,
}

struct State {
    builder: Builder<'static>,
    /// Elements that were opened below the greatest depth and are closed already.
    beyond: usize,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        let mut state = self.state.borrow_mut();
        if state.builder.is_full() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.open(&tag, line),
            Token::TagToken(tag) => state.close(&tag.name),
            Token::CharacterTokens(text) => {
                let first = line.saturating_sub(memchr::memchr_iter(b'\n', text.as_bytes()).count());
                state.builder.text(Cow::Owned(text.to_string()), first.max(1));
            }
            Token::CommentToken(text) => state.builder.comment(Cow::Owned(text.to_string()), line),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn open(&mut self, tag: &Tag, line: usize) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        self.close_implied(name);
        let is_deepest = self.builder.depth() >= DEEPEST;
        let attributes = tag.attrs.iter();
        let attributes = attributes
            .map(|attribute| (Cow::Owned(attribute.name.local.to_string()), Cow::Owned(attribute.value.to_string())));
        self.builder.open(Cow::Owned(name.to_owned()), attributes, line);
        if tag.self_closing || is_void(name) {
            self.builder.close();
            return TokenSinkResult::Continue;
        }
        if is_deepest {
            self.builder.close();
            self.beyond += 1;
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Closes the innermost open element of that name, and what is open inside it.
    fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let is_table = matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body" | "html");
        let is_section = matches!(name, "article" | "section" | "main");
        let until = match (is_table, is_section) {
            (true, _) => &["table"][..],
            (_, true) => &["td", "th", "table"],
            _ => &["td", "th", "table", "article", "section"],
        };
        self.close_up_to(&[name], until);
    }

    /// Closes what the beginning of `name` ends without saying so.
    fn close_implied(&mut self, name: &str) {
        match name {
            "li" => self.close_up_to(&["li"], &["ul", "ol", "td", "th", "table"]),
            "dt" | "dd" => self.close_up_to(&["dt", "dd"], &["dl", "td", "th", "table"]),
            "td" | "th" => self.close_up_to(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_up_to(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => self.close_up_to(&["tbody", "thead", "tfoot"], &["table"]),
            _ if ends_paragraph(name) => self.close_up_to(&["p"], &["td", "th", "table", "div", "section"]),
            _ => {}
        }
    }

    /// Closes the innermost open element of these names; one of `until` around it hides it, unless it is one of
    /// `names` itself.
    fn close_up_to(&mut self, names: &[&str], until: &[&str]) {
        for depth in (1..=self.builder.depth()).rev() {
            let open = self.builder.open_name(depth);
            if names.contains(&open) {
                while self.builder.depth() >= depth {
                    self.builder.close();
                }
                return;
            }
            if until.contains(&open) {
                return;
            }
        }
    }
}
