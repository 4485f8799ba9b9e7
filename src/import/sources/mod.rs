//! The source formats: one file each, one row here.

mod markdown;
mod mhtml;
mod nexis_txt;
mod plain_text;
mod pressreader;
mod proquest_txt;
mod web_page;

use super::input::Input;
use super::source::{Confidence, Source};

/// Every source format; the more particular stand before the more general.
pub const SOURCES: &[&dyn Source] = &[
    &proquest_txt::ProQuestText,
    &nexis_txt::NexisText,
    &pressreader::PressReader,
    &mhtml::Mhtml,
    &web_page::WebPage,
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
