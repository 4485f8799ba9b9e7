//! A claim of one's own, made of words of the text.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::App;
use crate::app::compose::{Compose, FieldKind, FormField};
use crate::app::message::Effect;
use crate::domain::action::Setting;
use crate::domain::anchor::words::around;
use crate::domain::article::Paragraph;
use crate::domain::claim::Claim;
use crate::domain::journal::Target;
use crate::format::article::hedge_in;
use crate::text::folding::fold;
use crate::text::span::ByteSpan;

use super::reply::date_remark;

/// Words of a paragraph, and those around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Id of the paragraph.
    pub paragraph: String,
    /// The words.
    pub quote: String,
    /// Some code points before them.
    pub before: String,
    /// Some code points after them.
    pub after: String,
}

impl Words {
    /// The words of a span of a paragraph.
    #[must_use]
    pub fn of(paragraph: &Paragraph, span: ByteSpan) -> Option<Self> {
        let quote = paragraph.text.get(span.range())?.to_owned();
        let (before, after) = around(&paragraph.text, span);
        let (before, after) = (before.to_owned(), after.to_owned());
        (!quote.trim().is_empty()).then(|| Self { paragraph: paragraph.id.clone(), quote, before, after })
    }

    /// As the journal has them.
    fn anchor(&self) -> Value {
        let Self { paragraph, quote, before, after } = self;
        json!({"paragraph": paragraph, "quote": quote, "before": before, "after": after})
    }

    /// As drafts keep it.
    pub(super) fn details(&self) -> BTreeMap<String, String> {
        let pairs = [("quote", &self.quote), ("before", &self.before), ("after", &self.after)];
        pairs.into_iter().map(|(key, text)| (key.to_owned(), text.clone())).collect()
    }

    pub(super) fn of_details(paragraph: &str, details: &BTreeMap<String, String>) -> Option<Self> {
        let part = |key: &str| details.get(key).cloned();
        Some(Self {
            paragraph: paragraph.to_owned(),
            quote: part("quote")?,
            before: part("before").unwrap_or_default(),
            after: part("after").unwrap_or_default(),
        })
    }
}

const KINDS: &[&str] = &["fact", "numerical", "comparison", "causal", "prediction", "intent", "stance", "opinion"];
const CERTAINTIES: &[&str] = &["stated", "probable", "possible", "doubtful"];
const PRIORITIES: &[&str] = &["high", "medium", "low"];

pub(super) fn fields(app: &App, words: &Words, id: Option<&str>) -> Vec<FormField> {
    let own = id.and_then(|id| app.document.article.claims().find(|(_, claim)| claim.id == id));
    let own = own.map(|(_, claim)| claim);
    let beside = own.or_else(|| claim_beside(app, words));
    let text = own.map_or_else(|| sentence(&words.quote), |claim| claim.text.clone());
    let digits = words.quote.chars().any(|letter| letter.is_ascii_digit());
    let kind = match beside.and_then(|claim| claim.kind.first()) {
        Some(kind) => kind.word(),
        None if digits => "numerical",
        None => "fact",
    };
    let certainty = match beside {
        Some(claim) => claim.certainty.word(),
        None if hedge_in(&words.quote).is_some() => "possible",
        None => "stated",
    };
    let speaker = beside.map_or("author".to_owned(), |claim| claim.speaker.join(", "));
    let when = own.and_then(|claim| claim.when.clone()).unwrap_or_default();
    let priority = own.map_or("medium", |claim| claim.priority.word());
    vec![
        FormField::new("text", "claim", "what the words claim, so that it stands alone", FieldKind::Lines, &text),
        FormField::new("kind", "kind", "", FieldKind::Choice(KINDS, false), kind),
        FormField::new("speaker", "speaker", "author, unclear, or who the article names", FieldKind::Line, &speaker),
        FormField::new("certainty", "certainty", "", FieldKind::Choice(CERTAINTIES, false), certainty),
        FormField::new("when", "when", "the time that it is about: 2018, 2010/2014", FieldKind::Line, &when).rare(),
        FormField::new("priority", "priority", "", FieldKind::Choice(PRIORITIES, false), priority).rare(),
    ]
}

/// The article's claim whose quote overlaps the words: its speaker and certainty are the likeliest.
fn claim_beside<'a>(app: &'a App, words: &Words) -> Option<&'a Claim> {
    let paragraph = app.document.article.paragraphs().find(|paragraph| paragraph.id == words.paragraph)?;
    let start = paragraph.text.find(&words.quote)?;
    let end = start + words.quote.len();
    let overlaps =
        |claim: &&Claim| claim.quote_span(paragraph).is_some_and(|span| span.start < end && start < span.end);
    paragraph.claims.iter().find(overlaps)
}

/// The words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    let first = letters.next().map_or(String::new(), |letter| letter.to_uppercase().collect());
    let end = if words.trim_end().ends_with(['.', '!', '?', '۔', '。']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

pub(super) fn keep(app: &mut App, compose: &Compose, words: &Words, id: Option<&str>) -> Vec<Effect> {
    if compose.value("text").is_empty() && id.is_none() {
        app.say("Nothing is claimed, so nothing is kept");
        return Vec::new();
    }
    let is_new = id.is_none();
    let id = id.map_or_else(|| app.element_id(0), str::to_owned);
    let on = Target::claim(&id);
    let speakers = speakers(app, &compose.value("speaker"));
    let mut settings = vec![
        Setting::text(&on, "text", &compose.value("text")),
        Setting::new(&on, "kind", kinds(app, &id, &compose.value("kind"))),
        Setting::new(&on, "speaker", speakers),
        Setting::text(&on, "certainty", &compose.value("certainty")),
        Setting::text(&on, "when", &compose.value("when")),
    ];
    let priority = compose.value("priority");
    settings.extend((priority != "medium" || !is_new).then(|| Setting::text(&on, "priority", &priority)));
    if is_new {
        settings.push(Setting::new(&on, "anchor", words.anchor()));
        settings.retain(|setting| !setting.to.is_null());
    }
    let effects =
        app.write(&settings, if is_new { "Your claim stands among the others" } else { "Your claim is changed" });
    let is_nowhere = app.document.own_claims.iter().any(|own| own.claim.id == id && own.paragraph.is_none());
    if is_nowhere && !effects.is_empty() {
        app.say("Your claim is kept, but its words are no longer in the article; :lost lists it");
    }
    app.select_claim_named(&id);
    effects
}

/// The kind that was chosen; where the claim had several and the first is chosen still, all of them.
fn kinds(app: &App, id: &str, chosen: &str) -> Value {
    let claim = app.document.article.claims().find(|(_, claim)| claim.id == id).map(|(_, claim)| claim);
    let words = claim.map_or(Vec::new(), |claim| claim.kind.iter().map(|kind| kind.word()).collect());
    if words.len() > 1 && words.first() == Some(&chosen) { words.into() } else { chosen.into() }
}

/// Ids of those who were typed, by id or by name, with commas between.
fn speakers(app: &App, typed: &str) -> Value {
    let id = |word: &str| {
        let named = |entity: &&crate::domain::entity::Entity| {
            entity.id == word || entity.names().any(|name| fold(name) == fold(word))
        };
        let entity = app.document.article.entities.iter().find(named);
        entity.map_or_else(|| word.to_owned(), |entity| entity.id.clone())
    };
    let ids: Vec<String> = typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(id).collect();
    match ids.as_slice() {
        [] => "unclear".into(),
        [one] => one.as_str().into(),
        _ => ids.into(),
    }
}

pub(super) fn remarks(compose: &Compose) -> Vec<String> {
    date_remark(&compose.value("when")).into_iter().collect()
}
