//! The text that PressReader copies: outlet, title, a line of date and author, text, footer.
//!
//! It loses hyphens at line ends, cuts paragraphs at the columns of the page, and strews or runs in headings;
//! the repairs of plain text mend that.

use crate::import::dates;
use crate::import::document::{Document, Field, Line, Metadata};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::notice::Notice;
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::structure::byline;

/// How the lines below an article begin.
const FOOTERS: [&str; 3] = ["Newspapers in ", "Newspapers from ", "© PressReader"];

/// Text copied from PressReader.
pub(super) struct PressReader;

impl Source for PressReader {
    fn name(&self) -> &'static str {
        "pressreader"
    }

    fn summary(&self) -> &'static str {
        "text copied from PressReader: outlet, title, text"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let has = |words: &str| input.tail().lines().any(|line| line.trim().starts_with(words));
        let marks = FOOTERS.iter().filter(|words| has(words)).count();
        let caption_marks = input.tail().lines().any(is_caption_mark);
        match marks + usize::from(caption_marks) {
            0 => Confidence::No,
            1 if !has(FOOTERS[0]) || input.head().starts_with('<') => Confidence::No,
            1 => Confidence::Likely,
            _ if input.head().trim_start().starts_with('<') => Confidence::No,
            _ => Confidence::Certain,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = input.decoded();
        let mut document = Document { notices: decoded.notices.clone(), ..Document::default() };
        let mut lines = Line::all_of(&decoded.text, 1);
        cut_footer(&mut lines, &mut document);
        take_head(&mut lines, &mut document.metadata);
        document.lines = lines;
        if document.metadata.title.is_none() {
            return Err(ImportError::no_article("its outlet and title are missing"));
        }
        Ok(document.into())
    }
}

/// The mark that PressReader copies in place of a picture: "??  ??".
fn is_caption_mark(line: &str) -> bool {
    line.contains("??") && line.chars().all(|letter| letter == '?' || letter.is_whitespace())
}

/// Drops the lines below the article.
fn cut_footer(lines: &mut Vec<Line>, document: &mut Document) {
    let is_footer =
        |line: &Line| FOOTERS.iter().any(|words| line.trimmed().starts_with(words)) || is_caption_mark(&line.text);
    while let Some(line) = lines.pop_if(|line| is_footer(line)) {
        document.notices.push(Notice::dropped(line.number, line.trimmed(), "dropped a line below the article"));
    }
}

/// The outlet, the title, and the line of date, section and author between dashes, of which any may be missing.
fn take_head(lines: &mut Vec<Line>, metadata: &mut Metadata) {
    const LONGEST: usize = 200;
    let stated = |line: &Line| Field::stated(&line.text).map(|field| field.from_line(line.number));
    let count = lines.iter().take(2).take_while(|line| line.text.len() <= LONGEST).count();
    if count < 2 || lines.len() < 3 {
        return;
    }
    metadata.outlet = stated(&lines[0]);
    metadata.title = stated(&lines[1]);
    let mut used = 2;
    for line in lines[2..].iter().take(3) {
        let text = line.trimmed();
        if let Some(name) = byline(text) {
            metadata.byline = Field::stated(name).map(|field| field.from_line(line.number));
        } else if !is_imprint(text, metadata) {
            break;
        }
        used += 1;
    }
    lines.drain(..used.min(lines.len() - 1));
}

/// Whether a line is the one of date, section and author: parts between dashes, or dashes alone.
fn is_imprint(text: &str, metadata: &mut Metadata) -> bool {
    let parts: Vec<&str> =
        text.split(" - ").map(|part| part.trim_matches(['-', ' '])).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return true;
    }
    let date = parts.iter().find_map(|part| dates::whole_line(part).ok());
    let Some(date) = date else { return false };
    metadata.published = Field::stated(&date);
    for part in parts {
        let name = byline(part);
        if let Some(name) = name {
            metadata.byline = Field::stated(name);
        }
    }
    true
}
