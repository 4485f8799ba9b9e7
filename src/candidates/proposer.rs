//! The name under which this program proposes.

/// The proposer that candidates of this program name.
pub const PROPOSER: &str = "nutgraf";
