//! `nutgraf notes DIR --to-do`: the claims to check in all articles of a folder, the most urgent first.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::corpus::search::{Search, Viewer};
use crate::corpus::to_do::Task;
use crate::model::annotation::judgement::Status;
use crate::model::query::Query;
use crate::text::hidden::{escape_json, visible_in_line};

use crate::cli::{Failure, catalogue, print, today};
use crate::workspace::across_articles;

/// Prints the claims that match the query and that `name` still has to check.
pub(super) fn run(folder: &Path, name: Option<&str>, query: &Query, json: bool) -> Result<u8, Failure> {
    let mut library =
        if query.is_everything() { catalogue::open(folder)? } else { catalogue::open_for_search(folder)? };
    catalogue::complain_of_problems(&library);
    let viewer = Viewer { me: name.map(str::to_owned), sees_all: true, asks_everyone: false };
    let search = (!query.is_everything()).then(|| Search::of_claims(query, &viewer));
    let tasks = across_articles::to_do(&mut library, name, &today(), search.as_ref(), None);
    if json {
        let rows: Vec<Value> = tasks.iter().map(row).collect();
        let whole = json!({"version": 1, "annotator": name, "to-do": rows});
        print(&(escape_json(&format!("{whole:#}")) + "\n"))?;
    } else {
        print(&text(&tasks, name))?;
    }
    Ok(0)
}

fn text(tasks: &[Task], name: Option<&str>) -> String {
    let who = name.map_or(String::new(), |name| format!("{}: ", visible_in_line(name)));
    let mut text = format!("{who}{} to do\n", tasks.len());
    let mut priority = None;
    for task in tasks {
        if priority.replace(task.priority) != Some(task.priority) {
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(text, "\n{} priority", task.priority.word());
        }
        let state = match task.status {
            Status::Checking => "  (checking)".to_owned(),
            Status::Waiting => format!("  (no answer by {})", task.due),
            _ if !task.due.is_empty() => format!("  (answer due by {})", task.due),
            _ => String::new(),
        };
        let (path, words) = (visible_in_line(&task.path), visible_in_line(&task.text));
        let _ = writeln!(text, "  {path} ¶{} {}  {words}{state}", task.paragraph, task.claim);
    }
    text
}

fn row(task: &Task) -> Value {
    json!({
        "path": task.path, "article": task.article, "title": task.title, "published": task.published,
        "claim": task.claim, "paragraph": task.paragraph, "text": task.text, "priority": task.priority.word(),
        "status": task.status.stored(), "due": (!task.due.is_empty()).then_some(&task.due),
    })
}
