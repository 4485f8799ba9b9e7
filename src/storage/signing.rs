//! Signs with the user's SSH key, and checks signatures, through OpenSSH's `ssh-keygen -Y`.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use etcetera::{BaseStrategy, choose_base_strategy};

use crate::storage::files::regular;
use crate::storage::files::system_error::{Task, explained, why};
use crate::text::path::shown_path;

/// The program.
const PROGRAM: &str = "ssh-keygen";
/// Bytes of a file that show whether it is a key.
const LONGEST_BEGINNING: u64 = 16;
/// Keys to try in `~/.ssh`, the best first.
const KEYS: [&str; 3] = ["id_ed25519", "id_ecdsa", "id_rsa"];

/// Why signing or checking failed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// OpenSSH is not installed.
    #[error("cannot run {PROGRAM}: {}; install OpenSSH 8.2 or newer", why(Task::Run, _0))]
    NoProgram(io::Error),
    /// No key was found.
    #[error(
        "there is no SSH key in ~/.ssh; make one with `ssh-keygen -t ed25519`, or name yours with --key FILE or git's \
         user.signingkey"
    )]
    NoKey,
    /// The file is no key.
    #[error("{0} is not an SSH key; name yours with --key FILE")]
    NotAKey(String),
    /// The key cannot be read.
    #[error("cannot read the key {path}: {}", explained(Task::Read, source))]
    Unread {
        /// The key.
        path: String,
        /// The error.
        source: io::Error,
    },
    /// The program refused to sign.
    #[error("{PROGRAM} did not sign with {key}; it says “{why}”")]
    Refused {
        /// The key.
        key: String,
        /// The program's message.
        why: String,
    },
    /// A file could not be written or read.
    #[error("cannot write a file for {PROGRAM}: {}", explained(Task::Write, _0))]
    File(io::Error),
}

/// The result of checking a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// It matches, and the list of allowed signers names the key's owner.
    Known {
        /// The person, as the list of allowed signers names them.
        signer: String,
        /// The key's fingerprint, as `SHA256:…`.
        key: String,
    },
    /// It matches, but nobody has said whose key it is.
    Unknown {
        /// The key's fingerprint.
        key: String,
    },
    /// It does not match the text.
    Broken,
}

/// Signs a text. ssh-keygen may ask for a passphrase on the terminal.
///
/// # Errors
///
/// Why it failed, and what to do.
pub fn sign(text: &str, key: Option<&Path>, namespace: &str) -> Result<String, SigningError> {
    let (key, literal) = match key {
        Some(key) => (key.to_owned(), None),
        None => find_key()?,
    };
    check_key(&key)?;
    let mut command = Command::new(PROGRAM);
    command.args(["-Y", "sign", "-q", "-n", namespace, "-f"]).arg(&key);
    let output = ask(&mut command, text)?;
    drop(literal);
    if !output.status.success() {
        return Err(SigningError::Refused { key: shown_path(&key), why: last_line(&output.stderr) });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a file begins as SSH keys do, private ones or public ones. The program would say that another one is missing.
fn check_key(key: &Path) -> Result<(), SigningError> {
    let unread = |source| SigningError::Unread { path: shown_path(key), source };
    let mut beginning = Vec::new();
    let (file, _) = regular::open(key).map_err(unread)?;
    file.take(LONGEST_BEGINNING).read_to_end(&mut beginning).map_err(unread)?;
    let begins = |words: &&str| beginning.starts_with(words.as_bytes());
    let is_key = ["-----BEGIN", "ssh-", "sk-", "ecdsa-"].iter().any(begins);
    if is_key { Ok(()) } else { Err(SigningError::NotAKey(shown_path(key))) }
}

/// Checks a signature.
///
/// # Errors
///
/// If the program cannot be run.
pub fn verify(text: &str, signature: &Path, namespace: &str) -> Result<Signature, SigningError> {
    let mut command = Command::new(PROGRAM);
    command.args(["-Y", "check-novalidate", "-n", namespace, "-s"]).arg(signature);
    let output = ask(&mut command, text)?;
    if !output.status.success() {
        return Ok(Signature::Broken);
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let key = said.split_whitespace().find(|word| word.starts_with("SHA256:")).unwrap_or("of unknown kind").to_owned();
    let signer = allowed_signers().and_then(|allowed| signer(text, signature, namespace, &allowed));
    Ok(match signer {
        Some(signer) => Signature::Known { signer, key },
        None => Signature::Unknown { key },
    })
}

/// The owner of the key in a list of allowed signers.
fn signer(text: &str, signature: &Path, namespace: &str, allowed: &Path) -> Option<String> {
    let mut find = Command::new(PROGRAM);
    find.args(["-Y", "find-principals", "-s"]).arg(signature).arg("-f").arg(allowed);
    let found = ask(&mut find, "").ok().filter(|output| output.status.success())?;
    let names = String::from_utf8_lossy(&found.stdout).into_owned();
    names.lines().map(str::trim).filter(|name| !name.is_empty()).find_map(|name| {
        let mut verify = Command::new(PROGRAM);
        verify.args(["-Y", "verify", "-n", namespace, "-I", name, "-s"]).arg(signature).arg("-f").arg(allowed);
        let fits = ask(&mut verify, text).is_ok_and(|output| output.status.success());
        fits.then(|| name.to_owned())
    })
}

/// The list in nutgraf's settings folder, or else git's. A list beside the article would come from whoever sent it.
fn allowed_signers() -> Option<PathBuf> {
    let own = choose_base_strategy().ok().map(|folders| folders.config_dir().join("nutgraf/allowed_signers"));
    let git = || git("gpg.ssh.allowedSignersFile").map(|path| at_home(&path));
    own.filter(|path| path.is_file()).or_else(|| git().filter(|path| path.is_file()))
}

/// The key in git's settings, or else one in `~/.ssh`. A key written out in the settings goes into a file that exists
/// as long as the second value.
fn find_key() -> Result<(PathBuf, Option<tempfile::NamedTempFile>), SigningError> {
    let signs_by_ssh = git("gpg.format").is_some_and(|format| format == "ssh");
    if let Some(key) = git("user.signingkey").filter(|_| signs_by_ssh) {
        let literal = key.strip_prefix("key::").or_else(|| key.starts_with("ssh-").then_some(key.as_str()));
        let Some(literal) = literal else { return Ok((at_home(&key), None)) };
        let mut file = tempfile::Builder::new().suffix(".pub").tempfile().map_err(SigningError::File)?;
        writeln!(file, "{literal}").map_err(SigningError::File)?;
        return Ok((file.path().to_owned(), Some(file)));
    }
    let keys = KEYS.iter().map(|name| at_home(&format!("~/.ssh/{name}")));
    keys.into_iter().find(|key| fs::metadata(key).is_ok()).map(|key| (key, None)).ok_or(SigningError::NoKey)
}

fn git(setting: &str) -> Option<String> {
    let output = Command::new("git").args(["config", "--get", setting]).stderr(Stdio::null()).output().ok()?;
    let value = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !value.is_empty()).then_some(value)
}

fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(path),
    }
}

/// Runs the program on a text.
fn ask(command: &mut Command, text: &str) -> Result<Output, SigningError> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(SigningError::NoProgram)?;
    let input = child.stdin.take();
    let text = text.to_owned();
    // If the program reads nothing, its exit code says why.
    let writer = std::thread::spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
    let output = child.wait_with_output().map_err(SigningError::NoProgram);
    let _ = writer.join();
    output
}

fn last_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it gave no reason").trim().to_owned()
}
