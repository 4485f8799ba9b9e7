//! Repairs of damaged text. Each is reported with its line, and none changes a quotation mark.

mod function_words;
mod hyphens;
mod joins;
mod run_in;
mod stray;

use crate::import::document::Document;

/// Mends what can be mended in the blocks of a plain text.
pub(super) fn mend(document: &mut Document) {
    let Document { blocks, notices, .. } = document;
    let joints = joins::join(blocks, notices);
    stray::remove(blocks, &joints, notices);
    run_in::split(blocks, notices);
    hyphens::restore(document);
}

/// Drops the soft hyphens of any document; they show in no text.
pub(super) fn drop_soft_hyphens(document: &mut Document) {
    hyphens::drop_soft(document);
}
