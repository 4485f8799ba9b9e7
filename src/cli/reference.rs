//! The program's reference: its keys, completions for shells, the man page.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{CommandFactory, ValueHint};
use clap_complete::Shell;

use crate::reader::keymap::Keymap;
use crate::reader::keymap::scope::Scope;

use crate::reader::theme_name::ThemeName;
use crate::storage::config;
use crate::storage::journal::notes_files::Source;
use crate::text::suggestion::instead;
use crate::workspace::builtin::ARTICLES;

use crate::cli::{Arguments, Failure, complain, print, print_path};

#[derive(clap::Args)]
pub(super) struct CompletionArguments {
    /// Your shell.
    shell: Shell,
}

/// The keys for an article, and the errors in the settings.
pub(super) fn keymap(source: &Source) -> (Keymap, Vec<String>) {
    let settings = config::reader(source);
    let (keymap, wrong) = Keymap::new(&settings.keys);
    let theme = settings.theme.filter(|(name, _)| ThemeName::named(name).is_none());
    let theme = theme.map(|(name, file)| {
        let hint = instead(&name, ThemeName::ALL.map(ThemeName::name));
        format!("{file}: unknown theme `{}`; {hint}", name.escape_debug())
    });
    (keymap, settings.troubles.into_iter().chain(wrong).chain(theme).collect())
}

/// The keys for the current folder.
fn keymap_here() -> (Keymap, Vec<String>) {
    keymap(&Source::File(PathBuf::from("./article.yaml"), String::new()))
}

pub(super) fn keys() -> Result<u8, Failure> {
    let (keymap, troubles) = keymap_here();
    print(&listed(&keymap))?;
    for trouble in &troubles {
        complain(&Failure(trouble.clone()));
    }
    Ok(u8::from(!troubles.is_empty()))
}

/// Each scope with its commands: keys, name, what they do.
fn listed(keymap: &Keymap) -> String {
    let mut text = "C-s is Ctrl and s, A-z is Alt and z, S-Tab is Shift and Tab.\n".to_owned();
    let mut scope = None;
    // Writing to a string cannot fail.
    for binding in keymap.bindings() {
        if scope != Some(binding.scope) {
            scope = Some(binding.scope);
            let heading = keymap.fill(Scope::Reader, place(binding.scope));
            let _ = writeln!(text, "\n{heading} [keys.{}]", binding.scope.name());
        }
        let (keys, name) = (keymap.shown_keys(binding), binding.name());
        let _ = writeln!(text, "  {keys:<20} {name:<20} {}", binding.help);
    }
    text
}

fn place(scope: Scope) -> &'static str {
    match scope {
        Scope::Reader => "in the panes",
        Scope::Queue => "in the queue",
        Scope::Disagreements => "where annotators differ",
        Scope::Review => "in the review",
        Scope::Library => "in the library",
        Scope::LibraryLine => "while typing a query in the library",
        Scope::ReviewQuestion => "when the review asks a question",
        Scope::Compose => "in a form",
        Scope::SettleForm => "in the form for a settlement",
        Scope::Export => "in the export",
        Scope::Destination => "while choosing a file for the export",
        Scope::Judge => "after {judge}",
        Scope::Sheet => "on a page: a card, a dossier, the figures",
        Scope::Find => "while finding",
        Scope::List => "in a list: commands, entities, articles",
        Scope::Filter => "while choosing claims to show",
        Scope::Select => "while words are selected",
        Scope::Help => "in Help",
        Scope::HelpSearch => "while finding a key in Help",
        Scope::Leave => "when asked whether to quit",
        Scope::Name => "when asked for your name",
        Scope::SaveAs => "when asked where to write the article",
        Scope::Paste => "when pasting an article",
    }
}

pub(super) fn completions(arguments: &CompletionArguments) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "nutgraf", &mut script);
    print(&with_files(arguments.shell, &String::from_utf8_lossy(&script)))?;
    Ok(0)
}

/// The script of a shell, which offers files beside the names of the built-in articles. Other shells than zsh do so anyway.
fn with_files(shell: Shell, script: &str) -> String {
    let names = ARTICLES.map(|article| article.id).join(" ");
    match shell {
        Shell::Zsh => script.replace(&format!(":({names})'"), &format!(":{{compadd {names}; _files}}'")),
        _ => script.to_owned(),
    }
}

#[derive(clap::Args)]
pub(super) struct ManArguments {
    /// The folder for the pages: one for the program, one for each subcommand.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

pub(super) fn man(arguments: &ManArguments) -> Result<u8, Failure> {
    let Some(folder) = &arguments.dir else {
        print(&page(Arguments::command(), &sections())?)?;
        return Ok(0);
    };
    let mut command = Arguments::command();
    command.build();
    let pages = command.get_subcommands().filter(|command| command.get_name() != "help").map(|command| {
        let name = format!("nutgraf-{}", command.get_name());
        (name.clone(), page(command.clone(), EXIT))
    });
    let pages: Vec<_> = pages.chain([("nutgraf".to_owned(), page(Arguments::command(), &sections()))]).collect();
    for (name, text) in pages {
        let path = folder.join(format!("{name}.1"));
        crate::storage::files::atomic_write::write(&path, true, &mut |out| {
            out.write_str(text.as_ref().map_or("", |text| text))
        })?;
        print_path(&path)?;
    }
    Ok(0)
}

/// A page of the manual, with these sections after the arguments.
fn page(command: clap::Command, sections: &str) -> Result<String, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned() + sections)
}

const EXIT: &str = "\
.SH \"EXIT STATUS\"
.TP
.B 0
Success; for \\fBcheck\\fR: no errors.
.TP
.B 1
Success, and something was found: problems (\\fBcheck\\fR, \\fBkeys\\fR), changes (\\fBexport \\-\\-check\\fR), losses
(\\fBexport \\-\\-strict\\fR), files that could not be imported (\\fBimport\\fR, \\fBannotate\\fR); \\fBsearch\\fR found nothing.
.TP
.B 2
Failure; the message says why, and what to do next.
";

const FILES: &str = "\
.SH FILES
.TP
.I STEM.NAME.notes.jsonl
The notes of NAME on STEM.yaml, beside it.
.TP
.I $XDG_DATA_HOME/nutgraf/ID/NAME.notes.jsonl
The notes on a built\\-in article.
.TP
.I nutgraf.toml
Settings: of an article's folder, then yours in $XDG_CONFIG_HOME/nutgraf/; \\fBnutgraf config\\fR lists all of them.
.SH ENVIRONMENT
.TP
.B NUTGRAF_ANNOTATOR
Your name, unless you use \\-\\-as.
.TP
.B VISUAL, EDITOR
The editor for articles and notes.
.TP
.B NO_COLOR, COLORFGBG
Whether to use colours, and whether the background is light.
.TP
.B XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME
The folders of settings, notes and drafts.
.SH EXAMPLES
.nf
nutgraf harbour.yaml
nutgraf check harbour.yaml
nutgraf judge harbour.yaml p1.c1 \\-\\-verdict refuted \\-\\-why \"The tariff names one fee.\"
nutgraf export harbour.yaml \\-f markdown
nutgraf config > ~/.config/nutgraf/nutgraf.toml
.fi
";

/// The sections on keys, files, environment, examples and exit codes.
fn sections() -> String {
    let keys = listed(&keymap_here().0);
    // The formatter would treat a line that begins with a dot or an apostrophe as a command.
    let escape = |line: &str| line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    let lines: Vec<String> = keys.lines().map(|line| format!("\\&{}", escape(line))).collect();
    let keys = lines.join("\n");
    format!(".SH KEYS\n.nf\n{keys}\n.fi\n{FILES}{EXIT}")
}
