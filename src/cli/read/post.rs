//! What other threads tell the reader, as messages.

use std::sync::mpsc::Sender;

use crate::reader::message::Message;
use crate::storage::journal::notes_files::Source;
use crate::storage::journal::outcome::Outcome;
use crate::terminal::Waker;

/// Where messages go in, from any thread.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) messages: Sender<Message>,
    pub(crate) waker: Waker,
}

impl Post {
    pub(crate) fn send(&self, message: Message) {
        // The other end is gone only when the program ends.
        let _ = self.messages.send(message);
        self.waker.wake();
    }
}

/// Who publishes reviews, or what is wrong with the files that say so.
pub(crate) fn reviewer(source: &Source) -> Message {
    match crate::storage::config::reviewer::reviewer(source) {
        Ok(reviewer) => Message::Reviewer(reviewer),
        Err(why) => Message::Warning(why),
    }
}

/// Says which names are one annotator's and which queries are saved, and what is wrong with the files that say so.
pub(crate) fn post_people(post: &Post, source: &Source) {
    let (people, mut troubles) = crate::storage::config::people(source);
    post.send(Message::People(people));
    let (queries, mistakes) = crate::storage::config::saved_queries::read(source);
    post.send(Message::Queries(queries));
    troubles.extend(mistakes);
    if !troubles.is_empty() {
        post.send(Message::Warning(troubles.join(" · ")));
    }
}

pub(crate) fn message(outcome: Outcome) -> Message {
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
