//! A seal: what an annotator's notes on an article were when they signed them.
//!
//! The statement is JSON, and anybody can check it with standard tools: `notes_sha256` is that of the annotator's notes files with their
//! lines sorted by bytes, each once (`LC_ALL=C sort -u FILES | sha256sum`), and `article_sha256` that of the article file.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::text::counted::counted;

/// Version of the statement.
pub const VERSION: u32 = 1;
/// What the signature is for, so that it counts for nothing else: the namespace of `ssh-keygen -Y`.
pub const NAMESPACE: &str = "nutgraf";

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Statement {
    /// Version of the statement.
    pub nutgraf_seal: u32,
    /// Who seals.
    pub by: String,
    /// When, RFC 3339 in UTC, by their clock.
    pub at: String,
    /// The article's id.
    pub article: String,
    /// SHA-256 of the article file, in hex.
    pub article_sha256: String,
    /// SHA-256 of the notes, lines sorted and each once, in hex.
    pub notes_sha256: String,
    /// The first 16 hex digits of the SHA-256 of each line, sorted, by which later changes are counted.
    pub lines: Vec<String>,
}

impl Statement {
    /// What there is to seal.
    #[must_use]
    pub fn of(by: &str, at: &str, article: &str, article_bytes: &[u8], notes: &[u8]) -> Self {
        let lines = sorted(notes);
        let mut all = Sha256::new();
        let mut digests = BTreeSet::new();
        for line in &lines {
            all.update(line);
            all.update(b"\n");
            digests.insert(hex(&Sha256::digest(line), 8));
        }
        Self {
            nutgraf_seal: VERSION,
            by: by.to_owned(),
            at: at.to_owned(),
            article: article.to_owned(),
            article_sha256: hex(&Sha256::digest(article_bytes), 32),
            notes_sha256: hex(&all.finalize(), 32),
            lines: digests.into_iter().collect(),
        }
    }

    /// The statement as it is written and signed.
    ///
    /// # Errors
    ///
    /// Never, with text in its fields.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// What is different now, a phrase each; nothing where nothing is.
    #[must_use]
    pub fn changes(&self, now: &Self) -> Vec<String> {
        let mut changes = Vec::new();
        if self.article_sha256 != now.article_sha256 {
            changes.push("the article has changed".to_owned());
        }
        if self.notes_sha256 != now.notes_sha256 {
            let (before, after): (BTreeSet<_>, BTreeSet<_>) = (self.lines.iter().collect(), now.lines.iter().collect());
            let lines = |count: usize, what: &str| {
                let were = if count == 1 { "was" } else { "were" };
                (count > 0).then(|| format!("{} {were} {what}", counted(count, "line")))
            };
            changes.extend(lines(after.difference(&before).count(), "added"));
            changes.extend(lines(before.difference(&after).count(), "removed or changed"));
        }
        changes
    }
}

/// The lines of a notes file, sorted by bytes, each once; empty ones and ends of lines do not count.
fn sorted(notes: &[u8]) -> Vec<&[u8]> {
    let lines = notes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let lines: BTreeSet<&[u8]> = lines.filter(|line| !line.trim_ascii().is_empty()).collect();
    lines.into_iter().collect()
}

fn hex(bytes: &[u8], count: usize) -> String {
    bytes.iter().take(count).fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(article: &str, notes: &str) -> Statement {
        Statement::of("ana", "2026-11-26T20:00:00Z", "harbour", article.as_bytes(), notes.as_bytes())
    }

    #[test]
    fn the_order_of_lines_and_repeated_ones_change_nothing() {
        let one = statement("a", "b\na\n");
        assert_eq!(one.changes(&statement("a", "a\r\nb\r\n\na\n")), Vec::<String>::new());
        // printf 'a\nb\n' | sha256sum
        assert_eq!(one.notes_sha256, "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2");
    }

    #[test]
    fn what_has_changed_is_counted() {
        let before = statement("a", "a\nb\nc\n");
        assert_eq!(before.changes(&statement("a", "a\nb\nc\nd\ne\n")), ["2 lines were added"]);
        assert_eq!(
            before.changes(&statement("x", "a\nb\n")),
            ["the article has changed", "1 line was removed or changed"]
        );
    }
}
