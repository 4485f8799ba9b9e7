//! From an argument to an article and the place of its notes.

use std::path::Path;
use std::rc::Rc;

use crate::domain::article::Article;
use crate::domain::notes::Notes;
use crate::format;
use crate::store;
use crate::store::article::Stamp;
use crate::store::notes::Source;

use super::builtin::{ARTICLES, Builtin};
use super::draft_article::{DraftArticle, Parts};
use super::{Failure, complain};

/// An article, and where it and its notes are.
pub(super) struct Opened {
    pub(super) article: Article,
    pub(super) source: Source,
    /// How messages name it.
    pub(super) origin: String,
    /// The file as it was just before it was read.
    pub(super) stamp: Option<Stamp>,
    /// What is to be written, for an article that is in no file.
    pub(super) draft: Option<DraftArticle>,
    /// The articles of the source that it was imported from.
    pub(super) parts: Option<Rc<Parts>>,
}

impl Opened {
    /// What everyone has said of it; what is wrong with the notes files goes to stderr.
    pub(super) fn notes(&self, me: Option<String>) -> Notes {
        let on_disk = store::notes::read_all(&self.source);
        for trouble in on_disk.troubles {
            complain(&Failure::from(trouble));
        }
        let (people, troubles) = store::settings::people(&self.source);
        for trouble in troubles {
            complain(&Failure::from(trouble));
        }
        Notes::of_people(me, on_disk.lines, people)
    }

    /// The same for those who have been told what is wrong.
    pub(super) fn quiet_notes(&self) -> Notes {
        let (people, _) = store::settings::people(&self.source);
        Notes::of_people(None, store::notes::read_all(&self.source).lines, people)
    }
}

/// Opens a file, a built-in article by its id, or the first built-in one.
pub(super) fn open(file: Option<&Path>) -> Result<Opened, Failure> {
    let Some(path) = file else { return open_builtin(&ARTICLES[0]) };
    let named = ARTICLES.iter().find(|article| path.to_str() == Some(article.id));
    if let (Some(article), false) = (named, path.exists()) {
        return open_builtin(article);
    }
    let stamp = Stamp::of(path);
    let bytes = store::article::load(path)?;
    let origin = path.to_string_lossy().into_owned();
    let article = format::article::read(&origin, &bytes)?;
    let source = Source::File(path.to_owned(), article.head.id.clone());
    Ok(Opened { article, source, origin, stamp, draft: None, parts: None })
}

fn open_builtin(builtin: &Builtin) -> Result<Opened, Failure> {
    let article = format::article::read_compiled(builtin.compiled)?;
    let (source, origin) = (Source::Builtin(builtin.id.to_owned()), builtin.id.to_owned());
    Ok(Opened { article, source, origin, stamp: None, draft: None, parts: None })
}
