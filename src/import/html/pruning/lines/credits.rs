//! Who else worked on a report: "(Reporting by Ana Holm; editing by Bo Ek)".

use crate::import::block::BlockKind;
use crate::import::html::pruning::lines::{Lines, count_words};

/// Makes credits of such lines, which leave the text but not the article's record.
pub(super) fn name_credits(lines: &mut Lines<'_>) {
    for piece in &mut lines.pieces {
        if piece.block.kind == BlockKind::Paragraph && is_credit(&piece.block.text) {
            piece.block.kind = BlockKind::Credit;
        }
    }
}

fn is_credit(text: &str) -> bool {
    const MOST_WORDS: usize = 60;
    const BEGINNINGS: [&str; 12] = [
        "reporting by ",
        "additional reporting",
        "editing by ",
        "writing by ",
        "with reporting by ",
        "source: ",
        "sources: ",
        "photo: ",
        "photos: ",
        "photo by ",
        "photograph by ",
        "image credit",
    ];
    const ENDS: [&str; 8] = [
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed reporting",
        "contributed to the report",
        "hat zu diesem bericht beigetragen",
        "contributed research",
        "contributed",
    ];
    if count_words(text) > MOST_WORDS {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|letter: char| !letter.is_alphanumeric());
    // One sentence only: a quotation of a report ends otherwise.
    let is_short = text.matches(". ").count() <= 2;
    let by_others =
        ["contributed reporting from ", "contributed to this report from "].iter().any(|words| bare.contains(words));
    is_short
        && (BEGINNINGS.iter().any(|start| bare.starts_with(start))
            || by_others
            || ENDS.iter().any(|end| bare.ends_with(end)) && count_words(text) <= 45)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_known_by_their_words() {
        for text in [
            "(Reporting by Ana Holm; editing by Bo Ek)",
            "Ana Holm contributed reporting from Ostrow.",
            "Associated Press writers Ana Holm and Bo Ek contributed to this report.",
            "SOURCE: Ostrow Post and news agencies",
            "Additional reporting by Ana Holm",
        ] {
            assert!(is_credit(text), "{text}");
        }
        for text in
            ["The storm contributed to the delay.", "Reporting bypasses the port.", "The source: a captain, who pays."]
        {
            assert!(!is_credit(text), "{text}");
        }
    }
}
