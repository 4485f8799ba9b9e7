//! `nutgraf judge FILE -`: one action a line from standard input, all of them or none.

use std::collections::BTreeMap;
use std::io::{self, Read};

use serde::Deserialize;
use serde_json::Value;

use crate::domain::action::Setting;
use crate::domain::journal::{Line, Target};
use crate::domain::setting_rule::target;

use super::super::{Failure, complain, print};
use super::said::fresh_id;
use super::session::Session;

/// More than this is not read.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// More problems than this help nobody.
const MOST_PROBLEMS: usize = 100;

/// A line of the input; its other keys are for other readers.
#[derive(Deserialize)]
struct Row {
    set: Vec<RowSetting>,
    by: Option<String>,
}

#[derive(Deserialize)]
struct RowSetting {
    on: String,
    field: String,
    /// Null removes; a setting without it is a mistake.
    #[serde(deserialize_with = "Value::deserialize")]
    to: Value,
}

pub(super) fn run(mut session: Session) -> Result<u8, Failure> {
    let input = input()?;
    let (mut lines, mut already) = (Vec::new(), 0);
    let (mut problems, mut doubts) = (Vec::new(), Vec::new());
    for (index, row) in input.split(|byte| *byte == b'\n').enumerate() {
        if row.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let number = index + 1;
        match take(&mut session, row, &mut |doubt| doubts.push(format!("line {number}: kept as typed: {doubt}"))) {
            Ok(Some(line)) => lines.push(line),
            Ok(None) => already += 1,
            Err(why) => problems.extend(why.into_iter().map(|why| format!("line {number}: {why}"))),
        }
    }
    if !problems.is_empty() {
        return Err(refusal(&problems));
    }
    for doubt in doubts {
        complain(&Failure::from(doubt));
    }
    let written = lines.len();
    session.write(lines)?;
    let ending = if written == 1 { "" } else { "s" };
    print(&format!("{written} line{ending} written, {already} said already\n"))?;
    Ok(0)
}

fn input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::from(format!("cannot read standard input: {error}")))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::from("standard input is larger than 256 MiB; write it in parts"));
    }
    Ok(bytes)
}

/// Everything that is wrong, and that nothing was written.
fn refusal(problems: &[String]) -> Failure {
    let told = &problems[..problems.len().min(MOST_PROBLEMS)];
    let more = problems.len() - told.len();
    let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
    Failure::from(format!("nothing was written\n{}{more}", told.join("\n")))
}

/// The line of the journal that a row comes to; none when all of it is said already.
fn take(session: &mut Session, row: &[u8], doubt: &mut dyn FnMut(String)) -> Result<Option<Line>, Vec<String>> {
    let one = |why: String| vec![why];
    let text = std::str::from_utf8(row).map_err(|_| one("it is not UTF-8".to_owned()))?;
    let unreadable = |error: serde_json::Error| one(format!("it cannot be read: {}", in_row(&error)));
    let row: Row = serde_json::from_str(text.trim()).map_err(unreadable)?;
    let people = session.notes.people();
    if let Some(by) = row.by.filter(|by| people.name(by) != people.name(&session.name)) {
        let (by, me) = (by.escape_debug(), session.name.escape_debug());
        return Err(one(format!("{by} says so, and you write as {me}; to write it all as {by}, use --as")));
    }
    let settings = settings(session, row.set)?;
    session.check(&settings)?.into_iter().for_each(&mut *doubt);
    session.line(&settings).map_err(|why| one(why.to_owned()))
}

/// What is wrong with a row; that it is the first line of itself is of no use.
fn in_row(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", ", column ").escape_debug().to_string()
}

fn settings(session: &Session, set: Vec<RowSetting>) -> Result<Vec<Setting>, Vec<String>> {
    if set.is_empty() {
        return Err(vec!["it sets nothing".to_owned()]);
    }
    let mut fresh = BTreeMap::new();
    let (mut settings, mut problems) = (Vec::new(), Vec::new());
    for RowSetting { on, field, to } in set {
        let on = with_fresh_id(&on, &mut fresh);
        let field = with_fresh_id(&field, &mut fresh);
        match on_target(session, &on) {
            Ok(on) => settings.push(Setting { on, field, to }),
            Err(why) => problems.push(why),
        }
    }
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

/// A full name is left to the rules, which know what is near to it; a bare id is made one.
fn on_target(session: &Session, on: &str) -> Result<Target, String> {
    if on.contains(':') { Ok(Target(on.to_owned())) } else { target(&session.article, on) }
}

/// `evidence:+x` with a new id in place of `+x`, the same for the same word.
fn with_fresh_id(name: &str, fresh: &mut BTreeMap<(String, String), String>) -> String {
    let Some((sort, word)) = name.split_once(":+").filter(|(_, word)| !word.is_empty()) else { return name.to_owned() };
    let made = match sort {
        "evidence" | "note" | "reply" | "claim" => sort,
        "because" | "part-of" | "contradicts" | "repeats" => "claim",
        _ => return name.to_owned(),
    };
    let id = fresh.entry((made.to_owned(), word.to_owned())).or_insert_with(fresh_id);
    format!("{sort}:{id}")
}
