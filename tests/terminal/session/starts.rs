//! Ways to start the program.

use std::fs;
use std::process::{Command, Output};

use portable_pty::CommandBuilder;

use super::{ARTICLE, PROGRAM, Session};

impl Session {
    pub(crate) fn open() -> Self {
        Self::start(
            |command, file| {
                command.args([file, "--as", "ana"]);
            },
            PROGRAM,
        )
    }

    /// A run in a prepared folder, with these variables.
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

    /// A run on the folder, which also contains a broken article and something else.
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

    /// A run on an article behind a chain of links, whose real path is `real/story.yaml`.
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

    /// A subcommand with its output on the terminal; `FILE` is the article, and `FOLDER` its folder.
    pub(crate) fn command(arguments: &[&str]) -> Self {
        Self::start(
            |command, file| {
                let folder = file.trim_end_matches("/harbour.yaml");
                command.args(arguments.iter().map(|part| part.replace("FILE", file).replace("FOLDER", folder)));
            },
            PROGRAM,
        )
    }

    /// A run with every message recorded in a file.
    pub(crate) fn recording() -> Self {
        Self::start(
            |command, file| {
                command.args([file, "--as", "ana", "--record", &format!("{file}.recording")]);
            },
            PROGRAM,
        )
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

    /// Another program of the same annotator, beside this one.
    pub(crate) fn beside(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = self.folder.path().to_owned();
        let arguments = move |command: &mut CommandBuilder, _: &str| {
            command.args([place.join("harbour.yaml").to_str().unwrap(), "--as", "ana"]);
        };
        Self::start_with(folder, arguments, PROGRAM, Some(self.folder.path().join("state")))
    }

    /// Types into an interactive shell.
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

    /// A test of this very binary, which an environment variable activates.
    pub(crate) fn of_this_test(name: &str, place: &str) -> Self {
        let program = std::env::current_exe().unwrap();
        let arguments = |command: &mut CommandBuilder, _: &str| {
            command.args(["--exact", name, "--nocapture", "--test-threads=1"]);
            command.env(crate::failing::VARIABLE, place);
        };
        Self::start(arguments, program.to_str().unwrap())
    }

    /// The program with its input and output redirected.
    pub(crate) fn without_terminal() -> Output {
        Command::new(PROGRAM).stdin(std::process::Stdio::null()).output().unwrap()
    }
}
