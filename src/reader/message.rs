//! Messages, which come in, and effects, which go out.

use std::collections::BTreeMap;

use crate::corpus::listing::Listing;
use crate::corpus::similar::page::SimilarClaims;
use crate::corpus::versions::report::Report;
use crate::model::article::Article;
use crate::model::journal::people::People;
use crate::model::journal::{ActionId, Line};
use crate::reader::annotator::Annotator;
use crate::reader::key::{Key, Pointer};
use crate::reader::screens::export::state::{ExportOrder, Exported};
use crate::reader::screens::library::state::{LibraryNews, LibraryRequest};
use crate::session::article_edit::{ReviewNews, ReviewRequest};
use crate::session::autosave::Draft;
pub use crate::session::moment::Moment;

use crate::export::Reviewer;

use crate::reader::keymap::Keymap;
use crate::session::file_problem::FileProblem;

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key, Moment),
    /// The mouse moved or a button changed.
    Pointer(Pointer, Moment),
    /// The screen shows now what it was not known to show before: [`App::waits_to_be_shown`](crate::reader::app::App::waits_to_be_shown).
    Shown(Moment),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// The annotator's name is known.
    Annotator(Annotator),
    /// The notes files were read.
    NotesRead {
        /// All lines of all annotators.
        lines: Vec<Line>,
        /// A sentence for each problem.
        troubles: Vec<String>,
    },
    /// These lines are on the disk.
    Saved(Vec<ActionId>),
    /// These lines are not on the disk, for this reason; the writer will try again.
    NotSaved(Vec<ActionId>, String),
    /// These lines were on the disk and no longer are.
    Vanished(Vec<Line>),
    /// These articles can be opened.
    Articles(Vec<Listing>),
    /// News about the articles of a folder.
    Library(LibraryNews),
    /// How the article differs from its previous version, or why that is unknown.
    Versions(Result<Box<Report>, String>),
    /// Claims elsewhere that resemble one, or why they are unknown.
    Similar(Result<Box<SimilarClaims>, String>),
    /// A warning, such as where notes are saved instead.
    Warning(String),
    /// Drafts that no running program is editing: set aside, or left by an earlier run.
    Drafts(Vec<Draft>),
    /// The text from the external editor; `None` if it returned none.
    Edited(Option<String>),
    /// Who publishes reviews, if the settings name somebody.
    Reviewer(Option<Reviewer>),
    /// The result of decisions on candidates.
    Review(ReviewNews),
    /// The result of writing an export.
    Exported(Exported),
    /// The SHA-256 of a local copy, in hex, or why there is none; first the id of its evidence.
    FileHashed(String, Result<String, String>, Moment),
    /// Which names belong to the same annotator.
    People(People),
    /// The saved queries, by name.
    Queries(BTreeMap<String, String>),
    /// The file that the article was written to, or why it has none.
    ArticleWritten(Result<String, String>),
    /// The keys in effect.
    Keys(Box<Keymap>),
    /// The article's file has changed and is valid.
    ArticleRead(Box<Article>),
    /// The article's file has changed and is invalid; the first problem in one line, and all of them.
    ArticleRefused(String, Vec<FileProblem>),
    /// The article's file is gone.
    ArticleGone,
}

/// What the loop does for the app.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Write this line to the journal.
    Append(Line),
    /// Retry at once what could not be saved.
    Retry,
    /// Write lines that vanished from the disk again.
    Restore(Vec<Line>),
    /// Remember this name for later runs, and write under it.
    Remember(String),
    /// Find the articles that can be opened.
    ListArticles,
    /// Request something about the articles of a folder; [`Message::Library`] answers.
    Library(LibraryRequest),
    /// Open an article of the library, by its path in it, at a claim, a paragraph or an entity with this id.
    OpenFromLibrary(String, Option<String>),
    /// Compare the article with its earlier versions; [`Message::Versions`] answers.
    CompareVersions,
    /// Find claims similar to the one with this id and statement; [`Message::Similar`] answers.
    FindSimilar(String, String),
    /// Open another article, by its file or its built-in name.
    Open(String),
    /// Save the current draft in place of its previous state.
    KeepDraft(Draft),
    /// Delete the draft with this id, which was kept or discarded.
    DropDraft(String),
    /// Release the draft with this id for any program to reopen.
    ReleaseDraft(String),
    /// Hold the draft with this id, so that no other program reopens it.
    HoldDraft(String),
    /// Find out who publishes reviews; [`Message::Reviewer`] answers.
    ReadReviewer,
    /// Decide on candidates; [`Message::Review`] reports the result.
    Review(ReviewRequest),
    /// Write an export; [`Message::Exported`] reports the result.
    Export(ExportOrder),
    /// Compute the SHA-256 of a local copy: id of the evidence, path as typed. [`Message::FileHashed`] answers.
    HashFile(String, String),
    /// Open this text in the user's editor, which takes over the terminal; [`Message::Edited`] returns it.
    EditText(String),
    /// Write the article, which has no file, to this path; [`Message::ArticleWritten`] reports the result.
    WriteArticle(String),
    /// Open the article with this index from the source of the open one.
    OpenPart(usize),
    /// Open this text as a draft article.
    ImportText(String),
    /// Open the article's file in the user's editor.
    EditArticle,
    /// Open the article's file in the editor, at this line and column, both counted from 1.
    EditArticleAt(usize, usize),
    /// Copy this text to the clipboard.
    Copy(String),
    /// Suspend the program until the shell continues it.
    Suspend,
    /// End the program.
    Quit,
}
