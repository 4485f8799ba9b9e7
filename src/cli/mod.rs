//! Arguments and subcommands. Stdout is for data, stderr for messages.

mod annotate;
mod builtin;
mod candidates;
mod check;
mod check_stream;
mod compare;
mod copy;
mod draft_article;
mod errand;
mod events;
mod export;
mod farewell;
mod import;
mod importable;
mod in_order;
mod judge;
mod library;
mod locale;
mod notes;
mod open;
mod post;
mod print_article;
mod proposing;
mod read;
mod record;
mod reference;
mod review;
mod schema;
mod stream;
mod watched_article;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::builder::ValueParser;
use clap::{Arg, Command, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::app::message::Moment;
use crate::app::theme_name::ThemeName;
use crate::domain::judgement::Verdict;
use crate::format::journal::timestamp;
use crate::text::hidden::{escaped, visible_on_terminal};
use crate::text::path::shown_path;
use crate::ui::{Characters, Look};

/// The background, where nothing else is asked for.
const PAPER: &str = "theme";

/// Read an annotated article claim by claim, judge the claims, keep your notes.
///
/// Without FILE the built-in article opens. Notes are kept beside the article, in STEM.NAME.notes.jsonl;
/// those on the built-in article in your data folder.
#[derive(Parser)]
#[command(name = "nutgraf", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Subcommands>,
    /// An article: a YAML file, or the name of a built-in one; or a folder of articles.
    file: Option<PathBuf>,
    /// Who writes; otherwise `NUTGRAF_ANNOTATOR`, the name given before, git's user.name, the login name.
    #[arg(long = "as", value_name = "NAME")]
    annotator: Option<String>,
    /// Colours: dark, light, contrast, sixteen or plain; otherwise what COLORFGBG says.
    #[arg(long, value_name = "THEME", value_parser = theme)]
    theme: Option<ThemeName>,
    /// Keep the terminal's own background.
    #[arg(long, value_name = "PAPER", value_parser = ["theme", "terminal"], default_value = PAPER)]
    paper: String,
    /// Draw nothing beyond ASCII, but for letters of the article.
    #[arg(long)]
    ascii: bool,
    /// Write every message of this run to a new file, with the article and the notes: for reporting a mistake.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Run a recording again, without a terminal, and print the last screen.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "record"])]
    replay: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Find everything that is wrong with articles and the notes on them; exit 0 clean or warnings only, 1 problems, 2 could not run.
    Check(check::Arguments),
    /// Print an article as linear text, for pipes and screen readers.
    Print(print_article::Arguments),
    /// Copy an article, its notes and its files of evidence into a folder of your own.
    Copy(copy::Arguments),
    /// Write notes in a format that others use, and say what it cannot carry.
    Export(export::Arguments),
    /// Turn saved texts, pages and database exports into draft articles.
    Import(Box<import::Arguments>),
    /// Ask other programs for entities and claims of an article, and add them as drafts.
    Annotate(annotate::Arguments),
    /// Show how proposers agree with what people decided in review, and with each other.
    Compare(compare::Arguments),
    /// Print the JSON Schema of the article file.
    Schema,
    /// Print every key, where it holds and what it does.
    Keys,
    /// Print completions for a shell.
    Completions(reference::CompletionArguments),
    /// Print the man page.
    Man,
    /// Say something of a claim, or of any part of an article, without a terminal.
    Judge(Box<judge::Arguments>),
    /// Show what has been said of an article, by everyone.
    Notes(notes::Arguments),
    /// Decide on the candidates of an article, one after the other, in its file.
    Review(review::Arguments),
}

/// Runs the program on the arguments it was started with.
#[must_use]
pub fn main() -> ExitCode {
    // A limit on file sizes then fails the write, which is told, instead of ending the program.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    let arguments = match file_alone(&mut std::env::args_os()).map_or_else(|| parse(std::env::args_os()), Ok) {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    let ended = match arguments.command {
        Some(Subcommands::Check(check)) => check::run(&check),
        Some(Subcommands::Print(print)) => print_article::run(&print),
        Some(Subcommands::Copy(copy)) => copy::run(&copy),
        Some(Subcommands::Export(export)) => export::run(&export),
        Some(Subcommands::Import(import)) => import::run(&import),
        Some(Subcommands::Annotate(annotate)) => annotate::run(&annotate),
        Some(Subcommands::Compare(compare)) => compare::run(&compare),
        Some(Subcommands::Schema) => schema::run(),
        Some(Subcommands::Keys) => reference::keys(),
        Some(Subcommands::Completions(shell)) => reference::completions(&shell),
        Some(Subcommands::Man) => reference::man(),
        Some(Subcommands::Judge(judge)) => judge::run(&judge),
        Some(Subcommands::Notes(notes)) => notes::run(&notes),
        Some(Subcommands::Review(review)) => review::run(&review),
        None if arguments.replay.is_some() => record::replay(&arguments.replay.unwrap_or_default()),
        None => {
            let characters = if arguments.ascii { Characters::AsciiSigns } else { Characters::All };
            let look = Look { terminal_paper: arguments.paper == "terminal", characters };
            read::run(&read::Start {
                file: arguments.file.as_deref(),
                annotator: arguments.annotator.as_deref(),
                theme: arguments.theme,
                look,
                record: arguments.record.as_deref(),
                review: false,
            })
        }
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// What is typed most: nothing, or a file alone. It is understood without all the subcommands and options, which take
/// longer to set up than an article to read.
fn file_alone(typed: &mut dyn Iterator<Item = OsString>) -> Option<Arguments> {
    let file = typed.nth(1);
    let is_alone = typed.next().is_none();
    let may_be_command = |word: &str| word.is_empty() || word == "help" || Subcommands::has_subcommand(word);
    let is_file =
        |file: &OsString| !file.as_encoded_bytes().starts_with(b"-") && !file.to_str().is_some_and(may_be_command);
    (is_alone && file.as_ref().is_none_or(is_file)).then(|| Arguments {
        command: None,
        file: file.map(PathBuf::from),
        annotator: None,
        theme: None,
        paper: PAPER.to_owned(),
        ascii: false,
        record: None,
        replay: None,
    })
}

fn parse(typed: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Arguments, clap::Error> {
    Arguments::from_arg_matches(&with_free_text(Arguments::command()).try_get_matches_from(typed)?)
}

/// Lets every option that takes text take words that begin with a dash: a note may be a list.
fn with_free_text(command: Command) -> Command {
    let free = [ValueParser::string().type_id(), ValueParser::path_buf().type_id()];
    let takes_text = |arg: &Arg| {
        let is_free = arg.get_possible_values().is_empty() && free.contains(&arg.get_value_parser().type_id());
        is_free && arg.get_action().takes_values() && !arg.is_positional()
    };
    let command = command.mut_args(|arg| if takes_text(&arg) { arg.allow_hyphen_values(true) } else { arg });
    command.mut_subcommands(with_free_text)
}

/// Tells what is wrong with the arguments, or gives the help that was asked for; answers the exit code.
fn refused(error: &clap::Error) -> ExitCode {
    // The message repeats what was typed. Nothing of that reaches the terminal but by its escapes.
    let typed: Vec<String> = std::env::args_os().map(|typed| typed.to_string_lossy().into_owned()).collect();
    let harmless = typed.iter().map(|typed| escaped(typed).into_owned());
    let error = parse(harmless).err().unwrap_or_else(|| clap::Error::new(error.kind()));
    // Nobody is left to tell when even this cannot be printed.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Why a command could not do its work: what failed, on what, why, and what to do next.
pub(crate) struct Failure(String);

impl Failure {
    /// Its first line, for where there is room for one.
    fn headline(&self) -> String {
        self.0.lines().next().unwrap_or("").to_owned()
    }
}

impl<E: Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// A message for people, on stderr.
fn complain(failure: &Failure) {
    let text = visible_on_terminal(failure.0.trim_end());
    // A closed stderr leaves no one to tell.
    let _ = writeln!(io::stderr(), "nutgraf: {text}");
}

/// Data for programs and people, on stdout.
fn print(text: &str) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        write_out(visible_on_terminal(text).as_bytes())
    } else {
        write_out(text.as_bytes())
    }
}

/// The path of a file that was written: for programs byte by byte, for people as it may be shown.
fn print_path(path: &Path) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        return print(&format!("{}\n", shown_path(path)));
    }
    write_out(&[path.as_os_str().as_encoded_bytes(), b"\n"].concat())
}

/// A reader that has gone away is no failure.
fn write_out(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    // What is left to the end of the program is lost without a word when it cannot be written.
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

fn theme(name: &str) -> Result<ThemeName, String> {
    let names = || ThemeName::ALL.map(ThemeName::name).join(", ");
    ThemeName::named(name).ok_or_else(|| format!("not a theme; there are {}", names()))
}

/// A verdict of the command line, or none.
#[derive(Debug, Clone, Copy)]
struct Choice(Option<Verdict>);

fn verdict(word: &str) -> Result<Choice, String> {
    if word == "none" {
        return Ok(Choice(None));
    }
    let known = || Verdict::ALL.map(Verdict::stored).join(", ");
    let verdict = Verdict::from_stored(word).ok_or_else(|| format!("not a verdict; there are {}, none", known()))?;
    Ok(Choice(Some(verdict)))
}

/// Today as `2026-11-24`, in UTC.
fn today() -> String {
    timestamp(moment().unix_ms).chars().take_while(|letter| *letter != 'T').collect()
}

/// Now, with fresh random bits.
fn moment() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut random = [0; 16];
    // Without the system's random bits, the clock's finest ones still tell two ids apart.
    if getrandom::fill(&mut random[..10]).is_err() {
        random = since.as_nanos().to_le_bytes();
    }
    let bits = u128::from_le_bytes(random) & ((1 << 80) - 1);
    Moment { unix_ms: u64::try_from(since.as_millis()).unwrap_or(u64::MAX), random: bits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &[&str]) -> Vec<OsString> {
        ["nutgraf"].iter().chain(typed).map(OsString::from).collect()
    }

    #[test]
    fn a_file_alone_is_understood_as_all_arguments_are() {
        for typed in [&[][..], &["harbour.yaml"], &["guided-tour"], &["./check"], &["a b"], &["checks"], &["häfen"]] {
            let told = |arguments: Arguments| {
                let Arguments { command, file, annotator, theme, paper, ascii, record, replay } = arguments;
                (command.is_some(), file, annotator, theme, paper, ascii, record, replay)
            };
            let short = file_alone(&mut words(typed).into_iter()).map(told);
            assert!(short.is_some(), "{typed:?}");
            assert_eq!(short, parse(words(typed)).ok().map(told), "{typed:?}");
        }
    }

    #[test]
    fn everything_else_is_left_to_the_parser() {
        let commands = Arguments::command();
        let names = commands.get_subcommands().flat_map(Command::get_name_and_visible_aliases);
        for word in names.chain(["help", "-", "--", "-h", "--ascii", ""]) {
            assert!(file_alone(&mut words(&[word]).into_iter()).is_none(), "{word}");
        }
        assert!(file_alone(&mut words(&["a.yaml", "--ascii"]).into_iter()).is_none());
    }
}
