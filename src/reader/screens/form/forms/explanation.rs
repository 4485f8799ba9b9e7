//! What each field of a form is for, in a sentence, and what each grade means.

use crate::model::annotation::evidence::{CREDIBILITY, EvidenceField, RELIABILITY};
use crate::reader::screens::form::forms::kind::Form;
use crate::reader::screens::form::state::{Compose, FieldKind};
use crate::reader::screens::review::item_form::ItemForm;

/// The purpose of the current field, and how to change a choice.
#[must_use]
pub fn explanation(compose: &Compose) -> String {
    let Some(field) = compose.fields.get(compose.at) else { return String::new() };
    let what = match (&compose.form, field.key) {
        (Form::Item(ItemForm::Entity { .. } | ItemForm::NewEntity), "kind") => "What it is".to_owned(),
        (Form::Evidence { .. }, key) => of_evidence(key, &field.text.text()),
        (_, key) => of_field(key).map_or_else(|| field.hint.to_owned(), str::to_owned),
    };
    // An empty field says what it is for by itself.
    let what = if field.text.is_empty() && what == field.hint { String::new() } else { what };
    let what = if field.is_offered() { format!("{what}\n{TAKES_ITS_PLACE}").trim_start().to_owned() } else { what };
    match field.kind {
        FieldKind::Choice(..) if what.is_empty() => HOW_TO_CHOOSE.to_owned(),
        FieldKind::Choice(..) => format!("{what}\n{HOW_TO_CHOOSE}"),
        FieldKind::Line | FieldKind::Lines => what,
    }
}

const TAKES_ITS_PLACE: &str = "Typing replaces the selected text; an arrow key keeps it";
const HOW_TO_CHOOSE: &str = "← → or a first letter chooses; the letter again goes on";

fn of_evidence(key: &str, chosen: &str) -> String {
    let spelled = |grades: &[(&str, &str)], about: &str| {
        if let Some((grade, meaning)) = grades.iter().find(|(grade, _)| *grade == chosen) {
            return format!("{about}: {grade} is {meaning}");
        }
        let all: Vec<String> = grades.iter().map(|(grade, meaning)| format!("{grade} {meaning}")).collect();
        format!("{about}: {}", all.join(", "))
    };
    match EvidenceField::named(key) {
        Some(EvidenceField::Reliability) => spelled(&RELIABILITY, "How reliable the source is"),
        Some(EvidenceField::Credibility) => spelled(&CREDIBILITY, "How credible this piece of information is"),
        Some(EvidenceField::Url) => "The address of the source, such as https://example.org/report".to_owned(),
        Some(EvidenceField::Passage) => "The words of the source that matter for the claim".to_owned(),
        Some(EvidenceField::Place) => "Where in the source the passage is: page, table, minute".to_owned(),
        Some(EvidenceField::Archived) => {
            "The address of an archived copy, so that the source cannot be lost".to_owned()
        }
        Some(EvidenceField::File) => "The path of a copy on this machine; its SHA-256 is kept with it".to_owned(),
        Some(EvidenceField::Date) => "The day on which the source was published: 2018, 2018-06-30".to_owned(),
        Some(EvidenceField::Accessed) => "The day on which you looked at it; today if you leave it empty".to_owned(),
        Some(EvidenceField::Source) => {
            "Primary: reports what it saw or did; secondary: repeats what others report".to_owned()
        }
        Some(EvidenceField::Certainty) => "How firmly the source says it".to_owned(),
        Some(EvidenceField::AnswerType) => {
            "Boolean: yes or no; extractive: its own words; abstractive: yours; unanswerable".to_owned()
        }
        Some(field) => capitalised(field.holds()),
        None => "What the evidence does for the claim; context unless you choose".to_owned(),
    }
}

fn of_field(key: &str) -> Option<&'static str> {
    Some(match key {
        "why" => "Why you judge the claim this way, in a sentence or two",
        "correction" => "What the claim should say; it starts from the words of the article",
        "status" => "The state of your work on the claim; it follows the verdict unless you set it",
        "status-reason" => "Why it has this status, such as what you are waiting for",
        "who" => "Whom you asked",
        "channel" => "How you asked: mail, telephone, in person",
        "due" => "The day by which you need an answer: 2026-12-01",
        "answer" => "What they answered",
        "asked" => "The day on which you asked",
        "answered" => "The day on which they answered",
        "value" => "The number as you found it, such as 810000000",
        "unit" => "The unit of the number that you found",
        "kind" => "What sort of claim it is",
        "certainty" => "How firmly the speaker says it",
        "priority" => "How much it deserves checking",
        _ => return None,
    })
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
