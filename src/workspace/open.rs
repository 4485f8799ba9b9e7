//! Opens an article from an argument, and finds its notes.

use std::path::Path;
use std::rc::Rc;

use crate::model::annotation::Notes;
use crate::model::article::Article;
use crate::storage;
use crate::storage::article::Stamp;
use crate::storage::journal::notes_files::Source;

use crate::workspace::builtin::{ARTICLES, Builtin};
use crate::workspace::draft_article::{DraftArticle, Parts};
use crate::workspace::failure::{Failure, complain};

/// An article, with the places of its file and its notes.
pub(crate) struct Opened {
    pub(crate) article: Article,
    pub(crate) source: Source,
    /// Its name in messages.
    pub(crate) origin: String,
    /// The file as it was just before it was read.
    pub(crate) stamp: Option<Stamp>,
    /// The article to write, if it has no file.
    pub(crate) draft: Option<DraftArticle>,
    /// The articles of the source that it was imported from.
    pub(crate) parts: Option<Rc<Parts>>,
}

impl Opened {
    /// Everyone's annotations. Problems with the notes files go to stderr.
    pub(crate) fn notes(&self, me: Option<String>) -> Notes {
        let on_disk = crate::storage::journal::notes_files::read_all(&self.source);
        for trouble in on_disk.troubles {
            complain(&Failure::from(trouble));
        }
        let (people, troubles) = crate::storage::config::people(&self.source);
        for trouble in troubles {
            complain(&Failure::from(trouble));
        }
        Notes::of_people(me, on_disk.lines, people)
    }

    /// The notes, without reporting problems.
    pub(crate) fn quiet_notes(&self) -> Notes {
        let (people, _) = crate::storage::config::people(&self.source);
        Notes::of_people(None, crate::storage::journal::notes_files::read_all(&self.source).lines, people)
    }
}

/// Opens a file, a built-in article by its id, or the first built-in one.
pub(crate) fn open(file: Option<&Path>) -> Result<Opened, Failure> {
    let Some(path) = file else { return open_builtin(&ARTICLES[0]) };
    let named = ARTICLES.iter().find(|article| path.to_str() == Some(article.id));
    if let (Some(article), false) = (named, path.exists()) {
        return open_builtin(article);
    }
    let stamp = Stamp::of(path);
    let bytes = storage::article::load(path)?;
    let origin = path.to_string_lossy().into_owned();
    let article = crate::codec::article_yaml::read(&origin, &bytes)?;
    let source = Source::File(path.to_owned(), article.head.id.clone());
    Ok(Opened { article, source, origin, stamp, draft: None, parts: None })
}

fn open_builtin(builtin: &Builtin) -> Result<Opened, Failure> {
    let article = crate::codec::article_yaml::read_compiled(builtin.compiled)?;
    let (source, origin) = (Source::Builtin(builtin.id.to_owned()), builtin.id.to_owned());
    Ok(Opened { article, source, origin, stamp: None, draft: None, parts: None })
}
