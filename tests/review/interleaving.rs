//! A reviewer and an editor who has the same file open, and saves what it read some time ago.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use nutgraf::domain::article::Article;
use nutgraf::domain::journal::ActionId;
use nutgraf::domain::review::news::{Intent, ReviewNews, ReviewRequest};
use nutgraf::domain::review::operation::{Operation, placed_item};
use nutgraf::domain::review::{Decision, Item, PlacedItem, Signature, decide};
use nutgraf::format::article::read;
use nutgraf::store::desk::{Desk, Job, Outcome};
use nutgraf::store::disk::OsDisk;
use nutgraf::store::notes::Source;
use proptest::prelude::*;

const CLAIMS: usize = 6;

fn article() -> String {
    let head = "nutgraf: 1\narticle: {id: harbour, title: Harbour, language: en, wording: verbatim}\nsections:\n- id: opening\n  paragraphs:\n";
    let paragraph = |number: usize| {
        format!(
            "  - id: p{number}\n    text: Ships pay {number} fees.\n    claims:\n    - id: c{number}\n      text: They pay \
             {number}.\n      quote: Ships pay {number} fees\n      kind: fact\n      certainty: stated\n      speaker: \
             author\n      draft: true\n"
        )
    };
    head.to_owned() + &(1..=CLAIMS).map(paragraph).collect::<Vec<_>>().concat()
}

struct Table {
    _folder: tempfile::TempDir,
    path: PathBuf,
    desk: Desk,
    /// What the reviewer sees.
    seen: Article,
    decided: Vec<Decision>,
    time: u64,
    /// What the editor has read, and how often it has changed that.
    buffer: String,
    edits: usize,
    saved: Vec<String>,
}

impl Table {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("harbour.yaml");
        fs::write(&path, article()).unwrap();
        let source = Source::File(path.clone(), "harbour".to_owned());
        let seen = read("harbour", article().as_bytes()).unwrap();
        let desk = Desk::new(source, Some("ana".to_owned()), Box::new(OsDisk));
        let (decided, saved) = (Vec::new(), Vec::new());
        Self { _folder: folder, path, desk, seen, decided, time: 1, buffer: article(), edits: 0, saved }
    }

    fn file(&self) -> Article {
        read("harbour", &fs::read(&self.path).unwrap()).unwrap()
    }

    fn ask(&mut self, request: ReviewRequest) {
        for outcome in self.desk.handle(Job::Review(request)) {
            match outcome {
                Outcome::Review(ReviewNews::Decided(decisions)) => self.decided.extend(decisions),
                Outcome::Review(ReviewNews::Article(article)) => self.seen = *article,
                Outcome::Review(ReviewNews::NotDecided(_, why)) => panic!("{why}"),
                _ => {}
            }
        }
    }

    fn decide(&mut self, claim: usize, choice: usize) {
        let id = format!("c{}", claim % CLAIMS + 1);
        let operation = match (choice, self.seen.claims().find(|(_, claim)| claim.id == id)) {
            (0, Some((_, claim))) if claim.draft => decide::confirm(&self.seen, &id),
            (1, _) => decide::drop_item(&self.seen, &id),
            (2, Some((_, claim))) => {
                let text = format!("{} So in edit {}.", claim.text, self.time);
                let edited = nutgraf::domain::claim::Claim { text, ..claim.clone() };
                decide::edit(&self.seen, &id, &Item::Claim(Box::new(edited)))
            }
            _ => None,
        };
        let Some(operation) = operation else { return };
        self.time += 1;
        let signature = Signature {
            id: ActionId::from_parts(self.time, 7),
            at: "2026-11-24T00:00:00Z".to_owned(),
            who: "ana".to_owned(),
        };
        self.ask(ReviewRequest::Decide(vec![Intent { signature, operation, undoes: None }]));
    }

    fn editor_types(&mut self) {
        self.edits += 1;
        self.buffer = self.buffer.replacen("sections:", &format!("# edit {}\nsections:", self.edits), 1);
    }

    fn editor_saves(&mut self) {
        fs::write(&self.path, &self.buffer).unwrap();
        self.saved = self.buffer.lines().filter(|line| line.starts_with("# edit")).map(str::to_owned).collect();
    }

    fn editor_reads(&mut self) {
        self.buffer = fs::read_to_string(&self.path).unwrap();
    }

    /// Every line that the editor saved last is there.
    fn has_the_editors_lines(&self) -> bool {
        let text = fs::read_to_string(&self.path).unwrap();
        self.saved.iter().all(|line| text.lines().any(|other| other == line))
    }
}

/// What the latest decision on each claim says of it; none where it is dropped.
fn latest(decided: &[Decision]) -> HashMap<String, Option<PlacedItem>> {
    decided.iter().map(|decision| (decision.item.clone(), decision.items_after().into_iter().next())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn no_line_of_the_editor_is_lost_and_every_lost_decision_is_offered_again(
        steps in prop::collection::vec((0_usize..7, 0_usize..CLAIMS), 1..30),
    ) {
        let mut table = Table::new();
        for (step, claim) in steps {
            match step {
                0..=2 => table.decide(claim, step),
                3 => table.editor_types(),
                4 => table.editor_saves(),
                5 => table.editor_reads(),
                // The reader notices what is in the file.
                _ => table.seen = table.file(),
            }
            prop_assert!(table.has_the_editors_lines());
        }
        let expected = latest(&table.decided);
        let review = nutgraf::store::review::read(&table.path).unwrap().review;
        let lost: Vec<String> =
            review.overwritten(&table.file()).into_iter().map(|(decision, _)| decision.item.clone()).collect();
        for (id, item) in &expected {
            let is_there = placed_item(&table.file(), id).map(|placed| placed.item) == item.as_ref().map(|placed| placed.item.clone());
            prop_assert!(is_there || lost.contains(id), "{} is lost and not offered: {:?}", id, review);
        }
        table.ask(ReviewRequest::WriteAgain);
        prop_assert!(table.has_the_editors_lines());
        let file = table.file();
        for (id, item) in &expected {
            prop_assert_eq!(placed_item(&file, id).map(|placed| placed.item), item.as_ref().map(|placed| placed.item.clone()));
        }
        prop_assert!(review.overwritten(&file).is_empty());
    }
}

#[test]
fn a_decision_that_only_the_journal_has_is_offered_again_after_a_kill() {
    // The program was killed between the journal and the file.
    let mut table = Table::new();
    table.decide(0, 0);
    fs::write(&table.path, article()).unwrap();
    let review = nutgraf::store::review::read(&table.path).unwrap().review;
    assert_eq!(review.overwritten(&table.file()).len(), 1);
    let (decision, operation) = review.overwritten(&table.file()).remove(0);
    assert_eq!((decision.item.as_str(), &operation), ("c1", &Operation::again(decision)));
}

#[test]
fn a_folder_that_cannot_be_written_refuses_and_changes_nothing() {
    let mut table = Table::new();
    let operation = decide::confirm(&table.seen, "c1").unwrap();
    let journal = table.path.with_file_name("harbour.review.jsonl");
    fs::create_dir(&journal).unwrap();
    let signature = Signature { id: ActionId::from_parts(1, 1), at: String::new(), who: "ana".to_owned() };
    let request = ReviewRequest::Decide(vec![Intent { signature, operation, undoes: None }]);
    let outcomes = table.desk.handle(Job::Review(request));
    assert!(
        matches!(&outcomes[..], [Outcome::Review(ReviewNews::NotDecided(ids, _))] if ids.len() == 1),
        "{outcomes:?}"
    );
    assert_eq!(fs::read_to_string(&table.path).unwrap(), article());
    assert_eq!(table.desk.unsaved(), 1);
    fs::remove_dir(&journal).unwrap();
    table.desk.handle(Job::Retry);
    assert_eq!(table.desk.unsaved(), 0);
    assert!(!table.file().claims().next().unwrap().1.draft);
}
