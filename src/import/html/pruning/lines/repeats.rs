//! Captions that a page shows twice: in the picture and in its gallery, short and whole.

use std::collections::HashSet;

use crate::import::block::BlockKind;
use crate::import::html::blocks::Piece;
use crate::import::html::pruning::lines::Lines;

/// Leaves out a caption or credit that came before, that the text repeats, or that is the beginning of one nearby.
pub(super) fn leave_out_repeated_captions(lines: &mut Lines<'_>) {
    const NEAR: usize = 8;
    let is_picture = |piece: &Piece| matches!(piece.block.kind, BlockKind::Caption | BlockKind::Credit);
    let mut seen: HashSet<String> =
        lines.pieces.iter().filter(|piece| !is_picture(piece)).map(|piece| piece.block.text.clone()).collect();
    let is_meant: Vec<bool> = (0..lines.pieces.len())
        .map(|at| {
            let piece = &lines.pieces[at];
            if !is_picture(piece) {
                return false;
            }
            let start = piece.block.text.trim_end_matches(['…', '.']);
            let near = &lines.pieces[at.saturating_sub(NEAR)..lines.pieces.len().min(at + NEAR)];
            let is_longer =
                |other: &&Piece| other.block.text.len() > piece.block.text.len() && other.block.text.starts_with(start);
            near.iter().filter(|other| is_picture(other)).any(|other| is_longer(&other))
                || !seen.insert(piece.block.text.clone())
        })
        .collect();
    lines.leave_out("a caption once more", |_, at| is_meant[at]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::pruning::lines::test_page::{TEXT, kept};

    #[test]
    fn each_caption_is_kept_once() {
        let html = format!(
            "<figcaption>The port in May…</figcaption><figcaption>The port in May, seen from the sea</figcaption>{TEXT}\
             <figcaption>The port in May, seen from the sea</figcaption><figcaption>A ferry</figcaption>"
        );
        assert_eq!(kept(leave_out_repeated_captions, &html).len(), 5);
    }
}
