//! Cells of the question whether to leave.

use ratatui::layout::{Position, Rect};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::question;
use crate::text::counted::{are, counted};

/// Something is not on the disk: leave all the same?
pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect) -> Position {
    let count = app.saving.pending.len();
    let what = format!("{} {}", counted(count, "action"), are(count));
    let reason = app.saving.failure.as_deref().unwrap_or("the disk has not answered yet");
    let unsaved = (count > 0).then(|| format!("{what} not saved: {reason}"));
    let vanished = app.saving.vanished_words().map(|words| format!("{words}: another branch?"));
    let choice = |command, does: &str| format!("{} {does}", app.key_in(Scope::Leave, command));
    let mut choices = vec![choice(Command::LeaveAnyway, "quits and loses what is not saved")];
    choices.extend(unsaved.as_ref().map(|_| choice(Command::Retry, "tries again")));
    choices.extend(vanished.as_ref().map(|_| choice(Command::Restore, "restores the missing lines, then quits")));
    choices.push(choice(Command::Close, "stays"));
    let choices = choices.join(" · ");
    let paragraphs: Vec<&str> = unsaved.as_deref().into_iter().chain(vanished.as_deref()).collect();
    question::draw(painter, area, "Quit?", &[&paragraphs[..], &["", &choices]].concat())
}
