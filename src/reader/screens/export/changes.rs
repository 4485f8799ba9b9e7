//! Keeps the preview honest: an article or notes that change while an export is open must not change unnoticed what is
//! written.

use crate::export::digest::digest;
use crate::export::loss;
use crate::export::warnings::warnings;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::export::news::News;
use crate::reader::screens::export::state::Export;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Message;
use crate::reader::overlay::Overlay;

impl App {
    /// The open export, even behind a list or a page of keys.
    pub(crate) fn open_export_mut(&mut self) -> Option<&mut Export> {
        self.overlay.iter_mut().chain(self.behind.iter_mut().rev()).find_map(|overlay| match overlay {
            Overlay::Export(export) => Some(&mut **export),
            _ => None,
        })
    }

    /// Digest of everything that the open export would write now.
    pub(crate) fn export_digest(&self) -> Option<String> {
        self.with_export(|export, request| digest(export.format(), request)).flatten()
    }

    /// [`Self::export_digest`] before a message that may change it; none before any other message.
    pub(crate) fn digest_before(&self, message: &Message) -> Option<String> {
        let may_change = match message {
            Message::ArticleRead(_) | Message::NotesRead { .. } | Message::People(_) => true,
            Message::Reviewer(reviewer) => self.with_export(|_, request| request.reviewer != *reviewer) == Some(true),
            _ => false,
        };
        may_change.then(|| self.export_digest()).flatten()
    }

    /// Brings the open export up to date after such a message, and records whether it has changed.
    pub(crate) fn refresh_export(&mut self, before: Option<&String>) {
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

    /// Recomputes what the format leaves out.
    pub(crate) fn refresh_losses(&mut self) {
        let told = self.with_export(|export, request| {
            let warnings = if export.format().warns() { warnings(request) } else { Vec::new() };
            let warnings: Vec<String> = warnings.iter().map(|warning| format!("warning: {}", warning.line())).collect();
            let losses = loss::report(export.format(), request).into_iter().chain(loss::private(request));
            (losses.collect(), warnings)
        });
        if let Some(export) = self.open_export_mut() {
            (export.losses, export.warnings) = told.unwrap_or_default();
        }
    }

    /// Reports once that the export has changed since the user last looked; returns whether it did.
    pub(crate) fn tell_of_changed_export(&mut self) -> bool {
        let Some(export) = self.open_export_mut() else { return false };
        let untold = export.news == News::Untold;
        if untold {
            export.news = News::None;
            let key = self.key_in(Scope::Export, Command::Follow);
            self.say(format!("The article or the notes have changed. This is the new export. {key} writes it"));
        }
        untold
    }

    /// Reports that nothing was written because the files on disk make another export, with this digest, than the
    /// preview.
    pub(crate) fn hear_of_other_export(&mut self, other: String) {
        if let Some(export) = self.open_export_mut() {
            export.news = News::Told(other);
        }
        let key = self.key_in(Scope::Export, Command::Follow);
        self.warn(format!(
            "Not written: the article or the notes have changed since the preview. Check it again, then press {key}"
        ));
    }
}
