//! `nutgraf review`: the reader, begun with the review.

use std::path::PathBuf;

use clap::Args;

use crate::cli::read::start::Start;
use crate::reader::draw::{Characters, Look};

use crate::cli::read;
use crate::cli::{Failure, ThemeName, theme};

#[derive(Args)]
pub(super) struct Arguments {
    /// An article: a YAML file, to which decisions are written at once. A text is imported first.
    file: PathBuf,
    /// Your name, kept with your decisions; by default, the name that the reader uses.
    #[arg(long = "as", value_name = "NAME")]
    annotator: Option<String>,
    /// The colours: dark, light, contrast, sixteen or plain; by default, the theme that
    /// the reader uses.
    #[arg(long, value_name = "THEME", value_parser = theme)]
    theme: Option<ThemeName>,
    /// Draw all symbols in ASCII.
    #[arg(long)]
    ascii: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let characters = if arguments.ascii { Characters::AsciiSigns } else { Characters::All };
    read::run(&Start {
        file: Some(&arguments.file),
        annotator: arguments.annotator.as_deref(),
        theme: arguments.theme,
        look: Look { terminal_paper: false, characters },
        record: None,
        review: true,
        at: None,
    })
}
