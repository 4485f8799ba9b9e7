//! Everything that an annotator wrote on a claim.

use std::cell::LazyCell;

use crate::model::annotation::evidence::{Bearing, Evidence, evidence_of};
use crate::model::annotation::judgement::{Confidence, NOT_CHECKABLE, Said, Standing, Status};
use crate::model::annotation::note::{FoundFigure, Note, Reply, figures_found, notes_on, replies_on, tags_on};
use crate::model::annotation::settlement::{Decided, SETTLED};
use crate::model::annotation::standing;
use crate::model::article::Paragraph;
use crate::model::article::claim::{Claim, Priority, Relations};
use crate::model::article::subject::Subject;
use crate::model::journal::anchor::{AnchorStatus, EarlierWording, Locator, claim_status, earlier_wordings};
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::Fold;
pub use crate::model::journal::judged_fields::JUDGED_FIELDS;
use crate::model::journal::{Change, Target};

/// An annotator's notes on a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Whether the claim is true: the verdict, if any.
    pub standing: Standing,
    /// Whether the speaker made the claim.
    pub said: Option<Said>,
    /// How sure the annotator is of the verdict.
    pub confidence: Option<Confidence>,
    /// The reason.
    pub why: Option<String>,
    /// What the claim should say.
    pub correction: Option<String>,
    /// The status of the work: as set, or as it follows from the verdict.
    pub status: Status,
    /// The reason for the status.
    pub status_reason: Option<String>,
    /// The priority: the annotator's, or else the article's.
    pub priority: Priority,
    /// Tags, in order.
    pub tags: Vec<String>,
    /// Evidence, oldest first.
    pub evidence: Vec<(Bearing, Evidence)>,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Whom the annotator asked about it.
    pub replies: Vec<Reply>,
    /// The annotator's settlement between several judgements.
    pub settled: Option<Decided>,
    /// Its figures as the annotator found them.
    pub found: Vec<FoundFigure>,
    /// The anchor of the judged words; `None` without a judgement.
    pub anchor: Option<AnchorStatus>,
    /// Values written for other words, or in another context.
    pub earlier: Vec<EarlierWording>,
    /// Whether any of it has conflicting edits.
    pub conflict: bool,
}

impl Assessment {
    /// Everything that `fold` has on a claim of the article.
    #[must_use]
    pub fn of(locator: &Locator<'_>, fold: &Fold, paragraph: &Paragraph, claim: &Claim) -> Self {
        let earlier = earlier_wordings(locator, fold, Subject::Claim(paragraph, claim));
        Self { anchor: claim_status(fold, claim, &earlier), earlier, ..Self::alone(fold, claim) }
    }

    /// Everything that `fold` has on a claim, without comparing it with the article.
    #[must_use]
    pub fn alone(fold: &Fold, claim: &Claim) -> Self {
        let on = Target::claim(&claim.id);
        let text = |field: &str| fold.value(&on, field)?.as_str().map(str::to_owned);
        let standing = standing(fold, claim);
        Self {
            standing,
            said: text("said").and_then(|word| Said::from_stored(&word)),
            confidence: text("confidence").and_then(|word| Confidence::from_stored(&word)),
            why: text("why"),
            correction: text("correction"),
            status: status_with(fold, claim, standing),
            status_reason: text("status-reason"),
            priority: priority(fold, claim),
            tags: tags_on(fold, &on),
            evidence: evidence_of(fold, &claim.id),
            notes: notes_on(fold, &on),
            replies: replies_on(fold, &claim.id),
            settled: fold.value(&on, SETTLED).and_then(Decided::read),
            found: figures_found(fold, &claim.id),
            anchor: None,
            earlier: Vec::new(),
            conflict: in_conflict(fold, claim),
        }
    }

    /// The value of a field, if it was written for other words, or in another context.
    #[must_use]
    pub fn earlier_of(&self, field: &str) -> Option<&EarlierWording> {
        self.earlier.iter().find(|wording| wording.field == field)
    }

    /// The worst status of the judgement's fields, if it was made on other words, or in another context.
    #[must_use]
    pub fn earlier_judgement(&self) -> Option<&EarlierWording> {
        let judged =
            |wording: &&EarlierWording| wording.field == "anchor" || JUDGED_FIELDS.contains(&wording.field.as_str());
        // Among equals the last one wins, so the verdict comes last.
        self.earlier.iter().filter(judged).max_by_key(|wording| (wording.status, wording.field == "verdict"))
    }

    /// A warning that a field outside the judgement was written for other words. A changed sentence is not mentioned
    /// again if the judgement mentions it.
    #[must_use]
    pub fn remark(&self, field: &str, locator: &Locator<'_>) -> Option<String> {
        let wording = self.earlier_of(field)?;
        let judged = self.earlier_judgement().map(|judged| judged.status);
        let is_told = wording.is_of_other_words()
            || (wording.status == AnchorStatus::SentenceChanged && judged != Some(AnchorStatus::SentenceChanged));
        is_told.then(|| wording.remark(locator))
    }

    /// Whether the annotator related the claim to others.
    #[must_use]
    pub fn has_relations(&self, fold: &Fold, claim: &Claim) -> bool {
        let on = Target::claim(&claim.id);
        Relations::KEYS.iter().any(|key| fold.elements(&on, &format!("{key}:")).next().is_some())
    }

    /// Whether there is no annotation at all.
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
            && self.settled.is_none()
    }
}

/// Whether any annotation of a claim has conflicting edits.
#[must_use]
pub fn in_conflict(fold: &Fold, claim: &Claim) -> bool {
    !conflicts(fold, claim).is_empty()
}

/// The targets and fields with conflicting edits in a claim, its notes and its evidence.
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

/// The status of the work on a claim: as set; otherwise `Done` with a current verdict and `ToDo` without one. A verdict
/// on an earlier wording also means `ToDo`, whatever was set, since changed words need another look.
#[must_use]
pub fn status(fold: &Fold, claim: &Claim) -> Status {
    status_with(fold, claim, standing(fold, claim))
}

fn status_with(fold: &Fold, claim: &Claim, judged: Standing) -> Status {
    let on = Target::claim(&claim.id);
    let stored = fold.winner(&on, "status").filter(|winner| !winner.change.to.is_null());
    let said = stored.as_ref().and_then(|winner| Status::from_stored(winner.change.to.as_str()?));
    let stale = stored.is_some_and(|winner| is_earlier(winner.change, claim));
    let said = said.filter(|status| !(stale && matches!(status, Status::Done | Status::NotCheckable)));
    match (said, judged) {
        (Some(Status::Done) | None, Standing::Earlier(_)) | (None, Standing::NotJudged) => Status::ToDo,
        (Some(status), _) => status,
        (None, Standing::Current(_)) => Status::Done,
        (None, Standing::NotCheckable) => Status::NotCheckable,
    }
}

/// The priority of a claim: the annotator's, or else the article's.
#[must_use]
pub fn priority(fold: &Fold, claim: &Claim) -> Priority {
    let said = fold.value(&Target::claim(&claim.id), "priority").and_then(|word| Priority::from_stored(word.as_str()?));
    said.unwrap_or(claim.priority)
}

/// Whether the field `status` marks the present wording of a claim as not checkable.
pub(crate) fn says_not_checkable(fold: &Fold, claim: &Claim) -> bool {
    let winner = fold.winner(&Target::claim(&claim.id), "status");
    winner.is_some_and(|winner| winner.change.to == NOT_CHECKABLE && !is_earlier(winner.change, claim))
}

/// Whether a change was made for an earlier wording of the claim.
fn is_earlier(change: &Change, claim: &Claim) -> bool {
    change.of.as_ref().is_some_and(|of| *of != Fingerprint::of_claim(claim))
}

/// Whether any current judgement of a claim was made on an earlier wording.
#[must_use]
pub fn speaks_of_earlier_words(fold: &Fold, claim: &Claim) -> bool {
    let on = Target::claim(&claim.id);
    let now = LazyCell::new(|| Fingerprint::of_claim(claim));
    let is_earlier = |change: &Change| change.of.as_ref().is_some_and(|of| *of != *now);
    let stale = |field: &&str| {
        fold.winner(&on, field).is_some_and(|winner| !winner.change.to.is_null() && is_earlier(winner.change))
    };
    JUDGED_FIELDS.iter().any(stale)
}
