//! The claims to do, as plain text.

use std::fmt::Write as _;

use crate::analysis::workload::{Workload, open_questions, tasks};
use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::with_own;
use crate::model::annotation::judgement::Status;
use crate::model::annotation::outcome::Outcome;
use crate::model::annotation::settlement::overrules;
use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::model::journal::fold::Fold;
use crate::text::hidden::visible_in_line;

/// What `name` has to do of the claims that pass, by priority, then place, and whose answers have not come. The sums are of all
/// claims; `today` is a date such as `2026-11-24`.
#[must_use]
pub fn to_do(
    article: &Article,
    name: Option<&str>,
    notes: &Notes,
    passes: &dyn Fn(&Claim) -> bool,
    today: &str,
) -> String {
    let fold = name.and_then(|name| notes.fold(name));
    let whole = fold.map(|fold| with_own(article, fold).into_owned());
    let article = whole.as_ref().unwrap_or(article);
    let who = name.map_or(String::new(), |name| format!("{}: ", visible_in_line(name)));
    let mut text = format!("{}\n{who}{}\n", visible_in_line(&article.head.title), Workload::of(article, fold).words());
    let mut priority = None;
    for task in tasks(article, fold).into_iter().filter(|task| passes(task.claim)) {
        if priority.replace(task.priority) != Some(task.priority) {
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(text, "\n{} priority", task.priority.word());
        }
        let checking = if task.status == Status::Checking { "  (checking)" } else { "" };
        let (id, words) = (&task.claim.id, visible_in_line(&task.claim.text));
        let _ = writeln!(text, "  ¶{}  {id}  {words}{checking}", task.paragraph);
    }
    text.push_str(&unanswered(article, fold, passes, today));
    text.push_str(&overruled(article, name, notes));
    text
}

/// Questions to which nothing has come back, whatever the verdict.
fn unanswered(article: &Article, fold: Option<&Fold>, passes: &dyn Fn(&Claim) -> bool, today: &str) -> String {
    let mut text = String::new();
    for (claim, reply) in open_questions(article, fold).into_iter().filter(|(claim, _)| passes(claim)) {
        let (who, outcome) = (visible_in_line(&reply.who), reply.outcome(today));
        let _ = writeln!(text, "  {}  {who}: {}", claim.id, visible_in_line(&outcome));
    }
    if text.is_empty() { text } else { format!("\nasked, and not answered\n{text}") }
}

/// Claims that were settled otherwise than the annotator judged them.
fn overruled(article: &Article, name: Option<&str>, notes: &Notes) -> String {
    let Some(name) = name else { return String::new() };
    let mut text = String::new();
    for (_, claim) in article.claims() {
        let Some(settlement) = overrules(notes, name, claim) else { continue };
        let own = Outcome::of(notes.standing(name, claim)).map_or("", Outcome::word);
        let sentence = visible_in_line(&settlement.sentence());
        let _ = writeln!(text, "  {}  {sentence}; you: {own}", claim.id);
    }
    if text.is_empty() { text } else { format!("\nsettled differently from your judgement\n{text}") }
}
