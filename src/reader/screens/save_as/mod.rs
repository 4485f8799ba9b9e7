//! Where an article goes that is in no file yet: asked for by command, or once something is written about it.

pub(crate) mod draw;
pub(crate) mod screen;
pub mod state;

use crate::reader::app::{App, Notice};
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::save_as::state::{SaveForm, Unwritten};
use crate::reader::widgets::text_input::Field;

impl App {
    /// Says that the article is in no file, and how many more came with it.
    pub fn introduce_draft(&mut self, proposed: String, others: usize) {
        self.unwritten = Some(Unwritten { proposed, asked: false });
        let (open, write) = (self.key_for(Command::Library), self.key_for(Command::WriteArticle));
        let others = match others {
            0 => String::new(),
            1 => format!("; {open} shows 1 more article of its source"),
            count => format!("; {open} shows {count} more articles of its source"),
        };
        self.say(format!("This draft is not in a file yet. {write} saves it; your first note asks where{others}"));
    }

    /// Asks where to write the article, and does a command once that is done.
    pub(crate) fn ask_where_to_write(&mut self, then: Option<Command>) {
        let Some(unwritten) = &mut self.unwritten else { return };
        unwritten.asked = true;
        let mut field = Field::new("name of a file");
        field.paste(&unwritten.proposed);
        field.offer();
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::SaveAs(Box::new(SaveForm { field, problem: None, then })));
    }

    /// Asks where to write the article as soon as something is written about it; what was written is safe already.
    pub(crate) fn ask_after_first_note(&mut self, effects: &[Effect]) {
        let is_new = self.unwritten.as_ref().is_some_and(|unwritten| !unwritten.asked);
        if is_new && effects.iter().any(|effect| matches!(effect, Effect::Append(_))) {
            self.ask_where_to_write(None);
        }
    }

    /// Orders the article to be written to the path that was typed.
    pub(crate) fn take_path(&mut self) -> Vec<Effect> {
        let Some(Overlay::SaveAs(form)) = &mut self.overlay else { return Vec::new() };
        let path = form.field.text().trim().to_owned();
        if path.is_empty() {
            form.problem = Some("Type the name of a file".to_owned());
            return Vec::new();
        }
        vec![Effect::WriteArticle(path)]
    }

    /// Leaves the article in no file.
    pub(crate) fn decline_path(&mut self) {
        self.close();
        let has_notes = self.notes.mine().is_some_and(|fold| !fold.lines().is_empty());
        let write = self.key_for(Command::WriteArticle);
        self.say(if has_notes {
            format!("The article is not in a file yet. Your notes are kept; {write} saves the article and moves them beside it")
        } else {
            format!("Nothing was written. {write} saves the article")
        });
    }

    /// Takes in the file that the article was written to, or why it was not.
    pub(crate) fn hear_of_file(&mut self, written: Result<String, String>) -> Vec<Effect> {
        let path = match written {
            Ok(path) => path,
            Err(problem) => {
                match &mut self.overlay {
                    Some(Overlay::SaveAs(form)) => form.problem = Some(problem),
                    _ => self.warn(problem),
                }
                return Vec::new();
            }
        };
        self.unwritten = None;
        self.notice = Some(Notice { text: format!("Wrote {path}"), trouble: false, stays: false });
        self.document.origin = path;
        let Some(Overlay::SaveAs(form)) = &self.overlay else { return Vec::new() };
        let then = form.then;
        self.close();
        then.map_or(Vec::new(), |command| self.run_if_available(command))
    }
}
