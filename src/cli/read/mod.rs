//! The reader: connects the state, the terminal, the writer and the watcher.

mod article;
mod clock;
pub(crate) mod events;
pub(crate) mod external_tasks;
pub(crate) mod farewell;
pub(crate) mod keys;
mod library;
pub(crate) mod locale;
pub(crate) mod post;
pub(crate) mod record;
pub(crate) mod start;
pub(crate) mod watched_article;

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

use crate::model::journal::Line;
use crate::model::preferences::Preferences;
use crate::reader::annotator::Annotator;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::document::Document;
use crate::reader::draw;
use crate::reader::draw::Look;
use crate::reader::message::{Effect, Message, Moment};
use crate::reader::overlay::Overlay;
use crate::reader::place::Place;
use crate::reader::screens::export::state::{ExportOrder, Exported};
use crate::reader::theme_name::ThemeName;
use crate::storage;
use crate::storage::article::Stamp;
use crate::storage::autosave::Drafts;
use crate::storage::files::disk::OsDisk;
use crate::storage::files::system_error::{Task, explained};
use crate::storage::journal::notes_files::Source;
use crate::storage::journal::service::{Desk, DraftJob, Job};
use crate::storage::journal::writer::Writer;
use crate::storage::library::root;
use crate::storage::state::{State, Visit};
use crate::storage::watch::Watcher;
use crate::terminal;
use crate::terminal::{Event, Flow, Program, Wake};

use crate::cli::read::events::{key_of, pointer_of};
use crate::cli::read::external_tasks::Errand;
use crate::cli::read::farewell::{Left, take_leave};
use crate::cli::read::library::LibraryService;
use crate::cli::read::post::{Post, message, post_people, reviewer};
use crate::cli::read::record::Recorder;
use crate::cli::read::start::Start;
use crate::cli::read::watched_article::WatchedArticle;
use crate::cli::{Failure, moment};
use crate::workspace::draft_article::{DraftArticle, Parts};
use crate::workspace::{draft_article, version_report};

/// How long the program waits for the writer at the end.
const PATIENCE: Duration = Duration::from_secs(6);

pub(super) fn run(start: &Start<'_>) -> Result<u8, Failure> {
    let Start { file, annotator, theme, look, record, review, at } = *start;
    let folder = file.filter(|path| path.is_dir());
    let opened = draft_article::open(file.filter(|_| folder.is_none()))?;
    let state = State::load();
    let configured = crate::storage::config::reader(&opened.source).theme.and_then(|(name, _)| ThemeName::named(&name));
    let theme = theme.or(configured).or_else(|| state.theme().and_then(ThemeName::named));
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let theme = ThemeName::pick(theme, env::var("COLORFGBG").ok().as_deref(), no_color);
    let size = terminal::size();
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
        library: None,
        frames: 0,
    };
    reader.app.theme = theme;
    reader.app.preferences = state.preferences();
    reader.read_keys();
    let (characters, word) = locale::characters(look.characters, |name| env::var(name).ok());
    reader.look.characters = characters;
    if let Some(word) = word {
        reader.post.send(Message::Warning(word));
    }
    reader.come_back(&state);
    reader.go_to(at);
    reader.introduce();
    reader.begin_recording(record)?;
    reader.begin(folder, review);
    let ended = terminal::run(&mut reader, &wake);
    let left = reader.finish();
    // The system frees all memory at once; freeing it note by note takes longer.
    std::mem::forget(reader.app);
    take_leave(ended, &left)
}

/// Everything outside the state: files, threads, the terminal.
struct Outside {
    source: Source,
    /// The key under which the article is remembered, determined once because that reads the disk.
    key: String,
    origin: String,
    /// The article's file as it was just before it was read.
    stamp: Option<Stamp>,
    annotator: Option<String>,
    /// The folder whose articles the library lists, if the arguments name one.
    folder: Option<PathBuf>,
}

impl Outside {
    /// The folder of all articles to which the open one belongs; none for a built-in article.
    fn library_folder(&self) -> Option<PathBuf> {
        self.folder.clone().or_else(|| match &self.source {
            Source::File(path, _) => Some(root::folder_of(path)),
            Source::Builtin(_) | Source::Unwritten(_) => self.source.article_folder(),
        })
    }
}

struct Reader {
    app: App,
    look: Look,
    outside: Outside,
    post: Post,
    inbox: Receiver<Message>,
    writer: Option<Writer>,
    watcher: Option<Watcher>,
    /// The place, theme and preferences last sent to the writer.
    kept: Option<(Place, ThemeName, Preferences)>,
    recorder: Option<Recorder>,
    /// Reads again what has changed on the disk.
    look_around: Option<Arc<dyn Fn() + Send + Sync>>,
    /// The external task for which the terminal is about to be released.
    errand: Option<Errand>,
    /// The open article while it has no file.
    draft: Option<DraftArticle>,
    /// The articles of the source imported last.
    parts: Option<Rc<Parts>>,
    /// The library of the folder, once somebody has opened it.
    library: Option<LibraryService>,
    /// How many frames were drawn.
    frames: u64,
}

impl Program for Reader {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Input(Input::Key(key)) if key.kind != KeyEventKind::Release => match key_of(key) {
                Some(key) => self.update(Message::Key(key, self.moment())),
                None => Flow::Idle,
            },
            Event::Input(Input::Paste(text)) => self.update(Message::Paste(text)),
            Event::Input(Input::Mouse(mouse)) => match pointer_of(mouse) {
                Some(pointer) => self.update(Message::Pointer(pointer, self.moment())),
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
        self.frames += 1;
        draw::draw(&self.app, self.look, frame);
        if self.app.waits_to_be_shown() {
            self.update(Message::Shown(self.moment()));
        }
        self.keep_place();
    }

    fn hand_over(&mut self) {
        let edited = match self.errand.take() {
            Some(Errand::Text(text)) => external_tasks::edit_text(&text).map(Some),
            Some(Errand::File(path, place)) => external_tasks::edit(&path, place).map(|()| None),
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
        self.read_clock();
        // Dates that have passed are told from those to come before the first key.
        self.update(Message::Shown(self.moment()));
        let desk = Desk::new(self.outside.source.clone(), None, Box::new(OsDisk));
        let post = self.post.clone();
        match Writer::start(desk, move |outcome| post.send(message(outcome))) {
            Ok(writer) => {
                self.identify(&writer);
                self.watch(&writer);
                self.writer = Some(writer);
            }
            Err(error) => self
                .post
                .send(Message::Warning(format!("notes cannot be read or saved: {}", explained(Task::Run, &error)))),
        }
        if matches!(self.app.overlay, Some(Overlay::List(_))) {
            self.list_articles();
        }
    }
}

impl Reader {
    /// Now, and how many frames the screen has shown.
    fn moment(&self) -> Moment {
        Moment { frame: self.frames, ..moment() }
    }

    /// Goes to what has that id, if there is an id.
    fn go_to(&mut self, at: Option<&str>) {
        if let Some(id) = at.filter(|id| !id.is_empty() && !self.app.go_to_id(id)) {
            let told = format!("There is nothing called {} in this article", id.escape_debug());
            self.post.send(Message::Warning(told));
        }
    }

    /// Opens the first screen: the library of a folder, the other articles of a source, or the review.
    fn begin(&mut self, folder: Option<&Path>, review: bool) {
        self.know_folder();
        if let Some(folder) = folder {
            self.begin_with_library(folder);
        } else if self.other_parts() > 0 {
            self.app.show_library();
        } else if review {
            self.app.show_review();
        }
    }

    fn update(&mut self, message: Message) -> Flow {
        if let Some(recorder) = &mut self.recorder {
            recorder.record(&message);
        }
        let effects = self.app.update(message);
        self.carry_out(effects)
    }

    /// Does what the state asks for.
    fn carry_out(&mut self, effects: Vec<Effect>) -> Flow {
        let mut flow = Flow::Draw;
        for effect in effects {
            match effect {
                Effect::Append(line) => self.write(Job::Append(line)),
                Effect::Retry => self.write(Job::Retry),
                Effect::Review(request) => self.write(Job::Review(request)),
                Effect::Restore(lines) => self.write(Job::AppendAll(lines)),
                Effect::Remember(name) => self.write(Job::Remember(name)),
                Effect::ListArticles => self.list_articles(),
                Effect::Library(request) => self.ask_library(request),
                Effect::OpenFromLibrary(path, at) => {
                    flow = flow.or_stronger(self.open_from_library(&path, at.as_deref()));
                }
                Effect::FindSimilar(claim, text) => self.find_similar(claim, text),
                Effect::CompareVersions => self.compare_versions(),
                Effect::Open(reference) => self.open(&reference),
                Effect::Copy(text) => terminal::copy_to_clipboard(&text),
                Effect::KeepDraft(draft) => self.write(Job::Draft(DraftJob::Keep(draft))),
                Effect::DropDraft(id) => self.write(Job::Draft(DraftJob::Drop(id))),
                Effect::ReleaseDraft(id) => self.write(Job::Draft(DraftJob::Release(id))),
                Effect::HoldDraft(id) => self.write(Job::Draft(DraftJob::Hold(id))),
                Effect::EditText(text) => flow = flow.or_stronger(self.hand_to(Errand::Text(text))),
                Effect::WriteArticle(path) => self.write_article(&path),
                Effect::OpenPart(number) => self.open_part(number),
                Effect::ImportText(text) => self.open_text(&text),
                Effect::EditArticle => flow = flow.or_stronger(self.edit_article(None)),
                Effect::EditArticleAt(line, column) => flow = flow.or_stronger(self.edit_article(Some((line, column)))),
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

    fn edit_article(&mut self, place: Option<(usize, usize)>) -> Flow {
        match &self.outside.source {
            Source::File(path, _) => self.hand_to(Errand::File(path.clone(), place)),
            Source::Builtin(id) => {
                let advice =
                    format!("This article is built in; `nutgraf copy {id} DIR` writes it to a file that you can edit");
                self.post.send(Message::Warning(advice));
                Flow::Draw
            }
            // The state asks for a file first.
            Source::Unwritten(_) => Flow::Draw,
        }
    }

    /// Does some work on a thread of its own, and posts its result.
    fn apart(&self, name: &str, work: impl FnOnce(&Source) -> Message + Send + 'static) {
        let (post, source) = (self.post.clone(), self.outside.source.clone());
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || post.send(work(&source)));
        if let Err(error) = spawned {
            self.post.send(Message::Warning(format!("{name}: {}", explained(Task::Run, &error))));
        }
    }

    fn hash(&self, id: String, path: String) {
        self.apart("hash", move |source| Message::FileHashed(id, external_tasks::hash_of(source, &path), moment()));
    }

    fn compare_versions(&self) {
        let annotator = self.app.annotator.name.clone();
        self.apart("versions", move |source| {
            Message::Versions(version_report::of_source(source, annotator).map(Box::new))
        });
    }

    fn read_reviewer(&self) {
        self.apart("reviewer", reviewer);
    }

    fn export(&self, order: ExportOrder) {
        // Keeps only a weak reference: the watch of an article that was left has to end.
        let look = self.look_around.as_ref().map(Arc::downgrade);
        self.apart("export", move |source| {
            let exported = external_tasks::export(source, &order);
            // Changes that nobody has noticed yet show before the message about them.
            if let (Exported::Changed(_), Some(look)) = (&exported, look.and_then(|look| look.upgrade())) {
                look();
            }
            Message::Exported(exported)
        });
    }

    /// Returns to the place where this article was last left.
    fn come_back(&mut self, state: &State) {
        self.outside.key = self.outside.source.key();
        if let Some(bookmark) = state.bookmark(&self.outside.key) {
            self.app.open_at(&bookmark);
        }
        self.kept = Some((self.app.place, self.app.theme, self.app.preferences));
    }

    /// Sends the place to the writer, if it is new.
    fn keep_place(&mut self) {
        let (now, Some(kept)) = ((self.app.place, self.app.theme, self.app.preferences), self.kept) else { return };
        let Some(writer) = self.writer.as_ref().filter(|_| now != kept) else { return };
        let theme = (now.1 != kept.1).then(|| now.1.name().to_owned());
        let preferences = (now.2 != kept.2).then_some(now.2);
        let (article, bookmark) = (self.outside.key.clone(), self.app.bookmark());
        // A writer that has ended is reported when notes are written.
        let _ = writer.send(Job::Visit(Visit { article, bookmark, theme, preferences, at_ms: moment().unix_ms }));
        self.kept = Some(now);
    }

    fn write(&self, job: Job) {
        let unsent = if let Job::Append(line) = &job { vec![line.id] } else { Vec::new() };
        if !self.writer.as_ref().is_some_and(|writer| writer.send(job)) {
            self.post.send(Message::NotSaved(unsent, "Not saved: the writer has ended".to_owned()));
        }
    }

    /// Finds out who writes, which may ask git, then reads the notes.
    fn identify(&self, writer: &Writer) {
        let (post, asked) = (self.post.clone(), self.outside.annotator.clone());
        let source = self.outside.source.clone();
        let Some(jobs) = writer.jobs() else { return };
        let spawned = thread::Builder::new().name("annotator".to_owned()).spawn(move || {
            let found = storage::annotator::who(asked.as_deref());
            // The writer lives as long as the program.
            let _ = jobs.send(Job::Annotator(found.name.clone()));
            post.send(Message::Annotator(Annotator { name: found.name, from: found.from.to_owned() }));
            post_people(&post, &source);
            let _ = jobs.send(Job::Read);
        });
        if let Err(error) = spawned {
            self.post.send(Message::Warning(format!("your name could not be found: {}", explained(Task::Run, &error))));
        }
    }

    fn watch(&mut self, writer: &Writer) {
        let Some(jobs) = writer.jobs() else { return };
        let (post, source) = (self.post.clone(), self.outside.source.clone());
        let article = Arc::new(WatchedArticle::new(&source, &self.outside.origin, self.outside.stamp));
        let settings = move |source: &Source| -> Vec<Option<Stamp>> {
            crate::storage::config::files(source).iter().map(|path| Stamp::of(path)).collect()
        };
        let known = Mutex::new(settings(&source));
        let on_disk = Arc::clone(&article);
        let look = move || {
            // The writer lives as long as the program.
            let _ = jobs.send(Job::Look);
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            let now = settings(&source);
            if *known != now {
                *known = now;
                post_people(&post, &source);
                for message in keys::messages(&source, None) {
                    post.send(message);
                }
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
        // The file may have changed after it was opened and before the watch began.
        if let Some(message) = article.look() {
            self.post.send(message);
        }
    }

    /// Ends the threads; returns what the disk does not have.
    fn finish(&mut self) -> Left {
        let end = Instant::now() + PATIENCE;
        let left = || end.saturating_duration_since(Instant::now());
        // Waits for work on its way and for what follows from it, such as deleting the drafts of saved notes.
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
            drafts_key: self.app.key_for(Command::Drafts),
        }
    }
}
