//! Writing an article and its notes into another folder, all of it or none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::text::path::shown_path;

use super::folders;
use super::notes::Source;

/// A file that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Whether it may take the place of one that is there.
    pub replace: bool,
}

/// Why nothing was copied.
#[derive(Debug)]
pub struct CopyError {
    path: PathBuf,
    action: &'static str,
    source: io::Error,
}

impl fmt::Display for CopyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {} {}: {}", self.action, shown_path(&self.path), self.source)
    }
}

impl std::error::Error for CopyError {}

/// The notes files of an article as they are to stand beside `target`; one per annotator, wherever the parts were.
///
/// # Errors
///
/// When one cannot be read: a copy without it would look whole.
pub fn notes_for(source: &Source, target: &Path) -> Result<Vec<NewFile>, CopyError> {
    let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    for path in source.files() {
        let failed = |source| CopyError { path: path.clone(), action: "read", source };
        let bytes = fs::read(&path).map_err(failed)?;
        let slug = folders::slug_of(&path);
        let there = files.entry(target.with_file_name(format!("{}.{slug}{}", folders::stem(target), folders::ENDING)));
        let joined = there.or_default();
        if joined.last().is_some_and(|last| *last != b'\n') {
            joined.push(b'\n');
        }
        joined.extend(bytes);
    }
    Ok(files.into_iter().map(|(path, bytes)| NewFile { path, bytes, replace: false }).collect())
}

/// The local files of evidence in the article's folder, by their paths from it, as they are to stand in `folder`; and a
/// sentence for each that is not there. Paths that lead out of the article's folder are right from anywhere, and left alone.
#[must_use]
pub fn evidence_for(source: &Source, names: &BTreeSet<String>, folder: &Path) -> (Vec<NewFile>, Vec<String>) {
    let (mut files, mut troubles) = (Vec::new(), Vec::new());
    let Some(from) = source.article_folder() else { return (files, troubles) };
    let inside = |name: &&String| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    for name in names.iter().filter(inside).filter(|name| !name.is_empty()) {
        let path = folder.join(name);
        match super::article::load(&from.join(name)) {
            Ok(bytes) if fs::read(&path).is_ok_and(|there| there == bytes) => {}
            Ok(bytes) => files.push(NewFile { path, bytes, replace: false }),
            Err(error) => troubles.push(format!("the copy lacks a file of evidence: {error}")),
        }
    }
    (files, troubles)
}

/// The first of `files` that is there already and may not be replaced.
#[must_use]
pub fn existing(files: &[NewFile]) -> Option<PathBuf> {
    files.iter().find(|file| !file.replace && fs::symlink_metadata(&file.path).is_ok()).map(|file| file.path.clone())
}

/// Makes the folder and the files, flushed to disk. What was made is taken away again when one fails.
///
/// # Errors
///
/// Which file, and why.
pub fn write_all(folder: &Path, files: &[NewFile]) -> Result<(), CopyError> {
    let failed = |path: &Path, action| {
        let path = path.to_owned();
        move |source| CopyError { path, action, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder, "make"))?;
    let mut ready = Vec::new();
    for file in files {
        let within = file.path.parent().unwrap_or(folder);
        fs::create_dir_all(within).map_err(failed(within, "make"))?;
        let written = prepare(within, &file.bytes).map_err(failed(&file.path, "write"))?;
        ready.push((file, written));
    }
    let mut made: Vec<&Path> = Vec::new();
    for (file, written) in ready {
        let placed = if file.replace { written.persist(&file.path) } else { written.persist_noclobber(&file.path) };
        if let Err(error) = placed {
            // The first error is the one to tell.
            for path in made {
                drop(fs::remove_file(path));
            }
            return Err(failed(&file.path, "write")(error.error));
        }
        if !file.replace {
            made.push(&file.path);
        }
    }
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed(folder, "flush"))
}

fn prepare(folder: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().permissions(mode()).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// As any new file, whatever the temporary one would have.
fn mode() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o666)
}
