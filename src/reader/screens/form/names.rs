//! Completes the beginnings of names in a form.

use crate::model::article::Article;
use crate::model::article::claim::SPEAKERS_WITHOUT_ENTITY;
use crate::model::article::entity::Entity;
use crate::reader::screens::form::state::Compose;
use crate::text::folding::fold;

/// Keys of the fields that name entities.
const NAMES: [&str; 3] = ["speaker", "via", "about"];

/// Completes the names in the current field, or in all; returns label and text of the last that changed.
pub(super) fn complete(article: &Article, compose: &mut Compose, all: bool) -> Option<(&'static str, String)> {
    let at = compose.at;
    let mut changed = None;
    for (index, field) in compose.fields.iter_mut().enumerate() {
        if !NAMES.contains(&field.key) || !(all || index == at) {
            continue;
        }
        if let Some(text) = completed(article, &field.text.text()) {
            field.text.replace(&text);
            changed = Some((field.label, text));
        }
    }
    changed
}

/// The text with its names complete; `None` where there is nothing to complete.
fn completed(article: &Article, typed: &str) -> Option<String> {
    let is_named =
        |entity: &Entity, word: &str| entity.id == word || entity.names().any(|name| fold(name) == fold(word));
    let is_known = |word: &str| article.entities.iter().any(|entity| is_named(entity, word));
    // A name may have a comma in it.
    if is_known(typed.trim()) {
        return None;
    }
    let complete = |word: &str| {
        if word.is_empty() || SPEAKERS_WITHOUT_ENTITY.contains(&word) || is_known(word) {
            return word.to_owned();
        }
        only_one(article, word).map_or_else(|| word.to_owned(), |entity| entity.name.clone())
    };
    let words: Vec<&str> = typed.split(',').map(str::trim).collect();
    let complete: Vec<String> = words.iter().map(|word| complete(word)).collect();
    (complete != words).then(|| complete.join(", "))
}

/// The only entity of which a word of a name begins so.
fn only_one<'a>(article: &'a Article, beginning: &str) -> Option<&'a Entity> {
    let beginning = fold(beginning);
    let begins = |name: &str| {
        let name = fold(name);
        name.match_indices(beginning.as_str()).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
    };
    let mut found = article.entities.iter().filter(|entity| entity.names().any(begins));
    found.next().filter(|_| found.next().is_none())
}
