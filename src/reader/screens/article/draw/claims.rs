//! All claims of the article, those of the current paragraph bright.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::article::claim::Claim;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::place::Pane;
use crate::reader::screens::article::rows;
use crate::reader::screens::article::rows::{CLAIM_INDENT, ClaimRow};
use crate::reader::widgets::scroll;
use crate::text::span;

use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::theme::Theme;

/// The sign of a draft.
pub(crate) const DRAFT: &str = "◌";

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) -> Option<Position> {
    let document = &app.document;
    let (judged, total) = app.progress();
    let right = match &app.filter {
        Some(filter) => format!("{} · {}: all", filter.name(), app.key_for(Command::ClearFound)),
        None => match app.draft_count() {
            0 => format!("{judged}/{total}"),
            1 => format!("{judged}/{total} · 1 draft"),
            drafts => format!("{judged}/{total} · {drafts} drafts"),
        },
    };
    painter.heading(area, "Claims", app.place.focus == Pane::Claims, &right);
    let content = Rect { y: area.y + 1, height: area.height - 1, ..area };
    if app.claims_hidden {
        let style = painter.role(painter.theme.calm);
        let text = format!("hidden · {} shows them", app.key_for(Command::HideClaims));
        painter.text(area.x + 1, content.y, area.width - 1, &text, style);
        return Some(Position::new(area.x + 1, content.y));
    }
    let height = |claim: usize| app.claim_height(claim, area.width);
    let visible =
        scroll::visible(app.tops.claims, usize::from(content.height), document.outline.claim_count(), &height);
    let mut cursor = None;
    let mut laid_out: Option<(usize, Vec<ClaimRow>)> = None;
    for ((index, row), y) in visible.into_iter().zip(content.top()..) {
        if laid_out.as_ref().is_none_or(|(number, _)| *number != index) {
            laid_out = Some((index, rows::claim(app, index, area.width)));
        }
        let Some(row) = laid_out.as_ref().and_then(|(_, rows)| rows.get(row)) else { continue };
        let Some((_, claim)) = document.outline.claim(&document.article, index) else { continue };
        let at = Rect { y, height: 1, ..area };
        draw_row(app, painter, at, index, claim, row);
        if app.place.claim == Some(index) && !matches!(row, ClaimRow::Blank | ClaimRow::Paragraph(_)) {
            painter.select(at);
            cursor = cursor.or(Some(Position::new(area.x + 1, y)));
        }
    }
    cursor
}

fn draw_row(app: &App, painter: &mut Painter<'_>, at: Rect, index: usize, claim: &Claim, row: &ClaimRow) {
    let theme = painter.theme;
    let here = app.document.outline.paragraph_of_claim(index) == Some(app.place.paragraph);
    let selected = app.place.claim == Some(index);
    let (x, columns) = (at.x + CLAIM_INDENT, at.width.saturating_sub(CLAIM_INDENT));
    match row {
        ClaimRow::Blank => {}
        ClaimRow::Paragraph(number) => {
            let color = if here { theme.accent } else { theme.calm };
            painter.text(at.x + 1, at.y, columns, &format!("¶{number}"), painter.role(color));
        }
        ClaimRow::Statement { span, first } => {
            if *first {
                let (glyph, color) =
                    if claim.draft { (DRAFT, theme.calm) } else { mark(app.own_standing(claim), theme) };
                painter.text(at.x + 1, at.y, 1, glyph, painter.role(color));
            }
            let style = match (selected, here) {
                (true, _) => painter.role(theme.focus).add_modifier(Modifier::BOLD),
                (_, true) if !claim.draft => painter.role(theme.ink),
                _ => painter.role(theme.calm),
            };
            let style = if claim.draft { style.add_modifier(Modifier::ITALIC) } else { style };
            let hits = app.hits_in(&claim.text);
            let marked = |byte: usize| if span::cover(&hits, byte) { theme.hit(style) } else { style };
            painter.span(x, at.y, columns, &claim.text, *span, marked);
        }
        ClaimRow::Detail(text) => {
            painter.text(x, at.y, columns, text, painter.role(theme.calm));
        }
        ClaimRow::Remark(text) => {
            painter.text(x, at.y, columns, text, painter.role(theme.accent));
        }
        ClaimRow::Counts(text) => {
            painter.text(x, at.y, columns, text, painter.role(theme.ink));
        }
        ClaimRow::Other { name, standing } => draw_other(painter, at, name, *standing),
    }
}

fn draw_other(painter: &mut Painter<'_>, at: Rect, name: &str, standing: Standing) {
    let (glyph, color) = mark(standing, painter.theme);
    let words = standing.words();
    let style = painter.role(color);
    let x = painter.text(at.x + CLAIM_INDENT, at.y, 2, &format!("{glyph} "), style);
    let x = painter.text(x, at.y, at.right().saturating_sub(x), &words, style) + 1;
    let quiet = painter.role(painter.theme.calm).add_modifier(Modifier::ITALIC);
    painter.text(x, at.y, at.right().saturating_sub(x), name, quiet);
}

/// The glyph and colour of a standing; the glyph alone says it all.
pub(crate) fn mark(standing: Standing, theme: &Theme) -> (&'static str, Color) {
    match standing {
        Standing::NotJudged => ("○", theme.calm),
        Standing::NotCheckable => ("–", theme.calm),
        Standing::Current(verdict) => (verdict.glyph(), theme.verdict(verdict)),
        Standing::Earlier(_) => ("○", theme.accent),
    }
}

/// The style of a verdict's glyph and word.
pub(crate) fn verdict_style(painter: &Painter<'_>, verdict: Verdict) -> Style {
    painter.role(painter.theme.verdict(verdict)).add_modifier(Modifier::BOLD)
}
