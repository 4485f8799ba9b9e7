//! The title once more at the head of the text, and what is above it.

use crate::import::block::BlockKind;
use crate::import::html::pruning::lines::Lines;

/// Leaves out the title, which is metadata, and short lines above it: the outlet's section, its path in the site.
pub(super) fn leave_out_title(lines: &mut Lines<'_>) {
    /// A title is among the first blocks.
    const FARTHEST: usize = 12;
    let Some(title) = lines.about.title.map(bare) else { return };
    let head = lines.pieces.iter().take(FARTHEST).enumerate();
    let mut titles = head.filter(|(_, piece)| is_title(&bare(&piece.block.text), &title));
    let Some((at, _)) = titles.next_back() else { return };
    if lines.pieces[..at].iter().any(crate::import::html::pruning::lines::is_prose) {
        lines.leave_out("the title once more", |pieces, here| {
            here == at && is_title(&bare(&pieces[here].block.text), &title)
        });
        return;
    }
    lines.leave_out("above the title", |pieces, here| here < at && pieces[here].block.kind != BlockKind::Caption);
    lines.leave_out("the title once more", |pieces, here| {
        is_title(&bare(&pieces[here].block.text), &title) && here <= at
    });
}

/// Whether a line is the title, or ends with it behind a path such as "Home Ports".
fn is_title(line: &str, title: &str) -> bool {
    const SHORTEST: usize = 8;
    const LONGEST_PATH: usize = 40;
    line == title || title.len() >= SHORTEST && line.ends_with(title) && line.len() <= title.len() + LONGEST_PATH
}

/// Letters and digits only, in lower case.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::pruning::lines::test_page::{TEXT, keeps_text_only, kept};

    #[test]
    fn the_title_and_the_path_above_it_leave_the_text() {
        keeps_text_only(leave_out_title, &format!("<ul><li>Home<li>Ports</ul><h1>Dues rise!</h1>{TEXT}"));
        keeps_text_only(leave_out_title, &format!("<p>Home Ports Dues rise</p>{TEXT}"));
    }

    #[test]
    fn text_above_the_title_stays() {
        let lead = "The captains of Ostrow are angry, and this time all of them are, says their guild.";
        let kept = kept(leave_out_title, &format!("<p>{lead}</p><h1>Dues rise</h1>{TEXT}"));
        assert_eq!((kept.len(), kept[0].as_str()), (4, lead));
    }
}
