//! `nutgraf judge`: one judgement without a terminal; exit 0 means that it is on the disk.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::domain::article::Article;
use crate::domain::fingerprint::{Fingerprint, seen};
use crate::domain::fold::Fold;
use crate::domain::journal::{Line, next_id};
use crate::domain::judgement::{Confidence, Opinion, Said, Status};
use crate::domain::notes::{Notes, OVERRULED, is_overruled, judge};
use crate::format::journal::{timestamp, write_set};
use crate::store::annotator;
use crate::store::desk::{Desk, Job, Outcome};
use crate::store::disk::OsDisk;

use super::{Choice, Failure, complain, moment, open, print, verdict};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one.
    file: PathBuf,
    /// The claim, such as p6.c1.
    on: String,
    /// supported, refuted, not-enough, conflicting, misleading; none takes the verdict away.
    #[arg(long, value_parser = verdict, required_unless_present_any = ["confidence", "said", "not_checkable"])]
    verdict: Option<Choice>,
    /// How sure: low, moderate, high.
    #[arg(long, value_parser = confidence)]
    confidence: Option<Confidence>,
    /// Whether the speaker said so: confirmed, denied, not-found; only where the author is not the speaker.
    #[arg(long, value_parser = said)]
    said: Option<Said>,
    /// That nobody can check the claim.
    #[arg(long, conflicts_with = "verdict")]
    not_checkable: bool,
    /// Who writes; otherwise `NUTGRAF_ANNOTATOR`, the name given before, git's user.name, the login name.
    #[arg(long = "as", value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let opened = open::open(Some(&arguments.file))?;
    let Some(name) = annotator::who(arguments.annotator.as_deref()).name else {
        return Err(Failure::from("who is judging? Say so with --as NAME, or set NUTGRAF_ANNOTATOR"));
    };
    let id = arguments.on.strip_prefix("claim:").unwrap_or(&arguments.on);
    let notes = opened.notes(Some(name.clone()));
    let opinion = Opinion {
        verdict: arguments.verdict.map(|choice| choice.0),
        confidence: arguments.confidence,
        said: arguments.said,
        status: arguments.not_checkable.then_some(Status::NotCheckable),
        ..Opinion::default()
    };
    let words = opinion.words();
    let Some(line) = line(&opened.article, &notes, &name, id, &opinion)? else {
        // An earlier run may have been told that its line could not be flushed.
        let mut desk = Desk::new(opened.source, Some(name), Box::new(OsDisk));
        if let Some(Outcome::NotSaved(_, why)) = desk.handle(Job::Flush).pop() {
            return Err(Failure::from(why));
        }
        print(&format!("{id} is {words} already\n"))?;
        return Ok(0);
    };
    let mut desk = Desk::new(opened.source, Some(name), Box::new(OsDisk));
    let mut failure = None;
    for outcome in desk.handle(Job::Append(line)) {
        match outcome {
            Outcome::Warning(text) => complain(&Failure::from(text)),
            Outcome::NotSaved(_, why) => failure = Some(why),
            Outcome::Saved(_) | Outcome::Notes(_) | Outcome::Vanished(_) | Outcome::Drafts(_) => {}
        }
    }
    match failure {
        Some(why) => Err(Failure::from(why)),
        None => print(&format!("{id}: {words}\n")).map(|()| 0),
    }
}

fn confidence(word: &str) -> Result<Confidence, String> {
    let known = || Confidence::ALL.map(Confidence::word).join(", ");
    Confidence::from_stored(word).ok_or_else(|| format!("not a confidence; there are {}", known()))
}

fn said(word: &str) -> Result<Said, String> {
    let known = || Said::ALL.map(Said::stored).join(", ");
    Said::from_stored(word).ok_or_else(|| format!("not an answer; there are {}", known()))
}

/// The line that judges a claim; none when it is judged so already.
fn line(article: &Article, notes: &Notes, name: &str, id: &str, opinion: &Opinion) -> Result<Option<Line>, Failure> {
    let Some((paragraph, claim)) = article.claims().find(|(_, claim)| claim.id == id) else {
        let near = article.claims().map(|(_, claim)| (strsim::damerau_levenshtein(id, &claim.id), &claim.id)).min();
        let hint = near.map_or(String::new(), |(_, near)| format!("; did you mean {near}?"));
        return Err(Failure::from(format!("the article makes no claim {}{hint}", id.escape_debug())));
    };
    if opinion.said.is_some() && claim.is_authors() {
        return Err(Failure::from(format!("{id} is said by the author, so --said is not the question")));
    }
    let Some(changes) = judge(notes, name, claim, opinion) else { return Ok(None) };
    let moment = moment();
    let greatest = notes.mine().and_then(Fold::greatest);
    let id = next_id(moment.unix_ms, greatest, moment.random);
    if is_overruled(&changes, id) {
        return Err(Failure::from(OVERRULED));
    }
    let judged = BTreeMap::from([(Fingerprint::of_claim(claim), seen(paragraph, claim))]);
    Ok(Some(write_set(id, &timestamp(moment.unix_ms), name, &changes, &judged)))
}
