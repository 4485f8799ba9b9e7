//! The journal on a real disk: links, pipes, folders, torn and replaced files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::codec::{article_yaml, journal_jsonl};
use nutgraf::model::annotation::judgement::{Opinion, Verdict};
use nutgraf::model::annotation::{Notes, judge};
use nutgraf::model::journal::{Line, next_id};
use nutgraf::storage::files::disk::OsDisk;
use nutgraf::storage::journal::notes_files::{Source, read_all};
use nutgraf::storage::journal::outcome::Outcome;
use nutgraf::storage::journal::service::{Desk, Job};
use tempfile::TempDir;

/// A folder with an article, and the writer's service for one annotator of it.
struct Folder {
    root: TempDir,
    desk: Desk,
    time: u64,
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("harbour.yaml"), include_str!("journeys/harbour.yaml")).unwrap();
        let desk = Desk::new(source(folder.path()), Some("ana".to_owned()), Box::new(OsDisk));
        Self { root: folder, desk, time: 1000 }
    }

    fn journal(&self) -> PathBuf {
        self.root.path().join("harbour.ana.notes.jsonl")
    }

    fn line(&mut self) -> Line {
        self.time += 1;
        let text = include_str!("journeys/harbour.yaml");
        let article = article_yaml::read("harbour.yaml", text.as_bytes()).unwrap();
        let (_, claim) = article.claims().next().unwrap();
        let changes = judge(&Notes::default(), "ana", claim, &Opinion::of(Some(Verdict::Supported))).unwrap();
        let id = next_id(self.time, None, u128::from(self.time));
        journal_jsonl::write_set(id, "2026-11-24T00:00:00Z", "ana", &changes, &BTreeMap::new())
    }

    fn append(&mut self) -> Vec<Outcome> {
        let line = self.line();
        self.desk.handle(Job::Append(line))
    }

    fn saves(&mut self) {
        let outcomes = self.append();
        assert!(outcomes.iter().any(|outcome| matches!(outcome, Outcome::Saved(_))), "{outcomes:?}");
    }

    /// The reason given for not saving.
    fn refuses(&mut self) -> String {
        let outcomes = self.append();
        let why = outcomes.iter().find_map(|outcome| match outcome {
            Outcome::NotSaved(_, why) => Some(why.clone()),
            _ => None,
        });
        why.unwrap_or_else(|| panic!("{outcomes:?}"))
    }

    fn lines(&self) -> usize {
        read_all(&source(self.root.path())).lines.len()
    }

    fn troubles(&self) -> String {
        read_all(&source(self.root.path())).troubles.join("\n")
    }
}

fn source(folder: &Path) -> Source {
    let id = folder.file_name().unwrap().to_string_lossy().into_owned();
    Source::File(folder.join("harbour.yaml"), id)
}

#[test]
fn a_link_to_a_journal_is_followed_and_stays_a_link() {
    let mut folder = Folder::new();
    folder.saves();
    let elsewhere = folder.root.path().join("elsewhere");
    fs::rename(folder.journal(), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, folder.journal()).unwrap();
    folder.saves();
    assert!(fs::symlink_metadata(folder.journal()).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(elsewhere).unwrap().matches("supported").count(), 2);
    assert_eq!(folder.lines(), 2);
}

#[test]
fn a_link_to_a_new_notes_file_begins_a_journal_there() {
    let mut folder = Folder::new();
    let elsewhere = folder.root.path().join("mine.notes.jsonl");
    fs::write(&elsewhere, "").unwrap();
    std::os::unix::fs::symlink("mine.notes.jsonl", folder.journal()).unwrap();
    folder.saves();
    assert!(fs::read_to_string(elsewhere).unwrap().contains("supported"));
}

/// Puts a link in place of the journal, which must be refused without touching its target.
fn refuses_link_to(target: &str, content: Option<&str>) -> String {
    let mut folder = Folder::new();
    let path = folder.root.path().join(target);
    if let Some(content) = content {
        fs::write(&path, content).unwrap();
    }
    std::os::unix::fs::symlink(target, folder.journal()).unwrap();
    let why = folder.refuses();
    assert_eq!(fs::read_to_string(&path).ok().as_deref(), content, "{why}");
    assert!(
        why.contains("harbour.ana.notes.jsonl") && why.contains(target) && why.contains("remove the link"),
        "{why}"
    );
    let (troubles, words) = (folder.troubles(), content.map(str::trim));
    assert!(words == Some("") || troubles.contains("harbour.ana.notes.jsonl"), "{troubles}");
    assert!(words.is_none_or(|words| words.is_empty() || !troubles.contains(words)), "{troubles}");
    why
}

#[test]
fn a_link_to_what_is_no_journal_is_refused_and_named() {
    assert!(refuses_link_to(".bashrc", Some("alias ll=ls\n")).contains("which is not a notes file"));
    assert!(refuses_link_to("settings.json", Some("{\"v\":1}\n")).contains("which is not a notes file"));
    assert!(refuses_link_to(".bash_aliases", Some("")).contains("which is empty"));
    assert!(refuses_link_to("authorized_keys", Some("\n\n")).contains("which is empty"));
}

#[test]
fn a_link_to_nothing_is_refused_and_makes_no_file() {
    let why = refuses_link_to(".profile", None);
    assert!(why.contains("which does not exist"), "{why}");
    let why = refuses_link_to("new.notes.jsonl", None);
    assert!(why.contains("which does not exist"), "{why}");
}

#[test]
fn a_chain_of_links_is_followed_to_its_end() {
    let mut folder = Folder::new();
    let root = folder.root.path().to_owned();
    fs::write(root.join(".bashrc"), "alias ll=ls\n").unwrap();
    std::os::unix::fs::symlink(".bashrc", root.join("middle.notes.jsonl")).unwrap();
    std::os::unix::fs::symlink("middle.notes.jsonl", folder.journal()).unwrap();
    let why = folder.refuses();
    assert!(why.contains("which is not a notes file"), "{why}");
    fs::write(root.join(".bashrc"), "").unwrap();
    let why = folder.refuses();
    assert!(why.contains("which is empty"), "{why}");
    assert_eq!(fs::read_to_string(root.join(".bashrc")).unwrap(), "");
}

#[test]
fn a_file_that_is_no_journal_is_not_appended_to() {
    let mut folder = Folder::new();
    fs::write(folder.journal(), "a shopping list\n").unwrap();
    let why = folder.refuses();
    assert!(why.contains("it is not a notes file") && why.contains("repair it or move it away"), "{why}");
    assert_eq!(fs::read_to_string(folder.journal()).unwrap(), "a shopping list\n");
    let home = folder.root.path().join(".bashrc");
    fs::write(&home, "alias ll=ls\n").unwrap();
    fs::remove_file(folder.journal()).unwrap();
    fs::hard_link(&home, folder.journal()).unwrap();
    assert!(folder.refuses().contains("it is not a notes file"));
    assert_eq!(fs::read_to_string(home).unwrap(), "alias ll=ls\n");
    fs::remove_file(folder.journal()).unwrap();
    assert!(!matches!(folder.desk.handle(Job::Retry).last(), Some(Outcome::NotSaved(..))), "all of it is written now");
    assert_eq!(folder.lines(), 2);
}

#[test]
fn an_empty_file_and_the_torn_first_line_of_a_crash_are_written_on() {
    let mut folder = Folder::new();
    for beginning in ["", "\n", "{\"v\":1,\"id\":\"01KB0", "{"] {
        fs::write(folder.journal(), beginning).unwrap();
        folder.saves();
        assert_eq!(folder.lines(), 1, "{beginning:?}");
    }
}

#[test]
fn a_device_in_the_journals_place_is_refused_at_once() {
    let mut folder = Folder::new();
    std::os::unix::fs::symlink("/dev/zero", folder.journal()).unwrap();
    let why = folder.refuses();
    assert!(why.contains("it is a device"), "{why}");
    assert!(folder.troubles().contains("not a regular file"));
}

#[test]
fn a_folder_or_a_pipe_in_the_journals_place_is_refused_and_left() {
    let mut folder = Folder::new();
    fs::create_dir(folder.journal()).unwrap();
    assert!(folder.refuses().contains("move the folder"));
    assert!(folder.troubles().contains("not a regular file"));
    fs::remove_dir(folder.journal()).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(folder.journal()).status().unwrap().success());
    let why = folder.refuses();
    assert!(why.contains("regular file") || why.contains("pipe"), "{why}");
    assert!(folder.troubles().contains("not a regular file"));
}

#[test]
fn a_torn_line_affects_no_other() {
    let mut folder = Folder::new();
    folder.saves();
    let whole = fs::read_to_string(folder.journal()).unwrap();
    fs::write(folder.journal(), format!("{whole}{}", &whole[..40])).unwrap();
    assert!(folder.troubles().contains("cut off"), "{}", folder.troubles());
    folder.saves();
    assert_eq!(folder.lines(), 2);
    assert!(folder.troubles().contains("line 2"), "{}", folder.troubles());
    assert!(fs::read_to_string(folder.journal()).unwrap().contains(&whole[..40]), "the torn words are kept");
}

#[test]
fn damaged_and_newer_lines_are_reported_and_kept() {
    let mut folder = Folder::new();
    fs::write(folder.journal(), b"\xff\xfe no text\n{\"v\":9,\"id\":\"later\"}\n{\"v\":1}\n").unwrap();
    folder.saves();
    let troubles = folder.troubles();
    assert!(troubles.contains("line 1, 3") && troubles.contains("newer version"), "{troubles}");
    assert!(fs::read(folder.journal()).unwrap().starts_with(b"\xff\xfe no text\n"));
    assert_eq!(folder.lines(), 1);
}

#[test]
fn a_journal_replaced_by_an_empty_one_is_reported_and_can_be_restored() {
    let mut folder = Folder::new();
    folder.saves();
    folder.saves();
    folder.desk.handle(Job::Read);
    fs::write(folder.journal(), "").unwrap();
    let outcomes = folder.desk.handle(Job::Look);
    let vanished = outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Vanished(lines) => Some(lines.clone()),
        _ => None,
    });
    let vanished = vanished.unwrap_or_else(|| panic!("{outcomes:?}"));
    assert_eq!(vanished.len(), 2);
    folder.desk.handle(Job::AppendAll(vanished));
    assert_eq!(folder.lines(), 2);
}

#[test]
fn others_notes_are_read_and_never_written() {
    let mut folder = Folder::new();
    let theirs = folder.root.path().join("harbour.ben.notes.jsonl");
    fs::write(&theirs, "{\"v\":1,\"id\":\"torn").unwrap();
    folder.saves();
    assert_eq!(fs::read_to_string(theirs).unwrap(), "{\"v\":1,\"id\":\"torn");
    assert!(folder.troubles().contains("harbour.ben"));
}

#[test]
fn a_line_dated_far_ahead_is_reported() {
    let mut folder = Folder::new();
    folder.time = 99_999_999_999_999;
    folder.saves();
    assert!(folder.troubles().contains("dated more than a day ahead"), "{}", folder.troubles());
}

#[test]
fn a_journal_named_without_its_folder_is_read_once_and_not_after_every_append() {
    use nutgraf::storage::files::folders::beside;
    let here = Source::File(PathBuf::from("Cargo.yaml"), "x".to_owned());
    assert_eq!(here.journal("ana").unwrap().parent(), Some(Path::new(".")));
    assert_eq!(beside(Path::new("a/b.yaml"), "ana"), Path::new("a/b.ana.notes.jsonl"));
}
