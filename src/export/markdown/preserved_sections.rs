//! Text that a person wrote into a packet by hand. It is between marked lines, and the next packet has it again.

use std::collections::BTreeMap;
use std::fmt;

use sha2::{Digest, Sha256};

use crate::codec::byte_order_mark;
use crate::export::markdown::escape::{inline, unword, word};
use crate::export::state::{Stamp, digits};

/// Begins the line that says what a claim came to.
const STATE: &str = "<!-- nutgraf state";
/// Begins the line that says which article it is of, with the hash of its text.
pub(crate) const ARTICLE: &str = "<!-- nutgraf article";
/// Begins the last line, with the hash of everything that was not written by hand.
pub(crate) const WHOLE: &str = "<!-- nutgraf whole";
/// Begins the line after which a person may write.
const YOURS: &str = "<!-- yours";
/// The line that ends the place.
const END: &str = "<!-- end of yours -->";

/// Writes a place for a person's own text.
pub(crate) fn place(name: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    writeln!(out, "\n{YOURS} {}: what you write between these two lines is kept -->\n\n{END}", word(name))
}

/// A packet from an earlier export, as it is now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Packet {
    /// Id of the article.
    pub article: String,
    /// The hash of the article's text.
    pub text_hash: String,
    /// The text written by hand, by its place: a claim's id, or `article`.
    pub by_hand: BTreeMap<String, String>,
    /// The recorded states of claims.
    pub stamps: Vec<Stamp>,
    /// Whether everything else is unchanged.
    pub is_intact: bool,
}

impl Packet {
    /// Reads a packet; `None` if the text is no packet.
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
                // A place is written with an empty line, which does not count as written by hand.
                hash.update("\n");
                here = None;
            }
            if let Some(digits) = comment(line, WHOLE) {
                whole = Some(digits.to_owned());
                continue;
            }
            hash.update(line);
            hash.update("\n");
            // Packets of earlier versions have both in the front matter, before any text that could imitate them.
            for (key, kept) in [("id: ", &mut packet.article), ("text_hash: ", &mut packet.text_hash)] {
                if let (true, Some(value)) = (kept.is_empty(), line.strip_prefix(key)) {
                    value.trim_matches('"').clone_into(kept);
                }
            }
            if let Some([article, hash]) = comment(line, ARTICLE).and_then(parts) {
                (packet.article, packet.text_hash) = (unword(article), hash.to_owned());
            } else if let Some(rest) = comment(line, YOURS) {
                here = Some(unword(rest.split(':').next().unwrap_or("")));
            } else if let Some(stamp) = comment(line, STATE).and_then(read_stamp) {
                packet.stamps.push(stamp);
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

/// Ends the line of somebody who was not chosen, and is heard beside those who were.
const BESIDE: &str = "beside";

/// The line that says what a claim came to.
pub(crate) fn state_line(stamp: &Stamp) -> String {
    let by = if stamp.by.is_empty() { "-".to_owned() } else { word(&stamp.by) };
    let beside = if stamp.is_uninvited { format!(" {BESIDE}") } else { String::new() };
    format!("{STATE} {} {by} {}{beside} -->", word(&stamp.claim), stamp.state)
}

fn read_stamp(text: &str) -> Option<Stamp> {
    let (text, is_uninvited) = match text.strip_suffix(BESIDE).and_then(|text| text.strip_suffix(' ')) {
        Some(text) => (text, true),
        None => (text, false),
    };
    let [claim, by, state] = parts(text)?;
    let by = if by == "-" { String::new() } else { unword(by) };
    Some(Stamp { claim: unword(claim), by, state: state.to_owned(), is_uninvited })
}

fn parts<const N: usize>(text: &str) -> Option<[&str; N]> {
    text.split(' ').collect::<Vec<_>>().try_into().ok()
}

/// The heading for text on claims that have no place of their own in a packet.
const ELSEWHERE: &str = "## What you wrote on other claims";

/// Passes a packet on and restores the text written by hand. Text on a claim that has no place any more, because it is
/// confirmed by now, goes to the end.
pub struct Keeping<'a> {
    out: &'a mut dyn fmt::Write,
    by_hand: BTreeMap<String, String>,
    /// Claims that the packet contains, in order.
    claims: Vec<String>,
    line: String,
    /// Whether to drop the next empty line, which belongs to a filled place.
    filled: bool,
    /// The hash of everything not written by hand, for the last line.
    hash: Sha256,
}

impl<'a> Keeping<'a> {
    /// Restores `by_hand` in a packet with these claims, written to `out`.
    pub fn new(out: &'a mut dyn fmt::Write, by_hand: BTreeMap<String, String>, claims: Vec<String>) -> Self {
        Self { out, by_hand, claims, line: String::new(), filled: false, hash: Sha256::new() }
    }

    /// Places of claims that the packet does not contain, once it is written.
    #[must_use]
    pub fn left(&self) -> Vec<&str> {
        self.by_hand.keys().map(String::as_str).collect()
    }

    fn end_line(&mut self) -> fmt::Result {
        let line = std::mem::take(&mut self.line);
        if comment(&line, WHOLE).is_some() {
            return self.end(&line);
        }
        self.hash.update(&line);
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

    /// Writes the left-over text and the last line.
    fn end(&mut self, whole: &str) -> fmt::Result {
        use fmt::Write as _;
        let claims = std::mem::take(&mut self.claims);
        let left: Vec<&String> = claims.iter().filter(|claim| self.by_hand.contains_key(*claim)).collect();
        if left.is_empty() {
            return self.out.write_str(whole);
        }
        let mut text = format!("\n{ELSEWHERE}\n");
        for claim in left {
            writeln!(text, "\n### {}", inline(claim))?;
            place(claim, &mut text)?;
        }
        text.push('\n');
        for line in text.split_inclusive('\n') {
            line.clone_into(&mut self.line);
            self.end_line()?;
        }
        writeln!(self.out, "{WHOLE} {} -->", digits(self.hash.clone()))
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
