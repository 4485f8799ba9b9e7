//! Words of a heading that were strewn into the text below it.

use crate::import::block::{Block, BlockKind};
use crate::import::notice::{Notice, NoticeKind};
use crate::import::repair::function_words::{cannot_meet, is_function_word};
use crate::import::repair::joins::Joint;

/// Takes a word that cannot be where a paragraph was joined back to the heading that lacks it. Where no heading
/// lacks one, the place is only reported.
pub(super) fn remove(blocks: &mut [Block], joints: &[Joint], notices: &mut Vec<Notice>) {
    // From the end, so that the places of earlier joints in the same paragraph hold.
    for joint in joints.iter().rev() {
        let text = &blocks[joint.block].text;
        let mut words = text[joint.byte..].split(' ');
        let (Some(word), Some(next)) = (words.next(), words.next()) else { continue };
        if !cannot_meet(word, next) {
            continue;
        }
        let word = word.to_owned();
        let heading = blocks[..joint.block].iter().rposition(|block| block.kind == BlockKind::Heading);
        let gap = heading.and_then(|heading| Some((heading, gap(&blocks[heading].text)?)));
        let message = match gap {
            Some((heading, byte)) => {
                blocks[joint.block].text.replace_range(joint.byte..=joint.byte + word.len(), "");
                blocks[heading].text.insert_str(byte, &format!("{word} "));
                let restored = format!("put “{word}”, which was strewn into the text below, into the heading");
                notices.push(Notice::at(blocks[heading].line, NoticeKind::StrayWord, restored));
                format!("took “{word}” out of the sentence and put it into the heading above")
            }
            None => format!("“{word} {next}” cannot be right; “{word}” may belong elsewhere"),
        };
        notices.push(Notice::at(joint.line, NoticeKind::StrayWord, message));
    }
}

/// The byte of a heading before the one name that follows a common noun without a word between them.
fn gap(heading: &str) -> Option<usize> {
    let mut gaps = heading.match_indices(' ').filter_map(|(at, _)| {
        let before = heading[..at].split(' ').next_back()?;
        let after = &heading[at + 1..];
        let is_noun = before.len() >= 4 && before.chars().all(char::is_lowercase) && !is_function_word(before);
        (is_noun && after.starts_with(char::is_uppercase)).then_some(at + 1)
    });
    let gap = gaps.next()?;
    gaps.next().is_none().then_some(gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(heading: &str, text: &str) -> (String, String, usize) {
        let byte = text.find(" to ").map_or(0, |at| at + 1);
        let mut blocks = [Block::heading(heading, 1), Block::paragraph(text, 3)];
        let mut notices = Vec::new();
        remove(&mut blocks, &[Joint { block: 1, byte, line: 5 }], &mut notices);
        (blocks[0].text.clone(), blocks[1].text.clone(), notices.len())
    }

    #[test]
    fn a_strewn_word_goes_back_to_the_heading_that_lacks_it() {
        let (heading, text, notices) =
            repaired("Norvik's closeness Ostrow", "This together to with the storms is bad.");
        assert_eq!(heading, "Norvik's closeness to Ostrow");
        assert_eq!((text.as_str(), notices), ("This together with the storms is bad.", 2));
    }

    #[test]
    fn without_such_a_heading_it_is_reported_and_stays() {
        let (heading, text, notices) = repaired("The harbour", "This together to with the storms is bad.");
        assert_eq!((heading.as_str(), notices), ("The harbour", 1));
        assert_eq!(text, "This together to with the storms is bad.");
        assert_eq!(repaired("Norvik's closeness Ostrow", "They plan to leave.").2, 0);
    }
}
