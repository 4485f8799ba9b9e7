//! The text of Word documents (DOCX), paragraph by paragraph.

mod paragraphs;
mod styles;

use std::collections::HashMap;

use crate::import::archive::{Archive, in_part};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::markup::xml;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::passage::Passage;
use crate::import::word::styles::Styles;

/// The part with the text.
pub(super) const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const FOOTNOTES: [(&str, &str); 2] = [("word/footnotes.xml", "footnotes"), ("word/endnotes.xml", "endnotes")];

/// A document's paragraphs, blank ones included, and what is to be reported.
pub(super) struct Word {
    pub(super) passages: Vec<Passage>,
    pub(super) notices: Vec<Notice>,
}

/// Reads a Word document.
///
/// # Errors
///
/// When a part of it is damaged or too large.
pub(super) fn read(bytes: &[u8]) -> Result<Word, ImportError> {
    let mut archive = Archive::open(bytes)?;
    let Some(document) = archive.part(DOCUMENT)? else {
        return Err(ImportError::DamagedPart { part: "the archive".to_owned(), why: format!("it has no {DOCUMENT}") });
    };
    let styles = match archive.part(STYLES)? {
        Some(styles) => Styles::read(&text(&styles)).map_err(in_part(STYLES))?,
        None => Styles::default(),
    };
    let relations = archive.part(RELATIONS)?.map(|part| links(&text(&part))).unwrap_or_default();
    let passages = paragraphs::read(&text(&document), &styles, &relations).map_err(in_part(DOCUMENT))?;
    let mut notices = Vec::new();
    for (part, name) in FOOTNOTES {
        let Some(notes) = archive.part(part)? else { continue };
        let notes = paragraphs::read(&text(&notes), &styles, &relations).map_err(in_part(part))?;
        let words: Vec<String> = notes.iter().map(Passage::one_line).filter(|note| !note.is_empty()).collect();
        if !words.is_empty() {
            let message = format!("left out {} {name}", words.len());
            let dropped = Some(words.join("\n"));
            notices.push(Notice { dropped, ..Notice::whole(NoticeKind::Dropped, message) });
        }
    }
    Ok(Word { passages, notices })
}

fn text(part: &[u8]) -> String {
    encoding::decode(part, xml::declared_encoding(part)).text
}

/// Addresses outside of the document, by the ids that its links use.
fn links(relations: &str) -> HashMap<String, String> {
    let xml = xml::parse(relations);
    let outside = |mode: &&str| *mode == "External";
    let links = xml.tree.document().descendants().filter_map(|element| {
        element.attribute("TargetMode").as_ref().filter(|mode| outside(mode))?;
        Some((element.attribute("Id")?.to_owned(), element.attribute("Target")?.to_owned()))
    });
    links.collect()
}
