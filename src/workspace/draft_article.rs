//! A saved text, page or export, a pipe or a paste, opened in the reader as a draft: an article that is in no file yet.

use std::env;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::corpus::listing::{Listing, ListingKind};
use crate::export::state::text_hash;
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::{Draft, Options, build, import};
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Head, Wording};
use crate::storage;
use crate::storage::config::entity_lists::known_in;
use crate::storage::files::folders::folder_of;
use crate::storage::journal::notes_files::{Source, Unwritten};
use crate::text::path::shown_path;

use crate::workspace::builtin::ARTICLES;
use crate::workspace::candidates;
use crate::workspace::candidates::Confirm;
use crate::workspace::clock::today;
use crate::workspace::failure::{Failure, complain};
use crate::workspace::import_file::{file_text, text_beside};
use crate::workspace::open;
use crate::workspace::open::Opened;

/// An article that is written to a file once the user asks for it.
#[derive(Debug)]
pub(crate) struct DraftArticle {
    /// The file that is proposed, its id, and where its notes are until then.
    pub(crate) place: Unwritten,
    /// The text of the file.
    text: String,
}

impl DraftArticle {
    /// The proposed file, as the user may edit it.
    pub(crate) fn proposed(&self) -> String {
        self.place.path.to_string_lossy().into_owned()
    }

    /// Writes the article to a file that is not there yet; answers its path. A folder gets the proposed name, and a name
    /// without an ending gets that of an article.
    pub(crate) fn write(&self, typed: &str) -> Result<PathBuf, String> {
        let mut path = with_home(typed);
        if path.is_dir() || typed.ends_with('/') {
            path.push(self.place.path.file_name().unwrap_or_default());
        } else if !path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            path.as_mut_os_string().push(".yaml");
        }
        if path.exists() {
            return Err(format!("{} exists; type another name", shown_path(&path)));
        }
        storage::import::make_folder(&folder_of(&path)).map_err(|error| error.to_string())?;
        storage::import::write(&path, false, false, &self.text).map_err(|error| error.to_string())?;
        Ok(path)
    }
}

/// A path in which `~` at the beginning stands for the home folder, as in a shell.
fn with_home(typed: &str) -> PathBuf {
    let home = typed.strip_prefix("~/").zip(env::var_os("HOME"));
    home.map_or_else(|| PathBuf::from(typed), |(rest, home)| PathBuf::from(home).join(rest))
}

/// The articles of a source that was imported into the reader.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The source, as messages name it.
    name: String,
    /// The folder to which its articles are proposed to go.
    folder: PathBuf,
    /// The entities that are known in that folder.
    known: Vec<Entity>,
    drafts: Vec<Result<Draft, ImportError>>,
}

impl Parts {
    /// How many articles there are beside the one that is open.
    pub(crate) fn others(&self) -> usize {
        self.drafts.len() - 1
    }

    /// Opens the article of that number, counted from 0: in its file, where it is in one already.
    pub(crate) fn open(self: &Rc<Self>, number: usize) -> Result<Opened, Failure> {
        let draft = self.drafts.get(number).ok_or_else(|| Failure("there is no such article".to_owned()))?;
        let draft = draft.as_ref().map_err(|error| Failure(format!("cannot open it: {error}")))?;
        let mut opened = place(draft, &self.folder, &self.known)?;
        opened.parts = Some(Rc::clone(self));
        Ok(opened)
    }

    /// The articles as lists show them; none where there is only one.
    pub(crate) fn listings(&self) -> Vec<Listing> {
        let count = self.drafts.len();
        if count == 1 {
            return Vec::new();
        }
        let place = |number: usize| format!("{number} of {count} in {}", self.name);
        let listing = |(index, draft): (usize, &Result<Draft, ImportError>)| match draft {
            Ok(draft) => Listing {
                title: draft.article.head.title.clone(),
                outlet: draft.article.head.outlet.clone(),
                published: draft.article.head.published.clone(),
                place: place(index + 1),
                kind: ListingKind::Part(index),
                ..Listing::default()
            },
            Err(error) => Listing {
                title: error.to_string(),
                place: place(index + 1),
                problems: 1,
                kind: ListingKind::Part(index),
                ..Listing::default()
            },
        };
        self.drafts.iter().enumerate().map(listing).collect()
    }
}

/// Opens an article, or imports what is none. `-` is standard input: a pipe is read to its end, and a terminal gives an
/// article without text, to paste into.
pub(crate) fn open(file: Option<&Path>) -> Result<Opened, Failure> {
    let Some(path) = file else { return open::open(None) };
    if path == Path::new("-") {
        if stdin().is_terminal() {
            return Ok(nothing());
        }
        return from_bytes(&storage::import::load_standard_input()?, None);
    }
    let is_builtin = ARTICLES.iter().any(|article| path.to_str() == Some(article.id)) && !path.exists();
    let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    if is_builtin || is_yaml {
        return open::open(file);
    }
    let bytes = storage::article::load(path)?;
    if crate::codec::article_yaml::is_meant_as_one(&bytes) {
        return open::open(file);
    }
    from_bytes(&bytes, Some(path))
}

/// Opens text that was pasted.
pub(crate) fn from_text(text: &str) -> Result<Opened, Failure> {
    from_bytes(text.as_bytes(), None)
}

/// Imports a file, or what came without one. What is an article already is taken as it is.
fn from_bytes(bytes: &[u8], path: Option<&Path>) -> Result<Opened, Failure> {
    if path.is_none() && crate::codec::article_yaml::is_meant_as_one(bytes) {
        let article = crate::codec::article_yaml::read("-", bytes)?;
        let text = String::from_utf8_lossy(bytes).into_owned();
        let path = free_path(Path::new("."), &article.head.id);
        return Ok(unwritten(article, path, text));
    }
    let name = path.map(|path| path.to_string_lossy());
    let mut input = Input::new(bytes);
    if let Some(name) = &name {
        input = input.named(name);
    }
    let beside = path.and_then(text_beside);
    if let Some(text) = &beside {
        input = input.onto(text);
    }
    let shown = path.map_or_else(|| "this text".to_owned(), shown_path);
    let failed = |why: &dyn std::fmt::Display| Failure(format!("cannot open {shown}: {why}"));
    let today = today();
    let imported = import(&input, &Options { from: None, repair: true, today: &today });
    let drafts = imported.map_err(|error| failed(&error))?.drafts;
    let first = drafts.iter().position(Result::is_ok).ok_or_else(|| failed(&"no article of it can be read"))?;
    let name = path.and_then(Path::file_name).map_or_else(|| shown.clone(), |name| shown_path(Path::new(name)));
    let folder = path.map_or_else(|| PathBuf::from("."), folder_of);
    // A list with a mistake in it costs its names, not the article.
    let known = known_in(&folder).unwrap_or_else(|why| {
        complain(&Failure(why));
        Vec::new()
    });
    Rc::new(Parts { name, folder, known, drafts }).open(first)
}

/// The draft in a folder: under a name that is free, or as the article that it has become.
fn place(draft: &Draft, folder: &Path, known: &[Entity]) -> Result<Opened, Failure> {
    let stem = build::stem(&draft.document);
    for id in ids(&stem) {
        let path = path_in(folder, &id);
        if !path.exists() {
            let mut article = draft.article.clone();
            article.head.id = id;
            candidates::add_all(&mut article, known, Confirm::None);
            let text = file_text(&article);
            return Ok(unwritten(article, path, text));
        }
        let is_it = |opened: &Opened| match (&opened.article.head.source, &draft.article.head.source) {
            (Some(there), Some(new)) => {
                (&there.format, &there.file, &there.id) == (&new.format, &new.file, &new.id)
                    && text_hash(&opened.article) == text_hash(&draft.article)
            }
            _ => false,
        };
        if let Some(opened) = open::open(Some(&path)).ok().filter(is_it) {
            return Ok(opened);
        }
    }
    open::open(None)
}

/// An id, and what it is called where others have it.
fn ids(id: &str) -> impl Iterator<Item = String> + use<'_> {
    (1_usize..).map(move |number| if number == 1 { id.to_owned() } else { format!("{id}-{number}") })
}

fn path_in(folder: &Path, id: &str) -> PathBuf {
    let name = format!("{id}.yaml");
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

fn free_path(folder: &Path, id: &str) -> PathBuf {
    let mut free = ids(id).map(|id| path_in(folder, &id)).skip_while(|path| path.exists());
    free.next().unwrap_or_else(|| path_in(folder, id))
}

fn unwritten(article: Article, path: PathBuf, text: String) -> Opened {
    let id = article.head.id.clone();
    // Two texts of one title share no notes.
    let notes_folder = format!("{id}-{}", text_hash(&article));
    let place = Unwritten { path, id, notes_folder };
    let (source, origin) = (Source::Unwritten(place.clone()), place.path.to_string_lossy().into_owned());
    Opened { article, source, origin, stamp: None, draft: Some(DraftArticle { place, text }), parts: None }
}

/// An article without text.
fn nothing() -> Opened {
    let head = Head {
        id: "nothing".to_owned(),
        title: "No article yet".to_owned(),
        outlet: None,
        genre: None,
        language: "und".to_owned(),
        wording: Wording::Verbatim,
        subtitle: None,
        byline: None,
        published: None,
        revised: None,
        url: None,
        archived: None,
        rights: None,
        retrieved: None,
        source: None,
        previous: Vec::new(),
    };
    let article = Article { nutgraf: 1, head, defaults: None, entities: Vec::new(), sections: Vec::new() };
    let source = Source::Builtin(article.head.id.clone());
    Opened { article, source, origin: "-".to_owned(), stamp: None, draft: None, parts: None }
}
