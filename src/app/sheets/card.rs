//! Everything about one claim.

use crate::app::App;
use crate::app::sheet::{SheetRow, Target, Tone};
use crate::domain::article::{Article, Wording};
use crate::domain::claim::{Claim, Figure, YearKind};
use crate::domain::judgement::Standing;
use crate::format::notes_text::history_of_claim;

/// The rows of the card of a claim.
#[must_use]
pub(in crate::app) fn rows(app: &App, index: usize) -> Vec<SheetRow> {
    let article = &app.document.article;
    let Some((paragraph, claim)) = app.document.outline.claim(article, index) else { return Vec::new() };
    let number = app.document.outline.paragraph_of_claim(index).unwrap_or(0) + 1;
    let mut rows = vec![standing(app.own_standing(claim)), SheetRow::empty()];
    let grades = app.own_grades(claim);
    if !grades.is_empty() {
        rows.insert(1, SheetRow::new("", grades, Tone::Plain));
    }
    rows.push(SheetRow::new("", &claim.text, Tone::Strong));
    rows.push(SheetRow::empty());
    rows.push(SheetRow::new("quote", format!("“{}”", claim.quote), Tone::Plain).to(Target::Quote(index)));
    let wording = if article.head.wording == Wording::Retold { ", our paraphrase" } else { "" };
    rows.push(SheetRow::new(" ", format!("¶{number}{wording}"), Tone::Calm));
    let health = claim.quote_span(paragraph).is_none();
    rows.extend(health.then(|| SheetRow::new(" ", "not found in the paragraph", Tone::Calm)));
    let speaker = format!("{}, {}", claim.speaker_words(article), claim.certainty.word());
    rows.push(SheetRow::new("speaker", speaker, Tone::Plain));
    let implied = if claim.implied { ", implied" } else { "" };
    rows.push(SheetRow::new("kind", format!("{}{implied}", claim.kind_words()), Tone::Plain));
    rows.extend(claim.when.iter().map(|when| SheetRow::new("when", when, Tone::Plain)));
    rows.extend(claim.figures.iter().map(|figure| SheetRow::new("figure", figure_words(figure), Tone::Plain)));
    if !claim.about.is_empty() {
        rows.push(SheetRow::new("about", about(article, claim), Tone::Plain));
    }
    rows.push(SheetRow::new("priority", claim.priority.word(), Tone::Plain));
    rows.extend(relations(app, claim));
    rows.extend(others(app, claim));
    let history = history_of_claim(&app.notes, app.annotator.name.as_deref(), &claim.id);
    if !history.is_empty() {
        rows.extend(SheetRow::part("History", history.len()));
        rows.extend(history.into_iter().map(|line| SheetRow::new("", line, Tone::Calm)));
    }
    rows
}

fn standing(standing: Standing) -> SheetRow {
    match standing {
        Standing::NotJudged => SheetRow::new("", "○ not judged", Tone::Calm),
        Standing::NotCheckable => SheetRow::new("", "– not checkable", Tone::Calm),
        Standing::Current(verdict) => {
            SheetRow::new("", format!("{} {}", verdict.glyph(), verdict.word()), Tone::Verdict(verdict))
        }
        Standing::Earlier(verdict) => {
            SheetRow::new("", format!("○ {}, of an earlier wording", verdict.word()), Tone::Plain)
        }
    }
}

/// A figure as printed, as a number, and what it counts.
#[must_use]
pub(in crate::app) fn figure_words(figure: &Figure) -> String {
    let value = figure.value.as_deref().map(|value| {
        let unit = figure.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
        format!("{}{unit}", grouped(value))
    });
    let mut parts = vec![format!("“{}”", figure.printed)];
    parts.push(value.unwrap_or_else(|| "no number given".to_owned()));
    parts.push(figure.of.clone());
    parts.extend(figure.when.clone());
    parts.extend(figure.approximate.then(|| "approximate".to_owned()));
    parts.extend(figure.year.map(|year| match year {
        YearKind::Calendar => "calendar year".to_owned(),
        YearKind::Fiscal => "fiscal year".to_owned(),
    }));
    parts.join(" · ")
}

/// Decimal text with its thousands apart.
fn grouped(value: &str) -> String {
    let (sign, rest) = value.strip_prefix('-').map_or(("", value), |rest| ("-", rest));
    let (whole, part) = rest.split_once('.').map_or((rest, None), |(whole, part)| (whole, Some(part)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    part.map_or(format!("{sign}{grouped}"), |part| format!("{sign}{grouped}.{part}"))
}

fn about(article: &Article, claim: &Claim) -> String {
    let name = |id: &String| article.entity(id).map_or(id.clone(), |entity| entity.name.clone());
    claim.about.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The relations of a claim, and those of others to it.
fn relations(app: &App, claim: &Claim) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    for (index, (_, other)) in app.document.article.claims().enumerate() {
        let words = [
            ("because", "rests on", "carries"),
            ("part-of", "part of", "has part"),
            ("contradicts", "against", "against"),
            ("repeats", "repeats", "repeated by"),
        ];
        for (key, forth, back) in words {
            let has = |one: &Claim, id: &str| {
                one.relations.by_key().iter().any(|(name, ids)| *name == key && ids.iter().any(|other| other == id))
            };
            let label = if has(claim, &other.id) {
                Some(forth)
            } else if has(other, &claim.id) {
                Some(back)
            } else {
                None
            };
            let text = format!("{}  {}", other.id, other.text);
            rows.extend(label.map(|label| SheetRow::new(label, text, Tone::Plain).to(Target::Claim(index))));
        }
    }
    rows
}

fn others(app: &App, claim: &Claim) -> Vec<SheetRow> {
    let others = app.visible_others(claim);
    if others.is_empty() {
        return Vec::new();
    }
    let row = |(name, judged): &(String, Standing)| {
        let row = standing(*judged);
        SheetRow { text: format!("{}  {name}", row.text), ..row }
    };
    SheetRow::part("Others", others.len()).into_iter().chain(others.iter().map(row)).collect()
}
