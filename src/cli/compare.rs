//! `nutgraf compare`: how proposers agree with what people decided, and with each other.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::model::review::{Item, PlacedItem};
use crate::proposers::compare::{Proposal, Record, Sort, WithEachOther, WithPeople};
use crate::storage;
use crate::text::counted::counted;
use crate::text::suggestion;

use crate::cli::{Failure, complain, print};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article: a YAML file. The decisions of the review are read from the file beside it: for harbour.yaml, from
    /// harbour.review.jsonl.
    file: PathBuf,
    /// Show only this program's proposals, by its name, or `nutgraf` for the built-in rules. Give two names to compare them with
    /// each other.
    #[arg(long, value_name = "NAME")]
    proposer: Vec<String>,
    /// How to print the comparison.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

/// How to print the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

const SORTS: [(&str, Sort); 2] = [("claims", Sort::Claims), ("entities", Sort::Entities)];

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let (_, article) = crate::storage::article::insert::load(&arguments.file)?;
    let read = storage::review::read(&arguments.file)?;
    if !read.bad.is_empty() {
        let count = read.bad.len();
        complain(&Failure(format!("{count} lines of the review journal cannot be read and are left out")));
    }
    let record = Record::of(&article, &read.review);
    let all = record.proposers();
    for name in &arguments.proposer {
        if !all.contains(&name.as_str()) {
            let ending = suggestion::ending(name, all.iter().copied());
            return Err(Failure(format!("`{name}` has proposed nothing here{ending}")));
        }
    }
    let chosen: Vec<&str> = match arguments.proposer.as_slice() {
        [] => all,
        names => names.iter().map(String::as_str).collect(),
    };
    let text = match arguments.format {
        Format::Text => as_text(&record, &chosen),
        Format::Json => format!("{:#}\n", as_json(&record, &chosen)),
    };
    print(&text)?;
    Ok(0)
}

/// Each proposer once with each one after it.
fn pairs<'a>(names: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let pair_with = |(at, one): (usize, &&'a str)| {
        let one = *one;
        names[at + 1..].iter().map(move |other| (one, *other)).collect::<Vec<_>>()
    };
    names.iter().enumerate().flat_map(pair_with).filter(|(one, other)| one != other).collect()
}

fn as_text(record: &Record, names: &[&str]) -> String {
    if names.is_empty() {
        return "Nobody has proposed anything here.\n".to_owned();
    }
    let mut text = String::new();
    // Writing to a string cannot fail.
    for (title, sort) in SORTS {
        let _ = writeln!(text, "{title}");
        for name in names {
            let _ = writeln!(text, "  {name}: {}", in_words(&record.with_people(name, sort)));
        }
        for (one, other) in pairs(names) {
            let _ = writeln!(
                text,
                "  {one} and {other}: {}",
                together(one, other, &record.with_each_other(one, other, sort))
            );
        }
    }
    if let [name] = names {
        for (title, sort) in SORTS {
            for placed in record.with_people(name, sort).missed {
                let _ = writeln!(text, "missed of {title}: {}", described(&placed));
            }
        }
    }
    if let [one, other] = names {
        for (_, sort) in SORTS {
            let agreement = record.with_each_other(one, other, sort);
            for (name, only) in [(one, &agreement.only_one), (other, &agreement.only_other)] {
                for proposal in only {
                    let _ = writeln!(text, "only {name}: {}", described(&proposal.placed));
                }
            }
        }
    }
    text
}

fn in_words(agreement: &WithPeople) -> String {
    let WithPeople { kept, edited, dropped, open, missed, effort } = agreement;
    let mut words = format!("{kept} kept, {edited} edited, {dropped} dropped, {} missed", missed.len());
    if *open > 0 {
        let _ = write!(words, ", {open} not decided");
    }
    if let (Some(precision), Some(recall)) = (agreement.precision(), agreement.recall()) {
        let _ = write!(words, "; precision {precision:.2}, recall {recall:.2}");
    }
    if kept + edited + dropped > 0 {
        let (keys, letters) = (counted(effort.keys, "key"), counted(effort.letters, "letter"));
        let _ = write!(words, "; at least {keys} and {letters}");
    }
    words
}

fn together(one: &str, other: &str, agreement: &WithEachOther) -> String {
    let WithEachOther { both, alike, only_one, only_other } = agreement;
    let mut words = format!(
        "{both} by both, {alike} of them alike, {} only by {one}, {} only by {other}",
        only_one.len(),
        only_other.len()
    );
    if let Some(overlap) = agreement.overlap() {
        let _ = write!(words, "; overlap {overlap:.2}");
    }
    words
}

fn described(placed: &PlacedItem) -> String {
    match &placed.item {
        Item::Claim(claim) => format!("{} {}", placed.paragraph.as_deref().unwrap_or_default(), claim.text),
        Item::Entity(entity) => format!("{}, {}", entity.name, entity.kind.word()),
    }
}

fn as_json(record: &Record, names: &[&str]) -> Value {
    let ids = |items: &[PlacedItem]| items.iter().map(|placed| placed.item.id().to_owned()).collect::<Vec<_>>();
    let proposed =
        |only: &[Proposal]| only.iter().map(|proposal| proposal.placed.item.id().to_owned()).collect::<Vec<_>>();
    let with_people = |name: &&str, sort: Sort| {
        let agreement = record.with_people(name, sort);
        json!({"kept": agreement.kept, "edited": agreement.edited, "dropped": agreement.dropped, "open": agreement.open,
            "missed": ids(&agreement.missed), "keys": agreement.effort.keys, "letters": agreement.effort.letters, "precision": agreement.precision(), "recall": agreement.recall()})
    };
    let each_other = |one: &str, other: &str, sort: Sort| {
        let agreement = record.with_each_other(one, other, sort);
        json!({"both": agreement.both, "alike": agreement.alike, "overlap": agreement.overlap(),
            "only": [proposed(&agreement.only_one), proposed(&agreement.only_other)]})
    };
    let people: Vec<Value> = names
        .iter()
        .map(|name| json!({"proposer": name, "claims": with_people(name, Sort::Claims), "entities": with_people(name, Sort::Entities)}))
        .collect();
    let others: Vec<Value> = pairs(names)
        .into_iter()
        .map(|(one, other)| {
            json!({"proposers": [one, other], "claims": each_other(one, other, Sort::Claims),
                "entities": each_other(one, other, Sort::Entities)})
        })
        .collect();
    json!({"proposers": people, "pairs": others})
}
