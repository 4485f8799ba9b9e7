//! The keys from the settings, as messages for the reader.

use crate::reader::keymap::Keymap;
use crate::reader::message::Message;
use crate::storage::journal::notes_files::Source;

use crate::cli::read::Reader;
use crate::cli::reference::keymap;

/// The keys for an article if they differ from those `known`, and the errors in the settings for keys.
pub(crate) fn messages(source: &Source, known: Option<&Keymap>) -> Vec<Message> {
    let (now, troubles) = keymap(source);
    let keys = (known != Some(&now)).then(|| Message::Keys(Box::new(now)));
    let wrong = (!troubles.is_empty()).then(|| Message::Warning(mistakes(&troubles)));
    keys.into_iter().chain(wrong).collect()
}

impl Reader {
    /// Reads the keys from the settings.
    pub(super) fn read_keys(&self) {
        for message in messages(&self.outside.source, Some(&self.app.keymap)) {
            self.post.send(message);
        }
    }
}

/// The first error, and where to see the rest: a message has one line.
fn mistakes(troubles: &[String]) -> String {
    match troubles {
        [one] => one.clone(),
        all => format!("{} · {} errors in all; `nutgraf keys` lists them", all[0], all.len()),
    }
}
