//! Why something could not be done, in words for people.

use std::fmt::Display;
use std::io;
use std::io::Write as _;

use crate::text::hidden::visible_on_terminal;

/// Why a command could not do its work: what failed, on what, why, and what to do next.
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    /// Its first line, for where there is room for one.
    pub(crate) fn headline(&self) -> String {
        self.0.lines().next().unwrap_or("").to_owned()
    }
}

impl<E: Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// A message for people, on stderr.
pub(crate) fn complain(failure: &Failure) {
    let text = visible_on_terminal(failure.0.trim_end());
    // A closed stderr leaves no one to tell.
    let _ = writeln!(io::stderr(), "nutgraf: {text}");
}
