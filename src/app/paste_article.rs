//! Pasted text becomes an article: on a page of its own, or over the list of articles.

use super::App;
use super::command::Command;
use super::message::{Effect, Key};
use super::overlay::Overlay;
use super::palette::ListKind;

/// A paste of one line is as long as this before it is taken for an article: titles to search for are shorter.
const LONG_LINE: usize = 200;

/// Whether a paste has the shape of an article rather than of words to search for.
fn is_article_text(text: &str) -> bool {
    let text = text.trim();
    text.lines().nth(1).is_some() || text.chars().count() > LONG_LINE
}

impl App {
    /// Opens the page that waits for a paste.
    pub fn wait_for_paste(&mut self) {
        self.overlay = Some(Overlay::Paste(String::new()));
    }

    /// Takes a key on that page: terminals that do not mark pastes send them as keys.
    pub(super) fn type_article(&mut self, key: &Key) {
        let Some(Overlay::Paste(text)) = &mut self.overlay else { return };
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
    pub(super) fn open_typed_article(&mut self) -> Vec<Effect> {
        let Some(Overlay::Paste(text)) = &mut self.overlay else { return Vec::new() };
        let text = std::mem::take(text);
        self.open_text(text)
    }

    /// Closes the page; a reader without an article ends.
    pub(super) fn close_paste(&mut self) -> Vec<Effect> {
        if self.document.outline.paragraph_count() == 0 {
            return vec![Effect::Quit];
        }
        self.close();
        Vec::new()
    }

    /// Opens pasted text as a draft where a paste can only be an article; none where it is typed into a field.
    pub(super) fn paste_article(&mut self, pasted: &str) -> Option<Vec<Effect>> {
        match &mut self.overlay {
            Some(Overlay::Paste(text)) => {
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
            self.say("There is no text in it");
            return Vec::new();
        }
        if !Command::Library.available(self) {
            self.say(Command::Library.why_not());
            return Vec::new();
        }
        vec![Effect::ImportText(text)]
    }
}
