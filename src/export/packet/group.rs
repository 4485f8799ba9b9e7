//! The groups of a packet: what an editor has to do about a claim.

use crate::model::annotation::judgement::{Standing, Status, Verdict};
use crate::model::annotation::outcome::Outcome;

use crate::export::Selection;
use crate::export::chosen::{Chosen, Decision, Voice};

/// The group of a claim in a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The text must change: refuted, misleading, conflicting, or corrected.
    Change,
    /// The check has begun but is not finished.
    Open,
    /// Supported.
    Holds,
    /// Nobody has annotated it.
    NotCheckable,
    /// Nobody has said anything of it.
    NotJudged,
}

impl Group {
    /// All groups, in the order of the packet.
    pub const ALL: [Self; 5] = [Self::Change, Self::Open, Self::Holds, Self::NotCheckable, Self::NotJudged];

    /// The word that templates use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Open => "open",
            Self::Holds => "holds",
            Self::NotCheckable => "not-checkable",
            Self::NotJudged => "not-judged",
        }
    }

    /// The group of a claim. It is open if annotators differ, or if its words have changed since the judgement.
    #[must_use]
    pub fn of(chosen: &Chosen<'_>, selection: &Selection) -> Self {
        if chosen.voices.is_empty() {
            return Self::NotJudged;
        }
        let is_corrected = chosen.corrections().next().is_some();
        match chosen.decision(selection) {
            Decision::Open if is_corrected => Self::Change,
            Decision::Differ | Decision::Open => Self::Open,
            Decision::Settled(settlement) => Self::of_settled(settlement.outcome, is_corrected),
            Decision::Held(voice) => Self::of_held(chosen, voice, is_corrected),
        }
    }

    fn of_settled(outcome: Outcome, is_corrected: bool) -> Self {
        match outcome {
            Outcome::Verdict(Verdict::Refuted | Verdict::Misleading | Verdict::Conflicting) => Self::Change,
            _ if is_corrected => Self::Change,
            Outcome::Verdict(Verdict::Supported) => Self::Holds,
            Outcome::Verdict(Verdict::NotEnough) => Self::Open,
            Outcome::NotCheckable => Self::NotCheckable,
        }
    }

    fn of_held(chosen: &Chosen<'_>, voice: &Voice<'_>, is_corrected: bool) -> Self {
        let is_unsettled =
            voice.is_in_another_sentence() || chosen.voices.iter().any(|voice| voice.assessment.conflict);
        match voice.assessment.standing {
            Standing::Current(_) | Standing::NotCheckable if is_unsettled => Self::Open,
            Standing::Current(Verdict::Refuted | Verdict::Misleading | Verdict::Conflicting) => Self::Change,
            Standing::Current(_) | Standing::NotCheckable if is_corrected => Self::Change,
            Standing::Current(Verdict::Supported) if voice.assessment.status == Status::Done => Self::Holds,
            Standing::NotCheckable => Self::NotCheckable,
            Standing::Current(_) | Standing::Earlier(_) | Standing::NotJudged => Self::Open,
        }
    }
}
