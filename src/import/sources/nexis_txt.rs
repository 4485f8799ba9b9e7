//! The older text export of Nexis: documents wrapped at 78 columns under centred heads.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::import::block::{Block, BlockKind};
use crate::import::dates;
use crate::import::document::{Document, Field, Line, Metadata};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::language;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::source::{Confidence, Parsed, Source};
use crate::text::counted::{are, counted};

/// The text export of Nexis.
pub(super) struct NexisText;

impl Source for NexisText {
    fn name(&self) -> &'static str {
        "nexis-txt"
    }

    fn summary(&self) -> &'static str {
        "text export of Nexis, one or many articles"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head();
        if head.trim_start().starts_with(['<', '{', '[']) || head.contains('\0') {
            return Confidence::No;
        }
        let counted = head.lines().chain(input.tail().lines()).any(|line| Separator::of(line).is_some());
        let lines = head.lines().chain(input.tail().lines());
        let labels: HashSet<Label> = lines.filter_map(label).map(|(label, _)| label).collect();
        let own = [Label::Length, Label::LoadDate].iter().filter(|label| labels.contains(label)).count();
        match (counted, own) {
            // A line of another text may read "3 of 10 documents" by chance.
            (true, _) if !labels.is_empty() => Confidence::Certain,
            (_, 2) => Confidence::Certain,
            _ if is_request_page(head) => Confidence::Certain,
            (_, 1) if labels.len() > 2 => Confidence::Likely,
            _ => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = input.decoded();
        let lines = Line::all_of(&decoded.text, 1);
        let mut parsed = Parsed { notices: decoded.notices.clone(), ..Parsed::default() };
        let separators = separators(&lines);
        let Some(first) = separators.first() else {
            if is_request_page(&decoded.text) {
                return Err(ImportError::no_article("it is a request page of Nexis without documents"));
            }
            parsed.documents.push(document(&lines));
            return Ok(parsed);
        };
        parsed.stated_count = Some(first.1.count);
        if first.0 > 0 {
            // It names the user and the library: its words go nowhere.
            let message = "left out the request page before the first document";
            parsed.notices.push(Notice::at(lines[0].number, NoticeKind::Skipped, message));
        }
        for (index, (at, separator)) in separators.iter().enumerate() {
            let end = separators.get(index + 1).map_or(lines.len(), |(next, _)| *next);
            let missing = separator.number - 1 - index.checked_sub(1).map_or(0, |last| separators[last].1.number);
            if missing > 0 {
                let message = format!(
                    "{} {} missing before document {}",
                    counted(missing, "document"),
                    are(missing),
                    separator.number
                );
                parsed.notices.push(Notice::at(lines[*at].number, NoticeKind::Count, message));
            }
            let error = |error| match error {
                ImportError::NoArticle { why, line: None } => {
                    ImportError::NoArticle { why, line: Some(lines[*at].number) }
                }
                error => error,
            };
            parsed.documents.push(document(&lines[at + 1..end]).map_err(error));
        }
        Ok(parsed)
    }
}

/// "3 of 10 DOCUMENTS", in the languages of Nexis.
#[derive(Debug, Clone, Copy)]
struct Separator {
    number: usize,
    count: usize,
}

impl Separator {
    fn of(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let first = words.next()?;
        // French puts the noun first: "Document 3 de 10".
        let is_noun = |word: &str| {
            let word = word.to_lowercase();
            ["document", "dokument", "documento"].iter().any(|noun| word.starts_with(noun)) && word.len() <= 11
        };
        let (number, noun_first) = if is_noun(first) { (words.next()?, true) } else { (first, false) };
        let between = words.next()?;
        let count = words.next()?;
        let last = words.next();
        let is_between = ["of", "von", "de", "van", "di", "из", "sur"].contains(&between.to_lowercase().as_str());
        let closes = if noun_first { last.is_none() } else { last.is_some_and(is_noun) && words.next().is_none() };
        let separator = Self { number: number.parse().ok()?, count: count.parse().ok()? };
        (is_between && closes && separator.number > 0).then_some(separator)
    }
}

/// Whether a line says that the search found nothing: "0 of 0 DOCUMENTS".
fn counts_no_document(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words[..], ["0", _, "0", noun] if noun.to_lowercase().starts_with("do"))
}

/// The separators of documents: of one count, with numbers that rise.
fn separators(lines: &[Line]) -> Vec<(usize, Separator)> {
    let mut found: Vec<(usize, Separator)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(separator) = Separator::of(&line.text) else { continue };
        let follows =
            found.last().is_none_or(|(_, last)| last.count == separator.count && last.number < separator.number);
        if follows {
            found.push((at, separator));
        }
    }
    found
}

/// What the lines of a request page begin with. A letter or press release may have one of these lines, too.
const REQUEST_LINES: [&str; 8] = [
    "Time of Request:",
    "Client ID/Project Name:",
    "Number of Lines:",
    "Job Number:",
    "Research Information:",
    "User Name:",
    "Search Terms:",
    "Send to:",
];

/// The page that a print job begins with: it has two signs of one, or begins with the count of no documents.
fn is_request_page(text: &str) -> bool {
    let has = |words: &&&str| text.lines().take(60).any(|line| line.trim_start().starts_with(**words));
    let first = text.lines().find(|line| !line.trim().is_empty());
    REQUEST_LINES.iter().filter(has).count() > 1 || first.is_some_and(counts_no_document)
}

/// What a label is before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
enum Label {
    Byline,
    Section,
    Length,
    Dateline,
    Highlight,
    OtherAbove,
    LoadDate,
    Language,
    Id,
    CorrectionDate,
    Correction,
    OtherBelow,
}

impl Label {
    fn is_below(self) -> bool {
        use Label::{Correction, CorrectionDate, Id, Language, LoadDate, OtherBelow};
        matches!(self, LoadDate | Language | Id | CorrectionDate | Correction | OtherBelow)
    }
}

static LABELS: LazyLock<HashMap<&str, Label>> = LazyLock::new(|| {
    let mut labels = HashMap::new();
    let mut meaning = Label::OtherBelow;
    for line in include_str!("nexis_labels.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(name) => meaning = name.parse().unwrap_or(Label::OtherBelow),
            None => labels.extend(line.split_whitespace().map(|word| (word, meaning))),
        }
    }
    labels
});

/// The label of a line and what follows it.
fn label(line: &str) -> Option<(Label, &str)> {
    let (name, value) = line.trim_start().split_once(':')?;
    Some((*LABELS.get(name)?, value.trim()))
}

/// Lines without a blank one between them.
fn paragraphs(lines: &[Line]) -> Vec<&[Line]> {
    lines.chunk_by(|line, next| next.number == line.number + 1).collect()
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(Line::trimmed).collect::<Vec<_>>().join(" ")
}

/// Reads one document, from the line below its separator to the next one.
fn document(lines: &[Line]) -> Result<Document, ImportError> {
    let mut document = Document::default();
    let paragraphs = paragraphs(lines);
    let first_label = paragraphs.iter().position(|lines| label(&lines[0].text).is_some()).unwrap_or(0);
    read_head(&paragraphs[..first_label], &mut document.metadata, &mut document.notices);
    let mut at = first_label;
    // Labels above the text; the first paragraph without one begins it.
    while let Some((meaning, value)) = paragraphs.get(at).and_then(|lines| label(&lines[0].text)) {
        if meaning.is_below() {
            break;
        }
        let (value, next) = value_of(&paragraphs, at, value, meaning != Label::Length);
        read_value(meaning, &value, paragraphs[at][0].number, &mut document);
        at = next;
    }
    let is_below = |lines: &&[Line]| {
        label(&lines[0].text).is_some_and(|(label, _)| label.is_below()) || is_copyright(&lines[0].text)
    };
    let end = paragraphs[at..].iter().position(is_below).map_or(paragraphs.len(), |count| at + count);
    document.lines = paragraphs[at..end].iter().flat_map(|lines| lines.iter().cloned()).collect();
    let mut corrections = Vec::new();
    for (index, lines) in paragraphs.iter().enumerate().skip(end) {
        if let Some((meaning, value)) = label(&lines[0].text) {
            let (value, _) = value_of(&paragraphs, index, value, true);
            match meaning {
                Label::Correction => corrections.push(Block::new(BlockKind::Paragraph, &value, lines[0].number)),
                _ => read_value(meaning, &value, lines[0].number, &mut document),
            }
        } else if is_copyright(&lines[0].text) {
            document.metadata.rights = Field::stated(&joined(lines));
        }
    }
    if document.lines.is_empty() {
        return Err(ImportError::no_article("it has a head, but no text"));
    }
    keep_corrections(&mut document, &corrections);
    Ok(document)
}

/// The correction that follows an article is printed with it: it stays as its last lines.
fn keep_corrections(document: &mut Document, corrections: &[Block]) {
    for block in corrections {
        document.lines.push(Line { number: block.line, text: format!("Correction: {}", block.text) });
    }
}

/// The value of the label at `at`, and the paragraph behind it. A value may be parted from its label by a blank line.
fn value_of(paragraphs: &[&[Line]], at: usize, value: &str, may_be_apart: bool) -> (String, usize) {
    let rest = joined(&paragraphs[at][1..]);
    let value = format!("{value} {rest}").trim().to_owned();
    let next = paragraphs.get(at + 1);
    match next.filter(|lines| value.is_empty() && may_be_apart && label(&lines[0].text).is_none()) {
        Some(lines) => (joined(lines), at + 2),
        None => (value, at + 1),
    }
}

fn read_value(meaning: Label, value: &str, line: usize, document: &mut Document) {
    let Document { metadata, notices, source_id, stated_words, .. } = document;
    match meaning {
        Label::Byline => {
            let low = value.to_lowercase();
            let name = ["by ", "von ", "par ", "door ", "por "].iter().find_map(|word| low.strip_prefix(word));
            let name = name.map_or(value, |name| &value[value.len() - name.len()..]);
            metadata.byline = Field::stated(name);
        }
        Label::Length => {
            let digits: String = value.chars().filter(|letter| !matches!(letter, ',' | '.' | ' ' | '\u{a0}')).collect();
            let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
            *stated_words = digits[..end].parse().ok();
        }
        Label::Highlight => metadata.subtitle = Field::stated(value),
        Label::Language => metadata.language = language::tag(value).and_then(|tag| Field::stated(&tag)),
        Label::Id => *source_id = Some(value.to_owned()),
        Label::CorrectionDate => metadata.revised = dates::first(value).ok().and_then(|date| Field::stated(&date)),
        Label::Dateline => notices.push(Notice {
            dropped: Some(value.to_owned()),
            ..Notice::at(line, NoticeKind::Metadata, "left the dateline out of the text")
        }),
        _ => {}
    }
}

fn is_copyright(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("Copyright ") || line.starts_with('©')
}

/// Outlet, date and edition, centred; then the title.
fn read_head(paragraphs: &[&[Line]], metadata: &mut Metadata, notices: &mut Vec<Notice>) {
    let is_centred = |line: &Line| line.text.len() - line.trimmed().len() >= 4;
    let mut dated = false;
    let mut title = Vec::new();
    for lines in paragraphs {
        if is_copyright(&lines[0].text) {
            metadata.rights = Field::stated(&joined(lines));
            continue;
        }
        for line in *lines {
            let text = line.trimmed();
            match () {
                () if metadata.outlet.is_none() => metadata.outlet = Field::stated(text),
                // Below the date only an edition is centred; a title may look like a date.
                () if dated && (is_centred(line) && title.is_empty()) => {}
                () if dated => title.push(text),
                () => {
                    let date = dates::first(text).ok().filter(|date| date.len() == 10);
                    dated = date.is_some();
                    metadata.published = date.and_then(|date| Field::stated(&date));
                    if text.contains("Correction Appended") {
                        let message = "a correction is appended to it";
                        notices.push(Notice::at(line.number, NoticeKind::Metadata, message));
                    } else if !dated && !is_centred(line) {
                        title.push(text);
                    }
                }
            }
        }
    }
    let text = title.join(" ");
    metadata.title = Field::stated(&text);
}
