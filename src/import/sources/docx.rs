//! Any DOCX.

use crate::import::archive;
use crate::import::archive::Archive;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{passage, word};

/// Documents of Word and its like.
pub(super) struct Docx;

impl Source for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn summary(&self) -> &'static str {
        "any DOCX: an article"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let is_word = |archive: Archive<'_>| archive.has(word::DOCUMENT);
        let found = archive::is_archive(input.bytes()) && Archive::open(input.bytes()).is_ok_and(is_word);
        if found { Confidence::Likely } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let word = word::read(input.bytes())?;
        let document = passage::document(&word.passages);
        if !document.has_text() {
            return Err(ImportError::no_article("it is a DOCX without text"));
        }
        Ok(Parsed { notices: word.notices, ..document.into() })
    }
}
