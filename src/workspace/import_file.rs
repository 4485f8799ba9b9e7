//! Files that imports read and write, for all commands that import.

use std::path::Path;

use crate::codec::article_yaml::write::write_under;
use crate::model::article::{Article, Origin};
use crate::storage;

/// The text of an imported article's file: a comment on its origin, then the article.
pub(crate) fn file_text(article: &Article) -> String {
    let comment = article.head.source.as_ref().map(imported_from);
    write_under(comment.as_slice(), article)
}

/// The comment at the head of an imported article's file.
pub(crate) fn imported_from(origin: &Origin) -> String {
    let file = origin.file.as_deref().unwrap_or("standard input");
    let version = &origin.version;
    format!("Imported from {file} ({}) on {} by nutgraf {version}.", origin.format, origin.imported)
}

/// The text beside a file of standoff annotations.
pub(crate) fn text_beside(path: &Path) -> Option<Vec<u8>> {
    path.extension().filter(|ending| *ending == STANDOFF)?;
    storage::import::load(&path.with_extension("txt")).ok()
}

/// The ending of standoff annotations. Their text is in a file of the same name that ends in `.txt`.
pub(crate) const STANDOFF: &str = "ann";

/// Whether a file's name marks it as nutgraf's own: notes, reviews, the schema, settings, a list of entities.
pub(crate) fn is_ours(file: &Path) -> bool {
    let name = file.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    [".notes.jsonl", ".review.jsonl", "article.schema.json", "nutgraf.toml", "entities.yaml"]
        .iter()
        .any(|ending| name.ends_with(ending))
}
