//! Writing an article and its notes into another folder, all of it or none.
//!
//! The article's folder may be somebody else's, and the other one too: nothing outside the first is read through a link in
//! it, and nothing outside the second is written through one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use crate::text::path::shown_path;

use super::folders;
use super::notes::{self, Source};
use super::regular;

/// A file that is to be made.
#[derive(Debug)]
pub struct NewFile {
    /// Where.
    pub path: PathBuf,
    /// What it holds.
    pub content: Content,
    /// Whether it may take the place of one that is there.
    pub replace: bool,
}

/// What a new file holds.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What stands in a file, which may be large: it is never held in memory.
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

fn failed<E: fmt::Display>(action: &'static str, path: &Path) -> impl Fn(E) -> CopyError {
    let path = path.to_owned();
    move |why| CopyError { path: path.clone(), action, why: why.to_string() }
}

/// The notes files of an article as they are to stand beside `target`; one per annotator, wherever the parts were.
///
/// # Errors
///
/// When one cannot be read, or is a link out of its folder: a copy without it would look whole.
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
        let bytes = notes::read_file(&path).map_err(refused)?;
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

/// Where a path really leads, when that is not in `folder`; none also when it leads nowhere.
fn outside(folder: &Path, path: &Path) -> Option<PathBuf> {
    let (folder, path) = (fs::canonicalize(folder).ok()?, fs::canonicalize(path).ok()?);
    (!path.starts_with(folder)).then_some(path)
}

/// The local files of evidence in the article's folder, by their paths from it, as they are to stand in `folder`; and a
/// sentence for each that is not there or may not be copied. Paths that lead out of the article's folder are right from
/// anywhere, and left alone.
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

/// Where a file of evidence really is, or why it is not copied.
fn evidence(from: &Path, path: &Path) -> Result<PathBuf, String> {
    if let Some(outside) = outside(from, path) {
        return Err(format!("it leads out of the article's folder, to {}; copy it yourself", shown_path(&outside)));
    }
    let explained = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => error.to_string(),
    };
    let real = fs::canonicalize(path).map_err(explained)?;
    regular::open(&real).map_err(explained)?;
    Ok(real)
}

/// Whether two regular files hold the same, neither being taken into memory whole.
fn holds_the_same(one: &Path, other: &Path) -> bool {
    let (Ok((one, one_is)), Ok((other, other_is))) = (regular::open(one), regular::open(other)) else { return false };
    if one_is.len() != other_is.len() {
        return false;
    }
    let bytes = |file: File| io::BufReader::with_capacity(1 << 16, file).bytes().map(Result::ok);
    bytes(one).eq(bytes(other))
}

/// The first of `files` that is there already and may not be replaced.
#[must_use]
pub fn existing(files: &[NewFile]) -> Option<PathBuf> {
    files.iter().find(|file| !file.replace && fs::symlink_metadata(&file.path).is_ok()).map(|file| file.path.clone())
}

/// Whether the files may be made: the folder and those in it are folders and no links, and only files are replaced.
///
/// # Errors
///
/// What stands in the way.
pub fn check_targets(folder: &Path, files: &[NewFile]) -> Result<(), CopyError> {
    for file in files {
        for folder in folders_of(folder, file) {
            is_there(&folder)?;
        }
        let there = fs::symlink_metadata(&file.path).ok().map(|metadata| metadata.file_type());
        if let Some(kind) = there.filter(|kind| !kind.is_symlink()).and_then(regular::other_kind) {
            let why = format!("{kind} stands in its place; move that away, or choose another folder");
            return Err(failed("write", &file.path)(why));
        }
    }
    Ok(())
}

/// The folder of a copy, and those below it in which a file stands, the outermost first.
fn folders_of(folder: &Path, file: &NewFile) -> Vec<PathBuf> {
    // Without the last slash, behind which a link would be followed.
    let folder: PathBuf = folder.components().collect();
    let below = file.path.parent().and_then(|within| within.strip_prefix(&folder).ok()).unwrap_or(Path::new(""));
    let mut folders = vec![folder];
    for part in below.components() {
        let next = folders.last().map_or_else(|| part.as_os_str().into(), |last| last.join(part));
        folders.push(next);
    }
    folders
}

/// Whether a folder is there already; a link to one is not followed.
fn is_there(folder: &Path) -> Result<bool, CopyError> {
    let refused = failed("write into", folder);
    let metadata = match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        metadata => metadata.map_err(failed("write into", folder))?,
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
        kind => Err(refused(format!("it is {} and no folder; name another", kind.unwrap_or("a file")))),
    }
}

/// Makes the folder and the files, flushed to disk. What was made is taken away again when one fails.
///
/// # Errors
///
/// Which file, and why.
pub fn write_all(folder: &Path, files: &[NewFile]) -> Result<(), CopyError> {
    let mut made = Made::default();
    made.write_all(folder, files).inspect_err(|_| made.take_away())
}

/// What was made so far.
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
            ready.push((file, prepare(&within, &file.content).map_err(failed("write", &file.path))?));
        }
        for (file, written) in ready {
            let placed = if file.replace { written.persist(&file.path) } else { written.persist_noclobber(&file.path) };
            placed.map_err(|error| failed("write", &file.path)(error.error))?;
            if !file.replace {
                self.files.push(file.path.clone());
            }
        }
        for folder in files.iter().flat_map(|file| folders_of(folder, file)).collect::<BTreeSet<_>>() {
            File::open(&folder).and_then(|folder| folder.sync_all()).map_err(failed("flush", &folder))?;
        }
        Ok(())
    }

    /// Makes the folders of a file, one by one, so that none of them is a link; answers the innermost.
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
        fs::create_dir(folder).map_err(failed("make", folder))?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    /// The first error is the one to tell; what cannot be taken away stays.
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

/// As any new file, whatever the temporary one would have.
fn mode() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o666)
}
