//! The content of each row of a pane. Scrolling counts these rows and drawing paints them, so the two always agree.

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::in_conflict;
use crate::model::annotation::evidence::Bearing;
use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::annotation::note::tags_on;
use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::model::journal::Target;
use crate::model::journal::fold::Winner;
use crate::reader::document::Document;
use crate::text::span::ByteSpan;
use crate::text::wrap::wrap;

use crate::reader::app::App;

/// A row of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRow {
    /// An empty row.
    Blank,
    /// A part of a section's heading.
    Heading(ByteSpan),
    /// A part of the paragraph; the first row also shows its number.
    Text {
        /// Bytes of the paragraph's text.
        span: ByteSpan,
        /// Whether the row is the paragraph's first.
        first: bool,
    },
}

/// The rows of a paragraph: the heading if it begins a section, the text, and a blank row.
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
    /// An empty row.
    Blank,
    /// The number of the paragraph, counted from 1.
    Paragraph(usize),
    /// A part of the statement; the first row also shows the glyph.
    Statement {
        /// Bytes of the claim's text.
        span: ByteSpan,
        /// Whether the row is the claim's first.
        first: bool,
    },
    /// Kind, speaker, certainty.
    Detail(String),
    /// What needs attention in your judgement: an earlier wording, conflicting edits, a settlement that overrules it.
    Remark(String),
    /// How many of the others gave each verdict.
    Counts(String),
    /// How somebody else judged it.
    Other {
        /// The annotator's name.
        name: String,
        /// Their verdict or status.
        standing: Standing,
    },
}

/// Up to this many other annotators are named; beyond that they are counted.
const MOST_OTHERS: usize = 3;

/// Columns left of a claim's text: the glyph and its space, on both sides.
pub const CLAIM_INDENT: u16 = 3;

/// The rows of a claim in a list of `columns` columns, with a blank row after it.
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

/// What needs attention in your judgement, its grades, and your other annotations of the claim, each in a line.
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
    remarks.extend(conflict.then(|| "conflicting edits".to_owned()));
    remarks.extend(app.overruling(claim).map(|settlement| format!("{}, not as you judged", settlement.words())));
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

/// Your other annotations of a claim as signs: a note, evidence by its bearing, tags.
fn additions(app: &App, claim: &Claim) -> Option<String> {
    let fold = app.notes.mine()?;
    let on = Target::claim(&claim.id);
    let count = |beginning: &str| fold.elements(&on, beginning).count();
    let mut parts = Vec::new();
    parts.extend(is_own(&claim.id).then(|| "yours".to_owned()));
    parts.extend((count("note:") > 0).then(|| "✎".to_owned()));
    for bearing in Bearing::ALL {
        let has = |(_, winner): &(&str, Winner<'_>)| winner.change.to == bearing.word();
        let evidence = fold.elements(&on, "evidence:").filter(has).count();
        parts.extend((evidence > 0).then(|| format!("{}{evidence}", bearing.glyph())));
    }
    parts.extend((count("reply:") > 0).then(|| "↩".to_owned()));
    parts.extend(fold.value(&on, "correction").is_some().then(|| "→".to_owned()));
    parts.extend(tags_on(fold, &on).into_iter().map(|tag| format!("#{tag}")));
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The annotations attached to a claim, in words; `None` if it has none.
#[must_use]
pub fn attached(app: &App, claim: &Claim) -> Option<String> {
    let fold = app.notes.mine()?;
    let on = Target::claim(&claim.id);
    let counted = |beginning: &str, one: &str, many: &str| {
        let count = fold.elements(&on, beginning).count();
        match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        }
    };
    let mut parts = Vec::new();
    if let Standing::Earlier(verdict) = app.own_standing(claim) {
        parts.push(format!("{}, of an earlier wording", verdict.word()));
    }
    parts.extend(counted("evidence:", "piece of evidence", "pieces of evidence"));
    parts.extend(counted("note:", "note", "notes"));
    parts.extend(counted("reply:", "reply", "replies"));
    parts.extend(tags_on(fold, &on).into_iter().map(|tag| format!("#{tag}")));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn folded(text: &str, columns: u16) -> impl Iterator<Item = String> {
    wrap(text, columns).into_iter().map(|row| text[row.span.range()].trim_end().to_owned())
}

/// The rows of a section's title in an outline of `columns` columns; the first row also shows the progress.
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
