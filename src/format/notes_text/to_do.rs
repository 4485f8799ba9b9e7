//! The claims to do, as plain text.

use std::fmt::Write as _;

use crate::domain::article::Article;
use crate::domain::fold::Fold;
use crate::domain::judgement::Status;
use crate::domain::own_claim::with_own;
use crate::domain::workload::{Workload, tasks};
use crate::text::hidden::visible_in_line;

/// What `name` has to do, by priority, then place.
#[must_use]
pub fn to_do(article: &Article, name: Option<&str>, fold: Option<&Fold>) -> String {
    let whole = fold.map(|fold| with_own(article, fold).into_owned());
    let article = whole.as_ref().unwrap_or(article);
    let who = name.map_or(String::new(), |name| format!("{}: ", visible_in_line(name)));
    let mut text = format!("{}\n{who}{}\n", visible_in_line(&article.head.title), Workload::of(article, fold).words());
    let mut priority = None;
    for task in tasks(article, fold) {
        if priority.replace(task.priority) != Some(task.priority) {
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(text, "\n{} priority", task.priority.word());
        }
        let checking = if task.status == Status::Checking { "  (checking)" } else { "" };
        let (id, words) = (&task.claim.id, visible_in_line(&task.claim.text));
        let _ = writeln!(text, "  ¶{}  {id}  {words}{checking}", task.paragraph);
    }
    text
}
