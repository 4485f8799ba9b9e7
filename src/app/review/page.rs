//! What stands in each row of the review; drawing asks here.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::queue_page::around;
use crate::domain::article::Paragraph;
use crate::domain::claim::Claim;
use crate::domain::entity::Entity;
use crate::domain::own_claim::is_own;
use crate::domain::review::Item;
use crate::text::span::ByteSpan;
use crate::text::wrap::wrap;

/// Columns of what is read.
const COLUMNS: u16 = 80;
/// Rows of the text that show at least.
const LEAST_TEXT: usize = 3;
/// Places of an entity that are listed.
const PLACES: usize = 6;

/// The review on this screen.
pub struct ReviewPage {
    /// The room for its rows.
    pub area: Rect,
    /// Its rows, from the top.
    pub rows: Vec<ReviewRow>,
}

/// A row of the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewRow {
    /// Nothing.
    Blank,
    /// How far one is.
    Progress,
    /// The state of the item, what sort it is, its id.
    Head,
    /// A part of what is decided on.
    Strong(String),
    /// Something about it.
    Detail(String),
    /// Something that went wrong and can be mended.
    Trouble(String),
    /// What is asked.
    Question(String),
    /// The paragraph's number and section.
    Place,
    /// A part of the paragraph.
    Text(ByteSpan),
    /// What the rows below are.
    Heading(String),
    /// Another item: its sign, whether it is at hand, its words.
    Other(&'static str, bool, String),
}

/// The sign of a candidate, and of what is confirmed.
const CANDIDATE: &str = "◌";
const CONFIRMED: &str = "●";

impl App {
    /// The review, where it is open.
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
            _ => rows.extend(nothing_at_hand(screen.entities).map(ReviewRow::Detail)),
        }
        rows.truncate(usize::from(height));
        Some(ReviewPage { area, rows })
    }

    /// What is decided on, and what sort of thing it is.
    #[must_use]
    pub fn review_head(&self) -> Option<(Item, String)> {
        if let Some(claim) = self.reviewed_claim() {
            let sort = format!("{} · priority {}", claim.kind_words(), claim.priority.word());
            return Some((Item::Claim(Box::new(claim.clone())), sort));
        }
        let entity = self.reviewed_entity()?;
        Some((Item::Entity(entity.clone()), entity.kind.word().to_owned()))
    }

    fn overwritten_words(&self) -> Option<String> {
        match self.review.overwritten() {
            0 => None,
            1 => Some("1 decision is no longer in the file: r writes it again".to_owned()),
            count => Some(format!("{count} decisions are no longer in the file: r writes them again")),
        }
    }

    /// What is asked before something is done, wrapped.
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
        rows.push(ReviewRow::Head);
        rows.extend(wrapped(&claim.text, columns).into_iter().map(ReviewRow::Strong));
        rows.extend(self.details(claim).into_iter().flat_map(|line| wrapped(&line, columns)).map(ReviewRow::Detail));
        rows.extend(self.question_rows(columns));
        rows.extend(airy.then_some(ReviewRow::Blank));
        rows.push(ReviewRow::Place);
        let others = others(paragraph, claim);
        let least = if height > 14 { others.len().min(4) + 2 } else { 0 };
        let room = height.saturating_sub(rows.len() + least).max(LEAST_TEXT);
        let text = around(&wrap(&paragraph.text, columns), claim.quote_span(paragraph), room);
        rows.extend(text.into_iter().map(ReviewRow::Text));
        let left = height.saturating_sub(rows.len());
        if left > 2 && others.len() > 1 {
            rows.extend([ReviewRow::Blank, ReviewRow::Heading("In this paragraph".to_owned())]);
            let here = others.iter().position(|row| matches!(row, ReviewRow::Other(_, true, _))).unwrap_or(0);
            let room = left - 2;
            // Claims of one sentence often begin alike: where there is room they are shown whole.
            let whole: Vec<ReviewRow> = others.iter().flat_map(|row| whole(row, columns.saturating_sub(3))).collect();
            let others = if whole.len() <= room { whole } else { others };
            let first = here.saturating_sub(1).min(others.len().saturating_sub(room));
            rows.extend(others.into_iter().skip(first).take(room));
        }
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
            lines.push(format!("{} {}", figure.printed, rest.join(" · ")));
        }
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
        let word = if places.len() == 1 { "mention" } else { "mentions" };
        rows.push(ReviewRow::Heading(format!("{} {word}", places.len())));
        let show = |(at, line): (usize, String)| ReviewRow::Detail(format!("¶{:<3} {line}", at + 1));
        rows.extend(places.into_iter().take(PLACES).map(show));
        let others = self.document.article.entities.iter();
        let others: Vec<ReviewRow> = others
            .map(|other| {
                let sign = if other.draft { CANDIDATE } else { CONFIRMED };
                ReviewRow::Other(sign, other.id == entity.id, format!("{} · {}", other.name, other.kind.word()))
            })
            .collect();
        let left = usize::from(area.height).saturating_sub(rows.len());
        if left > 2 {
            rows.extend([ReviewRow::Blank, ReviewRow::Heading("Entities".to_owned())]);
            let room = left - 2;
            let first = number.unwrap_or(0).saturating_sub(1).min(others.len().saturating_sub(room));
            rows.extend(others.into_iter().skip(first).take(room));
        }
    }
}

/// The claims of a paragraph.
fn others(paragraph: &Paragraph, at_hand: &Claim) -> Vec<ReviewRow> {
    let claims = paragraph.claims.iter().filter(|claim| !is_own(&claim.id));
    let row = |claim: &Claim| {
        let sign = if claim.draft { CANDIDATE } else { CONFIRMED };
        ReviewRow::Other(sign, claim.id == at_hand.id, claim.text.clone())
    };
    claims.map(row).collect()
}

/// The row of a claim with all of its words, over several rows; the sign stands on the first.
fn whole(row: &ReviewRow, columns: u16) -> Vec<ReviewRow> {
    let ReviewRow::Other(sign, at_hand, words) = row else { return vec![row.clone()] };
    let lines = wrapped(words, columns).into_iter().enumerate();
    lines.map(|(index, words)| ReviewRow::Other(if index == 0 { sign } else { " " }, *at_hand, words)).collect()
}

/// A mention with some of the words around it.
fn mention_line(text: &str, span: ByteSpan, columns: u16) -> String {
    let around = usize::from(columns).saturating_sub(8);
    let before: String =
        text[..span.start].chars().rev().take(around / 3).collect::<Vec<_>>().into_iter().rev().collect();
    let cut = if before.len() < span.start { "…" } else { "" };
    format!("{cut}{before}{}", &text[span.start..]).replace('\n', " ")
}

/// A text in rows of so many columns.
fn wrapped(text: &str, columns: u16) -> Vec<String> {
    wrap(text, columns).into_iter().filter_map(|row| text.get(row.span.range()).map(str::to_owned)).collect()
}

fn nothing_at_hand(entities: bool) -> impl Iterator<Item = String> {
    let what = if entities { "There is no entity to decide on." } else { "There is no claim to decide on." };
    [what, "n adds one that is missing; Tab goes to the others."].into_iter().map(str::to_owned)
}
