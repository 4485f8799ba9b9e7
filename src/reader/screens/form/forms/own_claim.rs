//! The form for a claim of the annotator's own, which quotes words of the text.

use serde_json::Value;

use crate::codec::article_yaml::hedge_in;
use crate::model::article::claim::{Certainty, Claim, ClaimKind, Priority, SPEAKERS_WITHOUT_ENTITY};
use crate::model::article::date::MONTHS;
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::screens::form::forms::named_entities;
use crate::reader::screens::form::forms::words::Words;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};

/// Whether words contain a number that is not part of a date.
fn has_quantity(words: &str) -> bool {
    let words: Vec<&str> =
        words.split_whitespace().map(|word| word.trim_matches(|at: char| !at.is_alphanumeric())).collect();
    let is_month = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at)).map_or(String::new(), |word| word.to_lowercase());
        word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&word))
    };
    words.iter().enumerate().any(|(at, word)| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let is_whole = word.len() == digits || ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
        let is_year = digits == 4 && word.len() == 4 && (word.starts_with('1') || word.starts_with("20"));
        let is_day = is_whole && digits <= 2 && (is_month(at.checked_sub(1)) || is_month(Some(at + 1)));
        let is_iso = digits == 8 && word.split('-').count() == 3;
        digits > 0 && !is_year && !is_day && !is_iso
    })
}

pub(crate) fn fields(app: &App, words: &Words, id: Option<&str>) -> Vec<FormField> {
    let own = id.and_then(|id| app.document.article.claims().find(|(_, claim)| claim.id == id));
    let own = own.map(|(_, claim)| claim);
    let beside = own.or_else(|| claim_beside(app, words));
    let text = own.map_or_else(|| proposed(words), |claim| claim.text.clone());
    let kind = match beside.and_then(|claim| claim.kind.first()) {
        Some(kind) => kind.word(),
        None if has_quantity(&words.quote) => "numerical",
        None => "fact",
    };
    let certainty = match beside {
        Some(claim) => claim.certainty.word(),
        None if hedge_in(&words.quote).is_some() => "possible",
        None => "stated",
    };
    let speaker =
        beside.map_or("author".to_owned(), |claim| named_entities::shown(&app.document.article, &claim.speaker));
    let when = own.and_then(|claim| claim.when.clone()).unwrap_or_default();
    let priority = own.map_or("medium", |claim| claim.priority.word());
    let kinds = FieldKind::one_of(ClaimKind::ALL.map(ClaimKind::word));
    let certainties = FieldKind::one_of(Certainty::ALL.map(Certainty::word));
    let priorities = FieldKind::one_of(Priority::ALL.map(Priority::word));
    vec![
        FormField::new("text", "claim", "the claim, worded so that it makes sense on its own", FieldKind::Lines, &text),
        FormField::new("kind", "kind", "", kinds, kind),
        FormField::new(
            "speaker",
            "speaker",
            "author, unclear, or names separated by commas",
            FieldKind::Line,
            &speaker,
        ),
        FormField::new("certainty", "certainty", "", certainties, certainty),
        FormField::new("when", "when", "the time that it is about: 2018, 2010/2014", FieldKind::Line, &when).rare(),
        FormField::new("priority", "priority", "", priorities, priority).rare(),
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

/// Proposes whole sentences with their full stop, and anything less as selected.
fn proposed(words: &Words) -> String {
    let ends = |text: &str| text.trim_end_matches(['”', '"', '’', ')', ' ']).ends_with(ENDS);
    let begins_sentence = words.before.trim_end().is_empty() || ends(words.before.trim_end());
    let ends_sentence = ends(&words.quote) || words.after.is_empty() || words.after.starts_with(ENDS);
    let quote = words.quote.trim();
    if !(begins_sentence && ends_sentence) {
        return quote.to_owned();
    }
    let mut letters = quote.chars();
    let first = letters.next().map_or(String::new(), |letter| letter.to_uppercase().collect());
    let end = if quote.ends_with(ENDS) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// What ends a sentence.
const ENDS: [char; 5] = ['.', '!', '?', '۔', '。'];

pub(crate) fn keep(app: &mut App, compose: &Compose, words: &Words, id: Option<&str>) -> Vec<Effect> {
    if compose.value("text").is_empty() && id.is_none() {
        app.say("The form is empty, so no claim was added");
        return Vec::new();
    }
    let speakers = match speakers(app, compose) {
        Ok(speakers) => speakers,
        Err(why) => return app.refuse_form(&why),
    };
    let is_new = id.is_none();
    let id = id.map_or_else(|| app.element_id(0), str::to_owned);
    let on = Target::claim(&id);
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
    let effects = app.write(&settings, if is_new { "Claim added" } else { "Claim changed" });
    let is_nowhere = app.document.own_claims.iter().any(|own| own.claim.id == id && own.paragraph.is_none());
    if is_nowhere && !effects.is_empty() {
        app.say(format!(
            "Your claim is kept, but its words are no longer in the article. {} lists it",
            app.key_for(Command::Lost)
        ));
    }
    app.select_claim_named(&id);
    effects
}

/// The chosen kind. A claim of several kinds keeps them all if its first kind is still chosen.
fn kinds(app: &App, id: &str, chosen: &str) -> Value {
    let claim = app.document.article.claims().find(|(_, claim)| claim.id == id).map(|(_, claim)| claim);
    let words = claim.map_or(Vec::new(), |claim| claim.kind.iter().map(|kind| kind.word()).collect());
    if words.len() > 1 && words.first() == Some(&chosen) { words.into() } else { chosen.into() }
}

/// Ids of the speakers that were typed; where nobody is named, it is unclear who says it.
fn speakers(app: &App, compose: &Compose) -> Result<Value, String> {
    let ids = named_entities::ids(&app.document.article, &compose.value("speaker"), &SPEAKERS_WITHOUT_ENTITY)?;
    Ok(match ids.as_slice() {
        [] => "unclear".into(),
        [one] => one.as_str().into(),
        _ => ids.into(),
    })
}

/// What cannot be right in what is typed.
pub(crate) fn remarks(app: &App, compose: &Compose) -> Vec<String> {
    speakers(app, compose).err().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::has_quantity;

    #[test]
    fn a_date_makes_no_claim_numerical() {
        for words in
            ["hear the complaint on 3 December", "on May 3rd, 2024", "since 2019", "by 2026-12-03", "no digits"]
        {
            assert!(!has_quantity(words), "{words}");
        }
        for words in [
            "9 votes to 8 in March 2024",
            "13 metres by 2027",
            "0.42 euros",
            "5% of it",
            "3 of them may go",
            "3 mayors left",
        ] {
            assert!(has_quantity(words), "{words}");
        }
    }
}
