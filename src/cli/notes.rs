//! `nutgraf notes`: what has been said, as plain text.

use std::path::PathBuf;

use crate::format::notes_text;

use super::{Failure, open, print};

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
    let notes = opened.notes(None);
    print(&if arguments.history { notes_text::history(&notes) } else { notes_text::notes(&opened.article, &notes) })?;
    Ok(0)
}
