//! Records the messages of a run and replays them, for bug reports that anyone can reproduce.
//!
//! The first line of JSON has the article, size and theme; each further line has a message. A recording contains the
//! article, the notes and every key pressed, so share it only with people you trust with them.

pub(crate) mod review_news;

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::{Value, json};

use crate::codec::{article_yaml, byte_order_mark, journal_jsonl};
use crate::export::Reviewer;
use crate::model::journal::{ActionId, Line};
use crate::reader::annotator::Annotator;
use crate::reader::app::App;
use crate::reader::document::Document;
use crate::reader::draw;
use crate::reader::draw::Look;
use crate::reader::key::{Key, Pointer, PointerAction};
use crate::reader::keymap::Keymap;
use crate::reader::message::{Message, Moment};
use crate::reader::screens::export::state::Exported;
use crate::reader::theme_name::ThemeName;
use crate::session::autosave::Draft;
use crate::session::key_row::{KeyRow, Located};
use crate::storage::files::system_error::{Task, explained, why};
use crate::storage::recording;
use crate::storage::recording::Recording;
use crate::text::json_fault;
use crate::text::path::shown_path;

use crate::cli::stdout::print;
use crate::workspace::failure::Failure;

/// The file to which the messages of a run are written.
pub(crate) struct Recorder(Recording);

impl Recorder {
    /// Starts a recording in a new file.
    pub(crate) fn new(path: &Path, app: &App) -> Result<Self, Failure> {
        let file = Recording::begin(path).map_err(|error| {
            let advice = "name a new file in a folder of yours";
            Failure(format!("cannot record to {}: {}; {advice}", shown_path(path), why(Task::Write, &error)))
        })?;
        let mut recorder = Self(file);
        recorder.write(&json!({
            "article": article_yaml::compiled(&app.document.article),
            "origin": app.document.origin,
            "size": [app.size.width, app.size.height],
            "theme": app.theme.name(),
            "preferences": app.preferences,
            "utc-offset": app.utc_offset_minutes,
            "place": app.bookmark(),
            "unwritten": app.unwritten.as_ref().map(|unwritten| &unwritten.proposed),
        }));
        Ok(recorder)
    }

    /// Writes a message.
    pub(crate) fn record(&mut self, message: &Message) {
        if let Some(value) = value_of(message) {
            self.write(&value);
        }
    }

    fn write(&mut self, value: &Value) {
        // A recording that fails must not end the session.
        let _ = self.0.add(&value.to_string());
    }
}

/// Replays a recording without a terminal, and prints the last screen.
pub(crate) fn replay(path: &Path) -> Result<u8, Failure> {
    let failed = |why: String| Failure(format!("cannot replay {}: {why}", shown_path(path)));
    let text = recording::read(path).map_err(|error| failed(explained(Task::Read, &error)))?;
    let mut lines = byte_order_mark::without(&text).lines().enumerate().map(|(number, line)| {
        serde_json::from_str::<Value>(line)
            .map_err(|error| failed(format!("line {}: {}", number + 1, json_fault::in_line(&error))))
    });
    let first = lines.next().ok_or_else(|| failed("it is empty".to_owned()))??;
    let mut app = beginning(&first).ok_or_else(|| failed("line 1 does not begin a recording".to_owned()))?;
    for (number, line) in (2..).zip(lines) {
        let message = message_of(&line?).ok_or_else(|| failed(format!("line {number} is not a message")))?;
        app.update(message);
    }
    let mut terminal = Terminal::new(TestBackend::new(app.size.width, app.size.height))?;
    terminal.draw(|frame| draw::draw(&app, Look::default(), frame))?;
    let buffer = terminal.backend().buffer();
    let row = |y: u16| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    print(&(0..buffer.area.height).map(|y| row(y).trim_end().to_owned() + "\n").collect::<String>())?;
    Ok(0)
}

fn beginning(first: &Value) -> Option<App> {
    let article = article_yaml::read_compiled(first["article"].as_str()?).ok()?;
    let side = |index: usize| first["size"][index].as_u64().and_then(|side| u16::try_from(side).ok());
    let mut app = App::new(Document::new(article, first["origin"].as_str()?.to_owned()), side(0)?, side(1)?);
    app.theme = ThemeName::named(first["theme"].as_str()?)?;
    // Recordings of earlier versions lack it.
    app.preferences = serde_json::from_value(first["preferences"].clone()).unwrap_or_default();
    app.utc_offset_minutes = serde_json::from_value(first["utc-offset"].clone()).unwrap_or(0);
    app.open_at(&serde_json::from_value(first["place"].clone()).ok()?);
    if let Some(proposed) = first["unwritten"].as_str() {
        app.introduce_draft(proposed.to_owned(), 0);
    }
    Some(app)
}

fn value_of(message: &Message) -> Option<Value> {
    Some(match message {
        Message::Key(key, moment) => json!({"key": key.0, "moment": moment_value(*moment)}),
        Message::Pointer(pointer, moment) => {
            let action = action_name(pointer.action);
            json!({"pointer": action, "at": [pointer.column, pointer.row], "moment": moment_value(*moment)})
        }
        Message::Shown(moment) => json!({"shown": true, "moment": moment_value(*moment)}),
        Message::Paste(text) => json!({"paste": text}),
        Message::Resize(columns, rows) => json!({"resize": [columns, rows]}),
        Message::Annotator(annotator) => json!({"annotator": annotator.name, "from": annotator.from}),
        Message::NotesRead { lines, troubles } => json!({"notes": raw(lines), "troubles": troubles}),
        Message::Saved(ids) => json!({"saved": texts(ids)}),
        Message::NotSaved(ids, why) => json!({"not-saved": texts(ids), "why": why}),
        Message::Vanished(lines) => json!({"vanished": raw(lines)}),
        Message::Warning(text) => json!({"warning": text}),
        Message::Versions(report) => json!({"versions": report.as_ref().ok(), "why": report.as_ref().err()}),
        Message::ArticleRead(content) => json!({"article-read": article_yaml::compiled(content)}),
        Message::ArticleRefused(why, problems) => json!({"article-refused": why, "problems": problems}),
        Message::ArticleGone => json!({"article-gone": true}),
        Message::Drafts(drafts) => {
            json!({"drafts": drafts.iter().map(|draft| json!([draft.id, draft])).collect::<Vec<_>>()})
        }
        Message::Edited(text) => json!({"edited": text}),
        Message::People(people) => json!({"people": people}),
        Message::Queries(saved) => json!({"queries": saved}),
        Message::Keys(keymap) => {
            let words = |words: &[Located]| words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
            let row = |row: &KeyRow| json!([row.place.text, row.command.text, words(&row.keys)]);
            json!({"keys": keymap.own_rows().iter().map(row).collect::<Vec<_>>()})
        }
        Message::FileHashed(id, hash, moment) => {
            json!({"hashed": id, "hash": hash.as_ref().ok(), "why": hash.as_ref().err(), "moment": moment_value(*moment)})
        }
        Message::ArticleWritten(written) => {
            json!({"article-written": written.as_ref().ok(), "why": written.as_ref().err()})
        }
        Message::Reviewer(reviewer) => {
            json!({"reviewer": reviewer.as_ref().map(|reviewer| [&reviewer.name, &reviewer.url])})
        }
        Message::Review(news) => review_news::value_of(news),
        Message::Exported(exported) => match exported {
            Exported::Written(path) => json!({"exported": path, "how": "written"}),
            Exported::Exists(path) => json!({"exported": path, "how": "exists"}),
            Exported::Changed(digest) => json!({"exported": digest, "how": "changed"}),
            Exported::Failed(why) => json!({"exported": why, "how": "failed"}),
        },
        // The rest of the user's disk does not belong in a recording.
        Message::Articles(_) | Message::Similar(_) | Message::Library(_) => return None,
    })
}

fn message_of(value: &Value) -> Option<Message> {
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let pair = |key: &str| -> Option<(u16, u16)> { serde_json::from_value(value.get(key)?.clone()).ok() };
    let list = |key: &str| -> Option<Vec<String>> { serde_json::from_value(value.get(key)?.clone()).ok() };
    let ids =
        |key: &str| -> Option<Vec<ActionId>> { list(key)?.iter().map(|id| ActionId::from_string(id).ok()).collect() };
    let lines = |key: &str| list(key).map(|lines| journal_jsonl::read((lines.join("\n") + "\n").as_bytes()).lines);
    let key = value.as_object()?.keys().find(|key| MESSAGES.contains(&key.as_str()))?;
    Some(match key.as_str() {
        "key" => Message::Key(Key(text("key")?), moment_of(value)?),
        "pointer" => {
            let (column, row) = pair("at")?;
            Message::Pointer(Pointer { action: action_of(&text("pointer")?)?, column, row }, moment_of(value)?)
        }
        "shown" => Message::Shown(moment_of(value)?),
        "paste" => Message::Paste(text("paste")?),
        "resize" => pair("resize").map(|(columns, rows)| Message::Resize(columns, rows))?,
        "annotator" => Message::Annotator(Annotator { name: text("annotator"), from: text("from")? }),
        "notes" => Message::NotesRead { lines: lines("notes")?, troubles: list("troubles")? },
        "saved" => Message::Saved(ids("saved")?),
        "not-saved" => Message::NotSaved(ids("not-saved")?, text("why")?),
        "vanished" => Message::Vanished(lines("vanished")?),
        "warning" => Message::Warning(text("warning")?),
        "article-read" => Message::ArticleRead(Box::new(article_yaml::read_compiled(&text("article-read")?).ok()?)),
        "drafts" => {
            let pairs: Vec<(String, Draft)> = serde_json::from_value(value.get("drafts")?.clone()).ok()?;
            Message::Drafts(pairs.into_iter().map(|(id, draft)| Draft { id, ..draft }).collect())
        }
        "versions" => Message::Versions(match text("why") {
            Some(why) => Err(why),
            None => Ok(Box::new(serde_json::from_value(value.get("versions")?.clone()).ok()?)),
        }),
        "edited" => Message::Edited(text("edited")),
        "queries" => Message::Queries(serde_json::from_value(value.get("queries")?.clone()).ok()?),
        "people" => Message::People(serde_json::from_value(value.get("people")?.clone()).ok()?),
        "keys" => {
            let rows: Vec<(String, String, Vec<String>)> = serde_json::from_value(value.get("keys")?.clone()).ok()?;
            let rows: Vec<KeyRow> = rows.iter().map(|(place, name, keys)| KeyRow::new(place, name, keys)).collect();
            Message::Keys(Box::new(Keymap::new(&rows).0))
        }
        "reviewer" => {
            let pair: Option<(String, String)> = serde_json::from_value(value.get("reviewer")?.clone()).ok()?;
            Message::Reviewer(pair.map(|(name, url)| Reviewer { name, url }))
        }
        "review" => Message::Review(review_news::news_of(value)?),
        kind => answer_of(kind, value)?,
    })
}

/// Answers of the disk and of other programs.
fn answer_of(kind: &str, value: &Value) -> Option<Message> {
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    Some(match kind {
        "hashed" => {
            let hash = text("hash").ok_or_else(|| text("why").unwrap_or_default());
            Message::FileHashed(text("hashed")?, hash, moment_of(value)?)
        }
        "article-written" => {
            Message::ArticleWritten(text("article-written").ok_or_else(|| text("why").unwrap_or_default()))
        }
        "article-gone" => Message::ArticleGone,
        "exported" => Message::Exported(match text("how")?.as_str() {
            "written" => Exported::Written(text("exported")?),
            "exists" => Exported::Exists(text("exported")?),
            "changed" => Exported::Changed(text("exported")?),
            _ => Exported::Failed(text("exported")?),
        }),
        _ => {
            // Recordings of earlier versions lack them.
            let problems = serde_json::from_value(value["problems"].clone()).unwrap_or_default();
            Message::ArticleRefused(text("article-refused")?, problems)
        }
    })
}

/// The key of each kind of message.
const MESSAGES: [&str; 25] = [
    "shown",
    "queries",
    "versions",
    "review",
    "article-written",
    "keys",
    "drafts",
    "edited",
    "people",
    "hashed",
    "reviewer",
    "exported",
    "key",
    "pointer",
    "paste",
    "resize",
    "annotator",
    "notes",
    "saved",
    "not-saved",
    "vanished",
    "warning",
    "article-read",
    "article-gone",
    "article-refused",
];

const ACTIONS: [(PointerAction, &str); 4] = [
    (PointerAction::Press, "press"),
    (PointerAction::Drag, "drag"),
    (PointerAction::WheelUp, "wheel-up"),
    (PointerAction::WheelDown, "wheel-down"),
];

fn action_name(action: PointerAction) -> &'static str {
    ACTIONS.iter().find(|(other, _)| *other == action).map_or("press", |(_, name)| name)
}

fn action_of(name: &str) -> Option<PointerAction> {
    ACTIONS.iter().find(|(_, other)| *other == name).map(|(action, _)| *action)
}

fn moment_value(moment: Moment) -> Value {
    json!([moment.unix_ms, format!("{:x}", moment.random), moment.frame])
}

fn moment_of(value: &Value) -> Option<Moment> {
    let moment = value.get("moment")?;
    let random = u128::from_str_radix(moment.get(1)?.as_str()?, 16).ok()?;
    // Recordings of earlier versions count no frames.
    let frame = moment.get(2).and_then(Value::as_u64).unwrap_or(0);
    Some(Moment { unix_ms: moment.get(0)?.as_u64()?, random, frame })
}

fn raw(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(|line| &*line.raw).collect()
}

fn texts(ids: &[ActionId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use crate::session::file_problem::FileProblem;
    use crate::workspace::builtin::ARTICLES;

    use super::*;
    use crate::model::journal::people::People;

    #[test]
    fn every_message_is_read_back_as_it_was_written() {
        let moment = Moment { unix_ms: 7, random: (1 << 80) - 1, frame: 3 };
        let id = ActionId::from_parts(5, 9);
        let line = journal_jsonl::write_void(id, "2026-11-24T00:00:00Z", "ana", id);
        let pointer = Pointer { action: PointerAction::WheelDown, column: 3, row: 400 };
        let messages = [
            Message::Key(Key::named("C-r"), moment),
            Message::Pointer(pointer, moment),
            Message::Shown(moment),
            Message::Paste("a\nb\u{1b}".to_owned()),
            Message::Resize(0, 500),
            Message::Annotator(Annotator { name: None, from: String::new() }),
            Message::NotesRead { lines: vec![line.clone()], troubles: vec!["torn".to_owned()] },
            Message::Saved(vec![id]),
            Message::NotSaved(vec![id], "full".to_owned()),
            Message::Vanished(vec![line]),
            Message::Warning("w".to_owned()),
            Message::ArticleGone,
            Message::ArticleRefused(
                "no".to_owned(),
                vec![FileProblem { line: 3, column: 1, text: "unknown key".to_owned() }],
            ),
            Message::Drafts(vec![Draft {
                id: "01".to_owned(),
                v: 1,
                by: "ana".to_owned(),
                file: Some("/old/harbour.yaml".to_owned()),
                on: "claim:p1.c1".to_owned(),
                form: "note".to_owned(),
                fields: [("text".to_owned(), "half\na word".to_owned())].into(),
                at: "2026-11-24T00:00:00Z".to_owned(),
            }]),
            Message::Edited(Some("a\nb".to_owned())),
            Message::Edited(None),
            Message::Versions(Err("there is no earlier version".to_owned())),
            Message::People(People::new([("ana".to_owned(), vec!["Ana P.".to_owned()])])),
            Message::Queries([("urgent".to_owned(), "priority:high".to_owned())].into()),
            Message::Keys(Box::new(Keymap::new(&[KeyRow::new("reader", "queue", &["Q".to_owned()])]).0)),
            Message::FileHashed("01".to_owned(), Ok("ab".to_owned()), moment),
            Message::FileHashed("01".to_owned(), Err("no such file".to_owned()), moment),
            Message::Reviewer(Some(Reviewer { name: "Desk".to_owned(), url: "https://desk.example".to_owned() })),
            Message::Reviewer(None),
            Message::ArticleWritten(Ok("harbour.yaml".to_owned())),
            Message::ArticleWritten(Err("full".to_owned())),
            Message::Exported(Exported::Written("a.md".to_owned())),
            Message::Exported(Exported::Exists("a.md".to_owned())),
            Message::Exported(Exported::Changed("0f".to_owned())),
            Message::Exported(Exported::Failed("full".to_owned())),
        ];
        let read =
            article_yaml::read_compiled(ARTICLES[1].compiled).map(|article| Message::ArticleRead(Box::new(article)));
        assert!(read.is_ok());
        for message in messages.into_iter().chain(read) {
            let back = value_of(&message).as_ref().and_then(message_of);
            assert_eq!(format!("{back:?}"), format!("{:?}", Some(message)));
        }
    }
}
