//! Properties of any two versions.

use nutgraf::codec::article_yaml::read;
use nutgraf::corpus::versions::{Class, RunKind, Versions};
use nutgraf::import::sentences::sentences;
use nutgraf::model::article::Article;
use proptest::prelude::*;
use serde_json::{Value, json};

fn article(paragraphs: &[String]) -> Article {
    let paragraphs: Vec<Value> =
        (1..).zip(paragraphs).map(|(number, text)| json!({"id": format!("p{number}"), "text": text})).collect();
    let article = json!({
        "nutgraf": 1,
        "article": {"id": "story", "title": "Story", "outlet": "The Mooring", "language": "en", "wording": "verbatim"},
        "sections": [{"id": "opening", "paragraphs": paragraphs}],
    });
    read("made", article.to_string().as_bytes()).unwrap()
}

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec!["boats", "pay", "40", "may", "Holm", "said", "dues", "rise", "“so”", "not"]);
    let sentence = prop::collection::vec(word, 1..8).prop_map(|words| format!("The {}.", words.join(" ")));
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(paragraph, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The words marked as added or same are those of the later version, in order: none is lost or invented.
    #[test]
    fn every_change_spells_both_versions(old in paragraphs(), new in paragraphs()) {
        let (old, new) = (article(&old), article(&new));
        let comparison = Versions::new(&old, &new, sentences).comparison();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        for change in &comparison.changes {
            let of = |not: RunKind| bare(&change.words.iter().filter(|run| run.kind != not).map(|run| run.text.as_str()).collect::<String>());
            let (before, after) = (of(RunKind::Added), of(RunKind::Removed));
            let texts = |article: &Article| article.paragraphs().map(|paragraph| bare(&paragraph.text)).collect::<Vec<_>>();
            prop_assert!(before.is_empty() || texts(&old).iter().any(|text| text.contains(&before)));
            prop_assert!(after.is_empty() || texts(&new).iter().any(|text| text.contains(&after)));
            prop_assert!(!change.classes.is_empty());
        }
    }

    #[test]
    fn a_version_compared_with_itself_has_not_changed(text in paragraphs()) {
        let one = article(&text);
        let comparison = Versions::new(&one, &one, sentences).comparison();
        prop_assert!(comparison.changes.is_empty() && comparison.claims.is_empty() && !comparison.silent);
    }

    /// Reordered text is reported as moved, never as removed and added.
    #[test]
    fn paragraphs_in_another_order_are_moved(text in paragraphs(), by in 1..5_usize) {
        let mut turned = text.clone();
        turned.rotate_left(by % text.len());
        let (old, new) = (article(&text), article(&turned));
        let comparison = Versions::new(&old, &new, sentences).comparison();
        prop_assert!(comparison.changes.iter().all(|change| change.classes == [Class::Moved]), "{comparison:?}");
    }
}

/// One endless line, and two versions of many megabytes, are compared in reasonable time.
#[test]
fn very_long_versions_finish_in_time() {
    let line = |step: usize| (0..60_000).map(|at| format!("w{}", at * step % 997)).collect::<Vec<_>>().join(" ");
    let (old, new) = (article(&[line(3)]), article(&[line(5)]));
    assert!(!Versions::new(&old, &new, sentences).comparison().changes.is_empty());
}
