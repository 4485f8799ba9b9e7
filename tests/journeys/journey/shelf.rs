//! A folder of several articles, each of which takes the place of the one before when it is opened.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use nutgraf::codec;
use nutgraf::corpus::dossier::{Dossier, Dossiers};
use nutgraf::corpus::row::Row;
use nutgraf::corpus::statistics::Statistics;
use nutgraf::corpus::to_do::{sort, tasks};
use nutgraf::reader::annotator::Annotator;
use nutgraf::reader::app::App;
use nutgraf::reader::document::Document;
use nutgraf::reader::message::Message;
use nutgraf::reader::screens::library::state::{LibraryNews, LibraryRequest};
use nutgraf::storage::journal::notes_files::Source;
use nutgraf::storage::journal::service::{Desk, Job};
use nutgraf::storage::library::Library;

use super::disk::{FaultyDisk, Fuse};
use super::{ARTICLE, Journey};

/// An article that makes one claim a sentence, each with its priority.
pub(crate) fn article(id: &str, title: &str, day: &str, claims: &[(&str, &str)]) -> String {
    let sentences: Vec<String> = claims.iter().map(|(_, text)| format!("{text} in Ostrow.")).collect();
    let mut text = format!(
        "nutgraf: 1\narticle: {{id: {id}, title: {title}, outlet: The Gazette, published: \"{day}\", language: en, \
         wording: verbatim}}\nentities:\n  - {{id: ostrow, name: Ostrow, kind: place, wikidata: Q7}}\nsections:\n  - \
         id: opening\n    paragraphs:\n      - id: p1\n        text: {}\n        claims:\n",
        sentences.join(" ")
    );
    for (number, (priority, claim)) in claims.iter().enumerate() {
        let _ = writeln!(
            text,
            "          - {{id: p1.c{}, text: {claim} in Ostrow., quote: {claim}, kind: fact, certainty: stated, speaker: \
             author, about: [ostrow], priority: {priority}}}",
            number + 1
        );
    }
    text
}

impl Journey {
    /// The program was started on a folder with these articles.
    pub(crate) fn on_shelf(articles: &[(&str, String)]) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        fs::write(folder.path().join("harbour.yaml"), ARTICLE).unwrap();
        let mut journey = Self::in_folder(folder, Some("ana"), 1_000, Fuse::default());
        fs::remove_file(journey.folder.path().join("harbour.yaml")).unwrap();
        for (name, text) in articles {
            fs::write(journey.folder.path().join(name), text).unwrap();
        }
        journey.has_shelf = true;
        let rows = journey.rows();
        journey.begin_with_folder(rows)
    }

    fn library(&self) -> Library {
        let mut library = Library::read_in(self.folder.path(), None);
        library.refresh(&mut |_| true);
        library
    }

    fn rows(&self) -> Vec<Row> {
        self.library().rows().cloned().collect()
    }

    /// The articles of the folder have changed, and that is noticed.
    pub(crate) fn notices_folder(self) -> Self {
        let rows = self.rows();
        self.hears(LibraryNews::Rows { rows, opened: HashMap::new(), reading: None, troubles: Vec::new() })
    }

    /// What was asked about the articles last is answered.
    pub(crate) fn library_answers(self) -> Self {
        let mut library = self.library();
        let news = match self.asked.last().cloned() {
            Some(LibraryRequest::ToDo(paths, _)) => {
                let paths: Option<HashSet<String>> = paths.map(|paths| paths.into_iter().collect());
                let mut all = Vec::new();
                library.for_each(&mut |row, record| {
                    if paths.as_ref().is_none_or(|paths| paths.contains(&row.path)) {
                        all.extend(tasks(row, record, self.name.as_deref(), "2026-11-24"));
                    }
                });
                sort(&mut all);
                LibraryNews::ToDo(all)
            }
            Some(LibraryRequest::Entities) => {
                LibraryNews::Entities(Ok(dossiers(&mut library).iter().map(Dossier::line).collect()))
            }
            Some(LibraryRequest::Dossier(place)) => {
                let found = dossiers(&mut library).into_iter().find(|dossier| dossier.has(&place));
                LibraryNews::Dossier(found.map(Box::new).ok_or_else(|| "nowhere".to_owned()))
            }
            Some(LibraryRequest::Statistics(paths)) => {
                let mut statistics = Statistics::default();
                let is_asked = |row: &Row| paths.as_ref().is_none_or(|paths| paths.contains(&row.path));
                library.for_each_of(&is_asked, &mut |row, record| statistics.add(row, record, &[]));
                LibraryNews::Statistics(statistics.articles(), statistics.tables())
            }
            other => panic!("{other:?} is not answered here"),
        };
        self.hears(news)
    }

    /// Opens an article of the library, as the program does where there are several.
    pub(super) fn open_from_shelf(&mut self, path: &str, at: Option<&str>) {
        self.opened = [path.to_owned(), at.unwrap_or_default().to_owned()].join(" ");
        if !self.has_shelf {
            return;
        }
        let Ok(bytes) = fs::read(self.folder.path().join(path)) else {
            let why = format!("{path} is gone");
            return self.tell(Message::Library(LibraryNews::NotOpened(path.to_owned(), why)));
        };
        assert!(self.app.saving.is_written(), "something would be lost");
        let article = codec::article_yaml::read(path, &bytes).unwrap();
        let id = self.folder.path().file_name().unwrap().to_string_lossy().into_owned();
        let mut app = App::new(Document::new(article, path.to_owned()), self.app.size.width, self.app.size.height);
        app.take_settings(&mut self.app);
        self.app = app;
        path.clone_into(&mut self.article);
        let source = Source::File(self.folder.path().join(path), id);
        self.desk = Desk::new(source, self.name.clone(), Box::new(FaultyDisk(self.fuse.clone())));
        let effects = self.app.show_opened(at);
        self.carry_out(effects);
        self.tell(Message::Annotator(Annotator { name: self.name.clone(), from: "--as".to_owned() }));
        if self.reads_notes {
            self.work(Job::Read);
        }
    }

    /// The file of the open article is saved again, and the program notices.
    pub(crate) fn article_on_shelf_becomes(mut self, text: &str) -> Self {
        fs::write(self.folder.path().join(&self.article), text).unwrap();
        let article = codec::article_yaml::read(&self.article, text.as_bytes()).unwrap();
        self.tell(Message::ArticleRead(Box::new(article)));
        self.draw();
        self
    }

    /// From now on nobody answers what the notes of an article are.
    pub(crate) fn notes_take_long(mut self) -> Self {
        self.reads_notes = false;
        self
    }

    /// The writer tries again what could not be saved.
    pub(crate) fn retries(mut self) -> Self {
        self.work(Job::Retry);
        self.draw();
        self
    }

    /// The notes files are read once more.
    pub(crate) fn notices_notes_anew(mut self) -> Self {
        self.work(Job::Read);
        self.draw();
        self
    }

    /// The path of a file of the folder.
    pub(crate) fn path_of(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// A file of the folder is removed.
    pub(crate) fn loses(self, name: &str) -> Self {
        fs::remove_file(self.folder.path().join(name)).unwrap();
        self
    }
}

fn dossiers(library: &mut Library) -> Vec<Dossier> {
    let mut dossiers = Dossiers::new(Vec::new());
    library.for_each(&mut |row, record| dossiers.add(row, record));
    dossiers.finish()
}
