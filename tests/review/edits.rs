//! Decisions written to files: the file contains the decision, and nothing else has changed.

use nutgraf::codec::article_yaml::edit::edit;
use nutgraf::codec::article_yaml::read;
use nutgraf::model::article::Article;
use nutgraf::model::article::claim::Claim;
use nutgraf::model::article::entity::{Entity, EntityKind};
use nutgraf::model::review::operation::{Operation, difference, placed_items};
use nutgraf::model::review::{Item, PlacedItem, decide};
use proptest::prelude::*;

use super::texts;

fn parsed(text: &str) -> Article {
    read("test", text.as_bytes()).unwrap_or_else(|report| panic!("{}\n{text}", report.first()))
}

fn done(text: &str, operation: &Operation) -> String {
    let article = parsed(text);
    let changed = operation.apply(&article).unwrap();
    let edited = edit(text, &article, &changed).unwrap_or_else(|error| panic!("{operation:?}: {error}\n{text}"));
    assert_eq!(parsed(&edited), changed);
    edited
}

/// Lines of `old` that are not in `new`, and the other way round.
fn changes(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let before = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let lines = |lines: &[&str], sign: &str| -> String {
        lines[before..lines.len() - after].iter().flat_map(|line| [sign, line, "\n"]).collect()
    };
    lines(&old, "-") + &lines(&new, "+")
}

#[test]
fn confirming_takes_away_nothing_but_the_two_marks() {
    let text = texts::HAND_WRITTEN;
    for (id, expected) in [
        ("p3.c1", "-            draft: true\n-            by: nutgraf\n"),
        ("p3.c2", "-            by: nutgraf\n-            draft: true\n"),
        ("p1.c2", "-      draft: true   # really?\n"),
    ] {
        let confirmed = done(text, &decide::confirm(&parsed(text), id).unwrap());
        assert_eq!(changes(text, &confirmed), expected);
    }
    let ministry = done(text, &decide::confirm(&parsed(text), "ministry").unwrap());
    assert!(ministry.contains("  - \n    # before the id\n    id: ministry\n"), "{ministry}");
    let flow = done(text, &decide::confirm(&parsed(text), "ostrow").unwrap());
    assert!(flow.contains("  - {id: ostrow, name: Ostrow, kind: place, aliases: [the port]} # twice\n"), "{flow}");
    let first = done(text, &decide::confirm(&parsed(text), "pilots").unwrap());
    assert!(first.contains("- {id: pilots, name: Pilots' Guild,"), "{first}");
    let json = done(texts::JSON, &decide::confirm(&parsed(texts::JSON), "p1.c1").unwrap());
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
}

#[test]
fn dropping_an_entity_updates_references_to_it() {
    let text = texts::HAND_WRITTEN;
    let dropped = done(text, &decide::drop_item(&parsed(text), "ministry").unwrap());
    let article = parsed(&dropped);
    let claim = |id: &str| article.claims().find(|(_, claim)| claim.id == id).unwrap().1.clone();
    assert_eq!(claim("p1.c2").speaker, ["pilots"]);
    assert_eq!((claim("p3.c1").about, claim("p3.c2").via), (vec!["ostrow".to_owned()], Vec::new()));
    assert!(dropped.contains("      speaker: [pilots]  # jointly\n"), "{dropped}");
    assert!(!dropped.contains("via:"), "{dropped}");
    let pilots = done(text, &decide::drop_item(&parsed(text), "pilots").unwrap());
    assert!(pilots.contains("speaker: unclear, cue: the Pilots' Guild fears"), "{pilots}");
}

#[test]
fn dropping_the_last_claim_takes_its_key_along_and_relations_lose_it() {
    let text = texts::HAND_WRITTEN;
    let dropped = done(text, &decide::drop_item(&parsed(text), "p2.c1").unwrap());
    assert!(dropped.contains("fears.\"\n- id: money"), "{dropped}");
    assert!(dropped.contains("repeats: [p3.c1]}"), "{dropped}");
    assert!(!dropped.contains("part-of"), "{dropped}");
}

#[test]
fn dropping_the_last_entity_keeps_the_comments_of_the_list() {
    for comment_behind_key in ["", " # who is in it"] {
        let mut text = texts::HAND_WRITTEN.replace("entities:\n", &format!("entities:{comment_behind_key}\n"));
        for id in ["ostrow", "ministry", "pilots"] {
            text = done(&text, &decide::drop_item(&parsed(&text), id).unwrap());
        }
        assert!(!text.contains("entities:"), "{text}");
        assert!(text.contains("\n  # the town\nsections:"), "{text}");
        assert!(text.contains(comment_behind_key.trim_start()), "{text}");
    }
}

#[test]
fn the_first_entity_and_the_first_claim_get_their_keys() {
    let entity = Entity {
        id: "ostrow".to_owned(),
        name: "Ostrow".to_owned(),
        kind: EntityKind::Place,
        aliases: Vec::new(),
        wikidata: None,
        draft: false,
        by: None,
    };
    let operation = decide::add(PlacedItem { paragraph: None, behind: None, item: Item::Entity(entity) });
    let with_entity = done(texts::BARE, &operation);
    assert!(with_entity.contains("verbatim\nentities:\n  - id: ostrow\n    name: Ostrow\n    kind: place\nsections:"));
    let mut text = with_entity;
    for paragraph in ["p1", "p2", "p3"] {
        let quote = if paragraph == "p2" {
            "The second fee"
        } else {
            &parsed(&text).paragraphs().find(|other| other.id == paragraph).unwrap().text.clone()
        };
        let claim = Claim::bare(format!("{paragraph}.c1"), "A claim.".to_owned(), quote.to_owned());
        let item = Item::Claim(Box::new(claim));
        text = done(&text, &decide::add(PlacedItem { paragraph: Some(paragraph.to_owned()), behind: None, item }));
    }
    assert_eq!(parsed(&text).claims().count(), 3);
    assert!(text.contains("{id: p2, text: The second fee came last year., claims: [{id: p2.c1"), "{text}");
}

/// A random decision on a random item.
fn decision(article: &Article, choice: usize, seed: usize) -> Option<Operation> {
    let items = placed_items(article);
    let placed = items.get(seed % items.len().max(1))?;
    let (id, next) = (placed.item.id(), items.get((seed + 1) % items.len())?);
    match (choice % 6, &placed.item) {
        (0, _) => decide::confirm(article, id),
        (1, _) => decide::drop_item(article, id),
        (2, Item::Claim(claim)) => {
            let mut edited = claim.as_ref().clone();
            edited.text = format!("{} Or: \"so\" # {seed}", edited.text);
            edited.priority = nutgraf::model::article::claim::Priority::ALL[seed % 3];
            edited.certainty = nutgraf::model::article::claim::Certainty::ALL[seed % 4];
            edited.when = seed.is_multiple_of(2).then(|| "2010/2014".to_owned());
            edited.figures.truncate(seed % 2);
            edited.about = article.entities.iter().take(seed % 3).map(|entity| entity.id.clone()).collect();
            decide::edit(article, id, &Item::Claim(Box::new(edited)))
        }
        (2, Item::Entity(entity)) => {
            let mut edited = entity.clone();
            edited.name = format!("{} {seed}: new", edited.name);
            edited.aliases.push(format!("No. {seed}, \u{201c}it\u{201d}"));
            decide::edit(article, id, &Item::Entity(edited))
        }
        (3, Item::Claim(claim)) => {
            let paragraph = placed.paragraph.as_deref()?;
            let second = Claim {
                id: decide::claim_id(article, paragraph, &[]),
                text: "The other half.".to_owned(),
                ..claim.as_ref().clone()
            };
            let mut first = claim.as_ref().clone();
            first.figures.clear();
            decide::split(article, id, &first, &second)
        }
        (4, Item::Claim(claim)) => {
            let (paragraph, _) = article.claims().find(|(_, other)| other.id == id)?;
            let other = paragraph.claims.iter().find(|other| other.id != id)?;
            let merged = decide::joined(paragraph, claim, other)?;
            decide::merge(article, id, &other.id, &Item::Claim(Box::new(merged)))
        }
        (3 | 4, Item::Entity(entity)) => {
            let Item::Entity(other) = &next.item else { return None };
            if other.id == entity.id {
                return None;
            }
            let merged = decide::with_names_of(entity, other);
            decide::merge(article, id, &other.id, &Item::Entity(merged))
        }
        _ => {
            let paragraph = article.paragraphs().nth(seed % article.paragraphs().count())?;
            let claim = Claim::bare(
                decide::claim_id(article, &paragraph.id, &[]),
                "What was missed.".to_owned(),
                paragraph.text.clone(),
            );
            let behind = paragraph.claims.get(seed % 3).map(|claim| claim.id.clone());
            let item = Item::Claim(Box::new(claim));
            Some(decide::add(PlacedItem { paragraph: Some(paragraph.id.clone()), behind, item }))
        }
    }
}

/// The lines that belong to none of these items and are not bare keys of a list.
fn other_lines<'a>(text: &'a str, ids: &[String]) -> Vec<&'a str> {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_bare_key = |line: &str| ["claims:", "entities:", "claims: []"].contains(&line.trim());
    let begins = |at: usize| {
        let line = lines[at].trim_start();
        let of = |id: &String| {
            let inner = [format!("id: {id}"), format!("{{id: {id},"), format!("{{id: {id}}}")];
            line.starts_with("- ")
                && inner.iter().any(|inner| {
                    line[2..].trim_start().starts_with(inner)
                        && (inner.ends_with([',', '}']) || line[2..].trim() == inner)
                })
                || (line.trim() == "-" || line.starts_with("- draft"))
                    && lines[at + 1..].iter().take(4).any(|next| next.trim() == format!("id: {id}"))
        };
        ids.iter().any(of)
    };
    let mut others = Vec::new();
    let mut inside: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        if inside.is_some_and(|dash| !line.trim().is_empty() && indent(line) <= dash) {
            inside = None;
        }
        if begins(at) {
            inside = Some(indent(line));
        }
        if inside.is_none() && !is_bare_key(line) && !line.trim().is_empty() {
            others.push(line.trim_end());
        }
    }
    others
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn other_items_and_other_bytes_stay_whatever_is_decided(
        which in 0_usize..9,
        decisions in prop::collection::vec((0_usize..6, 0_usize..1_000), 1..12),
    ) {
        let mut text = texts::all()[which].clone();
        let is_listed = which != 2;
        for (choice, seed) in decisions {
            let article = parsed(&text);
            let Some(operation) = decision(&article, choice, seed) else { continue };
            let Ok(changed) = operation.apply(&article) else { panic!("{operation:?}") };
            let edited = match edit(&text, &article, &changed) {
                Ok(edited) => edited,
                Err(nutgraf::codec::article_yaml::edit::EditError::Invalid(_)) => continue,
                Err(error) => panic!("{operation:?}: {error}\n{text}"),
            };
            prop_assert_eq!(&parsed(&edited), &changed);
            prop_assert_eq!(edited.contains("\r\n"), text.contains("\r\n"));
            prop_assert_eq!(edited.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
            let (before, after) = difference(&operation, &article, &changed);
            let ids: Vec<String> = before.iter().chain(&after).map(|placed| placed.item.id().to_owned()).collect();
            if is_listed && !edited.contains("claims: [{") && !text.contains("claims: [{") {
                // A comment inside a removed item may stay behind; nothing else appears or vanishes.
                let stays = other_lines(&text, &ids);
                let after = other_lines(&edited, &ids);
                let kept: Vec<&str> = after.into_iter().filter(|line| stays.contains(line) || !is_comment(line)).collect();
                prop_assert_eq!(kept, stays, "{:?}\n{}\n=====\n{}", ids, text, edited);
            }
            text = edited;
        }
    }
}
