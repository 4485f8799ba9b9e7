//! Turns the options of the command line into changes.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::analysis::disagreement::differ;
use crate::model::annotation;
use crate::model::annotation::date_doubts::is_before;
use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField};
use crate::model::annotation::judgement::{Opinion, Status, Verdict};
use crate::model::annotation::note::{Reply, replies_on, same_claims};
use crate::model::annotation::outcome::findings;
use crate::model::annotation::settlement;
use crate::model::article::claim::Claim;
use crate::model::article::subject::Subject;
use crate::model::journal::Target;
use crate::model::journal::action::Setting;
use crate::model::journal::fold::Fold;
use crate::model::journal::privacy::PRIVATE;
use crate::model::journal::validation::target;
use crate::text::hidden::one_line;
use crate::text::path::shown_path;

use crate::cli::judge::session::Session;
use crate::cli::judge::{Arguments, Decision};
use crate::cli::read::external_tasks;
use crate::cli::{Failure, moment, today};

/// The changes of one call.
pub(super) struct Spoken {
    pub(super) on: Target,
    pub(super) settings: Vec<Setting>,
    /// The changes in words, for the message.
    pub(super) words: String,
}

/// The changes that the options ask for.
pub(super) fn said(arguments: &Arguments, session: &Session) -> Result<Spoken, Failure> {
    if !arguments.says_something() {
        return Err(Failure::from(
            "nothing to write; add --verdict WORD, --why TEXT, --note TEXT or another option (see --help)",
        ));
    }
    let on = target(&session.article, &arguments.on)?;
    let opinion = opinion(arguments);
    let mut spoken = Spoken { on, settings: Vec::new(), words: opinion.words() };
    spoken.removals(&opinion);
    match Subject::find(&session.article, &spoken.on) {
        Some(Subject::Claim(_, claim)) => {
            spoken.settings = annotation::settings(session.fold(), claim, &opinion);
            spoken.of_claim(arguments, session, claim)?;
        }
        _ if opinion.is_empty() && !arguments.says_what_only_claims_have() => {}
        _ => {
            let what = format!("{} takes --note, --tag and --untag; only claims are judged", spoken.on);
            return Err(Failure::from(what));
        }
    }
    spoken.remarks(arguments);
    spoken.privacy(arguments)?;
    Ok(spoken)
}

fn opinion(arguments: &Arguments) -> Opinion {
    let status = arguments.not_checkable.then_some(Status::NotCheckable);
    Opinion {
        verdict: arguments.verdict.map(|choice| choice.0),
        confidence: arguments.confidence,
        said: arguments.said,
        status: status.or(arguments.status),
        why: without_blanks(arguments.why.as_ref()),
        correction: without_blanks(arguments.correction.as_ref()),
        status_reason: without_blanks(arguments.status_reason.as_ref()),
    }
}

/// A text; one of blanks alone is empty, which removes that of before.
fn without_blanks(text: Option<&String>) -> Option<String> {
    text.map(|text| if text.trim().is_empty() { String::new() } else { text.clone() })
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

    /// Names the texts that are given as empty, which removes those of before.
    fn removals(&mut self, opinion: &Opinion) {
        let texts = [
            ("reason", &opinion.why),
            ("correction", &opinion.correction),
            ("reason for the status", &opinion.status_reason),
        ];
        for (name, _) in texts.into_iter().filter(|(_, text)| text.as_ref().is_some_and(|text| text.trim().is_empty()))
        {
            self.add_words(&format!("{name} removed"));
        }
    }

    /// Adds notes and tags.
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

    /// Marks the notes and evidence of this call, or the target itself, as private.
    fn privacy(&mut self, arguments: &Arguments) -> Result<(), Failure> {
        if !arguments.private && !arguments.not_private {
            return Ok(());
        }
        let made = |setting: &Setting| {
            let sorts = ["note", "evidence"];
            let (sort, id) = setting.field.split_once(':').filter(|(sort, _)| sorts.contains(sort))?;
            Some(Target::element(sort, id))
        };
        let mut targets: Vec<Target> = self.settings.iter().filter_map(made).collect();
        if matches!(self.on.sort(), "note" | "evidence") {
            targets.push(self.on.clone());
        }
        if targets.is_empty() {
            let option = if arguments.private { "--private" } else { "--not-private" };
            return Err(Failure(format!(
                "{option} is for notes and evidence: give --note or --evidence with it, or name a note:ID or evidence:ID"
            )));
        }
        let to = if arguments.private { Value::Bool(true) } else { Value::Null };
        self.settings.extend(targets.iter().map(|on| Setting::new(on, PRIVATE, to.clone())));
        self.add_words(if arguments.private { "private" } else { "not private" });
        Ok(())
    }

    /// Adds what applies to claims alone.
    fn of_claim(&mut self, arguments: &Arguments, session: &Session, claim: &Claim) -> Result<(), Failure> {
        self.settle(arguments, session, claim)?;
        if let Some(priority) = arguments.priority {
            self.set("priority", priority.word());
            self.add_words(&format!("{} priority", priority.word()));
        }
        let count = arguments.evidence_count();
        if arguments.passage.len() > count {
            return Err(Failure::from("there are more passages than pieces of evidence; name an --evidence for each"));
        }
        for number in 0..count {
            let passage = arguments.passage.get(number).map(String::as_str);
            let url = arguments.evidence.get(number).map(|url| url.trim());
            let copy = arguments.evidence_file.get(number).map(|path| Copy::of(session, path)).transpose()?;
            self.evidence(session.fold(), url, copy, passage, bearing(arguments, number)?);
        }
        for (key, is_same) in
            arguments.same.iter().map(|key| (key, true)).chain(arguments.not_same.iter().map(|key| (key, false)))
        {
            self.set(format!("same:{}", key.trim()), is_same);
            self.add_words(&format!("{} {}", if is_same { "the same as" } else { "not the same as" }, key.trim()));
        }
        for found in &arguments.found {
            self.found(claim, found)?;
        }
        arguments.reply.iter().try_for_each(|reply| self.reply(session.fold(), claim, reply))
    }

    /// Adds a settlement between annotators who judged the claim differently.
    fn settle(&mut self, arguments: &Arguments, session: &Session, claim: &Claim) -> Result<(), Failure> {
        let Some(Decision(decision)) = arguments.settle else { return Ok(()) };
        let Some(outcome) = decision else {
            self.settings.push(settlement::unsettle(claim));
            self.add_words("no longer settled");
            return Ok(());
        };
        let findings = findings(&session.notes, claim);
        if !differ(&findings) {
            let why =
                if findings.len() > 1 { "all who judged it agree" } else { "fewer than two annotators judged it" };
            return Err(Failure(format!("{} needs no settling: {why}", claim.id)));
        }
        let reason = || settlement::reason_for(&session.notes, claim, &findings, outcome);
        let because = arguments.because.as_deref().map(str::trim).filter(|because| !because.is_empty());
        let Some(because) = because.map(str::to_owned).or_else(reason) else {
            let word = outcome.word();
            return Err(Failure(format!(
                "say why {} is settled as {word}: --because TEXT; no annotator who found it {word} gives a reason",
                claim.id
            )));
        };
        self.settings.push(settlement::settle(&session.notes, claim, outcome, &because));
        self.add_words(&format!("settled as {}, because “{because}”", outcome.word()));
        Ok(())
    }

    fn evidence(
        &mut self,
        fold: Option<&Fold>,
        url: Option<&str>,
        copy: Option<Copy>,
        passage: Option<&str>,
        bearing: Bearing,
    ) {
        let file = copy.as_ref().map(|copy| copy.path.as_str());
        let known = fold.and_then(|fold| match url {
            Some(url) => item_at(fold, (EvidenceField::Url, url), passage),
            None => item_at(fold, (EvidenceField::File, file?), passage),
        });
        let id = known.as_ref().map_or_else(fresh_id, |item| item.id.clone());
        let item = Target::element("evidence", &id);
        if known.is_none() {
            self.settings.extend(url.map(|url| Setting::text(&item, EvidenceField::Url.key(), url)));
            self.settings.push(Setting::new(&item, EvidenceField::Accessed.key(), today()));
        }
        let name = url.or(file).unwrap_or("").to_owned();
        if let Some(Copy { path, hash }) = copy {
            self.settings.push(Setting::text(&item, EvidenceField::File.key(), &path));
            self.settings.push(Setting::text(&item, EvidenceField::Hash.key(), &hash));
        }
        let passage = passage.map(|passage| Setting::text(&item, EvidenceField::Passage.key(), passage));
        self.settings.extend(passage);
        self.set(format!("evidence:{id}"), bearing.word());
        self.add_words(&format!("{} {name}", bearing_words(bearing)));
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

    /// Adds a question to a speaker, or the outcome of an open one.
    fn reply(&mut self, fold: Option<&Fold>, claim: &Claim, text: &str) -> Result<(), Failure> {
        let parts = reply_parts(text)?;
        let who = parts.get("who").and_then(Value::as_str);
        let asked = fold.map_or(Vec::new(), |fold| replies_on(fold, &claim.id));
        let goes_on = |reply: &&Reply| reply.answer.is_empty() && who.is_none_or(|who| who == reply.who);
        let (id, mut whole) = match asked.iter().find(goes_on) {
            Some(reply) => (reply.id.clone(), values_of(reply)),
            None if who.is_none() => return Err(Failure::from("say whom you asked: --reply who=NAME,channel=mail")),
            None => (fresh_id(), asked_today(&parts)),
        };
        whole.extend(parts);
        let who = whole.get("who").and_then(Value::as_str).unwrap_or("").to_owned();
        self.set(format!("reply:{id}"), Value::Object(whole));
        self.add_words(&format!("asked {who}"));
        Ok(())
    }
}

/// A local copy of a piece of evidence.
struct Copy {
    /// Its path, relative to the article's folder if it is inside.
    path: String,
    /// Its SHA-256, in hex.
    hash: String,
}

impl Copy {
    /// The copy at a path, relative to the working folder or else to the article's. Reads it for its hash.
    fn of(session: &Session, path: &Path) -> Result<Self, Failure> {
        let named = from_article(session, path).unwrap_or_else(|| path.to_owned());
        let Some(path) = named.to_str() else {
            return Err(Failure(format!("{} is not UTF-8; rename the file", shown_path(&named))));
        };
        let hash =
            external_tasks::hash_of(&session.source, path).map_err(|why| Failure(format!("no hash of {why}")))?;
        Ok(Self { path: path.to_owned(), hash })
    }
}

/// The path of a file relative to the article's folder, or absolute if it is outside.
fn from_article(session: &Session, path: &Path) -> Option<PathBuf> {
    let whole = path.canonicalize().ok().filter(|whole| whole.is_file())?;
    let folder = session.source.article_folder().and_then(|folder| folder.canonicalize().ok());
    let within = folder.and_then(|folder| whole.strip_prefix(folder).ok().map(Path::to_owned));
    Some(within.unwrap_or(whole))
}

/// Known evidence with this address or file, and no differing passage.
fn item_at(fold: &Fold, (field, name): (EvidenceField, &str), passage: Option<&str>) -> Option<Evidence> {
    let same = |item: &Evidence| {
        let words = item.get(EvidenceField::Passage);
        let passage = passage.map(str::trim);
        item.get(field) == Some(name) && (words.is_none() || passage.is_none() || words == passage)
    };
    let mut ids: Vec<&str> = fold.targets().filter_map(|on| on.id_of("evidence")).collect();
    ids.sort_unstable();
    ids.into_iter().map(|id| Evidence::of(fold, id)).find(same)
}

/// The bearing of the piece of evidence with this number: as given, else as the verdict of this call suggests.
fn bearing(arguments: &Arguments, number: usize) -> Result<Bearing, Failure> {
    let given = &arguments.bearing;
    match (given.len(), arguments.verdict.and_then(|choice| choice.0)) {
        (0, Some(Verdict::Supported)) => Ok(Bearing::Supports),
        (0, Some(Verdict::Refuted)) => Ok(Bearing::Refutes),
        (0, _) => Ok(Bearing::Context),
        (1, _) => Ok(given[0]),
        (count, _) if count == arguments.evidence_count() => Ok(given[number]),
        _ => Err(Failure::from("give one --bearing for all pieces of evidence, or one for each")),
    }
}

fn bearing_words(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Supports => "supported by",
        Bearing::Refutes => "refuted by",
        Bearing::Context => "with context",
    }
}

/// Keys and values. A comma without a key after it belongs to the value before it.
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

/// After a verdict, lists the same claim in other articles where it has no verdict yet.
pub(super) fn offer(arguments: &Arguments, spoken: &Spoken, session: &Session) -> Option<String> {
    let verdict = arguments.verdict?.0?;
    let known = session.fold().map_or(Vec::new(), |fold| same_claims(fold, &spoken.on));
    let same: Vec<String> = known.into_iter().filter(|(_, is_same)| *is_same).map(|(key, _)| key).collect();
    (!same.is_empty()).then(|| {
        format!(
            "the same claim occurs elsewhere ({}); `nutgraf judge FILE CLAIM --verdict {}` judges it there",
            one_line(&same.join(", ")),
            verdict.stored()
        )
    })
}

/// An id for something new.
pub(super) fn fresh_id() -> String {
    let moment = moment();
    crate::model::journal::next_id(moment.unix_ms, None, moment.random).to_string()
}

/// The day of a question that names none: today, unless the deadline or the answer shows that it was asked before.
fn asked_today(parts: &Map<String, Value>) -> Map<String, Value> {
    let today = today();
    let is_past = |key: &str| parts.get(key).and_then(Value::as_str).is_some_and(|day| is_before(day, &today));
    let asked = (!is_past("due") && !is_past("answered")).then(|| ("asked".to_owned(), Value::from(today.clone())));
    asked.into_iter().collect()
}
