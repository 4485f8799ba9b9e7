//! Finds where links lead, and where a change could redirect them.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Operating systems follow at most this many links in a path.
const MOST_LINKS: usize = 40;

/// The folders in which a change may put another file behind `path`: that of the file itself, and those of every link
/// on the way to it, however long the chain. They need not exist.
#[must_use]
pub fn folders_behind(path: &Path) -> Vec<PathBuf> {
    let Ok(whole) = std::path::absolute(path) else { return Vec::new() };
    let (mut here, mut rest) = (PathBuf::new(), VecDeque::new());
    begin_again(&mut here, &mut rest, &whole);
    let (mut folders, mut links) = (Vec::new(), 0);
    while let Some(part) = rest.pop_front() {
        if part == ".." {
            // Nothing in the path so far is a link.
            here.pop();
            continue;
        }
        let next = here.join(&part);
        let target = fs::read_link(&next).ok().filter(|_| links < MOST_LINKS);
        if target.is_some() || rest.is_empty() {
            folders.push(here.clone());
        }
        match target {
            Some(target) => {
                links += 1;
                begin_again(&mut here, &mut rest, &target);
            }
            None => here = next,
        }
    }
    folders.sort();
    folders.dedup();
    folders
}

/// Puts the parts of a path before the remaining ones; an absolute path starts at the root.
fn begin_again(here: &mut PathBuf, rest: &mut VecDeque<OsString>, path: &Path) {
    for part in path.components().rev() {
        match part {
            Component::Normal(name) => rest.push_front(name.to_owned()),
            Component::ParentDir => rest.push_front("..".into()),
            Component::RootDir | Component::Prefix(_) => *here = PathBuf::from("/"),
            Component::CurDir => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// The folders, by their names within `root`.
    fn behind(root: &Path, path: &str) -> Vec<String> {
        let within =
            |folder: PathBuf| folder.strip_prefix(root).map(|within| within.to_string_lossy().into_owned()).ok();
        folders_behind(&root.join(path)).into_iter().filter_map(within).collect()
    }

    #[test]
    fn every_link_on_the_way_counts_and_so_does_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        for name in ["shelf", "real/deep", "middle"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        fs::write(root.join("real/deep/story.yaml"), "").unwrap();
        symlink("../real/deep", root.join("middle/current")).unwrap();
        symlink(root.join("middle/current/story.yaml"), root.join("middle/story.yaml")).unwrap();
        symlink("../middle/story.yaml", root.join("shelf/story.yaml")).unwrap();
        assert_eq!(behind(&root, "real/deep/story.yaml"), ["real/deep"]);
        assert_eq!(behind(&root, "shelf/story.yaml"), ["middle", "real/deep", "shelf"]);
        assert_eq!(behind(&root, "shelf/none.yaml"), ["shelf"]);
    }

    #[test]
    fn links_to_nothing_and_circles_end() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        symlink("gone/away.yaml", root.join("lost.yaml")).unwrap();
        symlink("two.yaml", root.join("one.yaml")).unwrap();
        symlink("one.yaml", root.join("two.yaml")).unwrap();
        assert_eq!(behind(&root, "lost.yaml"), ["", "gone"]);
        assert_eq!(behind(&root, "one.yaml"), [""]);
    }
}
