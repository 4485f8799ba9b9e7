//! Short hashes of what was judged, so that a judgement knows when the words have changed.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::article::Paragraph;
use super::claim::Claim;
use super::journal::Seen;
use crate::text::span::ByteSpan;

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

/// How many code points around the quote are kept.
const AROUND: usize = 32;

/// How many code points of a paragraph are kept with a note on it.
const BEGINNING: usize = 64;

/// The first words of a paragraph, to be kept with what is said of it.
#[must_use]
pub fn seen_paragraph(paragraph: &Paragraph) -> Seen {
    let beginning: String = paragraph.text.chars().take(BEGINNING).collect();
    let rest: String = paragraph.text.chars().skip(BEGINNING).take(AROUND).collect();
    let (text, before) = (beginning.clone(), String::new());
    Seen { paragraph: paragraph.id.clone(), text, quote: beginning, before, after: rest }
}

/// The words of a claim, to be kept with a judgement of it.
#[must_use]
pub fn seen(paragraph: &Paragraph, claim: &Claim) -> Seen {
    let (before, after) = claim.quote_span(paragraph).map_or(("", ""), |span| around(&paragraph.text, span));
    Seen {
        paragraph: paragraph.id.clone(),
        text: claim.text.clone(),
        quote: claim.quote.clone(),
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

/// Up to 32 code points on each side of a span of `text`.
#[must_use]
pub fn around(text: &str, span: ByteSpan) -> (&str, &str) {
    let (before, after) = (text.get(..span.start).unwrap_or(""), text.get(span.end..).unwrap_or(""));
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    (&before[start..], &after[..end])
}
