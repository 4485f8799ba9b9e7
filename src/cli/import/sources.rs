//! Finds the files to import.

use std::path::{Path, PathBuf};

use crate::storage;
use crate::text::path::shown_path;

use crate::cli::Failure;
use crate::workspace::import_file::{STANDOFF, is_ours, text_beside};

/// A source to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceFile {
    /// Its path; `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// Whether it was found in a folder rather than named.
    pub(super) found: bool,
}

impl SourceFile {
    /// Its name in messages.
    pub(super) fn name(&self) -> String {
        self.path.as_ref().map_or_else(|| "standard input".to_owned(), |path| shown_path(path))
    }

    /// Its bytes.
    pub(super) fn load(&self) -> Result<Vec<u8>, storage::import::FileError> {
        match &self.path {
            Some(path) => storage::import::load(path),
            None => storage::import::load_standard_input(),
        }
    }

    /// The text that an annotations file refers to, if it is beside it.
    pub(super) fn text_beside(&self) -> Option<Vec<u8>> {
        self.path.as_deref().and_then(text_beside)
    }
}

/// Whether a file is the text of an annotations file beside it, with which it is imported.
fn is_text_of_annotations(file: &Path, files: &[PathBuf]) -> bool {
    let is_text = file.extension().is_some_and(|ending| ending == "txt");
    is_text && files.binary_search(&file.with_extension(STANDOFF)).is_ok()
}

/// The files that the arguments name, including those in folders.
pub(super) fn expand(arguments: &[PathBuf]) -> Result<Vec<SourceFile>, Failure> {
    let mut sources = Vec::new();
    for path in arguments {
        if path == Path::new("-") {
            sources.push(SourceFile { path: None, found: false });
        } else if storage::article::is_folder(path) {
            let files = storage::import::files_in(path)?;
            let belongs = |file: &&PathBuf| {
                !is_beside_a_page(file, &files) && !is_text_of_annotations(file, &files) && !is_ours(file)
            };
            let belongs = files.iter().filter(belongs);
            sources.extend(belongs.map(|file| SourceFile { path: Some(file.clone()), found: true }));
        } else {
            sources.push(SourceFile { path: Some(path.clone()), found: false });
        }
    }
    Ok(sources)
}

/// Whether a file is in the folder of scripts and pictures that browsers save beside a page: `page_files` beside
/// `page.html`.
fn is_beside_a_page(file: &Path, files: &[PathBuf]) -> bool {
    const ENDINGS: [&str; 7] = ["_files", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden", "_arquivos"];
    file.ancestors().skip(1).any(|folder| {
        let name = folder.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
        stem.is_some_and(|stem| {
            let page = |ending: &str| folder.with_file_name(format!("{stem}.{ending}"));
            ["html", "htm", "xhtml"].iter().any(|ending| files.binary_search(&page(ending)).is_ok())
        })
    })
}
