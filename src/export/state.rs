//! Short hashes of an export's content, by which a later run detects changes.

use std::collections::BTreeSet;
use std::fmt;
use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::codec::journal_jsonl::seen_value;
use crate::model::article::Article;
use crate::model::journal::Target;
use crate::model::journal::anchor::EarlierWording;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::Fold;

use crate::export::chosen::{Chosen, Voice};

/// First 12 hex digits of a SHA-256.
pub(crate) fn digits(hash: Sha256) -> String {
    let mut digits = String::with_capacity(12);
    for byte in hash.finalize().iter().take(6) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Whether a text looks like such a hash: 12 hex digits.
pub(crate) fn is_hash(text: &str) -> bool {
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

/// The state of a claim, and of one annotator's notes on it, at the time of the export.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// The claim.
    pub claim: String,
    /// The annotator; empty if nobody has annotated the claim.
    pub by: String,
    /// The hash.
    pub state: String,
    /// Whether the annotator was not chosen, and is heard because they contradict who was.
    pub is_uninvited: bool,
}

impl Stamp {
    /// The stamp of a claim that nobody has annotated: its wording alone.
    fn unsaid(chosen: &Chosen<'_>) -> Self {
        let state = Fingerprint::of_claim(chosen.claim).as_str().to_owned();
        Self { claim: chosen.claim.id.clone(), by: String::new(), state, is_uninvited: false }
    }
}

/// The stamps of a claim: one for each annotator, or one for the claim alone.
#[must_use]
pub fn stamps(chosen: &Chosen<'_>) -> Vec<Stamp> {
    if chosen.voices.is_empty() {
        return vec![Stamp::unsaid(chosen)];
    }
    let stamp = |voice: &Voice<'_>| {
        let (by, fold) = (voice.by, voice.fold);
        let mut hash = Sha256::new();
        hash.update(Fingerprint::of_claim(chosen.claim).as_str());
        let now = Fingerprint::of_claim(chosen.claim);
        for on in touched(fold, &Target::claim(&chosen.claim.id)) {
            hash_settings(fold, &on, &now, &mut hash);
        }
        // Settlements by others belong to the state of the claim.
        for settlement in chosen.settled.all().iter().filter(|settlement| settlement.by != by) {
            hash.update(settlement.sentence());
        }
        let is_uninvited = voice.is_uninvited;
        Stamp { claim: chosen.claim.id.clone(), by: by.to_owned(), state: digits(hash), is_uninvited }
    };
    chosen.voices.iter().map(stamp).collect()
}

/// Hashes all current fields of a target, in order.
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

/// A target with its evidence, and the notes on it with their answers.
pub(crate) fn touched(fold: &Fold, on: &Target) -> Vec<Target> {
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

/// The current fields of a target, in order, as `nutgraf judge FILE -` reads them. `now` is the fingerprint of its
/// present words. Values in `earlier` were written for other words or in another context and keep them, so that reading
/// them back does not make them judgements of the present words.
pub(crate) fn settings(fold: &Fold, on: &Target, today: Today<'_>, keep: impl Fn(&str) -> bool) -> Vec<Value> {
    let mut names: Vec<&str> = fold.field_names(on).filter(|name| keep(name)).collect();
    names.sort_unstable();
    names.into_iter().filter_map(|name| setting(fold, on, today, name)).collect()
}

/// The present state of a target's words.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Today<'a> {
    /// Their fingerprint; `None` if the article no longer has the target.
    pub now: Option<&'a Fingerprint>,
    /// The fields written for other words, or in another context.
    pub earlier: &'a [EarlierWording],
}

/// A single field, in the same form.
pub(crate) fn setting(fold: &Fold, on: &Target, today: Today<'_>, field: &str) -> Option<Value> {
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

/// Passes text on and hashes it.
pub(crate) struct Hashing<'a> {
    out: &'a mut dyn fmt::Write,
    hash: Sha256,
}

impl<'a> Hashing<'a> {
    pub(crate) fn new(out: &'a mut dyn fmt::Write) -> Self {
        Self { out, hash: Sha256::new() }
    }

    /// The hash of the text so far.
    pub(crate) fn digits(&self) -> String {
        digits(self.hash.clone())
    }
}

impl fmt::Write for Hashing<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.hash.update(text);
        self.out.write_str(text)
    }
}
