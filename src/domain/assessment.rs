//! Everything an annotator says of one claim.

use super::anchor::{AnchorStatus, EarlierWording, Locator, claim_status, earlier_wordings};
use super::article::Paragraph;
use super::claim::{Claim, Priority};
use super::evidence::{Bearing, Evidence, evidence_of};
use super::fingerprint::Fingerprint;
use super::fold::Fold;
use super::journal::{Change, Target};
use super::judgement::{Confidence, NOT_CHECKABLE, Said, Standing, Status};
use super::note::{FoundFigure, Note, Reply, figures_found, notes_on, replies_on, tags_on};
use super::notes::standing;
use super::subject::Subject;

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
    /// How the words that were judged are found again; none while nothing is judged.
    pub anchor: Option<AnchorStatus>,
    /// What of it was said of other words than those of today, or in another context.
    pub earlier: Vec<EarlierWording>,
    /// Whether something of it was changed in two places that do not know of each other.
    pub conflict: bool,
}

impl Assessment {
    /// Everything that `fold` says of a claim of the article.
    #[must_use]
    pub fn of(locator: &Locator<'_>, fold: &Fold, paragraph: &Paragraph, claim: &Claim) -> Self {
        let earlier = earlier_wordings(locator, fold, Subject::Claim(paragraph, claim));
        Self { anchor: claim_status(fold, claim, &earlier), earlier, ..Self::alone(fold, claim) }
    }

    /// The same without what the article has to do with it.
    #[must_use]
    pub fn alone(fold: &Fold, claim: &Claim) -> Self {
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
            anchor: None,
            earlier: Vec::new(),
            conflict: in_conflict(fold, claim),
        }
    }

    /// What of it was said of other words, or of the same in another context, under that field of the journal.
    #[must_use]
    pub fn earlier_of(&self, field: &str) -> Option<&EarlierWording> {
        self.earlier.iter().find(|wording| wording.field == field)
    }

    /// The judgement itself, where it was made of other words, or of the same in another context: the worst of it.
    #[must_use]
    pub fn earlier_judgement(&self) -> Option<&EarlierWording> {
        let judged =
            |wording: &&EarlierWording| wording.field == "anchor" || JUDGED_FIELDS.contains(&wording.field.as_str());
        // Of equals the last one is taken, so the verdict comes last.
        self.earlier.iter().filter(judged).max_by_key(|wording| (wording.status, wording.field == "verdict"))
    }

    /// What is to be remarked on a field that is no part of the judgement: of which other words it was said. That only their
    /// sentence has changed is not repeated where the judgement says so.
    #[must_use]
    pub fn remark(&self, field: &str, locator: &Locator<'_>) -> Option<String> {
        let wording = self.earlier_of(field)?;
        let judged = self.earlier_judgement().map(|judged| judged.status);
        let is_told = wording.is_of_other_words()
            || (wording.status == AnchorStatus::SentenceChanged && judged != Some(AnchorStatus::SentenceChanged));
        is_told.then(|| wording.remark(locator))
    }

    /// Whether the annotator sees relations of the claim to others.
    #[must_use]
    pub fn has_relations(&self, fold: &Fold, claim: &Claim) -> bool {
        let on = Target::claim(&claim.id);
        RELATIONS.iter().any(|name| fold.elements(&on, name).next().is_some())
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

/// Fields of a claim that are judgements of it, in the order in which they are shown.
pub const JUDGED_FIELDS: [&str; 8] =
    ["verdict", "said", "confidence", "why", "correction", "status", "status-reason", "priority"];

/// Beginnings of the fields that relate a claim to others.
const RELATIONS: [&str; 4] = ["because:", "part-of:", "contradicts:", "repeats:"];

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
