//! What stands in each row of a pane: the same answer for scrolling, which counts rows, and for drawing.

use crate::domain::article::Article;
use crate::domain::assessment::in_conflict;
use crate::domain::claim::Claim;
use crate::domain::journal::Target;
use crate::domain::judgement::{Standing, Verdict};
use crate::domain::note::tags_on;
use crate::domain::own_claim::is_own;
use crate::text::span::ByteSpan;
use crate::text::wrap::wrap;

use super::{App, Document};

/// A row of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRow {
    /// Nothing.
    Blank,
    /// A part of a section's heading.
    Heading(ByteSpan),
    /// A part of the paragraph; `first` where its number stands.
    Text {
        /// Which part.
        span: ByteSpan,
        /// Whether it is the first row.
        first: bool,
    },
}

/// The rows of a paragraph, with the heading before it where it begins a section, and a blank row after.
#[must_use]
pub fn text(document: &Document, paragraph: usize, columns: u16) -> Vec<TextRow> {
    let mut rows = Vec::new();
    let section = document.outline.section_begun_by(&document.article, paragraph);
    if let Some(heading) = section.and_then(|section| section.heading.as_deref()) {
        rows.extend(wrap(heading, columns).into_iter().map(|row| TextRow::Heading(row.span)));
        rows.push(TextRow::Blank);
    }
    if let Some(content) = document.outline.paragraph(&document.article, paragraph) {
        let wrapped = wrap(&content.text, columns).into_iter().enumerate();
        rows.extend(wrapped.map(|(index, row)| TextRow::Text { span: row.span, first: index == 0 }));
    }
    rows.push(TextRow::Blank);
    rows
}

/// A row of the list of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimRow {
    /// Nothing.
    Blank,
    /// The number of the paragraph, counted from 1.
    Paragraph(usize),
    /// A part of the statement; `first` where the glyph stands.
    Statement {
        /// Which part of the claim's text.
        span: ByteSpan,
        /// Whether it is the first row.
        first: bool,
    },
    /// Kind, speaker, certainty.
    Detail(String),
    /// What became of one's own judgement: an earlier wording, two places.
    Remark(String),
    /// How many of the others judged it how.
    Counts(String),
    /// What someone else judged.
    Other {
        /// Who.
        name: String,
        /// What.
        standing: Standing,
    },
}

/// More of the others than this are counted, not named.
const MOST_OTHERS: usize = 3;

/// Columns left of a claim's text: the glyph and its space, on both sides.
pub const CLAIM_INDENT: u16 = 3;

/// The rows of a claim in a list so many columns wide, with a blank row after.
#[must_use]
pub fn claim(app: &App, index: usize, columns: u16) -> Vec<ClaimRow> {
    let document = &app.document;
    let Some((_, claim)) = document.outline.claim(&document.article, index) else { return Vec::new() };
    let mut rows = Vec::new();
    if !app.shows_claim(index) {
        return rows;
    }
    let columns = columns.saturating_sub(CLAIM_INDENT + 1);
    let first = |paragraph: usize| document.outline.claims_of(paragraph).find(|claim| app.shows_claim(*claim));
    let opens = document.outline.paragraph_of_claim(index).and_then(first) == Some(index);
    if opens {
        rows.push(ClaimRow::Paragraph(document.outline.paragraph_of_claim(index).unwrap_or(0) + 1));
    }
    let statement = wrap(&claim.text, columns).into_iter().enumerate();
    rows.extend(statement.map(|(number, row)| ClaimRow::Statement { span: row.span, first: number == 0 }));
    rows.extend(folded(&detail(&document.article, claim), columns).map(ClaimRow::Detail));
    rows.extend(remarks(app, claim).iter().flat_map(|text| folded(text, columns)).map(ClaimRow::Remark));
    let others = app.visible_others(claim);
    if others.len() > MOST_OTHERS {
        rows.push(ClaimRow::Counts(counts(&others)));
    } else {
        rows.extend(others.into_iter().map(|(name, standing)| ClaimRow::Other { name, standing }));
    }
    rows.push(ClaimRow::Blank);
    rows
}

/// Kind, speaker with the cue, certainty and date of a claim, in one line.
#[must_use]
pub fn detail(article: &Article, claim: &Claim) -> String {
    let mut parts: Vec<String> = claim.draft.then(|| "draft".to_owned()).into_iter().collect();
    parts.extend([claim.kind_words(), format!("{}, {}", claim.speaker_words(article), claim.certainty.word())]);
    parts.extend(claim.implied.then(|| "implied".to_owned()));
    parts.extend(claim.when.clone());
    parts.join(" · ")
}

/// What became of one's own judgement, how it is graded, and what else one said of the claim, each in a line.
#[must_use]
pub fn remarks(app: &App, claim: &Claim) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Standing::Earlier(verdict) = app.own_standing(claim) {
        remarks.push(format!("{}, of an earlier wording", verdict.word()));
    }
    let words = app.own_grades(claim);
    remarks.extend((!words.is_empty()).then_some(words));
    remarks.extend(additions(app, claim));
    let conflict = app.notes.mine().is_some_and(|fold| in_conflict(fold, claim));
    remarks.extend(conflict.then(|| "changed in two places".to_owned()));
    remarks
}

/// How often each verdict was given, as signs and numbers: `✓12 ✗9`.
fn counts(others: &[(String, Standing)]) -> String {
    let judged = |verdict: Verdict| {
        let given = |(_, standing): &&(String, Standing)| *standing == Standing::Current(verdict);
        others.iter().filter(given).count()
    };
    let mut parts: Vec<String> = Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict.glyph(), judged(verdict)))
        .filter(|(_, count)| *count > 0)
        .map(|(glyph, count)| format!("{glyph}{count}"))
        .collect();
    let counted: usize = Verdict::ALL.into_iter().map(judged).sum();
    let rest = others.len() - counted;
    parts.extend((rest > 0).then(|| format!("–{rest}")));
    parts.join(" ")
}

/// What else one said of a claim, in signs: a note, evidence, tags.
fn additions(app: &App, claim: &Claim) -> Option<String> {
    let fold = app.notes.mine()?;
    let on = Target::claim(&claim.id);
    let count = |beginning: &str| fold.elements(&on, beginning).count();
    let mut parts = Vec::new();
    parts.extend(is_own(&claim.id).then(|| "yours".to_owned()));
    parts.extend((count("note:") > 0).then(|| "✎".to_owned()));
    let evidence = count("evidence:");
    parts.extend((evidence > 0).then(|| format!("+{evidence}")));
    parts.extend((count("reply:") > 0).then(|| "↩".to_owned()));
    parts.extend(fold.value(&on, "correction").is_some().then(|| "→".to_owned()));
    parts.extend(tags_on(fold, &on).into_iter().map(|tag| format!("#{tag}")));
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn folded(text: &str, columns: u16) -> impl Iterator<Item = String> {
    wrap(text, columns).into_iter().map(|row| text[row.span.range()].trim_end().to_owned())
}

/// The rows of a section's title in an outline so many columns wide; the progress stands in the first.
#[must_use]
pub fn section(document: &Document, section: usize, columns: u16) -> Vec<ByteSpan> {
    let Some(content) = document.article.sections.get(section) else { return Vec::new() };
    let rows = wrap(content.title(), columns.saturating_sub(SECTION_INDENT + SECTION_PROGRESS));
    rows.into_iter().map(|row| row.span).collect()
}

/// Columns of the number before a section's title.
pub const SECTION_INDENT: u16 = 4;
/// Columns of the progress after a section's title.
pub const SECTION_PROGRESS: u16 = 8;
