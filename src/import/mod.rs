//! Import: the bytes of a saved file become draft articles.
//!
//! [`import`] recognises the [`Source`] format, has it parse the bytes into [`Document`]s,
//! repairs their text, and builds an [`Article`] of each. Bytes come in and values go out: nothing here
//! reads a file, a clock or the network.
//!
//! A new format is one file in `sources/` and one row in [`sources::SOURCES`].

mod annotated;
mod archive;
pub mod block;
pub mod build;
mod controls;
pub mod dates;
pub mod document;
pub mod encoding;
pub mod error;
mod fields;
pub mod file_type;
mod fragment;
pub mod html;
mod http;
mod ids;
pub mod input;
mod json;
pub mod language;
mod mail;
mod markup;
mod metadata;
mod nexis;
pub mod notice;
mod passage;
pub mod privacy;
mod repair;
mod rtf;
pub mod sentences;
pub mod source;
pub mod sources;
mod structure;
pub mod update;
mod vocabulary;
mod word;

use crate::model::article::Article;

use crate::import::block::BlockKind;
use crate::import::build::Provenance;
use crate::import::document::{Document, Field};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::sentences::sentences;
use crate::import::source::{Parsed, Source};

/// Bytes of text that an article may have, so that its file stays within what the reader opens.
const MOST_TEXT: usize = 48 * 1024 * 1024;

/// How an import is done.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The format to assume; otherwise the content decides.
    pub from: Option<&'static dyn Source>,
    /// Whether damaged text is repaired.
    pub repair: bool,
    /// Day of the import, as `2026-11-26`.
    pub today: &'a str,
}

/// What became of one input.
#[derive(Debug)]
pub struct Imported {
    /// Name of the format that was read.
    pub format: &'static str,
    /// One entry for each article of the input, in its order. A broken article costs only itself.
    pub drafts: Vec<Result<Draft, ImportError>>,
    /// How many articles the input says it has.
    pub stated_count: Option<usize>,
    /// What was noticed about the input as a whole.
    pub notices: Vec<Notice>,
}

/// One article of an input.
#[derive(Debug)]
pub struct Draft {
    /// The article to write.
    pub article: Article,
    /// What it was built from, after repairs.
    pub document: Document,
}

/// Imports one input.
///
/// # Errors
///
/// When nothing can be read from the input: it is empty, of an unknown or unreadable format, already an
/// article, or damaged as a whole. Errors of a single article are in [`Imported::drafts`].
pub fn import(input: &Input<'_>, options: &Options<'_>) -> Result<Imported, ImportError> {
    let source = choose(input, options)?;
    let Parsed { documents, stated_count, notices } = source.parse(input)?;
    let draft = |document: Result<Document, ImportError>| {
        document.and_then(|document| finish(document, input, source.name(), options))
    };
    let mut drafts: Vec<_> = documents.into_iter().map(draft).collect();
    // What is wrong with the only article is wrong with the input.
    if let (1, None) = (drafts.len(), stated_count)
        && let Some(error) = drafts.pop_if(|draft| draft.is_err()).and_then(Result::err)
    {
        return Err(error);
    }
    if drafts.is_empty() {
        return Err(ImportError::no_article("it has no text"));
    }
    Ok(Imported { format: source.name(), drafts, stated_count, notices })
}

/// Name of the format that an input would be read as.
///
/// # Errors
///
/// When [`import`] could not read it.
pub fn format_of(input: &Input<'_>, options: &Options<'_>) -> Result<&'static str, ImportError> {
    choose(input, options).map(Source::name)
}

/// The format to read the input with.
fn choose(input: &Input<'_>, options: &Options<'_>) -> Result<&'static dyn Source, ImportError> {
    if input.bytes().iter().all(u8::is_ascii_whitespace) {
        return Err(ImportError::Empty);
    }
    if input.is_article() {
        return Err(ImportError::AlreadyArticle);
    }
    if let Some(source) = options.from {
        return Ok(source);
    }
    if let Some(file_type) = file_type::unreadable(input.bytes()) {
        return Err(file_type.into());
    }
    sources::recognise(input).ok_or_else(|| file_type::unknown(input.bytes()))
}

/// Names a document that has no title by its first words.
fn name_untitled(document: &mut Document) {
    const MOST_CHARACTERS: usize = 70;
    let Some(first) = document.blocks.iter().find(|block| block.kind.is_body()) else { return };
    if document.metadata.title.is_some() {
        return;
    }
    let end = sentences(&first.text).first().map_or(first.text.len(), |span| span.end);
    let sentence = &first.text[..end];
    let title = match sentence.char_indices().nth(MOST_CHARACTERS) {
        None => sentence.trim_end_matches('.').to_owned(),
        Some((byte, _)) => {
            format!("{} …", sentence[..byte].rsplit_once(' ').map_or(&sentence[..byte], |(words, _)| words))
        }
    };
    document.metadata.title = Field::guessed(&title);
    document.notices.push(Notice::whole(NoticeKind::Guess, "it has no title; its first words stand for one"));
}

/// Reports the blocks that are beside the text and have no field of their own.
fn report_dropped(document: &mut Document) {
    for block in &document.blocks {
        let (kind, message) = match block.kind {
            BlockKind::Credit => (NoticeKind::Dropped, "left out a credit"),
            BlockKind::Footer => (NoticeKind::Dropped, "left out a line that is not of the text"),
            BlockKind::Byline => (NoticeKind::Metadata, "took the byline out of the text"),
            BlockKind::Dateline => (NoticeKind::Metadata, "took the dateline out of the text"),
            _ => continue,
        };
        document.notices.push(Notice { dropped: Some(block.text.clone()), ..Notice::at(block.line, kind, message) });
    }
}

/// Reports a count of words that is more than a tenth off what the source states.
fn check_words(document: &mut Document) {
    let Some(stated) = document.stated_words.filter(|stated| *stated > 0) else { return };
    let body = document.blocks.iter().filter(|block| block.kind.is_body() || block.kind == BlockKind::Heading);
    let found: usize = body.map(|block| block.text.split_whitespace().count()).sum();
    if found.abs_diff(stated) * 10 > stated {
        let message = format!("the source states {stated} words, but {found} were found");
        document.notices.push(Notice::whole(NoticeKind::Count, message));
    }
}

fn finish(
    mut document: Document,
    input: &Input<'_>,
    format: &'static str,
    options: &Options<'_>,
) -> Result<Draft, ImportError> {
    let lines = document.lines.iter().map(|line| line.text.len());
    let size: usize = document.blocks.iter().map(|block| block.text.len()).chain(lines).sum();
    if size > MOST_TEXT {
        return Err(ImportError::TooLarge { what: "its text".to_owned(), limit: "48 MiB" });
    }
    controls::drop_controls(&mut document);
    if !document.has_text() {
        return Err(ImportError::no_article("it has no text"));
    }
    structure::find_blocks(&mut document, options.repair);
    if !document.has_text() {
        return Err(ImportError::no_article("it has no running text"));
    }
    let provenance = Provenance { format, file: input.file_name(), today: options.today };
    report_dropped(&mut document);
    check_words(&mut document);
    name_untitled(&mut document);
    metadata::normalise(&mut document);
    language::guess(&mut document);
    privacy::clean(&mut document);
    document.notices.sort_by_key(|notice| notice.line);
    let article = build::article(&document, &provenance);
    Ok(Draft { article, document })
}
