//! The form of an entity.

use crate::model::article::entity::{Entity, EntityKind};
use crate::model::review::decide::{add, edit, free_id};
use crate::model::review::{Item, PlacedItem};
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};
use crate::text::slug::slug;

pub(crate) fn fields(entity: Option<&Entity>) -> Vec<FormField> {
    let name = entity.map_or("", |entity| entity.name.as_str());
    let kind = entity.map_or("person", |entity| entity.kind.word());
    let aliases = entity.map_or(String::new(), |entity| entity.aliases.join("\n"));
    let wikidata = entity.and_then(|entity| entity.wikidata.clone()).unwrap_or_default();
    let kinds = FieldKind::one_of(EntityKind::ALL.map(EntityKind::word));
    vec![
        FormField::new("name", "name", "the name to show", FieldKind::Line, name),
        FormField::new("kind", "kind", "", kinds, kind),
        FormField::new("aliases", "aliases", "other names in the text, one per line", FieldKind::Lines, &aliases),
        FormField::new("wikidata", "wikidata", "its Wikidata item, such as Q843", FieldKind::Line, &wikidata).rare(),
    ]
}

pub(super) fn typed(compose: &Compose, id: String) -> Result<Entity, String> {
    let name = compose.value("name");
    if name.is_empty() {
        return Err("an entity needs a name".to_owned());
    }
    let kind = compose.value("kind");
    let kind = EntityKind::ALL.into_iter().find(|other| other.word() == kind).unwrap_or(EntityKind::Person);
    let mut aliases: Vec<String> = Vec::new();
    for alias in compose.value("aliases").lines().map(str::trim).filter(|alias| !alias.is_empty()) {
        if alias != name && !aliases.iter().any(|other| other == alias) {
            aliases.push(alias.to_owned());
        }
    }
    let wikidata = Some(compose.value("wikidata")).filter(|item| !item.is_empty());
    Ok(Entity { aliases, wikidata, ..Entity::bare(id, name, kind) })
}

/// Writes other fields of an entity. A name that the text uses stays one of its names.
pub(crate) fn keep(app: &mut App, compose: &Compose, id: &str) -> Result<Vec<Effect>, String> {
    let article = app.article_of_file();
    let entity = article.entity(id).ok_or_else(|| format!("{id} is no longer in the article"))?;
    let mut typed = typed(compose, id.to_owned())?;
    let is_used = article.paragraphs().any(|paragraph| paragraph.text.contains(&entity.name));
    if is_used && !typed.names().any(|name| name == entity.name) {
        typed.aliases.push(entity.name.clone());
    }
    let next = app.following();
    let operation = edit(&article, id, &Item::Entity(typed));
    let effects = app.decide(operation.into_iter().collect(), &format!("{id} edited"));
    if entity.draft && !effects.is_empty() {
        app.go_on(next);
    }
    Ok(effects)
}

pub(crate) fn keep_new(app: &mut App, compose: &Compose) -> Result<Vec<Effect>, String> {
    let article = app.article_of_file();
    let name = compose.value("name");
    let words: String =
        name.to_lowercase().chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join("-");
    // A name in another script has no letters that an id may have.
    let wanted = if words.is_empty() { format!("entity-{}", slug(&name)) } else { words };
    let id = free_id(&article, &[], |number| if number == 1 { wanted.clone() } else { format!("{wanted}-{number}") });
    let entity = typed(compose, id.clone())?;
    let behind = article.entities.last().map(|entity| entity.id.clone());
    let placed = PlacedItem { paragraph: None, behind, item: Item::Entity(entity) };
    let effects = app.decide(vec![add(placed)], &format!("{name} added"));
    if !effects.is_empty() {
        app.review_item(&id);
    }
    Ok(effects)
}
