//! A saved text, page or export, opened in the reader as a draft: an article that is in no file yet.

use std::path::{Path, PathBuf};

use crate::domain::entity::Entity;
use crate::format;
use crate::import::input::Input;
use crate::import::{Draft, Options, build, import};
use crate::store;
use crate::store::entity_lists::known_in;
use crate::store::folders::folder_of;
use crate::store::notes::Source;
use crate::text::path::shown_path;

use super::builtin::ARTICLES;
use super::candidates::{self, Confirm};
use super::import::file_text;
use super::open::{self, Opened};
use super::{Failure, complain, today};

/// The file that a draft is written to once it is asked for, or once a note is kept on it.
#[derive(Debug)]
pub(super) struct Unwritten {
    path: PathBuf,
    text: String,
    /// Articles of the same source that are not open.
    others: usize,
}

impl Unwritten {
    /// Writes the article; the sentence for the message line.
    pub(super) fn write(&self) -> Result<String, String> {
        let name = shown_path(&self.path);
        match store::import::write(&self.path, false, false, &self.text) {
            Ok(()) => Ok(format!("Wrote {name}")),
            Err(error) => Err(format!("The draft is in no file: {error}")),
        }
    }

    /// What to know on opening it.
    pub(super) fn welcome(&self) -> String {
        let name = shown_path(&self.path);
        let others = match self.others {
            0 => String::new(),
            1 => "; the source has 1 more article, `nutgraf import` writes both".to_owned(),
            count => format!("; the source has {count} more articles, `nutgraf import` writes all"),
        };
        format!("A draft in no file yet: W, or your first note, writes {name}{others}")
    }
}

/// Opens an article, or imports what is none. `-` is standard input, read to its end.
pub(super) fn open(file: Option<&Path>) -> Result<Opened, Failure> {
    let Some(path) = file else { return open::open(None) };
    let piped = path == Path::new("-");
    let is_builtin = ARTICLES.iter().any(|article| path.to_str() == Some(article.id)) && !path.exists();
    let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    if !piped && (is_builtin || is_yaml) {
        return open::open(file);
    }
    let bytes = if piped { store::import::load_standard_input()? } else { store::article::load(path)? };
    if format::article::is_meant_as_one(&bytes) && !piped {
        return open::open(file);
    }
    let name = path.to_string_lossy();
    let input = if piped { Input::new(&bytes) } else { Input::new(&bytes).named(&name) };
    let shown = if piped { "standard input".to_owned() } else { shown_path(path) };
    let failed = |why: &dyn std::fmt::Display| Failure(format!("cannot open {shown}: {why}"));
    let today = today();
    let imported =
        import(&input, &Options { from: None, repair: true, today: &today }).map_err(|error| failed(&error))?;
    let count = imported.drafts.len();
    let mut drafts = imported.drafts.into_iter();
    let draft = drafts.find_map(Result::ok).ok_or_else(|| failed(&"no article of it can be read"))?;
    let folder = if piped { PathBuf::from(".") } else { folder_of(path) };
    // A list with a mistake in it costs its names, not the article.
    let known = known_in(&folder).unwrap_or_else(|why| {
        complain(&Failure(why));
        Vec::new()
    });
    place(&draft, &folder, &known, count - 1)
}

/// The draft in the folder of its source: under a name that is free, or as the article that it has become.
fn place(draft: &Draft, folder: &Path, known: &[Entity], others: usize) -> Result<Opened, Failure> {
    let stem = build::stem(&draft.document);
    for number in 1_usize.. {
        let id = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
        let name = format!("{id}.yaml");
        let path = if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) };
        if !path.exists() {
            let mut article = draft.article.clone();
            article.head.id.clone_from(&id);
            candidates::add_all(&mut article, known, Confirm::None);
            let unwritten = Unwritten { path: path.clone(), text: file_text(&article), others };
            let (source, origin) = (Source::File(path.clone(), id), path.to_string_lossy().into_owned());
            return Ok(Opened { article, source, origin, stamp: None, unwritten: Some(unwritten) });
        }
        let is_it = |opened: &Opened| match (&opened.article.head.source, &draft.article.head.source) {
            (Some(there), Some(new)) => (&there.format, &there.file, &there.id) == (&new.format, &new.file, &new.id),
            _ => false,
        };
        if let Some(opened) = open::open(Some(&path)).ok().filter(is_it) {
            return Ok(opened);
        }
    }
    open::open(None)
}
