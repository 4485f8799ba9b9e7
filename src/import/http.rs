//! Responses of web servers, as archives of the web keep them.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::import::error::ImportError;

/// A longer body is not read.
const LONGEST_BODY: u64 = 64 * 1024 * 1024;

/// A response, its body unpacked.
#[derive(Debug)]
pub(super) struct Response {
    /// The status, such as 200.
    pub(super) status: u16,
    /// The media type with its parameters, in lower case.
    pub(super) media_type: String,
    /// The body, neither chunked nor compressed.
    pub(super) body: Vec<u8>,
}

/// Reads a response.
///
/// # Errors
///
/// When it is damaged, too long, or compressed in a way that is not read.
pub(super) fn response(bytes: &[u8]) -> Result<Response, ImportError> {
    let no_head = || malformed("its HTTP response has no head");
    let (head, body) = split_head(bytes).ok_or_else(no_head)?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let status = status.ok_or_else(|| malformed("its HTTP response has no status"))?;
    let fields = fields(lines);
    let field = |name: &str| {
        let value = fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.to_ascii_lowercase());
        value.unwrap_or_default()
    };
    let mut body = body.to_vec();
    if field("transfer-encoding").contains("chunked") {
        body = unchunked(&body);
    }
    if status == 200 {
        for coding in field("content-encoding").rsplit(',') {
            body = unpacked(coding.trim(), body)?;
        }
    }
    Ok(Response { status, media_type: field("content-type"), body })
}

/// The head of a message and what follows the blank line behind it.
pub(super) fn split_head(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (at, length) = match (memchr::memmem::find(bytes, b"\r\n\r\n"), memchr::memmem::find(bytes, b"\n\n")) {
        (Some(at), Some(other)) if other < at => (other, 2),
        (Some(at), _) => (at, 4),
        (None, Some(at)) => (at, 2),
        (None, None) => return None,
    };
    Some((String::from_utf8_lossy(&bytes[..at]).into_owned(), &bytes[at + length..]))
}

/// Names in lower case and values of the fields of a head.
pub(super) fn fields<'h>(lines: impl Iterator<Item = &'h str>) -> Vec<(String, String)> {
    let pairs = lines.filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())).collect()
}

/// The content of chunks; the bytes themselves where they are not chunked after all, as some archives store them.
fn unchunked(bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let size = String::from_utf8_lossy(&rest[..end]);
        let size = size.split(';').next().unwrap_or_default().trim();
        let Ok(size) = usize::from_str_radix(size, 16) else { break };
        rest = &rest[end + 1..];
        if size == 0 {
            return content;
        }
        let size = size.min(rest.len());
        content.extend_from_slice(&rest[..size]);
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    if content.is_empty() { bytes.to_vec() } else { content }
}

fn unpacked(coding: &str, body: Vec<u8>) -> Result<Vec<u8>, ImportError> {
    match coding {
        "" | "identity" => Ok(body),
        // Archives may have unpacked it and kept the field.
        "gzip" | "x-gzip" if !body.starts_with(b"\x1f\x8b") => Ok(body),
        "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(body.as_slice())),
        "deflate" if body.first() == Some(&0x78) => bounded(ZlibDecoder::new(body.as_slice())),
        "deflate" => bounded(DeflateDecoder::new(body.as_slice())),
        other => Err(malformed(&format!("its body is compressed as {other}, which is not read"))),
    }
}

fn bounded(reader: impl Read) -> Result<Vec<u8>, ImportError> {
    let mut body = Vec::new();
    let read = reader.take(LONGEST_BODY + 1).read_to_end(&mut body);
    if body.len() as u64 > LONGEST_BODY {
        return Err(ImportError::TooLarge { what: "the body of its response".to_owned(), limit: "64 MiB" });
    }
    match read {
        // A body that was cut off is read as far as it goes.
        Err(error) if body.is_empty() => Err(malformed(&format!("its body cannot be unpacked: {error}"))),
        _ => Ok(body),
    }
}

fn malformed(why: &str) -> ImportError {
    ImportError::Malformed { line: 1, why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_what_is_not_chunked_stays() {
        assert_eq!(
            unchunked(b"4\r\nhar\xc3\r\n5;x=1\r\n\xb6bour\r\n0\r\n\r\n"),
            "harö".as_bytes().iter().chain(b"bour").copied().collect::<Vec<_>>()
        );
        assert_eq!(unchunked(b"<html>\n</html>"), b"<html>\n</html>");
        assert_eq!(unchunked(b"ffffffff\r\ncut"), b"cut");
    }

    #[test]
    fn a_response_needs_a_head_with_a_status() {
        assert!(response(b"nothing").is_err());
        assert!(response(b"HTTP/1.1 OK\r\n\r\nx").is_err());
        let response = response(b"HTTP/1.1 404 Not Found\nContent-Type: Text/HTML\n\nx").ok();
        let response = response.map(|found| (found.status, found.media_type, found.body));
        assert_eq!(response, Some((404, "text/html".to_owned(), b"x".to_vec())));
    }
}
