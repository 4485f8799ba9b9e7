//! From lines to blocks: paragraphs, headings, lists, and what stands around an article.

mod front;
mod headings;
mod paragraphs;
mod roles;
mod wrap;

use super::document::{Document, Line};
use super::repair;
pub(super) use front::byline;
pub(super) use wrap::begins_low;
use wrap::{adjoin, width};

/// Whether the first line of a text is its title, as far as it and the `next` one show.
pub(super) fn looks_like_title(line: &Line, next: &Line) -> bool {
    const LONGEST: usize = 160;
    let text = line.trimmed();
    let apart = !adjoin(line, next);
    let is_short = headings::looks_like_heading(text);
    // A question, an exclamation or a long title needs the blank line behind it.
    let is_long = width(line) <= LONGEST && !begins_low(text) && !text.ends_with(['.', ',', ';', ':']);
    (is_short && (apart || !begins_low(next.trimmed()) && width(next) > width(line))) || (apart && is_long)
}

/// Finds the blocks in the lines of a plain text, and the bylines and datelines in any text.
///
/// Without `repair` a paragraph is what blank lines part, or each line where there are none.
pub(super) fn find_blocks(document: &mut Document, repair: bool) {
    let lines = std::mem::take(&mut document.lines);
    let is_plain = !lines.is_empty();
    if is_plain {
        let found = paragraphs::find(&lines, repair);
        document.blocks = found.blocks;
        document.notices.extend(found.notices);
        roles::assign(document);
        headings::mark(&mut document.blocks);
    }
    front::take(document);
    if repair {
        repair::drop_soft_hyphens(document);
    }
    if repair && is_plain {
        repair::mend(document);
    }
}
