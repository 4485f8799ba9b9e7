//! Claims in other articles that resemble the selected one, and how each was judged.

use crate::corpus::similar::page::SimilarClaim;
use crate::corpus::similar::{Opinion, Relation};
use crate::model::annotation::judgement::Verdict;
use crate::model::annotation::note::same_claims;
use crate::model::journal::Target as On;
use crate::reader::app::App;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};
use crate::render::similar_text::{opinion_words, origin};
use crate::text::counted::counted;

/// The rows: the claim, then each similar one. Those that the annotator linked come first, those they rejected last.
#[must_use]
pub(crate) fn rows(app: &App) -> Vec<SheetRow> {
    let page = match &app.answers.similar {
        Answer::Awaited => return vec![SheetRow::new("", "Looking through the folder…", Tone::Calm)],
        Answer::Failed(why) => return vec![SheetRow::new("", why, Tone::Plain)],
        Answer::Known(page) => page,
    };
    let claim = app.document.article.claims().find(|(_, claim)| claim.id == page.claim);
    let mut rows: Vec<SheetRow> =
        claim.into_iter().map(|(_, claim)| SheetRow::new("", &claim.text, Tone::Strong)).collect();
    rows.extend(page.troubles.iter().map(|trouble| SheetRow::new("", trouble, Tone::Alert)));
    let said = app.notes.mine().map_or(Vec::new(), |fold| same_claims(fold, &On::claim(&page.claim)));
    let word = |found: &SimilarClaim| {
        let key = found.key.as_ref()?;
        said.iter().find(|(other, _)| other == key).map(|(_, is_same)| *is_same)
    };
    rows.extend(SheetRow::part("Similar claims", page.found.len()));
    if page.found.len() < page.total {
        let text = format!("the {} most similar of {} in {}", page.found.len(), page.total, page.folder);
        rows.push(SheetRow::new("", text, Tone::Calm));
    } else if !page.found.is_empty() {
        rows.push(SheetRow::new("", format!("all that {} has", page.folder), Tone::Calm));
    }
    if page.found.is_empty() {
        let text = format!("None of {} claims in {} is similar.", page.known, page.folder);
        rows.push(SheetRow::new("", text, Tone::Calm));
    }
    let mut found: Vec<&SimilarClaim> = page.found.iter().collect();
    found.sort_by_key(|found| match word(found) {
        Some(true) => 0,
        None => 1,
        Some(false) => 2,
    });
    rows.extend(found.into_iter().flat_map(|found| of_claim(app, &page.claim, found, word(found))));
    rows
}

fn of_claim(app: &App, claim: &str, found: &SimilarClaim, word: Option<bool>) -> Vec<SheetRow> {
    let label = match word {
        Some(true) => "= same".to_owned(),
        Some(false) => "≠ not same".to_owned(),
        None => format!("{}%", found.percent),
    };
    let tone = if word == Some(false) { Tone::Calm } else { Tone::Plain };
    let headline = SheetRow::new(&label, &found.text, tone);
    let mut rows = vec![match &found.key {
        Some(key) => headline.to(Target::Same(On::claim(claim), key.clone())),
        None => headline,
    }];
    let line = |text: String, tone| SheetRow::new(" ", text, tone);
    rows.push(line(origin(&found.origin), Tone::Calm));
    let is_shown = |opinion: &&Opinion| is_visible(app, claim, opinion);
    let hidden = found.opinions.iter().filter(|opinion| !is_shown(opinion)).count();
    rows.extend(found.opinions.iter().filter(is_shown).map(|opinion| {
        let verdict = Verdict::from_stored(&opinion.verdict);
        line(opinion_words(opinion), verdict.map_or(Tone::Plain, Tone::Verdict))
    }));
    if hidden > 0 {
        let judged = counted(hidden, "judgement");
        rows.push(line(format!("{judged} of others, shown once you have judged this claim"), Tone::Calm));
    }
    let why = match (&found.relation, found.shared.is_empty()) {
        (relation, true) => relation.words(),
        (relation, false) => format!("{}; shared: {}", relation.words(), found.shared),
    };
    let tone = if matches!(found.relation, Relation::OtherFigure { .. } | Relation::Opposite) {
        Tone::Alert
    } else {
        Tone::Calm
    };
    rows.push(line(why, tone));
    rows
}

/// Whether a verdict may show. Published verdicts and your own always do; those of others once you have judged the
/// claim.
fn is_visible(app: &App, claim: &str, opinion: &Opinion) -> bool {
    let is_annotators = Verdict::from_stored(&opinion.verdict).is_some() || opinion.verdict == "not checkable";
    let is_mine = app.notes.me.as_deref() == Some(opinion.by.as_str());
    let has_judged = app.notes.mine().is_some_and(|fold| fold.value(&On::claim(claim), "verdict").is_some());
    !is_annotators || is_mine || app.show_others || has_judged
}
