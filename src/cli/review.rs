//! `nutgraf review`: the reader, begun with the review.

use std::path::PathBuf;

use clap::Args;

use crate::ui::{Characters, Look};

use super::read::{self, Start};
use super::{Failure, ThemeName, theme};

#[derive(Args)]
pub(super) struct Arguments {
    /// The article's file; what is no article is imported first.
    file: PathBuf,
    /// The name under which you decide.
    #[arg(long = "as", value_name = "NAME")]
    annotator: Option<String>,
    /// Colours: dark, light, contrast, sixteen or plain; otherwise what COLORFGBG says.
    #[arg(long, value_name = "THEME", value_parser = theme)]
    theme: Option<ThemeName>,
    /// Draw nothing beyond ASCII, but for letters of the article.
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
    })
}
