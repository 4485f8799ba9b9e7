//! Plain text: a title, then paragraphs.

use crate::import::dates;
use crate::import::document::{Document, Field, Line, Metadata};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::structure::looks_like_title;

/// Any text.
pub(super) struct PlainText;

impl Source for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn summary(&self) -> &'static str {
        "plain text: a title, then paragraphs"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let is_binary = input.head().contains('\0') || input.head().matches('\u{fffd}').count() > 64;
        if is_binary || is_json(input) { Confidence::No } else { Confidence::Possible }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = input.decoded();
        let mut lines = Line::all_of(&decoded.text, 1);
        let mut metadata = Metadata::default();
        take_labels(&mut lines, &mut metadata);
        if metadata.title.is_none() {
            take_title(&mut lines, &mut metadata);
        }
        let notices = decoded.notices.clone();
        Ok(Document { metadata, lines, notices, ..Document::default() }.into())
    }
}

/// Whether it has the shape of JSON, which is data that no source knows.
fn is_json(input: &Input<'_>) -> bool {
    let (head, tail) = (input.head().trim_start(), input.tail().trim_end());
    let inside = head.strip_prefix(['{', '[']).map(|rest| rest.trim_start().starts_with(['"', '{', '[', ']', '}']));
    let closes = if head.starts_with('{') { '}' } else { ']' };
    inside == Some(true) && tail.ends_with(closes)
}

/// Takes the labelled lines at the top, such as `Author: Lena Ek`.
fn take_labels(lines: &mut Vec<Line>, metadata: &mut Metadata) {
    let known = lines.iter().take_while(|line| set_label(line, metadata)).count();
    lines.drain(..known);
}

/// Whether a line labels a value that it then has set.
fn set_label(line: &Line, metadata: &mut Metadata) -> bool {
    let text = line.trimmed();
    if (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace) {
        let is_first = metadata.url.is_none();
        metadata.url = metadata.url.take().or_else(|| Field::stated(text));
        return is_first;
    }
    let Some((label, value)) = text.split_once(':') else { return false };
    let value = Field::stated(value).map(|field| field.from_line(line.number));
    let field = match label.trim().to_ascii_lowercase().as_str() {
        "title" | "headline" => &mut metadata.title,
        "subtitle" | "subheadline" => &mut metadata.subtitle,
        "author" | "authors" | "by" | "byline" => &mut metadata.byline,
        "source" | "publication" | "outlet" | "publisher" | "newspaper" => &mut metadata.outlet,
        "url" | "link" => &mut metadata.url,
        "language" => &mut metadata.language,
        "date" | "published" | "publication date" if metadata.published.is_none() => {
            let date = value.and_then(|field| dates::first(&field.value).ok());
            metadata.published = date.and_then(|date| Field::stated(&date)).map(|field| field.from_line(line.number));
            return metadata.published.is_some();
        }
        _ => return false,
    };
    // A label that comes twice is text.
    if field.is_some() {
        return false;
    }
    *field = value;
    field.is_some()
}

/// Takes the first line as the title, where it looks like one and text follows it.
fn take_title(lines: &mut Vec<Line>, metadata: &mut Metadata) {
    let is_title = match lines.as_slice() {
        [title, next, ..] => looks_like_title(title, next),
        _ => false,
    };
    if is_title {
        let line = lines.remove(0);
        metadata.title = Field::guessed(&line.text).map(|field| field.from_line(line.number));
    }
}
