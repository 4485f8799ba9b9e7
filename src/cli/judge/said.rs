//! From the options of the command line to settings.

use serde_json::{Map, Value};

use crate::domain::action::Setting;
use crate::domain::claim::Claim;
use crate::domain::evidence::{Bearing, Evidence, EvidenceField};
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::judgement::{Opinion, Status, Verdict};
use crate::domain::note::{Reply, replies_on};
use crate::domain::notes;
use crate::domain::setting_rule::target;
use crate::domain::subject::Subject;
use crate::text::hidden::one_line;

use super::super::{Failure, moment, today};
use super::Arguments;
use super::session::Session;

/// What is said in one call.
pub(super) struct Spoken {
    pub(super) on: Target,
    pub(super) settings: Vec<Setting>,
    /// The same in words.
    pub(super) words: String,
}

/// What the options say.
pub(super) fn said(arguments: &Arguments, session: &Session) -> Result<Spoken, Failure> {
    if !arguments.says_something() {
        return Err(Failure::from(
            "say something: --verdict WORD, --why TEXT, --note TEXT or another option; see --help",
        ));
    }
    let on = target(&session.article, &arguments.on)?;
    let opinion = opinion(arguments);
    let mut spoken = Spoken { on, settings: Vec::new(), words: opinion.words() };
    match Subject::find(&session.article, &spoken.on) {
        Some(Subject::Claim(_, claim)) => {
            spoken.settings = notes::settings(session.fold(), claim, &opinion);
            spoken.of_claim(arguments, session, claim)?;
        }
        _ if opinion.is_empty() && !arguments.says_what_only_claims_have() => {}
        _ => {
            let what = format!("{} takes --note, --tag and --untag; only claims are judged", spoken.on);
            return Err(Failure::from(what));
        }
    }
    spoken.remarks(arguments);
    Ok(spoken)
}

fn opinion(arguments: &Arguments) -> Opinion {
    let status = arguments.not_checkable.then_some(Status::NotCheckable);
    Opinion {
        verdict: arguments.verdict.map(|choice| choice.0),
        confidence: arguments.confidence,
        said: arguments.said,
        status: status.or(arguments.status),
        why: arguments.why.clone(),
        correction: arguments.correction.clone(),
        status_reason: arguments.status_reason.clone(),
    }
}

impl Spoken {
    fn set(&mut self, field: impl Into<String>, to: impl Into<Value>) {
        self.settings.push(Setting::new(&self.on, field, to));
    }

    fn add_words(&mut self, words: &str) {
        if !self.words.is_empty() {
            self.words.push_str(", ");
        }
        self.words.push_str(&one_line(words));
    }

    /// Notes and tags.
    fn remarks(&mut self, arguments: &Arguments) {
        for note in &arguments.note {
            self.settings.push(Setting::text(&self.on, format!("note:{}", fresh_id()), note));
            self.add_words(&format!("note “{}”", note.trim()));
        }
        for tag in &arguments.tag {
            self.set(format!("tag:{}", tag.trim()), true);
            self.add_words(&format!("tagged {}", tag.trim()));
        }
        for tag in &arguments.untag {
            self.set(format!("tag:{}", tag.trim()), Value::Null);
            self.add_words(&format!("without the tag {}", tag.trim()));
        }
    }

    /// What only claims have.
    fn of_claim(&mut self, arguments: &Arguments, session: &Session, claim: &Claim) -> Result<(), Failure> {
        if let Some(priority) = arguments.priority {
            self.set("priority", priority.word());
            self.add_words(&format!("{} priority", priority.word()));
        }
        if arguments.passage.len() > arguments.evidence.len() {
            return Err(Failure::from("there are more passages than items of evidence; name an --evidence for each"));
        }
        for (number, url) in arguments.evidence.iter().enumerate() {
            let passage = arguments.passage.get(number).map(String::as_str);
            self.evidence(session.fold(), url.trim(), passage, bearing(arguments, number)?);
        }
        for found in &arguments.found {
            self.found(claim, found)?;
        }
        arguments.reply.iter().try_for_each(|reply| self.reply(session.fold(), claim, reply))
    }

    fn evidence(&mut self, fold: Option<&Fold>, url: &str, passage: Option<&str>, bearing: Bearing) {
        let known = fold.and_then(|fold| item_at(fold, url, passage));
        let id = known.as_ref().map_or_else(fresh_id, |item| item.id.clone());
        let item = Target::element("evidence", &id);
        if known.is_none() {
            self.settings.push(Setting::text(&item, EvidenceField::Url.key(), url));
            self.settings.push(Setting::new(&item, EvidenceField::Accessed.key(), today()));
        }
        let passage = passage.map(|passage| Setting::text(&item, EvidenceField::Passage.key(), passage));
        self.settings.extend(passage);
        self.set(format!("evidence:{id}"), bearing.word());
        self.add_words(&format!("{} {url}", bearing_words(bearing)));
    }

    fn found(&mut self, claim: &Claim, text: &str) -> Result<(), Failure> {
        let Some((number, found)) = text.split_once('=') else {
            return Err(Failure::from("write --found as NUMBER=VALUE, such as 0=2.5"));
        };
        let (number, found) = (number.trim(), found.trim());
        let (value, unit) = found.split_once(char::is_whitespace).unwrap_or((found, ""));
        let printed = number.parse().ok().and_then(|number: usize| claim.figures.get(number));
        let unit = if unit.trim().is_empty() {
            printed.and_then(|figure| figure.unit.clone())
        } else {
            Some(unit.trim().to_owned())
        };
        let mut parts = Map::from_iter([("value".to_owned(), Value::from(value))]);
        parts.extend(unit.map(|unit| ("unit".to_owned(), unit.into())));
        self.set(format!("found:{number}"), if found.is_empty() { Value::Null } else { Value::Object(parts) });
        self.add_words(&format!("figure {number} found as {found}"));
        Ok(())
    }

    /// A question to a speaker, or what has come of one that is open.
    fn reply(&mut self, fold: Option<&Fold>, claim: &Claim, text: &str) -> Result<(), Failure> {
        let parts = reply_parts(text)?;
        let who = parts.get("who").and_then(Value::as_str);
        let asked = fold.map_or(Vec::new(), |fold| replies_on(fold, &claim.id));
        let goes_on = |reply: &&Reply| reply.answer.is_empty() && who.is_none_or(|who| who == reply.who);
        let (id, mut whole) = match asked.iter().find(goes_on) {
            Some(reply) => (reply.id.clone(), values_of(reply)),
            None if who.is_none() => return Err(Failure::from("say whom you asked: --reply who=NAME,channel=mail")),
            None => (fresh_id(), Map::from_iter([("asked".to_owned(), Value::from(today()))])),
        };
        whole.extend(parts);
        let who = whole.get("who").and_then(Value::as_str).unwrap_or("").to_owned();
        self.set(format!("reply:{id}"), Value::Object(whole));
        self.add_words(&format!("asked {who}"));
        Ok(())
    }
}

/// An item of evidence that is known already: of the same address, and no other passage.
fn item_at(fold: &Fold, url: &str, passage: Option<&str>) -> Option<Evidence> {
    let same = |item: &Evidence| {
        let words = item.get(EvidenceField::Passage);
        let passage = passage.map(str::trim);
        item.get(EvidenceField::Url) == Some(url) && (words.is_none() || passage.is_none() || words == passage)
    };
    let mut ids: Vec<&str> = fold.targets().filter_map(|on| on.id_of("evidence")).collect();
    ids.sort_unstable();
    ids.into_iter().map(|id| Evidence::of(fold, id)).find(same)
}

/// What the item of that number does: as said, else as the verdict says that is given with it.
fn bearing(arguments: &Arguments, number: usize) -> Result<Bearing, Failure> {
    let given = &arguments.bearing;
    match (given.len(), arguments.verdict.and_then(|choice| choice.0)) {
        (0, Some(Verdict::Supported)) => Ok(Bearing::Supports),
        (0, Some(Verdict::Refuted)) => Ok(Bearing::Refutes),
        (0, _) => Ok(Bearing::Context),
        (1, _) => Ok(given[0]),
        (count, _) if count == arguments.evidence.len() => Ok(given[number]),
        _ => Err(Failure::from("give one --bearing for all items of evidence, or one for each")),
    }
}

fn bearing_words(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Supports => "supported by",
        Bearing::Refutes => "refuted by",
        Bearing::Context => "with context",
    }
}

/// Keys and values; a comma that no key follows belongs to the value before it.
fn reply_parts(text: &str) -> Result<Map<String, Value>, Failure> {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for piece in text.split(',') {
        let key = piece.split_once('=').map(|(key, value)| (key.trim(), value.trim()));
        match (key, parts.last_mut()) {
            (Some((key, value)), _) if Reply::KEYS.contains(&key) => parts.push((key, value.to_owned())),
            (_, Some((_, value))) => {
                value.push(',');
                value.push_str(piece);
            }
            _ => {
                let keys = Reply::KEYS.join(", ");
                return Err(Failure::from(format!("write --reply as KEY=VALUE,KEY=VALUE; the keys are {keys}")));
            }
        }
    }
    Ok(parts.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value))).collect())
}

fn values_of(reply: &Reply) -> Map<String, Value> {
    let known = Reply::KEYS.into_iter().zip(reply.values()).filter(|(_, value)| !value.is_empty());
    known.map(|(key, value)| (key.to_owned(), Value::from(value))).collect()
}

/// An id for something new.
pub(super) fn fresh_id() -> String {
    let moment = moment();
    crate::domain::journal::next_id(moment.unix_ms, None, moment.random).to_string()
}
