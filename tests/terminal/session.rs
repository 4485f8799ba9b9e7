//! One run of the program in a pseudo-terminal of its own, on a folder of its own.

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nutgraf");
const ARTICLE: &str = include_str!("../journeys/harbour.yaml");
/// Generous: the machine may be busy. No test measures time.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Session {
    folder: TempDir,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<vt100::Parser>>,
    written: Arc<Mutex<Vec<u8>>>,
    /// Whether what it writes is left where it is.
    full: Arc<AtomicBool>,
}

impl Session {
    pub(crate) fn open() -> Self {
        Self::start(
            |command, file| {
                command.args([file, "--as", "ana"]);
            },
            PROGRAM,
        )
    }

    /// In a folder that was made ready for it, with these variables.
    pub(crate) fn prepared(prepare: impl FnOnce(&std::path::Path), variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("harbour.yaml"), ARTICLE).unwrap();
        prepare(folder.path());
        let arguments = |command: &mut CommandBuilder, file: &str| {
            command.args([file, "--as", "ana"]);
            for (name, value) in variables {
                command.env(name, value);
            }
        };
        Self::start_in(folder, arguments, PROGRAM)
    }

    /// On the folder, in which a broken article and something else stand as well.
    pub(crate) fn on_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("harbour.yaml"), ARTICLE).unwrap();
        fs::write(folder.path().join("broken.yaml"), ARTICLE.replace("kind: fact", "kind: fakt")).unwrap();
        fs::write(folder.path().join("other.yaml"), "port: 1\n").unwrap();
        let place = folder.path().display().to_string();
        let arguments = move |command: &mut CommandBuilder, _: &str| {
            command.args([place.as_str(), "--as", "ana"]);
        };
        Self::start_in(folder, arguments, PROGRAM)
    }

    /// On an article behind a chain of links, which really lies in `real/story.yaml`.
    pub(crate) fn behind_links() -> Self {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        for name in ["real", "middle"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("real/story.yaml"), ARTICLE).unwrap();
        symlink("../real/story.yaml", folder.path().join("middle/story.yaml")).unwrap();
        symlink("middle/story.yaml", folder.path().join("harbour.yaml")).unwrap();
        let arguments = |command: &mut CommandBuilder, file: &str| {
            command.args([file, "--as", "ana"]);
        };
        Self::start_in(folder, arguments, PROGRAM)
    }

    /// Somebody keeps their notes elsewhere, behind a link.
    pub(crate) fn keeps_notes_elsewhere(&mut self, name: &str) -> &mut Self {
        let elsewhere = self.folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("kept.notes.jsonl"), "").unwrap();
        let link = self.folder.path().join(format!("harbour.{name}.notes.jsonl"));
        std::os::unix::fs::symlink("elsewhere/kept.notes.jsonl", link).unwrap();
        self
    }

    /// A subcommand whose output the terminal gets; `FILE` is the article, and `FOLDER` where it stands.
    pub(crate) fn command(arguments: &[&str]) -> Self {
        Self::start(
            |command, file| {
                let folder = file.trim_end_matches("/harbour.yaml");
                command.args(arguments.iter().map(|part| part.replace("FILE", file).replace("FOLDER", folder)));
            },
            PROGRAM,
        )
    }

    /// With every message written to a file.
    pub(crate) fn recording() -> Self {
        Self::start(
            |command, file| {
                command.args([file, "--as", "ana", "--record", &format!("{file}.recording")]);
            },
            PROGRAM,
        )
    }

    /// What a recorded run looked like at its end.
    pub(crate) fn replayed(&self) -> String {
        let recording = self.folder.path().join("harbour.yaml.recording");
        let output = Command::new(PROGRAM).arg("--replay").arg(recording).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Changes what was recorded.
    pub(crate) fn records_instead(&self, from: &str, to: &str) {
        let path = self.folder.path().join("harbour.yaml.recording");
        let recording = fs::read_to_string(&path).unwrap();
        assert!(recording.contains(from), "{recording}");
        fs::write(path, recording.replace(from, to)).unwrap();
    }

    /// A new run in the same folder.
    pub(crate) fn again(mut self) -> Self {
        let other = tempfile::tempdir().unwrap();
        let folder = std::mem::replace(&mut self.folder, other);
        Self::start_in(
            folder,
            |command, file| {
                command.args([file, "--as", "ana"]);
            },
            PROGRAM,
        )
    }

    /// The user's editor: a shell script, which gets the file's name after the arguments that go with it.
    pub(crate) fn editor(&self, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.folder.path().join("editor");
        let arguments = "[ \"$#\" = 3 ] && [ \"$1\" = --wait ] && [ \"$2\" = 'two words' ] || exit 9; shift 2";
        fs::write(&path, format!("#!/bin/sh\n{arguments}\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Texts that were handed to the editor and are there still.
    pub(crate) fn handed(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path().join("runtime")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// Puts a file of the user's own settings there.
    pub(crate) fn settings(&mut self, text: &str) -> &mut Self {
        let folder = self.folder.path().join("config/nutgraf");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("nutgraf.toml"), text).unwrap();
        self
    }

    fn packet(&self) -> PathBuf {
        self.folder.path().join("harbour.ana.packet.md")
    }

    /// What the packet holds; nothing while it is not written.
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

    /// The packet is written anew, and these words are still in it.
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

    /// What the article's file holds.
    pub(crate) fn article(&self) -> String {
        fs::read_to_string(self.folder.path().join("harbour.yaml")).unwrap()
    }

    /// An editor saves the article's file.
    pub(crate) fn saves_article(&self, text: &str) {
        fs::write(self.folder.path().join("harbour.yaml"), text).unwrap();
    }

    /// What is kept of what was being written.
    pub(crate) fn drafts(&self) -> String {
        let folder = self.folder.path().join("state/nutgraf/drafts/harbour");
        let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let drafts = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
        drafts.map(|path| fs::read_to_string(path).unwrap_or_default()).collect()
    }

    /// Waits until what was typed is kept, in full.
    pub(crate) fn keeps_draft(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !self.drafts().contains(text) {
            assert!(Instant::now() < end, "`{text}` is not kept: {}", self.drafts());
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Ends it as nothing can be ended more harshly, and waits until it is gone.
    pub(crate) fn killed(&mut self) {
        self.signal("KILL");
        let _ = self.child.wait();
    }

    /// Another program of the same annotator, beside this one.
    pub(crate) fn beside(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = self.folder.path().to_owned();
        let arguments = move |command: &mut CommandBuilder, _: &str| {
            command.args([place.join("harbour.yaml").to_str().unwrap(), "--as", "ana"]);
        };
        Self::start_with(folder, arguments, PROGRAM, Some(self.folder.path().join("state")))
    }

    /// Waits until it is on the disk that one was in this paragraph.
    pub(crate) fn keeps_place(&mut self, paragraph: &str) -> &mut Self {
        let (path, end) = (self.folder.path().join("state/nutgraf/state.json"), Instant::now() + PATIENCE);
        while !fs::read_to_string(&path).unwrap_or_default().contains(&format!("\"{paragraph}\"")) {
            assert!(Instant::now() < end, "the place is not kept");
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Typed into an interactive shell.
    pub(crate) fn in_shell() -> Self {
        let mut session = Self::start(|command, _| command.args(["--norc", "--noprofile", "-i"]), "bash");
        let file = session.folder.path().join("harbour.yaml");
        let line = format!("{PROGRAM} {} --as ana\r", file.display());
        session.types(&line);
        session
    }

    /// A line of shell in a folder with this text as `story.txt`; `nutgraf` is the program.
    pub(crate) fn on_story(text: &str, line: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("story.txt"), text).unwrap();
        let script = format!("cd '{}' && nutgraf() {{ '{PROGRAM}' \"$@\"; }}; {line}", folder.path().display());
        let arguments = move |command: &mut CommandBuilder, _: &str| command.args(["-c", script.as_str()]);
        Self::start_in(folder, arguments, "bash")
    }

    /// Pastes text as terminals do that mark pastes.
    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        self.types(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// What a file of its folder holds.
    pub(crate) fn text_of(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// The names of the files in its folder, in order.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap().map(Result::unwrap);
        let files = entries.filter(|entry| entry.path().is_file());
        let mut names: Vec<String> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// One test of this very binary, told by an environment variable to do its work.
    pub(crate) fn of_this_test(name: &str, place: &str) -> Self {
        let program = std::env::current_exe().unwrap();
        let arguments = |command: &mut CommandBuilder, _: &str| {
            command.args(["--exact", name, "--nocapture", "--test-threads=1"]);
            command.env(crate::failing::VARIABLE, place);
        };
        Self::start(arguments, program.to_str().unwrap())
    }

    fn start(arguments: impl Fn(&mut CommandBuilder, &str), program: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("harbour.yaml"), ARTICLE).unwrap();
        Self::start_in(folder, arguments, program)
    }

    fn start_in(folder: TempDir, arguments: impl Fn(&mut CommandBuilder, &str), program: &str) -> Self {
        Self::start_with(folder, arguments, program, None)
    }

    fn start_with(
        folder: TempDir,
        arguments: impl Fn(&mut CommandBuilder, &str),
        program: &str,
        state: Option<PathBuf>,
    ) -> Self {
        let file = folder.path().join("harbour.yaml");
        let pair =
            native_pty_system().openpty(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(program);
        command.env("TERM", "xterm-256color");
        for name in ["LANG", "LC_ALL", "LC_CTYPE"] {
            command.env_remove(name);
        }
        arguments(&mut command, file.to_str().unwrap());
        command.env("XDG_DATA_HOME", folder.path().join("data"));
        command.env("XDG_STATE_HOME", state.unwrap_or_else(|| folder.path().join("state")));
        fs::create_dir_all(folder.path().join("runtime")).unwrap();
        command.env("XDG_CONFIG_HOME", folder.path().join("config"));
        command.env("XDG_RUNTIME_DIR", folder.path().join("runtime"));
        command.env("VISUAL", format!("'{}' --wait 'two words'", folder.path().join("editor").display()));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(40), cells(120), 0)));
        let written = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let full = Arc::new(AtomicBool::new(false));
        let (parser, bytes, stopped) = (Arc::clone(&screen), Arc::clone(&written), Arc::clone(&full));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                while stopped.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(5));
                }
                parser.lock().unwrap().process(&buffer[..count]);
                bytes.lock().unwrap().extend_from_slice(&buffer[..count]);
            }
        });
        let writer = Some(pair.master.take_writer().unwrap());
        Self { folder, master: Some(pair.master), writer, child, screen, written, full }
    }

    /// The program with its input and output elsewhere.
    pub(crate) fn without_terminal() -> Output {
        Command::new(PROGRAM).stdin(std::process::Stdio::null()).output().unwrap()
    }

    fn contents(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    pub(crate) fn waits_for(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !self.contents().contains(text) {
            assert!(Instant::now() < end, "`{text}` never came\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    pub(crate) fn waits_without(&mut self, text: &str) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while self.contents().contains(text) {
            assert!(Instant::now() < end, "`{text}` never went\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    pub(crate) fn lacks(&mut self, text: &str) -> &mut Self {
        assert!(!self.contents().contains(text), "`{text}` is there\n{}", self.contents());
        self
    }

    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Types as fast as the terminal takes it, until it is closed.
    pub(crate) fn types_without_end(&mut self, keys: &str) -> &mut Self {
        let (mut writer, keys) = (self.writer.take().unwrap(), keys.repeat(1000));
        thread::spawn(move || while writer.write_all(keys.as_bytes()).is_ok() {});
        self
    }

    pub(crate) fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.screen.lock().unwrap().screen_mut().set_size(cells(rows), cells(cols));
        self.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self
    }

    /// The system says that the window is that large; what is shown of it stays as large as it was.
    pub(crate) fn claims_size(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self
    }

    fn process(&self) -> String {
        self.child.process_id().unwrap().to_string()
    }

    pub(crate) fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([&format!("-{name}"), &self.process()]).status().unwrap().success());
    }

    /// From now on the terminal takes no more than its buffer holds.
    pub(crate) fn reads_no_more(&mut self) -> &mut Self {
        self.full.store(true, Ordering::SeqCst);
        self
    }

    /// A signal for the program that the shell runs.
    pub(crate) fn signal_child(&self, name: &str) {
        let children = format!("/proc/{0}/task/{0}/children", self.process());
        let child = fs::read_to_string(children).unwrap().trim().to_owned();
        assert!(Command::new("kill").args([&format!("-{name}"), &child]).status().unwrap().success());
    }

    pub(crate) fn hang_up(&mut self) {
        self.writer = None;
        self.master = None;
        // The reading thread still holds an end of the terminal: a real one closes them all.
        self.signal("HUP");
    }

    pub(crate) fn ended(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether it was ended by that signal, by the name that the system has for it.
    pub(crate) fn ended_by(&mut self, signal: &str) -> bool {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.signal().is_some_and(|name| name.starts_with(signal));
            }
            assert!(Instant::now() < end, "it does not end\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Neither cursor keys nor keypad are those of another program.
    pub(crate) fn has_keys_of_its_own(&mut self) -> &mut Self {
        let parser = self.screen.lock().unwrap();
        assert!(!parser.screen().application_cursor() && !parser.screen().application_keypad());
        drop(parser);
        self
    }

    /// Main screen, cursor shown, paste as it was, lines and echo back on.
    pub(crate) fn restored(&self) {
        let end = Instant::now() + PATIENCE;
        let is_restored = || {
            let parser = self.screen.lock().unwrap();
            let screen = parser.screen();
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        };
        while !is_restored() {
            assert!(Instant::now() < end, "the terminal is not given back\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
        let settings = self.master.as_ref().unwrap().get_termios().unwrap();
        let text = format!("{settings:?}");
        assert!(text.contains("ICANON") && text.contains("ECHO"), "{text}");
    }

    pub(crate) fn wrote(&self, bytes: &str) -> bool {
        let written = self.written.lock().unwrap();
        written.windows(bytes.len()).any(|window| window == bytes.as_bytes())
    }

    /// Whether it has written no byte beyond ASCII.
    pub(crate) fn wrote_only_ascii(&self) -> bool {
        self.written.lock().unwrap().is_ascii()
    }

    /// What would change if it woke: switches, time used, bytes written.
    pub(crate) fn activity(&self) -> (Vec<String>, usize) {
        // What it was doing is over first.
        thread::sleep(Duration::from_millis(500));
        let mut switches = Vec::new();
        for entry in fs::read_dir(format!("/proc/{}/task", self.process())).unwrap().flatten() {
            let status = fs::read_to_string(entry.path().join("status")).unwrap();
            switches.extend(status.lines().filter(|line| line.starts_with("voluntary")).map(str::to_owned));
        }
        (switches, self.written.lock().unwrap().len())
    }

    fn journal_path(&self) -> PathBuf {
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

    /// Another program keeps the journal locked, until what this answers is dropped.
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

    /// The same with a file of that name.
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

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
    }
}

fn cells(number: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(number).unwrap()
}
