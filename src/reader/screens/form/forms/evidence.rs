//! The form for evidence: three fields that always show, and rarer ones on request.

use crate::model::annotation::evidence::{
    ANSWER_TYPES, Bearing, CREDIBILITY, Evidence, EvidenceField, RELIABILITY, SOURCES, claims_served, host,
};
use crate::model::article::claim::Certainty;
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::model::journal::fold::Fold;
use crate::model::journal::validation::url_problem;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screens::form::forms::kind::short;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};
use crate::text::hidden::one_line;

const KEPT: &str = "Evidence kept";

/// What a field of a piece of evidence accepts.
fn kind(field: EvidenceField) -> FieldKind {
    match field {
        EvidenceField::Passage | EvidenceField::Answer => FieldKind::Lines,
        EvidenceField::Source => FieldKind::one_or_none(SOURCES),
        EvidenceField::Certainty => FieldKind::one_or_none(Certainty::ALL.map(Certainty::word)),
        EvidenceField::AnswerType => FieldKind::one_or_none(ANSWER_TYPES),
        EvidenceField::Reliability => FieldKind::one_or_none(RELIABILITY.map(|(grade, _)| grade)),
        EvidenceField::Credibility => FieldKind::one_or_none(CREDIBILITY.map(|(grade, _)| grade)),
        _ => FieldKind::Line,
    }
}

pub(crate) fn fields(app: &App, claim: &str, id: Option<&str>) -> Vec<FormField> {
    let fold = app.notes.mine();
    let item = id.zip(fold).map_or_else(Evidence::default, |(id, fold)| Evidence::of(fold, id));
    let bearing = id.zip(fold).and_then(|(id, fold)| fold.value(&Target::claim(claim), &format!("evidence:{id}")));
    let bearing = bearing.and_then(|word| word.as_str()).unwrap_or("");
    let field = |field: &EvidenceField| {
        let text = item.get(*field).unwrap_or("");
        FormField::new(field.key(), field.label(), field.holds(), kind(*field), text)
    };
    let (main, rest) = EvidenceField::ALL.split_at(2);
    let mut fields: Vec<FormField> = main.iter().map(field).collect();
    let bearings = FieldKind::one_or_none(Bearing::ALL.map(Bearing::word));
    fields.push(FormField::new("bearing", "bearing", "", bearings, bearing));
    // The hash is computed from the file.
    fields.extend(rest.iter().filter(|rare| **rare != EvidenceField::Hash).map(|rare| field(rare).rare()));
    fields
}

pub(crate) fn keep(app: &mut App, compose: &Compose, claim: &str, id: Option<&str>) -> Vec<Effect> {
    let said_nothing = EvidenceField::ALL.iter().all(|field| compose.value(field.key()).is_empty());
    if said_nothing {
        app.say("The form is empty, so no evidence was added");
        return Vec::new();
    }
    let editing = id.is_some();
    let same = id.is_none().then(|| same_item(app.notes.mine(), compose)).flatten();
    let is_new = id.is_none() && same.is_none();
    let id = id.map(str::to_owned).or(same).unwrap_or_else(|| app.element_id(0));
    let on = Target::element("evidence", &id);
    let (bearing, field) = (Bearing::from_stored(&compose.value("bearing")), format!("evidence:{id}"));
    let serves = app.notes.mine().is_some_and(|fold| fold.value(&Target::claim(claim), &field).is_some());
    let mut settings = Vec::new();
    if bearing.is_some() || !serves {
        let word = bearing.unwrap_or(Bearing::Context).word();
        settings.push(Setting::new(&Target::claim(claim), field, word));
    }
    for field in EvidenceField::ALL.iter().filter(|field| **field != EvidenceField::Hash) {
        let text = compose.value(field.key());
        let shown = compose.fields.iter().any(|shown| shown.key == field.key());
        // A piece that already serves another claim keeps its own values where nothing else is typed.
        if shown && (is_new || !text.is_empty() || editing) {
            settings.push(Setting::text(&on, field.key(), &text));
        }
    }
    let accessed = compose.value(EvidenceField::Accessed.key());
    let looked_at = !compose.value(EvidenceField::Url.key()).is_empty();
    if is_new && accessed.is_empty() && looked_at {
        settings.retain(|setting| setting.field != EvidenceField::Accessed.key());
        settings.push(Setting::new(&on, EvidenceField::Accessed.key(), app.today()));
    }
    settings.retain(|setting| !(is_new && setting.to.is_null()));
    let file = compose.value(EvidenceField::File.key());
    let before = app.notes.mine().and_then(|fold| fold.value(&on, EvidenceField::File.key())?.as_str());
    if before.is_some_and(|before| before != file) {
        // The stored hash was that of the previous file.
        settings.push(Setting::new(&on, EvidenceField::Hash.key(), serde_json::Value::Null));
    }
    let no_bearing = bearing.is_none() && !serves;
    let mut effects = app.write(&settings, &said(compose, no_bearing));
    if !file.is_empty() {
        effects.push(Effect::HashFile(id, file));
    }
    effects
}

/// What keeping it says: also what the form filled in by itself, and what is no address.
fn said(compose: &Compose, no_bearing: bool) -> String {
    let mut said =
        if no_bearing { "Evidence kept as context: no bearing was chosen".to_owned() } else { KEPT.to_owned() };
    for field in [EvidenceField::Url, EvidenceField::Archived] {
        let address = compose.value(field.key());
        if !address.is_empty() && url_problem(&address).is_some() {
            said.extend(["; “", &one_line(&address), "” is no address, and exports do not link it"]);
        }
    }
    said
}

/// The item that has the same url, and the same passage or none to the contrary.
fn same_item(fold: Option<&Fold>, compose: &Compose) -> Option<String> {
    let fold = fold?;
    let (url, passage) = (compose.value("url"), compose.value("passage"));
    let mut items: Vec<&str> = fold.targets().filter_map(|on| on.id_of("evidence")).collect();
    items.sort_unstable();
    let asked = [EvidenceField::Place, EvidenceField::Question, EvidenceField::Answer];
    let says_more = asked.iter().any(|field| !compose.value(field.key()).is_empty());
    let same = |id: &&str| {
        let item = Evidence::of(fold, id);
        let words = item.get(EvidenceField::Passage).unwrap_or("");
        let alike = words == passage || (passage.is_empty() && !words.is_empty() && !says_more);
        item.get(EvidenceField::Url) == Some(&url) && alike && !claims_served(fold, id).is_empty()
    };
    (!url.is_empty()).then(|| items.into_iter().find(same))?.map(str::to_owned)
}

pub(crate) fn remarks(app: &App, compose: &Compose, claim: &str, id: Option<&str>) -> Vec<String> {
    let url = compose.value(EvidenceField::Url.key());
    let mut remarks = Vec::new();
    if let Some(judged) = app.moved_on_from().filter(|judged| judged != claim) {
        let key = app.key_in(Scope::Queue, Command::EvidenceForJudged);
        remarks.push(format!("This is for {}. For {judged}, just judged, press {key} in the queue", short(claim)));
    }
    match host(&url) {
        Some(host) if compose.value(EvidenceField::Publisher.key()).is_empty() => {
            remarks.push(format!("{host} · accessed {}", app.today()));
        }
        _ => {}
    }
    if compose.value("bearing").is_empty() && !compose.is_untouched() {
        remarks.push("no bearing chosen yet: the evidence is kept as context".to_owned());
    }
    let fold = app.notes.mine();
    let same = id.map(str::to_owned).or_else(|| same_item(fold, compose));
    if let (Some(fold), Some(item)) = (fold, same) {
        let others: Vec<String> = claims_served(fold, &item).into_iter().filter(|other| other != claim).collect();
        if !others.is_empty() {
            remarks.push(format!("the same evidence serves {}", others.join(", ")));
        }
    }
    remarks
}
