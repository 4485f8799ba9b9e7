//! Writes exports to files.

use std::fmt;
use std::path::Path;

use crate::codec::byte_order_mark::MARK;
use crate::export::markdown::preserved_sections::{Keeping, Packet};
use crate::export::packet::draw::Markup;
use crate::export::packet::for_mail;
use crate::export::{Format, Request};
use crate::storage::files::atomic_write;
use crate::text::hidden::escaped;
use crate::text::path::shown_path;
use crate::workspace::failure::Failure;

/// How to write a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct How {
    /// Replace an existing file.
    pub(crate) force: bool,
    /// Begin a table with a byte order mark, so that spreadsheets read it as UTF-8.
    pub(crate) bom: bool,
}

/// Whether the path has a packet on this article, into which somebody may have written.
pub(crate) fn is_packet(format: &Format, path: &Path, article: &str) -> Result<bool, Failure> {
    let earlier = if format.is_packet() { atomic_write::earlier(path)? } else { None };
    Ok(earlier.and_then(|text| Packet::read(&text)).is_some_and(|packet| packet.article == article))
}

enum What {
    Format(&'static Format),
    Text { text: String, markup: Markup },
}

/// An export that is ready to write.
pub(crate) struct Drawn<'a> {
    request: &'a Request<'a>,
    what: What,
}

impl<'a> Drawn<'a> {
    /// An export in a format.
    pub(crate) fn in_format(request: &'a Request<'a>, format: &'static Format) -> Self {
        Self { request, what: What::Format(format) }
    }

    /// The text that a template has drawn.
    pub(crate) fn by_template(request: &'a Request<'a>, text: String, markup: Markup) -> Self {
        Self { request, what: What::Text { text, markup } }
    }

    /// This export without front matter and comments, to be pasted into a mail.
    pub(crate) fn for_mail(self) -> Result<Self, Failure> {
        let mut text = String::new();
        self.write(false, &mut text).map_err(|_| Failure::from("the packet could not be made"))?;
        Ok(Self::by_template(self.request, for_mail(&text), Markup::Plain))
    }

    fn is_packet(&self) -> bool {
        match &self.what {
            What::Format(format) => format.is_packet(),
            What::Text { markup, .. } => *markup == Markup::Markdown,
        }
    }

    /// Writes the text.
    pub(crate) fn write(&self, bom: bool, out: &mut dyn fmt::Write) -> fmt::Result {
        if bom {
            out.write_char(MARK)?;
        }
        match &self.what {
            What::Format(format) => (format.write)(self.request, out),
            What::Text { text, .. } => out.write_str(text),
        }
    }

    /// Writes a file. Text that somebody wrote into an existing packet by hand goes into the new one.
    pub(crate) fn to_file(&self, path: &Path, how: How) -> Result<(), Failure> {
        let force = how.force;
        let earlier = if self.is_packet() { atomic_write::earlier(path)? } else { None };
        let article = &self.request.article.head.id;
        let packet = earlier.and_then(|text| Packet::read(&text)).filter(|packet| packet.article == *article);
        let Some(packet) = packet else {
            return Ok(atomic_write::write(path, force, &mut |out| self.write(how.bom, out))?);
        };
        let name = shown_path(path);
        if !(packet.is_intact || force) {
            return Err(Failure(format!(
                "{name} was changed outside the marked lines and was not replaced; move your text between them, or use \
                 --force, which replaces your text"
            )));
        }
        let claims: Vec<String> = self.request.chosen().map(|chosen| chosen.claim.id.clone()).collect();
        let mut homeless = Vec::new();
        let written = atomic_write::write(path, true, &mut |out| {
            let mut keeping = Keeping::new(out, packet.by_hand.clone(), claims.clone());
            self.write(false, &mut keeping)?;
            homeless = keeping.left().into_iter().map(str::to_owned).collect();
            if homeless.is_empty() || force { Ok(()) } else { Err(fmt::Error) }
        });
        if !homeless.is_empty() && !force {
            let places = homeless.join(", ");
            return Err(Failure(format!(
                "{name} was not replaced: the new packet has no place for your text on {}; choose another name with -o, \
                 or use --force, which drops it",
                escaped(&places)
            )));
        }
        Ok(written?)
    }
}
