//! Markdown, with or without front matter.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::model::article::Link;

use crate::import::block::{Block, BlockKind};
use crate::import::dates;
use crate::import::document::{Document, Field, Metadata};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::language;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::source::{Confidence, Parsed, Source};

/// Markdown.
pub(super) struct Markdown;

impl Source for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn summary(&self) -> &'static str {
        "Markdown, with or without front matter"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head();
        if head.contains('\0') || head.trim_start().starts_with(['<', '{']) {
            return Confidence::No;
        }
        let ending = input.file_name().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase());
        let named = matches!(ending.as_deref(), Some("md" | "markdown"));
        let named = named || input.media_type().is_some_and(|media_type| media_type.starts_with("text/markdown"));
        let marks = marks(head);
        if front_matter(head).is_some() || marks >= 2 || (named && marks > 0) {
            Confidence::Likely
        } else {
            Confidence::No
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = input.decoded();
        let mut document = Document { notices: decoded.notices.clone(), ..Document::default() };
        let text = decoded.text.as_str();
        let matter = front_matter(text);
        let start = matter.map_or(0, |matter| matter.end);
        if let Some(matter) = matter {
            read_front_matter(matter.text, &mut document);
        }
        let mut reader = Reader { text, at: start, line: 1 + text[..start].matches('\n').count(), ..Reader::default() };
        for (event, range) in Parser::new_ext(&text[start..], extensions()).into_offset_iter() {
            reader.read(event, start + range.start);
        }
        reader.close();
        document.notices.append(&mut reader.notices);
        document.metadata.title = document.metadata.title.take().or(reader.title);
        document.blocks = reader.blocks;
        Ok(document.into())
    }
}

fn extensions() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// Kinds of marks in a text that plain text hardly ever has.
fn marks(text: &str) -> usize {
    let is_heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && rest.trim().len() > 1
    };
    let headings = text.lines().any(is_heading);
    let links = text.contains("](http") || text.contains("](/") || text.contains("](<");
    let bold = text.split("**").count() > 2;
    let underlined = text.lines().any(|line| line.len() > 3 && line.bytes().all(|byte| byte == b'='));
    [headings, links, bold, underlined].into_iter().filter(|mark| *mark).count()
}

/// The head of a Markdown file, between two lines of `---`.
#[derive(Clone, Copy)]
struct FrontMatter<'a> {
    text: &'a str,
    /// The byte behind its last line.
    end: usize,
}

fn front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let inner = text.strip_prefix("---\n")?;
    let length = inner.find("\n---\n")?;
    let matter = &inner[..length];
    let first = matter.lines().find(|line| !line.trim().is_empty())?;
    let (key, _) = first.split_once(':')?;
    let is_key = key.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' '));
    is_key.then_some(FrontMatter { text: matter, end: "---\n".len() + length + "\n---\n".len() })
}

fn read_front_matter(text: &str, document: &mut Document) {
    let Ok(values) = serde_yaml::from_str::<BTreeMap<String, Value>>(text) else {
        document.notices.push(Notice::at(1, NoticeKind::Skipped, "its front matter is no YAML and was left out"));
        return;
    };
    let metadata = &mut document.metadata;
    for (key, value) in &values {
        let text = words(value);
        let date = || dates::first(&text).ok().and_then(|date| Field::stated(&date));
        match key.to_lowercase().as_str() {
            "title" | "headline" => metadata.title = Field::stated(&text),
            "subtitle" | "description" | "standfirst" => {
                metadata.subtitle = metadata.subtitle.take().or_else(|| Field::stated(&text));
            }
            "author" | "authors" | "byline" => metadata.byline = Field::stated(&text),
            "date" | "published" | "pubdate" => metadata.published = date(),
            "lastmod" | "updated" | "modified" | "revised" => metadata.revised = date(),
            "created" | "clipped" | "retrieved" | "saved" => metadata.retrieved = date(),
            "outlet" | "publication" | "publisher" | "site" | "site_name" => metadata.outlet = Field::stated(&text),
            "source" | "url" | "link" | "canonical" => set_source(&text, metadata),
            "lang" | "language" => metadata.language = language::tag(&text).and_then(|tag| Field::stated(&tag)),
            "rights" | "license" | "licence" | "copyright" => metadata.rights = Field::stated(&text),
            "genre" | "type" => metadata.genre = Field::stated(&text),
            _ => {}
        }
    }
}

/// Clippers write the address as `source`, people the outlet.
fn set_source(text: &str, metadata: &mut Metadata) {
    if text.contains("://") {
        metadata.url = Field::stated(text);
    } else if metadata.outlet.is_none() {
        metadata.outlet = Field::stated(text);
    }
}

/// A value as words: lists are joined, and the brackets of wiki links left out.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim_start_matches("[[").trim_end_matches("]]").to_owned(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Turns events into blocks.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    title: Option<Field>,
    notices: Vec<Notice>,
    /// Byte up to which lines are counted, and the line there.
    at: usize,
    line: usize,
    /// The block that is being read.
    open: String,
    open_line: Option<usize>,
    links: Vec<Link>,
    /// Where the words of an open link begin in `open`, and its address.
    link: Option<(usize, String)>,
    heading: Option<HeadingLevel>,
    quotes: usize,
    items: usize,
    in_image: bool,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, byte: usize) {
        match event {
            Event::Start(tag) => self.start(tag, byte),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.add(&text, byte);
            }
            Event::SoftBreak | Event::HardBreak => self.add(" ", byte),
            Event::Html(html) | Event::InlineHtml(html) => {
                if html.chars().any(char::is_alphanumeric) && !html.trim_start().starts_with("<!--") {
                    let line = self.line_of(byte);
                    self.notices.push(Notice::dropped(line, html.trim(), "left out HTML"));
                }
            }
            Event::Rule => self.close(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, byte: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close();
                self.heading = Some(level);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
            }
            Tag::Item => {
                self.close();
                self.items += 1;
            }
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::TableRow | Tag::TableHead | Tag::FootnoteDefinition(_) => {
                self.close();
            }
            Tag::TableCell if !self.open.is_empty() => self.add(" | ", byte),
            Tag::Link { dest_url, .. } => self.link = Some((self.open.len(), dest_url.into_string())),
            Tag::Image { .. } => {
                self.close();
                self.in_image = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Link => {
                let Some((start, url)) = self.link.take() else { return };
                let words = self.open.get(start..).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
                if !words.is_empty() && url.starts_with("http") {
                    self.links.push(Link { words, url });
                }
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::FootnoteDefinition
            | TagEnd::Image => self.close(),
            _ => {}
        }
    }

    fn add(&mut self, text: &str, byte: usize) {
        if self.open_line.is_none() && !text.trim().is_empty() {
            self.open_line = Some(self.line_of(byte));
        }
        self.open.push_str(text);
    }

    /// Ends the open block. The first heading of the first level is the title.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.open);
        let links = std::mem::take(&mut self.links);
        let line = self.open_line.take();
        let (heading, is_image) = (self.heading.take(), std::mem::take(&mut self.in_image));
        self.link = None;
        let Some(line) = line else { return };
        let kind = match heading {
            Some(HeadingLevel::H1) if self.title.is_none() && self.blocks.is_empty() => {
                self.title = Field::stated(&text).map(|field| field.from_line(line));
                return;
            }
            Some(_) => BlockKind::Heading,
            None if is_image => BlockKind::Caption,
            None if self.quotes > 0 => BlockKind::Quote,
            None if self.items > 0 => BlockKind::List,
            None => BlockKind::Paragraph,
        };
        self.blocks.push(Block { links, ..Block::new(kind, &text, line) });
    }

    /// The line of a byte; bytes are asked for in order.
    fn line_of(&mut self, byte: usize) -> usize {
        if byte > self.at {
            self.line += self.text[self.at..byte].matches('\n').count();
            self.at = byte;
        }
        self.line
    }
}
