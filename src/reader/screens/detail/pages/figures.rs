//! Every figure and date of an article.

use crate::model::annotation::note::figures_found;
use crate::reader::app::App;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};

use crate::reader::screens::detail::pages::card::{figure_words, found_words};

/// The rows: figures first, then dates, each with who says it.
#[must_use]
pub(crate) fn rows(app: &App) -> Vec<SheetRow> {
    let article = &app.document.article;
    let (mut figures, mut dates) = (Vec::new(), Vec::new());
    for (index, (_, claim)) in article.claims().enumerate().filter(|(_, (_, claim))| !claim.draft) {
        let found = app.notes.mine().map_or(Vec::new(), |fold| figures_found(fold, &claim.id));
        let by = format!("{}, {}", claim.speaker_words(article), claim.certainty.word());
        for (number, figure) in claim.figures.iter().enumerate() {
            let text = format!("{} · {by}", figure_words(claim, figure));
            figures.push(SheetRow::new(&app.claim_name(claim), text, Tone::Plain).to(Target::Claim(index)));
            let found = found.iter().find(|found| found.figure == number);
            figures.extend(found.map(|found| SheetRow::new(" ", found_words(figure, found), Tone::Alert)));
        }
        if let Some(when) = &claim.when {
            let text = format!("{when} · {} · {by}", claim.text);
            dates.push(SheetRow::new(&app.claim_name(claim), text, Tone::Plain).to(Target::Claim(index)));
        }
    }
    let mut rows = vec![SheetRow::new("Figures", figures.len().to_string(), Tone::Heading)];
    rows.extend(figures);
    rows.extend(SheetRow::part("Dates", dates.len()));
    rows.extend(dates);
    rows
}
