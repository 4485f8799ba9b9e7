//! XML: well-formed or nearly so. Entities of its own are refused, nothing outside is fetched.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::import::error::ImportError;

use crate::import::markup::{Builder, DEEPEST, Tree};

/// A document, up to the first error.
#[derive(Debug)]
pub(in crate::import) struct Xml<'a> {
    /// Everything before the first error; elements that were open there are closed.
    pub(in crate::import) tree: Tree<'a>,
    /// The error that ended it.
    pub(in crate::import) error: Option<ImportError>,
}

/// The encoding that an XML declaration at the beginning of `bytes` names.
pub(in crate::import) fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(256)];
    let end = head.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(&head[..end]).ok().filter(|text| text.contains("<?xml"))?;
    let (_, value) = declaration.split_once("encoding")?;
    value.split(['"', '\'']).nth(1)
}

/// Reads `text`, a whole document or a part of one.
pub(in crate::import) fn parse(text: &str) -> Xml<'_> {
    let mut parser = Parser { events: Events::new(text), builder: Builder::new() };
    let error = parser.run().err();
    Xml { tree: parser.builder.finish(), error }
}

/// The events of a document, with lines.
pub(in crate::import) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    counted: usize,
    line: usize,
}

impl<'a> Events<'a> {
    pub(in crate::import) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_end_names = true;
        Self { reader, text, counted: 0, line: 1 }
    }

    /// The next event, and the line on which it begins.
    ///
    /// # Errors
    ///
    /// When the text is not XML.
    pub(in crate::import) fn next(&mut self) -> Result<(Event<'a>, usize), ImportError> {
        let start = self.position().max(self.counted);
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.counted..start]).count();
        self.counted = start;
        match self.reader.read_event() {
            Ok(event) => Ok((event, self.line)),
            Err(error) => Err(self.malformed(&error)),
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len())
    }

    fn malformed(&mut self, error: &quick_xml::Error) -> ImportError {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX).min(self.text.len());
        let line = memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at]).count() + 1;
        ImportError::Malformed { line, why: format!("it is not well-formed XML: {error}") }
    }
}

struct Parser<'a> {
    events: Events<'a>,
    builder: Builder<'a>,
}

impl<'a> Parser<'a> {
    fn run(&mut self) -> Result<(), ImportError> {
        loop {
            let (event, line) = self.events.next()?;
            match event {
                Event::Start(start) => self.open(&start, line)?,
                Event::Empty(start) => {
                    self.open(&start, line)?;
                    self.builder.close();
                }
                Event::End(_) => self.builder.close(),
                Event::Text(text) => self.builder.text(text.into_inner(), line),
                Event::CData(text) => self.builder.text(text.into_inner(), line),
                Event::GeneralRef(reference) => self.builder.text(resolve(&reference), line),
                Event::DocType(declaration) => refuse_entities(&declaration, line)?,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof => return self.ended(line),
            }
            if self.builder.is_full() {
                return Err(ImportError::TooLarge { what: "its XML".to_owned(), limit: "2,000,000 elements" });
            }
        }
    }

    fn open(&mut self, start: &BytesStart<'a>, line: usize) -> Result<(), ImportError> {
        if self.builder.depth() == DEEPEST {
            return Err(too_deep());
        }
        let name = start.name().into_inner().to_owned();
        let attributes = attributes(start).into_iter().map(|(key, value)| (Cow::Owned(key), Cow::Owned(value)));
        self.builder.open(Cow::Owned(name), attributes, line);
        Ok(())
    }

    fn ended(&self, line: usize) -> Result<(), ImportError> {
        match self.builder.depth() {
            0 => Ok(()),
            depth => {
                let why = format!("it ends inside <{}>", self.builder.open_name(depth));
                Err(ImportError::Malformed { line, why })
            }
        }
    }
}

/// The error of elements nested deeper than is read.
pub(in crate::import) fn too_deep() -> ImportError {
    ImportError::TooLarge { what: "the depth of its XML".to_owned(), limit: "256 levels" }
}

/// Name and value of each attribute, references resolved; malformed ones are left out.
pub(in crate::import) fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten();
    attributes.map(|attribute| (attribute.key.into_inner().to_owned(), unescaped(&attribute.value))).collect()
}

/// Documents that define entities are refused: expanding them is how a small file becomes a large one, or reads
/// another file.
///
/// # Errors
///
/// When there is such a definition.
pub(in crate::import) fn refuse_entities(declaration: &str, line: usize) -> Result<(), ImportError> {
    if !declaration.contains("<!ENTITY") {
        return Ok(());
    }
    let why = "it defines entities of its own, which are not expanded; `xmllint --noent FILE` writes them out";
    Err(ImportError::Malformed { line, why: why.to_owned() })
}

/// The text of `&name;` or `&#1;`; as written where nobody knows the name.
pub(in crate::import) fn resolve<'a>(reference: &BytesRef<'_>) -> Cow<'a, str> {
    let name: &str = reference;
    resolved(name).map_or_else(|| Cow::Owned(format!("&{name};")), |text| Cow::Owned(text.to_string()))
}

/// A text with its references resolved.
fn unescaped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        whole.push_str(&rest[..at]);
        let reference = &rest[at + 1..];
        let end = reference.find(';').filter(|end| *end <= 32);
        if let Some((letter, end)) = end.and_then(|end| Some((resolved(&reference[..end])?, end))) {
            whole.push(letter);
            rest = &reference[end + 1..];
        } else {
            whole.push('&');
            rest = reference;
        }
    }
    whole.push_str(rest);
    whole
}

/// The character that a reference names: by number, by XML, or by HTML, whose names many feeds use.
fn resolved(name: &str) -> Option<char> {
    let number = if let Some(digits) = name.strip_prefix('#') {
        match digits.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => digits.parse().ok()?,
        }
    } else {
        let (first, second) = NAMED_ENTITIES.get(format!("{name};").as_str()).copied()?;
        (second == 0).then_some(first)?
    };
    char::from_u32(number).filter(|letter| *letter != '\0')
}
