//! Who writes.

/// Who writes, and how that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Annotator {
    /// The name; none while it is not known, or too generic to be anyone's.
    pub name: Option<String>,
    /// Where the name is from: `--as`, `git`, and so on.
    pub from: String,
}
