//! Pasted text becomes an article: on a page of its own, or over the list of articles.

pub(crate) mod draw;
pub(crate) mod screen;
pub(crate) mod state;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::key::Key;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::paste::state::PastePage;
use crate::reader::screens::picker::state::ListKind;

/// From this length on, a pasted line counts as an article: titles to search for are shorter.
const LONG_LINE: usize = 200;

/// Whether a paste looks like an article rather than words to search for.
fn is_article_text(text: &str) -> bool {
    let text = text.trim();
    text.lines().nth(1).is_some() || text.chars().count() > LONG_LINE
}

impl App {
    /// Opens the page that waits for a paste.
    pub fn wait_for_paste(&mut self) {
        self.overlay = Some(Overlay::Paste(PastePage::default()));
    }

    /// Handles a key on that page: terminals that do not mark pastes send them as keys.
    pub(crate) fn type_article(&mut self, key: &Key) {
        let Some(Overlay::Paste(PastePage { text })) = &mut self.overlay else { return };
        match key.0.as_str() {
            "Enter" | "C-j" => text.push('\n'),
            "Tab" => text.push('\t'),
            "Backspace" => {
                text.pop();
            }
            _ => text.push_str(key.typed().unwrap_or_default()),
        }
    }

    /// Opens the text that was typed on the page.
    pub(crate) fn open_typed_article(&mut self) -> Vec<Effect> {
        let Some(Overlay::Paste(PastePage { text })) = &mut self.overlay else { return Vec::new() };
        let text = std::mem::take(text);
        self.open_text(text)
    }

    /// Closes the page, and ends the program if no article is open.
    pub(crate) fn close_paste(&mut self) -> Vec<Effect> {
        if self.document.outline.paragraph_count() == 0 {
            return vec![Effect::Quit];
        }
        self.close();
        Vec::new()
    }

    /// Opens pasted text as a draft if it can only be an article; `None` if it belongs into a field.
    pub(crate) fn paste_article(&mut self, pasted: &str) -> Option<Vec<Effect>> {
        match &mut self.overlay {
            Some(Overlay::Paste(PastePage { text })) => {
                let text = std::mem::take(text) + pasted;
                Some(self.open_text(text))
            }
            Some(Overlay::List(list)) if list.kind == ListKind::Library && is_article_text(pasted) => {
                Some(self.open_text(pasted.to_owned()))
            }
            None if is_article_text(pasted) => {
                self.say("To open text as an article, run :paste-article and paste it there");
                Some(Vec::new())
            }
            _ => None,
        }
    }

    fn open_text(&mut self, text: String) -> Vec<Effect> {
        if text.trim().is_empty() {
            self.say("The pasted text is empty");
            return Vec::new();
        }
        if !Command::Library.available(self) {
            self.say(Command::Library.why_not(self));
            return Vec::new();
        }
        vec![Effect::ImportText(text)]
    }
}
