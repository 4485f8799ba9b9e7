//! Annotations whose targets the article no longer has.

use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::orphan::{Orphan, orphans as all_orphans};
use crate::model::journal::anchor::Locator;
use crate::model::query::ClaimQuery;

use crate::render::notes_text::annotations::{SaidLine, of_orphan};
use crate::text::hidden::visible_in_line;

/// All these annotations, target by target, if they match the query, without hidden or control characters. `today` is a
/// date such as `2026-11-24`.
#[must_use]
pub fn orphans(locator: &Locator<'_>, notes: &Notes, query: &ClaimQuery<'_>, today: &str) -> Vec<SaidLine> {
    let (mut lines, mut told) = (Vec::new(), Vec::new());
    for (name, fold) in notes.all() {
        for orphan in all_orphans(locator, fold).into_iter().filter(|orphan| query.passes_orphan(orphan, (name, fold)))
        {
            let said = of_orphan(locator, notes, fold, &orphan, today, &mut told);
            if said.is_empty() && orphan.on.sort() == "note" {
                continue;
            }
            let (on, state, name) = (&orphan.on.0, orphan.state(locator), visible_in_line(name));
            lines.push(SaidLine::new(0, format!("{}  {}  {name}", visible_in_line(on), visible_in_line(&state))));
            lines.extend(was(&orphan).into_iter().map(|text| SaidLine::new(1, visible_in_line(&text))));
            lines.extend(said.into_iter().map(|line| SaidLine { indent: line.indent + 1, ..line }));
        }
    }
    lines
}

/// What the annotations were written on.
fn was(orphan: &Orphan) -> Vec<String> {
    let quoted = |words: &str| format!("“{words}”");
    match (&orphan.claim, orphan.words()) {
        (Some(claim), words) if is_own(&claim.id) => {
            let quote = words.map_or(String::new(), |words| format!(", made of {}", quoted(&words)));
            vec![format!("{}{quote}", quoted(&claim.text))]
        }
        (Some(claim), Some(words)) if !claim.text.is_empty() => {
            vec![format!("{}, {}", quoted(&claim.text), quoted(&words))]
        }
        (_, words) => words.map(|words| quoted(&words)).into_iter().collect(),
    }
}
