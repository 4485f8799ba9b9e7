//! The source formats: one file each, one row here.

mod brat;
mod doccano;
mod docx;
mod eml;
mod epub;
mod europresse;
mod factiva_html;
mod factiva_xml;
mod feed;
mod label_studio;
mod markdown;
mod mhtml;
mod newsml_g2;
mod nexis_docx;
mod nexis_html;
mod nexis_txt;
mod ninjs;
mod nitf;
mod plain_text;
mod pressreader;
mod proquest_txt;
mod rtf;
mod warc;
mod web_annotation;
mod web_page;

use crate::import::document::Document;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};

/// Every source format; the more particular are before the more general.
pub const SOURCES: &[&dyn Source] = &[
    &proquest_txt::ProQuestText,
    &nexis_txt::NexisText,
    &nexis_html::NexisHtml,
    &nexis_docx::NexisDocx,
    &factiva_xml::FactivaXml,
    &factiva_html::FactivaHtml,
    &europresse::EuroPresse,
    &newsml_g2::NewsMlG2,
    &nitf::Nitf,
    &ninjs::Ninjs,
    &label_studio::LabelStudio,
    &web_annotation::WebAnnotations,
    &web_annotation::Hypothesis,
    &doccano::Doccano,
    &brat::Brat,
    &warc::Warc,
    &feed::Feed,
    &epub::Epub,
    &docx::Docx,
    &rtf::Rtf,
    &mhtml::Mhtml,
    &eml::Eml,
    &web_page::WebPage,
    &pressreader::PressReader,
    &markdown::Markdown,
    &plain_text::PlainText,
];

/// The source of that name, as `--from` takes it.
#[must_use]
pub fn named(name: &str) -> Option<&'static dyn Source> {
    SOURCES.iter().copied().find(|source| source.name() == name)
}

/// The source that is surest of the input; among equals, the first. None when every one says no.
#[must_use]
pub fn recognise(input: &Input<'_>) -> Option<&'static dyn Source> {
    let mut best = (Confidence::No, None);
    for source in SOURCES {
        let confidence = source.recognise(input);
        if confidence > best.0 {
            best = (confidence, Some(*source));
        }
        if confidence == Confidence::Certain {
            break;
        }
    }
    best.1
}

/// The document, or an error with its line where it has no text.
fn whole(document: Document, line: usize) -> Result<Document, ImportError> {
    if document.has_text() {
        return Ok(document);
    }
    let title = document.metadata.title.map_or("an article".to_owned(), |title| format!("“{}”", title.value));
    Err(ImportError::NoArticle { why: format!("{title} has no text"), line: Some(line) })
}

/// What was read before an error, and the error in place of what follows. An input without any article is
/// the error itself.
fn with_error(mut parsed: Parsed, error: Option<ImportError>) -> Result<Parsed, ImportError> {
    match error {
        Some(error) if parsed.documents.is_empty() => return Err(error),
        Some(error) => parsed.documents.push(Err(error)),
        None => {}
    }
    Ok(parsed)
}

pub(super) use crate::import::sources::warc::is_warc;

/// The name of the outermost element of an XML input, without prefix; none when it is no XML.
fn root_name<'i>(input: &'i Input<'_>) -> Option<&'i str> {
    let mut rest = input.head().trim_start();
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let (end, skipped) = match rest.as_bytes().first()? {
            b'?' => ("?>", 2),
            b'!' if rest.starts_with("!--") => ("-->", 3),
            b'!' if rest.contains('[') && rest.find('[') < rest.find('>') => ("]>", 2),
            b'!' => (">", 1),
            _ => {
                let end = rest.find(|letter: char| !(letter.is_alphanumeric() || "_-.:".contains(letter)))?;
                return rest[..end].rsplit(':').next().filter(|name| !name.is_empty());
            }
        };
        rest = &rest[rest.find(end)? + skipped..];
    }
}

/// Refuses what an agency has withdrawn, or does not want used.
fn refuse_withdrawn(status: &str) -> Result<(), ImportError> {
    let word = status.trim().to_lowercase();
    let withdrawn = ["canceled", "cancelled", "withheld", "withdrawn", "killed"];
    if withdrawn.contains(&word.as_str()) {
        return Err(ImportError::Withdrawn { status: word });
    }
    Ok(())
}
