//! Lists of entities that a desk meets every day: `entities.yaml`, written as the entities of an article are.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::model::article::Article;
use crate::model::article::entity::{Entity, EntityKind};

use crate::codec::article_yaml::rules;
use crate::codec::article_yaml::rules::{Fault, Mended};
use crate::codec::article_yaml::{Step, as_the_library_says, encoding, located, options, schema_shape, walk};
use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::diagnostics::{Problem, Report};

/// An entity of a list. Its id may be missing: an article that takes it gives it one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Listed {
    id: Option<String>,
    name: String,
    kind: EntityKind,
    #[serde(default)]
    aliases: Vec<String>,
    wikidata: Option<String>,
    /// Entities of articles that a person has joined with it, each as article id and entity id.
    #[serde(default)]
    same: Vec<Vec<String>>,
    /// Entities of articles that are not it, whatever they are called.
    #[serde(default)]
    apart: Vec<Vec<String>>,
}

/// A list under the key that it has in an article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Keyed {
    entities: Vec<Listed>,
}

/// Reads a list of entities: a list, or one under the key `entities`. A file without any content is an empty list.
///
/// # Errors
///
/// Everything that is wrong with it, each with line and column.
pub fn read(path: &str, bytes: &[u8]) -> Result<Vec<Entity>, Report> {
    Ok(read_joined(path, bytes)?.into_iter().map(|joined| joined.entity).collect())
}

/// An entity of a list, with what was joined and parted by hand: each as article id and entity id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The entity.
    pub entity: Entity,
    /// Entities of articles that are it.
    pub same: Vec<(String, String)>,
    /// Entities of articles that are not it.
    pub apart: Vec<(String, String)>,
}

/// Reads a list of entities, with those that are joined or parted by hand.
///
/// # Errors
///
/// As [`read`].
pub fn read_joined(path: &str, bytes: &[u8]) -> Result<Vec<Joined>, Report> {
    let failed = |problems| Report { path: path.to_owned(), problems };
    let text = encoding::text(bytes).map_err(failed)?;
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with(['#', '-', '%']));
    let is_list = text.lines().any(|line| line.starts_with("- ") || line.trim_end() == "-" || line.starts_with('['));
    let keyed = !is_list && first.is_some_and(|line| line.starts_with("entities"));
    if !is_list && first.is_none() {
        return Ok(Vec::new());
    }
    let listed = if keyed { decode::<Keyed>(text).map(|file| file.entities) } else { decode::<Vec<Listed>>(text) };
    let listed = listed.map_err(failed)?;
    let unpaired = unpaired(&listed, keyed);
    if !unpaired.is_empty() {
        return Err(failed(located(text, unpaired)));
    }
    let pairs = |places: &[Vec<String>]| -> Vec<(String, String)> {
        let pair = |place: &Vec<String>| match place.as_slice() {
            [article, entity] => Some((article.clone(), entity.clone())),
            _ => None,
        };
        places.iter().filter_map(pair).collect()
    };
    let joins: Vec<_> = listed.iter().map(|entity| (pairs(&entity.same), pairs(&entity.apart))).collect();
    let entities = entities(listed);
    let problems = problems(text, &entities, keyed);
    if !problems.is_empty() {
        return Err(failed(problems));
    }
    let joined = entities.into_iter().zip(joins);
    Ok(joined.map(|(entity, (same, apart))| Joined { entity, same, apart }).collect())
}

/// Joins and partings that are no pairs.
fn unpaired(listed: &[Listed], keyed: bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (number, entity) in listed.iter().enumerate() {
        for (key, places) in [("same", &entity.same), ("apart", &entity.apart)] {
            for (place, _) in places.iter().enumerate().filter(|(_, place)| place.len() != 2) {
                let list = keyed.then(|| Step::key("entities"));
                let at = [Step::Index(number), Step::key(key), Step::Index(place)];
                faults.push(Fault {
                    rule: ProblemRule::BadValue,
                    at: list.into_iter().chain(at).collect(),
                    message: format!("`{key}` takes pairs: the id of an article, and that of an entity in it"),
                    hint: Some("write [ARTICLE-ID, ENTITY-ID]; [\"*\", ENTITY-ID] means every article".to_owned()),
                });
            }
        }
    }
    faults
}

fn decode<T: DeserializeOwned + JsonSchema>(text: &str) -> Result<T, Vec<Problem>> {
    serde_yaml::from_str_with_options(text, options()).map_err(|error| {
        let schema = schemars::schema_for!(T).to_value();
        let walked = walk::walk(text, &schema_shape::of(&schema, &schema));
        let mut problems = walked.problems;
        problems.extend(walked.syntax);
        if problems.is_empty() {
            problems.push(as_the_library_says(text, &error));
        }
        problems
    })
}

fn entities(listed: Vec<Listed>) -> Vec<Entity> {
    let mut taken: HashSet<String> = listed.iter().filter_map(|entity| entity.id.clone()).collect();
    let mut free = |name: &str| {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
        let words: String = name.chars().map(plain).collect();
        let words = words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
        let base = if words.is_empty() { "entity".to_owned() } else { words };
        let mut id = base.clone();
        let mut number = 1;
        while !taken.insert(id.clone()) {
            number += 1;
            id = format!("{base}-{number}");
        }
        id
    };
    let entity = |Listed { id, name, kind, aliases, wikidata, .. }: Listed| {
        let id = id.unwrap_or_else(|| free(&name));
        Entity { aliases, wikidata, ..Entity::bare(id, name, kind) }
    };
    listed.into_iter().map(entity).collect()
}

/// What the rules of an article's entities say of the list.
fn problems(text: &str, entities: &[Entity], keyed: bool) -> Vec<Problem> {
    let article = json!({
        "nutgraf": 1,
        "article": {"id": "list", "title": "List", "language": "und", "wording": "verbatim"},
        "entities": entities,
        "sections": [{"id": "opening", "paragraphs": [{"id": "p1", "text": "List"}]}],
    });
    // An article of our own making can be decoded; if it could not, there would be nothing to hold against it.
    let Ok(article) = serde_json::from_value::<Article>(article) else { return Vec::new() };
    let mut faults = rules::faults(&article, &Mended::default());
    faults.retain(|fault| fault.at.first() == Some(&Step::key("entities")));
    for fault in faults.iter_mut().filter(|_| !keyed) {
        fault.at.remove(0);
    }
    located(text, faults)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const LIST: &str = "# names of the desk\n- id: sund\n  name: Sund Line\n  kind: organisation\n  wikidata: Q1\n- {name: Ostrow Port, kind: place, same: [[ferry, port]]}\n";

    #[test]
    fn a_list_is_read_with_and_without_its_key() {
        let entities = read("entities.yaml", LIST.as_bytes()).unwrap();
        let ids: Vec<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(ids, ["sund", "ostrow-port"]);
        let keyed = format!("entities:\n  {}", LIST.trim_end().replace('\n', "\n  "));
        assert_eq!(read("entities.yaml", keyed.as_bytes()).unwrap(), entities);
        assert!(read("entities.yaml", b"# nothing yet\n").unwrap().is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let told = |text: &str| read("e.yaml", text.as_bytes()).unwrap_err().to_string();
        let kind = told("- name: Sund\n  kind: organization\n");
        assert!(kind.contains("e.yaml:2:9: error") && kind.contains("organisation"), "{kind}");
        let key = told("- name: Sund\n  kind: place\n  colour: red\n");
        assert!(key.contains("e.yaml:3:3: error") && key.contains("colour"), "{key}");
        let shared = told("- {name: Sund, kind: place}\n- {name: The Sund, kind: place, aliases: [Sund]}\n");
        assert!(shared.contains("e.yaml:2:") && shared.contains("names both"), "{shared}");
        let keyed = told("entities:\n  - {name: Sund, kind: place, wikidata: sund}\n");
        assert!(keyed.contains("e.yaml:2:") && keyed.contains("Wikidata"), "{keyed}");
        assert!(told("- name: [\n").contains("e.yaml:"));
        let pair = told("- name: Sund\n  kind: place\n  same: [[ferry, port], [port]]\n");
        assert!(pair.contains("e.yaml:3:") && pair.contains("takes pairs"), "{pair}");
    }
}
