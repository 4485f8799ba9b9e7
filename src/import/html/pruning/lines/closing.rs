//! Lines below the last paragraph: dates, contacts, notes about the author, headings of what was left out.

use crate::import::block::BlockKind;
use crate::import::html::blocks::Piece;
use crate::import::html::pruning::lines::opening::is_dated_line;
use crate::import::html::pruning::lines::{Lines, count_words};

/// Leaves out lines at the end, from the last upwards, until a line is text.
pub(super) fn leave_out_closing(lines: &mut Lines<'_>) {
    let below = lines.pieces.iter().rev().take_while(|piece| is_furniture(piece)).count();
    let first = lines.pieces.len() - below;
    if first == 0 {
        return;
    }
    lines.leave_out("below the article", |pieces, at| at >= first && !is_picture(&pieces[at]));
}

/// Captions below the text belong to pictures and are looked past.
fn is_picture(piece: &Piece) -> bool {
    matches!(piece.block.kind, BlockKind::Caption | BlockKind::Credit)
}

fn is_furniture(piece: &Piece) -> bool {
    let text = &piece.block.text;
    is_picture(piece)
        || piece.block.kind == BlockKind::Heading
        || piece.block.kind != BlockKind::Quote && (is_dated_line(text) || is_contact(text))
        || piece.block.kind != BlockKind::List && piece.is_linked() && count_words(text) <= 12
}

/// How to reach the author or follow the outlet.
fn is_contact(text: &str) -> bool {
    const MOST_WORDS: usize = 45;
    const NETWORKS: [&str; 9] = [
        "on twitter",
        "on facebook",
        "on instagram",
        "on youtube",
        "on linkedin",
        "auf twitter",
        "no twitter",
        "en twitter",
        "on telegram",
    ];
    let lower = text.to_lowercase();
    let has_handle = text.split_whitespace().any(|word| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '@');
        word.len() > 3 && word.contains('@')
    });
    let asks = ["follow ", "contact ", "email ", "e-mail ", "reach ", "reached at", "write to", "folgen"]
        .iter()
        .any(|word| lower.contains(word));
    asks && count_words(text) <= MOST_WORDS && (has_handle || NETWORKS.iter().any(|network| lower.contains(network)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::pruning::lines::test_page::{TEXT, keeps_text_only, kept};

    #[test]
    fn what_stands_below_the_text_leaves_it() {
        for line in [
            "<h3>Join the discussion</h3>",
            "<p>Follow Ana Holm on Twitter.</p>",
            "<p>Ana Holm can be reached at ana@port.example or @anaholm.</p>",
            "<p>Published 2:16 AM EST Nov 20, 2019</p>",
            "<p><a href=/x>Subscribe to the Post</a></p>",
        ] {
            keeps_text_only(leave_out_closing, &format!("{TEXT}{line}"));
        }
    }

    #[test]
    fn last_paragraphs_and_captions_stay() {
        for line in [
            "<p>She left in May 2020.</p>",
            "<figcaption>The port</figcaption>",
            "<ul><li><a href=/a>Act</a></ul>",
            "<p><i>Bo Ek contributed to this report.</i></p>",
        ] {
            assert_eq!(kept(leave_out_closing, &format!("{TEXT}{line}")).len(), 4, "{line}");
        }
    }
}
