//! Short hashes of what was judged, so that a judgement knows when the words have changed.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::article::{Paragraph, Section};
use super::claim::Claim;
use super::entity::Entity;

/// First 12 hex digits of SHA-256 over text, quote and sorted speakers, white space collapsed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

const DIGITS: usize = 12;

impl Fingerprint {
    /// The fingerprint of a claim as it stands.
    #[must_use]
    pub fn of_claim(claim: &Claim) -> Self {
        let mut speakers = claim.speaker.clone();
        speakers.sort();
        Self::of_parts(&claim.text, &claim.quote, &speakers.join(" "))
    }

    /// The fingerprint of a paragraph as it stands: its text alone.
    #[must_use]
    pub fn of_paragraph(paragraph: &Paragraph) -> Self {
        Self::of_parts(&paragraph.text, "", "")
    }

    /// The fingerprint of a section as it stands: its heading, and its paragraphs by their fingerprints.
    #[must_use]
    pub fn of_section(section: &Section) -> Self {
        let paragraphs = section.paragraphs.iter().map(|paragraph| Self::of_paragraph(paragraph).0);
        let paragraphs: Vec<String> = paragraphs.collect();
        Self::of_parts(section.heading.as_deref().unwrap_or(""), &paragraphs.join(" "), "")
    }

    /// The fingerprint of an entity as it stands: its name, and what it is.
    #[must_use]
    pub fn of_entity(entity: &Entity) -> Self {
        Self::of_parts(&entity.name, entity.kind.word(), "")
    }

    fn of_parts(text: &str, quote: &str, speakers: &str) -> Self {
        let hash = Sha256::digest([collapsed(text), collapsed(quote), collapsed(speakers)].join("\u{1f}"));
        let mut digits = String::with_capacity(DIGITS);
        for byte in hash.iter().take(DIGITS / 2) {
            // Writing to a string cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        Self(digits)
    }

    /// Reads 12 lower-case hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let valid = text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        valid.then(|| Self(text.to_owned()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
