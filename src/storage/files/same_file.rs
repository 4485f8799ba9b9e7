//! Whether two paths lead to one file.

use std::fs;
use std::path::Path;

/// Whether two paths lead to one file that is there.
#[must_use]
pub fn are_one(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    whole(one).is_some_and(|path| whole(other) == Some(path))
}
