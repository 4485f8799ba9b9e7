//! The files of its folder, and what other programs do to them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{PATIENCE, PROGRAM, Session};

impl Session {
    /// An annotator who keeps their notes elsewhere, behind a link.
    pub(crate) fn keeps_notes_elsewhere(&mut self, name: &str) -> &mut Self {
        let elsewhere = self.folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("kept.notes.jsonl"), "").unwrap();
        let link = self.folder.path().join(format!("harbour.{name}.notes.jsonl"));
        std::os::unix::fs::symlink("elsewhere/kept.notes.jsonl", link).unwrap();
        self
    }

    /// The last screen of a recorded run.
    pub(crate) fn replayed(&self) -> String {
        let recording = self.folder.path().join("harbour.yaml.recording");
        let output = Command::new(PROGRAM).arg("--replay").arg(recording).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Changes a recording.
    pub(crate) fn records_instead(&self, from: &str, to: &str) {
        let path = self.folder.path().join("harbour.yaml.recording");
        let recording = fs::read_to_string(&path).unwrap();
        assert!(recording.contains(from), "{recording}");
        fs::write(path, recording.replace(from, to)).unwrap();
    }

    /// The user's editor: a shell script, which gets the file's name after its own arguments.
    pub(crate) fn editor(&self, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.folder.path().join("editor");
        let arguments = "[ \"$#\" = 3 ] && [ \"$1\" = --wait ] && [ \"$2\" = 'two words' ] || exit 9; shift 2";
        fs::write(&path, format!("#!/bin/sh\n{arguments}\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Texts passed to the editor that still exist.
    pub(crate) fn handed(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path().join("runtime")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// Writes a file of the user's own settings.
    pub(crate) fn settings(&mut self, text: &str) -> &mut Self {
        let folder = self.folder.path().join("config/nutgraf");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("nutgraf.toml"), text).unwrap();
        self
    }

    pub(super) fn packet(&self) -> PathBuf {
        self.folder.path().join("harbour.ana.packet.md")
    }

    /// The content of the packet; empty until it is written.
    pub(crate) fn packet_text(&self) -> String {
        fs::read_to_string(self.packet()).unwrap_or_default()
    }

    /// Somebody writes between the first pair of marked lines of the packet.
    pub(crate) fn writes_into_packet(&mut self, words: &str) -> &mut Self {
        let text = fs::read_to_string(self.packet()).unwrap();
        let end = text.find("<!-- end of yours -->").unwrap();
        fs::write(self.packet(), format!("{}{words}\n\n{}", &text[..end], &text[end..])).unwrap();
        self
    }

    /// The packet is written again, and still contains these words.
    pub(crate) fn packet_holds(&mut self, words: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = fs::read_to_string(self.packet()).unwrap_or_default();
            if text.contains("refuted") {
                assert!(text.contains(words), "{text}");
                return self;
            }
            assert!(Instant::now() < end, "{text}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The content of the article's file.
    pub(crate) fn article(&self) -> String {
        fs::read_to_string(self.folder.path().join("harbour.yaml")).unwrap()
    }

    /// An editor saves the article's file.
    pub(crate) fn saves_article(&self, text: &str) {
        fs::write(self.folder.path().join("harbour.yaml"), text).unwrap();
    }

    /// The content of the drafts.
    pub(crate) fn drafts(&self) -> String {
        let folder = self.folder.path().join("state/nutgraf/drafts/harbour");
        let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let drafts = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
        drafts.map(|path| fs::read_to_string(path).unwrap_or_default()).collect()
    }

    /// Waits until the typed text is saved in full.
    pub(crate) fn keeps_draft(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !self.drafts().contains(text) {
            assert!(Instant::now() < end, "`{text}` is not kept: {}", self.drafts());
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Waits until the place in this paragraph is on the disk.
    pub(crate) fn keeps_place(&mut self, paragraph: &str) -> &mut Self {
        let (path, end) = (self.folder.path().join("state/nutgraf/state.json"), Instant::now() + PATIENCE);
        while !fs::read_to_string(&path).unwrap_or_default().contains(&format!("\"{paragraph}\"")) {
            assert!(Instant::now() < end, "the place is not kept");
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// The content of a file in its folder.
    pub(crate) fn text_of(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// What was decided of the article; nothing before anything is.
    pub(crate) fn review_journal(&self) -> String {
        fs::read_to_string(self.folder.path().join("harbour.review.jsonl")).unwrap_or_default()
    }

    /// The names in a folder of its folder.
    pub(crate) fn names_in(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join(folder)).unwrap().map(Result::unwrap);
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    /// The names of the files in its folder, in order; hidden ones too.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap().map(Result::unwrap);
        let files = entries.filter(|entry| entry.path().is_file());
        let mut names: Vec<String> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub(super) fn journal_path(&self) -> PathBuf {
        self.folder.path().join("harbour.ana.notes.jsonl")
    }

    pub(crate) fn journal(&self) -> String {
        fs::read_to_string(self.journal_path()).unwrap_or_default()
    }

    /// Somebody removes the journal.
    pub(crate) fn loses_journal(&mut self) -> &mut Self {
        fs::remove_file(self.journal_path()).unwrap();
        self
    }

    /// Another program locks the journal until the returned value is dropped.
    pub(crate) fn locks_journal(&self) -> fs::File {
        let file = fs::File::open(self.journal_path()).unwrap();
        file.lock().unwrap();
        file
    }

    /// Another run of the program judges a claim.
    pub(crate) fn judges(&self, claim: &str, verdict: &str, name: &str) {
        let file = self.folder.path().join("harbour.yaml");
        let status = Command::new(PROGRAM)
            .arg("judge")
            .arg(file)
            .args([claim, "--verdict", verdict, "--as", name])
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .status();
        assert!(status.unwrap().success());
    }

    /// An editor replaces the article by a changed one.
    pub(crate) fn edits(&mut self, from: &str, to: &str) -> &mut Self {
        self.edits_file("harbour.yaml", from, to)
    }

    /// The same with a file of this name.
    pub(crate) fn edits_file(&mut self, name: &str, from: &str, to: &str) -> &mut Self {
        let file = self.folder.path().join(name);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from));
        let other = self.folder.path().join(format!("{name}~"));
        fs::write(&other, text.replace(from, to)).unwrap();
        fs::rename(other, file).unwrap();
        self
    }
}
