//! Arguments and subcommands. Stdout is for data, stderr for messages.

mod annotate;
mod article_argument;
mod catalogue;
mod check;
mod check_stream;
mod claim_options;
mod compare;
mod config;
mod copy;
mod editor_place;
mod entities;
mod export;
mod import;
mod judge;
mod notes;
mod print_article;
mod read;
mod reference;
mod refusal;
mod review;
mod schema;
mod seal;
mod search;
mod similar;
mod statistics;
mod stdout;
mod stream;
mod to_do;
mod versions;
mod with_arguments;

use crate::cli::article_argument::article;
use crate::cli::read::record;
use crate::cli::stdout::{print, print_path};
use crate::workspace::clock::{moment, today};
use crate::workspace::failure::{Failure, complain};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::{PossibleValue, TypedValueParser, ValueParser};
use clap::{Arg, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};

use crate::model::annotation::judgement::Verdict;
use crate::reader::draw::{Characters, Look};
use crate::reader::theme_name::ThemeName;
use crate::text::hidden::escaped;
use crate::text::suggestion::instead;

/// The default background.
const PAPER: &str = "theme";

/// Read an annotated article claim by claim, judge the claims, keep your notes.
///
/// Without FILE, a built-in article opens. Notes are kept beside the article: those of NAME on harbour.yaml in harbour.NAME.notes.jsonl,
/// those on a built-in article in `$XDG_DATA_HOME/nutgraf`, by default `~/.local/share/nutgraf`.
#[derive(Parser)]
#[command(name = "nutgraf", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Subcommands>,
    /// An article (a YAML file, or the name of a built-in one), a text to read as a draft, a folder of articles, or - for a text
    /// from standard input.
    #[arg(value_parser = article(), hide_possible_values = true)]
    file: Option<PathBuf>,
    /// Your name; by default `NUTGRAF_ANNOTATOR`, the name given before, git's user.name, or the login name.
    #[arg(long = "as", value_name = "NAME")]
    annotator: Option<String>,
    /// The colours; by default, the theme of nutgraf.toml, the one that you chose last, or one that suits the terminal.
    #[arg(long, value_name = "THEME", value_parser = words(theme, ThemeName::ALL.map(ThemeName::name)))]
    theme: Option<ThemeName>,
    /// Open the article at this claim, paragraph, section or entity, by its id.
    #[arg(long, value_name = "ID")]
    at: Option<String>,
    /// Use this file instead of your own nutgraf.toml.
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// The background: the theme's, or the terminal's own.
    #[arg(long, value_name = "PAPER", value_parser = ["theme", "terminal"], default_value = PAPER)]
    paper: String,
    /// Draw all symbols in ASCII.
    #[arg(long)]
    ascii: bool,
    /// Record this session in a new file, with the article and your notes, for a bug report.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Replay a recording without a terminal, and print its last screen.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "record"])]
    replay: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Find every problem in articles and the notes on them; exit 1 if there are errors.
    Check(check::Arguments),
    /// Print an article as plain text, for pipes and screen readers.
    Print(print_article::Arguments),
    /// Copy an article, its notes and its files of evidence into a folder of your own.
    Copy(copy::Arguments),
    /// Write an article's notes in a format that other programs read, and report what the format leaves out.
    Export(export::Arguments),
    /// Turn saved texts, pages and database exports into draft articles.
    Import(Box<import::Arguments>),
    /// Ask other programs for the entities and claims of an article, and add them to it as drafts.
    Annotate(annotate::Arguments),
    /// Count how many of each program's proposals people kept, edited or dropped in the review.
    Compare(compare::Arguments),
    /// Print the JSON Schema of the article file.
    Schema,
    /// Print every setting with its default, to be saved as nutgraf.toml.
    Config,
    /// Print every key and its command, screen by screen; exit 1 if nutgraf.toml has invalid ones.
    Keys,
    /// Print a script that completes commands and options in your shell.
    Completions(reference::CompletionArguments),
    /// Print the man page, or write the pages of all subcommands into a folder.
    Man(reference::ManArguments),
    /// Judge a claim, or annotate any part of an article, without opening the reader.
    Judge(Box<judge::Arguments>),
    /// Show everyone's annotations of an article.
    Notes(notes::Arguments),
    /// Sign your notes on an article with your SSH key, so that `check` reports later changes.
    Seal(seal::Arguments),
    /// Find words, claims and notes in all articles of a folder; exit 1 if there are none.
    Search(search::Arguments),
    /// List the entities of a folder's articles, or show everything about one of them.
    Entities(entities::Arguments),
    /// Show what changed in a story, and whether the errors you found were corrected.
    Versions(versions::Arguments),
    /// Find similar claims, in a folder of articles or in published checks, with their verdicts.
    Similar(similar::Arguments),
    /// Count what a folder of articles contains: speakers, verdicts, hedges, corrections, years, entities named together.
    Stats(statistics::Arguments),
    /// Confirm, edit or drop the claims and entities proposed for an article, one by one.
    Review(review::Arguments),
}

/// Exit code for a failure. A command that worked and found problems exits with 1.
const FAILED: u8 = 2;

/// Runs the program on the arguments it was started with.
#[must_use]
pub fn main() -> ExitCode {
    // A limit on file sizes then fails the write, which nutgraf reports, instead of ending the program.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    if let Some(Err(why)) = arguments.config.as_deref().map(crate::storage::config::use_file) {
        complain(&Failure(why));
        return ExitCode::from(FAILED);
    }
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
        Some(Subcommands::Config) => config::run(),
        Some(Subcommands::Man(man)) => reference::man(&man),
        Some(Subcommands::Judge(judge)) => judge::run(&judge),
        Some(Subcommands::Notes(notes)) => notes::run(&notes),
        Some(Subcommands::Seal(seal)) => seal::run(&seal),
        Some(Subcommands::Search(search)) => Ok(search::run(&search)),
        Some(Subcommands::Entities(entities)) => entities::run(&entities),
        Some(Subcommands::Versions(versions)) => versions::run(&versions),
        Some(Subcommands::Similar(similar)) => similar::run(&similar),
        Some(Subcommands::Stats(stats)) => statistics::run(&stats),
        Some(Subcommands::Review(review)) => review::run(&review),
        None if arguments.replay.is_some() => record::replay(&arguments.replay.unwrap_or_default()),
        None => {
            let characters = if arguments.ascii { Characters::AsciiSigns } else { Characters::All };
            let look = Look { terminal_paper: arguments.paper == "terminal", characters };
            read::run(&read::start::Start {
                file: arguments.file.as_deref(),
                annotator: arguments.annotator.as_deref(),
                theme: arguments.theme,
                look,
                record: arguments.record.as_deref(),
                review: false,
                at: arguments.at.as_deref(),
            })
        }
    };
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            complain(&error);
            ExitCode::from(FAILED)
        }
    }
}

/// The arguments that were typed, or the exit code once their fault or the help is printed.
fn arguments() -> Result<Arguments, ExitCode> {
    let arguments = file_alone(&mut std::env::args_os()).map_or_else(|| parse(std::env::args_os()), Ok);
    let arguments = arguments.map_err(|error| refused(&error))?;
    let mistyped = refusal::no_command(&std::env::args_os().collect::<Vec<_>>());
    if let Some(mistyped) = mistyped.filter(|_| arguments.command.is_none()) {
        complain(&mistyped);
        return Err(ExitCode::from(FAILED));
    }
    Ok(arguments)
}

/// The most frequent arguments: none, or a file alone. Parsing these without the subcommands and options saves more
/// time than reading an article takes.
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
        at: None,
        config: None,
        paper: PAPER.to_owned(),
        ascii: false,
        record: None,
        replay: None,
    })
}

fn parse(typed: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Arguments, clap::Error> {
    Arguments::from_arg_matches(&with_free_text(Arguments::command()).try_get_matches_from(typed)?)
}

/// Lets every option for text accept words that begin with a dash: a note may be a list.
fn with_free_text(command: Command) -> Command {
    let free = [ValueParser::string().type_id(), ValueParser::path_buf().type_id()];
    let takes_text = |arg: &Arg| {
        let is_free = arg.get_possible_values().is_empty() && free.contains(&arg.get_value_parser().type_id());
        is_free && arg.get_action().takes_values() && !arg.is_positional()
    };
    let command = command.mut_args(|arg| if takes_text(&arg) { arg.allow_hyphen_values(true) } else { arg });
    command.mut_subcommands(with_free_text)
}

/// Prints what is wrong with the arguments, or the help; returns the exit code.
fn refused(error: &clap::Error) -> ExitCode {
    // The message repeats what was typed, which reaches the terminal only with its controls escaped.
    let harmless = |typed: OsString| OsString::from(escaped(&typed.to_string_lossy()).into_owned());
    let typed: Vec<OsString> = std::env::args_os().map(harmless).collect();
    let error = parse(typed.clone()).err().unwrap_or_else(|| clap::Error::new(error.kind()));
    ExitCode::from(u8::try_from(refusal::print(&error, &typed)).unwrap_or(FAILED))
}

fn theme(name: &str) -> Result<ThemeName, String> {
    ThemeName::named(name).ok_or_else(|| format!("not a theme; {}", instead(name, ThemeName::ALL.map(ThemeName::name))))
}

/// A value parser whose words appear in completions and help.
fn words<T>(
    parse: fn(&str) -> Result<T, String>,
    words: impl IntoIterator<Item = &'static str>,
) -> impl TypedValueParser<Value = T>
where
    T: Clone + Send + Sync + 'static,
{
    Words { parse, words: words.into_iter().collect() }
}

/// See [`words`].
#[derive(Clone)]
struct Words<T> {
    parse: fn(&str) -> Result<T, String>,
    words: Vec<&'static str>,
}

impl<T> TypedValueParser for Words<T>
where
    T: Clone + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        TypedValueParser::parse_ref(&self.parse, command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().map(|word| PossibleValue::new(*word))))
    }
}

/// The words of `--verdict`.
fn verdict_words() -> impl Iterator<Item = &'static str> {
    Verdict::ALL.map(Verdict::stored).into_iter().chain(["none"])
}

/// A verdict of the command line; `None` for `none`.
#[derive(Debug, Clone, Copy)]
struct Choice(Option<Verdict>);

fn verdict(word: &str) -> Result<Choice, String> {
    if word == "none" {
        return Ok(Choice(None));
    }
    let known = || verdict_words().collect::<Vec<_>>();
    let verdict = Verdict::from_stored(word).ok_or_else(|| format!("not a verdict; {}", instead(word, known())))?;
    Ok(Choice(Some(verdict)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &[&str]) -> Vec<OsString> {
        ["nutgraf"].iter().chain(typed).map(OsString::from).collect()
    }

    #[test]
    fn a_file_alone_gives_the_same_arguments_as_the_parser() {
        for typed in [&[][..], &["harbour.yaml"], &["guided-tour"], &["./check"], &["a b"], &["checks"], &["häfen"]] {
            let told = |arguments: Arguments| {
                let Arguments { command, file, annotator, theme, at, config, paper, ascii, record, replay } = arguments;
                (command.is_some(), file, annotator, theme, at, config, paper, ascii, record, replay)
            };
            let short = file_alone(&mut words(typed).into_iter()).map(told);
            assert!(short.is_some(), "{typed:?}");
            assert_eq!(short, parse(words(typed)).ok().map(told), "{typed:?}");
        }
    }

    #[test]
    fn other_arguments_go_to_the_parser() {
        let commands = Arguments::command();
        let names = commands.get_subcommands().flat_map(Command::get_name_and_visible_aliases);
        for word in names.chain(["help", "-", "--", "-h", "--ascii", ""]) {
            assert!(file_alone(&mut words(&[word]).into_iter()).is_none(), "{word}");
        }
        assert!(file_alone(&mut words(&["a.yaml", "--ascii"]).into_iter()).is_none());
    }
}
