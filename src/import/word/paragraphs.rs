//! Paragraphs of a part of a Word document, read event by event.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::import::error::ImportError;
use crate::import::markup::xml;
use crate::import::markup::xml::Events;
use crate::import::passage::{Passage, Style};
use crate::model::article::Link;

use crate::import::word::styles::Styles;

/// Elements may not be nested deeper.
const DEEPEST: usize = 256;
/// Letters of this many half points are a title's: text is set in 20 to 24.
const LARGE: u32 = 26;

/// Reads the paragraphs of `word/document.xml`, or of its footnotes.
///
/// # Errors
///
/// When it is no XML, or nested too deep.
pub(super) fn read(text: &str, styles: &Styles, links: &HashMap<String, String>) -> Result<Vec<Passage>, ImportError> {
    let mut reader = Reader::new(styles, links);
    let mut events = Events::new(text);
    let mut depth = 0;
    loop {
        let (event, line) = events.next()?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(xml::too_deep());
                }
                reader.start(&start, depth);
            }
            Event::Empty(start) => {
                reader.start(&start, depth + 1);
                reader.end(start.local_name().into_inner(), depth + 1);
            }
            Event::End(end) => {
                reader.end(end.local_name().into_inner(), depth);
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) => reader.text(&text.into_inner()),
            Event::CData(text) => reader.text(&text.into_inner()),
            Event::GeneralRef(reference) => reader.text(&xml::resolve(&reference)),
            Event::DocType(declaration) => xml::refuse_entities(&declaration, line)?,
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(reader.passages)
}

/// A paragraph while it is read.
// What is known of its letters is a yes or no each.
#[allow(clippy::struct_excessive_bools)]
#[derive(Default)]
struct Open {
    passage: Passage,
    all_bold: bool,
    all_large: bool,
    /// What the style says of runs that say nothing.
    is_bold: bool,
    size: Option<u32>,
    is_list: bool,
}

/// A run while it is read.
#[derive(Default)]
struct Run {
    is_bold: Option<bool>,
    size: Option<u32>,
    is_hidden: bool,
}

struct Reader<'a> {
    styles: &'a Styles,
    links: &'a HashMap<String, String>,
    passages: Vec<Passage>,
    /// Paragraphs in text boxes are inside the one that they are anchored in.
    open: Vec<Open>,
    run: Run,
    in_text: bool,
    /// Whether properties of a paragraph are read, in which a tab is a place and no text.
    in_properties: bool,
    /// Depth of the element whose content is left out.
    skipped: Option<usize>,
    /// Where the text of the open link begins, and its address.
    link: Option<(usize, String)>,
    /// Bookmarks that begin between paragraphs.
    bookmarks: Vec<String>,
    /// The instruction of a field, such as `HYPERLINK "…"`.
    field: Option<String>,
    table: Table,
    number: usize,
}

/// Rows become lines where no cell has more than one paragraph.
#[derive(Default)]
struct Table {
    depth: usize,
    row: Vec<Passage>,
    in_cell: usize,
    has_long_cell: bool,
}

impl<'a> Reader<'a> {
    fn new(styles: &'a Styles, links: &'a HashMap<String, String>) -> Self {
        Self {
            styles,
            links,
            passages: Vec::new(),
            open: Vec::new(),
            run: Run::default(),
            in_text: false,
            in_properties: false,
            skipped: None,
            link: None,
            bookmarks: Vec::new(),
            field: None,
            table: Table::default(),
            number: 0,
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, depth: usize) {
        if self.skipped.is_some() {
            return;
        }
        match start.local_name().into_inner() {
            // Text that was moved away or struck out, and the second copy of a drawing for older programs.
            "moveFrom" | "del" | "Fallback" => self.skipped = Some(depth),
            "p" => self.open_paragraph(),
            "pPr" => self.in_properties = true,
            "r" => self.run = Run::default(),
            "t" => self.in_text = true,
            "instrText" => self.in_text = false,
            "tab" if !self.in_properties => self.add("\t"),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("-"),
            "softHyphen" => self.add("\u{ad}"),
            "hyperlink" => self.open_link(value(start, "id")),
            "fldChar" => self.field_mark(&value(start, "fldCharType").unwrap_or_default()),
            "bookmarkStart" => self.bookmark(value(start, "name")),
            "tbl" => self.table.depth += 1,
            "tr" if self.table.depth == 1 => self.table = Table { depth: 1, ..Table::default() },
            "tc" if self.table.depth == 1 => self.table.in_cell = 0,
            name => self.property(name, start),
        }
    }

    /// What `pPr` and `rPr` say of the paragraph or run around them.
    fn property(&mut self, name: &str, start: &BytesStart<'_>) {
        let Some(open) = self.open.last_mut() else { return };
        let number = |text: Option<String>| text.and_then(|text| text.parse().ok());
        match name {
            "pStyle" => {
                let look = self.styles.look(&value(start, "val").unwrap_or_default());
                open.passage.style = look.style;
                open.is_bold = look.is_bold;
                open.size = look.size;
            }
            "outlineLvl" => {
                let level = number(value(start, "val")).and_then(|level: u32| u8::try_from(level).ok());
                if let Some(level) = level.filter(|level| *level < 9) {
                    open.passage.style = Style::Heading(level + 1);
                }
            }
            "numId" => open.is_list = value(start, "val").is_some_and(|id| id != "0"),
            "sectPr" => open.passage.ends_section = true,
            "b" => self.run.is_bold = Some(is_on(start)),
            "sz" => self.run.size = number(value(start, "val")),
            "vanish" | "webHidden" => self.run.is_hidden = is_on(start),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, depth: usize) {
        if let Some(skipped) = self.skipped {
            if skipped == depth {
                self.skipped = None;
            }
            return;
        }
        match name {
            "p" => self.close_paragraph(),
            "pPr" => {
                self.in_properties = false;
                self.run = Run::default();
            }
            "t" => self.in_text = false,
            "hyperlink" => self.close_link(),
            "tbl" => self.table.depth = self.table.depth.saturating_sub(1),
            "tr" if self.table.depth == 1 => self.close_row(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.in_text {
            self.add(text);
        } else if let Some(field) = self.field.as_mut().filter(|field| field.len() < 4096) {
            field.push_str(text);
        }
    }

    fn add(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        if self.run.is_hidden {
            return;
        }
        open.passage.text.push_str(text);
        if text.trim().is_empty() {
            return;
        }
        open.all_bold &= self.run.is_bold.unwrap_or(open.is_bold);
        open.all_large &= self.run.size.or(open.size).is_some_and(|size| size >= LARGE);
        if open.all_bold {
            open.passage.bold = open.passage.text.len();
        }
    }

    fn open_paragraph(&mut self) {
        self.number += 1;
        self.run = Run::default();
        let passage =
            Passage { line: self.number, bookmarks: std::mem::take(&mut self.bookmarks), ..Passage::default() };
        self.open.push(Open { passage, all_bold: true, all_large: true, ..Open::default() });
    }

    fn close_paragraph(&mut self) {
        self.close_link();
        let Some(Open { mut passage, all_large, is_list, .. }) = self.open.pop() else { return };
        passage.is_large = all_large && !passage.is_blank();
        if is_list && passage.style == Style::Text {
            passage.style = Style::List;
        }
        if self.table.depth == 0 {
            self.passages.push(passage);
            return;
        }
        if !passage.is_blank() {
            self.table.in_cell += 1;
            self.table.has_long_cell |= self.table.in_cell > 1;
        }
        self.table.row.push(passage);
    }

    fn close_row(&mut self) {
        let table = std::mem::replace(&mut self.table, Table { depth: 1, ..Table::default() });
        if table.has_long_cell {
            self.passages.extend(table.row);
            return;
        }
        let cells: Vec<&Passage> = table.row.iter().filter(|passage| !passage.is_blank()).collect();
        if let [only] = cells.as_slice() {
            self.passages.push((*only).clone());
        } else if let Some(first) = cells.first() {
            let text = cells.iter().map(|cell| cell.one_line()).collect::<Vec<_>>().join(" ");
            let links = cells.iter().flat_map(|cell| cell.links.clone()).collect();
            self.passages.push(Passage { text, links, line: first.line, ..Passage::default() });
        }
    }

    fn bookmark(&mut self, name: Option<String>) {
        let Some(name) = name else { return };
        match self.open.last_mut() {
            Some(open) => open.passage.bookmarks.push(name),
            None => self.bookmarks.push(name),
        }
    }

    fn open_link(&mut self, id: Option<String>) {
        let address = id.and_then(|id| self.links.get(&id)).filter(|address| address.starts_with("http"));
        if let (Some(address), Some(open)) = (address, self.open.last()) {
            self.link = Some((open.passage.text.len(), address.clone()));
        }
    }

    fn close_link(&mut self) {
        let (Some((start, url)), Some(open)) = (self.link.take(), self.open.last_mut()) else { return };
        let words = open.passage.text.get(start..).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            open.passage.links.push(Link { words, url });
        }
    }

    /// The beginning, the middle and the end of a field, whose instruction may be a link.
    fn field_mark(&mut self, mark: &str) {
        match mark {
            "begin" => self.field = Some(String::new()),
            "separate" => {
                let instruction = self.field.take().unwrap_or_default();
                let target = instruction.trim().strip_prefix("HYPERLINK");
                let address = target.and_then(|target| target.split('"').nth(1)).filter(|url| url.starts_with("http"));
                if let (Some(address), Some(open)) = (address, self.open.last()) {
                    self.link = Some((open.passage.text.len(), address.to_owned()));
                }
            }
            _ => {
                self.field = None;
                self.close_link();
            }
        }
    }
}

/// The value of an attribute, whose prefix does not matter.
fn value(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attributes = xml::attributes(start).into_iter();
    let is_named = |key: &str| key.rsplit_once(':').map_or(key, |(_, local)| local) == name;
    attributes.into_iter().find(|(key, _)| is_named(key)).map(|(_, value)| value)
}

/// Whether a switch such as `<w:b/>` is on.
fn is_on(start: &BytesStart<'_>) -> bool {
    value(start, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}
