//! Reviews that are killed at any moment: every decision that was saved is in the file, or is offered again by the next run.
//!
//! `NUTGRAF_KILLS=1000` kills more often than the usual run of the tests does.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use nutgraf::codec::{article_yaml, review_jsonl};
use nutgraf::model::article::Article;
use nutgraf::model::review::operation::{placed_item, placed_items};
use nutgraf::model::review::{Item, Review};

use super::session::Session;

const USUAL: usize = 10;
/// Candidates of the article, two in a paragraph.
const CANDIDATES: usize = 160;

/// An article of many candidates, with comments that have to stay.
fn quays() -> String {
    let head = "# by hand\nnutgraf: 1\narticle: {id: quays, title: Harbour dues, language: en, wording: verbatim}\nsections:\n- id: opening\n  paragraphs:\n";
    let claim = |paragraph: usize, number: usize, word: &str| {
        format!(
            "    - id: p{paragraph}.c{number}\n      text: Quay {paragraph} is {word}. # as of today\n      quote: {word}\n      \
             kind: fact\n      certainty: stated\n      speaker: author\n      draft: true\n      by: nutgraf\n"
        )
    };
    let paragraphs = (1..=CANDIDATES / 2).map(|number| {
        let claims = claim(number, 1, "open") + &claim(number, 2, "deep");
        format!(
            "  # quay {number}\n  - id: p{number}\n    text: Quay {number} is open and deep.\n    claims:\n{claims}"
        )
    });
    head.to_owned() + &paragraphs.collect::<String>()
}

/// What a kill has left.
struct Left {
    article: Article,
    review: Review,
}

impl Left {
    fn of(session: &Session) -> Self {
        let text = session.article();
        let article = article_yaml::read("harbour.yaml", text.as_bytes())
            .unwrap_or_else(|report| panic!("{}\n{text}", report.first()));
        assert_eq!(text.matches("# quay ").count(), CANDIDATES / 2, "comments between the paragraphs stay");
        let read = review_jsonl::read(session.review_journal().as_bytes());
        assert!(read.bad.is_empty() && !read.torn, "lines are written whole: {:?}", read.bad);
        Self { article, review: read.review }
    }

    /// What every item is now by the decisions that count; none where it is dropped.
    fn decided(&self) -> HashMap<String, Option<Item>> {
        let first = article_yaml::read("quays", quays().as_bytes()).unwrap();
        let mut items: HashMap<String, Option<Item>> =
            placed_items(&first).into_iter().map(|placed| (placed.item.id().to_owned(), Some(placed.item))).collect();
        for decision in self.review.in_force() {
            items.extend(decision.items_before().into_iter().map(|placed| (placed.item.id().to_owned(), None)));
            items.extend(
                decision.items_after().into_iter().map(|placed| (placed.item.id().to_owned(), Some(placed.item))),
            );
        }
        items
    }

    /// How many decisions the next run offers to write again.
    fn missing(&self) -> usize {
        self.review.overwritten(&self.article).len()
    }

    /// Ids of the items that those decisions change.
    fn offered(&self) -> HashSet<String> {
        let operations = self.review.overwritten(&self.article).into_iter().map(|(_, operation)| operation);
        let items = operations.flat_map(|operation| [operation.before, operation.after].concat());
        items.map(|placed| placed.item.id().to_owned()).collect()
    }

    /// The file has every decision, or the next run offers it; and it has nothing that nobody has decided.
    fn has_lost_nothing(&self) {
        let offered = self.offered();
        for (id, item) in self.decided() {
            let there = placed_item(&self.article, &id).map(|placed| placed.item);
            assert!(there == item || offered.contains(&id), "{id} is {there:?}, decided was {item:?}");
        }
    }
}

/// Some time, up to that many milliseconds.
fn some_time(most: u64) -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Duration::from_micros(u64::from(now.subsec_nanos()) * 7919 % (most * 1000))
}

fn session() -> Session {
    Session::prepared(|folder| std::fs::write(folder.join("harbour.yaml"), quays()).unwrap(), &[])
}

#[test]
fn a_review_that_is_killed_at_any_moment_loses_no_decision() {
    let rounds = std::env::var("NUTGRAF_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(USUAL);
    let mut session = session();
    let mut cut_short = 0;
    for round in 0..rounds {
        let left = Left::of(&session);
        let missing = left.missing();
        session.waits_for("writing as ana").types("D").waits_for("Review of claims");
        if missing > 0 {
            let (is, them) = if missing == 1 { (" is", "it") } else { ("s are", "them") };
            session.waits_for(&format!("{missing} decision{is} missing from the file. r restores {them}"));
            session.types("r").waits_without("missing from the file").waits_until_saved();
            assert_eq!(Left::of(&session).missing(), 0);
        }
        // One decision that the program calls saved, then more than it can write before it is killed.
        session.reads_it().types("x").waits_for("dropped. u restores it").waits_without("saving").waits_until_saved();
        let promised = Left::of(&session).review.all().len();
        session.reads_it().types(["xu\x12u\x12u", "au\x12u\x12", "\ru\x12uu\x12", "ux\x12uu"][round % 4]);
        std::thread::sleep(some_time(120));
        session.killed();
        let left = Left::of(&session);
        left.has_lost_nothing();
        let written = left.review.all().len();
        assert!(written >= promised, "round {round}: {promised} decisions were saved, {written} are in the journal");
        cut_short += usize::from(written < promised + 5);
        session = if left.article.claims().filter(|(_, claim)| claim.draft).count() < 20 {
            self::session()
        } else {
            session.again()
        };
    }
    assert!(cut_short > 0, "the kill always came too late: nothing was tested");
    session
        .waits_for("writing as ana")
        .types("D")
        .waits_for("Review of claims")
        .reads_it()
        .types("xq")
        .waits_until_saved()
        .types("q");
    assert_eq!(session.ended(), 0);
    let unfinished = session.files().into_iter().filter(|name| name.contains("unfinished")).count();
    assert_eq!(unfinished, 0, "the next run tidies up");
}
