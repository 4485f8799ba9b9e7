//! What is wrong with an edit of the article's file, while the reader shows the version before.

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::screens::detail::state::{SheetKind, SheetRow, Target, Tone};
use crate::session::file_problem::FileProblem;
use crate::text::counted::counted;

impl App {
    /// Keeps the version before, and shows all that is wrong with the new one, unless something else is open.
    pub(crate) fn refuse_article(&mut self, first: &str, problems: Vec<FileProblem>) {
        self.review.is_unreadable = true;
        self.document.is_gone = false;
        self.problems = problems;
        let key = self.key_for(Command::Problems);
        let listed = if self.problems.is_empty() { String::new() } else { format!("; {key} lists what is wrong") };
        self.warn(format!(
            "The article file has changed and cannot be read; this is the version before{listed}. {first}"
        ));
        if self.overlay.is_none() && !self.problems.is_empty() {
            self.open_sheet(SheetKind::Problems);
        }
    }
}

impl App {
    /// Shows the article as it was, and takes no more notes on it: without the article, no list would show them. The queue over
    /// a folder goes on with the next one.
    pub(crate) fn hear_that_article_is_gone(&mut self) -> Vec<Effect> {
        self.document.is_gone = true;
        self.review.is_unreadable = true;
        let why = self.words_of_loss();
        match self.articles.round.as_ref().and_then(|queue| queue.open.clone()) {
            Some(path) => self.hear_of_unopened(&path, why),
            None => self.warn(why),
        }
        Vec::new()
    }

    /// Why nothing can be written about the article.
    pub(crate) fn words_of_loss(&self) -> String {
        format!("{} is gone; put it back to annotate the article", self.document.origin)
    }
}

/// The rows of the page of problems; each leads to its place in the file.
#[must_use]
pub(crate) fn rows(app: &App) -> Vec<SheetRow> {
    let count = app.problems.len();
    let what = counted(count, "problem");
    let open = app.key_in(Scope::Sheet, Command::Follow);
    let text =
        format!("{what} in the article's file; you see the version before. {open} opens the editor at the place.");
    let mut rows = vec![SheetRow::new("", text, Tone::Alert), SheetRow::empty()];
    rows.extend(app.problems.iter().map(|problem| {
        let place = if problem.line == 0 { String::new() } else { format!("{}:{}", problem.line, problem.column) };
        let target = Target::FilePlace { line: problem.line.max(1), column: problem.column.max(1) };
        SheetRow::new(&place, &problem.text, Tone::Plain).to(target)
    }));
    rows
}
