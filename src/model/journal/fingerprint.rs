//! Short hashes of what was judged, which reveal whether the words have changed since.

use sha2::{Digest, Sha256};

use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::article::{Paragraph, Section};

/// First 12 hex digits of SHA-256 over text, quote and sorted speakers, white space collapsed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; DIGITS]);

const DIGITS: usize = 12;

impl Fingerprint {
    /// The present fingerprint of a claim.
    #[must_use]
    pub fn of_claim(claim: &Claim) -> Self {
        let mut speakers = claim.speaker.clone();
        speakers.sort();
        Self::of_parts(&claim.text, &claim.quote, &speakers.join(" "))
    }

    /// The present fingerprint of a paragraph: that of its text.
    #[must_use]
    pub fn of_paragraph(paragraph: &Paragraph) -> Self {
        Self::of_parts(&paragraph.text, "", "")
    }

    /// The present fingerprint of a section: its heading, and the fingerprints of its paragraphs.
    #[must_use]
    pub fn of_section(section: &Section) -> Self {
        let paragraphs = section.paragraphs.iter().map(|paragraph| Self::of_paragraph(paragraph).as_str().to_owned());
        let paragraphs: Vec<String> = paragraphs.collect();
        Self::of_parts(section.heading.as_deref().unwrap_or(""), &paragraphs.join(" "), "")
    }

    /// The present fingerprint of an entity: its name and kind.
    #[must_use]
    pub fn of_entity(entity: &Entity) -> Self {
        Self::of_parts(&entity.name, entity.kind.word(), "")
    }

    fn of_parts(text: &str, quote: &str, speakers: &str) -> Self {
        // Hashed in one go: word by word takes half as long again.
        let mut words = String::with_capacity(text.len() + quote.len() + speakers.len() + 2);
        for (number, part) in [text, quote, speakers].into_iter().enumerate() {
            if number > 0 {
                words.push('\u{1f}');
            }
            // White space collapses to single spaces between the words.
            for (number, word) in part.split_whitespace().enumerate() {
                if number > 0 {
                    words.push(' ');
                }
                words.push_str(word);
            }
        }
        let mut digits = [0; DIGITS];
        for (two, byte) in digits.chunks_exact_mut(2).zip(Sha256::digest(words)) {
            two.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        Self(digits)
    }

    /// Parses 12 lower-case hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let valid = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        text.as_bytes().try_into().ok().filter(|_| valid).map(Self)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // It is made of hex digits alone.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The hex digit of a number below 16.
const fn digit(number: u8) -> u8 {
    if number < 10 { b'0' + number } else { b'a' + number - 10 }
}
