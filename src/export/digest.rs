//! One number for all that an export says: two exports are the same when their digests are.

use std::fmt;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::export::{Format, Request};

/// The SHA-256, in hex, of everything that a format writes; none when it fails to.
#[must_use]
pub fn digest(format: &Format, request: &Request<'_>) -> Option<String> {
    let mut sink = Sink(Sha256::new());
    (format.write)(request, &mut sink).ok()?;
    let mut hex = String::with_capacity(64);
    for byte in sink.0.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    Some(hex)
}

struct Sink(Sha256);

impl fmt::Write for Sink {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}
