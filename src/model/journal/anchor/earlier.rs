//! Annotations written for words that have changed since, or whose context has.

use std::cell::OnceCell;

use crate::model::article::claim::Claim;
use crate::model::article::subject::Subject;
use crate::model::journal::anchor::{AnchorStatus, Candidate, Locator, place_names, words};
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::{Fold, Winner};
use crate::model::journal::judged_fields::JUDGED_FIELDS;
use crate::model::journal::own_claim::{anchor_words, is_own};
use crate::model::journal::{ActionId, Line, Seen, Target};

/// A field that was written for other words than the present ones, or for the same words in another context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierWording {
    /// The field of the journal: `verdict`, `note:01K…`, `tag:trade`.
    pub field: String,
    /// The status of its anchor; never exact.
    pub status: AnchorStatus,
    /// The words it was written for, if the journal keeps them.
    pub seen: Option<Seen>,
    /// Where those words are now, if they are elsewhere.
    pub candidates: Vec<Candidate>,
}

impl EarlierWording {
    /// Whether it was written for other words, rather than for the same words in another context.
    #[must_use]
    pub fn is_of_other_words(&self) -> bool {
        self.status == AnchorStatus::Changed
    }

    /// The words it was written for, for people: a statement, the beginning of a paragraph, a heading, a name and kind.
    /// If only the context has changed, the former sentence.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let seen = self.seen.as_ref()?;
        let words = if self.is_of_other_words() { words::shown(seen) } else { seen.sentence.clone()? };
        (!words.is_empty()).then_some(words)
    }

    /// What has happened to the words.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        match self.status {
            AnchorStatus::Changed => "of an earlier wording",
            AnchorStatus::SentenceChanged => "its sentence has changed since",
            AnchorStatus::ContextChanged => "the text around it has changed since",
            other => other.word(),
        }
    }

    /// A warning in a line: the state of the words, the words themselves, and where they are now.
    #[must_use]
    pub fn remark(&self, locator: &Locator<'_>) -> String {
        let state = self.state();
        let words = self.words().map_or(String::new(), |words| format!(": “{words}”"));
        let places = place_names(&self.candidates, locator.article());
        let now = if places.is_empty() { String::new() } else { format!(", now in {}", places.join(" or ")) };
        format!("{state}{words}{now}")
    }
}

/// How many recent lines to remember results for: fields written together are usually next to each other.
const LATEST: usize = 16;

/// A target with its present words, each computed when first needed.
struct Today<'a> {
    subject: Subject<'a>,
    of: OnceCell<Option<Fingerprint>>,
    seen: OnceCell<Option<Seen>>,
    /// Results for whole lines: most fields of a claim come from a few lines.
    known: Vec<(ActionId, Option<Fingerprint>, AnchorStatus)>,
    /// Results for kept words, as they occur in a line: many lines keep the same words.
    compared: Vec<(&'a str, AnchorStatus)>,
}

impl<'a> Today<'a> {
    fn new(subject: Subject<'a>) -> Self {
        Self { subject, of: OnceCell::new(), seen: OnceCell::new(), known: Vec::new(), compared: Vec::new() }
    }

    fn of(&self) -> Option<&Fingerprint> {
        self.of.get_or_init(|| self.subject.fingerprint()).as_ref()
    }

    fn status(&mut self, winner: &Winner<'a>) -> AnchorStatus {
        let (id, of) = (winner.line.id, winner.change.of.clone());
        if let Some((.., status)) =
            self.known.iter().rev().take(LATEST).find(|(line, kept, _)| *line == id && *kept == of)
        {
            return *status;
        }
        let status = match &of {
            None => AnchorStatus::Exact,
            Some(of) if self.of() != Some(of) => AnchorStatus::Changed,
            Some(of) => match self.subject {
                Subject::Claim(..) => self.compare_line(winner.line, of),
                _ => AnchorStatus::Exact,
            },
        };
        self.known.push((id, of, status));
        status
    }

    /// Compares the same words with those that a line keeps.
    fn compare_line(&mut self, line: &'a Line, of: &Fingerprint) -> AnchorStatus {
        let text = line.seen_text(of);
        if let Some((_, status)) = self.compared.iter().rev().take(LATEST).find(|(other, _)| Some(*other) == text) {
            return *status;
        }
        let status = line.seen(of).map_or(AnchorStatus::Exact, |kept| self.compare(&kept));
        self.compared.extend(text.map(|text| (text, status)));
        status
    }

    /// Compares the context of the same words. Lines of earlier versions that keep no sentence count as exact.
    fn compare(&self, kept: &Seen) -> AnchorStatus {
        if kept.sentence.is_none() {
            return AnchorStatus::Exact;
        }
        let now = self.seen.get_or_init(|| self.subject.words().map(|(_, seen)| seen));
        now.as_ref().map_or(AnchorStatus::Exact, |now| words::compare(kept, now))
    }
}

/// The anchor status of a field of a target that the article has.
#[must_use]
pub fn status(subject: Subject<'_>, winner: &Winner<'_>) -> AnchorStatus {
    Today::new(subject).status(winner)
}

/// The status of every annotation of a target, without the fields of an added claim itself; empty if nothing has
/// changed.
#[must_use]
pub fn earlier_wordings(locator: &Locator<'_>, fold: &Fold, subject: Subject<'_>) -> Vec<EarlierWording> {
    let on = subject.target();
    let own = on.claim_id().is_some_and(is_own);
    let mut today = Today::new(subject);
    let mut found: Vec<EarlierWording> = Vec::new();
    let mut names: Vec<&str> =
        fold.field_names(&on).filter(|name| !own || !Claim::IN_JOURNALS.contains(name)).collect();
    names.sort_unstable();
    for field in names {
        let Some(winner) = fold.winner(&on, field).filter(|winner| !winner.change.to.is_null()) else { continue };
        let (status, kept) = if own && field == "anchor" {
            let Some(kept) = anchor_words(&winner) else { continue };
            (today.compare(&kept), Some(kept))
        } else {
            (today.status(&winner), None)
        };
        if status == AnchorStatus::Exact {
            continue;
        }
        let of = winner.change.of.as_ref();
        let seen = kept.or_else(|| of.and_then(|of| winner.line.seen(of)));
        let again = found.iter().find(|other| other.status == status && other.seen == seen && seen.is_some());
        let candidates = match again {
            Some(other) => other.candidates.clone(),
            None if status == AnchorStatus::Changed => {
                let mut candidates = locator.candidates(&on, of, seen.as_ref()).1;
                // The claim's own paragraph is no candidate for it.
                candidates.retain(|candidate| !is_around(subject, candidate));
                candidates
            }
            None => Vec::new(),
        };
        found.push(EarlierWording { field: field.to_owned(), status, seen, candidates });
    }
    found
}

/// Whether a candidate is the claim's own paragraph.
fn is_around(subject: Subject<'_>, candidate: &Candidate) -> bool {
    match subject {
        Subject::Claim(paragraph, _) => candidate.on.id_of("paragraph") == Some(&paragraph.id),
        _ => false,
    }
}

/// The anchor status of an annotator's judgement or added claim; `None` without a judgement. The worst of several.
#[must_use]
pub fn claim_status(fold: &Fold, claim: &Claim, earlier: &[EarlierWording]) -> Option<AnchorStatus> {
    let on = Target::claim(&claim.id);
    let is_said = |field: &&str| fold.value(&on, field).is_some();
    if !is_own(&claim.id) && !JUDGED_FIELDS.iter().any(is_said) {
        return None;
    }
    let judged =
        |wording: &&EarlierWording| wording.field == "anchor" || JUDGED_FIELDS.contains(&wording.field.as_str());
    Some(earlier.iter().filter(judged).map(|wording| wording.status).max().unwrap_or(AnchorStatus::Exact))
}
