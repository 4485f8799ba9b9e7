//! Mail: newsletters saved as EML, alone or in a mailbox (mbox). Whoever received it is nobody's business.

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Address, Message, MessageParser, MessagePart};

use crate::import::document::{Document, Field, Line};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::mail::{footer, links, text};
use crate::import::notice::{Notice, NoticeKind};
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{fields, fragment};

/// A larger file is not read.
const LARGEST: usize = 128 * 1024 * 1024;

/// Mail messages.
pub(super) struct Eml;

impl Source for Eml {
    fn name(&self) -> &'static str {
        "eml"
    }

    fn summary(&self) -> &'static str {
        "mail: newsletters as EML, also many in an mbox"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head().trim_start_matches('\u{feff}');
        let is_mailbox = head.starts_with("From ");
        let mut names = Vec::new();
        for line in head.lines().skip(usize::from(is_mailbox)).take_while(|line| !line.trim().is_empty()) {
            if line.starts_with([' ', '\t']) {
                continue;
            }
            let Some((name, _)) = line.split_once(':') else { return Confidence::No };
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Confidence::No;
            }
            names.push(name.to_ascii_lowercase());
        }
        let has = |wanted: &[&str]| wanted.iter().any(|name| names.iter().any(|found| found == name));
        let is_mail = has(&["from", "sender"]) && has(&["date", "subject", "to"]);
        match is_mail && has(&["mime-version", "message-id", "received", "content-type", "return-path"]) {
            true => Confidence::Certain,
            false if is_mail && is_mailbox => Confidence::Certain,
            false => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let bytes = input.bytes();
        if bytes.len() > LARGEST {
            return Err(ImportError::TooLarge { what: "the mail".to_owned(), limit: "128 MiB" });
        }
        if !bytes.starts_with(b"From ") {
            return Ok(document(bytes)?.into());
        }
        // Reading from memory cannot fail.
        let messages = MessageIterator::new(bytes).filter_map(Result::ok);
        let documents = messages.map(|message| document(message.contents())).collect();
        Ok(Parsed { documents, ..Parsed::default() })
    }
}

fn document(bytes: &[u8]) -> Result<Document, ImportError> {
    let malformed = || ImportError::Malformed { line: 1, why: "it is not a mail message".to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(malformed)?;
    let mut document = Document::default();
    metadata(&message, &mut document);
    body(&message, &mut document);
    if !document.has_text() {
        return Err(ImportError::no_article("the mail has no text"));
    }
    let receivers = receivers(&message);
    footer::cut(&mut document, &receivers);
    links::clean(&mut document);
    Ok(document)
}

fn metadata(message: &Message<'_>, document: &mut Document) {
    let metadata = &mut document.metadata;
    metadata.title = message.subject().and_then(|subject| Field::stated(bare_subject(subject)));
    let sender = message.from().and_then(Address::first).and_then(|sender| sender.name());
    metadata.outlet = sender.and_then(|name| Field::guessed(name.trim_matches(['"', '\''])));
    let date = message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    metadata.published = date.and_then(|date| fields::day(&date, &mut document.notices));
    let language = message.header_raw("Content-Language").unwrap_or_default();
    metadata.language = fields::language(language);
    // Mailing programs write the receiver into the ids of their mails.
    let receivers = receivers(message);
    let id =
        message.message_id().filter(|id| !id.contains('=') && !receivers.iter().any(|name| id.contains(name.as_str())));
    document.source_id = id.map(str::to_owned);
}

/// The subject without "Fwd:" and its like.
fn bare_subject(subject: &str) -> &str {
    const MARKS: [&str; 10] = ["fwd:", "fw:", "re:", "wg:", "aw:", "tr:", "rv:", "i:", "r:", "doorst:"];
    let mut rest = subject.trim();
    while let Some(mark) =
        MARKS.iter().find(|mark| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))
    {
        rest = rest[mark.len()..].trim_start();
    }
    rest
}

/// Addresses of the receivers, and the names in front of the `@`, in lower case.
fn receivers(message: &Message<'_>) -> Vec<String> {
    let lists = [message.to(), message.cc(), message.bcc()];
    let addresses = lists.into_iter().flatten().flat_map(Address::iter);
    let addresses = addresses.filter_map(|address| address.address()).map(str::to_lowercase);
    let delivered = ["Delivered-To", "X-Original-To", "Envelope-To"];
    let delivered =
        delivered.iter().filter_map(|name| message.header_raw(*name)).map(|text| text.trim().to_lowercase());
    let mut receivers: Vec<String> = addresses.chain(delivered).filter(|address| address.contains('@')).collect();
    let names: Vec<String> = receivers
        .iter()
        .filter_map(|address| address.split('@').next().filter(|name| name.len() > 4).map(str::to_owned))
        .collect();
    receivers.extend(names);
    receivers
}

/// The text, once: of HTML and plain text the HTML, unless there is much less in it. A message that only carries
/// another one is read as that one.
fn body(message: &Message<'_>, document: &mut Document) {
    let html = text::find(message, true);
    let plain = text::find(message, false);
    let marked = html.as_ref().map(|html| fragment::blocks(&html.content, html.line)).unwrap_or_default();
    let words = |text: &str| text.split_whitespace().count();
    let marked_words: usize = marked.iter().map(|block| words(&block.text)).sum();
    let plain_words = plain.as_ref().map_or(0, |plain| words(&plain.content));
    if [&html, &plain].into_iter().flatten().any(|text| text.was_mended) {
        let message = "the mail states the wrong encoding; it was read as UTF-8";
        document.notices.push(Notice::whole(NoticeKind::Encoding, message));
    }
    if marked_words > 0 && marked_words * 3 >= plain_words {
        document.blocks = marked;
    } else if let Some(plain) = plain {
        document.lines = Line::all_of(&plain.content, plain.line);
    } else if let Some(inner) = message.parts.iter().find_map(MessagePart::message) {
        body(inner, document);
    }
}
