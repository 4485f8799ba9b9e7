//! `nutgraf export`: writes notes in formats that other programs read.

mod drawing;
mod layout;
mod output;
mod several;
mod since;
mod stream;

pub(super) use crate::cli::export::several::packets;
use crate::storage::journal::source_files;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::export::packet::TEMPLATE;
use crate::export::warnings::warnings;
use crate::export::{FORMATS, Format, Request, Selection, format, loss};
use crate::model::annotation::added_claim::put_all_among;
use crate::model::annotation::judgement::Standing;
use crate::model::annotation::{Notes, standing};
use crate::model::article::Article;
use crate::model::journal::fold::Fold;
use crate::model::query::{Asker, Query};
use crate::storage::annotator;
use crate::storage::config::reviewer;
use crate::storage::files::folders;
use crate::storage::journal::notes_files::{Source, Unwritten};
use crate::text::hidden::{escaped, visible};
use crate::text::path::shown_path;
use crate::text::suggestion::instead;
use crate::workspace::export_file::How;

use crate::cli::article_argument::article;
use crate::cli::claim_options::ClaimOptions;
use crate::cli::export::layout::Layout;
use crate::cli::export::output::Output;
use crate::cli::{Failure, catalogue, complain, print, print_path, words};
use crate::workspace::clock::today;
use crate::workspace::open;
use crate::workspace::open::Opened;

/// Exit code if the format leaves something out under `--strict`.
const LOSSY: u8 = 1;
/// Exit code if there is nothing to write.
const NOTHING: u8 = 2;

// Each flag of the command line is a bool.
#[allow(clippy::struct_excessive_bools, reason = "each is an option")]
#[derive(clap::Args)]
#[command(after_help = formats())]
pub(super) struct Arguments {
    /// Articles: YAML files, names of built-in ones, or folders.
    #[arg(value_name = "FILE|DIR", value_parser = article(), hide_possible_values = true, required_unless_present_any = ["check", "jsonl", "print_template", "draw_template"])]
    files: Vec<PathBuf>,
    /// The format; see below.
    #[arg(short, long, value_parser = words(format_named, FORMATS.iter().map(|format| format.name)), hide_possible_values = true, required_unless_present_any = ["check", "template", "mail", "print_template", "draw_template"])]
    format: Option<&'static str>,
    /// The file to write, one for all articles, or - for standard output; by default, a file beside each article, such as
    /// harbour.ana.packet.md.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Whose notes to export: a name, or `all`; may be repeated. By default yours; with --jsonl, everyone's.
    #[arg(long, value_name = "NAME")]
    by: Vec<String>,
    /// Your name: whose notes to export without --by, and who `by:me` is in a query. By default, the name that the reader uses.
    #[arg(long = "as", value_name = "NAME")]
    me: Option<String>,
    /// The annotator whose verdict wins where annotators disagree.
    #[arg(long = "final", value_name = "NAME")]
    final_by: Option<String>,
    #[command(flatten)]
    claims: ClaimOptions,
    /// Do not report what the format leaves out.
    #[arg(short, long)]
    quiet: bool,
    /// Write nothing and exit 1 if the format leaves anything out.
    #[arg(long)]
    strict: bool,
    /// Include drafts: proposed claims and entities that nobody has confirmed yet.
    #[arg(long)]
    drafts: bool,
    #[command(flatten)]
    layout: Layout,
    /// Replace an existing file.
    #[arg(long)]
    force: bool,
    /// Begin a CSV table with a byte order mark, so that spreadsheets read it as UTF-8.
    #[arg(long)]
    bom: bool,
    /// Export a stream: one article with its notes per line of standard input, `{"id", "article", "notes": [lines of its notes
    /// files]}`; one JSON object per line of standard output.
    #[arg(long, conflicts_with_all = ["files", "output", "strict", "force", "check"])]
    jsonl: bool,
    /// Report what has changed since this export was written; exit 1 if anything has.
    #[arg(long, value_name = "EXPORT", conflicts_with_all = ["format", "output", "strict", "force", "bom"])]
    check: Option<PathBuf>,
}

fn formats() -> String {
    let row = |format: &Format| format!("  {:<13} {}", format.name, format.what);
    format!("Formats:\n{}", FORMATS.iter().map(row).collect::<Vec<_>>().join("\n"))
}

fn format_named(name: &str) -> Result<&'static str, String> {
    let known = format(name).map(|format| format.name);
    known.ok_or_else(|| format!("not a format; {}", instead(name, FORMATS.iter().map(|format| format.name))))
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    if let Some(export) = &arguments.check {
        return since::run(arguments.files.first().map(PathBuf::as_path), export);
    }
    if arguments.layout.print_template {
        print(TEMPLATE)?;
        return Ok(0);
    }
    if arguments.layout.draw_template {
        return drawing::draw_stdin();
    }
    let layout = Output::of(arguments.format, &arguments.layout)?;
    if let (true, Output::Format(format)) = (arguments.jsonl, &layout) {
        return stream::run(arguments, format);
    }
    if arguments.bom && layout.media_type() != "text/csv" {
        let name = layout.name();
        return Err(Failure(format!("--bom works only for tables, not for {name}; use it with csv or csv-evidence")));
    }
    let (files, are_several) = catalogue::files(&arguments.files)?;
    if are_several {
        let Output::Format(format) = layout else {
            return Err(Failure::from("--template draws one article at a time; name one"));
        };
        return several::run(arguments, format, &files);
    }
    one(arguments, &layout, files.first().map(PathBuf::as_path), false)
}

/// Exports one article.
fn one(arguments: &Arguments, layout: &Output, file: Option<&Path>, is_one_of_several: bool) -> Result<u8, Failure> {
    let mut opened = open::open(file)?;
    if !arguments.drafts {
        opened.article = opened.article.without_drafts().into_owned();
    }
    let notes = opened.notes(annotator::who(arguments.me.as_deref()).name);
    let mut selection = selection(arguments, &notes, file.filter(|_| is_one_of_several))?;
    put_all_among(&mut opened.article, selection.by.iter().filter_map(|name| notes.fold(name)));
    selection.query = if is_one_of_several {
        arguments.claims.query_anywhere(&opened.source)?
    } else {
        arguments.claims.query(&opened.source, &asker(&opened.article, &notes, &selection))?
    };
    let today = today();
    let reviewer = reviewer::reviewer(&opened.source)?;
    let request = Request { article: &opened.article, notes: &notes, selection: &selection, today: &today, reviewer };
    if let Some(question) = whose_notes(arguments, &request) {
        complain(&question);
        return Ok(NOTHING);
    }
    if request.folds().is_empty() {
        complain(&Failure::from(nothing_said(&notes, &selection)));
    }
    // Counting the losses costs about as much as writing.
    let wanted = arguments.strict || !arguments.quiet;
    let report = if wanted { layout.losses(&request) } else { Vec::new() };
    if !arguments.quiet {
        tell(layout, &report, &request);
    }
    if arguments.strict && !report.is_empty() {
        complain(&Failure::from("nothing was written: the format leaves something out, and --strict is set"));
        return Ok(LOSSY);
    }
    if matches!(layout, Output::Format(format) if leaves_all_out(format, &request)) {
        complain(&Failure(format!("nothing was written: {} leaves out every claim", layout.name())));
        return Ok(NOTHING);
    }
    let mut drawn = layout.draw(&request)?;
    let mut path = arguments.output.clone().unwrap_or_else(|| destination(&opened, layout.ending(), &selection));
    if arguments.layout.mail {
        drawn = drawn.for_mail()?;
        path = arguments.output.clone().unwrap_or_else(|| PathBuf::from("-"));
    }
    if path == Path::new("-") {
        return output::to_stdout(&drawn, arguments.bom);
    }
    if let Some(what) = source_files::is_source(&opened.source, &path) {
        let path = shown_path(&path);
        return Err(Failure(format!("{path} is {what} and was not replaced; choose another name with -o")));
    }
    let how = How { force: arguments.force, bom: arguments.bom };
    drawn.to_file(&path, how)?;
    print_path(&path)?;
    Ok(0)
}

/// Reports what the format leaves out, and what to check before people read the export.
fn tell(layout: &Output, losses: &[String], request: &Request<'_>) {
    for line in losses.iter().chain(&loss::private(request)) {
        complain(&Failure(format!("{} {}", layout.name(), visible(line))));
    }
    if layout.warns() {
        for warning in warnings(request) {
            complain(&Failure(format!("warning: {}", visible(&warning.line()))));
        }
    }
}

/// Whose notes are exported. A single article must have notes by all who are named. Of several, `one_of_several` is the file of
/// this one: notes by some of them are enough, and the others are reported, since a name may be mistyped.
fn selection(arguments: &Arguments, notes: &Notes, one_of_several: Option<&Path>) -> Result<Selection, Failure> {
    let there: Vec<&str> = notes.all().map(|(name, _)| name).collect();
    let mut by: Vec<String> = if arguments.by.is_empty() && !arguments.jsonl {
        own_name(notes, arguments.me.as_deref())?.into_iter().collect()
    } else if arguments.by.is_empty() || arguments.by.iter().any(|name| name == "all") {
        there.iter().map(|name| (*name).to_owned()).collect()
    } else {
        arguments.by.iter().map(|name| notes.people().name(name).to_owned()).collect()
    };
    // Two of the names may belong to one person.
    let mut known = BTreeSet::new();
    by.retain(|name| known.insert(name.clone()));
    let named = arguments.by.iter().filter(|name| *name != "all").chain(&arguments.final_by);
    let named: Vec<&String> = named.collect();
    let is_missing = |name: &&&String| !there.is_empty() && notes.fold(name).is_none();
    let missing: Vec<&&String> = named.iter().filter(is_missing).collect();
    if let Some(file) = one_of_several.filter(|_| missing.len() < named.len()) {
        for name in missing {
            let (file, name) = (shown_path(file), escaped(name));
            complain(&Failure(format!(
                "warning: {name} has no notes on {file}; it is exported with those of the others"
            )));
        }
    } else if let Some(name) = missing.first() {
        let (name, there) = (escaped(name), there.join(", "));
        return Err(Failure(format!("{name} has no notes on this article; there are notes by {}", escaped(&there))));
    }
    let final_by = arguments.final_by.as_ref().map(|name| notes.people().name(name).to_owned());
    Ok(Selection { by, final_by, query: Query::everything(), sees_others: true })
}

/// The question whose notes to export, if the annotator has none and did not say, and others have judged claims.
fn whose_notes(arguments: &Arguments, request: &Request<'_>) -> Option<Failure> {
    if !arguments.by.is_empty() || !request.folds().is_empty() {
        return None;
    }
    let judges = |fold: &Fold| request.article.claims().any(|(_, claim)| standing(fold, claim) != Standing::NotJudged);
    let others: Vec<&str> = request.notes.all().filter(|(_, fold)| judges(fold)).map(|(name, _)| name).collect();
    let (who, verb) = (request.selection.by.join(", "), if others.len() == 1 { "has" } else { "have" });
    (!others.is_empty()).then(|| {
        Failure(format!(
            "nothing was written: {} has judged nothing here, and {} {verb}; say whose notes with --by NAME or --by all",
            escaped(&who),
            escaped(&others.join(", "))
        ))
    })
}

/// Whether there are annotations, and the format has no place for any claim of the selection.
fn leaves_all_out(format: &Format, request: &Request<'_>) -> bool {
    let left_out = (format.refuses)(request).len();
    left_out > 0 && !request.folds().is_empty() && left_out == request.chosen().count()
}

/// Who asks for which claims of the export.
fn asker<'a>(article: &'a Article, notes: &'a Notes, selection: &'a Selection) -> Asker<'a> {
    let voices = notes.all().filter(|(name, _)| selection.by.iter().any(|other| other == name)).collect();
    Asker { voices, final_by: selection.final_by.as_deref(), ..Asker::everyone(article, notes) }
}

/// The annotator's own name. Fails if it is unknown and others have notes, since the arguments have to choose then.
fn own_name(notes: &Notes, asked: Option<&str>) -> Result<Option<String>, Failure> {
    let me = annotator::who(asked).name.map(|name| notes.people().name(&name).to_owned());
    if me.is_none() && notes.all().next().is_some() {
        return Err(Failure::from("no annotator chosen; use --by NAME or --by all, or set NUTGRAF_ANNOTATOR"));
    }
    Ok(me)
}

fn nothing_said(notes: &Notes, selection: &Selection) -> String {
    let others: Vec<&str> = notes.all().map(|(name, _)| name).collect();
    if others.is_empty() {
        return "there are no notes on this article yet; the export contains only the article".to_owned();
    }
    let (who, others) = (selection.by.join(", "), others.join(", "));
    format!("no notes by {}; there are notes by {} (--by)", escaped(&who), escaped(&others))
}

/// The default file: beside the article, or in the working folder for a built-in one. Its name has the article's, the
/// annotator's and the format's ending.
fn destination(opened: &Opened, ending: &str, selection: &Selection) -> PathBuf {
    let who = match selection.by.as_slice() {
        [] => "nobody".to_owned(),
        [name] => folders::slug(name),
        _ => "all".to_owned(),
    };
    match &opened.source {
        Source::File(path, _) | Source::Unwritten(Unwritten { path, .. }) => {
            folders::folder_of(path).join(format!("{}.{who}.{ending}", folders::stem(path)))
        }
        Source::Builtin(id) => PathBuf::from(format!("{id}.{who}.{ending}")),
    }
}
