//! A reviewer, and an editor with the same file open who saves an older state of it.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use nutgraf::codec::article_yaml::read;
use nutgraf::model::article::Article;
use nutgraf::model::article::claim::Claim;
use nutgraf::model::journal::ActionId;
use nutgraf::model::review::operation::{Operation, placed_item};
use nutgraf::model::review::{Decision, Item, Review, Signature, decide};
use nutgraf::session::article_edit::{Intent, ReviewNews, ReviewRequest};
use nutgraf::storage::files::disk::OsDisk;
use nutgraf::storage::journal::notes_files::Source;
use nutgraf::storage::journal::outcome::Outcome;
use nutgraf::storage::journal::service::{Desk, Job};
use proptest::prelude::*;

const CLAIMS: usize = 6;

fn article() -> String {
    let head = "nutgraf: 1\narticle: {id: harbour, title: Harbour, language: en, wording: verbatim}\nsections:\n- id: opening\n  paragraphs:\n";
    let claim = |number: usize| {
        format!(
            "    - id: c{number}\n      text: They pay {number}.\n      quote: Ships pay {number} fees\n      kind: fact\n      \
             certainty: stated\n      speaker: author\n      draft: true\n"
        )
    };
    let paragraph = |number: usize| {
        let (first, second) = (2 * number - 1, 2 * number);
        let claims = claim(first) + &claim(second);
        format!("  - id: p{number}\n    text: Ships pay {first} fees. Ships pay {second} fees.\n    claims:\n{claims}")
    };
    head.to_owned() + &(1..=CLAIMS / 2).map(paragraph).collect::<Vec<_>>().concat()
}

struct Table {
    _folder: tempfile::TempDir,
    path: PathBuf,
    desk: Desk,
    /// The reviewer's state.
    seen: Article,
    decided: Vec<Decision>,
    time: u64,
    /// The content that the editor has read, and how often it was changed since.
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

    fn decide(&mut self, claim: usize, choice: Choice) {
        let id = format!("c{}", claim + 1);
        let Some((paragraph, claim)) = self.seen.claims().find(|(_, claim)| claim.id == id) else { return };
        let operation = match choice {
            Choice::Confirm if claim.draft => decide::confirm(&self.seen, &id),
            Choice::Confirm => None,
            Choice::Drop => decide::drop_item(&self.seen, &id),
            Choice::Edit => {
                let text = format!("{} So in edit {}.", claim.text, self.time);
                decide::edit(&self.seen, &id, &Item::Claim(Box::new(Claim { text, ..claim.clone() })))
            }
            Choice::Split => {
                let second = Claim { id: decide::claim_id(&self.seen, &paragraph.id, &[]), ..claim.clone() };
                decide::split(&self.seen, &id, claim, &second)
            }
            Choice::Merge => {
                let other = paragraph.claims.iter().find(|other| other.id != id);
                other.and_then(|other| {
                    let merged = decide::joined(paragraph, claim, other)?;
                    decide::merge(&self.seen, &id, &other.id, &Item::Claim(Box::new(merged)))
                })
            }
        };
        if let Some(operation) = operation {
            self.make(operation, None);
        }
    }

    fn make(&mut self, operation: Operation, undoes: Option<ActionId>) {
        self.time += 1;
        let signature = Signature {
            id: ActionId::from_parts(self.time, 7),
            at: "2026-11-24T00:00:00Z".to_owned(),
            who: "ana".to_owned(),
        };
        self.ask(ReviewRequest::Decide(vec![Intent { signature, operation, undoes }]));
    }

    /// Takes the latest decision back, as far as the reviewer sees that this can be done.
    fn undo(&mut self) {
        let review = Review::new(self.decided.clone());
        let Some(decision) = review.undo("ana") else { return };
        let back = Operation::back(decision);
        if back.apply(&self.seen).is_ok() {
            self.make(back, Some(decision.id));
        }
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

    /// Every line of the editor's latest save is there.
    fn has_the_editors_lines(&self) -> bool {
        let text = fs::read_to_string(&self.path).unwrap();
        self.saved.iter().all(|line| text.lines().any(|other| other == line))
    }
}

/// The claims as the decisions leave them; `None` for those that are gone.
fn latest(decided: &[Decision]) -> HashMap<String, Option<Item>> {
    let mut items = HashMap::new();
    for decision in Review::new(decided.to_vec()).in_force() {
        items.extend(decision.items_before().into_iter().map(|placed| (placed.item.id().to_owned(), None)));
        items.extend(decision.items_after().into_iter().map(|placed| (placed.item.id().to_owned(), Some(placed.item))));
    }
    items
}

#[derive(Debug, Clone, Copy)]
enum Choice {
    Confirm,
    Drop,
    Edit,
    Split,
    Merge,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Decides(usize, Choice),
    Undoes,
    EditorTypes,
    EditorSaves,
    EditorReads,
    /// The reader notices the content of the file.
    Notices,
}

fn step() -> impl Strategy<Value = Step> {
    use Choice::{Confirm, Drop, Edit, Merge, Split};
    prop_oneof![
        4 => (0..CLAIMS, prop::sample::select(&[Confirm, Drop, Edit, Split, Merge])).prop_map(|(claim, choice)| Step::Decides(claim, choice)),
        1 => Just(Step::Undoes),
        1 => Just(Step::EditorTypes),
        1 => Just(Step::EditorSaves),
        1 => Just(Step::EditorReads),
        1 => Just(Step::Notices),
    ]
}

proptest! {
    #![proptest_config(super::cases(20))]

    #[test]
    fn no_line_of_the_editor_is_lost_and_every_lost_decision_is_offered_again(
        steps in prop::collection::vec(step(), 1..30),
    ) {
        let mut table = Table::new();
        for step in steps {
            match step {
                Step::Decides(claim, choice) => table.decide(claim, choice),
                Step::Undoes => table.undo(),
                Step::EditorTypes => table.editor_types(),
                Step::EditorSaves => table.editor_saves(),
                Step::EditorReads => table.editor_reads(),
                Step::Notices => table.seen = table.file(),
            }
            prop_assert!(table.has_the_editors_lines());
        }
        let review = nutgraf::storage::review::read(&table.path).unwrap().review;
        let mut restored = table.file();
        for (_, operation) in review.overwritten(&table.file()) {
            restored = operation.apply(&restored).unwrap();
        }
        table.ask(ReviewRequest::WriteAgain);
        prop_assert!(table.has_the_editors_lines());
        prop_assert_eq!(&table.file(), &restored);
        for (id, item) in &latest(&table.decided) {
            let is = placed_item(&restored, id).map(|placed| placed.item);
            prop_assert_eq!(&is, item, "{} is lost and not offered: {:?}", id, review);
        }
        prop_assert!(review.overwritten(&restored).is_empty());
    }
}

#[test]
fn a_decision_that_only_the_journal_has_is_offered_again_after_a_kill() {
    // The program was killed after writing the journal and before writing the file.
    let mut table = Table::new();
    table.decide(0, Choice::Confirm);
    fs::write(&table.path, article()).unwrap();
    let review = nutgraf::storage::review::read(&table.path).unwrap().review;
    assert_eq!(review.overwritten(&table.file()).len(), 1);
    let (decision, operation) = review.overwritten(&table.file()).remove(0);
    assert_eq!((decision.item.as_str(), &operation), ("c1", &Operation::again(decision)));
}

#[test]
fn two_merges_that_an_editor_overwrote_leave_no_claim_twice() {
    let mut table = Table::new();
    table.decide(0, Choice::Split);
    table.decide(0, Choice::Merge);
    table.decide(0, Choice::Merge);
    let merged = table.file();
    assert_eq!(merged.claims().count(), CLAIMS - 1);
    fs::write(&table.path, article()).unwrap();
    table.ask(ReviewRequest::WriteAgain);
    assert_eq!(table.file(), merged);
}

#[test]
fn an_undoing_that_an_editor_overwrote_is_offered_again() {
    let mut table = Table::new();
    table.decide(0, Choice::Drop);
    table.editor_reads();
    table.undo();
    table.editor_saves();
    assert_eq!(table.file().claims().count(), CLAIMS - 1);
    table.ask(ReviewRequest::WriteAgain);
    assert_eq!(table.file(), read("harbour", article().as_bytes()).unwrap());
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
