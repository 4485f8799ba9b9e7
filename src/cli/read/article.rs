//! Which article is open: another one takes its place, or it gets the file that it was not in.

use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::channel;

use crate::app::message::Message;
use crate::app::{App, Document};
use crate::store;
use crate::store::article::Stamp;
use crate::store::desk::Job;
use crate::store::notes::Source;
use crate::store::state::State;
use crate::tui::Program;

use super::super::draft_article;
use super::super::open::Opened;
use super::Reader;

impl Reader {
    /// Opens a file, or an article that is built in.
    pub(super) fn open(&mut self, reference: &str) {
        match draft_article::open(Some(Path::new(reference))) {
            Ok(opened) => self.replace_article(opened),
            Err(error) if reference.ends_with("yaml") || reference.ends_with("yml") => {
                let advice = format!("{} · `nutgraf check` shows all of it", error.headline());
                self.post.send(Message::Warning(advice));
            }
            Err(error) => self.post.send(Message::Warning(error.headline())),
        }
    }

    /// Opens another article of the source that was imported last.
    pub(super) fn open_part(&mut self, number: usize) {
        let Some(parts) = &self.parts else { return };
        match parts.open(number) {
            Ok(opened) => self.replace_article(opened),
            Err(error) => self.post.send(Message::Warning(error.headline())),
        }
    }

    /// Opens pasted text as a draft.
    pub(super) fn open_text(&mut self, text: &str) {
        match draft_article::from_text(text) {
            Ok(opened) => self.replace_article(opened),
            Err(error) => self.post.send(Message::Warning(error.headline())),
        }
    }

    /// Puts another article in this one's place.
    fn replace_article(&mut self, opened: Opened) {
        self.finish();
        // What the threads of the article before still say is not of this one.
        let (messages, inbox) = channel();
        (self.post.messages, self.inbox) = (messages, inbox);
        let size = self.app.size;
        let app = App::new(Document::new(opened.article, opened.origin.clone()), size.width, size.height);
        let before = std::mem::replace(&mut self.app, app);
        self.app.take_settings(&before);
        self.outside.folder = self.outside.folder.take().or_else(|| self.outside.source.article_folder());
        (self.outside.source, self.outside.origin) = (opened.source, opened.origin);
        self.outside.stamp = opened.stamp;
        self.draft = opened.draft;
        let is_new =
            opened.parts.as_ref().is_some_and(|new| self.parts.as_ref().is_none_or(|old| !Rc::ptr_eq(old, new)));
        self.parts = opened.parts.or(self.parts.take());
        self.come_back(&State::load());
        // A recording is of one article.
        self.recorder = None;
        self.introduce();
        if is_new && self.other_parts() > 0 {
            self.app.show_library();
        }
        self.started();
    }

    /// How many other articles the source has that the open one was imported from.
    pub(super) fn other_parts(&self) -> usize {
        self.parts.as_ref().map_or(0, |parts| parts.others())
    }

    /// Tells the state that the article is in no file, or that there is none.
    pub(super) fn introduce(&mut self) {
        if let Some(draft) = &self.draft {
            self.app.introduce_draft(draft.proposed(), self.other_parts());
        }
        if self.app.document.outline.paragraph_count() == 0 {
            self.app.wait_for_paste();
        }
    }

    /// Writes the article, which is in no file, and moves its notes beside it.
    pub(super) fn write_article(&mut self, path: &str) {
        let Some(draft) = self.draft.take() else { return };
        let path = match draft.write(path) {
            Ok(path) => path,
            Err(why) => {
                self.draft = Some(draft);
                return self.post.send(Message::ArticleWritten(Err(why)));
            }
        };
        // What is on its way to the notes is there before they move.
        self.finish();
        let moved = store::notes::move_beside(&draft.place, &path);
        let name = path.to_string_lossy().into_owned();
        self.outside.annotator = self.app.annotator.name.clone().or(self.outside.annotator.take());
        (self.outside.stamp, self.outside.origin) = (Stamp::of(&path), name.clone());
        self.outside.source = Source::File(path, draft.place.id);
        self.outside.key = self.outside.source.key();
        self.started();
        for line in self.app.saving.pending.clone() {
            self.write(Job::Append(line));
        }
        self.post.send(Message::ArticleWritten(Ok(name)));
        if let Err(why) = moved {
            self.post.send(Message::Warning(format!("Wrote the article, but {why}")));
        }
    }
}
