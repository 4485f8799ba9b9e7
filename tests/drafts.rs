//! Drafts on a real disk: two programs, kills in the middle, failing disks, files that are not drafts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nutgraf::codec::journal_jsonl;
use nutgraf::model::journal::{ActionId, Line};
use nutgraf::session::autosave::Draft;
use nutgraf::storage::autosave::Drafts;
use nutgraf::storage::files::disk::{Disk, Handle, Identity, OsDisk};
use nutgraf::storage::journal::notes_files::Source;
use nutgraf::storage::journal::outcome::Outcome;
use nutgraf::storage::journal::service::{Desk, DraftJob, Job};
use nutgraf::storage::journal::writer::Writer;
use tempfile::TempDir;

/// A disk that can be full for drafts, and remembers in order what was written to it.
#[derive(Clone, Default)]
struct WatchedDisk {
    full: Arc<AtomicBool>,
    /// A signal arrives while the next draft is being written.
    interrupted: Arc<AtomicBool>,
    seen: Arc<Mutex<Vec<String>>>,
    /// Nothing can be opened while somebody else has this.
    gate: Arc<Mutex<()>>,
}

impl Disk for WatchedDisk {
    fn open(&self, path: &Path) -> io::Result<(Box<dyn Handle>, bool)> {
        drop(self.gate.lock().unwrap());
        self.seen.lock().unwrap().push("line".to_owned());
        OsDisk.open(path)
    }
    fn identity(&self, path: &Path) -> io::Result<Identity> {
        OsDisk.identity(path)
    }
    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        OsDisk.link(path)
    }
    fn flush_folder(&self, folder: &Path) -> io::Result<()> {
        OsDisk.flush_folder(folder)
    }
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.full.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        if self.interrupted.swap(false, Ordering::SeqCst) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let draft: Draft = serde_json::from_slice(bytes).unwrap();
        self.seen.lock().unwrap().push(format!("draft {}", draft.fields["text"]));
        OsDisk.replace(path, bytes)
    }
}

/// A program working on an article; others may work in the same folder.
struct Program {
    desk: Desk,
    disk: WatchedDisk,
    /// The drafts that were offered last.
    offered: Vec<Draft>,
    warnings: Vec<String>,
}

impl Program {
    fn start(folder: &TempDir) -> Self {
        Self::start_on(folder, "harbour.yaml")
    }

    /// A program that has that file open.
    fn start_on(folder: &TempDir, file: &str) -> Self {
        let disk = WatchedDisk::default();
        let mut program =
            Self { desk: desk_on(folder, file, disk.clone()), disk, offered: Vec::new(), warnings: Vec::new() };
        program.does(Job::Read);
        program
    }

    fn does(&mut self, job: Job) -> &mut Self {
        for outcome in self.desk.handle(job) {
            match outcome {
                Outcome::Drafts(drafts) => self.offered = drafts,
                Outcome::Warning(text) => self.warnings.push(text),
                Outcome::Notes(_) | Outcome::Saved(_) => {}
                other => panic!("{other:?}"),
            }
        }
        self
    }

    fn types(&mut self, id: &str, text: &str) -> &mut Self {
        self.does(Job::Draft(DraftJob::Keep(draft(id, text)))).does(Job::Draft(DraftJob::Write))
    }

    fn sets_aside(&mut self, id: &str) -> &mut Self {
        self.does(Job::Draft(DraftJob::Release(id.to_owned()))).does(Job::Draft(DraftJob::Write))
    }

    fn takes_up(&mut self, id: &str) -> &mut Self {
        self.does(Job::Draft(DraftJob::Hold(id.to_owned())))
    }

    fn gives_up(&mut self, id: &str) -> &mut Self {
        self.does(Job::Draft(DraftJob::Drop(id.to_owned())))
    }

    fn is_offered(&self) -> Vec<&str> {
        self.offered.iter().map(|draft| draft.fields["text"].as_str()).collect()
    }

    fn was_warned(&self, words: &str) {
        assert!(self.warnings.iter().any(|warning| warning.contains(words)), "{words}: {:?}", self.warnings);
    }
}

fn desk(folder: &TempDir, disk: WatchedDisk) -> Desk {
    desk_on(folder, "harbour.yaml", disk)
}

fn desk_on(folder: &TempDir, file: &str, disk: WatchedDisk) -> Desk {
    let source = Source::File(folder.path().join(file), "harbour".to_owned());
    let drafts = Drafts::in_folder(&folder.path().join("drafts")).on(&source);
    Desk::new(source, Some("ana".to_owned()), Box::new(disk)).with_drafts(drafts)
}

fn draft(id: &str, text: &str) -> Draft {
    Draft {
        id: id.to_owned(),
        v: 1,
        by: "ana".to_owned(),
        file: None,
        on: "claim:p1.c1".to_owned(),
        form: "note".to_owned(),
        fields: [("text".to_owned(), text.to_owned())].into(),
        at: format!("2026-11-24T00:00:{}Z", &id[1..]),
    }
}

fn line(time: u64) -> Line {
    let id = ActionId::from_parts(time, 1);
    journal_jsonl::write_void(id, "2026-11-24T00:00:00Z", "ana", id)
}

fn files(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join("drafts")).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

#[test]
fn a_draft_is_offered_once_its_program_is_gone_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(&folder);
    program.types("A01", "half").types("A01", "half a thought");
    assert!(Program::start(&folder).is_offered().is_empty(), "it is being written");
    drop(program);
    assert_eq!(Program::start(&folder).is_offered(), ["half a thought"]);
}

#[test]
fn drafts_set_aside_are_offered_the_latest_first_without_kept_ones() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(&folder);
    program.types("A01", "aside").types("A02", "kept").types("A03", "aside too");
    program.sets_aside("A01").gives_up("A02").sets_aside("A03");
    assert_eq!(program.is_offered(), ["aside too", "aside"]);
    assert!(files(&folder).iter().all(|name| !name.starts_with("A02")), "{:?}", files(&folder));
    program.takes_up("A01").sets_aside("A03");
    assert_eq!(program.is_offered(), ["aside too"]);
    assert!(program.warnings.is_empty(), "{:?}", program.warnings);
}

#[test]
fn two_programs_that_reopen_one_draft_write_two() {
    let folder = tempfile::tempdir().unwrap();
    Program::start(&folder).types("A01", "begun");
    let (mut one, mut other) = (Program::start(&folder), Program::start(&folder));
    assert_eq!((one.is_offered(), other.is_offered()), (vec!["begun"], vec!["begun"]));
    one.takes_up("A01").types("A01", "begun, and ended here");
    other.takes_up("A01").types("A01", "begun, and ended there");
    other.was_warned("Another program is writing this draft");
    assert!(other.is_offered().is_empty());
    other.sets_aside("A01").types("A02", "something else");
    assert_eq!(other.is_offered(), ["begun, and ended there"]);
    let own = other.offered[0].id.clone();
    other.takes_up(&own).gives_up(&own);
    drop((one, other));
    assert_eq!(Program::start(&folder).is_offered(), ["something else", "begun, and ended here"]);
}

#[test]
fn a_draft_kept_by_another_program_is_reported_as_gone() {
    let folder = tempfile::tempdir().unwrap();
    Program::start(&folder).types("A01", "begun");
    let (mut one, mut other) = (Program::start(&folder), Program::start(&folder));
    one.takes_up("A01").gives_up("A01");
    other.takes_up("A01").was_warned("kept or discarded this draft");
    assert!(files(&folder).is_empty(), "{:?}", files(&folder));
    // Nobody else has it, so continuing does no harm.
    other.types("A01", "again").sets_aside("A01");
    assert_eq!(other.is_offered(), ["again"]);
}

#[test]
fn a_draft_continued_by_another_program_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    Program::start(&folder).types("A01", "begun");
    let (mut one, mut other) = (Program::start(&folder), Program::start(&folder));
    one.takes_up("A01").types("A01", "begun, and much added").sets_aside("A01");
    other.takes_up("A01").was_warned("has continued this draft");
    assert_eq!(other.is_offered(), ["begun, and much added"]);
    other.types("A01", "begun, and little added").sets_aside("A01");
    assert_eq!(other.offered.len(), 2);
    other.takes_up("A01").types("A01", "begun, and much more added").sets_aside("A01");
    assert_eq!(other.warnings.len(), 1, "{:?}", other.warnings);
    let mut all = other.is_offered();
    all.sort_unstable();
    assert_eq!(all, ["begun, and little added", "begun, and much more added"]);
}

#[test]
fn checking_a_draft_does_not_keep_others_from_reopening_it() {
    let folder = tempfile::tempdir().unwrap();
    Program::start(&folder).types("A01", "wanted");
    let place = folder.path().join("drafts");
    let ended = Arc::new(AtomicBool::new(false));
    let looks = {
        let ended = Arc::clone(&ended);
        std::thread::spawn(move || {
            while !ended.load(Ordering::SeqCst) {
                Drafts::in_folder(&place).offered("ana");
            }
        })
    };
    for _ in 0..200 {
        let mut program = Program::start(&folder);
        program.takes_up("A01");
        assert!(program.warnings.is_empty(), "{:?}", program.warnings);
    }
    ended.store(true, Ordering::SeqCst);
    looks.join().unwrap();
}

#[test]
fn others_drafts_are_not_offered_and_unreadable_ones_are_named_once_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let his = Draft { by: "ben".to_owned(), ..draft("A01", "his") };
    Program::start(&folder).does(Job::Draft(DraftJob::Keep(his))).does(Job::Draft(DraftJob::Write));
    let place = folder.path().join("drafts");
    fs::write(place.join("A03.json"), "{\"v\":1,\"by\":\"ana\",\"on\"").unwrap();
    let newer = "{\"v\":9,\"by\":\"ana\",\"on\":\"\",\"form\":\"\",\"fields\":{},\"at\":\"\"}";
    fs::write(place.join("A04.json"), newer).unwrap();
    fs::create_dir(place.join("A05.json")).unwrap();
    fs::write(place.join("A06.json"), b"\xff\xfe").unwrap();
    let mut program = Program::start(&folder);
    program.types("A07", "mine").sets_aside("A07");
    assert_eq!(program.is_offered(), ["mine"]);
    assert_eq!(program.warnings.len(), 1, "{:?}", program.warnings);
    for words in ["A03.json", "A04.json (it is of a newer version", "A05.json (it is not a draft)", "A06.json"] {
        program.was_warned(words);
    }
    assert_eq!(fs::read_to_string(place.join("A04.json")).unwrap(), newer);
    assert_eq!(fs::read(place.join("A06.json")).unwrap(), b"\xff\xfe");
}

#[test]
fn a_kill_while_writing_leaves_the_previous_draft_and_no_permanent_litter() {
    let folder = tempfile::tempdir().unwrap();
    Program::start(&folder).types("A01", "whole");
    // A killed program left this file, which was to replace the draft.
    fs::write(folder.path().join("drafts/A01.x7Qd2f.part"), "{\"v\":1,\"by\":\"an").unwrap();
    let mut program = Program::start(&folder);
    assert_eq!((program.is_offered(), program.warnings.len()), (vec!["whole"], 0));
    program.takes_up("A01").gives_up("A01");
    assert!(files(&folder).is_empty(), "{:?}", files(&folder));
}

#[test]
fn a_disk_full_for_drafts_is_reported_once_and_costs_neither_notes_nor_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(&folder);
    program.types("A02", "oth");
    program.disk.full.store(true, Ordering::SeqCst);
    program.types("A01", "one").types("A01", "one two").types("A02", "other").does(Job::Append(line(1)));
    assert_eq!((program.warnings.len(), program.desk.unsaved()), (1, 0), "{:?}", program.warnings);
    assert!(program.desk.is_behind());
    // A draft set aside is available in this run, and released for others once it is written.
    program.sets_aside("A02");
    assert_eq!(program.is_offered(), ["other"]);
    assert!(Program::start(&folder).is_offered().is_empty(), "others would go on with what is not the newest");
    program.disk.full.store(false, Ordering::SeqCst);
    program.does(Job::Retry);
    assert!(!program.desk.is_behind());
    assert_eq!(Program::start(&folder).is_offered(), ["other"]);
    program.disk.full.store(true, Ordering::SeqCst);
    program.types("A01", "one two three");
    assert_eq!(program.warnings.len(), 2, "it is told again after it was well");
    drop(program);
    assert_eq!(Program::start(&folder).is_offered(), ["other", "one two"]);
}

#[test]
fn a_signal_while_writing_causes_no_message() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(&folder);
    program.disk.interrupted.store(true, Ordering::SeqCst);
    program.types("A01", "typed");
    assert!(program.warnings.is_empty() && !program.desk.is_behind(), "{:?}", program.warnings);
    drop(program);
    assert_eq!(Program::start(&folder).is_offered(), ["typed"]);
}

#[test]
fn where_no_folder_can_be_made_reading_and_noting_go_on() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("drafts"), "a file in the folder's place").unwrap();
    let mut program = Program::start(&folder);
    program.types("A01", "typed").types("A01", "typed on").does(Job::Append(line(1)));
    assert_eq!(program.warnings.len(), 1, "{:?}", program.warnings);
    assert_eq!(program.desk.unsaved(), 0);
    program.takes_up("A01").gives_up("A01");
}

#[test]
fn only_the_newest_state_of_each_draft_is_written_and_notes_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let disk = WatchedDisk::default();
    let closed = disk.gate.lock().unwrap();
    let mut writer = Writer::start(desk(&folder, disk.clone()), |_| {}).unwrap();
    assert!(writer.send(Job::Append(line(1))));
    for text in ["a", "ab", "abc"] {
        assert!(writer.send(Job::Draft(DraftJob::Keep(draft("A01", text)))));
    }
    assert!(writer.send(Job::Draft(DraftJob::Release("A01".to_owned()))));
    assert!(writer.send(Job::Draft(DraftJob::Keep(draft("A02", "x")))));
    assert!(writer.send(Job::Append(line(2))));
    drop(closed);
    assert_eq!(writer.finish(Duration::from_secs(20)), Some(0));
    assert_eq!(*disk.seen.lock().unwrap(), ["line", "line", "draft abc", "draft x"]);
}

#[test]
fn typed_text_is_saved_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::start(desk(&folder, WatchedDisk::default()), |_| {}).unwrap();
    assert!(writer.send(Job::Draft(DraftJob::Keep(draft("A01", "typed")))));
    let (file, end) = (folder.path().join("drafts/A01.json"), std::time::Instant::now() + Duration::from_secs(20));
    while !fs::read_to_string(&file).unwrap_or_default().contains("typed") {
        assert!(std::time::Instant::now() < end, "it is not written");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn an_id_that_leads_elsewhere_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::start(&folder);
    for id in ["../escaped", "", "a/b", "a.b"] {
        let escaping = Draft { id: id.to_owned(), ..draft("A01", "out") };
        program.does(Job::Draft(DraftJob::Keep(escaping))).does(Job::Draft(DraftJob::Write)).takes_up(id).gives_up(id);
    }
    program.was_warned("is not the id of a draft");
    assert!(!folder.path().join("escaped.json").exists() && files(&folder).is_empty());
}

const ARTICLE: &str = include_str!("journeys/harbour.yaml");

/// A folder with copies of one article, in folders of their own.
fn copies(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        fs::write(folder.path().join(name), ARTICLE).unwrap();
    }
    folder
}

#[test]
fn a_draft_is_offered_in_the_file_it_was_begun_in_and_in_no_copy_of_it() {
    let folder = copies(&["one/harbour.yaml", "two/harbour.yaml"]);
    std::os::unix::fs::symlink("one/harbour.yaml", folder.path().join("link.yaml")).unwrap();
    Program::start_on(&folder, "one/harbour.yaml").types("A01", "begun in one");
    Program::start_on(&folder, "two/harbour.yaml").types("A02", "begun in two");
    for (file, drafts) in [
        ("one/harbour.yaml", ["begun in one"]),
        ("two/harbour.yaml", ["begun in two"]),
        ("link.yaml", ["begun in one"]),
    ] {
        let program = Program::start_on(&folder, file);
        assert_eq!(program.is_offered(), drafts, "{file}");
        assert_eq!(program.offered[0].file, None, "{file}");
    }
}

#[test]
fn other_copies_offer_the_draft_of_a_vanished_file_with_its_origin() {
    let folder = copies(&["one/harbour.yaml", "two/harbour.yaml"]);
    let begun = folder.path().join("one/harbour.yaml");
    Program::start_on(&folder, "one/harbour.yaml").types("A01", "begun");
    let whence = fs::canonicalize(&begun).unwrap().display().to_string();
    fs::rename(&begun, folder.path().join("one/renamed.yaml")).unwrap();
    for file in ["one/renamed.yaml", "two/harbour.yaml"] {
        let program = Program::start_on(&folder, file);
        assert_eq!(program.is_offered(), ["begun"], "{file}");
        assert_eq!(program.offered[0].file.as_ref(), Some(&whence), "{file}");
    }
    // A program that continues it makes it its own.
    let mut program = Program::start_on(&folder, "one/renamed.yaml");
    program.takes_up("A01").types("A01", "begun, and gone on with");
    assert!(program.warnings.is_empty(), "{:?}", program.warnings);
    drop(program);
    assert!(Program::start_on(&folder, "two/harbour.yaml").is_offered().is_empty());
    let program = Program::start_on(&folder, "one/renamed.yaml");
    assert_eq!((program.is_offered(), &program.offered[0].file), (vec!["begun, and gone on with"], &None));
}

#[test]
fn another_article_in_the_files_place_does_not_hide_a_draft() {
    let folder = copies(&["harbour.yaml", "renamed.yaml"]);
    Program::start_on(&folder, "harbour.yaml").types("A01", "begun");
    let place = folder.path().join("harbour.yaml");
    fs::write(&place, ARTICLE.replace("id: harbour", "id: quay")).unwrap();
    assert_eq!(Program::start_on(&folder, "renamed.yaml").is_offered(), ["begun"]);
    fs::write(&place, "nutgraf: [").unwrap();
    assert!(Program::start_on(&folder, "renamed.yaml").is_offered().is_empty(), "it may be mended");
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    assert_eq!(Program::start_on(&folder, "renamed.yaml").is_offered(), ["begun"]);
}

#[test]
fn a_draft_of_an_earlier_version_knows_no_file_and_is_offered_until_somebody_goes_on_with_it() {
    let folder = copies(&["one/harbour.yaml", "two/harbour.yaml"]);
    fs::create_dir(folder.path().join("drafts")).unwrap();
    let old =
        r#"{"v":1,"by":"ana","on":"claim:p1.c1","form":"note","fields":{"text":"old"},"at":"2026-11-24T00:00:00Z"}"#;
    fs::write(folder.path().join("drafts/A01.json"), old).unwrap();
    assert_eq!(Program::start_on(&folder, "one/harbour.yaml").is_offered(), ["old"]);
    Program::start_on(&folder, "two/harbour.yaml").takes_up("A01").types("A01", "old, gone on with");
    assert!(Program::start_on(&folder, "one/harbour.yaml").is_offered().is_empty());
}
