//! Imports files and folders on all cores, and reports each source in its turn.

use std::collections::HashSet;
use std::path::Path;

use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::update::Change;
use crate::import::{Draft, Imported, Options, import, sources};
use crate::storage;
use crate::storage::files::folders;
use crate::storage::import::FileError;
use crate::storage::import::log::{ImportLog, Logged};
use crate::text::counted::counted;
use crate::text::path::shown_path;

use crate::cli::import::output::{Existing, Output, Place, WithCandidates, Writer, Written};
use crate::cli::import::progress::Progress;
use crate::cli::import::proposer::Proposer;
use crate::cli::import::report::{Detail, Entry, Outcome as Unimported, Report, Totals};
use crate::cli::import::sources::{SourceFile, expand};
use crate::cli::import::{Arguments, ReportForm, print_blocks};
use crate::cli::{FAILED, Failure, print, today};
use crate::workspace::import_file::file_text;
use crate::workspace::in_order;
use crate::workspace::in_order::Next;
use crate::workspace::proposing::{Annotated, Destination, Outcome, Proposers};

/// Exit code if an input, or an article in it, could not be imported.
const NOT_ALL: u8 = 1;
/// Up to this many sources are reported in full; beyond that, only errors and a summary.
const FEW: usize = 10;

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let files = expand(&arguments.sources)?;
    let base_text = arguments.onto.as_deref().map(storage::import::load).transpose()?;
    let today = today();
    let options = Options {
        from: arguments.from.as_deref().and_then(sources::named),
        repair: !arguments.no_repair,
        today: &today,
    };
    let proposers = arguments.proposing.proposers()?;
    // Printing alone needs no candidates, and named proposers replace the built-in rules.
    let needs_none = arguments.blocks || arguments.text || !proposers.is_empty();
    let sources = files.iter().map(|file| file.path.as_deref());
    let proposer = if needs_none { Proposer::default() } else { Proposer::of(arguments, sources)? };
    let mut run = Run::new(arguments, &files, &proposer, proposers);
    let log = run.log();
    let with = run.with.clone();
    let work = |file: SourceFile| {
        let known = file.path.as_deref().filter(|_| !arguments.force);
        if let Some(articles) = known.and_then(|path| log.unchanged(path, &with)) {
            return (file, Ready::Unchanged(articles));
        }
        let ready = read(&file, base_text.as_deref(), &options, &proposer);
        (file, ready)
    };
    let threads = in_order::threads().min(files.len().max(1));
    in_order::map(files.into_iter(), threads, work, |next| match next {
        Next::Result((file, ready)) => run.take(&file, ready),
        Next::Pause => Ok(()),
    })?;
    run.end()
}

/// A source after processing.
enum Ready {
    /// An earlier run has imported it into these files.
    Unchanged(Vec<std::path::PathBuf>),
    /// An article or other file of nutgraf's own, found in a folder.
    Own,
    /// It could not be read.
    Unread(FileError),
    /// Nothing in it could be imported.
    Refused(ImportError),
    /// Its articles, each with its candidates.
    Imported(Imported, Vec<Option<WithCandidates>>),
}

fn read(file: &SourceFile, base_text: Option<&[u8]>, options: &Options<'_>, proposer: &Proposer) -> Ready {
    let bytes = match file.load() {
        Ok(bytes) => bytes,
        Err(error) => return Ready::Unread(error),
    };
    let name = file.path.as_ref().map(|path| path.to_string_lossy().into_owned());
    let mut input = Input::new(&bytes);
    if let Some(name) = &name {
        input = input.named(name);
    }
    if let Some(text) = base_text {
        input = input.onto(text);
    }
    let mut result = import(&input, options);
    let beside = file.text_beside().filter(|_| result.as_ref().is_err_and(|error| *error == ImportError::TextMissing));
    if let Some(text) = &beside {
        result = import(&input.onto(text), options);
    }
    match result {
        Ok(imported) => {
            let with_candidates = |draft: &Draft| {
                let article = proposer.with_candidates(&draft.article, file.path.as_deref());
                let text = file_text(&article);
                WithCandidates { article, text }
            };
            let articles = imported.drafts.iter().map(|draft| draft.as_ref().ok().map(with_candidates)).collect();
            Ready::Imported(imported, articles)
        }
        Err(ImportError::AlreadyArticle) if file.found => Ready::Own,
        Err(error) => Ready::Refused(error),
    }
}

/// A running import.
struct Run<'a> {
    arguments: &'a Arguments,
    proposers: Proposers,
    writer: Writer<'a>,
    log: ImportLog,
    /// Version and options, which affect the result besides the source.
    with: String,
    progress: Progress,
    totals: Totals,
    detail: Detail,
    /// Whether a summary of all sources follows.
    summed_up: bool,
    /// Articles about which a proposer has failed.
    unanswered: usize,
    /// Articles that are unchanged, about which no proposer was asked.
    not_asked: usize,
    code: u8,
}

impl<'a> Run<'a> {
    fn new(arguments: &'a Arguments, files: &[SourceFile], proposer: &'a Proposer, proposers: Proposers) -> Self {
        let piped = files.iter().all(|file| file.path.is_none());
        let existing = match (arguments.force, arguments.update) {
            (true, _) => Existing::IsReplaced,
            (_, true) => Existing::IsUpdated,
            _ => Existing::Stays,
        };
        let detail = match arguments.report {
            _ if arguments.quiet => Detail::Errors,
            ReportForm::Full => Detail::Full,
            _ if files.len() <= FEW => Detail::Summed,
            _ => Detail::Brief,
        };
        let candidates = (arguments.no_candidates, arguments.confirm);
        let form = (env!("CARGO_PKG_VERSION"), &arguments.from, arguments.no_repair, &arguments.onto, candidates);
        Self {
            arguments,
            proposers,
            writer: Writer::new(Output::of(arguments, piped), existing, files.len() > FEW, proposer),
            log: ImportLog::default(),
            with: format!("{form:?}"),
            progress: Progress::over(files.len(), arguments.quiet),
            totals: Totals::default(),
            detail,
            summed_up: files.len() > FEW,
            unanswered: 0,
            not_asked: 0,
            code: 0,
        }
    }

    /// The log of earlier runs. This run adds to its own copy.
    fn log(&mut self) -> ImportLog {
        match &self.writer.output {
            Output::Folder(folder) => {
                self.log = ImportLog::of(folder);
                ImportLog::of(folder)
            }
            Output::File(path) => {
                self.log = ImportLog::of(&folders::folder_of(path));
                ImportLog::default()
            }
            _ => ImportLog::default(),
        }
    }

    fn take(&mut self, file: &SourceFile, ready: Ready) -> Result<(), Failure> {
        let name = file.name();
        let report = match ready {
            Ready::Own => None,
            Ready::Unchanged(articles) => {
                for article in &articles {
                    self.writer.keep(article);
                }
                self.not_asked += if self.proposers.is_empty() { 0 } else { articles.len() };
                Some(Report::unchanged(name, articles))
            }
            Ready::Unread(error) => {
                self.code = FAILED;
                Some(Report::refused(name, Unimported::Unread(error.to_string())))
            }
            Ready::Refused(error) => Some(Report::refused(name, Unimported::Refused(error))),
            Ready::Imported(imported, articles) => Some(self.imported(file, name, &imported, &articles)?),
        };
        if let Some(report) = report {
            if !report.is_complete() {
                self.code = self.code.max(NOT_ALL);
            }
            self.totals.add(&report);
            match self.arguments.report {
                ReportForm::Json => print(&report.json())?,
                ReportForm::Text | ReportForm::Full => self.progress.tell(report.lines(self.detail)),
            }
        }
        self.progress.step();
        Ok(())
    }

    fn imported(
        &mut self,
        file: &SourceFile,
        name: String,
        imported: &Imported,
        articles: &[Option<WithCandidates>],
    ) -> Result<Report, Failure> {
        if self.arguments.blocks || self.arguments.text {
            print_blocks::print_all(imported, self.arguments.blocks)?;
        }
        let count = imported.drafts.len();
        let mut entries = Vec::with_capacity(count);
        let mut logged = Vec::new();
        for (draft, article) in imported.drafts.iter().zip(articles) {
            entries.push(match (draft, article) {
                (Ok(draft), Some(article)) => {
                    let place = Place { draft, source: file.path.as_deref(), count };
                    let written = self.write(&place, article);
                    if let Some(path) = written.as_ref().ok().and_then(Written::path) {
                        logged.push(Logged::new(path, &draft.article));
                    }
                    Entry::written(draft, &article.article, written)
                }
                (Ok(_), None) => continue,
                (Err(error), _) => Entry::skipped(error.clone()),
            });
        }
        let report = Report::of(name, imported, entries);
        if let Some(path) = file.path.as_deref().filter(|_| report.is_complete()) {
            self.log.add(path, &self.with, logged);
        }
        Ok(report)
    }

    /// Writes an article with the candidates of proposers. For a file, proposers are asked once it is written, so that
    /// no failure of theirs can lose the import.
    fn write(&mut self, place: &Place<'_>, article: &WithCandidates) -> Result<Written, Failure> {
        if self.proposers.is_empty() || matches!(self.writer.output, Output::Nowhere) {
            return self.writer.write(place, article, &self.log);
        }
        if matches!(self.writer.output, Output::Standard) {
            let mut article = article.article.clone();
            let outcomes = self.proposers.annotate(&mut article)?;
            self.tell_outcomes(&article.head.id, &outcomes);
            let text = file_text(&article);
            return self.writer.write(place, &WithCandidates { article, text }, &self.log);
        }
        let written = self.writer.write(place, article, &self.log)?;
        match &written {
            Written::New(path) => self.annotate(path, None),
            // What people have decided on is in the paragraphs that have not changed.
            Written::Updated(updated) => {
                let with_new_words = updated.changes.iter().filter_map(Change::new_words_in).collect();
                self.annotate(&updated.path, Some(&with_new_words));
            }
            Written::Unchanged(_) => self.not_asked += 1,
            Written::Nowhere => {}
        }
        Ok(written)
    }

    fn annotate(&mut self, path: &Path, only: Option<&HashSet<&str>>) {
        let annotated = self.proposers.annotate_file(path, only, Destination::Same, false);
        let failure = match annotated {
            Ok(Annotated { outcomes, unwritten }) => {
                self.tell_outcomes(&shown_path(path), &outcomes);
                unwritten.and_then(|unwritten| unwritten.why)
            }
            Err(failure) => Some(failure),
        };
        if let Some(failure) = failure {
            self.is_unanswered();
            self.progress.tell(vec![failure.0]);
        }
    }

    fn is_unanswered(&mut self) {
        self.unanswered += 1;
        self.code = self.code.max(NOT_ALL);
    }

    fn tell_outcomes(&mut self, name: &str, outcomes: &[Outcome]) {
        if !outcomes.iter().all(Outcome::is_well) {
            self.is_unanswered();
        }
        for outcome in outcomes {
            let is_quiet = self.arguments.quiet || self.summed_up;
            self.progress.tell(outcome.lines(name, is_quiet));
        }
    }

    /// What to do about articles on which proposers have said nothing.
    fn left_to_ask(&self) -> Vec<String> {
        let articles = |count: usize| counted(count, "article");
        let again = "`nutgraf annotate FILE --with COMMAND` asks about an article that exists";
        let mut lines = Vec::new();
        if self.unanswered > 0 {
            lines.push(format!("{} without all proposals that you asked for; {again}", articles(self.unanswered)));
        }
        if self.not_asked > 0 && !self.arguments.quiet {
            lines.push(format!("no proposer was asked about {}, unchanged since; {again}", articles(self.not_asked)));
        }
        lines
    }

    fn end(mut self) -> Result<u8, Failure> {
        if !self.proposers.finish() {
            self.code = self.code.max(NOT_ALL);
        }
        self.progress.end();
        self.writer.finish()?;
        if self.arguments.report != ReportForm::Json {
            self.progress.tell(self.left_to_ask());
        }
        if self.summed_up && self.arguments.report != ReportForm::Json && !self.arguments.quiet {
            self.progress.tell(vec![self.totals.summary()]);
        }
        Ok(self.code)
    }
}
