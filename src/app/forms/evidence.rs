//! Evidence: three fields that are always asked for, and the rest at hand.

use crate::app::App;
use crate::app::compose::{Compose, FieldKind, FormField};
use crate::app::message::Effect;
use crate::domain::action::Setting;
use crate::domain::evidence::{Bearing, Evidence, EvidenceField, claims_served, host};
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::setting_rule::url_problem;

use super::reply::date_remark;

const BEARINGS: &[&str] = &["supports", "refutes", "context"];

/// What may be written into a field of an item.
const fn kind(field: EvidenceField) -> FieldKind {
    match field {
        EvidenceField::Passage | EvidenceField::Answer => FieldKind::Lines,
        EvidenceField::Source => FieldKind::Choice(&["primary", "secondary"], true),
        EvidenceField::Certainty => FieldKind::Choice(&["stated", "probable", "possible", "doubtful"], true),
        EvidenceField::AnswerType => FieldKind::Choice(&["boolean", "extractive", "abstractive", "unanswerable"], true),
        EvidenceField::Reliability => FieldKind::Choice(&["A", "B", "C", "D", "E", "F"], true),
        EvidenceField::Credibility => FieldKind::Choice(&["1", "2", "3", "4", "5", "6"], true),
        _ => FieldKind::Line,
    }
}

pub(super) fn fields(app: &App, claim: &str, id: Option<&str>) -> Vec<FormField> {
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
    fields.push(FormField::new("bearing", "bearing", "", FieldKind::Choice(BEARINGS, true), bearing));
    // The hash follows from the file.
    fields.extend(rest.iter().filter(|rare| **rare != EvidenceField::Hash).map(|rare| field(rare).rare()));
    fields
}

pub(super) fn keep(app: &mut App, compose: &Compose, claim: &str, id: Option<&str>) -> Vec<Effect> {
    let said_nothing = EvidenceField::ALL.iter().all(|field| compose.value(field.key()).is_empty());
    if said_nothing {
        app.say("Nothing was said of the evidence, so nothing is kept");
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
        // What an item that serves another claim already says of itself stays, where nothing else is typed.
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
        // The hash is of the file before.
        settings.push(Setting::new(&on, EvidenceField::Hash.key(), serde_json::Value::Null));
    }
    let mut effects = app.write(&settings, "Evidence kept");
    if !file.is_empty() {
        effects.push(Effect::HashFile(id, file));
    }
    effects
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

pub(super) fn remarks(app: &App, compose: &Compose, claim: &str, id: Option<&str>) -> Vec<String> {
    let url = compose.value(EvidenceField::Url.key());
    let mut remarks = Vec::new();
    let wrong = [EvidenceField::Url, EvidenceField::Archived].map(|field| compose.value(field.key()));
    let wrong = wrong.iter().filter(|url| !url.is_empty()).filter_map(|url| url_problem(url));
    remarks.extend(wrong.map(|problem| format!("{problem} (kept as typed)")));
    match host(&url) {
        Some(host) if compose.value(EvidenceField::Publisher.key()).is_empty() => {
            remarks.push(format!("{host} · accessed {}", app.today()));
        }
        _ => {}
    }
    if compose.value("bearing").is_empty() && !compose.is_untouched() {
        remarks.push("what it does for the claim is not said yet: it is kept as context".to_owned());
    }
    for field in [EvidenceField::Date, EvidenceField::Accessed] {
        remarks.extend(date_remark(&compose.value(field.key())));
    }
    let fold = app.notes.mine();
    let same = id.map(str::to_owned).or_else(|| same_item(fold, compose));
    if let (Some(fold), Some(item)) = (fold, same) {
        let others: Vec<String> = claims_served(fold, &item).into_iter().filter(|other| other != claim).collect();
        if !others.is_empty() {
            remarks.push(format!("the same item serves {}", others.join(", ")));
        }
    }
    remarks
}
