//! Copies an article and its notes into another folder, completely or not at all.
//!
//! Other people may control either folder, so no link in the first is followed to read outside it, and no link in the
//! second to write outside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::fs::File;
use std::io;
use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};

use crate::storage::files::system_error::{Task, explained, why};
use crate::text::path::shown_path;

use crate::storage::files::folders;
use crate::storage::files::regular;
use crate::storage::journal::notes_files;
use crate::storage::journal::notes_files::Source;

/// A file to create.
#[derive(Debug)]
pub struct NewFile {
    /// Its path.
    pub path: PathBuf,
    /// Its content.
    pub content: Content,
    /// Whether it may replace an existing file.
    pub replace: bool,
}

/// The content of a new file.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The content of another file, which may be too large for memory.
    Of(PathBuf),
}

/// Why nothing was copied.
#[derive(Debug)]
pub struct CopyError {
    path: PathBuf,
    action: &'static str,
    why: String,
}

impl fmt::Display for CopyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {} {}: {}", self.action, shown_path(&self.path), self.why)
    }
}

impl std::error::Error for CopyError {}

fn failed(action: &'static str, path: &Path) -> impl Fn(String) -> CopyError {
    let path = path.to_owned();
    move |why| CopyError { path: path.clone(), action, why }
}

/// Why nothing was copied, from an error of the system.
fn unwritten(action: &'static str, path: &Path) -> impl Fn(io::Error) -> CopyError {
    let failed = failed(action, path);
    move |error| failed(explained(Task::Write, &error))
}

/// An article's notes files, to be written beside `target`: one per annotator, wherever its parts were.
///
/// # Errors
///
/// If a file cannot be read, or is a link out of its folder: a copy without it would look complete.
pub fn notes_for(source: &Source, target: &Path) -> Result<Vec<NewFile>, CopyError> {
    let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    for path in source.files() {
        let refused = failed("copy", &path);
        if let Some(outside) = outside(&folders::folder_of(&path), &path) {
            let outside = shown_path(&outside);
            return Err(refused(format!(
                "it is a link to {outside}, outside its folder; put that file in the link's place, or remove the link"
            )));
        }
        let bytes = notes_files::read_file(&path).map_err(refused)?;
        let slug = folders::slug_of(&path);
        let there = files.entry(folders::notes_file(target, &slug));
        let joined = there.or_default();
        if joined.last().is_some_and(|last| *last != b'\n') {
            joined.push(b'\n');
        }
        joined.extend(bytes);
    }
    let new = |(path, bytes)| NewFile { path, content: Content::Bytes(bytes), replace: false };
    Ok(files.into_iter().map(new).collect())
}

/// The target of a link out of `folder`; `None` if the path stays inside or leads nowhere.
fn outside(folder: &Path, path: &Path) -> Option<PathBuf> {
    let (folder, path) = (fs::canonicalize(folder).ok()?, fs::canonicalize(path).ok()?);
    (!path.starts_with(folder)).then_some(path)
}

/// The local files of evidence in the article's folder, to be written to `folder`, with a sentence for each that is
/// missing or must not be copied. Paths out of the article's folder work from anywhere and are left alone.
#[must_use]
pub fn evidence_for(source: &Source, names: &BTreeSet<String>, folder: &Path) -> (Vec<NewFile>, Vec<String>) {
    let (mut files, mut troubles) = (Vec::new(), Vec::new());
    let Some(from) = source.article_folder() else { return (files, troubles) };
    let inside = |name: &&String| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    for name in names.iter().filter(inside).filter(|name| !name.is_empty()) {
        let (there, path) = (from.join(name), folder.join(name));
        match evidence(&from, &there) {
            Ok(real) if holds_the_same(&real, &path) => {}
            Ok(real) => files.push(NewFile { path, content: Content::Of(real), replace: false }),
            Err(why) => {
                let there = shown_path(&there);
                troubles.push(format!("the copy lacks a file of evidence: cannot copy {there}: {why}"));
            }
        }
    }
    (files, troubles)
}

/// The real path of a file of evidence, or why it is not copied.
fn evidence(from: &Path, path: &Path) -> Result<PathBuf, String> {
    if let Some(outside) = outside(from, path) {
        return Err(format!("it leads out of the article's folder, to {}; copy it yourself", shown_path(&outside)));
    }
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => why(Task::Read, &error),
        _ => explained(Task::Read, &error),
    };
    let real = fs::canonicalize(path).map_err(failed)?;
    regular::open(&real).map_err(failed)?;
    Ok(real)
}

/// Whether two regular files have the same content, compared piece by piece.
fn holds_the_same(one: &Path, other: &Path) -> bool {
    let (Ok((one, one_is)), Ok((other, other_is))) = (regular::open(one), regular::open(other)) else { return false };
    if one_is.len() != other_is.len() {
        return false;
    }
    let bytes = |file: File| io::BufReader::with_capacity(1 << 16, file).bytes().map(Result::ok);
    bytes(one).eq(bytes(other))
}

/// The first of `files` that exists and may not be replaced.
#[must_use]
pub fn existing(files: &[NewFile]) -> Option<PathBuf> {
    files.iter().find(|file| !file.replace && fs::symlink_metadata(&file.path).is_ok()).map(|file| file.path.clone())
}

/// Checks that the files can be created: folders must be folders, not links, and only files are replaced.
///
/// # Errors
///
/// What is in the way.
pub fn check_targets(folder: &Path, files: &[NewFile]) -> Result<(), CopyError> {
    for file in files {
        for folder in folders_of(folder, file) {
            is_there(&folder)?;
        }
        let there = fs::symlink_metadata(&file.path).ok().map(|metadata| metadata.file_type());
        if let Some(kind) = there.filter(|kind| !kind.is_symlink()).and_then(regular::other_kind) {
            let why = format!("{kind} is in its place; move it away, or choose another folder");
            return Err(failed("write", &file.path)(why));
        }
    }
    Ok(())
}

/// The folder of a copy, and those below it that lead to a file, the outermost first.
fn folders_of(folder: &Path, file: &NewFile) -> Vec<PathBuf> {
    // Without a trailing slash, which would make the system follow a link.
    let folder: PathBuf = folder.components().collect();
    let below = file.path.parent().and_then(|within| within.strip_prefix(&folder).ok()).unwrap_or(Path::new(""));
    let mut folders = vec![folder];
    for part in below.components() {
        let next = folders.last().map_or_else(|| part.as_os_str().into(), |last| last.join(part));
        folders.push(next);
    }
    folders
}

/// Whether a folder exists; a link to one is not followed.
fn is_there(folder: &Path) -> Result<bool, CopyError> {
    let refused = failed("write into", folder);
    let metadata = match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        metadata => metadata.map_err(unwritten("write into", folder))?,
    };
    if metadata.is_symlink() {
        let target = fs::read_link(folder).unwrap_or_default();
        return Err(refused(format!(
            "it is a link to {}, through which nothing is written; choose another folder",
            shown_path(&target)
        )));
    }
    match regular::other_kind(metadata.file_type()) {
        Some("a folder") => Ok(true),
        kind => Err(refused(format!("it is {}, not a folder; choose another", kind.unwrap_or("a file")))),
    }
}

/// Creates the folder and the files, flushed to disk. If one fails, removes what was created.
///
/// # Errors
///
/// Which file, and why.
pub fn write_all(folder: &Path, files: &[NewFile]) -> Result<(), CopyError> {
    let mut made = Made::default();
    made.write_all(folder, files).inspect_err(|_| made.take_away())
}

/// The files and folders created so far.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn write_all(&mut self, folder: &Path, files: &[NewFile]) -> Result<(), CopyError> {
        let mut ready = Vec::new();
        for file in files {
            let within = self.make_folders(folder, file)?;
            ready.push((file, prepare(&within, &file.content).map_err(unwritten("write", &file.path))?));
        }
        for (file, written) in ready {
            let placed = if file.replace { written.persist(&file.path) } else { written.persist_noclobber(&file.path) };
            placed.map_err(|error| unwritten("write", &file.path)(error.error))?;
            if !file.replace {
                self.files.push(file.path.clone());
            }
        }
        for folder in files.iter().flat_map(|file| folders_of(folder, file)).collect::<BTreeSet<_>>() {
            File::open(&folder).and_then(|folder| folder.sync_all()).map_err(unwritten("flush", &folder))?;
        }
        Ok(())
    }

    /// Creates the folders of a file one by one, so that none of them is a link; returns the innermost.
    fn make_folders(&mut self, folder: &Path, file: &NewFile) -> Result<PathBuf, CopyError> {
        let folders = folders_of(folder, file);
        let mut above: Vec<&Path> = folders.first().map_or(Vec::new(), |first| first.ancestors().skip(1).collect());
        above.retain(|folder| !folder.as_os_str().is_empty() && !folder.is_dir());
        above.iter().rev().try_for_each(|folder| self.make_folder(folder))?;
        for folder in &folders {
            if !is_there(folder)? {
                self.make_folder(folder)?;
            }
        }
        Ok(folders.last().cloned().unwrap_or_default())
    }

    fn make_folder(&mut self, folder: &Path) -> Result<(), CopyError> {
        fs::create_dir(folder).map_err(unwritten("make", folder))?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    /// The first error is the one reported; what cannot be removed stays.
    fn take_away(&self) {
        self.files.iter().for_each(|path| drop(fs::remove_file(path)));
        self.folders.iter().rev().for_each(|path| drop(fs::remove_dir(path)));
    }
}

fn prepare(folder: &Path, content: &Content) -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().permissions(mode()).tempfile_in(folder)?;
    match content {
        Content::Bytes(bytes) => file.write_all(bytes)?,
        Content::Of(path) => drop(io::copy(&mut regular::open(path)?.0, file.as_file_mut())?),
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// The mode of any new file, whatever that of the temporary one.
fn mode() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o666)
}
