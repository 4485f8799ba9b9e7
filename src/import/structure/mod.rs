//! From lines to blocks: paragraphs, headings, lists, and what is around an article.

mod front;
mod headings;
mod paragraphs;
mod roles;
mod run_on;
mod wrap;

use crate::import::document::{Document, Line};
use crate::import::repair;
pub(super) use crate::import::structure::front::byline;
pub(super) use crate::import::structure::wrap::begins_low;
use crate::import::structure::wrap::{adjoin, width};

/// Whether the first line of a text is its title, to judge by it and the `next` one.
pub(super) fn looks_like_title(line: &Line, next: &Line) -> bool {
    const LONGEST: usize = 160;
    let text = line.trimmed();
    let apart = !adjoin(line, next);
    let is_short = headings::looks_like_heading(text);
    // A question, an exclamation or a long title needs a blank line or a byline behind it.
    let apart = apart || byline(next.trimmed()).is_some();
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
        if repair {
            run_on::split(&mut document.blocks, &mut document.notices);
        }
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
