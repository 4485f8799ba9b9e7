//! The reader: joins the state, the terminal, the writer and the watcher.

mod article;

use std::env;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{Event as Input, KeyEventKind};
use ratatui::Frame;
use ratatui::layout::Size;

use crate::app::export::{ExportOrder, Exported};
use crate::app::message::{Effect, Message};
use crate::app::overlay::Overlay;
use crate::app::theme_name::ThemeName;
use crate::app::{Annotator, App, Document, Place};
use crate::domain::journal::Line;
use crate::store;
use crate::store::article::Stamp;
use crate::store::desk::{Desk, Job};
use crate::store::disk::OsDisk;
use crate::store::drafts::Drafts;
use crate::store::notes::Source;
use crate::store::state::{State, Visit};
use crate::store::watch::Watcher;
use crate::store::writer::Writer;
use crate::tui::{self, Event, Flow, Program, Wake};
use crate::ui::{self, Look};

use super::draft_article::{self, DraftArticle, Parts};
use super::errand::{self, Errand};
use super::events::{key_of, pointer_of};
use super::farewell::Left;
use super::post::{Post, message, post_people, reviewer};
use super::record::Recorder;
use super::watched_article::WatchedArticle;
use super::{Failure, complain, library, locale, moment};

/// How long the writer may take at the end, before the program ends without it.
const PATIENCE: Duration = Duration::from_secs(6);

/// What the reader is started with.
pub(super) struct Start<'a> {
    /// An article, or a folder of them; none for the built-in article.
    pub(super) file: Option<&'a Path>,
    /// Who writes, where that was said.
    pub(super) annotator: Option<&'a str>,
    pub(super) theme: Option<ThemeName>,
    pub(super) look: Look,
    /// Where to write every message of the run.
    pub(super) record: Option<&'a Path>,
    /// Whether to begin with the review.
    pub(super) review: bool,
}

pub(super) fn run(start: &Start<'_>) -> Result<u8, Failure> {
    let Start { file, annotator, theme, look, record, review } = *start;
    let folder = file.filter(|path| path.is_dir());
    let opened = draft_article::open(file.filter(|_| folder.is_none()))?;
    let state = State::load();
    let theme = theme.or_else(|| state.theme().and_then(ThemeName::named));
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let theme = ThemeName::pick(theme, env::var("COLORFGBG").ok().as_deref(), no_color);
    let size = tui::size();
    let wake = Wake::new()?;
    let (messages, inbox) = channel();
    let mut reader = Reader {
        app: App::new(Document::new(opened.article, opened.origin.clone()), size.width, size.height),
        look,
        outside: Outside {
            source: opened.source,
            key: String::new(),
            origin: opened.origin,
            stamp: opened.stamp,
            annotator: annotator.map(str::to_owned),
            folder: folder.map(Path::to_owned),
        },
        post: Post { messages, waker: wake.waker() },
        inbox,
        writer: None,
        watcher: None,
        kept: None,
        recorder: None,
        look_around: None,
        errand: None,
        draft: opened.draft,
        parts: opened.parts,
    };
    reader.app.theme = theme;
    let (characters, word) = locale::characters(look.characters, |name| env::var(name).ok());
    reader.look.characters = characters;
    if let Some(word) = word {
        reader.post.send(Message::Warning(word));
    }
    reader.come_back(&state);
    reader.introduce();
    reader.recorder = record.map(|path| Recorder::new(path, &reader.app)).transpose()?;
    if folder.is_some() || reader.other_parts() > 0 {
        reader.app.show_library();
    } else if review {
        reader.app.show_review();
    }
    let ended = tui::run(&mut reader, &wake);
    let left = reader.finish();
    // The system takes the memory back at once; giving it back note by note takes longer.
    std::mem::forget(reader.app);
    take_leave(ended, &left)
}

/// Says what is not on the disk, and why the program ended where that was no one's wish.
fn take_leave(ended: Result<u8, tui::Error>, left: &Left) -> Result<u8, Failure> {
    let words = left.words();
    if !words.is_empty() {
        complain(&Failure::from(words));
    }
    match ended {
        Ok(_) if left.is_unsaved() => Ok(1),
        Ok(code) => Ok(code),
        Err(error @ (tui::Error::NoTerminal | tui::Error::DumbTerminal)) => {
            Err(Failure::from(format!("{error}; `nutgraf print FILE` prints the article without one")))
        }
        Err(error @ tui::Error::System(_)) => Err(Failure::from(error)),
    }
}

/// What is known of the world outside.
struct Outside {
    source: Source,
    /// By what the article is remembered; found out once, since that asks the disk.
    key: String,
    origin: String,
    /// The article's file as it was just before it was read.
    stamp: Option<Stamp>,
    annotator: Option<String>,
    /// The folder whose articles the library lists, where one was asked for.
    folder: Option<PathBuf>,
}

struct Reader {
    app: App,
    look: Look,
    outside: Outside,
    post: Post,
    inbox: Receiver<Message>,
    writer: Option<Writer>,
    watcher: Option<Watcher>,
    /// Where one was, and with which theme, when that was last handed to the writer.
    kept: Option<(Place, ThemeName)>,
    recorder: Option<Recorder>,
    /// Reads again what has changed on the disk.
    look_around: Option<Arc<dyn Fn() + Send + Sync>>,
    /// What the terminal is about to be handed over for.
    errand: Option<Errand>,
    /// The open article, while it is in no file.
    draft: Option<DraftArticle>,
    /// The articles of the source that was imported last.
    parts: Option<Rc<Parts>>,
}

impl Program for Reader {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Input(Input::Key(key)) if key.kind != KeyEventKind::Release => match key_of(key) {
                Some(key) => self.update(Message::Key(key, moment())),
                None => Flow::Idle,
            },
            Event::Input(Input::Paste(text)) => self.update(Message::Paste(text)),
            Event::Input(Input::Mouse(mouse)) => match pointer_of(mouse) {
                Some(pointer) => self.update(Message::Pointer(pointer, moment())),
                None => Flow::Idle,
            },
            Event::Input(_) => Flow::Idle,
            Event::Resized(columns, rows) => self.update(Message::Resize(columns, rows)),
            Event::Woken => {
                let mut flow = Flow::Idle;
                while let Ok(message) = self.inbox.try_recv() {
                    flow = flow.or_stronger(self.update(message));
                }
                flow
            }
            Event::Ending(ending) => Flow::End(ending.code()),
        }
    }

    fn size(&self) -> Size {
        self.app.size.as_size()
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        ui::draw(&self.app, self.look, frame);
        self.keep_place();
    }

    fn hand_over(&mut self) {
        let edited = match self.errand.take() {
            Some(Errand::Text(text)) => errand::edit_text(&text).map(Some),
            Some(Errand::File(path)) => errand::edit(&path).map(|()| None),
            None => return,
        };
        let (text, why) = match edited {
            Ok(text) => (text, None),
            Err(why) => (None, Some(why)),
        };
        self.update(Message::Edited(text));
        if let Some(why) = why {
            self.update(Message::Warning(format!("Not edited: {why}")));
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
        if matches!(self.app.overlay, Some(Overlay::List(_))) {
            self.list_articles();
        }
    }
}

impl Reader {
    fn update(&mut self, message: Message) -> Flow {
        if let Some(recorder) = &mut self.recorder {
            recorder.record(&message);
        }
        let mut flow = Flow::Draw;
        for effect in self.app.update(message) {
            match effect {
                Effect::Append(line) => self.write(Job::Append(line)),
                Effect::Retry => self.write(Job::Retry),
                Effect::Review(request) => self.write(Job::Review(request)),
                Effect::Restore(lines) => self.write(Job::Restore(lines)),
                Effect::Remember(name) => self.write(Job::Remember(name)),
                Effect::ListArticles => self.list_articles(),
                Effect::Open(reference) => self.open(&reference),
                Effect::Copy(text) => tui::copy_to_clipboard(&text),
                Effect::KeepDraft(draft) => self.write(Job::KeepDraft(draft)),
                Effect::DropDraft(id) => self.write(Job::DropDraft(id)),
                Effect::ReleaseDraft(id) => self.write(Job::ReleaseDraft(id)),
                Effect::HoldDraft(id) => self.write(Job::HoldDraft(id)),
                Effect::EditText(text) => flow = flow.or_stronger(self.hand_to(Errand::Text(text))),
                Effect::WriteArticle(path) => self.write_article(&path),
                Effect::OpenPart(number) => self.open_part(number),
                Effect::ImportText(text) => self.open_text(&text),
                Effect::EditArticle => flow = flow.or_stronger(self.edit_article()),
                Effect::HashFile(id, path) => self.hash(id, path),
                Effect::ReadReviewer => self.read_reviewer(),
                Effect::Export(order) => self.export(order),
                Effect::Suspend => flow = flow.or_stronger(Flow::Suspend),
                Effect::Quit => flow = flow.or_stronger(Flow::End(0)),
            }
        }
        flow
    }

    fn hand_to(&mut self, errand: Errand) -> Flow {
        self.errand = Some(errand);
        Flow::HandOver
    }

    fn edit_article(&mut self) -> Flow {
        match &self.outside.source {
            Source::File(path, _) => self.hand_to(Errand::File(path.clone())),
            Source::Builtin(id) => {
                let advice = format!("This article is built in; `nutgraf copy {id} DIR` makes a file of it to edit");
                self.post.send(Message::Warning(advice));
                Flow::Draw
            }
            // The state asks for its file first.
            Source::Unwritten(_) => Flow::Draw,
        }
    }

    /// Does something on a thread of its own, and posts what came of it.
    fn apart(&self, name: &str, work: impl FnOnce(&Source) -> Message + Send + 'static) {
        let (post, source) = (self.post.clone(), self.outside.source.clone());
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || post.send(work(&source)));
        if let Err(error) = spawned {
            self.post.send(Message::Warning(format!("{name}: {error}")));
        }
    }

    fn hash(&self, id: String, path: String) {
        self.apart("hash", move |source| Message::FileHashed(id, errand::hash_of(source, &path), moment()));
    }

    fn read_reviewer(&self) {
        self.apart("reviewer", reviewer);
    }

    fn export(&self, order: ExportOrder) {
        // Held only for a moment: an article that was left is not looked at any longer.
        let look = self.look_around.as_ref().map(Arc::downgrade);
        self.apart("export", move |source| {
            let exported = errand::export(source, &order);
            // What nobody has noticed yet is shown before it is told of.
            if let (Exported::Changed(_), Some(look)) = (&exported, look.and_then(|look| look.upgrade())) {
                look();
            }
            Message::Exported(exported)
        });
    }

    /// Goes to where one was when this article was last open.
    fn come_back(&mut self, state: &State) {
        self.outside.key = self.outside.source.key();
        if let Some(bookmark) = state.bookmark(&self.outside.key) {
            self.app.open_at(&bookmark);
        }
        self.kept = Some((self.app.place, self.app.theme));
    }

    /// Hands the writer where one is, when that is new.
    fn keep_place(&mut self) {
        let (now, Some(kept)) = ((self.app.place, self.app.theme), self.kept) else { return };
        let Some(writer) = self.writer.as_ref().filter(|_| now != kept) else { return };
        let theme = (now.1 != kept.1).then(|| now.1.name().to_owned());
        let (article, bookmark) = (self.outside.key.clone(), self.app.bookmark());
        // A writer that has ended is told of where it matters: when notes are written.
        let _ = writer.send(Job::Visit(Visit { article, bookmark, theme, at_ms: moment().unix_ms }));
        self.kept = Some(now);
    }

    /// Looks for articles on a thread of its own.
    fn list_articles(&self) {
        let folder = self.outside.folder.clone().or_else(|| self.outside.source.article_folder());
        let annotator = self.app.annotator.name.clone().or_else(|| self.outside.annotator.clone());
        let parts = self.parts.as_ref().map_or(Vec::new(), |parts| parts.listings());
        self.apart("library", move |_| {
            Message::Articles(library::list(parts, folder.as_deref(), annotator.as_deref()))
        });
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
        let source = self.outside.source.clone();
        let Some(jobs) = writer.jobs() else { return };
        let spawned = thread::Builder::new().name("annotator".to_owned()).spawn(move || {
            let found = store::annotator::who(asked.as_deref());
            // The writer is there as long as the program is.
            let _ = jobs.send(Job::Annotator(found.name.clone()));
            post.send(Message::Annotator(Annotator { name: found.name, from: found.from.to_owned() }));
            post_people(&post, &source);
            let _ = jobs.send(Job::Read);
        });
        if let Err(error) = spawned {
            self.post.send(Message::Warning(format!("nobody knows who writes: {error}")));
        }
    }

    fn watch(&mut self, writer: &Writer) {
        let Some(jobs) = writer.jobs() else { return };
        let (post, source) = (self.post.clone(), self.outside.source.clone());
        let article = Arc::new(WatchedArticle::new(&source, &self.outside.origin, self.outside.stamp));
        let settings = move |source: &Source| -> Vec<Option<Stamp>> {
            store::settings::files(source).iter().map(|path| Stamp::of(path)).collect()
        };
        let known = Mutex::new(settings(&source));
        let on_disk = Arc::clone(&article);
        let look = move || {
            // The writer is there as long as the program is.
            let _ = jobs.send(Job::Look);
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            let now = settings(&source);
            if *known != now {
                *known = now;
                post_people(&post, &source);
                post.send(reviewer(&source));
            }
            if let Some(message) = on_disk.look() {
                post.send(message);
            }
        };
        let look: Arc<dyn Fn() + Send + Sync> = Arc::new(look);
        self.look_around = Some(Arc::clone(&look));
        let source = self.outside.source.clone();
        match Watcher::start(move || source.watched_folders(), move || look()) {
            Ok(watcher) => {
                if let Some(trouble) = watcher.trouble() {
                    self.post.send(Message::Warning(trouble.to_owned()));
                }
                self.watcher = Some(watcher);
            }
            Err(error) => self.post.send(Message::Warning(error)),
        }
        // It may have changed since it was opened, before anybody watched.
        if let Some(message) = article.look() {
            self.post.send(message);
        }
    }

    /// Ends the threads; answers what the disk does not have.
    fn finish(&mut self) -> Left {
        let end = Instant::now() + PATIENCE;
        let left = || end.saturating_duration_since(Instant::now());
        // What is on its way is waited for, and what follows from it done: the draft of what is saved is given up.
        while !self.app.saving.is_written() && self.app.saving.failure.is_none() {
            let Ok(message) = self.inbox.recv_timeout(left()) else { break };
            self.update(message);
        }
        (self.watcher, self.look_around) = (None, None);
        let has_ended = self.writer.take().is_none_or(|mut writer| writer.finish(left()).is_some());
        while let Ok(message) = self.inbox.try_recv() {
            self.update(message);
        }
        let saving = &self.app.saving;
        let drafts = Drafts::of(&self.outside.source);
        let is_kept = |line: &&Line| saving.drafts.iter().any(|(id, draft)| *id == line.id && drafts.has(draft));
        Left {
            unsaved: saving.pending.len() + saving.decisions.len(),
            in_drafts: saving.pending.iter().filter(is_kept).count(),
            refused: has_ended,
            why: saving.failure.clone(),
            vanished: saving.vanished_words(),
        }
    }
}
