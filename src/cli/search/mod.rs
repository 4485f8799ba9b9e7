//! `nutgraf search`: every place in a folder's articles that matches a query.

mod output;
mod watch;

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::read::start::Start;
use crate::corpus::search::{Found, Limits, Search, Viewer};
use crate::reader::draw::Look;
use crate::storage;
use crate::storage::annotator;
use crate::storage::library::Library;
use crate::text::path::shown_path;

use crate::cli::read;
use crate::cli::{Failure, catalogue, complain};

/// Exit code when nothing was found.
const NOTHING: u8 = 1;
/// Exit code if the search could not run.
const COULD_NOT_RUN: u8 = 2;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// What to find: words, "a phrase", begin* for words that begin so, -word to exclude one, and fields such as verdict:refuted
    /// or outlet:post.
    #[arg(required_unless_present_any = ["queries", "watch"], allow_hyphen_values = true)]
    query: Option<String>,
    /// The folder of articles; by default, the current folder.
    dir: Option<PathBuf>,
    /// Run the queries in this file, one per line, and print a table of their hits; - reads them from standard input.
    #[arg(long, value_name = "FILE")]
    queries: Option<PathBuf>,
    /// How to print the hits.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Print this many hits, the best ones; 0 prints all.
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    limit: usize,
    /// The width of a line, in columns; by default, that of the terminal, or 120.
    #[arg(long, value_parser = clap::value_parser!(u16).range(40..))]
    width: Option<u16>,
    /// Search as NAME: see what they see, and let fields such as `verdict:` ask for their judgements alone.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Your name; by default, the name that the reader uses.
    #[arg(long = "as", value_name = "NAME")]
    me: Option<String>,
    /// Also show others' judgements of claims that you have not judged yourself.
    #[arg(long)]
    others: bool,
    /// Run the queries under [watch] in nutgraf.toml, and print the hits that are new since the last time.
    #[arg(long, conflicts_with_all = ["queries", "open"])]
    watch: bool,
    /// Open the best hit in the reader.
    #[arg(long, conflicts_with_all = ["queries", "format"])]
    open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the place, the text before the words, the words, the text after them.
    Text,
    /// One JSON document.
    Json,
    /// A CSV table with a row for each hit.
    Csv,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    search(arguments).unwrap_or_else(|failure| {
        complain(&failure);
        COULD_NOT_RUN
    })
}

fn search(arguments: &Arguments) -> Result<u8, Failure> {
    // With --queries, the first argument is the folder.
    let (query, folder) = match (&arguments.queries, &arguments.query, &arguments.dir) {
        (Some(_), Some(_), Some(folder)) => {
            let told = format!(
                "both a query and --queries are given; leave one of them out; the folder is {}",
                shown_path(folder)
            );
            return Err(Failure(told));
        }
        (Some(_), folder, None) => (None, folder.as_ref().map(PathBuf::from)),
        (_, query, folder) => (query.clone(), folder.clone()),
    };
    // The same goes for --watch.
    let (query, folder) = if arguments.watch { (None, query.map(PathBuf::from).or(folder)) } else { (query, folder) };
    let folder = folder.unwrap_or_else(|| PathBuf::from("."));
    let vocabulary = catalogue::words(&folder);
    let viewer = viewer(arguments);
    if arguments.watch {
        let width = arguments.width.unwrap_or_else(output::columns);
        return watch::run(&folder, &viewer, arguments.format, width);
    }
    let Some(text) = query else { return many(arguments, &folder, &viewer) };
    let query = catalogue::query(&text, &vocabulary)?;
    let mut library = catalogue::open_for_search(&folder)?;
    let hits = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    let found = look(&mut library, &Search::new(&query, &viewer, false), hits);
    if arguments.open {
        return open(&library, &found);
    }
    match arguments.format {
        Format::Text => output::text(&found, arguments.width.unwrap_or_else(output::columns))?,
        Format::Json => output::json(&text, &found)?,
        Format::Csv => output::csv(&found)?,
    }
    Ok(if found.total == 0 { NOTHING } else { 0 })
}

/// Who searches, whose verdicts are asked for, and whether others' verdicts are seen before the searcher has judged.
fn viewer(arguments: &Arguments) -> Viewer {
    let by = arguments.by.as_deref();
    let me = by.map(str::to_owned).or_else(|| annotator::who(arguments.me.as_deref()).name);
    Viewer { sees_all: arguments.others, asks_everyone: by.is_none(), ..Viewer::of(me) }
}

/// The best hits in all articles.
fn look(library: &mut Library, search: &Search<'_>, hits: usize) -> Found {
    library.search(search, Limits { hits, articles: usize::MAX })
}

/// Prints a row for each query of a file.
fn many(arguments: &Arguments, folder: &Path, viewer: &Viewer) -> Result<u8, Failure> {
    let file = arguments.queries.as_deref().unwrap_or(Path::new("-"));
    let vocabulary = catalogue::words(folder);
    let text = read_text(file)?;
    let lines = (1..).zip(text.lines().map(str::trim)).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut queries = Vec::new();
    let mut wrong = Vec::new();
    for (number, line) in lines {
        match catalogue::query(line, &vocabulary) {
            Ok(query) => queries.push((line, query)),
            Err(failure) => wrong.push(format!("line {number}: {}", failure.0)),
        }
    }
    // The errors of all queries are reported together.
    if !wrong.is_empty() {
        return Err(Failure(wrong.join("\n")));
    }
    let mut library = catalogue::open_for_search(folder)?;
    let mut rows = Vec::new();
    for (line, query) in &queries {
        rows.push((*line, look(&mut library, &Search::new(query, viewer, false), 1)));
    }
    let nothing = rows.iter().all(|(_, found)| found.total == 0);
    match arguments.format {
        Format::Text => output::table(&rows)?,
        Format::Json => output::table_json(&rows)?,
        Format::Csv => output::table_csv(&rows)?,
    }
    Ok(if nothing { NOTHING } else { 0 })
}

/// The text of a file, or of standard input.
fn read_text(file: &Path) -> Result<String, Failure> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        bytes
    } else {
        storage::import::load(file)?
    };
    String::from_utf8(bytes).map_err(|_| Failure(format!("{} is not UTF-8; save it as UTF-8", shown_path(file))))
}

/// Opens the best hit in the reader.
fn open(library: &Library, found: &Found) -> Result<u8, Failure> {
    let Some(hit) = found.hits.first() else {
        complain(&Failure::from("nothing found"));
        return Ok(NOTHING);
    };
    let file = library.root().join(&hit.path);
    read::run(&Start {
        file: Some(&file),
        annotator: None,
        theme: None,
        look: Look::default(),
        record: None,
        review: false,
        at: Some(&hit.id),
    })
}
