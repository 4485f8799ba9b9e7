//! An article as lists of articles show it.

/// An article that can be opened, and how far one is with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// By what it is opened: a file's path, or a built-in article's name.
    pub reference: String,
    /// The title, or the file's name where it cannot be read.
    pub title: String,
    /// Who published it, where that is known.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<String>,
    /// Where it is: built in, a folder.
    pub place: String,
    /// Claims that the annotator has judged.
    pub judged: usize,
    /// Claims that can be checked.
    pub claims: usize,
    /// What keeps it from being opened.
    pub problems: usize,
    /// What has to be done to it first.
    pub kind: ListingKind,
}

/// What a listed article is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ListingKind {
    /// An article.
    #[default]
    Article,
    /// A file that can be imported.
    Importable,
    /// A file that articles of the same folder were imported from.
    Imported,
    /// An article of the source that the open one came from, by its number from 0; in no file yet.
    Part(usize),
}
