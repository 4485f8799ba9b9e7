//! The language itself: what it accepts, what it refuses and how, and that no input breaks it.

use nutgraf::model::query::{CLAIM_FIELDS, Query, Takes, Vocabulary, report};
use proptest::prelude::*;

use crate::world::{World, errors, read, vocabulary};

#[test]
fn a_query_is_written_as_it_could_be_typed() {
    for (typed, written) in [
        ("  Verdict:Refuted   tag:trade ", "verdict:refuted tag:trade"),
        ("verdict:\"not enough evidence\"", "verdict:not-enough"),
        ("text:gas", "gas"),
        ("text:\"gas pipeline\",oil", "\"gas pipeline\",oil"),
        ("“gas pipeline”", "\"gas pipeline\""),
        ("(a b) OR c", "(a b) OR c"),
        ("a b OR c", "a b OR c"),
        ("((a)) (b OR c)", "a b OR c"),
        ("-(a b)", "-(a b)"),
        ("--a", "--a"),
        ("12:30", "\"12:30\""),
        ("1,000 ships", "\"1,000\" ships"),
        ("\"OR\" \"-x\" \"@x\"", "\"OR\" \"-x\" \"@x\""),
        (r#""say \"so\"""#, r#""say \"so\"""#),
        ("date:2010..2016,>2020", "date:2010..2016,>2020"),
        ("@urgent -@money", "@urgent -@money"),
        ("gas-pipeline", "gas-pipeline"),
        ("or and not", "or and not"),
    ] {
        assert_eq!(read(typed).to_string(), written, "{typed}");
        assert_eq!(read(written), read(typed), "{written}");
    }
}

#[test]
fn all_errors_are_reported_together_with_places_and_remedies() {
    let query = "verdct:refuted is:jugded OR (priority:urgent";
    let shown = report(query, &errors(query));
    assert_eq!(
        shown,
        "  verdct:refuted is:jugded OR (priority:urgent\n  \
         ^^^^^^ there is no field `verdct`; did you mean `verdict`?\n                    \
         ^^^^^^ `is:` does not take `jugded`; did you mean `judged`?\n                              \
         ^ this bracket is not closed; close it with `)`\n                                        \
         ^^^^^^ `priority:` does not take `urgent`; it takes high, medium, low"
    );
}

#[test]
fn every_mistake_says_what_to_do() {
    for (query, said) in [
        (
            "verdict:",
            "`verdict:` needs a value; it takes supported, refuted, not-enough, conflicting, misleading, none",
        ),
        ("tag:trade,", "`tag:` needs a value; it takes a tag"),
        ("\"gas", "these quotation marks are not closed; close them with another `\"`"),
        ("a)", "this bracket closes nothing; open one before it, or leave it out"),
        ("()", "these brackets are empty; write terms between them, or leave them out"),
        ("- a", "nothing follows `-`; put it directly before the term to exclude"),
        ("-", "nothing follows `-`; put it directly before the term to exclude"),
        ("a OR", "nothing follows `OR`; write the alternative, or leave it out"),
        ("OR a", "there is no term before `OR`; put `OR` between two terms"),
        (
            "a AND b",
            "`AND` is not needed; terms with blanks between them must all match; for the word itself write \"and\"",
        ),
        ("NOT a", "`NOT` is written `-`; put `-` directly before the term to exclude"),
        ("date:soon", "`date:` does not take `soon`; it takes 2018, 2018-06, 2010..2016, ..2010, >2016"),
        ("date:2016..2010", "`date:` does not take `2016..2010`; it takes 2018, 2018-06, 2010..2016, ..2010, >2016"),
        ("@urgnt", "there is no saved query `urgnt`; did you mean `urgent`?"),
        ("@loop", "the saved query `loop` is wrong: the saved query `loop` contains itself; take it out of itself"),
        ("@bad", "the saved query `bad` is wrong: there is no field `verdct`; did you mean `verdict`?"),
    ] {
        let all: Vec<String> = errors(query).iter().map(ToString::to_string).collect();
        assert!(all.iter().any(|error| error == said), "{query}: {all:#?}");
    }
    let http = &errors("http://example.org")[0];
    assert!(http.to_string().ends_with("put words with a colon in quotation marks"), "{http}");
}

#[test]
fn a_query_without_end_is_refused_and_not_followed() {
    for (query, said) in [
        ("(".repeat(20_000), "the query is nested too deeply"),
        (format!("{}a", "-".repeat(20_000)), "the query is nested too deeply"),
        ("a ".repeat(2_000), "the query has more than 1000 terms"),
        ("a".repeat(100_000), "the query is longer than 64 KiB"),
    ] {
        assert_eq!(errors(&query).len(), 1);
        assert!(errors(&query)[0].to_string().starts_with(said));
    }
    let doubling = (0..60).map(|number| (format!("q{number}"), format!("@q{0} @q{0}", number + 1)));
    let saved = doubling.chain([("q60".to_owned(), "a".to_owned())]).collect();
    assert!(Query::parse("@q0", &Vocabulary::of_claims().with_saved(saved)).is_err());
}

/// A term with several spellings.
fn term() -> impl Strategy<Value = String> {
    let fields: Vec<(&str, Vec<String>)> =
        CLAIM_FIELDS.iter().map(|row| (row.field.name, values(row.field.takes))).collect();
    let of_field = proptest::sample::select(fields).prop_flat_map(|(name, values)| {
        let some = proptest::collection::vec(proptest::sample::select(values), 1..3);
        some.prop_map(move |values| format!("{name}:{}", values.join(",")))
    });
    let words =
        proptest::sample::select(vec!["ministry", "\"of every fee\"", "3,5", "@urgent", "@money", "\"-\"", "ÉTÉ"]);
    prop_oneof![of_field, words.prop_map(str::to_owned)]
}

fn values(takes: Takes) -> Vec<String> {
    let some = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match takes {
        Takes::Words(words) => some(&words()),
        Takes::Text => some(&["fee", "\"two words\"", "\"1\"", "2", "\"a,b\""]),
        Takes::Name(_) => some(&["money", "author", "pilots", "me", "p1.c1", "\"the port\""]),
        Takes::Date => some(&["2024", "2010..2024-02", "<=2024", "..2000", "2010/2014"]),
        Takes::Number => some(&["3", ">0", "1..5"]),
    }
}

fn query() -> impl Strategy<Value = String> {
    term().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("({})", parts.join(" "))),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" OR ")),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join("  ")),
            inner.prop_map(|part| format!("-({part})")),
        ]
    })
}

proptest! {
    #[test]
    fn a_query_that_is_written_and_read_again_is_the_same(typed in query()) {
        let once = read(&typed);
        let again = read(&once.to_string());
        prop_assert_eq!(&once, &again);
        prop_assert_eq!(once.to_string(), again.to_string());
    }

    #[test]
    fn a_negated_query_finds_exactly_the_other_claims(typed in query()) {
        let world = World::new();
        let (query, others) = (read(&typed), read(&format!("-({typed})")));
        let found = world.passing(&query, world.reader());
        let all: Vec<String> = world.article.claims().map(|(_, claim)| claim.id.clone()).collect();
        let rest: Vec<String> = all.into_iter().filter(|id| !found.contains(id)).collect();
        prop_assert_eq!(world.passing(&others, world.reader()), rest.clone());
        prop_assert_eq!(world.passing(&query.negated(), world.reader()), rest);
    }

    #[test]
    fn both_of_two_queries_find_what_each_of_them_finds(one in query(), other in query()) {
        let world = World::new();
        let found = |query: &Query| world.passing(query, world.reader());
        let (one, other) = (read(&one), read(&other));
        let in_both: Vec<String> = found(&one).into_iter().filter(|id| found(&other).contains(id)).collect();
        prop_assert_eq!(found(&one.and(other)), in_both);
    }

    #[test]
    fn any_text_is_read_or_refused_at_places_within_it(text in "[-a-z:,\"“()@ ><.0-9OR\\\\\u{301}é\n]{0,40}") {
        if let Err(errors) = Query::parse(&text, &vocabulary()) {
            prop_assert!(!errors.is_empty());
            for error in &errors {
                prop_assert!(text.get(error.span.range()).is_some(), "{:?} in {text:?}", error.span);
            }
            prop_assert_eq!(report(&text, &errors).lines().count(), errors.len() + 1);
        }
    }
}
