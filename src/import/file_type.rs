//! Files that cannot be read, named as what they are, with the command that turns them into text.

use crate::import::archive::{Archive, is_archive};
use crate::import::error::ImportError;
use crate::import::sources::is_warc;

/// A file type that nutgraf knows and does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileType {
    what: &'static str,
    advice: &'static str,
}

impl From<FileType> for ImportError {
    fn from(file_type: FileType) -> Self {
        Self::Unreadable { what: file_type.what, advice: file_type.advice }
    }
}

const OCR: &str = "`tesseract FILE STEM` writes the text of a picture to STEM.txt";
const OFFICE: &str = "`soffice --headless --convert-to docx FILE` makes a DOCX file of it";
const UNPACK: &str = "unpack it and import the folder";

/// The first bytes of a type, what it is, and what to do.
const TYPES: [(&[u8], &str, &str); 17] = [
    (b"%PDF-", "a PDF file", "`pdftotext -layout FILE STEM.txt` makes a text of it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS or PPT) or an Outlook message", OFFICE),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", OCR),
    (b"\xff\xd8\xff", "a JPEG picture", OCR),
    (b"GIF87a", "a GIF picture", OCR),
    (b"GIF89a", "a GIF picture", OCR),
    (b"II*\0", "a TIFF picture", OCR),
    (b"MM\0*", "a TIFF picture", OCR),
    (b"%!PS", "a PostScript file", "`ps2pdf FILE` and `pdftotext -layout` make a text of it"),
    (b"AT&TFORM", "a DjVu file", "`djvutxt FILE STEM.txt` makes a text of it"),
    (b"\x1f\x8b", "a gzip archive", "`gunzip -k FILE` unpacks it"),
    (b"BZh", "a bzip2 archive", "`bunzip2 -k FILE` unpacks it"),
    (b"\xfd7zXZ\0", "an xz archive", "`unxz -k FILE` unpacks it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "`unzstd FILE` unpacks it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"SQLite format 3\0", "an SQLite database", "export its texts first"),
];

/// The type of a file that no source reads; none when some source may.
#[must_use]
pub fn unreadable(bytes: &[u8]) -> Option<FileType> {
    let known = TYPES.iter().find(|(magic, ..)| bytes.starts_with(magic)).filter(|_| !is_warc(bytes));
    if let Some((_, what, advice)) = known {
        return Some(FileType { what, advice });
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some(FileType { what: "a WebP picture", advice: OCR }),
        (_, Some(b"ftyp"), Some(b"heic" | b"heix" | b"mif1" | b"avif")) => {
            Some(FileType { what: "a HEIC or AVIF picture", advice: OCR })
        }
        (_, Some(b"ftyp"), _) => Some(FileType { what: "a video or sound file", advice: "transcribe it first" }),
        _ => None,
    }
}

/// Why a file is of no format that is read, to judge by its bytes.
pub(super) fn unknown(bytes: &[u8]) -> ImportError {
    if is_archive(bytes) {
        let is_whole = Archive::open(bytes).is_ok();
        let packed = FileType { what: "a ZIP archive that is no DOCX and no EPUB", advice: UNPACK };
        let damaged = FileType { what: "a damaged archive, such as half a DOCX", advice: "save or download it again" };
        return if is_whole { packed } else { damaged }.into();
    }
    let is_text = |byte: &&u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace() || !byte.is_ascii();
    let texts = bytes.iter().filter(is_text).count();
    match memchr::memchr(0, bytes) {
        Some(first) if texts * 10 >= bytes.len() * 9 && std::str::from_utf8(bytes).is_ok() => ImportError::Malformed {
            line: memchr::memchr_iter(b'\n', &bytes[..first]).count() + 1,
            why: "it has NUL bytes, which text files cannot contain; `tr -d '\\000' <FILE` leaves them out".to_owned(),
        },
        _ => ImportError::UnknownFormat,
    }
}
