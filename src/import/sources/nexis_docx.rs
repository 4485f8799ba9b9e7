//! Nexis Uni and Nexis+: DOCX, or the RTF that is delivered under the same name.

use crate::import::archive;
use crate::import::archive::Archive;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{nexis, rtf, word};

/// Deliveries of Nexis for word processors.
pub(super) struct NexisDocx;

impl Source for NexisDocx {
    fn name(&self) -> &'static str {
        "nexis-docx"
    }

    fn summary(&self) -> &'static str {
        "Nexis Uni and Nexis+, DOCX or RTF: one article or many, with a cover or without"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        // The cover of a hundred documents is shorter.
        const ENOUGH: u64 = 1024 * 1024;
        let is_nexis = if archive::is_archive(input.bytes()) {
            let glimpse = |mut archive: Archive<'_>| archive.glimpse(word::DOCUMENT, ENOUGH);
            has_marks(&Archive::open(input.bytes()).map(glimpse).unwrap_or_default())
        } else {
            rtf::is_rtf(input.bytes()) && has_marks(input.bytes())
        };
        if is_nexis { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let (passages, notices) = if rtf::is_rtf(input.bytes()) {
            (rtf::read(input.bytes())?, Vec::new())
        } else {
            let word = word::read(input.bytes())?;
            (word.passages, word.notices)
        };
        let parsed = nexis::word::articles(&passages);
        if parsed.documents.is_empty() {
            return Err(ImportError::no_article("it is a delivery of Nexis without articles"));
        }
        Ok(Parsed { notices, ..parsed })
    }
}

/// Bookmarks of the articles and of their texts, or the last line of an article with the label of its length.
fn has_marks(text: &[u8]) -> bool {
    let has = |mark: &str| memchr::memmem::find(text, mark.as_bytes()).is_some();
    let is_bookmarked = has("\"Bookmark_1\"") || has("bkmkstart Bookmark_1}") || has("\"Body_0\"");
    is_bookmarked || has("End of Document") && (has("Length:") || has(">Body<") || has("Body"))
}
