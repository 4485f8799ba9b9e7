//! Who writes.

use std::env;
use std::io;
use std::process::Command;

use super::state::{self, State};

/// Names that are nobody's own.
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

/// A name, and where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotator {
    /// The name; none where only a generic one is to be had.
    pub name: Option<String>,
    /// Where it is from.
    pub from: &'static str,
}

/// Who writes: as asked for, as the environment says, as answered before, as git knows, as logged in.
///
/// May start git: not before the first frame.
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

/// Keeps a name for the next run.
///
/// # Errors
///
/// As the file system says.
pub fn remember(name: &str) -> io::Result<()> {
    state::change(|state| state.set_annotator(name))
}
