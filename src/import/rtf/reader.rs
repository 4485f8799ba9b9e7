//! From tokens to paragraphs.

use std::collections::HashMap;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::import::passage::{Passage, Style};
use crate::model::article::Link;

use crate::import::rtf::tokens::{Token, Tokens};

/// Groups inside groups deeper than this share their state.
const DEEPEST: usize = 512;
/// Letters of this many half points are a title's: text is set in 20 to 24.
const LARGE: i32 = 26;
/// Groups whose content is no text of the document.
const UNREAD: [&str; 30] = [
    "colortbl",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "shp",
    "nonshppict",
    "themedata",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "filetbl",
    "tc",
    "xe",
    "template",
    "private",
    "pgdsctbl",
    "mmath",
];

/// Reads all paragraphs.
pub(super) fn read(bytes: &[u8]) -> Vec<Passage> {
    let mut reader = Reader::new();
    let mut tokens = Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        match token {
            Token::Word("bin", Some(count)) => tokens.pass_over(usize::try_from(count).unwrap_or(0)),
            token => reader.token(token),
        }
    }
    reader.finish()
}

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Destination {
    #[default]
    Text,
    Nowhere,
    Fonts,
    Styles,
    Bookmark,
    Instruction,
    /// The bullet or number that a program has written before an item.
    ListMark,
}

/// What a group inherits and restores at its end.
#[derive(Debug, Clone, Copy)]
struct State {
    destination: Destination,
    is_bold: bool,
    is_hidden: bool,
    size: i32,
    font: i32,
    style: i32,
    /// How many characters replace a `\u`, for readers that do not know it.
    fallback: usize,
}

// What is known of the open paragraph and row is a yes or no each.
#[allow(clippy::struct_excessive_bools)]
struct Reader {
    state: State,
    stack: Vec<State>,
    /// Groups that were opened beyond the greatest depth.
    beyond: usize,
    encoding: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, Style>,
    passages: Vec<Passage>,
    passage: Passage,
    all_bold: bool,
    all_large: bool,
    /// Bytes of the text that are not decoded yet.
    bytes: Vec<u8>,
    /// Text of a destination other than the document.
    aside: String,
    is_starred: bool,
    to_skip: usize,
    high_surrogate: Option<u16>,
    /// Where the text of the open link begins, its address, and how many groups are open around it.
    link: Option<(usize, String, usize)>,
    address: Option<String>,
    in_table: bool,
    row: Vec<Passage>,
    has_long_cell: bool,
}

impl Reader {
    fn new() -> Self {
        let state = State {
            destination: Destination::Text,
            is_bold: false,
            is_hidden: false,
            size: 24,
            font: -1,
            style: 0,
            fallback: 1,
        };
        Self {
            state,
            stack: Vec::new(),
            beyond: 0,
            encoding: WINDOWS_1252,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            passages: Vec::new(),
            passage: Passage { line: 1, ..Passage::default() },
            all_bold: true,
            all_large: true,
            bytes: Vec::new(),
            aside: String::new(),
            is_starred: false,
            to_skip: 0,
            high_surrogate: None,
            link: None,
            address: None,
            in_table: false,
            row: Vec::new(),
            has_long_cell: false,
        }
    }

    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Byte(_) if self.to_skip > 0 => self.to_skip -= 1,
            Token::Byte(byte) => self.bytes.push(byte),
            token => {
                self.decode();
                self.to_skip = 0;
                match token {
                    Token::Open => self.open(),
                    Token::Close => self.close(),
                    Token::Word(word, number) => self.word(word, number),
                    Token::Sign(sign) => self.sign(sign),
                    Token::Byte(_) => {}
                }
            }
        }
    }

    fn open(&mut self) {
        if self.stack.len() < DEEPEST {
            self.stack.push(self.state);
        } else {
            self.beyond += 1;
        }
        self.is_starred = false;
    }

    fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(outer) = self.stack.pop() else { return };
        let inner = std::mem::replace(&mut self.state, outer);
        if self.link.as_ref().is_some_and(|(.., depth)| self.stack.len() < *depth) {
            self.end_link();
        }
        if inner.destination == outer.destination {
            return;
        }
        let aside = std::mem::take(&mut self.aside);
        match inner.destination {
            Destination::Bookmark => self.passage.bookmarks.push(aside.trim().to_owned()),
            Destination::Instruction => {
                let target = aside.trim().strip_prefix("HYPERLINK");
                self.address = target.and_then(|target| target.split('"').nth(1)).map(str::to_owned);
            }
            Destination::ListMark => self.passage.style = Style::List,
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        let starred = std::mem::take(&mut self.is_starred);
        if self.destination(word, starred) {
            return;
        }
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "ansicpg" => self.encoding = code_page(number.unwrap_or(1252)),
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "fcharset" if self.state.destination == Destination::Fonts => self.font_charset(number),
            "f" => self.state.font = number.unwrap_or(0),
            "s" => self.style(number.unwrap_or(0)),
            "b" => self.state.is_bold = is_on,
            "fs" => self.state.size = number.unwrap_or(24),
            "v" | "deleted" => self.state.is_hidden = is_on,
            "plain" => (self.state.is_bold, self.state.is_hidden, self.state.size) = (false, false, 24),
            "pard" => {
                self.state.style = 0;
                self.in_table = false;
                if self.passage.is_blank() {
                    self.passage.style = Style::Text;
                }
            }
            "intbl" => self.in_table = true,
            "outlinelevel" => self.heading(number),
            "ls" if self.state.destination == Destination::Text && self.passage.style == Style::Text => {
                self.passage.style = Style::List;
            }
            _ => self.mark(word),
        }
    }

    /// Words that open a destination; whether this is one.
    fn destination(&mut self, word: &str, starred: bool) -> bool {
        let destination = match word {
            "fonttbl" => Destination::Fonts,
            "stylesheet" => Destination::Styles,
            "bkmkstart" => Destination::Bookmark,
            "fldinst" => Destination::Instruction,
            "pntext" | "listtext" => Destination::ListMark,
            "fldrslt" => {
                let address = self.address.take().filter(|address| address.starts_with("http"));
                self.link = address.map(|address| (self.passage.text.len(), address, self.stack.len()));
                return true;
            }
            _ if starred || UNREAD.contains(&word) => Destination::Nowhere,
            _ => return false,
        };
        if self.state.destination != Destination::Nowhere {
            self.state.destination = destination;
            self.aside.clear();
        }
        true
    }

    /// Words that are text, or end a piece of it.
    fn mark(&mut self, word: &str) {
        let text = match word {
            "par" => return self.end_paragraph(),
            "sect" => {
                self.passage.ends_section = true;
                return self.end_paragraph();
            }
            "cell" | "nestcell" => return self.end_cell(),
            "row" | "nestrow" => return self.end_row(),
            "line" | "softline" => "\n",
            "tab" => "\t",
            "emdash" => "—",
            "endash" => "–",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "bullet" => "•",
            "emspace" | "enspace" | "qmspace" => " ",
            _ => return,
        };
        self.text(text);
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => self.is_starred = true,
            b'~' => self.text("\u{a0}"),
            b'-' => self.text("\u{ad}"),
            b'_' => self.text("-"),
            _ => {}
        }
    }

    /// `\u8364?`: a UTF-16 unit, negative above 32767.
    fn unicode(&mut self, number: i32) {
        self.to_skip = self.state.fallback;
        let Ok(unit) = u16::try_from(number & 0xffff) else { return };
        let units = match self.high_surrogate.take() {
            Some(high) => vec![high, unit],
            None if (0xd800..0xdc00).contains(&unit) => {
                self.high_surrogate = Some(unit);
                return;
            }
            None => vec![unit],
        };
        let text: String = char::decode_utf16(units).filter_map(Result::ok).filter(|letter| *letter != '\0').collect();
        self.text(&text);
    }

    /// Decodes the bytes since the last control, in the code page of their font.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.encoding);
        // Some programs write UTF-8 and say nothing of it.
        let is_utf8 = !bytes.is_ascii() && bytes.len() > 1 && std::str::from_utf8(&bytes).is_ok();
        let encoding = if is_utf8 && !encoding_is_multibyte(encoding) { UTF_8 } else { encoding };
        self.text(&encoding.decode_without_bom_handling(&bytes).0);
    }

    fn text(&mut self, text: &str) {
        match self.state.destination {
            Destination::Text if self.state.is_hidden => {}
            Destination::Text => {
                self.passage.text.push_str(text);
                if text.trim().is_empty() {
                    return;
                }
                self.all_bold &= self.state.is_bold;
                self.all_large &= self.state.size >= LARGE;
                if self.all_bold {
                    self.passage.bold = self.passage.text.len();
                }
            }
            Destination::Styles => self.style_name(text),
            Destination::Bookmark | Destination::Instruction if self.aside.len() < 4096 => self.aside.push_str(text),
            _ => {}
        }
    }

    /// `{\s1 heading 1;}` in the list of styles.
    fn style_name(&mut self, text: &str) {
        let name = text.trim().trim_end_matches(';').to_lowercase();
        let style = match name.as_str() {
            "title" => Style::Title,
            "subtitle" => Style::Subtitle,
            "quote" | "block text" | "quotations" => Style::Quote,
            "caption" => Style::Caption,
            name => match name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
                Some(level) => Style::Heading(level),
                None => return,
            },
        };
        self.styles.insert(self.state.style, style);
    }

    fn style(&mut self, number: i32) {
        self.state.style = number;
        if self.state.destination == Destination::Text {
            self.passage.style = self.styles.get(&number).copied().unwrap_or_default();
        }
    }

    fn heading(&mut self, level: Option<i32>) {
        let level = level.and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 9);
        if let (Destination::Text, Some(level)) = (self.state.destination, level) {
            self.passage.style = Style::Heading(level + 1);
        }
    }

    fn font_charset(&mut self, charset: Option<i32>) {
        let page = match charset.unwrap_or(0) {
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return,
        };
        self.fonts.insert(self.state.font, code_page(page));
    }

    fn end_link(&mut self) {
        let Some((start, url, _)) = self.link.take() else { return };
        let words = self.passage.text.get(start..).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.passage.links.push(Link { words, url });
        }
    }

    fn take_passage(&mut self) -> Passage {
        self.end_link();
        let next = Passage { line: self.passage.line + 1, ..Passage::default() };
        let mut passage = std::mem::replace(&mut self.passage, next);
        passage.is_large = self.all_large && !passage.is_blank();
        (self.all_bold, self.all_large) = (true, true);
        self.passage.style = self.styles.get(&self.state.style).copied().unwrap_or_default();
        passage
    }

    fn end_paragraph(&mut self) {
        if self.state.destination != Destination::Text {
            return;
        }
        let passage = self.take_passage();
        if self.in_table {
            self.has_long_cell |= !passage.is_blank();
            self.row.push(passage);
        } else {
            self.passages.push(passage);
        }
    }

    fn end_cell(&mut self) {
        let passage = self.take_passage();
        self.row.push(passage);
    }

    /// Rows become lines where no cell has more than one paragraph.
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if std::mem::take(&mut self.has_long_cell) {
            self.passages.extend(row);
            return;
        }
        let cells: Vec<&Passage> = row.iter().filter(|passage| !passage.is_blank()).collect();
        if let [only] = cells.as_slice() {
            self.passages.push((*only).clone());
        } else if let Some(first) = cells.first() {
            let text = cells.iter().map(|cell| cell.one_line()).collect::<Vec<_>>().join(" ");
            self.passages.push(Passage { text, line: first.line, ..Passage::default() });
        }
    }

    fn finish(mut self) -> Vec<Passage> {
        self.decode();
        self.end_row();
        let last = self.take_passage();
        self.passages.push(last);
        self.passages
    }
}

fn encoding_is_multibyte(encoding: &'static Encoding) -> bool {
    !encoding.is_single_byte()
}

/// The encoding of a code page of Windows.
fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        65001 => "utf-8".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}
