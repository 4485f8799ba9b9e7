//! Similar claims: a difference in a number alone is recognised, on invented pairs.

use std::collections::HashSet;

use nutgraf::corpus::similar::{Known, KnownClaims, Origin, Relation};

const PAIRS: &str = include_str!("similar/pairs.txt");

fn known(number: usize, text: &str) -> Known {
    Known {
        text: text.to_owned(),
        speakers: Vec::new(),
        entities: Vec::new(),
        origin: Origin::Article {
            id: format!("article-{number}"),
            claim: "p1.c1".to_owned(),
            file: format!("article-{number}.yaml"),
            title: "An article".to_owned(),
            published: None,
        },
        opinions: Vec::new(),
    }
}

/// Whether the claims of a pair differ only in a number, and the two claims.
fn pairs() -> Vec<(bool, &'static str, &'static str)> {
    let lines = PAIRS.lines().filter(|line| !line.starts_with("//"));
    let pair = |line: &'static str| {
        let (here, there) = line[2..].split_once(" | ").unwrap();
        (line.starts_with('='), here, there)
    };
    lines.map(pair).collect()
}

/// Over all pairs, 95 in 100 are recognised.
#[test]
fn a_difference_in_a_number_alone_is_recognised() {
    let mut wrong = Vec::new();
    let pairs = pairs();
    for (is_same, here, there) in &pairs {
        let known = KnownClaims::new(vec![known(0, there)]);
        let relation = known.similar(here, 1, &HashSet::new()).0.first().map(|found| found.relation.clone());
        if matches!(relation, Some(Relation::OtherFigure { .. })) != *is_same {
            wrong.push(format!("{here} | {there}: {relation:?}"));
        }
    }
    assert!(pairs.iter().filter(|(is_same, ..)| *is_same).count() >= 60);
    assert!(wrong.len() * 20 <= pairs.len(), "{} of {}\n{}", wrong.len(), pairs.len(), wrong.join("\n"));
}

/// Each claim is the best match for its partner.
#[test]
fn the_claim_with_another_number_comes_first_among_all() {
    let pairs: Vec<_> = pairs().into_iter().filter(|(is_same, ..)| *is_same).collect();
    let all = pairs.iter().enumerate().map(|(number, (_, _, there))| known(number, there)).collect();
    let all = KnownClaims::new(all);
    let missed: Vec<&str> = pairs
        .iter()
        .enumerate()
        .filter(|(number, (_, here, _))| all.ranked(here, 1) != [*number])
        .map(|(_, (_, here, _))| *here)
        .collect();
    assert!(missed.len() <= 2, "{missed:#?}");
}

#[test]
fn a_match_says_what_is_shared_and_leaves_out_the_claim_itself() {
    let claims = KnownClaims::new(vec![
        known(0, "Trade between Holm and Ostrow was worth 800 million crowns in 2018."),
        known(1, "Trade between Holm and Ostrow was worth 660 million crowns in 2018."),
    ]);
    let but = HashSet::from(["article-0/p1.c1".to_owned()]);
    let text = "Trade between Holm and Ostrow was worth 800 million crowns in 2018.";
    let found = claims.similar(text, 5, &but).0;
    assert_eq!(found.len(), 1);
    let other = Relation::OtherFigure { here: vec!["800 million".to_owned()], there: vec!["660 million".to_owned()] };
    assert_eq!(found[0].relation, other);
    assert_eq!(found[0].shared.figures, ["2018"]);
    assert_eq!(found[0].shared.names, ["holm", "ostrow"]);
    assert!(found[0].shared.words.contains(&"trade".to_owned()), "{:?}", found[0].shared);
}
