//! Who writes.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::process::Command;

use serde_json::{Map, Value};

use super::folders;

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

fn settings() -> Map<String, Value> {
    let text = folders::state().and_then(|path| fs::read_to_string(path).ok());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn remembered() -> Option<String> {
    settings().get("annotator")?.as_str().map(str::to_owned)
}

/// Keeps a name for the next run; the file is replaced whole or not at all.
///
/// # Errors
///
/// As the file system says.
pub fn remember(name: &str) -> io::Result<()> {
    let Some(path) = folders::state() else { return Err(io::Error::other("there is no home folder")) };
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder)?;
    let mut settings = settings();
    settings.insert("annotator".to_owned(), name.into());
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(Value::from(settings).to_string().as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    fs::File::open(folder)?.sync_all()
}
