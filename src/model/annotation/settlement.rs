//! What somebody named decided where annotators differ. It is an action of its own beside their judgements, and overwrites
//! none of them.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::model::annotation::Notes;
use crate::model::annotation::outcome::{Finding, Outcome, findings};
use crate::model::article::claim::Claim;
use crate::model::journal::action::Setting;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::Fold;
use crate::model::journal::{ActionId, Change, Line, Target};

/// The field of a claim that keeps what was settled.
pub const SETTLED: &str = "settled";

/// The keys of its value.
pub const SETTLEMENT_KEYS: [&str; 3] = ["verdict", "because", "between"];

/// A decision between judgements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// Who decided.
    pub by: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The line that says so.
    pub line: ActionId,
    /// What the claim is settled as.
    pub outcome: Outcome,
    /// The reason.
    pub because: String,
    /// The lines with the judgements that it decides between.
    pub between: Vec<ActionId>,
    /// Why it decides nothing any more; none while it does.
    pub stale: Option<Stale>,
}

/// What the value of the field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What the claim is settled as.
    pub outcome: Outcome,
    /// The reason.
    pub because: String,
    /// The lines with the judgements that it decides between.
    pub between: Vec<ActionId>,
}

impl Decided {
    /// What a stored value says; none where it says nothing that this version knows.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let outcome = Outcome::from_stored(value.get("verdict")?.as_str()?)?;
        let because = value.get("because").and_then(Value::as_str).unwrap_or("").to_owned();
        let between = value.get("between")?.as_array()?;
        let between = between.iter().map(|id| id.as_str()?.parse().ok()).collect::<Option<Vec<ActionId>>>()?;
        Some(Self { outcome, because, between })
    }

    /// In words: `settled as refuted, because …`.
    #[must_use]
    pub fn words(&self) -> String {
        format!("settled {}", self.decision())
    }

    /// In words behind a label that says that it was settled: `as refuted, because …`.
    #[must_use]
    pub fn decision(&self) -> String {
        format!("as {}{}", self.outcome.word(), reason(&self.because))
    }
}

/// A reason behind a decision, in words.
fn reason(because: &str) -> String {
    if because.is_empty() { String::new() } else { format!(", because: {because}") }
}

/// Why a settlement decides nothing any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stale {
    /// This annotator has taken back or replaced a judgement that it decides between.
    Changed(String),
    /// A judgement that it decides between is in none of the notes files.
    Missing,
    /// The wording of the claim has changed.
    Reworded,
}

impl Stale {
    /// The reason in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Changed(by) => format!("{by} has changed their judgement since"),
            Self::Missing => "a judgement that it decides between is in none of the notes files".to_owned(),
            Self::Reworded => "the wording of the claim has changed".to_owned(),
        }
    }
}

impl Settlement {
    /// In words: `settled as refuted by eve`.
    #[must_use]
    pub fn words(&self) -> String {
        let stale = self.stale.as_ref().map_or(String::new(), |stale| format!(" (no longer valid: {})", stale.words()));
        format!("settled as {} by {}{stale}", self.outcome.word(), self.by)
    }

    /// In words, with the reason.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}{}", self.words(), reason(&self.because))
    }

    /// In words behind a label that says that it was settled: `as refuted by eve, because …`.
    #[must_use]
    pub fn decision(&self) -> String {
        self.sentence().replacen("settled ", "", 1)
    }
}

/// What was decided of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Nothing.
    Open,
    /// This is the final word.
    As(Settlement),
    /// Different people, or two machines of one, decided differently. There is no final word.
    Conflict(Vec<Settlement>),
    /// Something that decides nothing any more, the latest last.
    Stale(Vec<Settlement>),
}

impl Settled {
    /// The final word, where there is one.
    #[must_use]
    pub const fn word(&self) -> Option<&Settlement> {
        match self {
            Self::As(settlement) => Some(settlement),
            Self::Open | Self::Conflict(_) | Self::Stale(_) => None,
        }
    }

    /// Everything that was decided, whether it counts or not.
    #[must_use]
    pub fn all(&self) -> &[Settlement] {
        match self {
            Self::Open => &[],
            Self::As(settlement) => std::slice::from_ref(settlement),
            Self::Conflict(all) | Self::Stale(all) => all,
        }
    }

    /// In words; empty where nothing was decided.
    #[must_use]
    pub fn words(&self) -> String {
        let all: Vec<String> = self.all().iter().map(Settlement::words).collect();
        match self {
            Self::Conflict(_) => format!("settled in different ways: {}", all.join("; ")),
            _ => all.join("; "),
        }
    }

    /// The word for machines.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::As(_) => "settled",
            Self::Conflict(_) => "conflict",
            Self::Stale(_) => "stale",
        }
    }
}

/// What was decided of a claim, by whomever.
#[must_use]
pub fn settled(notes: &Notes, claim: &Claim) -> Settled {
    final_word(settlements(notes, claim))
}

/// What was decided of each of these claims, in their order.
#[must_use]
pub fn settled_of_each(notes: &Notes, claims: &[&Claim]) -> Vec<Settled> {
    settlements_of_each(notes, claims).into_iter().map(final_word).collect()
}

fn final_word(mut all: Vec<Settlement>) -> Settled {
    let decides = |settlement: &Settlement| settlement.stale.is_none();
    if !all.iter().any(decides) {
        return if all.is_empty() { Settled::Open } else { Settled::Stale(all) };
    }
    all.retain(decides);
    if all.windows(2).any(|pair| pair[0].outcome != pair[1].outcome) {
        return Settled::Conflict(all);
    }
    all.pop().map_or(Settled::Open, Settled::As)
}

/// Everything that was decided of a claim, the latest last.
#[must_use]
pub fn settlements(notes: &Notes, claim: &Claim) -> Vec<Settlement> {
    settlements_of_each(notes, &[claim]).pop().unwrap_or_default()
}

/// The [`settlements`] of each of these claims, in their order; one annotator after the other is asked about all of them.
fn settlements_of_each(notes: &Notes, claims: &[&Claim]) -> Vec<Vec<Settlement>> {
    let mut each = vec![Vec::new(); claims.len()];
    let targets: Vec<Target> = claims.iter().map(|claim| Target::claim(&claim.id)).collect();
    for (by, fold) in notes.all() {
        for ((on, claim), all) in targets.iter().zip(claims).zip(&mut each) {
            let Some(winner) = fold.winner(on, SETTLED) else { continue };
            let said = winner.conflicts.iter().copied().chain([winner.line]);
            all.extend(said.filter_map(|line| settlement(notes, claim, on, by, line)));
        }
    }
    for all in &mut each {
        all.sort_by_key(|settlement| settlement.line);
    }
    each
}

/// What one annotator settled of a claim; none where they settled nothing.
#[must_use]
pub fn settled_by(notes: &Notes, by: &str, claim: &Claim) -> Option<Settlement> {
    let on = Target::claim(&claim.id);
    let winner = notes.fold(by)?.winner(&on, SETTLED)?;
    settlement(notes, claim, &on, by, winner.line)
}

fn settlement(notes: &Notes, claim: &Claim, on: &Target, by: &str, line: &Line) -> Option<Settlement> {
    let change = line.changes().iter().find(|change| change.on == *on && change.field == SETTLED)?;
    let Decided { outcome, because, between } = Decided::read(&change.to)?;
    let stale = stale(notes, claim, on, change, &between);
    Some(Settlement { by: by.to_owned(), at: line.at().to_owned(), line: line.id, outcome, because, between, stale })
}

fn stale(notes: &Notes, claim: &Claim, on: &Target, change: &Change, between: &[ActionId]) -> Option<Stale> {
    if change.of.as_ref().is_some_and(|of| *of != Fingerprint::of_claim(claim)) {
        return Some(Stale::Reworded);
    }
    let live_of = |(_, fold): (&str, &Fold)| ["verdict", "status"].map(|field| fold.live(on, field));
    let live: HashSet<ActionId> = notes.all().flat_map(live_of).flatten().collect();
    let gone = between.iter().find(|id| !live.contains(id))?;
    let whose = notes.all().find(|(_, fold)| fold.line(*gone).is_some());
    Some(whose.map_or(Stale::Missing, |(by, _)| Stale::Changed(by.to_owned())))
}

/// The setting that settles a claim between those who judged it as it is worded now.
#[must_use]
pub fn settle(notes: &Notes, claim: &Claim, outcome: Outcome, because: &str) -> Setting {
    let mut between: Vec<ActionId> = findings(notes, claim).iter().map(|finding| finding.line).collect();
    between.sort_unstable();
    between.dedup();
    Setting::new(&Target::claim(&claim.id), SETTLED, value(outcome, because.trim(), &between))
}

/// The setting that takes back what one settled.
#[must_use]
pub fn unsettle(claim: &Claim) -> Setting {
    Setting::new(&Target::claim(&claim.id), SETTLED, Value::Null)
}

/// The stored value of a settlement.
#[must_use]
pub fn value(outcome: Outcome, because: &str, between: &[ActionId]) -> Value {
    let between: Vec<String> = between.iter().map(ActionId::to_string).collect();
    let parts = [("verdict", json!(outcome.stored())), ("because", json!(because)), ("between", json!(between))];
    Value::Object(parts.into_iter().map(|(key, part)| (key.to_owned(), part)).collect::<Map<_, _>>())
}

/// The reason of the side that found that: of the first annotator by name who gives one.
#[must_use]
pub fn reason_for(notes: &Notes, claim: &Claim, findings: &[Finding<'_>], outcome: Outcome) -> Option<String> {
    let on = Target::claim(&claim.id);
    let mut side = findings.iter().filter(|finding| finding.outcome == outcome);
    let reason = |finding: &Finding<'_>| {
        let reason = notes.fold(finding.by)?.value(&on, "why")?.as_str()?.trim();
        (!reason.is_empty()).then(|| reason.to_owned())
    };
    side.find_map(reason)
}

/// The settlement of a claim, if it is not what an annotator judged, whoever settled it.
#[must_use]
pub fn overrules(notes: &Notes, by: &str, claim: &Claim) -> Option<Settlement> {
    let own = Outcome::of(notes.standing(by, claim))?;
    let settled = settled(notes, claim);
    let settlement = settled.word()?;
    (settlement.outcome != own).then(|| settlement.clone())
}
