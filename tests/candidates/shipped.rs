//! The rules propose what a person annotated by hand in the shipped article, given its paragraphs as plain text.

use std::collections::HashSet;

use nutgraf::candidates::{Proposal, Source, propose};
use nutgraf::model::article::Article;
use nutgraf::model::article::claim::{Certainty, Claim};

fn article() -> Article {
    serde_json::from_str(include_str!("../../assets/articles/stronger-pakistan-russia-ties.json")).unwrap()
}

fn proposal(article: &Article) -> Proposal {
    propose(&Source { known: Vec::new(), ..Source::of_article(article, &[]) })
}

/// The content words of a claim, in lower case, with one name for each state.
fn content_words(text: &str) -> HashSet<String> {
    const SMALL: [&str; 34] = [
        "the", "a", "an", "of", "and", "in", "on", "to", "is", "are", "was", "were", "has", "have", "had", "been",
        "be", "its", "their", "that", "with", "for", "by", "from", "it", "they", "these", "this", "also", "as", "at",
        "there", "more", "s",
    ];
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    let states = [
        ("islamabad", "pakistan"),
        ("pakistanis", "pakistan"),
        ("moscow", "russia"),
        ("russians", "russia"),
        ("washington", "states"),
        ("new", "india"),
        ("delhi", "india"),
    ];
    let one_name =
        |word: String| states.iter().find(|(other, _)| *other == word).map_or(word, |(_, name)| (*name).to_owned());
    words
        .map(one_name)
        .filter(|word| !SMALL.contains(&word.as_str()))
        .map(|word| word.chars().take(6).collect())
        .collect()
}

/// Whether a candidate in the claim's paragraph is about the same: it has most of the claim's words.
fn is_proposed(claim: &Claim, paragraph: usize, proposal: &Proposal) -> bool {
    let wanted: HashSet<String> = content_words(&format!("{} {}", claim.text, claim.quote));
    let quoted = content_words(&claim.quote);
    proposal.claims.iter().filter(|candidate| candidate.paragraph == paragraph).any(|candidate| {
        let said = content_words(&format!("{} {}", candidate.text, candidate.quote));
        let shared = quoted.iter().filter(|word| said.contains(*word)).count();
        let all = wanted.iter().filter(|word| said.contains(*word)).count();
        shared * 10 >= quoted.len() * 7 && all * 2 >= wanted.len()
    })
}

#[test]
fn nine_of_ten_claims_made_by_hand_are_proposed() {
    let article = article();
    let proposal = proposal(&article);
    let (mut found, mut missed) = (0, Vec::new());
    for (index, paragraph) in article.paragraphs().enumerate() {
        for claim in &paragraph.claims {
            if is_proposed(claim, index, &proposal) { found += 1 } else { missed.push(claim.text.clone()) }
        }
    }
    assert!(found * 10 >= (found + missed.len()) * 9, "{found} found, missed: {missed:#?}");
    assert!(proposal.claims.len() < (found + missed.len()) * 3 / 2, "too many: {}", proposal.claims.len());
}

#[test]
fn the_entities_made_by_hand_are_proposed() {
    let article = article();
    let proposal = proposal(&article);
    let names: HashSet<&str> = proposal.entities.iter().flat_map(|candidate| candidate.entity.names()).collect();
    let missed: Vec<&str> = article
        .entities
        .iter()
        .filter(|entity| !entity.names().any(|name| names.contains(name)))
        .map(|entity| entity.name.as_str())
        .collect();
    assert!(missed.len() <= 2, "{missed:?}");
}

#[test]
fn figures_dates_speakers_and_hedges_are_read() {
    let article = article();
    let proposal = proposal(&article);
    let values: HashSet<&str> =
        proposal.claims.iter().flat_map(|claim| &claim.figures).filter_map(|figure| figure.value.as_deref()).collect();
    assert!(values.contains("800000000") && values.contains("10000000000"), "{values:?}");
    let dates: String = proposal.claims.iter().filter_map(|claim| claim.when.as_deref()).collect::<Vec<_>>().join(" ");
    for year in ["1990", "2010", "2014", "2016", "2018"] {
        assert!(dates.contains(year), "{year} in {dates}");
    }
    let hedged = |word: &str, certainty| {
        proposal.claims.iter().any(|claim| claim.hedge.as_deref() == Some(word) && claim.certainty == certainty)
    };
    assert!(hedged("could", Certainty::Possible) && hedged("seems", Certainty::Probable));
    let said = proposal
        .claims
        .iter()
        .map(|claim| proposal.claim(claim, String::new()))
        .find(|claim| claim.cue.is_some())
        .unwrap();
    assert_eq!((said.speaker.as_slice(), said.cue.as_deref()), (&["pakistan".to_owned()][..], Some("Islamabad says")));
}

#[test]
fn text_too_long_to_be_prose_is_skipped_quickly() {
    let brackets = "[".repeat(100_000);
    let source =
        Source { language: "en", paragraphs: vec![brackets.as_str(), "Kenya closed the port."], ..Source::default() };
    let proposal = propose(&source);
    assert_eq!(proposal.claims.iter().map(|claim| claim.paragraph).collect::<Vec<_>>(), [1]);
    assert_eq!(proposal.entities.len(), 1);
    let english = nutgraf::candidates::language::Language::english();
    assert_eq!(nutgraf::candidates::lines::attribution_lines(&brackets, english), "");
}
