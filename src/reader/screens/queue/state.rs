//! The open queue.

use crate::model::annotation::judgement::Opinion;

/// The open queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    /// How many of the claims to do come before the current one.
    pub at: usize,
    /// The opinion on the current claim, which is not written yet.
    pub opinion: Opinion,
    /// How many rows further down the text shows than it would by itself; negative for further up.
    pub scroll: isize,
    /// Claims judged since it was opened, the latest last.
    pub judged: Vec<usize>,
    /// Whether the current claim has come up because the one before was judged, and nothing has been done since.
    pub just_moved_on: bool,
}
