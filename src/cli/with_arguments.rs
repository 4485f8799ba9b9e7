//! `--with` and the options that go with it, for `import` and `annotate`.

use std::time::Duration;

use clap::ValueEnum;

use crate::cli::Failure;
use crate::proposers::request::Piece;
use crate::workspace::proposing::{Asking, Proposers};

/// How proposers are asked.
#[derive(clap::Args)]
pub(super) struct WithArguments {
    /// Ask this program for entities and claims, which become drafts; NAME=COMMAND gives the program a name.
    ///
    /// The program gets JSON on its standard input and answers with JSON; docs/annotators.md has examples. No shell runs it.
    /// May be repeated; the command `nutgraf` means the built-in rules.
    #[arg(long = "with", value_name = "COMMAND")]
    with: Vec<String>,
    /// Send each article in pieces; by default, as a whole.
    #[arg(long, value_enum, value_name = "PIECE", requires = "with")]
    with_each: Option<PieceName>,
    /// The time limit for each answer, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86400))]
    with_timeout: u64,
    /// If any part of an answer is refused, refuse all of it.
    #[arg(long)]
    strict: bool,
}

/// A piece of an article, on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PieceName {
    /// Section by section.
    Section,
    /// Paragraph by paragraph.
    Paragraph,
}

impl WithArguments {
    /// The proposers: those of the command line, else those of the user's own settings.
    pub(super) fn proposers(&self) -> Result<Proposers, Failure> {
        let piece = match self.with_each {
            None => Piece::Article,
            Some(PieceName::Section) => Piece::Section,
            Some(PieceName::Paragraph) => Piece::Paragraph,
        };
        Proposers::new(
            &self.with,
            &Asking { piece, limit: Duration::from_secs(self.with_timeout), strict: self.strict },
        )
    }
}
