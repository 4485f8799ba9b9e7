//! The final word on a claim, for formats with room for only one judgement.

use std::collections::BTreeSet;

use crate::model::annotation::evidence::{Bearing, Evidence};
use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::annotation::outcome::Outcome;
use crate::model::annotation::settlement::Settlement;

use crate::export::Request;
use crate::export::chosen::{Chosen, Decision, IN_ANOTHER_SENTENCE, Voice};

/// The final verdict on a claim, its reason, and the annotators on that side.
pub(crate) struct FinalWord<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// The reason.
    pub why: Option<&'a str>,
    /// The annotators whose evidence and tags go with it.
    voices: Vec<&'a Voice<'a>>,
}

/// What a claim lacks if annotators judged it differently.
const ONE_VERDICT: &str = "one verdict: annotators differ, and --final does not say whose verdict wins";
const NO_VERDICT: &str = "a verdict";

impl<'a> FinalWord<'a> {
    /// The final word on a claim, or what prevents one.
    pub(crate) fn of(request: &Request<'_>, chosen: &'a Chosen<'_>) -> Result<Self, &'static str> {
        match chosen.decision(request.selection) {
            Decision::Open => Err(NO_VERDICT),
            Decision::Differ => Err(ONE_VERDICT),
            Decision::Settled(settlement) => Self::settled(chosen, settlement),
            Decision::Held(voice) => match voice.assessment.standing {
                Standing::Current(_) if voice.is_in_another_sentence() => Err(IN_ANOTHER_SENTENCE),
                Standing::Current(verdict) => {
                    Ok(Self { verdict, why: voice.assessment.why.as_deref(), voices: vec![voice] })
                }
                Standing::Earlier(_) => Err("a verdict on its present wording"),
                Standing::NotCheckable | Standing::NotJudged => Err(NO_VERDICT),
            },
        }
    }

    /// The settlement, with the evidence of those who agree with it, or of everyone if nobody does.
    fn settled(chosen: &'a Chosen<'_>, settlement: &'a Settlement) -> Result<Self, &'static str> {
        let Outcome::Verdict(verdict) = settlement.outcome else { return Err(NO_VERDICT) };
        let voices = chosen.deciding();
        if voices.iter().any(|voice| voice.outcome() == Some(settlement.outcome) && voice.is_in_another_sentence()) {
            return Err(IN_ANOTHER_SENTENCE);
        }
        Ok(Self { verdict, why: Some(settlement.because.as_str()).filter(|why| !why.is_empty()), voices })
    }

    /// The evidence given for the present wording.
    pub(crate) fn evidence(&self) -> impl Iterator<Item = &'a (Bearing, Evidence)> {
        self.voices.iter().flat_map(|voice| voice.evidence_of_today())
    }

    /// The tags, in order.
    pub(crate) fn tags(&self) -> Vec<&'a str> {
        let all = self.voices.iter().flat_map(|voice| voice.assessment.tags.iter().map(String::as_str));
        all.collect::<BTreeSet<_>>().into_iter().collect()
    }
}
