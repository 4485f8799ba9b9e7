//! Any RTF.

use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{passage, rtf};

/// Rich text.
pub(super) struct Rtf;

impl Source for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn summary(&self) -> &'static str {
        "any RTF: an article"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        if rtf::is_rtf(input.bytes()) { Confidence::Likely } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let passages = rtf::read(input.bytes())?;
        let document = passage::document(&passages);
        if !document.has_text() {
            return Err(ImportError::no_article("it is an RTF without text"));
        }
        Ok(document.into())
    }
}
