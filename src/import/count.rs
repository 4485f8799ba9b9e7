//! The count of words that a source states is a free check of what was read.

use super::block::BlockKind;
use super::document::Document;
use super::notice::{Notice, NoticeKind};

/// A report when the words found are not those stated, by more than a tenth and more than ten.
pub(super) fn check(document: &Document) -> Option<Notice> {
    let stated = document.stated_words?;
    let of_text = document.blocks.iter().filter(|block| block.kind.is_body() || block.kind == BlockKind::Heading);
    let found: usize = of_text.map(|block| block.text.split_whitespace().count()).sum();
    let difference = found.abs_diff(stated);
    if difference <= 10 || difference * 10 <= stated {
        return None;
    }
    let message = format!("the source counts {stated} words, the text found has {found}");
    Some(Notice::whole(NoticeKind::Count, message))
}
