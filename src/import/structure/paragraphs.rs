//! Which lines make a paragraph.

use crate::import::block::{Block, BlockKind};
use crate::import::document::Line;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::sentences::ends_sentence;
use crate::import::structure::wrap::{Wrap, adjoin, begins_low, width};
use crate::import::vocabulary::Vocabulary;

/// A line shorter than this that ends no sentence stands for itself: a heading, an item.
const SHORTEST_CUT: usize = 40;

/// Paragraphs, and what joining their lines changed.
#[derive(Default)]
pub(super) struct Found {
    pub(super) blocks: Vec<Block>,
    pub(super) notices: Vec<Notice>,
}

/// The paragraphs of a text.
pub(super) fn find(lines: &[Line], repair: bool) -> Found {
    let wrap = Wrap::of(lines);
    let has_blank_lines = lines.windows(2).any(|pair| !adjoin(&pair[0], &pair[1]));
    let ends = |line: &Line, next: &Line| match () {
        () if !adjoin(line, next) => true,
        () if !repair => !has_blank_lines,
        () => is_end(line, next, wrap),
    };
    let indented = repair && indents_paragraphs(lines);
    let mut joiner = Joiner { vocabulary: None, lines, found: Found::default() };
    let mut start = 0;
    for at in 1..=lines.len() {
        let ended = at == lines.len() || ends(&lines[at - 1], &lines[at]) || (indented && is_indented(&lines[at]));
        if ended {
            joiner.push(&lines[start..at]);
            start = at;
        }
    }
    joiner.found
}

/// Whether a paragraph ends between two lines without a blank one.
fn is_end(line: &Line, next: &Line, wrap: Option<Wrap>) -> bool {
    let starts_low = begins_low(next.trimmed());
    if is_item(next.trimmed()) {
        return true;
    }
    match wrap {
        Some(wrap) if wrap.is_unwrapped(line) => ends_sentence(&line.text),
        Some(wrap) => wrap.is_short(line, next) && !starts_low,
        None => {
            let goes_on = starts_low || (width(line) >= SHORTEST_CUT && width(line) <= 100 && !starts_sentence(next));
            ends_sentence(&line.text) || width(line) < SHORTEST_CUT && !starts_low || !goes_on
        }
    }
}

/// Whether a line looks like the first of a paragraph.
fn starts_sentence(line: &Line) -> bool {
    !begins_low(line.trimmed())
}

/// Whether the first lines of paragraphs are indented: some lines are, but not most.
fn indents_paragraphs(lines: &[Line]) -> bool {
    let adjoining = lines.windows(2).filter(|pair| adjoin(&pair[0], &pair[1])).map(|pair| &pair[1]);
    let (mut total, mut indented) = (0, 0);
    for line in adjoining {
        total += 1;
        indented += usize::from(is_indented(line));
    }
    indented >= 2 && indented * 2 <= total
}

fn is_indented(line: &Line) -> bool {
    let indent = line.text.len() - line.trimmed().len();
    line.text.starts_with('\t') || (2..=12).contains(&indent)
}

/// Whether a line begins with the mark of a list: "• nets", "- nets", "3. nets", "b) nets".
pub(super) fn is_item(text: &str) -> bool {
    item_text(text).is_some() || is_numbered(text)
}

/// The text of an item behind its bullet.
pub(super) fn item_text(text: &str) -> Option<&str> {
    let mark = |letter: char| matches!(letter, '•' | '▪' | '◦' | '●' | '○' | '■' | '‣' | '·' | '*' | '-');
    let rest = text.strip_prefix(mark)?;
    let item = rest.trim_start();
    (item.len() < rest.len() && item.starts_with(char::is_alphanumeric)).then_some(item)
}

/// Whether a line begins with a number or letter that counts an item.
pub(super) fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - rest.len();
    let by_number = (1..=2).contains(&digits) && rest.starts_with([')', '.']) && rest[1..].starts_with(' ');
    let mut letters = text.chars();
    let by_letter =
        letters.next().is_some_and(|letter| letter.is_ascii_lowercase()) && letters.as_str().starts_with(") ");
    by_number || by_letter
}

/// Makes paragraphs of lines.
struct Joiner<'a> {
    lines: &'a [Line],
    /// The words of the whole text; made once a hyphen at a line end asks for them.
    vocabulary: Option<Vocabulary>,
    found: Found,
}

impl Joiner<'_> {
    fn push(&mut self, lines: &[Line]) {
        let Some((first, rest)) = lines.split_first() else { return };
        let mut text = first.trimmed().to_owned();
        for line in rest {
            self.join(&mut text, line);
        }
        let block = Block::new(BlockKind::Paragraph, &text, first.number);
        if !block.text.is_empty() {
            self.found.blocks.push(block);
        }
    }

    fn join(&mut self, text: &mut String, line: &Line) {
        let next = line.trimmed();
        if text.ends_with('\u{ad}') {
            text.pop();
            text.push_str(next);
            return;
        }
        let is_wide = |letter: char| matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
        if text.ends_with(is_wide) && next.starts_with(is_wide) {
            return text.push_str(next);
        }
        let bare = text.strip_suffix('-').filter(|bare| bare.ends_with(char::is_alphabetic));
        match bare {
            Some(bare) if next.starts_with(char::is_alphanumeric) => {
                let start = bare.rfind(|letter: char| !letter.is_alphabetic() && letter != '-').map_or(0, |at| at + 1);
                let start = (start..=bare.len()).find(|at| bare.is_char_boundary(*at)).unwrap_or(bare.len());
                let first = bare[start..].to_owned();
                self.join_word(text, &first, line);
            }
            _ => {
                text.push(' ');
                text.push_str(next);
            }
        }
    }

    /// Joins a word that a hyphen parts at the line end: without the hyphen where the text proves that it marks the
    /// line end only, otherwise with it.
    fn join_word(&mut self, text: &mut String, first: &str, line: &Line) {
        let lines = self.lines;
        let vocabulary =
            self.vocabulary.get_or_insert_with(|| Vocabulary::of(lines.iter().map(|line| line.text.as_str())));
        let next = line.trimmed();
        let end = next.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(next.len());
        let word = format!("{first}{}", &next[..end]);
        if vocabulary.has(&word) && !vocabulary.has(&format!("{first}-{}", &next[..end])) {
            text.pop();
            let message = format!("joined “{word}”, which a line end had parted");
            self.found.notices.push(Notice::at(line.number - 1, NoticeKind::DroppedHyphen, message));
        }
        text.push_str(next);
    }
}
