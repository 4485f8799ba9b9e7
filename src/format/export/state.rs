//! Short hashes of what an export says, by which a later run sees what has changed since.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::domain::anchor::EarlierWording;
use crate::domain::article::Article;
use crate::domain::fingerprint::Fingerprint;
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::format::journal::seen_value;

use super::chosen::Chosen;

/// First 12 hex digits of a SHA-256.
pub(super) fn digits(hash: Sha256) -> String {
    let mut digits = String::with_capacity(12);
    for byte in hash.finalize().iter().take(6) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Whether a text can be one of these hashes: 12 hex digits.
pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The hash of the article's text: its paragraphs joined by a blank line.
#[must_use]
pub fn text_hash(article: &Article) -> String {
    let mut hash = Sha256::new();
    for (number, paragraph) in article.paragraphs().enumerate() {
        if number > 0 {
            hash.update("\n\n");
        }
        hash.update(&paragraph.text);
    }
    digits(hash)
}

/// What a claim and one annotator's word on it came to when it was exported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// The claim.
    pub claim: String,
    /// The annotator; nobody where nothing was said.
    pub by: String,
    /// The hash.
    pub state: String,
}

impl Stamp {
    /// The stamp of nobody's word on a claim: its wording alone.
    fn unsaid(chosen: &Chosen<'_>) -> Self {
        let state = Fingerprint::of_claim(chosen.claim).as_str().to_owned();
        Self { claim: chosen.claim.id.clone(), by: String::new(), state }
    }
}

/// The stamps of a claim: one for each voice, or one for the claim alone.
#[must_use]
pub fn stamps(chosen: &Chosen<'_>) -> Vec<Stamp> {
    if chosen.voices.is_empty() {
        return vec![Stamp::unsaid(chosen)];
    }
    let stamp = |(by, fold): (&str, &Fold)| {
        let mut hash = Sha256::new();
        hash.update(Fingerprint::of_claim(chosen.claim).as_str());
        let now = Fingerprint::of_claim(chosen.claim);
        for on in touched(fold, &Target::claim(&chosen.claim.id)) {
            hash_settings(fold, &on, &now, &mut hash);
        }
        Stamp { claim: chosen.claim.id.clone(), by: by.to_owned(), state: digits(hash) }
    };
    chosen.voices.iter().map(|voice| stamp((voice.by, voice.fold))).collect()
}

/// Takes in everything that holds of a thing, field by field in order.
fn hash_settings(fold: &Fold, on: &Target, now: &Fingerprint, hash: &mut Sha256) {
    let mut names: Vec<&str> = fold.field_names(on).collect();
    names.sort_unstable();
    for name in names {
        let Some(change) = fold.winner(on, name).map(|winner| winner.change).filter(|change| !change.to.is_null())
        else {
            continue;
        };
        let of = change.of.as_ref().filter(|of| *of != now).map_or("", Fingerprint::as_str);
        for part in [on.0.as_str(), name, of] {
            hash.update(part);
            hash.update("\u{1f}");
        }
        match &change.to {
            Value::String(text) => hash.update(text),
            other => hash.update(other.to_string()),
        }
        hash.update("\u{1e}");
    }
}

/// A thing with its evidence, and the notes on it with their answers.
pub(super) fn touched(fold: &Fold, on: &Target) -> Vec<Target> {
    let (mut found, mut known) = (vec![on.clone()], BTreeSet::from([on.clone()]));
    let mut next = 0;
    while let Some(on) = found.get(next).cloned() {
        next += 1;
        for sort in ["evidence", "note"] {
            let beginning = format!("{sort}:");
            for (id, _) in fold.elements(&on, &beginning) {
                let target = Target::element(sort, id);
                if known.insert(target.clone()) {
                    found.push(target);
                }
            }
        }
    }
    found
}

/// What holds of a thing, field by field in order, as `nutgraf judge FILE -` reads it. `now` is the fingerprint of its words
/// today, and `earlier` what was said of other words or in another context: that keeps its words, so that reading it back
/// does not make it a judgement of today's.
pub(super) fn settings(fold: &Fold, on: &Target, today: Today<'_>, keep: impl Fn(&str) -> bool) -> Vec<Value> {
    let mut names: Vec<&str> = fold.field_names(on).filter(|name| keep(name)).collect();
    names.sort_unstable();
    names.into_iter().filter_map(|name| setting(fold, on, today, name)).collect()
}

/// What there is today of the words that something is said of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Today<'a> {
    /// Their fingerprint; none where the article has no such thing.
    pub now: Option<&'a Fingerprint>,
    /// What was said of other words, or in another context.
    pub earlier: &'a [EarlierWording],
}

/// What holds of one field, the same way.
pub(super) fn setting(fold: &Fold, on: &Target, today: Today<'_>, field: &str) -> Option<Value> {
    let winner = fold.winner(on, field)?;
    let change = winner.change;
    if change.to.is_null() {
        return None;
    }
    let mut setting = json!({"on": on.0, "field": field, "to": change.to});
    let is_earlier = today.earlier.iter().any(|wording| wording.field == field);
    if let Some(of) = change.of.as_ref().filter(|of| is_earlier || today.now != Some(of)) {
        setting["of"] = of.as_str().into();
        if let Some(seen) = winner.line.seen(of) {
            setting["seen"] = seen_value(&seen);
        }
    }
    Some(setting)
}

/// Passes text on, and hashes it.
pub(super) struct Hashing<'a> {
    out: &'a mut dyn fmt::Write,
    hash: Sha256,
}

impl<'a> Hashing<'a> {
    pub(super) fn new(out: &'a mut dyn fmt::Write) -> Self {
        Self { out, hash: Sha256::new() }
    }

    /// The hash of everything passed on.
    pub(super) fn digits(&self) -> String {
        digits(self.hash.clone())
    }
}

impl fmt::Write for Hashing<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.hash.update(text);
        self.out.write_str(text)
    }
}
