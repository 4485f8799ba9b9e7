//! The page of keys: the keys of each scope and the signs of the screen, in as many columns as fit, with a search.

use ratatui::layout::Rect;

use crate::reader::keymap::scope::Scope;
use crate::reader::screens::help::state::HelpPage;
use crate::text::folding::fold;
use crate::text::wrap::wrap;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::Keymap;
use crate::reader::layout::centred;
use crate::reader::overlay::Overlay;

/// Places in the order in which one comes to them, with what they are called here; keys stand for names in braces.
const PLACES: [(Scope, &str); 15] = [
    (Scope::Reader, "in the panes"),
    (Scope::Judge, "after {judge}"),
    (Scope::Queue, "in the queue"),
    (Scope::Disagreements, "where annotators differ"),
    (Scope::Review, "in the review"),
    (Scope::Library, "in the library"),
    (Scope::LibraryLine, "while typing a query in the library"),
    (Scope::Sheet, "on a page"),
    (Scope::Compose, "in a form"),
    (Scope::SettleForm, "in the form for a settlement"),
    (Scope::Export, "in the export"),
    (Scope::Select, "after {select}"),
    (Scope::List, "in a list"),
    (Scope::Filter, "while choosing claims"),
    (Scope::Find, "after {find}"),
];

/// The signs of the screen and their meanings. Those of verdicts also appear beside their keys.
const SIGNS: [(&str, &str); 15] = [
    ("○  claim", "not judged"),
    ("✓ ✗ ?", "supported, refuted, not enough evidence"),
    ("≠ ~ –", "conflicting, misleading, not checkable"),
    ("●  entity", "named in the current paragraph"),
    ("○  entity", "named elsewhere in the article"),
    ("◌", "a draft that nobody has confirmed"),
    ("◉ ○  form", "chosen, not chosen"),
    ("✎", "you have written a note on it"),
    ("+1 −1 ·1", "evidence that supports, that refutes, and that is only context"),
    ("↩", "the speaker was asked"),
    ("→", "you have written a correction"),
    ("#word", "a tag"),
    ("▌", "the current paragraph"),
    ("¶3", "the third paragraph"),
    ("…", "there is more text than fits"),
];

/// How keys held down together are written; first, because every other row may need it.
const KEY_NAMES: (&str, &str) = ("C-s  A-z  S-Tab", "Ctrl and s, Alt and z, Shift and Tab");

/// The heading of the signs.
const SIGNS_NAME: &str = "signs";

/// Columns of a column of keys and explanations, and of the keys alone.
const COLUMNS: u16 = 78;
const KEY_COLUMNS: u16 = 18;
/// Columns between two columns.
const GAP: u16 = 4;
/// With two columns, each is at least this wide.
const LEAST_OF_TWO: u16 = 52;

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// An empty line.
    Blank,
    /// The heading of the keys below.
    Heading(String),
    /// Keys or signs, and their meaning; without keys, the line continues the one before.
    Key(String, String),
}

/// The page on this screen.
pub struct HelpBox {
    /// The area inside the border, without the line for the search.
    pub inside: Rect,
    /// Columns of the keys.
    pub keys: u16,
    /// Columns of a column of lines.
    pub columns: u16,
    /// The lines of each column.
    pub lines: Vec<Vec<HelpLine>>,
}

impl HelpBox {
    /// The furthest line to which the page can scroll.
    #[must_use]
    pub fn last_top(&self) -> usize {
        let longest = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        longest.saturating_sub(usize::from(self.inside.height))
    }

    /// The column at which a column of lines begins.
    #[must_use]
    pub fn left_of(&self, number: u16) -> u16 {
        self.inside.x + number * (self.columns + GAP)
    }
}

impl App {
    /// The page of keys on this screen, if it is open.
    #[must_use]
    pub fn help_box(&self) -> Option<HelpBox> {
        let Some(Overlay::Help(page)) = &self.overlay else { return None };
        let room = self.size.width.saturating_sub(8);
        let is_wide = room >= 2 * LEAST_OF_TWO + GAP;
        let columns = if is_wide { COLUMNS.min((room - GAP) / 2) } else { COLUMNS.min(room) };
        let keys = KEY_COLUMNS.min(columns / 3);
        let all = sections(&self.keymap, page.scope, columns.saturating_sub(keys), page.field.text());
        let lines = if is_wide { halves(&all) } else { vec![joined(&all)] };
        let height = lines.iter().map(Vec::len).max().unwrap_or(0).max(1) + 2;
        let width = if is_wide { 2 * columns + GAP } else { columns };
        let area = Rect { height: self.size.height.saturating_sub(1), ..self.size };
        let inside = centred(area, width, u16::try_from(height).unwrap_or(u16::MAX));
        // The first line is for the search.
        let head = 2.min(inside.height);
        let inside = Rect { y: inside.y + head, height: inside.height - head, ..inside };
        Some(HelpBox { inside, keys, columns, lines })
    }

    /// Shows the keys of the current scope; the open screen returns afterwards.
    pub(crate) fn help(&mut self) {
        let scope = self.scope();
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Help(Box::new(HelpPage::of(scope))));
    }

    pub(crate) fn run_help(&mut self, command: Command) {
        let last = self.help_box().map_or(0, |page| page.last_top());
        let step = self.help_box().map_or(1, |page| usize::from(page.inside.height).saturating_sub(1).max(1));
        let Some(Overlay::Help(page)) = &mut self.overlay else { return };
        match command {
            Command::Next => page.top = (page.top + 1).min(last),
            Command::Previous => page.top = page.top.saturating_sub(1),
            Command::PageDown => page.top = (page.top + step).min(last),
            Command::PageUp => page.top = page.top.saturating_sub(step),
            Command::Find => page.typing = true,
            Command::Follow => page.typing = false,
            Command::Close if page.typing || !page.field.text().is_empty() => {
                **page = HelpPage::of(page.scope);
            }
            _ => self.close(),
        }
    }
}

/// The sections that match the search, wrapped to this many columns, with the scope's own first.
fn sections(keymap: &Keymap, scope: Scope, columns: u16, wanted: &str) -> Vec<Vec<HelpLine>> {
    let here = PLACES.iter().filter(|(place, _)| *place == scope);
    let others = PLACES.iter().filter(|(place, _)| *place != scope);
    let keys = |(place, name): &(Scope, &'static str)| {
        let rows = keymap.of(*place).map(|binding| (keymap.shown_keys(binding), binding.help.clone()));
        section(&keymap.fill(Scope::Reader, name), rows, columns, wanted)
    };
    let signs = SIGNS.iter().map(|(sign, meaning)| ((*sign).to_owned(), (*meaning).to_owned()));
    let names = std::iter::once((KEY_NAMES.0.to_owned(), KEY_NAMES.1.to_owned()));
    let mut sections = vec![section("", names, columns, wanted)];
    sections.extend(here.map(keys));
    sections.push(section(SIGNS_NAME, signs, columns, wanted));
    sections.extend(others.map(keys));
    sections.retain(|lines| !lines.is_empty());
    sections
}

fn section(name: &str, rows: impl Iterator<Item = (String, String)>, columns: u16, wanted: &str) -> Vec<HelpLine> {
    let wanted = fold(wanted);
    let is_wanted = |(keys, words): &(String, String)| {
        let is_key = keys.split_whitespace().any(|key| fold(key) == wanted);
        wanted.is_empty() || is_key || fold(words).contains(&wanted)
    };
    let mut lines = Vec::new();
    for (mut keys, words) in rows.filter(is_wanted) {
        for row in wrap(&words, columns) {
            let text = words[row.span.range()].trim_end().to_owned();
            lines.push(HelpLine::Key(std::mem::take(&mut keys), text));
        }
    }
    if !lines.is_empty() && !name.is_empty() {
        lines.insert(0, HelpLine::Heading(name.to_owned()));
    }
    lines
}

fn joined(sections: &[Vec<HelpLine>]) -> Vec<HelpLine> {
    sections.join(&HelpLine::Blank)
}

/// The sections in two columns of similar length. The signs are at the top of the second, where they are easy to see.
fn halves(sections: &[Vec<HelpLine>]) -> Vec<Vec<HelpLine>> {
    let is_signs =
        |lines: &&Vec<HelpLine>| matches!(lines.first(), Some(HelpLine::Heading(name)) if name == SIGNS_NAME);
    let whole: usize = sections.iter().map(Vec::len).sum();
    let (mut one, mut other) = (Vec::new(), sections.iter().filter(is_signs).cloned().collect::<Vec<_>>());
    let mut taken = 0;
    for section in sections.iter().filter(|lines| !is_signs(lines)) {
        if taken < whole.div_ceil(2) && taken + section.len() / 2 <= whole.div_ceil(2) {
            one.push(section.clone());
        } else {
            other.push(section.clone());
        }
        taken += section.len();
    }
    vec![joined(&one), joined(&other)]
}
