//! Paths in messages: a file may be called anything.

use std::path::Path;

use crate::text::hidden::escaped;

/// A path as messages name it, in one piece and on one line; what is not UTF-8 in it is shown as U+FFFD.
///
/// Programs that take the name from standard output need `to_string_lossy` or the bytes instead.
#[must_use]
pub fn shown_path(path: &Path) -> String {
    escaped(&path.to_string_lossy()).into_owned()
}
