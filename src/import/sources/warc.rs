//! WARC: archives of the web. Of their records, the pages that a server answered with are read.

use std::io;
use std::io::{BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;

use crate::import::document::{Document, Field};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::markup;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{fields, html, http};

/// A longer record is skipped.
const LONGEST_RECORD: u64 = 64 * 1024 * 1024;
/// More than this is not read of one archive when unpacked.
const LONGEST: u64 = 2 * 1024 * 1024 * 1024;
/// The head of a record is shorter.
const LONGEST_HEAD: u64 = 64 * 1024;

/// Archives of the web.
pub(super) struct Warc;

impl Source for Warc {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn summary(&self) -> &'static str {
        "WARC, also gzipped: the pages in an archive of the web"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        if is_warc(input.bytes()) { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let bytes = input.bytes();
        if is_gzip(bytes) {
            return read(BufReader::new(MultiGzDecoder::new(bytes)));
        }
        read(bytes)
    }
}

/// Whether the bytes are an archive, gzipped or not.
pub(in crate::import) fn is_warc(bytes: &[u8]) -> bool {
    if !is_gzip(bytes) {
        return bytes.starts_with(b"WARC/");
    }
    let mut start = [0; 5];
    MultiGzDecoder::new(bytes).read_exact(&mut start).is_ok() && &start == b"WARC/"
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b")
}

fn read(reader: impl BufRead) -> Result<Parsed, ImportError> {
    let mut records = Records { reader: reader.take(LONGEST), line: 1 };
    let mut parsed = Parsed::default();
    let mut others = 0;
    loop {
        match records.next() {
            Ok(Some(record)) => match page(&record) {
                Some(document) => parsed.documents.push(document),
                None => others += 1,
            },
            Ok(None) => break,
            Err(error) => return crate::import::sources::with_error(parsed, Some(error)),
        }
    }
    if parsed.documents.is_empty() {
        return Err(ImportError::no_article("it has no record that is a page"));
    }
    if others > 0 {
        let message = format!("{others} records that are no pages were left out");
        parsed.notices.push(Notice::whole(NoticeKind::Skipped, message));
    }
    Ok(parsed)
}

/// A record of an archive.
struct Record {
    fields: Vec<(String, String)>,
    content: Vec<u8>,
    line: usize,
}

impl Record {
    fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

/// The article of a record; none where the record is no page that a server has answered with.
fn page(record: &Record) -> Option<Result<Document, ImportError>> {
    let at_record = |error| match error {
        ImportError::Malformed { why, .. } => ImportError::Malformed { line: record.line, why },
        ImportError::NoArticle { why, .. } => {
            let address = record.field("warc-target-uri").trim_matches(['<', '>']);
            ImportError::NoArticle { why: format!("{address}: {why}"), line: Some(record.line) }
        }
        error => error,
    };
    let (media_type, body) = match record.field("warc-type") {
        "response" if record.field("content-type").contains("http") => match http::response(&record.content) {
            Ok(response) if response.status != 200 => return None,
            Ok(response) => (response.media_type, response.body),
            Err(error) => return Some(Err(at_record(error))),
        },
        "response" | "resource" => (record.field("content-type").to_ascii_lowercase(), record.content.clone()),
        _ => return None,
    };
    if !(media_type.contains("text/html") || media_type.contains("application/xhtml")) {
        return None;
    }
    Some(document(record, &media_type, &body).map_err(at_record))
}

fn document(record: &Record, media_type: &str, body: &[u8]) -> Result<Document, ImportError> {
    let declared = media_type.split_once("charset=").map(|(_, name)| name.trim_matches(['"', ' ', ';']).to_owned());
    let declared = declared.or_else(|| markup::html::declared_charset(body));
    let decoded = encoding::decode(body, declared.as_deref());
    let address = record.field("warc-target-uri").trim_matches(['<', '>']);
    let mut document = html::read(&decoded.text, Some(address))?;
    document.notices.splice(0..0, decoded.notices);
    let saved = fields::day(record.field("warc-date"), &mut document.notices);
    document.metadata.retrieved = saved.or(document.metadata.retrieved);
    if document.metadata.url.is_none() {
        document.metadata.url = Field::stated(address);
    }
    Ok(document)
}

/// Reads one record after the other.
struct Records<R> {
    reader: io::Take<R>,
    line: usize,
}

impl<R: BufRead> Records<R> {
    fn next(&mut self) -> Result<Option<Record>, ImportError> {
        let Some(line) = self.first_line()? else { return Ok(None) };
        let mut head = Vec::new();
        loop {
            let before = head.len();
            let limit = LONGEST_HEAD.saturating_sub(before as u64);
            let read =
                (&mut self.reader).take(limit).read_until(b'\n', &mut head).map_err(|error| self.damaged(&error))?;
            if read == 0 {
                return Err(self.malformed("the archive ends in the head of a record"));
            }
            self.line += 1;
            if head[before..].trim_ascii().is_empty() {
                break;
            }
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        let mut record = Record { fields: http::fields(head.lines()), content: Vec::new(), line };
        let length: u64 =
            record.field("content-length").parse().map_err(|_| self.malformed("a record has no length"))?;
        record.content = self.content(length)?;
        Ok(Some(record))
    }

    /// The line on which the next record begins, passing over the blank ones before it.
    fn first_line(&mut self) -> Result<Option<usize>, ImportError> {
        loop {
            let mut line = Vec::new();
            let read = (&mut self.reader).take(LONGEST_HEAD).read_until(b'\n', &mut line);
            if read.map_err(|error| self.damaged(&error))? == 0 {
                return if self.reader.limit() == 0 { Err(too_long()) } else { Ok(None) };
            }
            self.line += 1;
            match line.trim_ascii() {
                b"" => {}
                start if start.starts_with(b"WARC/") => return Ok(Some(self.line - 1)),
                _ => return Err(self.malformed("a record does not begin with WARC/")),
            }
        }
    }

    /// The content of a record. What is too long is skipped, and no page.
    fn content(&mut self, length: u64) -> Result<Vec<u8>, ImportError> {
        let mut content = Vec::new();
        let kept = length.min(LONGEST_RECORD);
        let read = (&mut self.reader).take(kept).read_to_end(&mut content);
        read.map_err(|error| self.damaged(&error))?;
        self.line += memchr::memchr_iter(b'\n', &content).count();
        if (content.len() as u64) < kept {
            return if self.reader.limit() == 0 {
                Err(too_long())
            } else {
                Err(self.malformed("the archive ends in a record"))
            };
        }
        if length > kept {
            content.clear();
            io::copy(&mut (&mut self.reader).take(length - kept), &mut io::sink())
                .map_err(|error| self.damaged(&error))?;
        }
        Ok(content)
    }

    fn malformed(&self, why: &str) -> ImportError {
        ImportError::Malformed { line: self.line, why: why.to_owned() }
    }

    fn damaged(&self, error: &io::Error) -> ImportError {
        self.malformed(&format!("the archive cannot be unpacked: {error}"))
    }
}

fn too_long() -> ImportError {
    ImportError::TooLarge { what: "what is inside it".to_owned(), limit: "2 GiB" }
}
