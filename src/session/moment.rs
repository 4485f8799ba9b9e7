//! When something happens, and what makes its id unique: both come from outside.

/// When a message came, and random bits for the ids made because of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 UTC.
    pub unix_ms: u64,
    /// 80 fresh random bits.
    pub random: u128,
    /// How many frames the screen had shown by then; 0 where nobody counts them.
    pub frame: u64,
}
