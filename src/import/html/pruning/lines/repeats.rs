//! Captions that a page shows twice: in the picture and in its gallery, short and whole.

use super::super::super::super::block::BlockKind;
use super::Lines;

/// Leaves out a caption or credit that another caption, or the text, repeats or contains.
pub(super) fn leave_out_repeated_captions(lines: &mut Lines<'_>) {
    lines.leave_out("a caption once more", |pieces, at| {
        let block = &pieces[at].block;
        let is_picture = |kind| matches!(kind, BlockKind::Caption | BlockKind::Credit);
        is_picture(block.kind)
            && pieces.iter().enumerate().any(|(other_at, other)| {
                let text = &other.block.text;
                let same = *text == block.text && (other_at < at || !is_picture(other.block.kind));
                let longer = text.len() > block.text.len()
                    && text.starts_with(block.text.trim_end_matches(['…', '.']))
                    && is_picture(other.block.kind);
                other_at != at && (same || longer)
            })
    });
}

#[cfg(test)]
mod tests {
    use super::super::test_page::{TEXT, kept};
    use super::*;

    #[test]
    fn each_caption_is_kept_once() {
        let html = format!(
            "<figcaption>The port in May…</figcaption><figcaption>The port in May, seen from the sea</figcaption>{TEXT}\
             <figcaption>The port in May, seen from the sea</figcaption><figcaption>A ferry</figcaption>"
        );
        assert_eq!(kept(leave_out_repeated_captions, &html).len(), 5);
    }
}
