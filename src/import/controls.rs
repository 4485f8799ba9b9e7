//! Characters that no text has and no article may hold.

use crate::import::document::{Document, Field};
use crate::import::notice::{Notice, NoticeKind};

/// Drops control characters, and makes line and paragraph separators spaces, in every text of a document.
pub(super) fn drop_controls(document: &mut Document) {
    let mut dropped = 0;
    for line in &mut document.lines {
        dropped += clean(&mut line.text);
    }
    for block in &mut document.blocks {
        dropped += clean(&mut block.text);
        for link in &mut block.links {
            clean(&mut link.words);
            clean(&mut link.url);
        }
        block.links.retain(|link| block.text.contains(&link.words) && !link.words.is_empty());
    }
    let metadata = &mut document.metadata;
    let fields = [
        &mut metadata.title,
        &mut metadata.subtitle,
        &mut metadata.outlet,
        &mut metadata.byline,
        &mut metadata.published,
        &mut metadata.revised,
        &mut metadata.url,
        &mut metadata.archived,
        &mut metadata.language,
        &mut metadata.genre,
        &mut metadata.rights,
        &mut metadata.retrieved,
    ];
    for field in fields {
        if let Some(Field { value, .. }) = field {
            dropped += clean(value);
        }
        field.take_if(|field| field.value.trim().is_empty());
    }
    if let Some(id) = &mut document.source_id {
        clean(id);
    }
    document.blocks.retain(|block| !block.text.trim().is_empty());
    document.lines.retain(|line| !line.text.trim().is_empty());
    if dropped > 0 {
        let message = format!("dropped {dropped} control characters");
        document.notices.push(Notice::whole(NoticeKind::Encoding, message));
    }
}

/// Cleans a text; the number of characters that were dropped.
fn clean(text: &mut String) -> usize {
    let is_separator = |letter: char| matches!(letter, '\u{2028}' | '\u{2029}' | '\t' | '\n' | '\r');
    let is_control = |letter: char| letter.is_control() || matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(|letter| is_control(letter) || is_separator(letter)) {
        return 0;
    }
    let mut dropped = 0;
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // A tab at the start of a line indents it.
            '\t' if cleaned.trim().is_empty() => cleaned.push('\t'),
            letter if is_separator(letter) => cleaned.push(' '),
            letter if is_control(letter) => dropped += 1,
            letter => cleaned.push(letter),
        }
    }
    *text = cleaned;
    dropped
}
