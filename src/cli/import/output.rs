//! Where imported articles go.

use std::path::{Path, PathBuf};

use crate::format::article::write::write_under;
use crate::import::{Draft, build};
use crate::store;

use super::super::{Failure, print};
use super::Arguments;

/// Where the articles of a source go.
pub(super) enum Output<'a> {
    /// Nowhere: something else was asked for.
    Nowhere,
    /// To standard output, as YAML documents.
    Standard,
    /// Into files.
    Files {
        /// A folder, or the file for a single article.
        path: &'a Path,
        replace: bool,
    },
}

impl<'a> Output<'a> {
    pub(super) fn of(arguments: &'a Arguments, piped: bool) -> Self {
        let replace = arguments.force;
        match &arguments.output {
            _ if arguments.blocks || arguments.text => Self::Nowhere,
            Some(path) if path == Path::new("-") => Self::Standard,
            Some(path) => Self::Files { path, replace },
            None if piped => Self::Standard,
            None => Self::Files { path: Path::new("."), replace },
        }
    }

    /// Writes one of `count` articles; the file it is in, when it is in one.
    pub(super) fn write(&self, draft: &Draft, count: usize) -> Result<Option<PathBuf>, Failure> {
        match self {
            Self::Nowhere => Ok(None),
            Self::Standard => print(&text(draft)).map(|()| None),
            Self::Files { path, replace } => {
                let path = file(path, draft, count)?;
                if let Some(folder) = path.parent() {
                    store::import::make_folder(folder)?;
                }
                let text = text(draft);
                store::replace::write(&path, *replace, &mut |out| out.write_str(&text))?;
                Ok(Some(path))
            }
        }
    }
}

/// The file for a draft: the path itself where that names a file, otherwise one in that folder.
fn file(path: &Path, draft: &Draft, count: usize) -> Result<PathBuf, Failure> {
    let names_a_file = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    if !names_a_file || store::article::is_folder(path) {
        return Ok(path.join(format!("{}.yaml", build::stem(&draft.document))));
    }
    match count {
        1 => Ok(path.to_owned()),
        _ => Err(Failure(format!("{} is one file for {count} articles; name a folder with -o", path.display()))),
    }
}

/// The file's text: what was imported from what, then the article.
fn text(draft: &Draft) -> String {
    let origin = draft.article.head.source.as_ref();
    let comment = origin.map(|origin| {
        let file = origin.file.as_deref().unwrap_or("standard input");
        let version = &origin.version;
        format!("Imported from {file} ({}) on {} by nutgraf {version}.", origin.format, origin.imported)
    });
    write_under(comment.as_slice(), &draft.article)
}
