//! `nutgraf judge`: what somebody says of an article, without a terminal; exit 0 means that it is on the disk.

mod said;
mod session;
mod stream;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::domain::claim::Priority;
use crate::domain::evidence::Bearing;
use crate::domain::judgement::{Confidence, Said, Status};

use super::{Choice, Failure, complain, print, verdict};
use session::Session;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one.
    file: PathBuf,
    /// A claim such as p6.c1, a paragraph, a section, an entity, or article; - reads one action a line from standard input.
    #[arg(long_help = ON)]
    on: String,
    /// supported, refuted, not-enough, conflicting, misleading; none takes the verdict away.
    #[arg(long, value_name = "WORD", value_parser = verdict)]
    verdict: Option<Choice>,
    /// How sure: low, moderate, high.
    #[arg(long, value_name = "WORD", value_parser = confidence)]
    confidence: Option<Confidence>,
    /// Whether the speaker said so: confirmed, denied, not-found; only where the author is not the speaker.
    #[arg(long, value_name = "WORD", value_parser = speaker_said)]
    said: Option<Said>,
    /// The reason, in a sentence or two; empty to take it away, as with all texts.
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// What the claim should read.
    #[arg(long, value_name = "TEXT")]
    correction: Option<String>,
    /// How far the work is: to-do, checking, waiting, done, not-checkable.
    #[arg(long, value_name = "WORD", value_parser = status)]
    status: Option<Status>,
    /// Why the work is where it is.
    #[arg(long, value_name = "TEXT")]
    status_reason: Option<String>,
    /// That nobody can check the claim.
    #[arg(long, conflicts_with_all = ["verdict", "status"])]
    not_checkable: bool,
    /// How much the claim deserves checking: high, medium, low.
    #[arg(long, value_name = "WORD", value_parser = priority)]
    priority: Option<Priority>,
    /// A new note.
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,
    /// A tag; may be repeated.
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,
    /// A tag to take away.
    #[arg(long, value_name = "WORD")]
    untag: Vec<String>,
    /// The address of an item of evidence; one that you have named before serves this claim too.
    #[arg(long, value_name = "URL")]
    evidence: Vec<String>,
    /// The words of the evidence that matter; the first of the first item, and so on.
    #[arg(long, value_name = "TEXT", requires = "evidence")]
    passage: Vec<String>,
    /// What it does: supports, refutes, context; one for all items, or one for each. Otherwise as the verdict given with it says, or context.
    #[arg(long, value_name = "WORD", value_parser = bearing, requires = "evidence")]
    bearing: Vec<Bearing>,
    /// A figure as you found it, counted from 0, such as "0=2.5 crown"; empty to take it away.
    #[arg(long, value_name = "N=VALUE")]
    found: Vec<String>,
    /// Whom you asked, such as "who=Ministry,channel=mail,due=2026-12-01"; also asked, answered, answer.
    #[arg(long, value_name = "KEY=VALUE,...")]
    reply: Option<String>,
    /// Who writes; otherwise `NUTGRAF_ANNOTATOR`, the name given before, git's user.name, the login name.
    #[arg(long = "as", value_name = "NAME")]
    annotator: Option<String>,
}

const ON: &str = "\
A claim such as p6.c1, a paragraph, a section, an entity, or article.

With - each line of standard input is one action, a JSON object:

  {\"set\":[{\"on\":\"claim:p6.c1\",\"field\":\"verdict\",\"to\":\"supported\"}]}

All of it is written or, when anything is wrong, nothing. `on` may be a bare id; null as `to` removes a field; evidence:+x, \
note:+x, reply:+x and claim:+x stand for something new, the same within a line. A line whose `by` is somebody else is \
refused, unless --as names them. Other keys are passed over.";

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut session = Session::begin(&arguments.file, arguments.annotator.as_deref())?;
    if arguments.on == "-" {
        if arguments.says_something() {
            return Err(Failure::from("with - everything is read from standard input; leave the other options out"));
        }
        return stream::run(session);
    }
    let said = said::said(arguments, &session)?;
    let (id, words) = (said.on.id(), &said.words);
    let id = if id.is_empty() { said.on.sort() } else { id };
    let doubts =
        session.check(&said.settings, &BTreeSet::new()).map_err(|problems| Failure::from(problems.join("\n")))?;
    for doubt in doubts {
        complain(&Failure::from(format!("kept as typed: {doubt}")));
    }
    let line = session.line(&said.settings)?;
    let done = if line.is_some() { format!("{id}: {words}\n") } else { format!("{id} is {words} already\n") };
    session.write(line.into_iter().collect())?;
    print(&done)?;
    Ok(0)
}

impl Arguments {
    /// Whether an option says something.
    fn says_something(&self) -> bool {
        let words = self.verdict.is_some() || self.confidence.is_some() || self.said.is_some() || self.status.is_some();
        let texts = [&self.why, &self.correction, &self.status_reason].iter().any(|text| text.is_some());
        let remarks = [&self.note, &self.tag, &self.untag].iter().any(|all| !all.is_empty());
        words || texts || remarks || self.not_checkable || self.says_what_only_claims_have()
    }

    /// Whether an option, besides those of an opinion, says what can be said of claims alone.
    fn says_what_only_claims_have(&self) -> bool {
        let lists = !self.evidence.is_empty() || !self.found.is_empty();
        lists || self.priority.is_some() || self.reply.is_some()
    }
}

fn confidence(word: &str) -> Result<Confidence, String> {
    let known = || Confidence::ALL.map(Confidence::word).join(", ");
    Confidence::from_stored(word).ok_or_else(|| format!("not a confidence; there are {}", known()))
}

fn speaker_said(word: &str) -> Result<Said, String> {
    let known = || Said::ALL.map(Said::stored).join(", ");
    Said::from_stored(word).ok_or_else(|| format!("not an answer; there are {}", known()))
}

fn status(word: &str) -> Result<Status, String> {
    let known = || Status::ALL.map(Status::stored).join(", ");
    Status::from_stored(word).ok_or_else(|| format!("not a status; there are {}", known()))
}

fn priority(word: &str) -> Result<Priority, String> {
    let known = || Priority::ALL.map(Priority::word).join(", ");
    Priority::from_stored(word).ok_or_else(|| format!("not a priority; there are {}", known()))
}

fn bearing(word: &str) -> Result<Bearing, String> {
    let known = || Bearing::ALL.map(Bearing::word).join(", ");
    Bearing::from_stored(word).ok_or_else(|| format!("not a bearing; there are {}", known()))
}
