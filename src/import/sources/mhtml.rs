//! MHTML: a page with its pictures as one mail, as Chrome ("Webpage, Single File") and old Internet Explorer save it.

use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders as _};

use crate::import::document::Field;
use crate::import::error::ImportError;
use crate::import::html;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};

/// Most bytes of a file.
const LARGEST: usize = 128 * 1024 * 1024;

/// Pages saved as one mail.
pub(super) struct Mhtml;

impl Source for Mhtml {
    fn name(&self) -> &'static str {
        "mhtml"
    }

    fn summary(&self) -> &'static str {
        "saved web page: MHTML (.mhtml, .mht)"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        // Header fields end at the first blank line.
        let head = input.head().replace("\r\n", "\n");
        let fields = head.split("\n\n").next().unwrap_or_default().to_ascii_lowercase();
        if !fields.contains("mime-version:") || !fields.contains("content-type:") {
            return Confidence::No;
        }
        let is_saved = fields.contains("snapshot-content-location:")
            || fields.contains("<saved by ")
            || fields.contains("x-mimeole: produced by microsoft mhtml");
        if is_saved { Confidence::Certain } else { Confidence::No }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        if input.bytes().len() > LARGEST {
            return Err(ImportError::TooLarge { what: "the page".to_owned(), limit: "128 MB" });
        }
        let malformed = || ImportError::Malformed { line: 1, why: "it is not a mail message".to_owned() };
        let message = MessageParser::default().parse(input.bytes()).ok_or_else(malformed)?;
        let address = message.header_raw(HeaderName::Other("Snapshot-Content-Location".into())).map(str::trim);
        let part = page(&message, address).ok_or_else(|| ImportError::no_article("it has no HTML part"))?;
        let address = address.or_else(|| part.content_location());
        let mut document = html::read(part.text_contents().unwrap_or_default(), address)?;
        // The mail's date is the day of saving, not of publication.
        let saved = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
        let retrieved = &mut document.metadata.retrieved;
        *retrieved = retrieved.take().or_else(|| Field::stated(&saved?));
        Ok(document.into())
    }
}

/// The part that is the page and not one of its frames: the one with the page's address, else the first of HTML.
fn page<'a, 'x>(message: &'a Message<'x>, address: Option<&str>) -> Option<&'a MessagePart<'x>> {
    let pages = || message.parts.iter().filter(|part| part.is_text_html());
    pages().find(|part| address.is_some() && part.content_location() == address).or_else(|| pages().next())
}
