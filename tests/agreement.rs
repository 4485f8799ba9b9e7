//! Checks measures of agreement against published tables, and properties that every table has.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use nutgraf::analysis::agreement::{Measure, Observed, Ratings, Scale, cohens_kappa, krippendorffs_alpha};
use nutgraf::codec::journal_jsonl::write_set;
use nutgraf::model::annotation::outcome::{Outcome, outcome_of};
use nutgraf::model::annotation::standing;
use nutgraf::model::article::Article;
use nutgraf::model::journal::action::{Setting, action};
use nutgraf::model::journal::fingerprint::Fingerprint;
use nutgraf::model::journal::fold::Fold;
use nutgraf::model::journal::{ActionId, Target};
use proptest::prelude::*;

/// A line for each coder, a column for each unit; a dot if somebody gave no rating.
fn table(lines: &[&str]) -> Ratings {
    let value = |word: &str| if word == "." { None } else { Some(word.parse().unwrap()) };
    let list = |line: &&str| line.split_whitespace().map(value).collect();
    Ratings::from_coders(&lines.iter().map(list).collect::<Vec<_>>())
}

/// Two coders, by how often they gave each pair of categories.
fn contingency(counts: &[(u32, u32, usize)]) -> Ratings {
    let mut ratings = Ratings::of_coders(2);
    for (one, other, times) in counts {
        for _ in 0..*times {
            ratings.push([Some(*one), Some(*other)]);
        }
    }
    ratings
}

/// Six digits of a measure.
fn digits(measure: Measure) -> String {
    measure.value().map_or_else(|| measure.why_none().to_owned(), |value| format!("{value:.6}"))
}

#[test]
fn alpha_of_four_observers_and_twelve_units_is_what_krippendorff_published_in_2011() {
    let ratings = table(&[
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]);
    let alpha = |scale| digits(krippendorffs_alpha(&ratings, scale));
    assert_eq!(
        [alpha(Scale::Nominal), alpha(Scale::Ordinal), alpha(Scale::Interval)],
        ["0.743421", "0.815388", "0.849107"]
    );
    assert_eq!(cohens_kappa(&ratings), Measure::MoreThanTwo);
}

#[test]
fn alpha_of_three_coders_with_gaps_is_what_the_encyclopedia_gives() {
    let ratings =
        table(&[". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4"]);
    assert_eq!(digits(krippendorffs_alpha(&ratings, Scale::Nominal)), "0.691358");
    assert_eq!(digits(krippendorffs_alpha(&ratings, Scale::Interval)), "0.810845");
    let observed = Observed::of(&ratings);
    assert_eq!((observed.coders, observed.rated, observed.shared, observed.disputed()), (3, 13, 12, 3));
}

#[test]
fn alpha_and_kappa_of_two_observers_with_binary_data_are_those_of_the_published_table() {
    let ratings = table(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]);
    assert_eq!(digits(krippendorffs_alpha(&ratings, Scale::Nominal)), "0.095238");
    assert_eq!(digits(cohens_kappa(&ratings)), "0.090909");
    assert_eq!(digits(Observed::of(&ratings).share()), "0.600000");
}

#[test]
fn kappa_of_the_table_20_5_10_15_is_two_fifths() {
    let ratings = contingency(&[(1, 1, 20), (1, 0, 5), (0, 1, 10), (0, 0, 15)]);
    assert_eq!(digits(cohens_kappa(&ratings)), "0.400000");
    assert_eq!(digits(Observed::of(&ratings).share()), "0.700000");
}

#[test]
fn without_anything_to_compare_the_output_says_so() {
    let all = |lines: &[&str]| {
        let ratings = table(lines);
        [Observed::of(&ratings).share(), cohens_kappa(&ratings), krippendorffs_alpha(&ratings, Scale::Nominal)]
    };
    assert_eq!(all(&[]), [Measure::NobodyJudged; 3]);
    assert_eq!(all(&[". .", ". ."]), [Measure::NobodyJudged; 3]);
    assert_eq!(all(&["1 2 .", ". . ."]), [Measure::OnlyOneJudged; 3]);
    assert_eq!(all(&["1 2 . .", ". . 1 2"]), [Measure::NothingShared; 3]);
    assert_eq!(all(&["1 1 1", "1 1 1"]), [Measure::AllAgree; 3]);
    assert_eq!(all(&["1 2 1 3", "1 2 1 ."]), [Measure::AllAgree; 3]);
    // Chance agreement gives a number, and so does complete disagreement.
    assert_eq!(digits(cohens_kappa(&table(&["1 1", "2 2"]))), "0.000000");
}

fn ratings() -> impl Strategy<Value = Vec<Vec<Option<u32>>>> {
    let list = |units| prop::collection::vec(prop::option::weighted(0.7, 0_u32..4), units);
    (0_usize..12).prop_flat_map(move |units| prop::collection::vec(list(units), 0..6))
}

/// All measures of a table.
fn measures(lists: &[Vec<Option<u32>>]) -> Vec<Measure> {
    let ratings = Ratings::from_coders(lists);
    let scales = [Scale::Nominal, Scale::Ordinal, Scale::Interval];
    let mut all = vec![Observed::of(&ratings).share(), cohens_kappa(&ratings)];
    all.extend(scales.map(|scale| krippendorffs_alpha(&ratings, scale)));
    all
}

fn alike(one: &[Measure], other: &[Measure]) -> bool {
    one.iter().zip(other).all(|pair| match pair {
        (Measure::Value(one), Measure::Value(other)) => (one - other).abs() < 1e-9,
        (one, other) => one == other,
    })
}

proptest! {
    #[test]
    fn neither_the_order_of_coders_nor_that_of_units_matters(mut lists in ratings(), seed in 0_usize..100) {
        let before = measures(&lists);
        let coders = lists.len().max(1);
        lists.rotate_left(seed % coders);
        if seed % 2 == 0 { lists.reverse(); }
        let units = lists.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for list in &mut lists {
            let by = seed % units % list.len().max(1);
            list.rotate_left(by);
        }
        prop_assert!(alike(&before, &measures(&lists)), "{before:?} {:?}", measures(&lists));
    }

    #[test]
    fn every_measure_is_within_its_bounds_or_says_why_there_is_none(lists in ratings()) {
        let all = measures(&lists);
        for (number, measure) in all.iter().enumerate() {
            if let Measure::Value(value) = measure {
                let least = if number == 0 { 0.0 } else { -1.0 };
                prop_assert!(value.is_finite() && *value < 1.0 && *value >= least - 1e-9, "{number}: {value}");
            } else {
                prop_assert!(!measure.why_none().is_empty());
            }
        }
    }

    #[test]
    fn nominal_measures_do_not_care_what_the_values_are_called(lists in ratings()) {
        let renamed = |list: &Vec<Option<u32>>| list.iter().map(|value| value.map(|value| 3 - value)).collect();
        let other: Vec<Vec<Option<u32>>> = lists.iter().map(renamed).collect();
        prop_assert!(alike(&measures(&lists)[..3], &measures(&other)[..3]));
    }

    #[test]
    fn units_that_only_one_rated_change_no_alpha(mut lists in ratings()) {
        prop_assume!(lists.len() > 1);
        let before = measures(&lists);
        for (number, list) in lists.iter_mut().enumerate() { list.push((number == 0).then_some(2)); }
        let after = measures(&lists);
        prop_assume!(matches!(before[2], Measure::Value(_)));
        prop_assert!(alike(&before[2..], &after[2..]));
    }
}

const HARBOUR: &str = include_str!("journeys/harbour.yaml");

fn article(text: &str) -> Article {
    nutgraf::codec::article_yaml::read("harbour.yaml", text.as_bytes()).unwrap()
}

/// Each action on the first claim, and whether it came before the claim was reworded.
fn said(action: u8) -> (&'static str, &'static str) {
    match action % 6 {
        0 => ("status", "not-checkable"),
        1 => ("status", "waiting"),
        2 => ("verdict", "refuted"),
        3 => ("verdict", "supported"),
        4 => ("why", "So it is."),
        _ => ("verdict", "not-enough"),
    }
}

proptest! {
    #[test]
    fn annotators_are_compared_by_their_outcomes(actions: Vec<u8>) {
        let now = article(HARBOUR);
        let before = article(&HARBOUR.replace("text: Ships pay twice in Ostrow.,", "text: Ships pay twice.,"));
        let (_, claim) = now.claims().next().unwrap();
        let on = Target::claim(&claim.id);
        let mut fold = Fold::default();
        for (number, action_number) in actions.iter().enumerate() {
            let (field, to) = said(*action_number);
            let seen = if action_number % 4 == 0 { &before } else { &now };
            let Some(action) = action(seen, Some(&fold), &[Setting::new(&on, field, to)]) else { continue };
            let id = ActionId::from_parts(number as u64 + 1, 7);
            fold.add(write_set(id, "2026-11-24T00:00:00Z", "ana", &action.changes, &action.seen));
            let found = outcome_of(&fold, &on, &Fingerprint::of_claim(claim)).map(|(outcome, _)| outcome);
            prop_assert_eq!(found, Outcome::of(standing(&fold, claim)));
        }
    }
}
