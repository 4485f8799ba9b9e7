//! A reader on a folder of its own: keys in, screen out, and a disk on which every operation can fail.

mod disk;
mod effects;
mod mouse;
mod screen;
mod shelf;
mod world;
mod writer;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fs;
use std::sync::Arc;

use nutgraf::codec;
use nutgraf::corpus::listing::Listing;
use nutgraf::corpus::row::Row;
use nutgraf::reader::annotator::Annotator;
use nutgraf::reader::app::App;
use nutgraf::reader::document::Document;
use nutgraf::reader::key::Key;
use nutgraf::reader::message::{Effect, Message, Moment};
use nutgraf::reader::overlay::Overlay;
use nutgraf::reader::screens::library::state::{LibraryNews, LibraryRequest};
use nutgraf::storage::journal::notes_files::Source;
use nutgraf::storage::journal::service::{Desk, Job};
use ratatui::layout::Position;

pub(crate) use disk::Fault;
use disk::{FaultyDisk, Fuse};
pub(crate) use shelf::article as made_up_article;

const ARTICLE: &str = include_str!("../harbour.yaml");

/// A journey of one reader.
pub(crate) struct Journey {
    folder: Arc<tempfile::TempDir>,
    /// The file of the open article.
    article: String,
    /// Whether an article that is opened from the library takes the place of the open one.
    has_shelf: bool,
    /// Whether the notes of an article are read as soon as it is open.
    reads_notes: bool,
    app: App,
    desk: Desk,
    jobs: RefCell<Vec<Job>>,
    fuse: Fuse,
    name: Option<String>,
    time: Cell<u64>,
    /// How many frames the screen has shown; 0 while nobody counts them.
    frame: u64,
    quit: bool,
    clipboard: String,
    /// The text passed to the editor.
    edited: String,
    /// The drafts on the disk.
    drafts: std::collections::BTreeMap<String, nutgraf::session::autosave::Draft>,
    opened: String,
    /// The requests about the articles of the folder.
    asked: Vec<LibraryRequest>,
    screen: String,
    cursor_row: String,
    cursor: Position,
}

impl Journey {
    pub(crate) fn open() -> Self {
        Self::open_text(ARTICLE)
    }

    pub(crate) fn open_text(text: &str) -> Self {
        Self::start(text, Some("ana"))
    }

    pub(crate) fn anonymous() -> Self {
        Self::start(ARTICLE, None)
    }

    fn start(text: &str, name: Option<&str>) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        fs::write(folder.path().join("harbour.yaml"), text).unwrap();
        Self::in_folder(folder, name, 1_000, Fuse::default())
    }

    fn in_folder(folder: Arc<tempfile::TempDir>, name: Option<&str>, time: u64, fuse: Fuse) -> Self {
        let path = folder.path().join("harbour.yaml");
        let article = codec::article_yaml::read("harbour.yaml", &fs::read(&path).unwrap()).unwrap();
        let id = folder.path().file_name().unwrap().to_string_lossy().into_owned();
        let source = Source::File(path, id);
        let name = name.map(str::to_owned);
        let mut journey = Self {
            app: App::new(Document::new(article, "harbour.yaml".to_owned()), 120, 40),
            desk: Desk::new(source, name.clone(), Box::new(FaultyDisk(fuse.clone()))),
            folder,
            article: "harbour.yaml".to_owned(),
            has_shelf: false,
            reads_notes: true,
            jobs: RefCell::default(),
            fuse,
            name: name.clone(),
            time: Cell::new(time),
            frame: 0,
            quit: false,
            clipboard: String::new(),
            edited: String::new(),
            drafts: std::collections::BTreeMap::new(),
            opened: String::new(),
            asked: Vec::new(),
            screen: String::new(),
            cursor_row: String::new(),
            cursor: Position::ORIGIN,
        };
        journey.tell(Message::Annotator(Annotator { name, from: "--as".to_owned() }));
        journey.work(Job::Read);
        journey.draw();
        journey
    }

    /// The annotator is known, but the notes are not.
    pub(crate) fn before_the_notes_are_read() -> Self {
        let mut journey = Self::open();
        let article = codec::article_yaml::read("harbour.yaml", ARTICLE.as_bytes()).unwrap();
        journey.app = App::new(Document::new(article, "harbour.yaml".to_owned()), 120, 40);
        let annotator = Annotator { name: journey.name.clone(), from: "--as".to_owned() };
        journey.tell(Message::Annotator(annotator));
        journey.draw();
        journey
    }

    pub(crate) fn notes_are_read(mut self) -> Self {
        self.work(Job::Read);
        self.draw();
        self
    }

    /// Sets the clock from now on.
    pub(crate) fn at(self, unix_ms: u64) -> Self {
        self.time.set(unix_ms);
        self
    }

    /// The user's clock is this many minutes ahead of UTC.
    pub(crate) fn ahead_of_utc_by(mut self, minutes: i16) -> Self {
        self.app.utc_offset_minutes = minutes;
        self
    }

    /// The same folder in a new run of the program.
    pub(crate) fn reopen(self) -> Self {
        let time = self.time.get();
        let mut journey = Self::in_folder(self.folder, self.name.as_deref(), time, self.fuse);
        journey.drafts = self.drafts;
        let drafts = journey.drafts.values().cloned().collect();
        journey.tell(Message::Drafts(drafts));
        journey.draw();
        journey
    }

    /// What is counted of the claims: judged of all, their state of work, and the queue in its order.
    pub(crate) fn counts(&self) -> String {
        let queue = self.app.with_queue(|claims| claims.collect::<Vec<_>>());
        format!("{:?} {:?} {queue:?}", self.app.progress(), self.app.workload())
    }

    /// The same folder in a run of the program by somebody else.
    pub(crate) fn reopen_as(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self.reopen()
    }

    /// Keys by name, with spaces between; ignored once the program has ended.
    pub(crate) fn press(mut self, keys: &str) -> Self {
        for key in keys.split_whitespace() {
            self.time.set(self.time.get() + 1);
            self.tell(Message::Key(Key::named(key), self.moment()));
        }
        self.draw();
        self
    }

    /// The same by somebody who reads each screen before the next key, in a program that counts its frames.
    pub(crate) fn unhurried(mut self, keys: &str) -> Self {
        for key in keys.split_whitespace() {
            self.time.set(self.time.get() + 2_000);
            self.frame += 1;
            self = self.press(key);
        }
        self
    }

    /// Now, for the next message.
    fn moment(&self) -> Moment {
        Moment { unix_ms: self.time.get(), random: u128::from(self.time.get()), frame: self.frame }
    }

    /// The same this many milliseconds after what is on the screen came up.
    pub(crate) fn after(mut self, milliseconds: u64, keys: &str) -> Self {
        self.time.set(self.time.get() + milliseconds);
        self.frame += 1;
        self.press(keys)
    }

    /// The screen shows another frame, a moment later.
    pub(crate) fn next_frame(mut self) -> Self {
        self.frame += 1;
        self
    }

    /// The same so fast that the screen shows nothing in between.
    pub(crate) fn bursts(mut self, keys: &str) -> Self {
        self.time.set(self.time.get() + 2_000);
        self.frame += 1;
        self.press(keys)
    }

    /// Letter by letter, spaces included.
    pub(crate) fn types(mut self, text: &str) -> Self {
        for letter in text.chars() {
            let name = if letter == ' ' { "Space".to_owned() } else { letter.to_string() };
            self = self.press(&name);
        }
        self
    }

    fn tell(&mut self, message: Message) {
        let effects = self.app.update(message);
        self.carry_out(effects);
    }

    pub(crate) fn selects(self, claim: &str) -> Self {
        assert_eq!(self.app.selected_claim().map(|(_, claim)| claim.id.as_str()), Some(claim));
        self
    }

    /// No claim is selected.
    pub(crate) fn selects_none(self) -> Self {
        assert_eq!(self.app.selected_claim().map(|(_, claim)| claim.id.as_str()), None);
        self
    }

    /// The program was started on a folder of articles.
    pub(crate) fn begin_with_folder(mut self, rows: Vec<Row>) -> Self {
        let effects = self.app.begin_with_articles("news".to_owned());
        assert!(matches!(effects.as_slice(), [Effect::Library(LibraryRequest::Read)]), "{effects:?}");
        self.hears(LibraryNews::Rows { rows, opened: HashMap::new(), reading: None, troubles: Vec::new() })
    }

    /// The folder of the article is known.
    pub(crate) fn with_known_folder(mut self) -> Self {
        self.app.know_folder("news".to_owned());
        self
    }

    /// News about the folder's articles arrives.
    pub(crate) fn hears(mut self, news: LibraryNews) -> Self {
        self.tell(Message::Library(news));
        self.draw();
        self
    }

    /// The preferences that the program saves for every article.
    pub(crate) fn preferences(&self) -> nutgraf::model::preferences::Preferences {
        self.app.preferences
    }

    pub(crate) fn pastes(mut self, text: &str) -> Self {
        self.tell(Message::Paste(text.to_owned()));
        self.draw();
        self
    }

    /// Whether these letters put a command first in the list of commands.
    pub(crate) fn finds_command(self, letters: &str, name: &str) -> bool {
        let keys: Vec<String> = letters.chars().map(|letter| letter.to_string()).collect();
        let journey = self.press(&format!(": {}", keys.join(" ")));
        let Some(Overlay::List(palette)) = &journey.app.overlay else { return false };
        palette.rows(&journey.app).first().is_some_and(|choice| choice.name == name)
    }

    /// The library is listed.
    pub(crate) fn lists(mut self, titles: &[&str]) -> Self {
        let listing = |title: &&str| Listing {
            reference: format!("{}.yaml", title.to_lowercase()),
            title: (*title).to_owned(),
            outlet: Some("The Daily Mooring".to_owned()),
            place: "articles".to_owned(),
            judged: 2,
            claims: 6,
            ..Listing::default()
        };
        self.tell(Message::Articles(titles.iter().map(listing).collect()));
        self.draw();
        self
    }
}

/// An article whose first paragraph is taller than any small terminal.
pub(crate) fn long_article() -> String {
    let text = format!("alpha {} omega.", "and the quay is long ".repeat(120));
    let head = ARTICLE.split("sections:").next().unwrap();
    format!(
        "{head}sections:\n  - id: opening\n    paragraphs:\n      - id: p1\n        text: {text}\n      - {{id: p2, text: The end.}}\n"
    )
}
