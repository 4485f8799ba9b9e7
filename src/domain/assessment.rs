//! Everything an annotator says of one claim.

use super::anchor::{Health, health};
use super::article::Article;
use super::claim::{Claim, Priority};
use super::evidence::{Bearing, Evidence, evidence_of};
use super::fingerprint::Fingerprint;
use super::fold::{Fold, Winner};
use super::journal::{Change, Target};
use super::judgement::{Confidence, NOT_CHECKABLE, Said, Standing, Status};
use super::note::{FoundFigure, Note, Reply, figures_found, notes_on, replies_on, tags_on};
use super::notes::standing;

/// What an annotator says of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Is it so?
    pub standing: Standing,
    /// Did the speaker say so?
    pub said: Option<Said>,
    /// How sure is the annotator?
    pub confidence: Option<Confidence>,
    /// The reason.
    pub why: Option<String>,
    /// What it should read.
    pub correction: Option<String>,
    /// How far the work is: as said, or as it follows from the verdict.
    pub status: Status,
    /// Why the work is where it is.
    pub status_reason: Option<String>,
    /// How much it deserves checking: as said, or as the article proposes.
    pub priority: Priority,
    /// Tags, in order.
    pub tags: Vec<String>,
    /// Evidence, oldest first.
    pub evidence: Vec<(Bearing, Evidence)>,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// What the speaker was asked.
    pub replies: Vec<Reply>,
    /// Its figures as they were found.
    pub found: Vec<FoundFigure>,
    /// How the words that were judged are found again; none while nothing is said of them.
    pub health: Option<Health>,
    /// Whether something of it was changed in two places that do not know of each other.
    pub conflict: bool,
}

impl Assessment {
    /// Everything that `fold` says of `claim`.
    #[must_use]
    pub fn of(article: &Article, fold: &Fold, claim: &Claim) -> Self {
        let judged = judged(fold, claim);
        let health = judged.map(|winner| health(article, winner.line, winner.change));
        Self { health, ..Self::in_place(fold, claim) }
    }

    /// The same for a claim that is known to stand in the article; it is not looked for there.
    #[must_use]
    pub fn in_place(fold: &Fold, claim: &Claim) -> Self {
        let on = Target::claim(&claim.id);
        let text = |field: &str| fold.value(&on, field)?.as_str().map(str::to_owned);
        Self {
            standing: standing(fold, claim),
            said: text("said").and_then(|word| Said::from_stored(&word)),
            confidence: text("confidence").and_then(|word| Confidence::from_stored(&word)),
            why: text("why"),
            correction: text("correction"),
            status: status(fold, claim),
            status_reason: text("status-reason"),
            priority: priority(fold, claim),
            tags: tags_on(fold, &on),
            evidence: evidence_of(fold, &claim.id),
            notes: notes_on(fold, &on),
            replies: replies_on(fold, &claim.id),
            found: figures_found(fold, &claim.id),
            health: judged(fold, claim).map(|winner| match &winner.change.of {
                Some(of) if *of != Fingerprint::of_claim(claim) => Health::Changed,
                _ => Health::Exact,
            }),
            conflict: in_conflict(fold, claim),
        }
    }

    /// Whether nothing at all is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let nothing = self.said.is_none() && self.confidence.is_none() && self.why.is_none();
        let no_texts = self.correction.is_none() && self.status_reason.is_none() && self.status == Status::ToDo;
        let none = self.tags.is_empty() && self.evidence.is_empty() && self.notes.is_empty();
        self.standing == Standing::NotJudged
            && nothing
            && no_texts
            && none
            && self.replies.is_empty()
            && self.found.is_empty()
    }
}

/// Whether something that is said of a claim was changed in two places that do not know of each other.
#[must_use]
pub fn in_conflict(fold: &Fold, claim: &Claim) -> bool {
    !conflicts(fold, claim).is_empty()
}

/// Everything of a claim, its notes and its evidence that was changed in two places that do not know of each other: of what,
/// and which field.
#[must_use]
pub fn conflicts(fold: &Fold, claim: &Claim) -> Vec<(Target, String)> {
    let on = Target::claim(&claim.id);
    let mut targets = vec![on.clone()];
    for sort in ["evidence", "note"] {
        let beginning = format!("{sort}:");
        targets.extend(fold.elements(&on, &beginning).map(|(id, _)| Target::element(sort, id)));
    }
    let mut found = Vec::new();
    for on in targets {
        let disputed = |field: &&str| fold.winner(&on, field).is_some_and(|winner| !winner.conflicts.is_empty());
        let mut fields: Vec<&str> = fold.field_names(&on).filter(disputed).collect();
        fields.sort_unstable();
        found.extend(fields.into_iter().map(|field| (on.clone(), field.to_owned())));
    }
    found
}

/// The change by whose wording one knows which words were judged.
fn judged<'a>(fold: &'a Fold, claim: &Claim) -> Option<Winner<'a>> {
    let on = Target::claim(&claim.id);
    ["verdict", "status", "why"].iter().find_map(|field| fold.winner(&on, field))
}

/// Fields of a claim that are judgements of it, in the order in which they are shown.
pub const JUDGED_FIELDS: [&str; 8] =
    ["verdict", "said", "confidence", "why", "correction", "status", "status-reason", "priority"];

/// How far the work on a claim is: as said; otherwise a current verdict means done, and none, or one of an earlier wording,
/// to do: words that have changed are looked at again, whatever was said of the old ones.
#[must_use]
pub fn status(fold: &Fold, claim: &Claim) -> Status {
    let on = Target::claim(&claim.id);
    let stored = fold.winner(&on, "status").filter(|winner| !winner.change.to.is_null());
    let said = stored.as_ref().and_then(|winner| Status::from_stored(winner.change.to.as_str()?));
    let stale = stored.is_some_and(|winner| is_earlier(winner.change, claim));
    let said = said.filter(|status| !(stale && matches!(status, Status::Done | Status::NotCheckable)));
    let judged = standing(fold, claim);
    match (said, judged) {
        (Some(Status::Done) | None, Standing::Earlier(_)) | (None, Standing::NotJudged) => Status::ToDo,
        (Some(status), _) => status,
        (None, Standing::Current(_)) => Status::Done,
        (None, Standing::NotCheckable) => Status::NotCheckable,
    }
}

/// How much a claim deserves checking: the annotator's word, else the article's.
#[must_use]
pub fn priority(fold: &Fold, claim: &Claim) -> Priority {
    let said = fold.value(&Target::claim(&claim.id), "priority").and_then(|word| Priority::from_stored(word.as_str()?));
    said.unwrap_or(claim.priority)
}

/// Whether the field `status` says that nobody can check the claim as it is worded now.
pub(super) fn says_not_checkable(fold: &Fold, claim: &Claim) -> bool {
    let winner = fold.winner(&Target::claim(&claim.id), "status");
    winner.is_some_and(|winner| winner.change.to == NOT_CHECKABLE && !is_earlier(winner.change, claim))
}

/// Whether a change speaks of other words than the claim has now.
fn is_earlier(change: &Change, claim: &Claim) -> bool {
    change.of.as_ref().is_some_and(|of| *of != Fingerprint::of_claim(claim))
}

/// Whether any judgement of a claim that holds was made of other words than it has now.
#[must_use]
pub fn speaks_of_earlier_words(fold: &Fold, claim: &Claim) -> bool {
    let on = Target::claim(&claim.id);
    let stale = |field: &&str| {
        fold.winner(&on, field).is_some_and(|winner| !winner.change.to.is_null() && is_earlier(winner.change, claim))
    };
    JUDGED_FIELDS.iter().any(stale)
}
