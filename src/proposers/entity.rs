//! An entity of an answer, checked against the article.

use crate::candidates::entity_id;
use crate::model::article::entity::Entity;
use crate::proposers::answer::Item;
use crate::proposers::fields::{Fields, MOST_NAME, clean, short};
use crate::proposers::labels;
use crate::proposers::labels::label;
use crate::proposers::resolve::Resolver;

/// What becomes of an entity that was sent.
pub(super) enum Outcome {
    /// It may become a draft.
    New(Entity),
    /// It is of a sort that articles do not list, such as dates.
    NotListed,
}

/// The most aliases that one entity may have.
const MOST_ALIASES: usize = 20;

/// The entity that an item proposes.
pub(super) fn entity(item: &Item, resolver: &mut Resolver<'_>) -> Result<Outcome, String> {
    let fields = Fields(&item.fields);
    let sent = fields.line(&["entity", "name", "text"], MOST_NAME)?.ok_or("it has no `entity`")?;
    let (key, written) = match (fields.text(&["kind"])?, fields.text(&["label", "type"])?) {
        (Some(kind), _) => ("kind", kind),
        (None, Some(label)) => ("label", label),
        (None, None) => return Err(format!("“{}” has neither `kind` nor `label`", short(&sent))),
    };
    let label = label(written).ok_or_else(|| format!("`{key}` cannot be `{}`", short(written)))?;
    let Some((kind, state)) = labels::kind(&sent, label) else { return Ok(Outcome::NotListed) };
    // The adjective of a state is another name of it.
    let mut sent_names = vec![state.map_or(sent.clone(), str::to_owned)];
    sent_names.extend(state.is_some().then(|| sent.clone()));
    for alias in fields.words("aliases")?.into_iter().take(MOST_ALIASES) {
        sent_names.push(clean("aliases", alias, MOST_NAME)?);
    }
    let mut names = Vec::new();
    let mut stands_in_text = false;
    for (number, name) in sent_names.iter().enumerate() {
        match resolver.own_name(name) {
            Some(own) => {
                stands_in_text = true;
                names.push(own.to_owned());
            }
            None if number == 0 => names.push(name.clone()),
            None => resolver.notices.add(item.place, format!("left out the alias “{name}”, which is not in the text")),
        }
    }
    if !stands_in_text {
        return Err(format!("“{}” is not in the text", short(&sent)));
    }
    let name = names.remove(0);
    names.retain(|alias| *alias != name && !resolver.names.has(alias));
    names.dedup();
    let id = resolver.free_id(entity_id(&name));
    let by = Some(resolver.proposer.to_owned());
    Ok(Outcome::New(Entity { aliases: unique(names), draft: true, by, ..Entity::bare(id, name, kind) }))
}

fn unique(names: Vec<String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    unique
}
