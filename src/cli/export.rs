//! `nutgraf export`: notes in a format that others use.

mod since;
mod stream;

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use crate::domain::article::Article;
use crate::domain::judgement::Status;
use crate::domain::notes::Notes;
use crate::domain::own_claim::put_all_among;
use crate::format::byte_order_mark::MARK;
use crate::format::export::markdown::kept::{Keeping, Packet};
use crate::format::export::{FORMATS, Format, Request, Selection, format, loss};
use crate::format::journal::timestamp;
use crate::store::notes::{Source, Unwritten};
use crate::store::replace::{self, Text};
use crate::store::{annotator, folders, reviewer};
use crate::text::hidden::{escaped, visible};
use crate::text::path::shown_path;
use crate::text::suggestion::did_you_mean;

use super::open::Opened;
use super::{Choice, Failure, complain, moment, open, print_path, verdict};

/// Exit code for an export that would lose something, when none may.
const LOSSY: u8 = 1;

// One flag of the command line is one bool.
#[allow(clippy::struct_excessive_bools)]
#[derive(clap::Args)]
#[command(after_help = formats())]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one.
    #[arg(required_unless_present_any = ["check", "jsonl"])]
    file: Option<PathBuf>,
    /// In which format; see below.
    #[arg(short, long, value_parser = format_named, required_unless_present = "check")]
    format: Option<&'static str>,
    /// Where to; - is standard output. Otherwise beside the article.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Whose notes: a name, several, or all; otherwise your own, and all of a stream.
    #[arg(long, value_name = "NAME")]
    by: Vec<String>,
    /// Whose word holds where annotators differ.
    #[arg(long = "final", value_name = "NAME")]
    final_by: Option<String>,
    /// Only claims with this verdict; none for those without.
    #[arg(long, value_delimiter = ',', value_parser = verdict)]
    verdict: Vec<Choice>,
    /// Only claims so far: to-do, checking, waiting, done, not-checkable.
    #[arg(long, value_delimiter = ',', value_parser = status)]
    status: Vec<Status>,
    /// Only this section, by its id.
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    section: Vec<String>,
    /// Only claims with this tag.
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Do not say what the format cannot carry.
    #[arg(long)]
    quiet: bool,
    /// Write nothing and exit 1 when the format cannot carry everything.
    #[arg(long)]
    strict: bool,
    /// Also the drafts: candidates that nobody has confirmed yet.
    #[arg(long)]
    drafts: bool,
    #[command(flatten)]
    how: How,
    /// Export articles with their notes, one a line of standard input: `{"id", "article", "notes": [journal lines]}`.
    #[arg(long, conflicts_with_all = ["file", "output", "strict", "force", "check"])]
    jsonl: bool,
    /// Say what has changed since this export was written; exit 1 when something has.
    #[arg(long, value_name = "EXPORT", conflicts_with_all = ["format", "output", "strict", "force", "bom"])]
    check: Option<PathBuf>,
}

/// How a file is written.
#[derive(clap::Args, Debug, Clone, Copy)]
pub(super) struct How {
    /// Replace a file that is there already.
    #[arg(long)]
    pub(super) force: bool,
    /// Begin a table with a byte order mark, by which spreadsheets know that it is UTF-8.
    #[arg(long)]
    pub(super) bom: bool,
}

fn formats() -> String {
    let row = |format: &Format| format!("  {:<13} {}", format.name, format.what);
    format!("Formats:\n{}", FORMATS.iter().map(row).collect::<Vec<_>>().join("\n"))
}

fn format_named(name: &str) -> Result<&'static str, String> {
    let known = format(name).map(|format| format.name);
    let names = || FORMATS.iter().map(|format| format.name);
    let hint = || did_you_mean(name, names());
    let all = || format!("there are {}", names().collect::<Vec<_>>().join(", "));
    known.ok_or_else(|| format!("not a format; {}", hint().unwrap_or_else(all)))
}

fn status(word: &str) -> Result<Status, String> {
    let known = || Status::ALL.map(Status::stored).join(", ");
    Status::from_stored(word).ok_or_else(|| format!("not a status; there are {}", known()))
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if let Some(export) = &arguments.check {
        return since::run(arguments.file.as_deref(), export);
    }
    let format = arguments.format.and_then(format).ok_or_else(|| Failure::from("there is no such format"))?;
    if arguments.jsonl {
        return stream::run(arguments, format);
    }
    if arguments.how.bom && format.media_type != "text/csv" {
        let name = format.name;
        return Err(Failure(format!("--bom is for tables, and {name} is none; use it with csv or csv-evidence")));
    }
    let mut opened = open::open(arguments.file.as_deref())?;
    if !arguments.drafts {
        opened.article = opened.article.without_drafts().into_owned();
    }
    let notes = opened.notes(None);
    let selection = selection(arguments, &opened.article, &notes)?;
    put_all_among(&mut opened.article, selection.by.iter().filter_map(|name| notes.fold(name)));
    let today = timestamp(moment().unix_ms).chars().take(10).collect::<String>();
    let reviewer = reviewer::reviewer(&opened.source)?;
    let request = Request { article: &opened.article, notes: &notes, selection: &selection, today: &today, reviewer };
    if request.folds().is_empty() {
        complain(&Failure::from(nothing_said(&notes, &selection)));
    }
    // Counting costs about as much as writing.
    let wanted = arguments.strict || !arguments.quiet;
    let report = if wanted { loss::report(format, &request) } else { Vec::new() };
    if !arguments.quiet {
        for line in &report {
            complain(&Failure(format!("{} {}", format.name, visible(line))));
        }
    }
    if arguments.strict && !report.is_empty() {
        complain(&Failure::from("nothing was written: --strict allows no loss"));
        return Ok(LOSSY);
    }
    let path = arguments.output.clone().unwrap_or_else(|| destination(&opened, format, &selection));
    if path == Path::new("-") {
        return to_stdout(&request, format, arguments.how.bom);
    }
    if let Some(what) = replace::is_source(&opened.source, &path) {
        let path = shown_path(&path);
        return Err(Failure(format!("{path} is {what} and was not touched; choose another name with -o")));
    }
    to_file(&request, format, &path, arguments.how)?;
    print_path(&path)?;
    Ok(0)
}

/// Whether a packet on this article stands there, into which somebody may have written.
pub(super) fn is_packet(format: &Format, path: &Path, article: &str) -> Result<bool, Failure> {
    let earlier = if format.name == "markdown" { replace::earlier(path)? } else { None };
    Ok(earlier.and_then(|text| Packet::read(&text)).is_some_and(|packet| packet.article == article))
}

fn write(request: &Request<'_>, format: &Format, bom: bool, out: &mut dyn fmt::Write) -> fmt::Result {
    if bom {
        out.write_char(MARK)?;
    }
    (format.write)(request, out)
}

/// Writes a file; into a packet that is there already goes what was written into it by hand.
pub(super) fn to_file(request: &Request<'_>, format: &Format, path: &Path, how: How) -> Result<(), Failure> {
    let force = how.force;
    let earlier = if format.name == "markdown" { replace::earlier(path)? } else { None };
    let packet =
        earlier.and_then(|text| Packet::read(&text)).filter(|packet| packet.article == request.article.head.id);
    let Some(packet) = packet else {
        return Ok(replace::write(path, force, &mut |out| write(request, format, how.bom, out))?);
    };
    let name = shown_path(path);
    if !(packet.is_intact || force) {
        return Err(Failure(format!(
            "{name} was changed outside the marked lines and was not touched; move what you wrote between them, or use \
             --force, which keeps nothing else"
        )));
    }
    let mut homeless = Vec::new();
    let written = replace::write(path, true, &mut |out| {
        let mut keeping = Keeping::new(out, packet.by_hand.clone());
        (format.write)(request, &mut keeping)?;
        homeless = keeping.left().into_iter().map(str::to_owned).collect();
        if homeless.is_empty() || force { Ok(()) } else { Err(std::fmt::Error) }
    });
    if !homeless.is_empty() && !force {
        let places = homeless.join(", ");
        return Err(Failure(format!(
            "{name} was not touched: the new packet has no place for what you wrote for {}; choose another name with -o, \
             or use --force, which drops it",
            escaped(&places)
        )));
    }
    Ok(written?)
}

/// A reader that has gone away is no failure.
fn to_stdout(request: &Request<'_>, format: &Format, bom: bool) -> Result<u8, Failure> {
    let mut out = Text::new(BufWriter::new(io::stdout().lock()));
    let written = write(request, format, bom, &mut out);
    match out.finish(written) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(0),
    }
}

fn selection(arguments: &Arguments, article: &Article, notes: &Notes) -> Result<Selection, Failure> {
    let there: Vec<&str> = notes.all().map(|(name, _)| name).collect();
    let mut by: Vec<String> = if arguments.by.is_empty() && !arguments.jsonl {
        own_name(notes)?.into_iter().collect()
    } else if arguments.by.is_empty() || arguments.by.iter().any(|name| name == "all") {
        there.iter().map(|name| (*name).to_owned()).collect()
    } else {
        arguments.by.iter().map(|name| notes.people().name(name).to_owned()).collect()
    };
    // Two names may be one person's.
    let mut known = BTreeSet::new();
    by.retain(|name| known.insert(name.clone()));
    let named = arguments.by.iter().filter(|name| *name != "all").chain(&arguments.final_by);
    let mut named = named.filter(|name| !there.is_empty() && notes.fold(name).is_none());
    if let Some(name) = named.next() {
        let (name, there) = (escaped(name), there.join(", "));
        return Err(Failure(format!("{name} has no notes on this article; there are notes by {}", escaped(&there))));
    }
    let sections: Vec<&str> = article.sections.iter().map(|section| section.id.as_str()).collect();
    if let Some(id) = arguments.section.iter().find(|id| !sections.contains(&id.as_str())) {
        let hint = did_you_mean(id, sections.iter().copied());
        let hint = hint.unwrap_or_else(|| format!("there are {}", sections.join(", ")));
        return Err(Failure(format!("the article has no section {}; {hint}", escaped(id))));
    }
    Ok(Selection {
        by,
        final_by: arguments.final_by.as_ref().map(|name| notes.people().name(name).to_owned()),
        verdicts: arguments.verdict.iter().map(|choice| choice.0).collect(),
        statuses: arguments.status.clone(),
        sections: arguments.section.clone(),
        tags: arguments.tag.clone(),
    })
}

/// One's own name; without one, and with notes by others, it has to be said whose.
fn own_name(notes: &Notes) -> Result<Option<String>, Failure> {
    let me = annotator::who(None).name.map(|name| notes.people().name(&name).to_owned());
    if me.is_none() && notes.all().next().is_some() {
        return Err(Failure::from("whose notes? Say so with --by NAME or --by all, or set NUTGRAF_ANNOTATOR"));
    }
    Ok(me)
}

fn nothing_said(notes: &Notes, selection: &Selection) -> String {
    let others: Vec<&str> = notes.all().map(|(name, _)| name).collect();
    if others.is_empty() {
        return "there are no notes on this article yet; the export holds the article alone".to_owned();
    }
    let (who, others) = (selection.by.join(", "), others.join(", "));
    format!("no notes by {}; there are notes by {} (--by)", escaped(&who), escaped(&others))
}

/// Beside the article, or here for a built-in one: the article's name, the annotator's, and the format's ending.
fn destination(opened: &Opened, format: &Format, selection: &Selection) -> PathBuf {
    let who = match selection.by.as_slice() {
        [] => "nobody".to_owned(),
        [name] => folders::slug(name),
        _ => "all".to_owned(),
    };
    match &opened.source {
        Source::File(path, _) | Source::Unwritten(Unwritten { path, .. }) => {
            folders::folder_of(path).join(format!("{}.{who}.{}", folders::stem(path), format.ending))
        }
        Source::Builtin(id) => PathBuf::from(format!("{id}.{who}.{}", format.ending)),
    }
}
