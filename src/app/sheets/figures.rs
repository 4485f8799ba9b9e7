//! Every figure and date of an article.

use crate::app::App;
use crate::app::sheet::{SheetRow, Target, Tone};

use super::card::figure_words;

/// The rows: figures first, then dates, each with who says it.
#[must_use]
pub(in crate::app) fn rows(app: &App) -> Vec<SheetRow> {
    let article = &app.document.article;
    let (mut figures, mut dates) = (Vec::new(), Vec::new());
    for (index, (_, claim)) in article.claims().enumerate() {
        let by = format!("{}, {}", claim.speaker_words(article), claim.certainty.word());
        for figure in &claim.figures {
            let text = format!("{} · {by}", figure_words(figure));
            figures.push(SheetRow::new(&claim.id, text, Tone::Plain).to(Target::Claim(index)));
        }
        if let Some(when) = &claim.when {
            let text = format!("{when} · {} · {by}", claim.text);
            dates.push(SheetRow::new(&claim.id, text, Tone::Plain).to(Target::Claim(index)));
        }
    }
    let mut rows = vec![SheetRow::new("Figures", figures.len().to_string(), Tone::Heading)];
    rows.extend(figures);
    rows.extend(SheetRow::part("Dates", dates.len()));
    rows.extend(dates);
    rows
}
