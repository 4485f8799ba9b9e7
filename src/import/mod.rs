//! Import: the bytes of a saved file become draft articles.
//!
//! [`import`] recognises the [`Source`](source::Source) format, has it parse the bytes into [`Document`]s,
//! repairs their text, and builds an [`Article`] of each. Bytes come in and values go out: nothing here
//! reads a file, a clock or the network.
//!
//! A new format is one file in `sources/` and one row in [`sources::SOURCES`].

pub mod block;
pub mod build;
pub mod dates;
pub mod document;
pub mod encoding;
pub mod error;
pub mod file_type;
pub mod html;
mod ids;
pub mod input;
pub mod language;
pub mod notice;
pub mod privacy;
mod repair;
pub mod sentences;
pub mod source;
pub mod sources;
mod structure;
mod vocabulary;

use crate::domain::article::Article;

use block::BlockKind;
use build::Provenance;
use document::{Document, Field};
use error::ImportError;
use input::Input;
use notice::{Notice, NoticeKind};
use sentences::sentences;
use source::{Parsed, Source};

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
/// article, or damaged as a whole. Errors of a single article stand in [`Imported::drafts`].
pub fn import(input: &Input<'_>, options: &Options<'_>) -> Result<Imported, ImportError> {
    let source = choose(input, options)?;
    let Parsed { documents, stated_count, notices } = source.parse(input)?;
    let draft = |document: Result<Document, ImportError>| {
        document.and_then(|document| finish(document, input, source.name(), options))
    };
    let drafts: Vec<_> = documents.into_iter().map(draft).collect();
    if drafts.is_empty() {
        return Err(ImportError::no_article("it has no text"));
    }
    Ok(Imported { format: source.name(), drafts, stated_count, notices })
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
    sources::recognise(input).ok_or(ImportError::UnknownFormat)
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
    if !document.has_text() {
        return Err(ImportError::no_article("it has no text"));
    }
    structure::find_blocks(&mut document, options.repair);
    let provenance = Provenance { format, file: input.file_name(), today: options.today };
    check_words(&mut document);
    name_untitled(&mut document);
    language::guess(&mut document);
    privacy::clean(&mut document);
    document.notices.sort_by_key(|notice| notice.line);
    let article = build::article(&document, &provenance);
    Ok(Draft { article, document })
}
