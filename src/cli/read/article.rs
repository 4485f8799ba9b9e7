//! Replaces the open article by another, or writes a pasted one to a file.

use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::channel;

use crate::corpus::row::Row;
use crate::reader::app::App;
use crate::reader::document::Document;
use crate::reader::message::{Effect, Message};
use crate::reader::screens::library::state::{LibraryNews, LibraryRequest};
use crate::storage::article::Stamp;
use crate::storage::journal::notes_files::Source;
use crate::storage::journal::service::Job;
use crate::storage::library::root::folder_words;
use crate::storage::state::State;
use crate::terminal::{Flow, Program};

use crate::cli::read::Reader;
use crate::cli::read::library::LibraryService;
use crate::workspace::catalogue as catalogue_of_others;
use crate::workspace::draft_article;
use crate::workspace::open::Opened;

impl Reader {
    /// Opens a file or a built-in article.
    pub(super) fn open(&mut self, reference: &str) {
        match draft_article::open(Some(Path::new(reference))) {
            Ok(opened) => self.replace_article(opened),
            Err(error) if reference.ends_with("yaml") || reference.ends_with("yml") => {
                let advice = format!("{} · `nutgraf check` lists all problems", error.headline());
                self.post.send(Message::Warning(advice));
            }
            Err(error) => self.post.send(Message::Warning(error.headline())),
        }
    }

    /// Opens another article of the source imported last.
    pub(super) fn open_part(&mut self, number: usize) {
        let Some(parts) = &self.parts else { return };
        match parts.open(number) {
            Ok(opened) => self.replace_article(opened),
            Err(error) => self.post.send(Message::Warning(error.headline())),
        }
    }

    /// Opens pasted text as a draft.
    pub(super) fn open_text(&mut self, text: &str) {
        match draft_article::from_text(text) {
            Ok(opened) => self.replace_article(opened),
            Err(error) => self.post.send(Message::Warning(error.headline())),
        }
    }

    /// Replaces the open article and drops what belonged to it.
    fn replace_article(&mut self, opened: Opened) {
        self.finish();
        // Messages of the old article's threads go to the old inbox, which nobody reads any more.
        let (messages, inbox) = channel();
        (self.post.messages, self.inbox) = (messages, inbox);
        let size = self.app.size;
        let app = App::new(Document::new(opened.article, opened.origin.clone()), size.width, size.height);
        let mut before = std::mem::replace(&mut self.app, app);
        self.app.take_settings(&mut before);
        self.outside.folder = self.outside.library_folder();
        (self.outside.source, self.outside.origin) = (opened.source, opened.origin);
        self.outside.stamp = opened.stamp;
        self.draft = opened.draft;
        let is_new =
            opened.parts.as_ref().is_some_and(|new| self.parts.as_ref().is_none_or(|old| !Rc::ptr_eq(old, new)));
        self.parts = opened.parts.or(self.parts.take());
        self.come_back(&State::load());
        self.know_folder();
        self.tell_library();
        // A recording is of one article.
        self.recorder = None;
        self.introduce();
        if is_new && self.other_parts() > 0 {
            self.app.show_library();
        }
        self.started();
    }

    /// Sets the folder of the library: the one that the arguments name, or the article's.
    pub(super) fn know_folder(&mut self) {
        let is_draft = matches!(self.outside.source, Source::Unwritten(_));
        let folder = if is_draft { self.outside.folder.clone() } else { self.outside.library_folder() };
        if let Some(folder) = folder {
            self.app.know_folder(folder_words(&folder));
        }
    }

    /// Starts with the library of a folder.
    pub(super) fn begin_with_library(&mut self, folder: &Path) {
        for effect in self.app.begin_with_articles(folder_words(folder)) {
            if let Effect::Library(request) = effect {
                self.ask_library(request);
            }
        }
    }

    /// Sends a request to the thread of the library, which the first request starts.
    pub(super) fn ask_library(&mut self, request: LibraryRequest) {
        if let Some(library) = self.reach_library() {
            library.ask(request);
        }
    }

    /// The library of the folder, which is started with the first question; it knows where its news goes.
    pub(super) fn reach_library(&mut self) -> Option<&LibraryService> {
        if self.library.is_none() {
            let folder = self.outside.library_folder();
            match LibraryService::start(&folder.unwrap_or_else(|| ".".into())) {
                Ok(service) => self.library = Some(service),
                Err(why) => {
                    self.post.send(Message::Warning(why));
                    return None;
                }
            }
        }
        self.tell_library();
        self.library.as_ref()
    }

    /// Says where news of the library goes, and for whom it is.
    fn tell_library(&self) {
        let me = self.app.annotator.name.clone().or_else(|| self.outside.annotator.clone());
        if let Some(library) = &self.library {
            library.post_to(self.post.clone(), me);
        }
    }

    /// Opens an article of the library, at a place in it.
    pub(super) fn open_from_library(&mut self, path: &str, at: Option<&str>) -> Flow {
        let Some(library) = &self.library else { return Flow::Draw };
        let file = library.root.join(path);
        match draft_article::open(Some(&file)) {
            Ok(opened) => self.replace_article(opened),
            Err(error) => {
                let why = format!("{} · `nutgraf check` lists all problems", error.headline());
                self.post.send(Message::Library(LibraryNews::NotOpened(path.to_owned(), why)));
                return Flow::Draw;
            }
        }
        let effects = self.app.show_opened(at);
        self.carry_out(effects)
    }

    /// Looks for similar claims in the library's cache, on its thread.
    pub(super) fn find_similar(&mut self, claim: String, text: String) {
        if self.outside.library_folder().is_none() {
            let why = "This article is in no folder of yours; `nutgraf copy` takes it into one";
            return self.post.send(Message::Similar(Err(why.to_owned())));
        }
        let article = self.outside.source.article_id().to_owned();
        if let Some(library) = self.reach_library() {
            library.find_similar(article, claim, text);
        }
    }

    /// Looks for articles on a thread of its own.
    pub(super) fn list_articles(&self) {
        let folder = self.outside.folder.clone().or_else(|| self.outside.source.article_folder());
        let annotator = self.app.annotator.name.clone().or_else(|| self.outside.annotator.clone());
        let parts = self.parts.as_ref().map_or(Vec::new(), |parts| parts.listings());
        let imported = |row: &Row| row.imported_from.clone();
        // Before the library has rows, the folder itself says what was imported.
        let library = self.library.as_ref().filter(|_| !self.app.articles.rows.is_empty());
        let in_library = library.map(|_| self.app.articles.rows.iter().filter_map(imported).collect());
        self.apart("library", move |_| {
            Message::Articles(catalogue_of_others::list(parts, folder.as_deref(), annotator.as_deref(), in_library))
        });
    }

    /// How many other articles came from the same source as the open one.
    pub(super) fn other_parts(&self) -> usize {
        self.parts.as_ref().map_or(0, |parts| parts.others())
    }

    /// Informs the state that the article has no file, or that none is open.
    pub(super) fn introduce(&mut self) {
        if let Some(draft) = &self.draft {
            self.app.introduce_draft(draft.proposed(), self.other_parts());
        }
        if self.app.document.outline.paragraph_count() == 0 {
            self.app.wait_for_paste();
        }
    }

    /// Writes an article that has no file yet, and moves its notes beside it.
    pub(super) fn write_article(&mut self, path: &str) {
        let Some(draft) = self.draft.take() else { return };
        let path = match draft.write(path) {
            Ok(path) => path,
            Err(why) => {
                self.draft = Some(draft);
                return self.post.send(Message::ArticleWritten(Err(why)));
            }
        };
        // Notes still on their way are written before they move.
        self.finish();
        let moved = crate::storage::journal::notes_files::move_beside(&draft.place, &path);
        let name = path.to_string_lossy().into_owned();
        self.outside.annotator = self.app.annotator.name.clone().or(self.outside.annotator.take());
        (self.outside.stamp, self.outside.origin) = (Stamp::of(&path), name.clone());
        self.outside.source = Source::File(path, draft.place.id);
        self.outside.key = self.outside.source.key();
        self.started();
        for line in self.app.saving.pending.clone() {
            self.write(Job::Append(line));
        }
        self.post.send(Message::ArticleWritten(Ok(name)));
        if let Err(why) = moved {
            self.post.send(Message::Warning(format!("Wrote the article, but {why}")));
        }
    }
}
