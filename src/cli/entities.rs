//! `nutgraf entities`: whom and what the articles of a folder name, and everything about one of them.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::corpus::dossier::{Appearance, Dossier};
use crate::model::article::entity::EntityKind;
use crate::text::counted::counted;
use crate::text::folding::fold;
use crate::text::hidden::{escape_json, visible_in_line};
use crate::text::suggestion::did_you_mean;

use crate::cli::{Failure, catalogue, complain, print};
use crate::workspace::across_articles::{dossiers, entity_doubts};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The folder of articles.
    dir: PathBuf,
    /// Show everything about this entity: a name, an alias or a Wikidata item such as Q843. Without it, each entity has one line.
    name: Option<String>,
    /// How to print the entities.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut library = catalogue::open(&arguments.dir)?;
    let mut all = dossiers(&mut library)?;
    for doubt in entity_doubts(&mut library)? {
        complain(&Failure(doubt));
    }
    if let Some(name) = &arguments.name {
        let names: Vec<String> = all.iter().flat_map(|dossier| dossier.names.clone()).collect();
        all.retain(|dossier| is_called(dossier, name));
        if all.is_empty() {
            let hint = did_you_mean(name, names.iter().map(String::as_str));
            let hint = hint.unwrap_or_else(|| "leave out the name to see all".to_owned());
            return Err(Failure(format!("no article here names `{}`; {hint}", name.escape_debug())));
        }
    }
    let is_whole = arguments.name.is_some();
    if arguments.format == Format::Json {
        let rows: Vec<Value> = all.iter().map(|dossier| value(dossier, is_whole)).collect();
        print(&(escape_json(&format!("{:#}", json!({"version": 1, "entities": rows}))) + "\n"))?;
    } else if is_whole {
        print(&all.iter().map(whole).collect::<Vec<_>>().join("\n"))?;
    } else {
        print(&all.iter().map(line).collect::<String>())?;
    }
    Ok(0)
}

fn is_called(dossier: &Dossier, name: &str) -> bool {
    let wanted = fold(name);
    let is_item = dossier.wikidata.as_ref().is_some_and(|item| item.eq_ignore_ascii_case(name));
    is_item || dossier.names.iter().chain([&dossier.name]).any(|own| fold(own) == wanted)
}

fn counts(dossier: &Dossier) -> (usize, usize, usize) {
    let sum = |count: fn(&Appearance) -> usize| dossier.appearances.iter().map(count).sum();
    (sum(|one| one.mentions.len()), sum(|one| one.about.len()), sum(|one| one.by.len()))
}

fn kind(dossier: &Dossier) -> &'static str {
    dossier.kind.map_or("", EntityKind::word)
}

fn line(dossier: &Dossier) -> String {
    let (mentions, about, by) = counts(dossier);
    let (name, articles) = (visible_in_line(&dossier.name), dossier.appearances.len());
    let item = dossier.wikidata.as_ref().map_or(String::new(), |item| format!(", {item}"));
    let (articles, mentions) = (counted(articles, "article"), counted(mentions, "mention"));
    let about = counted(about, "claim");
    format!("{name} ({}{item})  {articles}, {mentions}, {about} about it, {by} by it\n", kind(dossier))
}

/// Everything about one entity.
fn whole(dossier: &Dossier) -> String {
    let mut text = line(dossier);
    let others: Vec<String> =
        dossier.names.iter().filter(|name| **name != dossier.name).map(|name| visible_in_line(name)).collect();
    // Writing to a string cannot fail, here and below.
    if !others.is_empty() {
        let _ = writeln!(text, "also {}", others.join(", "));
    }
    for one in &dossier.appearances {
        let day = one.published.as_ref().map_or(String::new(), |day| format!(", {day}"));
        let _ = writeln!(text, "\n{}  {}{day}", visible_in_line(&one.path), visible_in_line(&one.title));
        let places: Vec<String> =
            one.mentions.iter().map(|(number, words)| format!("¶{number} “{}”", visible_in_line(words))).collect();
        let _ = writeln!(text, "  {}: {}", counted(places.len(), "mention"), places.join(", "));
        for (heading, claims) in [("about it", &one.about), ("by it", &one.by)] {
            for (id, claim) in claims {
                let _ = writeln!(text, "  {heading}  {id}  {}", visible_in_line(claim));
            }
        }
    }
    text
}

fn value(dossier: &Dossier, is_whole: bool) -> Value {
    let (mentions, about, by) = counts(dossier);
    let claims = |claims: &[(String, String)]| -> Vec<Value> {
        claims.iter().map(|(id, text)| json!({"id": id, "text": text})).collect()
    };
    let appearance = |one: &Appearance| {
        let mentions: Vec<Value> =
            one.mentions.iter().map(|(number, words)| json!({"paragraph": number, "words": words})).collect();
        json!({
            "path": one.path, "article": one.article, "title": one.title, "published": one.published,
            "entity": one.entity, "name": one.name, "mentions": mentions, "about": claims(&one.about),
            "by": claims(&one.by),
        })
    };
    let mut value = json!({
        "name": dossier.name, "kind": kind(dossier), "wikidata": dossier.wikidata, "names": dossier.names,
        "articles": dossier.appearances.len(), "mentions": mentions, "about": about, "by": by,
    });
    if is_whole {
        value["appearances"] = dossier.appearances.iter().map(appearance).collect();
    }
    value
}
