//! Properties of anchors, with random edits of random articles: no annotation is ever exact at words other than its
//! own, and none is missing from an export and its loss report.
//!
//! `PROPTEST_CASES=10000 cargo test --release --test anchoring` runs enough cases.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "anchoring/annotations.rs"]
mod annotations;
#[path = "anchoring/exports.rs"]
mod exports;
#[path = "anchoring/world.rs"]
mod world;

use nutgraf::model::annotation::added_claim::{own_claims, put_among};
use nutgraf::model::annotation::orphan::orphans;
use nutgraf::model::article::subject::Subject;
use nutgraf::model::journal::Target;
use nutgraf::model::journal::anchor::{AnchorStatus, Locator, status};
use nutgraf::model::journal::fold::Fold;
use proptest::prelude::*;

use annotations::{Annotator, Made, SaidOf};
use world::{Edit, Text, Words};

fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(96), ..ProptestConfig::default() }
}

/// An article, its annotations, and the changes to the article.
#[derive(Debug, Clone)]
struct Story {
    text: Text,
    said: Vec<[u8; 4]>,
    edits: Vec<Edit>,
}

fn stories() -> impl Strategy<Value = Story> {
    let acts = proptest::collection::vec(any::<[u8; 4]>(), 1..12);
    let edits = proptest::collection::vec(any::<[u8; 4]>().prop_map(Edit), 0..8);
    (Text::strategy(), acts, edits).prop_map(|(text, said, edits)| Story { text, said, edits })
}

/// The article before and after, and the annotator who knew the earlier one.
fn play(story: &Story) -> (Text, Annotator) {
    let mut annotator = Annotator::new(story.text.article());
    for act in &story.said {
        annotator.say(&story.text, *act);
    }
    let mut after = story.text.clone();
    for edit in &story.edits {
        after.edit(*edit);
    }
    (after, annotator)
}

/// Whether an annotation of `then` may be exact at `now`.
fn may_be_exact(then: &Words, now: &Words) -> bool {
    let same_words = then.origin == now.origin && then.span == now.span;
    let same_text = then.quote == now.quote && then.sentence == now.sentence;
    same_text && (same_words || (then.before == now.before && then.after == now.after))
}

/// Annotations that are exact but must not be.
fn wrongly_exact(after: &Text, annotator: &Annotator) -> Vec<String> {
    let article = after.article();
    let fold = annotator.fold();
    let own = own_claims(&article, fold);
    let mut whole = article.clone();
    put_among(&mut whole, &own);
    let mut wrong = Vec::new();
    for made in &annotator.made {
        let Some(winner) = fold.winner(&made.on, &made.field) else { continue };
        let subject = Subject::find(&whole, &made.on);
        let found = match (&made.of, subject) {
            (SaidOf::Own(_), _) => own.iter().find(|own| own.claim.id == made.on.id()).map(|own| own.status),
            (_, Some(subject)) => Some(status(subject, &winner)),
            (_, None) => None,
        };
        if found != Some(AnchorStatus::Exact) {
            continue;
        }
        let fine = match &made.of {
            SaidOf::Words(then) => after.claim(made.on.id()).is_some_and(|now| may_be_exact(then, &now)),
            SaidOf::Own(then) => {
                let own = own.iter().find(|own| own.claim.id == made.on.id()).unwrap();
                let now = own.paragraph.as_ref().and_then(|id| after.own_claim(id, &own.claim));
                now.is_some_and(|now| may_be_exact(then, &now))
            }
            SaidOf::Whole(then) => after.whole(&made.on).as_ref() == Some(then),
            SaidOf::Nothing => true,
        };
        if !fine {
            wrong.push(format!("{} {} is called exact: it was made on {:?}", made.on, made.field, made.of));
        }
    }
    wrong
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nothing_is_exact_at_words_other_than_those_it_was_made_on(story in stories()) {
        let (after, annotator) = play(&story);
        prop_assert_eq!(wrongly_exact(&after, &annotator), Vec::<String>::new(), "{}", after.plain());
    }

    #[test]
    fn an_article_that_has_not_changed_leaves_everything_exact(story in stories()) {
        let (_, annotator) = play(&Story { edits: Vec::new(), ..story.clone() });
        let article = story.text.article();
        let fold = annotator.fold();
        for own in own_claims(&article, fold) {
            prop_assert_eq!(own.status, AnchorStatus::Exact, "{:?}", own);
        }
        prop_assert_eq!(orphans(&Locator::new(&article), fold).len(), 0);
        for made in annotator.made.iter().filter(|made| !matches!(made.of, SaidOf::Own(_) | SaidOf::Nothing)) {
            let subject = Subject::find(&article, &made.on).unwrap();
            prop_assert_eq!(status(subject, &fold.winner(&made.on, &made.field).unwrap()), AnchorStatus::Exact, "{}", made.on);
        }
    }

    #[test]
    fn an_own_claim_follows_its_paragraph_wherever_that_goes(story in stories(), to: u8, renumber: bool) {
        let (_, annotator) = play(&Story { edits: Vec::new(), ..story.clone() });
        let mut after = story.text.clone();
        after.edit(Edit([world::MOVE_PARAGRAPH, to, to, to]));
        if renumber {
            after.edit(Edit([world::RENUMBER, 0, 0, 0]));
        }
        let twins = after.twins();
        for own in own_claims(&after.article(), annotator.fold()) {
            let quoted = twins.iter().any(|text| text.contains(&own.claim.quote));
            prop_assert!(own.status == AnchorStatus::Exact || quoted, "{:?}\n{}", own, after.plain());
        }
    }

    #[test]
    fn every_export_contains_each_annotation_or_reports_its_loss(story in stories()) {
        let (after, annotator) = play(&story);
        prop_assert_eq!(exports::missing(&after.article(), &annotator), Vec::<String>::new(), "{}", after.plain());
    }
}

/// Every annotation of one target under one name.
fn made<'a>(annotator: &'a Annotator, field: &str) -> &'a Made {
    annotator.made.iter().find(|made| made.field.starts_with(field)).unwrap()
}

#[test]
fn the_stories_come_to_every_status() {
    use AnchorStatus::{Changed, ContextChanged, Exact, Moved, Orphaned, SentenceChanged};
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..400 {
        let story = stories().new_tree(&mut runner).unwrap().current();
        let (after, annotator) = play(&story);
        let article = after.article();
        let fold: &Fold = annotator.fold();
        let own = own_claims(&article, fold);
        for own in &own {
            *seen.entry(("own", own.status)).or_insert(0) += 1;
        }
        for made in annotator.made.iter().filter(|made| matches!(made.of, SaidOf::Words(_) | SaidOf::Whole(_))) {
            let (Some(subject), Some(winner)) = (Subject::find(&article, &made.on), fold.winner(&made.on, &made.field))
            else {
                continue;
            };
            *seen.entry(("article", status(subject, &winner))).or_insert(0) += 1;
        }
        for orphan in orphans(&Locator::new(&article), fold).iter().filter(|orphan| orphan.on.sort() != "claim") {
            *seen.entry(("article", orphan.status)).or_insert(0) += 1;
        }
    }
    for status in [Exact, ContextChanged, SentenceChanged, Moved, Orphaned] {
        assert!(seen.contains_key(&("own", status)), "own claims are never {status:?}: {seen:?}");
    }
    for status in [Exact, ContextChanged, SentenceChanged, Changed, Moved, Orphaned] {
        assert!(seen.contains_key(&("article", status)), "nothing is ever {status:?}: {seen:?}");
    }
}

#[test]
fn the_oracle_distinguishes_a_lookalike_from_the_intended_words() {
    let text = Text::of(&[
        "Waiting fell by twelve percent there. It doubled.",
        "Rents rose by twelve percent there. It doubled.",
    ]);
    let mut annotator = Annotator::new(text.article());
    annotator.own(&text, 0, 0, (3, 4));
    let SaidOf::Own(then) = &made(&annotator, "anchor").of else { panic!() };
    let [here, there] = [0, 1].map(|paragraph| text.words(paragraph, 0, (3, 4)));
    assert!(may_be_exact(then, &here) && !may_be_exact(then, &there));
    assert_eq!(
        Target::claim(&own_claims(&text.article(), annotator.fold())[0].claim.id),
        made(&annotator, "anchor").on
    );
}

/// This version reads the notes that every earlier version left on an article.
#[test]
fn journals_of_every_version_are_read() {
    let yaml = include_str!("exports/places/ferry.yaml");
    let article = nutgraf::codec::article_yaml::read("ferry.yaml", yaml.as_bytes()).unwrap();
    let read = |text: &str| Fold::from_lines(nutgraf::codec::journal_jsonl::read(text.as_bytes()).lines);
    let five_keys = read(include_str!("fixtures/notes-v1-ferry-five-keys.jsonl"));
    let sentences = read(include_str!("fixtures/notes-v1-ferry-sentences.jsonl"));
    let status_of = |fold: &Fold, on: &str, field: &str| {
        let on = Target(on.to_owned());
        status(Subject::find(&article, &on).unwrap(), &fold.winner(&on, field).unwrap())
    };
    for fold in [&five_keys, &sentences] {
        assert_eq!(status_of(fold, "claim:p1.c1", "verdict"), AnchorStatus::Exact);
        assert_eq!(status_of(fold, "claim:p2.c2", "verdict"), AnchorStatus::Changed);
        assert_eq!(status_of(fold, "paragraph:p2", "tag:wording"), AnchorStatus::Exact);
        let own: Vec<AnchorStatus> = own_claims(&article, fold).iter().map(|own| own.status).collect();
        assert_eq!(own, [AnchorStatus::Exact]);
        let orphans = orphans(&Locator::new(&article), fold);
        assert_eq!(orphans.iter().map(|orphan| orphan.on.0.as_str()).collect::<Vec<_>>(), ["claim:p9.c1"]);
        assert_eq!(orphans[0].seen.as_ref().unwrap().quote, "the cars");
    }
    let kept = |fold: &Fold, on: &str, field: &str| {
        let winner = fold.winner(&Target(on.to_owned()), field).unwrap();
        winner.line.seen(winner.change.of.as_ref().unwrap()).unwrap()
    };
    assert_eq!(kept(&five_keys, "claim:p1.c1", "verdict").sentence, None);
    let sentence = kept(&sentences, "claim:p1.c1", "verdict").sentence;
    assert_eq!(sentence.as_deref(), Some("Norvik's night ferry carried 41,200 passengers in 2024."));
    assert_eq!(status_of(&sentences, "claim:p2.c1", "why"), AnchorStatus::SentenceChanged);
    let section = sentences.field_names(&Target("section:money".into())).next().unwrap();
    assert_eq!(kept(&sentences, "section:money", section).heading.as_deref(), Some("Who pays"));
    assert_eq!(status_of(&sentences, "section:money", section), AnchorStatus::Changed);
}
