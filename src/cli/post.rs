//! What other threads tell the reader, as messages.

use std::sync::mpsc::Sender;

use crate::app::message::Message;
use crate::store;
use crate::store::desk::Outcome;
use crate::store::notes::Source;
use crate::tui::Waker;

/// Where messages go in, from any thread.
#[derive(Clone)]
pub(super) struct Post {
    pub(super) messages: Sender<Message>,
    pub(super) waker: Waker,
}

impl Post {
    pub(super) fn send(&self, message: Message) {
        // The other end is gone only when the program ends.
        let _ = self.messages.send(message);
        self.waker.wake();
    }
}

/// Who publishes reviews, or what is wrong with the files that say so.
pub(super) fn reviewer(source: &Source) -> Message {
    match store::reviewer::reviewer(source) {
        Ok(reviewer) => Message::Reviewer(reviewer),
        Err(why) => Message::Warning(why),
    }
}

/// Says which names are one annotator's, and what is wrong with the files that say so.
pub(super) fn post_people(post: &Post, source: &Source) {
    let (people, troubles) = store::settings::people(source);
    post.send(Message::People(people));
    if !troubles.is_empty() {
        post.send(Message::Warning(troubles.join(" · ")));
    }
}

pub(super) fn message(outcome: Outcome) -> Message {
    match outcome {
        Outcome::Notes(notes) => Message::NotesRead { lines: notes.lines, troubles: notes.troubles },
        Outcome::Saved(ids) => Message::Saved(ids),
        Outcome::NotSaved(ids, why) => Message::NotSaved(ids, why),
        Outcome::Vanished(lines) => Message::Vanished(lines),
        Outcome::Drafts(drafts) => Message::Drafts(drafts),
        Outcome::Review(news) => Message::Review(news),
        Outcome::Warning(text) => Message::Warning(text),
    }
}
