//! What the articles of a library got wrong, and whether the papers have fixed it.

use crate::corpus::corrections::{Correction, headline};
use crate::corpus::versions::FixStatus;
use crate::corpus::versions::phrases::finding;
use crate::reader::app::App;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};

/// A page shows at most this many claims; `nutgraf versions` prints them all.
const MOST: usize = 500;

impl App {
    /// The rows: how many there are, then each claim, which leads to its article.
    #[must_use]
    pub(crate) fn correction_rows(&self) -> Vec<SheetRow> {
        let known = match &self.articles.corrections {
            Answer::Awaited => return vec![SheetRow::new("", "Reading earlier versions…", Tone::Calm)],
            Answer::Failed(why) => return vec![SheetRow::new("", why, Tone::Plain)],
            Answer::Known(known) => known,
        };
        let me = self.annotator.name.as_deref();
        let all = known.corrections.iter().cloned();
        let seen: Vec<Correction> =
            if self.show_others { all.collect() } else { all.filter_map(|one| one.seen_by(me)).collect() };
        let mut rows =
            vec![SheetRow::new("", known.scope.clone(), Tone::Calm), SheetRow::new("", headline(&seen), Tone::Strong)];
        rows.extend(known.troubles.iter().map(|trouble| SheetRow::new("", trouble, Tone::Alert)));
        if let Some(hidden) = known.corrections.len().checked_sub(seen.len()).filter(|hidden| *hidden > 0) {
            let claims = if hidden == 1 { "its claim" } else { "their claims" };
            rows.push(SheetRow::new("", format!("{hidden} more hidden until you have judged {claims}"), Tone::Calm));
        }
        rows.extend(seen.iter().take(MOST).flat_map(of_one));
        if let Some(more) = seen.len().checked_sub(MOST).filter(|more| *more > 0) {
            rows.push(SheetRow::new("", format!("{more} more; `nutgraf versions` prints them all"), Tone::Calm));
        }
        rows
    }
}

fn of_one(one: &Correction) -> Vec<SheetRow> {
    let day = one.published.as_deref().unwrap_or("no date");
    let outlet = one.outlet.as_deref().unwrap_or("no outlet");
    let tone = match one.status {
        Some(FixStatus::Fixed | FixStatus::Removed) => Tone::Strong,
        Some(_) => Tone::Alert,
        None => Tone::Plain,
    };
    let headline = format!("{outlet} · {} · {} {}", one.title, one.sign(), one.outcome());
    let line = |text: String| SheetRow::new(" ", text, Tone::Calm);
    let findings: Vec<String> = one.findings.iter().map(finding).collect();
    let target = Target::Elsewhere(one.path.clone(), one.claim.clone());
    let mut rows = vec![
        SheetRow::empty(),
        SheetRow::new(day, headline, tone).to(target),
        SheetRow::new(" ", format!("{}  {}", one.claim, one.text), Tone::Plain),
        line(findings.join("; ")),
    ];
    rows.extend(one.now.as_ref().map(|now| line(format!("Now: {now}"))));
    rows.extend(one.note.as_ref().map(|note| line(format!("Note to readers: {note}"))));
    rows
}
