//! What comes in, and what goes out.

use crate::domain::article::Article;
use crate::domain::draft::Draft;
use crate::domain::journal::{ActionId, Line};
use crate::domain::listing::Listing;
use crate::domain::people::People;
use crate::domain::review::news::{ReviewNews, ReviewRequest};

use crate::format::export::Reviewer;

use super::Annotator;
use super::export::{ExportOrder, Exported};

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key, Moment),
    /// The mouse did something.
    Pointer(Pointer, Moment),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows.
    Resize(u16, u16),
    /// It is known who writes.
    Annotator(Annotator),
    /// The notes files were read: all their lines, and what is wrong with them.
    NotesRead {
        /// All lines of all annotators.
        lines: Vec<Line>,
        /// One sentence for each thing that is wrong.
        troubles: Vec<String>,
    },
    /// These lines are on the disk.
    Saved(Vec<ActionId>),
    /// These lines are not on the disk; they are tried again.
    NotSaved(Vec<ActionId>, String),
    /// These lines were on the disk and no longer are.
    Vanished(Vec<Line>),
    /// These articles can be opened.
    Articles(Vec<Listing>),
    /// Something to know, such as where the notes go instead.
    Warning(String),
    /// Drafts that nobody holds: of an earlier run, or set aside.
    Drafts(Vec<Draft>),
    /// The text that was handed to the editor, as it came back; none when nothing came back.
    Edited(Option<String>),
    /// Who publishes reviews, where that is set.
    Reviewer(Option<Reviewer>),
    /// What became of decisions on candidates.
    Review(ReviewNews),
    /// What came of writing an export.
    Exported(Exported),
    /// The SHA-256 of an item's local copy, in hex; or why there is none.
    FileHashed(String, Result<String, String>, Moment),
    /// Which names are one annotator's.
    People(People),
    /// The file that the article was written to, or why it is in none.
    ArticleWritten(Result<String, String>),
    /// The article file has changed and reads well.
    ArticleRead(Box<Article>),
    /// The article file has changed and cannot be used; the first problem.
    ArticleRefused(String),
}

/// A key by its name in the table of bindings: `j`, `G`, `C-r`, `Enter`, `S-Tab`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(pub String);

impl Key {
    /// The key of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The character that the key types, when it types one.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        if self.0 == "Space" {
            return Some(" ");
        }
        (self.0.chars().count() == 1).then_some(self.0.as_str())
    }
}

/// What the mouse did, and at which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// What.
    pub action: PointerAction,
    /// Column of the cell, from 0.
    pub column: u16,
    /// Row of the cell, from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerAction {
    /// The first button went down.
    Press,
    /// It moved while the button was down.
    Drag,
    /// The wheel turned away from the hand.
    WheelUp,
    /// The wheel turned towards the hand.
    WheelDown,
}

/// When a message came, and random bits for the ids made because of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 UTC.
    pub unix_ms: u64,
    /// 80 fresh random bits.
    pub random: u128,
}

/// What the loop does for the app.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Write this line to the journal.
    Append(Line),
    /// Try at once to write what could not be saved.
    Retry,
    /// Write these lines of the journal again, which vanished from the disk.
    Restore(Vec<Line>),
    /// Keep this name for the next run, and write under it.
    Remember(String),
    /// Look which articles can be opened.
    ListArticles,
    /// Open another article, by its file or its built-in name.
    Open(String),
    /// Keep what is being written, in place of what was kept of it before.
    KeepDraft(Draft),
    /// What was being written is kept or given up: its draft, by its id, is no longer needed.
    DropDraft(String),
    /// Leave the draft of that id to whoever takes it up next.
    ReleaseDraft(String),
    /// Hold the draft of that id, so that no other program takes it up.
    HoldDraft(String),
    /// Find out who publishes reviews; [`Message::Reviewer`] brings it.
    ReadReviewer,
    /// Decide on candidates; [`Message::Review`] says what became of it.
    Review(ReviewRequest),
    /// Write an export; [`Message::Exported`] says what came of it.
    Export(ExportOrder),
    /// Work out the SHA-256 of a local copy: id of the item of evidence, path as typed. [`Message::FileHashed`] brings it.
    HashFile(String, String),
    /// Hand this text to the user's editor, which gets the terminal; [`Message::Edited`] brings it back.
    EditText(String),
    /// Write the article, which is in no file, to this one; [`Message::ArticleWritten`] says what came of it.
    WriteArticle(String),
    /// Open the article of this number, counted from 0, of the source that the open one came from.
    OpenPart(usize),
    /// Open this text as a draft article.
    ImportText(String),
    /// Hand the article file to the user's editor.
    EditArticle,
    /// Put this text into the clipboard.
    Copy(String),
    /// Hand the terminal back until continued.
    Suspend,
    /// End the program.
    Quit,
}
