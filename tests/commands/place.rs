//! A folder with an article, in which the program runs.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const ARTICLE: &str = include_str!("../journeys/harbour.yaml");

/// A folder with an article in it, and the user's own folders.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("harbour.yaml"), ARTICLE).unwrap();
        Self(folder)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        self.run_with_bytes(arguments, input.as_bytes())
    }

    pub(crate) fn run_with_bytes(&self, arguments: &[&str], input: &[u8]) -> Output {
        self.answer_of(Command::new(env!("CARGO_BIN_EXE_nutgraf")).args(arguments), input)
    }

    /// Runs a line of shell, whose `$0` is the program.
    pub(crate) fn shell(&self, line: &str) -> Output {
        self.answer_of(Command::new("sh").args(["-c", line, env!("CARGO_BIN_EXE_nutgraf")]), &[])
    }

    fn answer_of(&self, command: &mut Command, input: &[u8]) -> Output {
        let mut child = command
            .current_dir(self.0.path())
            .env_remove("NUTGRAF_ANNOTATOR")
            .env("XDG_DATA_HOME", self.0.path().join("data"))
            .env("XDG_STATE_HOME", self.0.path().join("state"))
            .env("XDG_CACHE_HOME", self.0.path().join("cache"))
            .env("XDG_CONFIG_HOME", self.0.path().join("config"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // A command that reads nothing may have ended by now; one that writes much waits for a reader.
            scope.spawn(move || stdin.write_all(input));
            child.wait_with_output().unwrap()
        })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    /// The output of a command that must succeed.
    pub(crate) fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", err(&output));
        out(&output)
    }

    /// The error message of a command that must fail.
    pub(crate) fn fails(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_ne!(output.status.code(), Some(0), "{arguments:?}: {}", out(&output));
        err(&output)
    }

    /// The id of the first piece of evidence in a notes file.
    pub(crate) fn evidence_id(&self, name: &str) -> String {
        let text = self.read(name);
        let at = text.find("\"evidence:").unwrap() + "\"evidence:".len();
        text[at..at + 26].to_owned()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
