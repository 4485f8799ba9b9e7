//! What a form is about to keep though the words that it came from are gone: figures, a date, entities, references by an alias.

use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::article::grounds::{has_stray_date, names, stray_figures};
use crate::reader::app::App;
use crate::reader::screens::form::state::Compose;
use crate::reader::screens::review::item_form::ItemForm;
use crate::reader::screens::review::{entity_form, form};

/// What to ask about before the form is written, a sentence each.
pub(crate) fn questions(app: &App, compose: &Compose, form: &ItemForm) -> Vec<String> {
    match form {
        ItemForm::Claim { claim } => of_claim(app, compose, claim).unwrap_or_default(),
        ItemForm::Entity { entity } => of_entity(app, compose, entity).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn of_claim(app: &App, compose: &Compose, id: &str) -> Option<Vec<String>> {
    let article = app.article_of_file();
    let (paragraph, before) = article.claims().find(|(_, claim)| claim.id == id)?;
    let now = form::typed_claim(app, compose, before, paragraph).ok()?;
    let nowhere = "is in neither the statement nor the quote";
    let mut questions: Vec<String> =
        stray_figures(&now).map(|figure| format!("the figure “{}” {nowhere}", figure.printed)).collect();
    if has_stray_date(&now) && !has_stray_date(before) {
        questions.push(format!("the date {} {nowhere}", now.when.as_deref().unwrap_or_default()));
    }
    let has = |claim: &Claim, entity: &Entity| entity.names().any(|name| names(claim, name));
    let about = now.about.iter().filter_map(|id| article.entity(id));
    let stale = about.filter(|entity| has(before, entity) && !has(&now, entity));
    questions.extend(stale.map(|entity| format!("“{}” (about) {nowhere}", entity.name)));
    Some(questions)
}

/// Claims that refer to an entity because of a name that it loses.
fn of_entity(app: &App, compose: &Compose, id: &str) -> Option<Vec<String>> {
    let article = app.article_of_file();
    let before = article.entity(id)?;
    let now = entity_form::typed(compose, id.to_owned()).ok()?;
    // The name itself stays one as long as the text uses it.
    let lost: Vec<&String> =
        before.aliases.iter().filter(|alias| !now.names().any(|other| other == alias.as_str())).collect();
    let refers = |claim: &&Claim| claim.speaker.iter().chain(&claim.via).chain(&claim.about).any(|other| other == id);
    let has =
        |claim: &Claim, name: &str| names(claim, name) || claim.cue.as_ref().is_some_and(|cue| cue.contains(name));
    let mut questions = Vec::new();
    for (_, claim) in article.claims().filter(|(_, claim)| refers(claim)) {
        let reason = lost.iter().find(|name| has(claim, name));
        if let Some(name) = reason.filter(|_| !now.names().chain([before.name.as_str()]).any(|name| has(claim, name))) {
            questions.push(format!("{} refers to it as “{name}”", claim.id));
        }
    }
    Some(questions)
}
