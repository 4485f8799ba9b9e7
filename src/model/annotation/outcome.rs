//! The outcome of a check: a verdict, or that nobody can check the claim. The status of the work does not matter here.

use crate::model::annotation::Notes;
use crate::model::annotation::judgement::{NOT_CHECKABLE, Standing, Verdict};
use crate::model::article::claim::Claim;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::{Fields, Fold, Winner};
use crate::model::journal::{ActionId, Target};

/// An annotator's conclusion on a claim. Annotators differ if their outcomes do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A verdict.
    Verdict(Verdict),
    /// Nobody can check it.
    NotCheckable,
}

impl Outcome {
    /// All outcomes, in the order of menus.
    pub const ALL: [Self; 6] = [
        Self::Verdict(Verdict::Supported),
        Self::Verdict(Verdict::Refuted),
        Self::Verdict(Verdict::NotEnough),
        Self::Verdict(Verdict::Conflicting),
        Self::Verdict(Verdict::Misleading),
        Self::NotCheckable,
    ];

    /// The words on screen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.word(),
            Self::NotCheckable => "not checkable",
        }
    }

    /// The word in journals and on the command line.
    #[must_use]
    pub const fn stored(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.stored(),
            Self::NotCheckable => NOT_CHECKABLE,
        }
    }

    /// The outcome of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.stored() == word || outcome.word() == word)
    }

    /// The sign before a claim.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.glyph(),
            Self::NotCheckable => "–",
        }
    }

    /// The key that gives it.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Verdict(verdict) => verdict.letter(),
            Self::NotCheckable => 'o',
        }
    }

    /// Its index in [`Self::ALL`], which tables of agreement use.
    #[must_use]
    pub const fn category(self) -> u32 {
        match self {
            Self::Verdict(Verdict::Supported) => 0,
            Self::Verdict(Verdict::Refuted) => 1,
            Self::Verdict(Verdict::NotEnough) => 2,
            Self::Verdict(Verdict::Conflicting) => 3,
            Self::Verdict(Verdict::Misleading) => 4,
            Self::NotCheckable => 5,
        }
    }

    /// The standing of a claim with this outcome in its present wording.
    #[must_use]
    pub const fn standing(self) -> Standing {
        match self {
            Self::Verdict(verdict) => Standing::Current(verdict),
            Self::NotCheckable => Standing::NotCheckable,
        }
    }

    /// The outcome of a standing; `None` if the claim's present wording is not judged.
    #[must_use]
    pub const fn of(standing: Standing) -> Option<Self> {
        match standing {
            Standing::Current(verdict) => Some(Self::Verdict(verdict)),
            Standing::NotCheckable => Some(Self::NotCheckable),
            Standing::NotJudged | Standing::Earlier(_) => None,
        }
    }
}

/// An annotator's outcome, and the line of the journal with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding<'a> {
    /// The annotator.
    pub by: &'a str,
    /// Their outcome.
    pub outcome: Outcome,
    /// The current line.
    pub line: ActionId,
}

/// Each annotator's outcome for the present wording of a claim, by name, without those who have not judged it.
#[must_use]
pub fn findings<'a>(notes: &'a Notes, claim: &Claim) -> Vec<Finding<'a>> {
    findings_of_each(notes, &[claim]).pop().unwrap_or_default()
}

/// The [`findings`] on each of these claims, in their order.
///
/// One annotator after the other is asked about all claims: their notes lie together in memory, and those of fifty people
/// do not fit into its fast part. Claims of which nobody has said anything are not hashed.
#[must_use]
pub fn findings_of_each<'a>(notes: &'a Notes, claims: &[&Claim]) -> Vec<Vec<Finding<'a>>> {
    let mut asked: Vec<Asked<'_>> = claims.iter().map(|claim| Asked::new(claim)).collect();
    let mut found = vec![Vec::new(); claims.len()];
    for (by, fold) in notes.all() {
        for (asked, found) in asked.iter_mut().zip(&mut found) {
            let outcome = fold.fields(&asked.on).and_then(|fields| outcome_among(&fields, asked.now()));
            found.extend(outcome.map(|(outcome, line)| Finding { by, outcome, line }));
        }
    }
    found
}

/// A claim about which annotator after annotator is asked.
struct Asked<'a> {
    claim: &'a Claim,
    on: Target,
    now: Option<Fingerprint>,
}

impl<'a> Asked<'a> {
    fn new(claim: &'a Claim) -> Self {
        Self { claim, on: Target::claim(&claim.id), now: None }
    }

    fn now(&mut self) -> &Fingerprint {
        self.now.get_or_insert_with(|| Fingerprint::of_claim(self.claim))
    }
}

/// An annotator's outcome for a claim with this fingerprint, and the line with it.
#[must_use]
pub fn outcome_of(fold: &Fold, on: &Target, now: &Fingerprint) -> Option<(Outcome, ActionId)> {
    outcome_among(&fold.fields(on)?, now)
}

fn outcome_among(fields: &Fields<'_>, now: &Fingerprint) -> Option<(Outcome, ActionId)> {
    let is_earlier = |winner: &Winner<'_>| winner.change.of.as_ref().is_some_and(|of| of != now);
    let status = fields.winner("status").filter(|winner| winner.change.to == NOT_CHECKABLE && !is_earlier(winner));
    if let Some(winner) = status {
        return Some((Outcome::NotCheckable, winner.line.id));
    }
    let winner = fields.winner("verdict").filter(|winner| winner.change.of.as_ref() == Some(now))?;
    let verdict = winner.change.to.as_str().and_then(Verdict::from_stored)?;
    Some((Outcome::Verdict(verdict), winner.line.id))
}
