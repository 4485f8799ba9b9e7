//! Entities in a field of a form: the names that it shows, and the ids of the names that were typed.

use crate::model::article::Article;
use crate::text::beginning::beginning;
use crate::text::folding::fold;
use crate::text::suggestion::ending;

/// Code points of an unknown name that a message repeats.
const MOST_SHOWN: usize = 40;

/// The names of these entities, separated by commas; the id of one whose name contains a comma.
pub(crate) fn shown(article: &Article, ids: &[String]) -> String {
    let name = |id: &String| {
        let name = article.entity(id).map(|entity| &entity.name).filter(|name| !name.contains(','));
        name.unwrap_or(id).clone()
    };
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Ids of the entities that were typed, by name, alias or id, with commas between; words in `besides` mean themselves.
///
/// # Errors
///
/// Names the first that is no entity of the article.
pub(crate) fn ids(article: &Article, typed: &str, besides: &[&str]) -> Result<Vec<String>, String> {
    let entities = &article.entities;
    let id = |word: &str| -> Result<String, String> {
        if besides.contains(&word) {
            return Ok(word.to_owned());
        }
        let is_named = |name: &str| fold(name) == fold(word);
        let found = entities.iter().find(|entity| entity.id == word || entity.names().any(is_named));
        found.map(|entity| entity.id.clone()).ok_or_else(|| {
            let known = entities.iter().map(|entity| entity.name.as_str()).chain(besides.iter().copied());
            let hint = ending(word, known);
            format!("the article has no entity “{}”{hint}", beginning(word, MOST_SHOWN))
        })
    };
    // A name may have a comma in it.
    if let Ok(one) = id(typed.trim()) {
        return Ok(vec![one]);
    }
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(id).collect()
}
