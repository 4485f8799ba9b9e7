//! Finds out the annotator's name.

use std::env;
use std::io;
use std::process::Command;

use crate::storage::state;
use crate::storage::state::State;

/// Names that identify nobody.
const GENERIC: [&str; 14] = [
    "root",
    "admin",
    "administrator",
    "user",
    "guest",
    "student",
    "students",
    "teacher",
    "test",
    "ubuntu",
    "debian",
    "ec2-user",
    "vagrant",
    "runner",
];

/// A name and its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotator {
    /// The name; `None` if only a generic one is available.
    pub name: Option<String>,
    /// Its origin.
    pub from: &'static str,
}

/// The annotator, from the first of: the arguments, the environment, an earlier answer, git, the login name.
///
/// May start git, so call it after the first frame.
#[must_use]
pub fn who(asked: Option<&str>) -> Annotator {
    let sources: [(&'static str, &dyn Fn() -> Option<String>); 5] = [
        ("--as", &|| asked.map(str::to_owned)),
        ("NUTGRAF_ANNOTATOR", &|| env::var("NUTGRAF_ANNOTATOR").ok()),
        ("remembered", &remembered),
        ("git", &git),
        ("login", &|| env::var("USER").or_else(|_| env::var("LOGNAME")).ok()),
    ];
    for (from, name) in sources {
        let Some(name) = name().map(|name| clean(&name)).filter(|name| !name.is_empty()) else { continue };
        let chosen = matches!(from, "--as" | "NUTGRAF_ANNOTATOR" | "remembered");
        if chosen || !GENERIC.contains(&name.to_lowercase().as_str()) {
            return Annotator { name: Some(name), from };
        }
    }
    Annotator { name: None, from: "" }
}

fn clean(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).collect::<String>().trim().to_owned()
}

fn git() -> Option<String> {
    let output = Command::new("git").args(["config", "user.name"]).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn remembered() -> Option<String> {
    State::load().annotator().map(str::to_owned)
}

/// Remembers a name for later runs.
///
/// # Errors
///
/// If the file system fails.
pub fn remember(name: &str) -> io::Result<()> {
    state::change(|state| state.set_annotator(name))
}
