//! From bytes to text: valid UTF-8 wins, then a byte-order mark, then the declaration, then a guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::notice::{Notice, NoticeKind};
use crate::text::counted::{are, counted};

/// Text, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark; line ends are `\n`.
    pub text: String,
    /// Name of the encoding, such as `windows-1252`.
    pub encoding: &'static str,
    /// What is to be reported: an encoding that was guessed or declared wrongly, bytes that were replaced.
    pub notices: Vec<Notice>,
}

/// Decodes `bytes`; `declared` is the encoding that the format names, which may lie.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let declared = declared.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(encoding, &bytes[mark..], Vec::new());
    }
    if std::str::from_utf8(bytes).is_ok() {
        let lies = declared.filter(|encoding| *encoding != UTF_8 && !bytes.is_ascii());
        let notice = |encoding: &'static Encoding| {
            let message = format!("declared as {}, but it is UTF-8", encoding.name());
            Notice::whole(NoticeKind::Encoding, message)
        };
        return read(UTF_8, bytes, lies.map(notice).into_iter().collect());
    }
    if let Some(encoding) = without_mark(bytes) {
        return read(encoding, bytes, vec![assumed(encoding)]);
    }
    // A declaration of UTF-8 is refuted by now, unless only a few bytes are damaged.
    match declared {
        _ if is_mixed(bytes, declared) => read_mixed(bytes),
        Some(encoding) if encoding != UTF_8 => read(encoding, bytes, Vec::new()),
        _ if mostly_utf8(bytes) => read(UTF_8, bytes, Vec::new()),
        _ => {
            let encoding = guess(bytes);
            read(encoding, bytes, vec![assumed(encoding)])
        }
    }
}

/// A part of an input as text that is good enough to recognise a format.
#[must_use]
pub fn glimpse(whole: &[u8], part: &[u8]) -> String {
    let encoding = Encoding::for_bom(whole).map(|(encoding, _)| encoding).or_else(|| without_mark(whole));
    match encoding {
        Some(encoding) if encoding != UTF_8 => encoding.decode_with_bom_removal(part).0.into_owned(),
        _ => String::from_utf8_lossy(part.strip_prefix(b"\xef\xbb\xbf").unwrap_or(part)).into_owned(),
    }
}

fn assumed(encoding: &'static Encoding) -> Notice {
    Notice::whole(NoticeKind::Encoding, format!("no encoding is stated; read as {}", encoding.name()))
}

fn read(encoding: &'static Encoding, bytes: &[u8], mut notices: Vec<Notice>) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        let line = text.split('\u{fffd}').next().map(|before| before.matches('\n').count() + 1);
        let count = text.matches('\u{fffd}').count();
        let message = format!("{count} bytes are not {}; they are shown as \u{fffd}", encoding.name());
        notices.push(Notice { line, ..Notice::whole(NoticeKind::Encoding, message) });
    }
    Decoded { text: with_line_feeds(text), encoding: encoding.name(), notices }
}

/// Text in which every line ends with a line feed.
fn with_line_feeds(text: Cow<'_, str>) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() }
}

/// Text that was put together from two encodings: valid UTF-8 is read as that, the rest as windows-1252.
fn read_mixed(bytes: &[u8]) -> Decoded {
    let (mut text, mut first, mut count) = (String::with_capacity(bytes.len()), None, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert_with(|| text.matches('\n').count() + 1);
            count += chunk.invalid().len();
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    let bytes = format!("{} {}", counted(count, "byte"), are(count));
    let message = format!("it mixes two encodings: {bytes} not UTF-8; windows-1252 was assumed there");
    let notice = Notice { line: first, ..Notice::whole(NoticeKind::Encoding, message) };
    Decoded { text: with_line_feeds(Cow::Owned(text)), encoding: UTF_8.name(), notices: vec![notice] }
}

/// Whether there are letters in UTF-8 among others in windows-1252. Of other encodings, some bytes look like UTF-8 by chance.
fn is_mixed(bytes: &[u8], declared: Option<&'static Encoding>) -> bool {
    let may_be = declared.is_none_or(|encoding| encoding == WINDOWS_1252 || encoding == UTF_8);
    let has_utf8 = || bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    may_be && has_utf8() && !mostly_utf8(bytes) && guess(bytes) == WINDOWS_1252
}

/// UTF-16 without a byte-order mark: every second byte of mostly Latin text is zero.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1024) / 2 * 2];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    match (even * 10 >= half * 9, odd * 10 >= half * 9) {
        (true, false) if odd == 0 => Some(UTF_16BE),
        (false, true) if even == 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether at least 99 of 100 sequences beyond ASCII are UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 100 <= good
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}
