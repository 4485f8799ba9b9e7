//! The text export of ProQuest: records between lines of underscores, each a list of labelled values.

use crate::import::dates;
use crate::import::document::{Document, Field, Line};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::language;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::privacy;
use crate::import::source::{Confidence, Parsed, Source};

/// A line of at least this many underscores parts records.
const RULE: usize = 30;

/// Labels that are before values, as ProQuest writes them. Anything else that has a colon is text.
const LABELS: [&str; 52] = [
    "Abstract",
    "Author",
    "Authors",
    "Business indexing term",
    "Classification",
    "Column",
    "Company / organization",
    "Copyright",
    "Country of publication",
    "Credit",
    "Database",
    "Dateline",
    "Degree",
    "Document feature",
    "Document type",
    "Document URL",
    "Edition",
    "First page",
    "Full text",
    "Genre",
    "Identifier / keyword",
    "Identifier",
    "ISBN",
    "ISSN",
    "Issue",
    "Keywords",
    "Language of publication",
    "Last updated",
    "Link",
    "Links",
    "Location",
    "Number of pages",
    "Page",
    "Pages",
    "People",
    "Place of publication",
    "Product name",
    "ProQuest document ID",
    "Publication date",
    "Publication info",
    "Publication subject",
    "Publication title",
    "Publication year",
    "Publisher",
    "Section",
    "Source type",
    "Subject",
    "Subtitle",
    "Title",
    "Volume",
    "Alternate title",
    "Correspondence author",
];

/// The text export of ProQuest.
pub(super) struct ProQuestText;

impl Source for ProQuestText {
    fn name(&self) -> &'static str {
        "proquest-txt"
    }

    fn summary(&self) -> &'static str {
        "text export of ProQuest, one or many articles"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let (head, tail) = (input.head(), input.tail());
        let has = |label: &str| [head, tail].iter().any(|text| text.lines().any(|line| line.starts_with(label)));
        let rules = [head, tail].iter().any(|text| text.lines().any(is_rule));
        let labels = ["Full text:", "Publication title:", "ProQuest document ID:", "Source type:", "Document URL:"];
        match labels.iter().filter(|label| has(label)).count() + usize::from(rules) {
            0 | 1 => Confidence::No,
            2 => Confidence::Likely,
            _ => Confidence::Certain,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = input.decoded();
        let lines = Line::all_of(&decoded.text, 1);
        let mut parsed = Parsed { notices: decoded.notices.clone(), ..Parsed::default() };
        for lines in lines.split(|line| is_rule(&line.text)) {
            let Some(first) = lines.first() else { continue };
            parsed.stated_count = parsed.stated_count.or_else(|| stated_count(first.trimmed()));
            let record = Record::of(lines);
            if record.values.is_empty() {
                if !is_imprint(first.trimmed()) {
                    parsed.notices.push(Notice::at(first.number, NoticeKind::Skipped, "left out text between records"));
                }
                continue;
            }
            parsed.documents.push(record.document());
        }
        Ok(parsed)
    }
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= RULE && line.bytes().all(|byte| byte == b'_')
}

/// The count in "Document 1 of 100".
fn stated_count(line: &str) -> Option<usize> {
    let (number, count) = line.strip_prefix("Document ")?.split_once(" of ")?;
    number.trim().parse::<usize>().ok()?;
    count.trim().parse().ok()
}

/// What is below the last record.
fn is_imprint(line: &str) -> bool {
    ["Contact us at", "Database copyright", "Terms and Conditions", "Bibliography", "Citation style"]
        .iter()
        .any(|words| line.starts_with(words))
}

/// The labelled values of a record, each with its lines.
struct Record<'a> {
    /// Lines without a label: "Document 1 of 100", the title, links.
    above: Vec<&'a Line>,
    values: Vec<(&'a str, Vec<Line>)>,
    line: usize,
}

impl<'a> Record<'a> {
    fn of(lines: &'a [Line]) -> Self {
        let mut record =
            Self { above: Vec::new(), values: Vec::new(), line: lines.first().map_or(1, |line| line.number) };
        for line in lines {
            match labelled(&line.text) {
                // The text may have lines that look labelled; only a label that follows it ends it.
                Some((label, value)) if !(record.is_in_text() && label == "Title" && value.is_empty()) => {
                    let first = Line { number: line.number, text: value.to_owned() };
                    record.values.push((label, vec![first]));
                }
                _ if record.goes_on(line) => {
                    if let Some((_, value)) = record.values.last_mut() {
                        value.push(line.clone());
                    }
                }
                _ => record.above.push(line),
            }
        }
        record
    }

    /// Whether a line belongs to the latest value: texts have paragraphs, other values end at a blank line.
    fn goes_on(&self, line: &Line) -> bool {
        self.values.last().is_some_and(|(label, value)| {
            let adjoins = value.last().is_some_and(|last| last.number + 1 == line.number);
            adjoins || matches!(*label, "Full text" | "Abstract")
        })
    }

    fn is_in_text(&self) -> bool {
        self.values.last().is_some_and(|(label, _)| *label == "Full text")
    }

    /// A value on one line; none when the record has none of that label.
    fn value(&self, wanted: &str) -> Option<Field> {
        let (_, lines) = self.values.iter().find(|(label, _)| *label == wanted)?;
        Field::stated(&lines.iter().map(Line::trimmed).collect::<Vec<_>>().join(" "))
    }

    fn document(&self) -> Result<Document, ImportError> {
        let mut document = Document::default();
        let metadata = &mut document.metadata;
        metadata.title = self.value("Title").or_else(|| self.title_above());
        metadata.subtitle = self.value("Subtitle");
        metadata.outlet = self.value("Publication title").or_else(|| self.value("Publication info"));
        metadata.byline = self.value("Author").or_else(|| self.value("Authors"));
        metadata.genre = self.value("Document type").map(|field| Field { value: field.value.to_lowercase(), ..field });
        metadata.rights = self.value("Copyright");
        let date = |label| dates::first(&self.value(label)?.value).ok().and_then(|date| Field::stated(&date));
        metadata.published = date("Publication date").or_else(|| date("Publication year"));
        metadata.language =
            self.value("Language of publication").and_then(|field| Field::stated(&language::tag(&field.value)?));
        document.source_id = self.value("ProQuest document ID").map(|field| field.value);
        metadata.url =
            self.value("Document URL").and_then(|field| address(&field.value, document.source_id.as_deref()));
        let text = self.values.iter().find(|(label, _)| *label == "Full text");
        let Some((_, lines)) = text.filter(|(_, lines)| lines.iter().any(|line| !line.text.trim().is_empty())) else {
            let why = format!(
                "the record{} has no full text",
                metadata.title.as_ref().map_or(String::new(), |title| format!(" “{}”", title.value))
            );
            return Err(ImportError::NoArticle { why, line: Some(self.line) });
        };
        document.lines = lines.iter().filter(|line| !line.text.is_empty()).cloned().collect();
        if let Some(dateline) = self.value("Dateline") {
            let message = "left the dateline out of the text";
            document
                .notices
                .push(Notice { dropped: Some(dateline.value), ..Notice::at(self.line, NoticeKind::Metadata, message) });
        }
        Ok(document)
    }

    /// The title above the labels, where it is not among them.
    fn title_above(&self) -> Option<Field> {
        let is_title = |line: &&&Line| stated_count(line.trimmed()).is_none() && !line.text.contains("://");
        self.above.iter().find(is_title).and_then(|line| Field::stated(&line.text))
    }
}

/// The label that a line begins with, and what follows it.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once(':')?;
    LABELS.contains(&label).then_some((label, value.trim()))
}

/// The page of the record without the proxy through which it was reached.
fn address(given: &str, id: Option<&str>) -> Option<Field> {
    let page = given.contains("/docview/").then_some(id).flatten();
    match page {
        Some(id) => Field::stated(&format!("https://www.proquest.com/docview/{id}")),
        None => Field::stated(&privacy::clean_address(given)?),
    }
}
