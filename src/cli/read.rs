//! The reader: joins the state, the terminal, the writer and the watcher.

use std::env;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::Frame;

use crate::app::message::{Effect, Key, Message};
use crate::app::theme_name::ThemeName;
use crate::app::{Annotator, App, Document};
use crate::format;
use crate::store;
use crate::store::article::Stamp;
use crate::store::desk::{Desk, Job, Outcome};
use crate::store::disk::OsDisk;
use crate::store::notes::Source;
use crate::store::watch::Watcher;
use crate::store::writer::Writer;
use crate::tui::{self, Event, Flow, Program, Wake, Waker};
use crate::ui;
use crate::ui::theme::Theme;

use super::{Failure, moment, open};

/// How long the writer may take at the end, before the program ends without it.
const PATIENCE: Duration = Duration::from_secs(6);

pub(super) fn run(
    file: Option<&Path>,
    annotator: Option<&str>,
    theme: Option<ThemeName>,
    terminal_paper: bool,
) -> Result<u8, Failure> {
    let opened = open::open(file)?;
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let theme = ThemeName::pick(theme, env::var("COLORFGBG").ok().as_deref(), no_color);
    let size = tui::size();
    let wake = Wake::new()?;
    let (messages, inbox) = channel();
    let mut reader = Reader {
        app: App::new(Document::new(opened.article, opened.origin.clone()), size.width, size.height),
        terminal_paper,
        outside: Outside { source: opened.source, origin: opened.origin, annotator: annotator.map(str::to_owned) },
        post: Post { messages, waker: wake.waker() },
        inbox,
        writer: None,
        watcher: None,
    };
    reader.app.theme = theme;
    let ended = tui::run(&mut reader, &wake);
    let unsaved = reader.finish();
    let code = ended.map_err(|error| match error {
        tui::Error::NoTerminal => Failure::from(format!("{error}; `nutgraf notes FILE` and `nutgraf judge` do not")),
        tui::Error::System(_) => Failure::from(error),
    })?;
    match unsaved {
        0 => Ok(code),
        count => Err(Failure::from(format!("{count} actions could not be saved and are lost"))),
    }
}

/// Where messages go in, from any thread.
#[derive(Clone)]
struct Post {
    messages: Sender<Message>,
    waker: Waker,
}

impl Post {
    fn send(&self, message: Message) {
        // The other end is gone only when the program ends.
        let _ = self.messages.send(message);
        self.waker.wake();
    }
}

/// What is known of the world outside.
struct Outside {
    source: Source,
    origin: String,
    annotator: Option<String>,
}

struct Reader {
    app: App,
    /// Whether the terminal keeps its own background.
    terminal_paper: bool,
    outside: Outside,
    post: Post,
    inbox: Receiver<Message>,
    writer: Option<Writer>,
    watcher: Option<Watcher>,
}

impl Program for Reader {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Input(Input::Key(key)) if key.kind != KeyEventKind::Release => match named(key) {
                Some(key) => self.update(Message::Key(key, moment())),
                None => Flow::Idle,
            },
            Event::Input(Input::Paste(text)) => self.update(Message::Paste(text)),
            Event::Input(_) => Flow::Idle,
            Event::Resized(columns, rows) => self.update(Message::Resize(columns, rows)),
            Event::Woken => {
                let mut flow = Flow::Idle;
                while let Ok(message) = self.inbox.try_recv() {
                    let wanted = self.update(message);
                    flow = if matches!(flow, Flow::End(_)) { flow } else { wanted };
                }
                flow
            }
            Event::Ending(ending) => Flow::End(ending.code()),
        }
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        let theme = Theme::of(self.app.theme);
        if self.terminal_paper {
            ui::draw(&self.app, &theme.on_terminal_paper(), frame);
        } else {
            ui::draw(&self.app, theme, frame);
        }
    }

    fn started(&mut self) {
        let desk = Desk::new(self.outside.source.clone(), None, Box::new(OsDisk));
        let post = self.post.clone();
        match Writer::start(desk, move |outcome| post.send(message(outcome))) {
            Ok(writer) => {
                self.identify(&writer);
                self.watch(&writer);
                self.writer = Some(writer);
            }
            Err(error) => self.post.send(Message::Warning(format!("notes cannot be read or saved: {error}"))),
        }
    }
}

impl Reader {
    fn update(&mut self, message: Message) -> Flow {
        let mut flow = Flow::Draw;
        for effect in self.app.update(message) {
            match effect {
                Effect::Append(line) => self.write(Job::Append(line)),
                Effect::Retry => self.write(Job::Retry),
                Effect::Restore(lines) => self.write(Job::Restore(lines)),
                Effect::Remember(name) => self.write(Job::Remember(name)),
                Effect::Copy(text) => tui::copy_to_clipboard(&text),
                Effect::Suspend => flow = Flow::Suspend,
                Effect::Quit => flow = Flow::End(0),
            }
        }
        flow
    }

    fn write(&self, job: Job) {
        let unsent = if let Job::Append(line) = &job { vec![line.id] } else { Vec::new() };
        if !self.writer.as_ref().is_some_and(|writer| writer.send(job)) {
            self.post.send(Message::NotSaved(unsent, "Not saved: the writer has ended".to_owned()));
        }
    }

    /// Finds out who writes, which may ask git, and then reads the notes.
    fn identify(&self, writer: &Writer) {
        let (post, asked) = (self.post.clone(), self.outside.annotator.clone());
        let Some(jobs) = writer.jobs() else { return };
        let spawned = thread::Builder::new().name("annotator".to_owned()).spawn(move || {
            let found = store::annotator::who(asked.as_deref());
            // The writer is there as long as the program is.
            let _ = jobs.send(Job::Annotator(found.name.clone()));
            post.send(Message::Annotator(Annotator { name: found.name, from: found.from.to_owned() }));
            let _ = jobs.send(Job::Read);
        });
        if let Err(error) = spawned {
            self.post.send(Message::Warning(format!("nobody knows who writes: {error}")));
        }
    }

    fn watch(&mut self, writer: &Writer) {
        let Some(jobs) = writer.jobs() else { return };
        let (post, origin) = (self.post.clone(), self.outside.origin.clone());
        let article = match &self.outside.source {
            Source::File(path, _) => Some(path.clone()),
            Source::Builtin(_) => None,
        };
        let seen = std::sync::Mutex::new(article.as_deref().and_then(Stamp::of));
        let changed = move || {
            // The writer is there as long as the program is.
            let _ = jobs.send(Job::Look);
            let Some(path) = &article else { return };
            let mut seen = seen.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let now = Stamp::of(path);
            if *seen != now {
                *seen = now;
                post.send(reread(path, &origin));
            }
        };
        match Watcher::start(&self.outside.source.folders(), changed) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => self.post.send(Message::Warning(error)),
        }
    }

    /// Ends the threads; answers how many actions are lost.
    fn finish(&mut self) -> usize {
        self.watcher = None;
        self.writer.take().map_or(0, |mut writer| writer.finish(PATIENCE).unwrap_or(self.app.saving.pending.len()))
    }
}

fn reread(path: &Path, origin: &str) -> Message {
    let bytes = match store::article::load(path) {
        Ok(bytes) => bytes,
        Err(error) => return Message::ArticleRefused(error.to_string()),
    };
    match format::article::read(origin, &bytes) {
        Ok(article) => Message::ArticleRead(Box::new(article)),
        Err(report) => Message::ArticleRefused(report.first()),
    }
}

fn message(outcome: Outcome) -> Message {
    match outcome {
        Outcome::Notes(notes) => Message::NotesRead { lines: notes.lines, troubles: notes.troubles },
        Outcome::Saved(ids) => Message::Saved(ids),
        Outcome::NotSaved(ids, why) => Message::NotSaved(ids, why),
        Outcome::Vanished(lines) => Message::Vanished(lines),
        Outcome::Warning(text) => Message::Warning(text),
    }
}

/// The name of a key in the table of bindings; none for those that the table cannot name.
fn named(key: KeyEvent) -> Option<Key> {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => return Some(Key::named("S-Tab")),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Delete".to_owned(),
        KeyCode::Up => "Up".to_owned(),
        KeyCode::Down => "Down".to_owned(),
        KeyCode::Left => "Left".to_owned(),
        KeyCode::Right => "Right".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        _ => return None,
    };
    Some(Key(match (key.modifiers.contains(KeyModifiers::CONTROL), key.modifiers.contains(KeyModifiers::ALT)) {
        (true, _) => format!("C-{name}"),
        (_, true) => format!("A-{name}"),
        _ => name,
    }))
}
