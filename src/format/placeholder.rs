//! Text of others, made harmless for terminals.

/// Text without anything that a terminal would obey or that turns other text around: a placeholder stands for each such
/// letter.
pub(super) fn plain(text: &str) -> String {
    let hostile = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if hostile(letter) { '\u{fffd}' } else { letter }).collect()
}
