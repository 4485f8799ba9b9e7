//! What an editor should know before sending an export: verdicts based on too little, people whom nobody asked, and
//! pages that may vanish.

use serde::Serialize;

use crate::model::annotation::date_doubts::{in_evidence, in_reply};
use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField, host};
use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::model::article::entity::{Entity, EntityKind};
use crate::model::journal::validation::url_problem;
use crate::text::hidden::one_line;

use crate::export::Request;
use crate::export::chosen::{Chosen, Decision, Hearing, Voice};
use crate::export::link::web_link;

/// The tag of claims that accuse the people they are about.
pub const ACCUSATION: &str = "accusation";

/// A point to check before sending an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Ids of the claims; for evidence, of those it serves.
    pub claims: Vec<String>,
    /// The problem, as a sentence without its full stop.
    pub words: String,
}

impl Warning {
    /// The claims and the problem, in a line.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}: {}", self.claims.join(", "), self.words)
    }
}

/// All points to check: first what concerns people, because a small screen shows only the first. Claims with the same problem
/// share a warning.
#[must_use]
pub fn warnings(request: &Request<'_>) -> Vec<Warning> {
    let chosen: Vec<Chosen<'_>> = request.chosen_hearing(Hearing::Contradictions).collect();
    let mut warnings = Warnings::default();
    for chosen in &chosen {
        let others: Vec<String> = contradicting(request, chosen).map(|voice| one_line(voice.by)).collect();
        if !others.is_empty() {
            let words = format!("{} judged this otherwise; settle it, or it is sent as open", others.join(" and "));
            warnings.add(&chosen.claim.id, words);
        }
    }
    let asked = Asked::of(&chosen);
    for chosen in &chosen {
        for person in accused(request, chosen) {
            if !asked.has(&chosen.claim.id, person) {
                let name = one_line(&person.name);
                warnings
                    .add(&chosen.claim.id, format!("nobody has asked {name} for a reply; ask before you send this"));
            }
        }
    }
    for chosen in &chosen {
        for words in replies(request, chosen) {
            warnings.add(&chosen.claim.id, words);
        }
    }
    for chosen in &chosen {
        if let Some(words) = thin(request, chosen) {
            warnings.add(&chosen.claim.id, words);
        }
    }
    for chosen in &chosen {
        for (_, item) in chosen.voices.iter().flat_map(Voice::evidence_of_today) {
            for field in [EvidenceField::Url, EvidenceField::Archived] {
                let address = item.get(field).unwrap_or("");
                if !address.is_empty() && url_problem(address).is_some() {
                    warnings.add(&chosen.claim.id, format!("“{}” is no address; correct it", one_line(address)));
                }
            }
            for doubt in in_evidence(item, request.today) {
                warnings.add(&chosen.claim.id, format!("a source: {}; correct it", one_line(&doubt)));
            }
            if let Some(address) = unarchived(item) {
                warnings.add(&chosen.claim.id, format!("{} has no archived copy", one_line(address)));
            }
        }
    }
    warnings.0
}

#[derive(Default)]
struct Warnings(Vec<Warning>);

impl Warnings {
    fn add(&mut self, claim: &str, words: String) {
        let claim = claim.to_owned();
        match self.0.iter_mut().find(|warning| warning.words == words) {
            Some(warning) if warning.claims.last() == Some(&claim) => {}
            Some(warning) => warning.claims.push(claim),
            None => self.0.push(Warning { claims: vec![claim], words }),
        }
    }
}

/// Questions whose dates cannot be right, and those without an answer.
fn replies(request: &Request<'_>, chosen: &Chosen<'_>) -> Vec<String> {
    let mut words = Vec::new();
    for reply in chosen.voices.iter().flat_map(|voice| &voice.assessment.replies) {
        let who = if reply.who.trim().is_empty() { "somebody".to_owned() } else { one_line(&reply.who) };
        let doubts = in_reply(reply, request.today);
        words.extend(doubts.into_iter().map(|doubt| format!("question to {who}: {}; correct it", one_line(&doubt))));
        if reply.is_open() {
            let outcome = one_line(&reply.outcome(request.today));
            words.push(format!("question to {who}: {outcome}; ask again, or note what came"));
        }
    }
    words
}

/// Whoever contradicts the chosen annotators, if nobody has said whose verdict wins.
fn contradicting<'c>(request: &Request<'_>, chosen: &'c Chosen<'_>) -> impl Iterator<Item = &'c Voice<'c>> {
    let differ = matches!(chosen.decision(request.selection), Decision::Differ);
    chosen.voices.iter().filter(move |voice| differ && voice.is_uninvited)
}

/// The verdict of a claim on its present wording, as one of its judges gave it or as it was settled.
fn verdict(request: &Request<'_>, chosen: &Chosen<'_>) -> Option<Verdict> {
    let standing = match chosen.decision(request.selection) {
        Decision::Held(held) => held.assessment.standing,
        Decision::Settled(settlement) => settlement.outcome.standing(),
        Decision::Open | Decision::Differ => return None,
    };
    if let Standing::Current(verdict) = standing { Some(verdict) } else { None }
}

/// Says that a verdict rests on too little: on no source, on one, or on several that depend on each other.
fn thin(request: &Request<'_>, chosen: &Chosen<'_>) -> Option<String> {
    let verdict = verdict(request, chosen)?;
    let deciding = chosen.deciding();
    let items = deciding.iter().flat_map(|voice| voice.evidence_of_today());
    let items: Vec<&Evidence> =
        items.filter(|(bearing, _)| bearing.speaks_for(verdict)).map(|(_, item)| item).collect();
    match items.as_slice() {
        [] if verdict == Verdict::NotEnough => None,
        [] => Some(without_source(verdict, deciding.iter().flat_map(|voice| voice.evidence_of_today()))),
        [_] => Some(format!("{} on the word of one source", verdict.word())),
        [first, rest @ ..] => {
            let why = shared_by_all(first, rest)?;
            Some(format!("{}, and its {} sources are not independent: {why}", verdict.word(), items.len()))
        }
    }
}

/// That no source says what the verdict says; whether some are there whose bearing was perhaps never chosen.
fn without_source<'a>(verdict: Verdict, items: impl Iterator<Item = &'a (Bearing, Evidence)>) -> String {
    let context = items.filter(|(bearing, _)| *bearing == Bearing::Context).count();
    let verdict = verdict.word();
    match context {
        0 => format!("{verdict} without a source that says so"),
        1 => format!("{verdict}, and its one source is marked as context; say what it does for the claim"),
        _ => format!("{verdict}, and its {context} sources are marked as context; say what they do for the claim"),
    }
}

/// What joins all of these sources, where something does: they count as one then.
fn shared_by_all(first: &Evidence, rest: &[&Evidence]) -> Option<String> {
    let (mut joined, mut apart) = (vec![first], rest.to_vec());
    let mut why = None;
    // A source connected to any of them belongs to them all.
    while let Some((at, reason)) = apart.iter().enumerate().find_map(|(at, item)| {
        let reason = joined.iter().find_map(|other| shared(other, item))?;
        Some((at, reason))
    }) {
        joined.push(apart.remove(at));
        why.get_or_insert(reason);
    }
    if apart.is_empty() { why } else { None }
}

/// Why two sources count as one.
fn shared(one: &Evidence, other: &Evidence) -> Option<String> {
    let same = |a: Option<&str>, b: Option<&str>| {
        a.zip(b).filter(|(a, b)| !a.trim().is_empty() && folded(a) == folded(b)).map(|(a, _)| one_line(a))
    };
    let publisher = EvidenceField::Publisher;
    if let Some(name) = same(one.get(publisher), other.get(publisher)) {
        return Some(format!("{name} published them"));
    }
    if let Some(name) = same(host_of(one), host_of(other)) {
        return Some(format!("they are from {name}"));
    }
    if quotes(one, other) || quotes(other, one) {
        return Some("one quotes the other".to_owned());
    }
    None
}

fn host_of(item: &Evidence) -> Option<&str> {
    host(item.get(EvidenceField::Url)?.trim())
}

/// A name or quotation has at least this many letters.
const FEWEST_LETTERS: usize = 4;
/// A repeated passage of this many letters counts as a quotation.
const QUOTATION: usize = 24;

/// Whether a piece of evidence names the other's publisher or host, or repeats its passage.
fn quotes(item: &Evidence, other: &Evidence) -> bool {
    let text = [EvidenceField::Passage, EvidenceField::Answer].into_iter().filter_map(|field| item.get(field));
    let text = folded(&text.collect::<Vec<_>>().join(" "));
    let names = [other.get(EvidenceField::Publisher), host_of(other)].into_iter().flatten().map(folded);
    let has = |name: &String| name.chars().count() >= FEWEST_LETTERS && has_word(&text, name);
    let passage = other.get(EvidenceField::Passage).map(folded);
    let repeats = passage.is_some_and(|passage| passage.chars().count() >= QUOTATION && text.contains(&passage));
    repeats || names.into_iter().any(|name| has(&name))
}

/// Whether words occur in a text as whole words.
fn has_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The people whom a claim, or our verdict on it, accuses: the speaker whose words we call wrong, and everyone whom a
/// claim with the tag [`ACCUSATION`] is about.
fn accused<'a>(request: &Request<'a>, chosen: &Chosen<'a>) -> Vec<&'a Entity> {
    let article: &'a Article = request.article;
    let claim: &'a Claim = chosen.claim;
    let people = |ids: &'a [String]| ids.iter().filter_map(|id| article.entity(id));
    let is_person = |entity: &&Entity| entity.kind == EntityKind::Person;
    let is_anybody =
        |entity: &&Entity| matches!(entity.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Group);
    let mut accused: Vec<&Entity> = Vec::new();
    if matches!(verdict(request, chosen), Some(Verdict::Refuted | Verdict::Misleading)) {
        accused.extend(people(&claim.speaker).filter(is_person));
    }
    if chosen.voices.iter().any(|voice| voice.assessment.tags.iter().any(|tag| tag == ACCUSATION)) {
        let speaks = |entity: &&Entity| claim.speaker.contains(&entity.id);
        accused.extend(people(&claim.about).filter(is_anybody).filter(|entity| !speaks(entity)));
    }
    accused.dedup_by(|one, other| one.id == other.id);
    accused
}

/// The people who were asked, each with the claim.
struct Asked(Vec<(String, String)>);

impl Asked {
    fn of(chosen: &[Chosen<'_>]) -> Self {
        let asked = chosen.iter().flat_map(|chosen| {
            let replies = chosen.voices.iter().flat_map(|voice| &voice.assessment.replies);
            replies.map(|reply| (chosen.claim.id.clone(), folded(&reply.who)))
        });
        Self(asked.collect())
    }

    /// Whether somebody asked a person: by name about any claim, or anyone about this one.
    fn has(&self, claim: &str, person: &Entity) -> bool {
        let names: Vec<String> =
            std::iter::once(&person.name).chain(&person.aliases).map(|name| folded(name)).collect();
        self.0.iter().any(|(about, who)| about == claim || names.iter().any(|name| has_word(who, name)))
    }
}

/// The address of evidence that has no copy.
fn unarchived(item: &Evidence) -> Option<&str> {
    let kept = [EvidenceField::Archived, EvidenceField::File].into_iter().any(|field| item.get(field).is_some());
    item.get(EvidenceField::Url).filter(|_| !kept).and_then(web_link)
}
