//! The text of a message: HTML or plain, decoded.

use mail_parser::{ContentType, Message, MessagePart, MimeHeaders as _, PartType};

/// A text with the line of the file on which it begins.
#[derive(Debug)]
pub(in crate::import) struct Text {
    pub(in crate::import) content: String,
    pub(in crate::import) line: usize,
    /// Whether its stated encoding was a lie.
    pub(in crate::import) was_mended: bool,
}

/// The text of all parts of one kind that are no attachments; none where there is no such part.
pub(in crate::import) fn find(message: &Message<'_>, is_html: bool) -> Option<Text> {
    let mut found: Option<Text> = None;
    for part in message.parts.iter().filter(|part| !is_attachment(part)) {
        let text = match &part.body {
            PartType::Html(text) if is_html => text,
            PartType::Text(text) if !is_html => text,
            _ => continue,
        };
        let mended = mended(text);
        let was_mended = mended.is_some();
        let text = mended.unwrap_or_else(|| text.to_string()).replace("\r\n", "\n");
        if let Some(found) = &mut found {
            found.content.push_str("\n\n");
            found.content.push_str(&text);
            found.was_mended |= was_mended;
            continue;
        }
        let start = (part.offset_body as usize).min(message.raw_message.len());
        let line = memchr::memchr_iter(b'\n', &message.raw_message[..start]).count() + 1;
        found = Some(Text { content: text, line, was_mended });
    }
    found.filter(|found| !found.content.trim().is_empty())
}

fn is_attachment(part: &MessagePart<'_>) -> bool {
    part.content_disposition().is_some_and(ContentType::is_attachment)
}

/// UTF-8 that was read as Latin-1 or Windows-1252, read again.
fn mended(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'â', 'Ð', 'Ñ']) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        if let Ok(byte) = u8::try_from(u32::from(letter)) {
            bytes.push(byte);
            continue;
        }
        // A byte that Windows-1252 lacks; behind these two it closes a quotation.
        if letter == '\u{fffd}' && bytes.ends_with(b"\xe2\x80") {
            bytes.push(0x9d);
            continue;
        }
        let mut buffer = [0; 4];
        let (encoded, _, failed) = encoding_rs::WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
        if failed {
            return None;
        }
        bytes.extend_from_slice(&encoded);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_was_read_wrongly_is_mended() {
        assert_eq!(mended("GrÃ¶Ã\u{9f}e").as_deref(), Some("Größe"));
        assert_eq!(mended("â\u{80}\u{9c}twiceâ€\u{9d}").as_deref(), Some("“twice”"));
        assert_eq!(mended("â€œtwiceâ€\u{fffd}").as_deref(), Some("“twice”"));
        assert_eq!(mended("Größe"), None);
        assert_eq!(mended("Ângela e a maçã"), None);
    }
}
