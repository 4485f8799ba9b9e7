//! What is to be imported: bytes, and what is known about them.

use std::cell::OnceCell;

use crate::import::encoding;
use crate::import::encoding::Decoded;

/// Bytes at each end of an input that recognisers look at first.
const EDGE: usize = 4096;

/// Bytes to import, with hints.
#[derive(Debug, Default)]
pub struct Input<'a> {
    bytes: &'a [u8],
    file_name: Option<&'a str>,
    media_type: Option<&'a str>,
    base_text: Option<&'a [u8]>,
    decoded: OnceCell<Decoded>,
    head: OnceCell<String>,
    tail: OnceCell<String>,
}

impl<'a> Input<'a> {
    /// An input without any hint.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, ..Self::default() }
    }

    /// Adds a file name, which may carry folders; only its last part is kept.
    #[must_use]
    pub fn named(mut self, path: &'a str) -> Self {
        self.file_name = path.rsplit('/').next().filter(|name| !name.is_empty());
        self
    }

    /// Adds a media type, such as `text/html; charset=utf-8`.
    #[must_use]
    pub fn typed(mut self, media_type: &'a str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Adds the text that standoff annotations refer to (`--onto FILE`).
    #[must_use]
    pub fn onto(mut self, text: &'a [u8]) -> Self {
        self.base_text = Some(text);
        self
    }

    /// All bytes.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Name of the file without its folder: a hint, and part of messages.
    #[must_use]
    pub fn file_name(&self) -> Option<&'a str> {
        self.file_name
    }

    /// Media type that came with the input: a hint.
    #[must_use]
    pub fn media_type(&self) -> Option<&'a str> {
        self.media_type
    }

    /// Bytes of the text that annotations speak about, where they came in a file of their own.
    #[must_use]
    pub fn base_text(&self) -> Option<&'a [u8]> {
        self.base_text
    }

    /// Text of the first 4 kB, for recognising; undecodable bytes are replaced, UTF-16 with a mark is read.
    #[must_use]
    pub fn head(&self) -> &str {
        self.head.get_or_init(|| encoding::glimpse(self.bytes, &self.bytes[..self.bytes.len().min(EDGE)]))
    }

    /// Text of the last 4 kB, for recognising.
    #[must_use]
    pub fn tail(&self) -> &str {
        let start = self.bytes.len().saturating_sub(EDGE);
        // UTF-16 counts in pairs of bytes.
        self.tail.get_or_init(|| encoding::glimpse(self.bytes, &self.bytes[start - start % 2..]))
    }

    /// The whole as text, decoded once. For formats that declare their encoding inside, use
    /// [`encoding::decode`] with that declaration.
    #[must_use]
    pub fn decoded(&self) -> &Decoded {
        self.decoded.get_or_init(|| encoding::decode(self.bytes, self.declared_charset()))
    }

    /// The `charset` of the media type.
    #[must_use]
    pub fn declared_charset(&self) -> Option<&'a str> {
        let (_, charset) = self.media_type?.split_once("charset=")?;
        charset.split(';').next().map(|name| name.trim_matches([' ', '"', '\'']))
    }

    /// Whether it is an article of nutgraf's own, even a broken one.
    #[must_use]
    pub fn is_article(&self) -> bool {
        let key = b"nutgraf:";
        let bare = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(self.bytes);
        bare.starts_with(key) || memchr::memmem::find(bare, b"\nnutgraf:").is_some()
    }
}
