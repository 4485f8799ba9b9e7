//! What a person has written into a packet by hand: it stands between marked lines, and is there again in the next one.

use std::collections::BTreeMap;
use std::fmt;

use sha2::{Digest, Sha256};

use super::super::state::{Stamp, digits};
use super::escape::{unword, word};
use crate::format::byte_order_mark;

/// Begins the line that says what a claim came to.
pub(super) const STATE: &str = "<!-- nutgraf state";
/// Begins the last line: the hash of everything that was not written by hand.
pub(super) const WHOLE: &str = "<!-- nutgraf whole";
/// Begins the line after which a person may write.
const YOURS: &str = "<!-- yours";
/// The line before which they end.
const END: &str = "<!-- end of yours -->";

/// A place in which a person may write.
pub(super) fn place(name: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    writeln!(out, "\n{YOURS} {}: what you write between these two lines is kept -->\n\n{END}", word(name))
}

/// A packet that was written earlier, as it is now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Packet {
    /// Id of the article.
    pub article: String,
    /// The hash of the article's text.
    pub text_hash: String,
    /// What was written by hand, by its place: a claim's id, or `article`.
    pub by_hand: BTreeMap<String, String>,
    /// What claims came to.
    pub stamps: Vec<Stamp>,
    /// Whether all the rest is as it was written.
    pub is_intact: bool,
}

impl Packet {
    /// Reads a packet; none when the text is no packet.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut packet = Self::default();
        let mut hash = Sha256::new();
        let (mut whole, mut here) = (None, None);
        for line in byte_order_mark::without(text).lines() {
            if let Some(name) = &here {
                if line != END {
                    let written: &mut String = packet.by_hand.entry(String::clone(name)).or_default();
                    written.push_str(line);
                    written.push('\n');
                    continue;
                }
                // The empty line that stands in a place from the beginning was not written by hand.
                hash.update("\n");
                here = None;
            }
            if let Some(digits) = comment(line, WHOLE) {
                whole = Some(digits.to_owned());
                continue;
            }
            hash.update(line);
            hash.update("\n");
            // Both stand in the front matter, before anything that could look like them.
            for (key, kept) in [("id: ", &mut packet.article), ("text_hash: ", &mut packet.text_hash)] {
                if let (true, Some(value)) = (kept.is_empty(), line.strip_prefix(key)) {
                    value.trim_matches('"').clone_into(kept);
                }
            }
            if let Some(rest) = comment(line, YOURS) {
                here = Some(unword(rest.split(':').next().unwrap_or("")));
            } else if let Some([claim, by, state]) = comment(line, STATE).and_then(parts) {
                let by = if by == "-" { String::new() } else { unword(by) };
                packet.stamps.push(Stamp { claim: unword(claim), by, state: state.to_owned() });
            }
        }
        packet.by_hand.retain(|_, written| !written.trim().is_empty());
        packet.is_intact = here.is_none() && whole.as_ref() == Some(&digits(hash));
        whole.is_some().then_some(packet)
    }
}

fn comment<'a>(line: &'a str, beginning: &str) -> Option<&'a str> {
    line.trim_end().strip_prefix(beginning)?.strip_suffix("-->").map(str::trim)
}

fn parts(text: &str) -> Option<[&str; 3]> {
    text.split(' ').collect::<Vec<_>>().try_into().ok()
}

/// Passes a packet on, and puts what was written by hand into its places.
pub struct Keeping<'a> {
    out: &'a mut dyn fmt::Write,
    by_hand: BTreeMap<String, String>,
    line: String,
    /// Whether the next empty line is a place's own, and not wanted.
    filled: bool,
}

impl<'a> Keeping<'a> {
    /// Puts `by_hand` into what is written to `out`.
    pub fn new(out: &'a mut dyn fmt::Write, by_hand: BTreeMap<String, String>) -> Self {
        Self { out, by_hand, line: String::new(), filled: false }
    }

    /// Places that the packet does not have, once it is written.
    #[must_use]
    pub fn left(&self) -> Vec<&str> {
        self.by_hand.keys().map(String::as_str).collect()
    }

    fn end_line(&mut self) -> fmt::Result {
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.filled) && line == "\n" {
            return Ok(());
        }
        self.out.write_str(&line)?;
        let name = comment(&line, YOURS).map(|rest| unword(rest.split(':').next().unwrap_or("")));
        if let Some(written) = name.and_then(|name| self.by_hand.remove(&name)) {
            self.filled = true;
            self.out.write_str(&written)?;
        }
        Ok(())
    }
}

impl fmt::Write for Keeping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive('\n') {
            self.line.push_str(part);
            if part.ends_with('\n') {
                self.end_line()?;
            }
        }
        Ok(())
    }
}
