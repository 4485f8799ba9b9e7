//! A reader on a folder of its own: keys in, screen out, every disk operation able to fail.

mod disk;
mod world;

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use nutgraf::app::export::{ExportOrder, Exported};
use nutgraf::app::message::{Effect, Key, Message, Moment, Pointer, PointerAction};
use nutgraf::app::overlay::Overlay;
use nutgraf::app::{Annotator, App, Document};
use nutgraf::domain::listing::Listing;
use nutgraf::domain::notes::Notes;
use nutgraf::domain::own_claim::put_all_among;
use nutgraf::format;
use nutgraf::format::export::digest::digest;
use nutgraf::format::export::{self, Request};
use nutgraf::store::desk::{Desk, Job, Outcome};
use nutgraf::store::notes::{Source, read_all};
use nutgraf::store::replace;
use nutgraf::ui::{self, Look};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;

pub(crate) use disk::Fault;
use disk::{FaultyDisk, Fuse};

const ARTICLE: &str = include_str!("../harbour.yaml");

/// A journey of one reader.
pub(crate) struct Journey {
    folder: Arc<tempfile::TempDir>,
    app: App,
    desk: Desk,
    jobs: RefCell<Vec<Job>>,
    fuse: Fuse,
    name: Option<String>,
    time: Cell<u64>,
    quit: bool,
    clipboard: String,
    /// What was handed to the editor.
    edited: String,
    /// What is kept of what is being written.
    drafts: std::collections::BTreeMap<String, nutgraf::domain::draft::Draft>,
    opened: String,
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
        let article = format::article::read("harbour.yaml", &fs::read(&path).unwrap()).unwrap();
        let id = folder.path().file_name().unwrap().to_string_lossy().into_owned();
        let source = Source::File(path, id);
        let name = name.map(str::to_owned);
        let mut journey = Self {
            app: App::new(Document::new(article, "harbour.yaml".to_owned()), 120, 40),
            desk: Desk::new(source, name.clone(), Box::new(FaultyDisk(fuse.clone()))),
            folder,
            jobs: RefCell::default(),
            fuse,
            name: name.clone(),
            time: Cell::new(time),
            quit: false,
            clipboard: String::new(),
            edited: String::new(),
            drafts: std::collections::BTreeMap::new(),
            opened: String::new(),
            screen: String::new(),
            cursor_row: String::new(),
            cursor: Position::ORIGIN,
        };
        journey.tell(Message::Annotator(Annotator { name, from: "--as".to_owned() }));
        journey.work(Job::Read);
        journey.draw();
        journey
    }

    /// It is known who writes, and what was written is not.
    pub(crate) fn before_the_notes_are_read() -> Self {
        let mut journey = Self::open();
        let article = format::article::read("harbour.yaml", ARTICLE.as_bytes()).unwrap();
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

    /// The clock says this from now on.
    pub(crate) fn at(self, unix_ms: u64) -> Self {
        self.time.set(unix_ms);
        self
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("harbour.ana.notes.jsonl")
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

    /// The editor comes back with this in the place of what it was given.
    pub(crate) fn editor_returns(mut self, given: &str, text: Option<&str>) -> Self {
        assert_eq!(self.edited, given);
        self.tell(Message::Edited(text.map(str::to_owned)));
        self.draw();
        self
    }

    pub(crate) fn has_drafts(self, count: usize) -> Self {
        assert_eq!(self.drafts.len(), count, "{:?}", self.drafts);
        self
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.tell(Message::Resize(columns, rows));
        self.draw();
        self
    }

    /// Keys by name, with spaces between; nothing is pressed once the program has ended.
    pub(crate) fn press(mut self, keys: &str) -> Self {
        for key in keys.split_whitespace() {
            self.time.set(self.time.get() + 1);
            let moment = Moment { unix_ms: self.time.get(), random: u128::from(self.time.get()) };
            self.tell(Message::Key(Key::named(key), moment));
        }
        self.draw();
        self
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
        for effect in self.app.update(message) {
            match effect {
                Effect::Append(line) => self.jobs.borrow_mut().push(Job::Append(line)),
                Effect::Retry => self.jobs.borrow_mut().push(Job::Retry),
                Effect::Review(request) => self.jobs.borrow_mut().push(Job::Review(request)),
                Effect::Restore(lines) => self.jobs.borrow_mut().push(Job::Restore(lines)),
                Effect::Remember(name) => {
                    self.name = Some(name.clone());
                    self.jobs.borrow_mut().push(Job::Annotator(Some(name)));
                }
                Effect::Copy(text) => self.clipboard = text,
                Effect::Open(reference) => self.opened = reference,
                Effect::KeepDraft(draft) => {
                    self.drafts.insert(draft.id.clone(), draft);
                }
                Effect::DropDraft(id) => {
                    self.drafts.remove(&id);
                }
                Effect::ReleaseDraft(_) => {
                    let drafts = self.drafts.values().cloned().collect();
                    self.tell(Message::Drafts(drafts));
                }
                Effect::EditText(text) => self.edited = text,
                Effect::Suspend
                | Effect::ListArticles
                | Effect::HoldDraft(_)
                | Effect::HashFile(..)
                | Effect::ReadReviewer
                | Effect::WriteArticle(_)
                | Effect::OpenPart(_)
                | Effect::ImportText(_)
                | Effect::EditArticle => {}
                Effect::Export(order) => {
                    let exported = self.export(&order);
                    self.tell(Message::Exported(exported));
                }
                Effect::Quit => self.quit = true,
            }
        }
    }

    /// What the program does with an order, in the journey's folder, from what stands there.
    fn export(&self, order: &ExportOrder) -> Exported {
        let path = self.folder.path().join(&order.path);
        if path.exists() && !order.replace {
            return Exported::Exists(order.path.clone());
        }
        let article = self.folder.path().join("harbour.yaml");
        let mut article = format::article::read("harbour.yaml", &fs::read(&article).unwrap()).unwrap();
        let source = Source::File(self.folder.path().join("harbour.yaml"), String::new());
        let notes = Notes::new(None, read_all(&source).lines);
        let selection = order.selection_of(&notes);
        put_all_among(&mut article, selection.by.iter().filter_map(|name| notes.fold(name)));
        let request =
            Request { article: &article, notes: &notes, selection: &selection, today: &order.today, reviewer: None };
        let format = export::format(order.format).unwrap();
        let now = digest(format, &request).unwrap();
        if !order.agreed.contains(&now) {
            return Exported::Changed(now);
        }
        match replace::write(&path, order.replace, &mut |out| (format.write)(&request, out)) {
            Ok(()) => Exported::Written(order.path.clone()),
            Err(error) => Exported::Failed(error.to_string()),
        }
    }

    /// What stands in a file of the folder.
    pub(crate) fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    fn work(&mut self, job: Job) {
        for outcome in self.desk.handle(job) {
            self.tell(match outcome {
                Outcome::Notes(notes) => Message::NotesRead { lines: notes.lines, troubles: notes.troubles },
                Outcome::Saved(ids) => {
                    let disk = fs::read_to_string(self.path()).unwrap();
                    assert!(ids.iter().all(|id| disk.contains(&id.to_string())), "called saved, and is not");
                    Message::Saved(ids)
                }
                Outcome::NotSaved(ids, why) => Message::NotSaved(ids, why),
                Outcome::Vanished(lines) => Message::Vanished(lines),
                Outcome::Drafts(drafts) => Message::Drafts(drafts),
                Outcome::Review(news) => Message::Review(news),
                Outcome::Warning(text) => Message::Warning(text),
            });
        }
    }

    /// The writer does what it was given.
    pub(crate) fn disk_answers(mut self) -> Self {
        let jobs = std::mem::take(&mut *self.jobs.borrow_mut());
        for job in jobs {
            self.work(job);
        }
        self.draw();
        self
    }

    pub(crate) fn disk_fails_at(self, operation: usize) -> Self {
        self.disk_goes_wrong_at(operation, Fault::Full)
    }

    /// The disk's operation after so many others goes wrong in this way.
    pub(crate) fn disk_goes_wrong_at(self, operation: usize, fault: Fault) -> Self {
        self.fuse.once(operation, fault);
        self
    }

    pub(crate) fn disk_fails_from_now_on(self) -> Self {
        self.fuse.always(Fault::Full);
        self
    }

    /// Every write takes half of what is left.
    pub(crate) fn disk_takes_little(self) -> Self {
        self.fuse.always(Fault::Short);
        self
    }

    /// A signal comes in before every operation.
    pub(crate) fn disk_is_interrupted(self) -> Self {
        self.fuse.every_other(Fault::Interrupted);
        self
    }

    pub(crate) fn disk_recovers(self) -> Self {
        self.fuse.never();
        self
    }

    fn draw(&mut self) {
        let mut terminal = Terminal::new(TestBackend::new(self.app.size.width, self.app.size.height)).unwrap();
        terminal.draw(|frame| ui::draw(&self.app, Look::default(), frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let row = |y: u16| {
            let (mut row, mut covered) = (String::new(), 0);
            for x in 0..buffer.area.width {
                // A wide letter covers the cell after it.
                if x >= covered {
                    row.push_str(buffer[(x, y)].symbol());
                    covered = x + nutgraf::text::cells::width(buffer[(x, y)].symbol());
                }
            }
            row
        };
        self.screen = (0..buffer.area.height).map(|y| row(y) + "\n").collect();
        let cursor = terminal.backend_mut().cursor_position();
        self.cursor = cursor;
        self.cursor_row = if cursor.y < buffer_height(&self.app) {
            self.screen.lines().nth(cursor.y.into()).unwrap_or("").to_owned()
        } else {
            String::new()
        };
    }

    /// Lays everything out for a window of that size, and draws nothing.
    pub(crate) fn laid_out_for(mut self, columns: u16, rows: u16) -> Self {
        self.tell(Message::Resize(columns, rows));
        self
    }

    /// Draws what is laid out for one size into a window of another.
    pub(crate) fn draws_into(&self, columns: u16, rows: u16) {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| ui::draw(&self.app, Look::default(), frame)).unwrap();
        let at = terminal.backend_mut().cursor_position();
        let window = ratatui::layout::Rect::new(0, 0, columns, rows);
        assert!(window.is_empty() || window.contains(at), "the cursor is at {at:?} of {window:?}");
    }

    pub(crate) fn sees(&self, text: &str) {
        assert!(self.screen.contains(text), "`{text}` is not to be seen on\n{}", self.screen);
    }

    pub(crate) fn shows(self, text: &str) -> Self {
        self.sees(text);
        self
    }

    pub(crate) fn lacks(self, text: &str) -> Self {
        assert!(!self.screen.contains(text), "`{text}` is to be seen on\n{}", self.screen);
        self
    }

    /// The words that stand out as found, row by row.
    pub(crate) fn marks(&self) -> Vec<String> {
        let mut terminal = Terminal::new(TestBackend::new(self.app.size.width, self.app.size.height)).unwrap();
        terminal.draw(|frame| ui::draw(&self.app, Look::default(), frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let accent = ui::theme::Theme::of(self.app.theme).accent;
        let mut marks: Vec<String> = Vec::new();
        let mut goes_on = false;
        for y in 0..buffer.area.height {
            for x in 0..buffer.area.width {
                let cell = &buffer[(x, y)];
                match marks.last_mut().filter(|_| goes_on) {
                    _ if cell.bg != accent => {}
                    Some(mark) => mark.push_str(cell.symbol()),
                    None => marks.push(cell.symbol().to_owned()),
                }
                goes_on = cell.bg == accent;
            }
            goes_on = false;
        }
        marks
    }

    pub(crate) fn cursor_on(self, text: &str) -> Self {
        assert!(self.cursor_row.contains(text), "the cursor is on `{}`", self.cursor_row);
        self
    }

    pub(crate) fn selects(self, claim: &str) -> Self {
        assert_eq!(self.app.selected_claim().map(|(_, claim)| claim.id.as_str()), Some(claim));
        self
    }

    /// So many lines are in the journal now.
    pub(crate) fn on_disk(self, lines: usize) -> Self {
        let text = fs::read_to_string(self.path()).unwrap_or_default();
        let ids: std::collections::HashSet<_> =
            format::journal::read(text.as_bytes()).lines.into_iter().map(|line| line.id).collect();
        assert_eq!(ids.len(), lines, "{text}");
        self
    }

    /// So many lines are in the journal once the writer is done.
    pub(crate) fn on_disk_after(self, lines: usize) -> Self {
        self.disk_answers().on_disk(lines)
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.app.saving.is_written()
    }

    pub(crate) fn copied(self, text: &str) -> Self {
        assert!(self.clipboard.contains(text), "copied `{}`", self.clipboard);
        self
    }

    pub(crate) fn opened(self, reference: &str) -> Self {
        assert_eq!(self.opened, reference);
        self
    }

    /// The first cell, by column, of the first place where the screen shows these words.
    fn cell_of(&self, words: &str) -> (u16, u16) {
        let (row, line) = self.screen.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
        let before = &line[..line.find(words).unwrap()];
        (nutgraf::text::cells::width(before), u16::try_from(row).unwrap())
    }

    fn point(&mut self, action: PointerAction, (column, row): (u16, u16)) {
        self.time.set(self.time.get() + 1);
        let moment = Moment { unix_ms: self.time.get(), random: u128::from(self.time.get()) };
        self.tell(Message::Pointer(Pointer { action, column, row }, moment));
    }

    pub(crate) fn clicks(mut self, words: &str) -> Self {
        self.point(PointerAction::Press, self.cell_of(words));
        self.draw();
        self
    }

    pub(crate) fn clicks_cell(mut self, column: u16, row: u16) -> Self {
        self.point(PointerAction::Press, (column, row));
        self.draw();
        self
    }

    pub(crate) fn turns_wheel(mut self, words: &str, steps: i32) -> Self {
        let action = if steps > 0 { PointerAction::WheelDown } else { PointerAction::WheelUp };
        let cell = self.cell_of(words);
        for _ in 0..steps.abs() {
            self.point(action, cell);
        }
        self.draw();
        self
    }

    /// Presses on the first letter of some words, and drags to the last letter of others.
    pub(crate) fn drags(mut self, from: &str, to: &str) -> Self {
        let (start, (column, row)) = (self.cell_of(from), self.cell_of(to));
        self.point(PointerAction::Press, start);
        self.point(PointerAction::Drag, (column + nutgraf::text::cells::width(to) - 1, row));
        self.draw();
        self
    }

    /// Presses on the last letter of some words, and drags back to the first letter of others.
    pub(crate) fn drags_back(mut self, from: &str, to: &str) -> Self {
        let ((column, row), end) = (self.cell_of(from), self.cell_of(to));
        self.point(PointerAction::Press, (column + nutgraf::text::cells::width(from) - 1, row));
        self.point(PointerAction::Drag, end);
        self.draw();
        self
    }

    pub(crate) fn drags_to(mut self, column: u16, row: u16) -> Self {
        self.point(PointerAction::Drag, (column, row));
        self.draw();
        self
    }

    pub(crate) fn turns_wheel_at(mut self, column: u16, row: u16, down: bool) -> Self {
        self.point(if down { PointerAction::WheelDown } else { PointerAction::WheelUp }, (column, row));
        self.draw();
        self
    }

    pub(crate) fn pastes(mut self, text: &str) -> Self {
        self.tell(Message::Paste(text.to_owned()));
        self.draw();
        self
    }

    pub(crate) fn cursor_is_on_a_cell(&self) {
        let (size, at) = (self.app.size, self.cursor);
        assert!(size.is_empty() || size.contains(at), "the cursor is at {at:?} of {size:?}");
    }

    /// What is selected in the focused pane has the cursor on it.
    pub(crate) fn selection_is_in_sight(&self) {
        let bright = self.app.overlay.is_some() || !self.cursor_row.trim().is_empty();
        assert!(bright, "the cursor is on an empty row of\n{}", self.screen);
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

    pub(crate) fn has_quit(self) -> Self {
        assert!(self.quit, "it goes on");
        self
    }

    pub(crate) fn has_not_quit(self) -> Self {
        assert!(!self.quit, "it has ended");
        self
    }
}

fn buffer_height(app: &App) -> u16 {
    app.size.height
}

/// An article whose first paragraph is taller than any small terminal.
pub(crate) fn long_article() -> String {
    let text = format!("alpha {} omega.", "and the quay is long ".repeat(120));
    let head = ARTICLE.split("sections:").next().unwrap();
    format!(
        "{head}sections:\n  - id: opening\n    paragraphs:\n      - id: p1\n        text: {text}\n      - {{id: p2, text: The end.}}\n"
    )
}
