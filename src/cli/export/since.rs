//! `nutgraf export --check`: what has changed since an export was written.

use std::path::{Path, PathBuf};

use crate::export::earlier::{Earlier, Unusable};
use crate::export::stale_check::{changes, formats};
use crate::export::{Request, Selection};
use crate::model::annotation::added_claim::put_all_among;
use crate::storage;
use crate::storage::files::{atomic_write, folders};
use crate::text::hidden::escaped;
use crate::text::path::shown_path;

use crate::cli::{Failure, print};
use crate::workspace::builtin::ARTICLES;
use crate::workspace::open;
use crate::workspace::open::Opened;

/// Exit code when something has changed.
const CHANGED: u8 = 1;

/// Says what has changed; without `file` the article is looked for beside the export, and among the built-in ones.
pub(super) fn run(file: Option<&Path>, export: &Path) -> Result<u8, Failure> {
    let name = shown_path(export);
    let text = atomic_write::exported(export)?;
    let earlier = Earlier::read(&text).map_err(|why| match why {
        Unusable::CutOff => {
            Failure(format!("{name} is cut off: its end is missing; copy it again, or export it again"))
        }
        Unusable::KeepsNothing => {
            let known = formats().join(", ");
            Failure(format!("{name} keeps nothing to compare with; exports of these formats do: {known}"))
        }
    })?;
    let opened = match file {
        Some(file) => open::open(Some(file))?,
        None => find(export, &earlier.article)?,
    };
    if opened.article.head.id != earlier.article {
        let (is, wanted) = (escaped(&opened.article.head.id), escaped(&earlier.article));
        return Err(Failure(format!("{name} is an export of {wanted}, and the article named is {is}")));
    }
    let lines = compared(opened, &earlier);
    if lines.is_empty() {
        print(&format!("{name}: nothing has changed since\n"))?;
        return Ok(0);
    }
    for line in lines {
        print(&format!("{}\n", escaped(&line)))?;
    }
    Ok(CHANGED)
}

fn compared(opened: Opened, earlier: &Earlier) -> Vec<String> {
    let notes = opened.notes(None);
    // An export that was made with drafts is compared with them.
    let mut article = if earlier.names_any(opened.article.claims().map(|(_, claim)| claim).filter(|claim| claim.draft))
    {
        opened.article
    } else {
        opened.article.without_drafts().into_owned()
    };
    put_all_among(&mut article, notes.all().map(|(_, fold)| fold));
    let selection = Selection::of(notes.all().map(|(name, _)| name.to_owned()));
    let request = Request { article: &article, notes: &notes, selection: &selection, today: "", reviewer: None };
    changes(&request, earlier)
}

/// The article of that id: a file beside the export, else a built-in one.
fn find(export: &Path, id: &str) -> Result<Opened, Failure> {
    let is_it = |path: &&PathBuf| {
        let article =
            storage::article::load(path).ok().and_then(|bytes| crate::codec::article_yaml::read("", &bytes).ok());
        article.is_some_and(|article| article.head.id == id)
    };
    let files = storage::article::in_folder(&folders::folder_of(export))?;
    match files.iter().find(is_it) {
        Some(path) => open::open(Some(path)),
        None if ARTICLES.iter().any(|article| article.id == id) => open::open(Some(Path::new(id))),
        None => {
            let id = escaped(id);
            Err(Failure(format!("the article {id} is not beside the export; name it: nutgraf export FILE --check …")))
        }
    }
}
