//! An import of files and folders: on all cores, each source reported in its turn.

use std::path::Path;

use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::{Draft, Imported, Options, import, sources};
use crate::store;
use crate::store::folders;
use crate::store::import::FileError;
use crate::store::import_log::{ImportLog, Logged};
use crate::text::path::shown_path;

use super::super::in_order::{self, Next};
use super::super::proposing::{Outcome, Proposers};
use super::super::{Failure, print, today};
use super::output::{Existing, Output, Writer, Written, file_text};
use super::progress::Progress;
use super::report::{Entry, Outcome as Unimported, Report, Totals};
use super::sources::{SourceFile, expand};
use super::{Arguments, ReportForm, print_blocks};

/// Exit code when an input, or an article of one, could not be imported.
const NOT_ALL: u8 = 1;
/// Exit code when an input could not be read at all.
const COULD_NOT_RUN: u8 = 2;
/// Up to so many sources are reported in full; of more only what went wrong, and a summary.
const FEW: usize = 10;

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let files = expand(&arguments.sources)?;
    let base_text = arguments.onto.as_deref().map(store::import::load).transpose()?;
    let today = today();
    let options = Options {
        from: arguments.from.as_deref().and_then(sources::named),
        repair: !arguments.no_repair,
        today: &today,
    };
    let mut run = Run::new(arguments, &files)?;
    let log = run.log();
    let with = run.with.clone();
    let work = |file: SourceFile| {
        let known = file.path.as_deref().filter(|_| !arguments.force);
        if let Some(articles) = known.and_then(|path| log.unchanged(path, &with)) {
            return (file, Ready::Unchanged(articles));
        }
        let ready = read(&file, base_text.as_deref(), &options);
        (file, ready)
    };
    let threads = in_order::threads().min(files.len().max(1));
    in_order::map(files.into_iter(), threads, work, |next| match next {
        Next::Result((file, ready)) => run.take(&file, ready),
        Next::Pause => Ok(()),
    })?;
    run.end()
}

/// A source that was worked on.
enum Ready {
    /// An earlier run has imported it into these files.
    Unchanged(Vec<std::path::PathBuf>),
    /// It is an article or other data of nutgraf's own, found in a folder.
    Own,
    /// It could not be read.
    Unread(FileError),
    /// Nothing of it could be imported.
    Refused(ImportError),
    /// Its articles, and the file's text of each.
    Imported(Imported, Vec<Option<String>>),
}

fn read(file: &SourceFile, base_text: Option<&[u8]>, options: &Options<'_>) -> Ready {
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
            let text = |draft: &Result<Draft, ImportError>| draft.as_ref().ok().map(|draft| file_text(&draft.article));
            let texts = imported.drafts.iter().map(text).collect();
            Ready::Imported(imported, texts)
        }
        Err(ImportError::AlreadyArticle) if file.found => Ready::Own,
        Err(error) => Ready::Refused(error),
    }
}

/// An import under way.
struct Run<'a> {
    arguments: &'a Arguments,
    proposers: Proposers,
    writer: Writer,
    log: ImportLog,
    /// Version and options, on which the result depends beside the source.
    with: String,
    progress: Progress,
    totals: Totals,
    in_full: bool,
    code: u8,
}

impl<'a> Run<'a> {
    fn new(arguments: &'a Arguments, files: &[SourceFile]) -> Result<Self, Failure> {
        let piped = files.iter().all(|file| file.path.is_none());
        let existing = match (arguments.force, arguments.update) {
            (true, _) => Existing::IsReplaced,
            (_, true) => Existing::IsUpdated,
            _ => Existing::Stays,
        };
        let form = (env!("CARGO_PKG_VERSION"), &arguments.from, arguments.no_repair, &arguments.onto);
        Ok(Self {
            arguments,
            proposers: arguments.proposing.proposers()?,
            writer: Writer::new(Output::of(arguments, piped), existing, files.len() > FEW),
            log: ImportLog::default(),
            with: format!("{form:?}"),
            progress: Progress::over(files.len(), arguments.quiet),
            totals: Totals::default(),
            in_full: files.len() <= FEW,
            code: 0,
        })
    }

    /// The log to ask, while this run adds to its own.
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
                Some(Report::unchanged(name, articles))
            }
            Ready::Unread(error) => {
                self.code = COULD_NOT_RUN;
                Some(Report::refused(name, Unimported::Unread(error.to_string())))
            }
            Ready::Refused(error) => Some(Report::refused(name, Unimported::Refused(error))),
            Ready::Imported(imported, texts) => Some(self.imported(file, name, &imported, &texts)?),
        };
        if let Some(report) = report {
            if !report.is_complete() {
                self.code = self.code.max(NOT_ALL);
            }
            self.totals.add(&report);
            match self.arguments.report {
                ReportForm::Json => print(&report.json())?,
                ReportForm::Text => self.progress.tell(report.lines(self.arguments.quiet, self.in_full)),
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
        texts: &[Option<String>],
    ) -> Result<Report, Failure> {
        if self.arguments.blocks || self.arguments.text {
            print_blocks::print_all(imported, self.arguments.blocks)?;
        }
        let count = imported.drafts.len();
        let mut entries = Vec::with_capacity(count);
        let mut logged = Vec::new();
        for (draft, text) in imported.drafts.iter().zip(texts) {
            entries.push(match (draft, text) {
                (Ok(draft), Some(text)) => {
                    let written = self.write(draft, text, count);
                    if let Some(path) = written.as_ref().ok().and_then(Written::path) {
                        logged.push(Logged::new(path, &draft.article));
                    }
                    Entry::written(draft, written)
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

    /// Writes an article, with what proposers add to it. Of one that goes into a file they are asked once it is there, so that
    /// whatever they do costs nothing of the import.
    fn write(&mut self, draft: &Draft, text: &str, count: usize) -> Result<Written, Failure> {
        if self.proposers.is_empty() || matches!(self.writer.output, Output::Nowhere) {
            return self.writer.write(draft, text, count, &self.log);
        }
        if matches!(self.writer.output, Output::Standard) {
            let mut article = draft.article.clone();
            let outcomes = self.proposers.annotate(&mut article);
            self.tell_outcomes(&article.head.id, &outcomes);
            return self.writer.write(draft, &file_text(&article), count, &self.log);
        }
        let written = self.writer.write(draft, text, count, &self.log)?;
        if let Written::New(path) = &written {
            self.annotate(path);
        } else if let Written::Updated(updated) = &written {
            self.annotate(&updated.path);
        }
        Ok(written)
    }

    fn annotate(&mut self, path: &Path) {
        match self.proposers.annotate_file(path, false) {
            Ok(outcomes) => self.tell_outcomes(&shown_path(path), &outcomes),
            Err(failure) => {
                self.code = self.code.max(NOT_ALL);
                self.progress.tell(vec![failure.0]);
            }
        }
    }

    fn tell_outcomes(&mut self, name: &str, outcomes: &[Outcome]) {
        for outcome in outcomes {
            if !outcome.is_well() {
                self.code = self.code.max(NOT_ALL);
            }
            let is_quiet = self.arguments.quiet || !self.in_full;
            self.progress.tell(outcome.lines(name, is_quiet));
        }
    }

    fn end(mut self) -> Result<u8, Failure> {
        if !self.proposers.finish() {
            self.code = self.code.max(NOT_ALL);
        }
        self.progress.end();
        self.writer.finish()?;
        if !self.in_full && self.arguments.report == ReportForm::Text && !self.arguments.quiet {
            self.progress.tell(vec![self.totals.summary()]);
        }
        Ok(self.code)
    }
}
