//! The text pane: the current paragraph is bright, and the words that its claims quote are underlined.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use crate::model::article::Paragraph;
use crate::model::article::mention::Mention;
use crate::reader::app::App;
use crate::reader::layout::GUTTER;
use crate::reader::overlay::Overlay;
use crate::reader::place::Pane;
use crate::reader::screens::article::rows;
use crate::reader::screens::article::rows::TextRow;
use crate::reader::widgets::scroll;
use crate::text::span;
use crate::text::span::ByteSpan;

use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::theme::Theme;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, columns: u16) -> Option<Position> {
    let document = &app.document;
    let section = document.article.sections.get(document.outline.section_of(app.place.paragraph));
    painter.heading(area, "Text", app.place.focus == Pane::Text, section.map_or("", |section| section.title()));
    let left = area.x + (area.width.saturating_sub(columns + GUTTER)) / 2 + GUTTER;
    let content = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let height = |paragraph: usize| app.paragraph_height(paragraph, columns);
    let count = document.outline.paragraph_count();
    let visible = scroll::visible(app.tops.text, usize::from(content.height), count, &height);
    let marks = Marks::of(app, painter.theme);
    let mut laid_out: Option<(usize, Vec<TextRow>, Vec<ByteSpan>)> = None;
    let mut cursor = None;
    for ((paragraph, row), y) in visible.into_iter().zip(content.top()..) {
        if laid_out.as_ref().is_none_or(|(number, ..)| *number != paragraph) {
            let content = document.outline.paragraph(&document.article, paragraph);
            let hits = content.map_or(Vec::new(), |content| app.hits_in(&content.text));
            laid_out = Some((paragraph, rows::text(document, paragraph, columns), hits));
        }
        let Some((_, rows, hits)) = &laid_out else { continue };
        let Some(&row) = rows.get(row) else { continue };
        let line = Line { paragraph, row, hits, x: left, y, columns };
        let current = paragraph == app.place.paragraph;
        draw_row(app, painter, &line, current.then_some(&marks));
        if let (true, TextRow::Text { span, .. }) = (current, row) {
            let focus = marks.found.or(marks.selected).map_or(0, |words| words.start);
            if cursor.is_none() || span.contains(focus) {
                cursor = Some(Position::new(left, y));
            }
        }
    }
    cursor
}

struct Line<'a> {
    paragraph: usize,
    row: TextRow,
    /// Where the words of the search occur in the paragraph.
    hits: &'a [ByteSpan],
    x: u16,
    y: u16,
    columns: u16,
}

fn draw_row(app: &App, painter: &mut Painter<'_>, line: &Line<'_>, marks: Option<&Marks<'_>>) {
    let (document, theme) = (&app.document, painter.theme);
    match line.row {
        TextRow::Blank => {}
        TextRow::Heading(row) => {
            let section = document.outline.section_begun_by(&document.article, line.paragraph);
            let heading = section.map_or("", |section| section.title());
            let plain = painter.role(theme.calm).add_modifier(Modifier::BOLD);
            let hits = app.hits_in(heading);
            let style = |byte: usize| if span::cover(&hits, byte) { theme.hit(plain) } else { plain };
            painter.span(line.x, line.y, line.columns, heading, row, style);
        }
        TextRow::Text { span: row, first } => {
            let Some(content) = document.outline.paragraph(&document.article, line.paragraph) else { return };
            if first {
                let number = format!("¶{}", line.paragraph + 1);
                let color = if marks.is_some() { theme.accent } else { theme.calm };
                painter.text_right(line.x.saturating_sub(2), line.y, &number, painter.role(color));
                if app.is_noted(&content.id) {
                    painter.text(line.x.saturating_sub(2), line.y, 1, "✎", painter.role(theme.accent));
                }
            }
            if marks.is_some() {
                painter.text(line.x.saturating_sub(GUTTER), line.y, 1, "▌", painter.role(theme.accent));
            }
            let plain = painter.role(theme.calm);
            let style = |byte: usize| {
                let style = marks.map_or(plain, |marks| marks.style(byte));
                let found = marks.and_then(|marks| marks.found).is_some_and(|found| found.contains(byte));
                match span::cover(line.hits, byte) {
                    true if found => theme.hit(style).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
                    true => theme.hit(style),
                    false => style,
                }
            };
            painter.span(line.x, line.y, line.columns, &content.text, row, style);
        }
    }
}

/// What is marked in the current paragraph.
struct Marks<'a> {
    theme: &'a Theme,
    quotes: Vec<ByteSpan>,
    selected: Option<ByteSpan>,
    /// The current match.
    found: Option<ByteSpan>,
    mentions: Vec<Mention>,
    entity: Option<usize>,
    /// The words selected for copying.
    words: Option<ByteSpan>,
}

impl<'a> Marks<'a> {
    fn of(app: &App, theme: &'a Theme) -> Self {
        let current = app.current_paragraph();
        let quotes = |paragraph: &Paragraph| {
            let confirmed = paragraph.claims.iter().filter(|claim| !claim.draft);
            confirmed.filter_map(|claim| claim.quote_span(paragraph)).collect::<Vec<_>>()
        };
        Self {
            theme,
            quotes: current.filter(|_| app.marks && !app.claims_hidden).map_or(Vec::new(), quotes),
            selected: app
                .selected_claim()
                .filter(|_| app.marks && !app.claims_hidden)
                .and_then(|(paragraph, claim)| claim.quote_span(paragraph)),
            found: app.current_match(),
            mentions: current
                .filter(|_| app.marks)
                .map_or(Vec::new(), |paragraph| app.document.mentions.in_text(&paragraph.text)),
            entity: app.place.entity.filter(|_| app.place.mark_entity),
            words: match app.overlay {
                Some(Overlay::Select(selection)) => Some(selection.span()),
                _ => None,
            },
        }
    }

    fn style(&self, byte: usize) -> Style {
        let theme = self.theme;
        let mut style = Style::new().fg(theme.ink).bg(theme.paper);
        if let Some(words) = self.words {
            return if words.contains(byte) { theme.hit(style) } else { style };
        }
        if let Some(mention) = self.mentions.iter().find(|mention| mention.span.contains(byte)) {
            style = style.fg(theme.entity);
            if self.entity == Some(mention.entity) {
                style = theme.selected(style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED));
            }
        }
        if self.entity.is_some() {
            return style;
        }
        if self.quotes.iter().any(|quote| quote.contains(byte)) {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        if self.selected.is_some_and(|quote| quote.contains(byte)) {
            let colourless = theme.select == Color::Reset;
            style = if colourless { style.add_modifier(Modifier::REVERSED) } else { theme.selected(style) };
        }
        style
    }
}
