//! `nutgraf judge`: writes annotations without a terminal. Exit code 0 means that they are on the disk.

mod said;
mod session;
mod stream;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::model::annotation::evidence::Bearing;
use crate::model::annotation::judgement::{Confidence, Said, Status};
use crate::model::annotation::outcome::Outcome;
use crate::model::article::claim::Priority;
use crate::text::suggestion::instead;

use crate::cli::article_argument::article;
use crate::cli::judge::session::Session;
use crate::cli::{Choice, Failure, complain, print, verdict, verdict_words, words};

// Each flag of the command line is a bool.
#[allow(clippy::struct_excessive_bools, reason = "each is an option")]
#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("evidence_given").args(["evidence", "evidence_file"]).multiple(true)))]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one.
    #[arg(value_parser = article(), hide_possible_values = true)]
    file: PathBuf,
    /// A claim such as p6.c1, a paragraph, a section, an entity, or `article`; - reads one action per line from
    /// standard input.
    #[arg(long_help = ON)]
    on: String,
    /// Your verdict: supported, refuted, not-enough, conflicting, misleading; `none` withdraws it.
    #[arg(long, value_name = "WORD", value_parser = words(verdict, verdict_words()), hide_possible_values = true)]
    verdict: Option<Choice>,
    /// Your confidence in the verdict: low, moderate, high.
    #[arg(long, value_name = "WORD", value_parser = words(confidence, Confidence::ALL.map(Confidence::word)), hide_possible_values = true)]
    confidence: Option<Confidence>,
    /// Whether the speaker made the claim: confirmed, denied, not-found; not for claims of the author.
    #[arg(long, value_name = "WORD", value_parser = words(speaker_said, Said::ALL.map(Said::stored)), hide_possible_values = true)]
    said: Option<Said>,
    /// The reason, in a sentence or two. An empty text removes it, as it does for every text.
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// What the claim should say.
    #[arg(long, value_name = "TEXT")]
    correction: Option<String>,
    /// The status of the work: to-do, checking, waiting, done, not-checkable.
    #[arg(long, value_name = "WORD", value_parser = words(status, Status::ALL.map(Status::stored)), hide_possible_values = true)]
    status: Option<Status>,
    /// The reason for the status.
    #[arg(long, value_name = "TEXT")]
    status_reason: Option<String>,
    /// Mark the claim as not checkable.
    #[arg(long, conflicts_with_all = ["verdict", "status"])]
    not_checkable: bool,
    /// Settle a disagreement between annotators: a verdict or not-checkable; `none` withdraws your settlement. The judgements stay
    /// unchanged.
    #[arg(long, value_name = "WORD", value_parser = decision, conflicts_with_all = ["verdict", "status", "not_checkable"])]
    settle: Option<Decision>,
    /// Why you settle it this way; by default, the reason of an annotator with the same outcome.
    #[arg(long, value_name = "TEXT", requires = "settle")]
    because: Option<String>,
    /// How much the claim deserves checking: high, medium, low.
    #[arg(long, value_name = "WORD", value_parser = words(priority, Priority::ALL.map(Priority::word)), hide_possible_values = true)]
    priority: Option<Priority>,
    /// A note to add; may be repeated.
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,
    /// Keep the notes and evidence of this call, or the note:ID or evidence:ID named, out of every export.
    #[arg(long)]
    private: bool,
    /// Export a private note:ID or evidence:ID again.
    #[arg(long, conflicts_with = "private")]
    not_private: bool,
    /// A tag to add; may be repeated.
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,
    /// A tag to remove; may be repeated.
    #[arg(long, value_name = "WORD")]
    untag: Vec<String>,
    /// The address of a piece of evidence; may be repeated. An address that you have used before adds that evidence to this claim.
    #[arg(long, value_name = "URL")]
    evidence: Vec<String>,
    /// A local copy of the evidence, kept with its SHA-256; if you repeat --evidence, give the copies in the same order.
    #[arg(long, value_name = "PATH")]
    evidence_file: Vec<PathBuf>,
    /// The passage that matters; if you repeat --evidence, give the passages in the same order.
    #[arg(long, value_name = "TEXT", requires = "evidence_given")]
    passage: Vec<String>,
    /// Whether the evidence supports or refutes the claim, or gives context: one for all, or one for each. The default
    /// follows the verdict in this call.
    #[arg(long, value_name = "WORD", value_parser = words(bearing, Bearing::ALL.map(Bearing::word)), hide_possible_values = true, requires = "evidence_given")]
    bearing: Vec<Bearing>,
    /// The value that you found for a figure, such as "0=2.5 crown": 0 is the first figure of the claim; an empty value removes it.
    #[arg(long, value_name = "N=VALUE")]
    found: Vec<String>,
    /// Whom you asked, such as "who=Ministry,channel=mail,due=2026-12-01"; further keys: asked and answered (dates), answer (text).
    #[arg(long, value_name = "KEY=VALUE,...")]
    reply: Option<String>,
    /// A claim of another article that says the same, such as tides/p3.c2; may be repeated.
    #[arg(long, value_name = "ARTICLE-ID/CLAIM")]
    same: Vec<String>,
    /// A claim of another article that looks the same but is not, such as tides/p1.c1; may be repeated.
    #[arg(long, value_name = "ARTICLE-ID/CLAIM")]
    not_same: Vec<String>,
    /// Your name; by default `NUTGRAF_ANNOTATOR`, the name given before, git's user.name, or the login name.
    #[arg(long = "as", value_name = "NAME")]
    annotator: Option<String>,
}

const ON: &str = "\
A claim such as p6.c1, a paragraph, a section, an entity, or article.

With - each line of standard input is one action, a JSON object:

  {\"set\":[{\"on\":\"claim:p6.c1\",\"field\":\"verdict\",\"to\":\"supported\"}]}

nutgraf writes all lines or, if any is wrong, none. `on` may be a bare id; null as `to` removes a field; evidence:+x, \
note:+x, reply:+x and claim:+x name something new, which the same line may name again. A line whose `by` is somebody else is \
refused, unless --as names them. Unknown keys are ignored.";

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let mut session = Session::begin(&arguments.file, arguments.annotator.as_deref())?;
    if arguments.on == "-" {
        if arguments.says_something() {
            return Err(Failure::from("- reads everything from standard input; remove the other options"));
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
    let done = if line.is_some() {
        format!("{id}: {words}\n")
    } else {
        format!("{id}: nothing changed, already so: {words}\n")
    };
    let offer = said::offer(arguments, &said, &session);
    session.write(line.into_iter().collect())?;
    print(&done)?;
    if let Some(offer) = offer {
        complain(&Failure::from(offer));
    }
    Ok(0)
}

impl Arguments {
    /// Whether any option gives an annotation.
    fn says_something(&self) -> bool {
        let words = self.verdict.is_some() || self.confidence.is_some() || self.said.is_some() || self.status.is_some();
        let texts = [&self.why, &self.correction, &self.status_reason].iter().any(|text| text.is_some());
        let marks = self.private || self.not_private;
        let remarks = marks || [&self.note, &self.tag, &self.untag].iter().any(|all| !all.is_empty());
        words || texts || remarks || self.not_checkable || self.says_what_only_claims_have()
    }

    /// How many pieces of evidence the options name, by address, by file or both.
    fn evidence_count(&self) -> usize {
        self.evidence.len().max(self.evidence_file.len())
    }

    /// Whether an option, other than those of a judgement, applies to claims alone.
    fn says_what_only_claims_have(&self) -> bool {
        let links = !self.same.is_empty() || !self.not_same.is_empty();
        let lists = links || self.evidence_count() > 0 || !self.found.is_empty();
        lists || self.settle.is_some() || self.priority.is_some() || self.reply.is_some()
    }
}

/// The outcome that a claim is settled as; `None` withdraws the settlement.
#[derive(Debug, Clone, Copy)]
struct Decision(Option<Outcome>);

fn decision(word: &str) -> Result<Decision, String> {
    if word == "none" {
        return Ok(Decision(None));
    }
    let known = || Outcome::ALL.map(Outcome::stored).into_iter().chain(["none"]).collect::<Vec<_>>();
    let outcome = Outcome::from_stored(word).map(|outcome| Decision(Some(outcome)));
    outcome.ok_or_else(|| format!("not a verdict; {}", instead(word, known())))
}

fn confidence(word: &str) -> Result<Confidence, String> {
    Confidence::from_stored(word)
        .ok_or_else(|| format!("not a confidence; {}", instead(word, Confidence::ALL.map(Confidence::word))))
}

fn speaker_said(word: &str) -> Result<Said, String> {
    Said::from_stored(word).ok_or_else(|| format!("not an answer; {}", instead(word, Said::ALL.map(Said::stored))))
}

fn status(word: &str) -> Result<Status, String> {
    Status::from_stored(word).ok_or_else(|| format!("not a status; {}", instead(word, Status::ALL.map(Status::stored))))
}

fn priority(word: &str) -> Result<Priority, String> {
    Priority::from_stored(word)
        .ok_or_else(|| format!("not a priority; {}", instead(word, Priority::ALL.map(Priority::word))))
}

fn bearing(word: &str) -> Result<Bearing, String> {
    Bearing::from_stored(word)
        .ok_or_else(|| format!("not a bearing; {}", instead(word, Bearing::ALL.map(Bearing::word))))
}
