//! The content of each row of the review, for drawing.

use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use ratatui::layout::Rect;

use crate::model::annotation::added_claim::is_own;
use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::article::grounds::{exactness, has_stray_date, stray_figures};
use crate::model::review::Item;
use crate::reader::app::App;
use crate::reader::widgets::text_window::TextWindow;
use crate::text::counted::counted;
use crate::text::span::ByteSpan;
use crate::text::wrap::{wrap, wrapped};

/// Columns of the text.
const COLUMNS: u16 = 80;
/// The text has at least this many rows.
const LEAST_TEXT: usize = 3;
/// At most this many mentions of an entity are listed.
const PLACES: usize = 6;

/// The review on this screen.
pub struct ReviewPage {
    /// The area for its rows.
    pub area: Rect,
    /// Its rows, from the top.
    pub rows: Vec<ReviewRow>,
}

/// A row of the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewRow {
    /// An empty row.
    Blank,
    /// How many candidates are decided.
    Progress,
    /// The item's state, kind and id.
    Head,
    /// A part of the item's text.
    Strong(String),
    /// A detail of the item.
    Detail(String),
    /// A problem that can be fixed.
    Trouble(String),
    /// A question to confirm.
    Question(String),
    /// The paragraph's number and section.
    Place,
    /// A part of the paragraph.
    Text(ByteSpan),
    /// The heading of the rows below.
    Heading(String),
    /// A row of another item.
    Other(OtherRow),
}

/// A row of another item in the list of them; a long one has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRow {
    /// Id of the item.
    pub id: String,
    /// Whether it is a candidate; blank on all rows but its first.
    pub sign: &'static str,
    /// Whether it is the current item.
    pub is_at_hand: bool,
    /// Its words in this row.
    pub words: String,
}

/// The sign of a candidate, and of a confirmed item.
const CANDIDATE: &str = "◌";
const CONFIRMED: &str = "●";

impl App {
    /// The review, if it is open.
    #[must_use]
    pub fn review_page(&self) -> Option<ReviewPage> {
        let screen = self.review_screen()?;
        let columns = COLUMNS.min(self.size.width.saturating_sub(4));
        let top = if self.size.height > 26 { 2 } else { 1 };
        let height = self.size.height.saturating_sub(top + 2);
        let area = Rect::new((self.size.width - columns) / 2, top, columns, height);
        let airy = height > 20;
        let mut rows = vec![ReviewRow::Progress];
        if let Some(words) = self.overwritten_words() {
            rows.push(ReviewRow::Trouble(words));
        }
        rows.extend(airy.then_some(ReviewRow::Blank));
        match (self.reviewed_claim(), self.reviewed_entity()) {
            (Some(claim), _) => self.claim_rows(claim, &mut rows, area),
            (_, Some(entity)) => self.entity_rows(entity, &mut rows, area),
            _ => rows.extend(self.nothing_at_hand(screen.entities).map(ReviewRow::Detail)),
        }
        rows.truncate(usize::from(height));
        Some(ReviewPage { area, rows })
    }

    /// The selected item, and its kind in words.
    #[must_use]
    pub fn review_head(&self) -> Option<(Item, String)> {
        if let Some(claim) = self.reviewed_claim() {
            let sort = format!("{} · priority {}", claim.kind_words(), claim.priority.word());
            return Some((Item::Claim(Box::new(claim.clone())), sort));
        }
        let entity = self.reviewed_entity()?;
        Some((Item::Entity(entity.clone()), entity.kind.word().to_owned()))
    }

    fn nothing_at_hand(&self, entities: bool) -> [String; 2] {
        let what = if entities { "No entities to decide on." } else { "No claims to decide on." };
        let key = |command| self.key_in(Scope::Review, command);
        let (add, others) = (key(Command::AddItem), key(Command::NextPane));
        [what.to_owned(), format!("{add} adds a missing one; {others} switches between claims and entities.")]
    }

    fn overwritten_words(&self) -> Option<String> {
        let key = self.key_in(Scope::Review, Command::WriteAgain);
        match self.review.overwritten() {
            0 => None,
            1 => Some(format!("1 decision is missing from the file. {key} restores it")),
            count => Some(format!("{count} decisions are missing from the file. {key} restores them")),
        }
    }

    /// The question to confirm, wrapped.
    fn question_rows(&self, columns: u16) -> Vec<ReviewRow> {
        let question = self.review_screen().and_then(|screen| screen.asked.as_ref());
        let lines = question.map_or(&[][..], |question| question.lines.as_slice());
        let wrapped = lines.iter().flat_map(|line| wrapped(line, columns));
        wrapped.map(ReviewRow::Question).collect()
    }

    fn claim_rows(&self, claim: &Claim, rows: &mut Vec<ReviewRow>, area: Rect) {
        let Some((paragraph, _)) = self.selected_claim() else { return };
        let (columns, height) = (area.width, usize::from(area.height));
        let airy = area.height > 20;
        let scroll = self.review_scroll();
        rows.push(ReviewRow::Head);
        rows.extend(wrapped(&claim.text, columns).into_iter().map(ReviewRow::Strong));
        rows.extend(self.details(claim).into_iter().flat_map(|line| wrapped(&line, columns)).map(ReviewRow::Detail));
        rows.extend(self.question_rows(columns));
        rows.extend(airy.then_some(ReviewRow::Blank));
        rows.push(ReviewRow::Place);
        let others = others(paragraph, claim);
        let least = if height > 14 { others.len().min(4) + 2 } else { 0 };
        let room = height.saturating_sub(rows.len() + least).max(LEAST_TEXT);
        let text =
            TextWindow::around(&wrap(&paragraph.text, columns), claim.quote_span(paragraph), room, scroll.0).rows;
        rows.extend(text.into_iter().map(ReviewRow::Text));
        let left = height.saturating_sub(rows.len());
        if left > 2 && others.len() > 1 {
            rows.extend([ReviewRow::Blank, ReviewRow::Heading("In this paragraph".to_owned())]);
            let room = left - 2;
            // Claims of one sentence often begin alike, so they show in full if there is room.
            let whole: Vec<ReviewRow> = others.iter().flat_map(|row| whole(row, columns.saturating_sub(3))).collect();
            let others = if whole.len() <= room { whole } else { others };
            rows.extend(list_window(others, room, scroll.1));
        }
    }

    /// How far the text and the list are scrolled.
    fn review_scroll(&self) -> (isize, isize) {
        self.review_screen().map_or((0, 0), |screen| (screen.text_scroll, screen.list_scroll))
    }

    /// Who says it and how firmly, its figures and dates, whom it is about.
    fn details(&self, claim: &Claim) -> Vec<String> {
        let article = &self.document.article;
        let mut first = vec![claim.speaker_words(article), claim.certainty.word().to_owned()];
        first.extend(claim.implied.then(|| "implied".to_owned()));
        first.extend(claim.when.as_ref().map(|when| format!("when {when}")));
        let mut lines = vec![first.join(" · ")];
        for figure in &claim.figures {
            let value = figure.value.as_ref().map(|value| format!(" = {value}"));
            let parts = [value, figure.unit.clone(), Some(figure.of.clone()), figure.when.clone()];
            let rest: Vec<String> = parts.into_iter().flatten().collect();
            let sign =
                Some(exactness(claim, figure)).filter(|sign| !sign.is_empty() && !figure.printed.starts_with(sign));
            let sign = sign.map_or(String::new(), |sign| format!("{sign} "));
            lines.push(format!("{sign}{} {}", figure.printed, rest.join(" · ")));
        }
        let nowhere = "is in neither the statement nor the quote";
        lines.extend(stray_figures(claim).map(|figure| format!("The figure “{}” {nowhere}.", figure.printed)));
        lines.extend(has_stray_date(claim).then(|| format!("The date {nowhere}.")));
        let names: Vec<&str> =
            claim.about.iter().filter_map(|id| article.entity(id)).map(|entity| entity.name.as_str()).collect();
        lines.extend((!names.is_empty()).then(|| format!("about {}", names.join(", "))));
        lines
    }

    fn entity_rows(&self, entity: &Entity, rows: &mut Vec<ReviewRow>, area: Rect) {
        let columns = area.width;
        rows.push(ReviewRow::Head);
        rows.extend(wrapped(&entity.name, columns).into_iter().map(ReviewRow::Strong));
        let aliases = entity.aliases.join(", ");
        if !aliases.is_empty() {
            rows.extend(wrapped(&format!("also {aliases}"), columns).into_iter().map(ReviewRow::Detail));
        }
        let asked = self.question_rows(columns);
        if asked.is_empty() {
            rows.extend(
                self.references(&entity.id)
                    .into_iter()
                    .take(1)
                    .map(|line| ReviewRow::Detail(line.trim_end_matches(':').to_owned())),
            );
        }
        rows.extend(asked);
        let number = self.document.article.entities.iter().position(|other| other.id == entity.id);
        let mut places = Vec::new();
        for (at, paragraph) in self.document.article.paragraphs().enumerate() {
            let mentions = self.document.mentions.in_text(&paragraph.text);
            let own = mentions.iter().filter(|mention| Some(mention.entity) == number);
            places.extend(own.map(|mention| (at, mention_line(&paragraph.text, mention.span, columns))));
        }
        rows.push(ReviewRow::Blank);
        rows.push(ReviewRow::Heading(counted(places.len(), "mention")));
        let show = |(at, line): (usize, String)| ReviewRow::Detail(format!("¶{:<3} {line}", at + 1));
        rows.extend(places.into_iter().take(PLACES).map(show));
        let others = self.document.article.entities.iter();
        let others: Vec<ReviewRow> = others
            .map(|other| {
                let sign = if other.draft { CANDIDATE } else { CONFIRMED };
                let words = format!("{} · {}", other.name, other.kind.word());
                ReviewRow::Other(OtherRow { id: other.id.clone(), sign, is_at_hand: other.id == entity.id, words })
            })
            .collect();
        let left = usize::from(area.height).saturating_sub(rows.len());
        if left > 2 {
            rows.extend([ReviewRow::Blank, ReviewRow::Heading("Entities".to_owned())]);
            rows.extend(list_window(others, left - 2, self.review_scroll().1));
        }
    }
}

/// The rows of a list that show: the current item is the second, if nobody has scrolled.
fn list_window(rows: Vec<ReviewRow>, room: usize, scroll: isize) -> impl Iterator<Item = ReviewRow> {
    let is_here = |row: &ReviewRow| matches!(row, ReviewRow::Other(other) if other.is_at_hand);
    let here = rows.iter().position(is_here).unwrap_or(0);
    let last_top = rows.len().saturating_sub(room);
    let top = here.saturating_sub(1).min(last_top).saturating_add_signed(scroll).min(last_top);
    rows.into_iter().skip(top).take(room)
}

/// The claims of a paragraph.
fn others(paragraph: &Paragraph, at_hand: &Claim) -> Vec<ReviewRow> {
    let claims = paragraph.claims.iter().filter(|claim| !is_own(&claim.id));
    let row = |claim: &Claim| {
        let sign = if claim.draft { CANDIDATE } else { CONFIRMED };
        let is_at_hand = claim.id == at_hand.id;
        ReviewRow::Other(OtherRow { id: claim.id.clone(), sign, is_at_hand, words: claim.text.clone() })
    };
    claims.map(row).collect()
}

/// A claim's row in full, wrapped over several rows; the first has the sign.
fn whole(row: &ReviewRow, columns: u16) -> Vec<ReviewRow> {
    let ReviewRow::Other(other) = row else { return vec![row.clone()] };
    let lines = wrapped(&other.words, columns).into_iter().enumerate();
    let row = |(index, words)| OtherRow { sign: if index == 0 { other.sign } else { " " }, words, ..other.clone() };
    lines.map(row).map(ReviewRow::Other).collect()
}

/// A mention with some of the words around it.
fn mention_line(text: &str, span: ByteSpan, columns: u16) -> String {
    let around = usize::from(columns).saturating_sub(8);
    let before: String =
        text[..span.start].chars().rev().take(around / 3).collect::<Vec<_>>().into_iter().rev().collect();
    let cut = if before.len() < span.start { "…" } else { "" };
    format!("{cut}{before}{}", &text[span.start..]).replace('\n', " ")
}
