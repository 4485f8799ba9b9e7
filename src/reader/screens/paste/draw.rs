//! Cells of the page that waits for a paste.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::question;

/// Paste an article.
pub(crate) fn draw(app: &App, typed: &str, painter: &mut Painter<'_>, area: Rect) -> Position {
    let text = "Paste the text of an article here. It opens as a draft; nothing is written until you ask for it.";
    let key = app.key_in(Scope::Paste, Command::Follow);
    let lines = match typed.lines().count() {
        0 => "Waiting for a paste …".to_owned(),
        1 => format!("1 line typed; {key} opens it"),
        count => format!("{count} lines typed; {key} opens them"),
    };
    question::draw(painter, area, "Paste an article", &[text, "", &lines])
}
