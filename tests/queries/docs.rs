//! docs/queries.md: its table lists the fields, and its examples parse.

use nutgraf::model::query::CLAIM_FIELDS;

use crate::world::vocabulary;
use nutgraf::model::query::Query;

const PAGE: &str = include_str!("../../docs/queries.md");

#[test]
fn the_page_lists_every_field_with_what_it_takes() {
    let row = |name: &str, takes: &str, help: &str| format!("| `{name}:` | {takes} | {help} |");
    let wanted: Vec<String> = CLAIM_FIELDS
        .iter()
        .map(|row_of| row(row_of.field.name, &row_of.field.takes.words(), row_of.field.help))
        .collect();
    let table = PAGE.split("## Fields").nth(1).unwrap().split("##").next().unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(rows, wanted, "the rows of docs/queries.md are:\n{}", wanted.join("\n"));
}

#[test]
fn every_example_of_the_page_can_be_typed() {
    let mut examples: Vec<&str> =
        PAGE.split("```text").skip(1).flat_map(|part| part.split("```").next().unwrap().lines()).collect();
    let settings = PAGE.split("[queries]").nth(1).unwrap().split("```").next().unwrap();
    examples.extend(settings.lines().filter_map(|line| line.split(" = '").nth(1)?.strip_suffix('\'')));
    examples.retain(|line| !line.trim().is_empty());
    assert!(examples.len() > 6, "{examples:?}");
    for example in examples {
        assert!(Query::parse(example, &vocabulary()).is_ok(), "{example}");
    }
}
