//! `nutgraf judge FILE -`: one action a line from standard input, all of them or none.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::io::Read;

use serde::Deserialize;
use serde_json::Value;

use crate::codec::byte_order_mark;
use crate::model::article::claim::Relations;
use crate::model::journal::action::{Earlier, Setting};
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::validation::{makes, target};
use crate::model::journal::{Line, Seen, Target};
use crate::storage::files::system_error::{Task, explained};
use crate::text::json_fault;

use crate::cli::judge::said::fresh_id;
use crate::cli::judge::session::Session;
use crate::cli::{Failure, complain, print};
use crate::text::counted::counted;

/// Longer input is refused.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// At most this many problems are reported.
const MOST_PROBLEMS: usize = 100;

/// A line of the input. Unknown keys are ignored.
#[derive(Deserialize)]
struct Row {
    set: Vec<RowSetting>,
    by: Option<String>,
}

#[derive(Deserialize)]
struct RowSetting {
    on: String,
    field: String,
    /// The new value; null removes the field, and a missing value is an error.
    #[serde(deserialize_with = "Value::deserialize")]
    to: Value,
    /// Fingerprint of the wording it was written for, unless that is the present one.
    of: Option<String>,
    /// The words of that wording.
    seen: Option<Seen>,
    /// Whether the article no longer contains its target.
    #[serde(default)]
    gone: bool,
}

impl RowSetting {
    /// The wording it was written for, unless that is the present one.
    fn earlier(&mut self) -> Result<Option<Earlier>, String> {
        let Some(of) = self.of.take() else { return Ok(self.gone.then(Earlier::default)) };
        let of = Fingerprint::parse(&of).ok_or_else(|| format!("`of` is not 12 hex digits: {}", of.escape_debug()))?;
        Ok(Some(Earlier { of: Some(of), seen: self.seen.take() }))
    }
}

/// The changes of an input line, or its errors.
type Wanted = Result<Vec<Setting>, Vec<String>>;

pub(super) fn run(mut session: Session) -> Result<u8, Failure> {
    let input = input()?;
    let input = byte_order_mark::without_in(&input);
    let rows = input.split(|byte| *byte == b'\n').zip(1..).filter(|(row, _)| !row.iter().all(u8::is_ascii_whitespace));
    let wanted: Vec<(usize, Wanted)> = rows.map(|(row, number)| (number, read(&session, row))).collect();
    let readable = wanted.iter().filter_map(|(_, settings)| settings.as_ref().ok());
    let made = readable.flat_map(|settings| makes(settings)).cloned().collect();
    let (mut lines, mut already) = (Vec::new(), 0);
    let (mut problems, mut doubts) = (Vec::new(), Vec::new());
    for (number, settings) in wanted {
        match settings.and_then(|settings| take(&mut session, &settings, &made)) {
            Ok(Taken::Nothing) => {}
            Ok(Taken::Said(line, more)) => {
                already += usize::from(line.is_none());
                lines.extend(line);
                doubts.extend(more.into_iter().map(|doubt| format!("line {number}: kept as typed: {doubt}")));
            }
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
    print(&format!("{} written, {already} already recorded\n", counted(written, "line")))?;
    Ok(0)
}

fn input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::from(format!("cannot read standard input: {}", explained(Task::Read, &error))))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::from("standard input is larger than 256 MiB; write it in parts"));
    }
    if byte_order_mark::is_utf16(&bytes) {
        return Err(Failure::from("standard input is in UTF-16; write it in UTF-8"));
    }
    Ok(bytes)
}

/// The error that lists every problem and says that nothing was written.
fn refusal(problems: &[String]) -> Failure {
    let told = &problems[..problems.len().min(MOST_PROBLEMS)];
    let more = problems.len() - told.len();
    let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
    Failure::from(format!("nothing was written\n{}{more}", told.join("\n")))
}

/// Parses a row into changes.
fn read(session: &Session, row: &[u8]) -> Wanted {
    let one = |why: String| vec![why];
    let text = std::str::from_utf8(row).map_err(|_| one("it is not UTF-8".to_owned()))?;
    let unreadable = |error: serde_json::Error| one(in_row(&error));
    let row: Row = serde_json::from_str(text.trim()).map_err(unreadable)?;
    let people = session.notes.people();
    if let Some(by) = row.by.filter(|by| people.name(by) != people.name(&session.name)) {
        let (by, me) = (by.escape_debug(), session.name.escape_debug());
        return Err(one(format!("the line is by {by}, and you write as {me}; to write all lines as {by}, use --as")));
    }
    settings(session, row.set)
}

/// The result of a row.
enum Taken {
    /// The row has no annotation: exports list paragraphs too.
    Nothing,
    /// The journal line for it, `None` if it would change nothing; and the doubts about it.
    Said(Option<Line>, Vec<String>),
}

fn take(session: &mut Session, settings: &[Setting], made: &BTreeSet<Target>) -> Result<Taken, Vec<String>> {
    if settings.is_empty() {
        return Ok(Taken::Nothing);
    }
    let doubts = session.check(settings, made)?;
    let line = session.line(settings).map_err(|why| vec![why.to_owned()])?;
    Ok(Taken::Said(line, doubts))
}

/// What is wrong with a row. The line number is dropped, because each row is parsed alone.
fn in_row(error: &serde_json::Error) -> String {
    json_fault::in_line(error).escape_debug().to_string()
}

fn settings(session: &Session, set: Vec<RowSetting>) -> Wanted {
    let mut fresh = BTreeMap::new();
    let (mut settings, mut problems) = (Vec::new(), Vec::new());
    for mut row in set {
        let earlier = match row.earlier() {
            Ok(earlier) => earlier,
            Err(why) => {
                problems.push(why);
                continue;
            }
        };
        let RowSetting { on, field, to, .. } = row;
        let on = with_fresh_id(&on, &mut fresh);
        let field = with_fresh_id(&field, &mut fresh);
        match on_target(session, &on) {
            Ok(on) => settings.push(Setting { earlier, ..Setting::new(&on, field, to) }),
            Err(why) => problems.push(why),
        }
    }
    if problems.is_empty() { Ok(settings) } else { Err(problems) }
}

/// Completes a bare id; leaves a full name to the rules, which suggest the nearest match.
fn on_target(session: &Session, on: &str) -> Result<Target, String> {
    if on.contains(':') { Ok(Target(on.to_owned())) } else { target(&session.article, on) }
}

/// `evidence:+x` with a new id in place of `+x`; the same `+x` gets the same id.
fn with_fresh_id(name: &str, fresh: &mut BTreeMap<(String, String), String>) -> String {
    let Some((sort, word)) = name.split_once(":+").filter(|(_, word)| !word.is_empty()) else { return name.to_owned() };
    let made = match sort {
        "evidence" | "note" | "reply" | "claim" => sort,
        key if Relations::KEYS.contains(&key) => "claim",
        _ => return name.to_owned(),
    };
    let id = fresh.entry((made.to_owned(), word.to_owned())).or_insert_with(fresh_id);
    format!("{sort}:{id}")
}
