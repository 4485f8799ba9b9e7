//! What joins a statement to the one before it (`However,`, `but`), left out when it is restated.

use crate::candidates::attribution::phrase::is_auxiliary;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::language::Phrases;
use crate::candidates::text::Analysed;
use crate::candidates::text::tagger::Tag;
use crate::candidates::text::token::Shape;

/// Leaves out joining words at the beginning of the restatement; the quote keeps them only inside.
pub(super) fn strip(paragraph: &Analysed<'_>, unit: &mut Unit, phrases: &Phrases<bool>) {
    let Some(place) = unit.pieces.iter().position(|piece| matches!(piece, Piece::Tokens(_))) else { return };
    let joined = place == 0 || matches!(unit.pieces[0], Piece::Tokens(_));
    loop {
        let index = unit.pieces.len().min(place + 1) - 1;
        let Piece::Tokens(range) = &unit.pieces[index] else { return };
        let start = after_joint(paragraph, range.start, range.end, phrases);
        if !joined || start == range.start || start >= range.end {
            return;
        }
        let (old, end) = (range.start, range.end);
        unit.pieces[index] = Piece::Tokens(start..end);
        unit.joint = Some(unit.joint.as_ref().map_or(old, |joint| joint.start)..start);
        if unit.quote.start == old {
            unit.quote.start = start;
        }
    }
}

/// Where the statement begins behind a joining phrase at `start`.
fn after_joint(paragraph: &Analysed<'_>, start: usize, end: usize, phrases: &Phrases<bool>) -> usize {
    if start < end
        && paragraph.tags[start] == Tag::Mark
        && matches!(paragraph.word(start), "," | "—" | "–" | "-" | "--" | ";" | ":" | ".")
    {
        return start + 1;
    }
    for (length, needs_comma) in phrases.at(&paragraph.tokens, start) {
        let next = start + length;
        // It points at something: `That preference has grown`, `I think that is true`.
        let subject = paragraph.word(start) == "that" && next < end && is_auxiliary(paragraph.word(next));
        let points = length == 1 && (paragraph.word(start) == "That" || subject);
        if next >= end || points {
            continue;
        }
        if paragraph.word(next) == "," {
            return next + 1;
        }
        if !needs_comma && paragraph.tokens[start].shape != Shape::Upper {
            return next;
        }
    }
    start
}
