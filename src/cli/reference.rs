//! What the program says of itself: its keys, completions for shells, the man page.

use std::fmt::Write as _;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::app::keymap::{BINDINGS, Scope};

use super::{Arguments, Failure, print};

#[derive(clap::Args)]
pub(super) struct CompletionArguments {
    /// For which shell.
    shell: Shell,
}

pub(super) fn keys() -> Result<u8, Failure> {
    let mut text = String::new();
    let mut scope = None;
    // Writing to a string cannot fail.
    for binding in BINDINGS {
        if scope != Some(binding.scope) {
            scope = Some(binding.scope);
            let gap = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{}", place(binding.scope));
        }
        let (keys, name) = (binding.shown_keys(), binding.command.name());
        let _ = writeln!(text, "  {keys:<20} {name:<18} {}", binding.help);
    }
    print(&text)?;
    Ok(0)
}

fn place(scope: Scope) -> &'static str {
    match scope {
        Scope::Reader => "in the panes",
        Scope::Queue => "in the queue",
        Scope::Review => "in the review",
        Scope::ReviewQuestion => "when the review asks something",
        Scope::Compose => "in a form",
        Scope::Export => "in the export",
        Scope::Destination => "while typing where the export goes",
        Scope::Judge => "after v",
        Scope::Sheet => "on a page: a card, a dossier, the figures",
        Scope::Find => "while finding",
        Scope::List => "in a list: commands, entities, claims to show, articles",
        Scope::Select => "while words are selected",
        Scope::Help => "in Help",
        Scope::Leave => "when asked whether to leave",
        Scope::Name => "when asked for your name",
        Scope::SaveAs => "when asked where to write the article",
        Scope::Paste => "when an article is to be pasted",
    }
}

pub(super) fn completions(arguments: &CompletionArguments) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "nutgraf", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(0)
}

pub(super) fn man() -> Result<u8, Failure> {
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(Arguments::command());
    manual.render(&mut page)?;
    print(&String::from_utf8_lossy(&page))?;
    Ok(0)
}
