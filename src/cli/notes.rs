//! `nutgraf notes`: what has been said, as plain text.

use std::path::PathBuf;

use crate::domain::notes::Notes;
use crate::format::notes_text;
use crate::store;

use super::{Failure, complain, open, print};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one.
    file: PathBuf,
    /// Every action in order: when, who, what, from what to what.
    #[arg(long)]
    history: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let opened = open::open(Some(&arguments.file))?;
    let on_disk = store::notes::read_all(&opened.source);
    for trouble in on_disk.troubles {
        complain(&Failure::from(trouble));
    }
    let notes = Notes::new(None, on_disk.lines);
    print(&if arguments.history { notes_text::history(&notes) } else { notes_text::notes(&opened.article, &notes) })?;
    Ok(0)
}
