//! The text of RTF, paragraph by paragraph.

mod reader;
mod tokens;

use crate::import::error::ImportError;
use crate::import::passage::Passage;

/// Whether the bytes begin as RTF does.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// The paragraphs of a text, blank ones included.
///
/// # Errors
///
/// When it is no RTF. Damage inside is skipped, as every reader of RTF does.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Passage>, ImportError> {
    if !is_rtf(bytes) {
        return Err(ImportError::Malformed { line: 1, why: "it does not begin as RTF does".to_owned() });
    }
    Ok(reader::read(bytes))
}
