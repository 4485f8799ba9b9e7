//! Reads and searches the articles of a folder on a thread of its own, and posts the results to the reader.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::corpus::dossier::{Dossier, Place};
use crate::corpus::fields::vocabulary;
use crate::corpus::row::Row;
use crate::corpus::search::{Limits, Search, Viewer};
use crate::model::query::Query;
use crate::reader::message::Message;
use crate::reader::screens::library::state::{LibraryNews, LibraryRequest};
use crate::storage::config::saved_queries;
use crate::storage::files::system_error::{Task, explained};
use crate::storage::library::Library;
use crate::storage::state::State;
use crate::storage::watch::Watcher;

use crate::cli::read::Post;
use crate::cli::{catalogue, check, export, moment, today};
use crate::text::counted::counted;
use crate::workspace::known_claims::KnownInLibrary;
use crate::workspace::{across_articles, article_tags};

/// The interval at which rows show while articles are read.
const PACE: Duration = Duration::from_millis(120);
/// The most hits that a screen needs.
const MOST_HITS: usize = 500;
/// How many articles a search covers while its query is being typed.
const MOST_ARTICLES: usize = 300;

/// The folder's library and its thread.
pub(super) struct LibraryService {
    jobs: Sender<Job>,
    pub(super) root: PathBuf,
}

/// A claim for which similar ones are looked for.
struct Sought {
    /// Id of its article.
    article: String,
    /// Its own id.
    claim: String,
    /// What it says.
    text: String,
}

enum Job {
    /// From now on, send news here, for the annotator with this name.
    PostTo(Post, Option<String>),
    Request(LibraryRequest),
    Similar(Sought),
}

impl LibraryService {
    /// Starts the thread. It reads nothing until the first request.
    pub(super) fn start(root: &Path) -> Result<Self, String> {
        let (jobs, inbox) = channel();
        let (folder, again) = (root.to_owned(), jobs.clone());
        let spawned = thread::Builder::new().name("library".to_owned()).spawn(move || {
            let mut work = Work::new(folder);
            while let Some(batch) = next_batch(&inbox) {
                for job in batch {
                    work.work(job, &again);
                }
            }
        });
        spawned.map_err(|error| format!("the library cannot be read: {}", explained(Task::Run, &error)))?;
        Ok(Self { jobs, root: root.to_owned() })
    }

    /// Sets where news goes from now on.
    pub(super) fn post_to(&self, post: Post, me: Option<String>) {
        // The thread ends only with the service.
        let _ = self.jobs.send(Job::PostTo(post, me));
    }

    /// Asks for claims that are similar to one of the open article.
    pub(super) fn find_similar(&self, article: String, claim: String, text: String) {
        let _ = self.jobs.send(Job::Similar(Sought { article, claim, text }));
    }

    /// Asks for something.
    pub(super) fn ask(&self, request: LibraryRequest) {
        let _ = self.jobs.send(Job::Request(request));
    }
}

/// The waiting jobs. Of several queries of one kind only the last remains, because it replaced the others.
fn next_batch(inbox: &Receiver<Job>) -> Option<Vec<Job>> {
    let mut batch = vec![inbox.recv().ok()?];
    batch.extend(inbox.try_iter());
    let kind = |job: &Job| match job {
        Job::Request(request @ (LibraryRequest::Read | LibraryRequest::Filter(_) | LibraryRequest::Search(_))) => {
            Some(std::mem::discriminant(request))
        }
        _ => None,
    };
    let mut seen = HashSet::new();
    let mut kept: Vec<Job> =
        batch.into_iter().rev().filter(|job| kind(job).is_none_or(|kind| seen.insert(kind))).collect();
    kept.reverse();
    Some(kept)
}

struct Work {
    library: Library,
    post: Option<Post>,
    me: Option<String>,
    is_verified: bool,
    /// Claims that were gathered for similar ones.
    known: KnownInLibrary,
    watcher: Option<Watcher>,
    folders: Arc<Mutex<Vec<PathBuf>>>,
}

impl Work {
    fn new(root: PathBuf) -> Self {
        let library = Library::read(&root);
        let folders = Arc::new(Mutex::new(vec![root]));
        Self {
            library,
            post: None,
            me: None,
            is_verified: false,
            known: KnownInLibrary::default(),
            watcher: None,
            folders,
        }
    }

    fn tell(&self, news: LibraryNews) {
        if let Some(post) = &self.post {
            post.send(Message::Library(news));
        }
    }

    fn work(&mut self, job: Job, again: &Sender<Job>) {
        match job {
            Job::PostTo(post, me) => (self.post, self.me) = (Some(post), me),
            Job::Request(LibraryRequest::Read) => {
                self.read();
                self.watch(again);
            }
            Job::Request(LibraryRequest::Filter(text)) => self.filter(text),
            Job::Request(LibraryRequest::Search(text)) => self.search(text),
            Job::Request(LibraryRequest::Check(paths)) => {
                self.tell(LibraryNews::Done(check::summary(&self.files(&paths))));
            }
            Job::Request(LibraryRequest::Export(paths)) => {
                self.tell(LibraryNews::Done(export::packets(&self.files(&paths), self.me.as_deref())));
            }
            Job::Request(LibraryRequest::Tag(paths, tag, set)) => {
                let told = self.tag(&paths, &tag, set);
                self.tell(LibraryNews::Done(told));
                self.read();
            }
            Job::Request(LibraryRequest::ToDo(paths, filter)) => self.list_tasks(paths, &filter),
            Job::Request(LibraryRequest::Entities) => {
                let entities = across_articles::dossiers(&mut self.library);
                self.tell(LibraryNews::Entities(entities.map(|dossiers| dossiers.iter().map(Dossier::line).collect())));
            }
            Job::Request(LibraryRequest::Dossier(place)) => self.dossier(&place),
            Job::Request(LibraryRequest::Corrections(paths)) => {
                self.refresh();
                let (corrections, troubles) = across_articles::corrections(&mut self.library, as_set(paths).as_ref());
                self.tell(LibraryNews::Corrections(corrections, troubles));
            }
            Job::Request(LibraryRequest::Statistics(paths)) => {
                self.refresh();
                let (statistics, _) = across_articles::statistics(&mut self.library, as_set(paths).as_ref());
                self.tell(LibraryNews::Statistics(statistics.articles(), statistics.tables()));
            }
            Job::Request(LibraryRequest::Verdicts(keys)) => {
                self.refresh();
                let found = across_articles::verdicts(&mut self.library, &keys);
                self.tell(LibraryNews::Verdicts(found));
            }
            Job::Similar(sought) => self.similar(sought),
        }
    }

    fn files(&self, paths: &[String]) -> Vec<PathBuf> {
        paths.iter().map(|path| self.library.root().join(path)).collect()
    }

    /// Reads what has changed, for answers that go by all articles.
    fn refresh(&mut self) {
        if self.library.refresh(&mut |_| true).changed > 0 {
            self.known.forget();
        }
    }

    /// Lists what there is to do in articles; where the filter asks of claims, only in those that match it.
    fn list_tasks(&mut self, paths: Option<Vec<String>>, filter: &str) {
        self.refresh();
        let paths = as_set(paths);
        let asked = self.query(filter);
        let search = asked.as_ref().map(|(query, viewer)| Search::new(query, viewer, true));
        let search = search.filter(Search::asks_of_claims);
        let (me, day) = (self.me.clone(), today());
        let tasks = across_articles::to_do(&mut self.library, me.as_deref(), &day, search.as_ref(), paths.as_ref());
        self.tell(LibraryNews::ToDo(tasks));
    }

    fn dossier(&mut self, place: &Place) {
        self.refresh();
        let dossiers = across_articles::dossiers(&mut self.library);
        let found = dossiers.and_then(|dossiers| {
            let found = dossiers.into_iter().find(|dossier| dossier.has(place));
            found.map(Box::new).ok_or_else(|| "No article of the library names this entity any more".to_owned())
        });
        self.tell(LibraryNews::Dossier(found));
    }

    fn similar(&mut self, sought: Sought) {
        self.refresh();
        let Sought { article, claim, text } = sought;
        let found = self.known.similar_to(&mut self.library, &article, claim, &text);
        if let Some(post) = &self.post {
            post.send(Message::Similar(Ok(Box::new(found))));
        }
    }

    /// Tags articles, and says in a sentence what came of it.
    fn tag(&self, paths: &[String], tag: &str, set: bool) -> String {
        let Some(me) = &self.me else { return "Not tagged: your name is not known".to_owned() };
        let (mut done, mut first) = (0, None);
        for path in paths {
            match article_tags::tag(&self.library.root().join(path), me, tag, set, moment()) {
                Ok(_) => done += 1,
                Err(why) => {
                    first.get_or_insert(why);
                }
            }
        }
        let articles = counted(done, "article");
        let what = if set { format!("{articles} tagged {tag}") } else { format!("{articles} no longer tagged {tag}") };
        first.map_or(what.clone(), |why| format!("{what} of {}; {why}", paths.len()))
    }

    fn rows(&self, rows: Vec<Row>, reading: Option<(usize, usize)>, troubles: Vec<String>) {
        self.tell(LibraryNews::Rows { rows, opened: opened(self.library.root()), reading, troubles });
    }

    /// Posts the rows of the cache, then those of changed files as they are read.
    fn read(&mut self) {
        let known: Vec<Row> = self.library.rows().cloned().collect();
        if !known.is_empty() {
            self.rows(known.clone(), Some((0, 0)), Vec::new());
        }
        let mut shown: BTreeMap<String, Row> = known.into_iter().map(|row| (row.path.clone(), row)).collect();
        let (post, root) = (self.post.clone(), self.library.root().to_owned());
        let mut last = Instant::now();
        let refreshed = self.library.refresh(&mut |progress| {
            shown.extend(progress.row.map(|row| (row.path.clone(), row.clone())));
            if last.elapsed() >= PACE
                && let Some(post) = &post
            {
                last = Instant::now();
                let (rows, reading) = (shown.values().cloned().collect(), Some((progress.read, progress.changed)));
                let news = LibraryNews::Rows { rows, opened: opened(&root), reading, troubles: Vec::new() };
                post.send(Message::Library(news));
            }
            true
        });
        if refreshed.changed > 0 {
            self.known.forget();
        }
        let mut troubles = refreshed.troubles;
        troubles.extend(catalogue::twice(self.library.rows()));
        let rows: Vec<Row> = self.library.rows().cloned().collect();
        let mut folders = vec![root];
        folders.extend(refreshed.folders);
        *self.folders.lock().unwrap_or_else(PoisonError::into_inner) = folders;
        self.rows(rows, None, troubles);
    }

    /// Reads the folder again whenever something in it changes.
    fn watch(&mut self, again: &Sender<Job>) {
        if self.watcher.is_some() {
            return;
        }
        let (folders, again) = (Arc::clone(&self.folders), again.clone());
        let wanted = move || folders.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let changed = move || {
            let _ = again.send(Job::Request(LibraryRequest::Read));
        };
        // Without a watcher, the list stays as it was when it opened.
        self.watcher = Watcher::start(wanted, changed).ok();
    }

    fn query(&mut self, text: &str) -> Option<(Query, Viewer)> {
        if !self.is_verified {
            self.is_verified = true;
            if self.library.verify_words() > 0 {
                self.library.refresh(&mut |_| true);
            }
        }
        let saved = saved_queries::read(&catalogue::source(self.library.root())).0;
        // The state has already refused invalid queries.
        let query = Query::parse(text, &vocabulary().with_saved(saved)).ok()?;
        Some((query, Viewer::of(self.me.clone())))
    }

    fn filter(&mut self, text: String) {
        let Some((query, viewer)) = self.query(&text) else { return };
        let search = Search::new(&query, &viewer, true);
        let passing = across_articles::matching(&self.library, &search);
        self.tell(LibraryNews::Passing(text, passing));
    }

    fn search(&mut self, text: String) {
        let Some((query, viewer)) = self.query(&text) else { return };
        let search = Search::new(&query, &viewer, true);
        let found = self.library.search(&search, Limits { hits: MOST_HITS, articles: MOST_ARTICLES });
        self.tell(LibraryNews::Found(text, found));
    }
}

/// Paths to look up in.
fn as_set(paths: Option<Vec<String>>) -> Option<HashSet<String>> {
    paths.map(|paths| paths.into_iter().collect())
}

/// When each article below a folder was last open, by its path relative to the folder.
fn opened(root: &Path) -> HashMap<String, u64> {
    let whole = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    State::load().opened_below(&whole)
}
