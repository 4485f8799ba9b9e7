//! The world changes while an export is open: what was previewed and what would be written must not part unnoticed.

use crate::format::export::digest::digest;
use crate::format::export::loss;

use super::App;
use super::export::Export;
use super::message::Message;
use super::overlay::Overlay;

/// What has changed outside since an export was previewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum News {
    /// Nothing.
    None,
    /// It reads differently now, and the user has not been told to look again.
    Untold,
    /// The user was told that the disk makes another export: its digest.
    Told(String),
}

impl News {
    /// Digest of the export that the user was told of.
    pub(super) fn told(&self) -> Option<String> {
        match self {
            Self::Told(digest) => Some(digest.clone()),
            Self::None | Self::Untold => None,
        }
    }
}

impl App {
    /// The export that is open, be it behind a list or a page of keys.
    pub(super) fn open_export_mut(&mut self) -> Option<&mut Export> {
        self.overlay.iter_mut().chain(self.behind.iter_mut().rev()).find_map(|overlay| match overlay {
            Overlay::Export(export) => Some(&mut **export),
            _ => None,
        })
    }

    /// Of all that the open export would write now; none where none is open.
    pub(super) fn export_digest(&self) -> Option<String> {
        self.with_export(|export, request| digest(export.format(), request)).flatten()
    }

    /// The same for messages that may change it.
    pub(super) fn digest_before(&self, message: &Message) -> Option<String> {
        let may_change = match message {
            Message::ArticleRead(_) | Message::NotesRead { .. } | Message::People(_) => true,
            Message::Reviewer(reviewer) => self.with_export(|_, request| request.reviewer != *reviewer) == Some(true),
            _ => false,
        };
        may_change.then(|| self.export_digest()).flatten()
    }

    /// Brings the open export up to date after such a message, and notes whether it reads differently now.
    pub(super) fn refresh_export(&mut self, before: Option<&String>) {
        if before.is_none() {
            return;
        }
        let everyone = self.open_export_mut().is_some_and(|export| export.everyone);
        let article = self.article_to_export(everyone);
        if let Some(export) = self.open_export_mut() {
            export.article = article;
        }
        self.refresh_losses();
        let now = self.export_digest();
        if let Some(export) = self.open_export_mut()
            && now.as_ref() != before
            && export.news.told() != now
        {
            export.news = News::Untold;
        }
    }

    /// Works out anew what the format cannot carry.
    pub(super) fn refresh_losses(&mut self) {
        let losses = self.with_export(|export, request| loss::report(export.format(), request)).unwrap_or_default();
        if let Some(export) = self.open_export_mut() {
            export.losses = losses;
        }
    }

    /// Whether something changed since the user last looked; says so once.
    pub(super) fn tell_of_changed_export(&mut self) -> bool {
        let Some(export) = self.open_export_mut() else { return false };
        let untold = export.news == News::Untold;
        if untold {
            export.news = News::None;
            self.say("The article or the notes have changed; this is how the export reads now. Enter writes it");
        }
        untold
    }

    /// Nothing was written, since what is on the disk would make another export than was previewed: the one of this digest.
    pub(super) fn hear_of_other_export(&mut self, other: String) {
        if let Some(export) = self.open_export_mut() {
            export.news = News::Told(other);
        }
        self.warn(
            "Not written: the article or the notes have changed since this preview. Look at it again, then Enter",
        );
    }
}
