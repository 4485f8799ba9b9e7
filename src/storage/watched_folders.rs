//! The folders to watch for an article.

use std::path::PathBuf;

use crate::storage::config;
use crate::storage::files::links;
use crate::storage::journal::notes_files::Source;
use crate::storage::journal::segments;

impl Source {
    /// The folders in which a change may alter the article, its notes or its settings: those that have these files or may
    /// have them later, and those to which links on the way lead.
    #[must_use]
    pub fn watched_folders(&self) -> Vec<PathBuf> {
        let article = match self {
            Self::File(path, _) => Some(path.clone()),
            Self::Builtin(_) | Self::Unwritten(_) => None,
        };
        let segments = article.as_deref().map_or(Vec::new(), segments::watched);
        let files = article.into_iter().chain(self.files()).chain(config::files(self));
        let mut folders: Vec<PathBuf> = files.flat_map(|path| links::folders_behind(&path)).collect();
        folders.extend(self.folders());
        folders.extend(segments);
        folders.sort();
        folders.dedup();
        folders
    }
}
