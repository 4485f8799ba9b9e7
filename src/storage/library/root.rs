//! Which folder is the library of an article that was opened by its file.

use std::path::{Component, Path, PathBuf};

use crate::text::path::shown_path;

use crate::storage::config;
use crate::storage::config::entity_lists;
use crate::storage::files::folders;

/// What a folder of articles may have that shows that it is one as a whole.
const MARKERS: [&str; 3] = [config::NAME, entity_lists::NAME, ".git"];

/// The folder of all articles to which the one in this file belongs: the nearest folder above it that has settings, a list of
/// entities or a git repository; else the working folder, if the file is below it; else the file's own. The home folder and
/// the root of the disk contain too much to be one, unless the file is right in them.
#[must_use]
pub fn folder_of(file: &Path) -> PathBuf {
    let own = folders::folder_of(file);
    let (Ok(whole), Ok(here)) = (std::path::absolute(&own), std::env::current_dir()) else { return own };
    let home = etcetera::home_dir().ok();
    let found = root_above(&whole, &here, home.as_deref());
    if found == whole {
        return own;
    }
    match found.strip_prefix(&here) {
        Ok(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Ok(below) => below.to_owned(),
        Err(_) => found,
    }
}

/// The folder of all articles around the absolute folder `own`, seen from the working folder `here`.
fn root_above(own: &Path, here: &Path, home: Option<&Path>) -> PathBuf {
    let own: PathBuf = own.components().filter(|part| *part != Component::CurDir).collect();
    let is_too_much = |folder: &Path| folder != own && (folder.parent().is_none() || Some(folder) == home);
    let is_marked = |folder: &Path| MARKERS.iter().any(|name| folder.join(name).exists());
    let mut above = own.ancestors().take_while(|folder| !is_too_much(folder));
    if let Some(marked) = above.find(|folder| is_marked(folder)) {
        return marked.to_owned();
    }
    if own.starts_with(here) && !is_too_much(here) { here.to_owned() } else { own }
}

/// A folder as people call it: the working folder by its name.
#[must_use]
pub fn folder_words(folder: &Path) -> String {
    let named = || std::path::absolute(folder).ok()?.file_name().map(|name| shown_path(Path::new(name)));
    let is_here = folder == Path::new(".") || folder.as_os_str().is_empty();
    is_here.then(named).flatten().unwrap_or_else(|| shown_path(folder))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::root_above;

    #[test]
    fn a_marked_folder_comes_before_the_working_folder_and_that_before_the_files_own() {
        let disk = tempfile::tempdir().unwrap();
        let path = |name: &str| disk.path().join(name);
        fs::create_dir_all(path("work/news/2026/09")).unwrap();
        let own = path("work/news/2026/09");
        let elsewhere = tempfile::tempdir().unwrap();
        assert_eq!(root_above(&own, elsewhere.path(), None), own);
        assert_eq!(root_above(&own, &path("work"), None), path("work"));
        assert_eq!(root_above(&own, &path("work/news/2026"), None), path("work/news/2026"));
        // Nobody's home is a library, unless the article lies there.
        assert_eq!(root_above(&own, &path("work"), Some(&path("work"))), own);
        assert_eq!(root_above(&own, &own, Some(&own)), own);
        fs::write(path("work/news/entities.yaml"), "").unwrap();
        for here in [path("work"), path("work/news/2026"), elsewhere.path().to_owned()] {
            assert_eq!(root_above(&own, &here, None), path("work/news"));
        }
        fs::write(path("work/nutgraf.toml"), "").unwrap();
        assert_eq!(root_above(&own, elsewhere.path(), None), path("work/news"), "the nearest one");
    }
}
