//! A run of the program in a pseudo-terminal and a folder of its own.

mod files;
mod process;
mod starts;

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nutgraf");
const ARTICLE: &str = include_str!("../../journeys/harbour.yaml");
/// Generous, since the machine may be busy. No test measures time.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Session {
    folder: TempDir,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<vt100::Parser>>,
    written: Arc<Mutex<Vec<u8>>>,
    /// Whether to leave its output unread.
    full: Arc<AtomicBool>,
}

impl Session {
    /// Pastes text like terminals that mark pastes.
    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        self.types(&format!("\x1b[200~{text}\x1b[201~"))
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

    /// Waits until the title line says that everything is saved; messages contain the word as well.
    pub(crate) fn waits_until_saved(&mut self) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !says_saved(&self.contents()) {
            assert!(Instant::now() < end, "the title line never said that all is saved\n{}", self.contents());
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

    /// Waits as long as somebody needs to read what came up: earlier keys decide nothing.
    pub(crate) fn reads_it(&mut self) -> &mut Self {
        thread::sleep(Duration::from_secs(1));
        self
    }

    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Types as fast as the terminal accepts it, until it is closed.
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

    /// The system reports a window of this size; the visible part stays as large as before.
    pub(crate) fn claims_size(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self
    }

    /// From now on the terminal accepts no more than its buffer can take.
    pub(crate) fn reads_no_more(&mut self) -> &mut Self {
        self.full.store(true, Ordering::SeqCst);
        self
    }

    /// Neither cursor keys nor keypad are in the mode of another program.
    pub(crate) fn has_keys_of_its_own(&mut self) -> &mut Self {
        let parser = self.screen.lock().unwrap();
        assert!(!parser.screen().application_cursor() && !parser.screen().application_keypad());
        drop(parser);
        self
    }

    pub(crate) fn wrote(&self, bytes: &str) -> bool {
        let written = self.written.lock().unwrap();
        written.windows(bytes.len()).any(|window| window == bytes.as_bytes())
    }

    /// Whether its output is ASCII only.
    pub(crate) fn wrote_only_ascii(&self) -> bool {
        self.written.lock().unwrap().is_ascii()
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

/// Whether the save status at the end of the first line is “saved”, and neither “not saved” nor a sentence.
fn says_saved(screen: &str) -> bool {
    screen.lines().next().is_some_and(|title| title.trim_end().ends_with("  saved"))
}
