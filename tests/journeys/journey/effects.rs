//! What the program asks of the outside, and its answers.

use std::fs;

use nutgraf::codec;
use nutgraf::export;
use nutgraf::export::Request;
use nutgraf::export::digest::digest;
use nutgraf::model::annotation::Notes;
use nutgraf::model::annotation::added_claim::put_all_among;
use nutgraf::reader::message::{Effect, Message};
use nutgraf::reader::screens::export::state::{ExportOrder, Exported};
use nutgraf::reader::screens::library::state::LibraryRequest;
use nutgraf::storage::files::atomic_write;
use nutgraf::storage::journal::notes_files::{Source, read_all};
use nutgraf::storage::journal::service::Job;
use nutgraf::storage::library::Library;
use nutgraf::workspace::known_claims::KnownInLibrary;
use nutgraf::workspace::version_report::of_source;

use super::Journey;

impl Journey {
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Append(line) => self.jobs.borrow_mut().push(Job::Append(line)),
                Effect::Retry => self.jobs.borrow_mut().push(Job::Retry),
                Effect::Review(request) => self.jobs.borrow_mut().push(Job::Review(request)),
                Effect::Restore(lines) => self.jobs.borrow_mut().push(Job::AppendAll(lines)),
                Effect::Remember(name) => {
                    self.name = Some(name.clone());
                    self.jobs.borrow_mut().push(Job::Annotator(Some(name)));
                }
                Effect::Copy(text) => self.clipboard = text,
                Effect::Open(reference) => self.opened = reference,
                Effect::Library(request) => self.asked.push(request),
                Effect::OpenFromLibrary(path, at) => self.open_from_shelf(&path, at.as_deref()),
                Effect::KeepDraft(draft) => {
                    self.drafts.insert(draft.id.clone(), draft);
                }
                Effect::DropDraft(id) => {
                    self.drafts.remove(&id);
                }
                Effect::ReleaseDraft(_) => {
                    let drafts = self.drafts.values().cloned().collect();
                    self.tell(Message::Drafts(drafts));
                }
                Effect::EditText(text) => self.edited = text,
                Effect::Suspend
                | Effect::ListArticles
                | Effect::HoldDraft(_)
                | Effect::HashFile(..)
                | Effect::ReadReviewer
                | Effect::WriteArticle(_)
                | Effect::OpenPart(_)
                | Effect::ImportText(_)
                | Effect::EditArticle => {}
                Effect::EditArticleAt(line, column) => self.edited = format!("{line}:{column}"),
                Effect::Export(order) => {
                    let exported = self.export(&order);
                    self.tell(Message::Exported(exported));
                }
                Effect::FindSimilar(claim, text) => {
                    let mut library = Library::read_in(self.folder.path(), None);
                    library.refresh(&mut |_| true);
                    let page = KnownInLibrary::default().similar_to(&mut library, "harbour", claim, &text);
                    self.tell(Message::Similar(Ok(Box::new(page))));
                }
                Effect::CompareVersions => {
                    let source = Source::File(self.folder.path().join("harbour.yaml"), "harbour".to_owned());
                    let report = of_source(&source, self.name.clone());
                    self.tell(Message::Versions(report.map(Box::new)));
                }
                Effect::Quit => self.quit = true,
            }
        }
    }

    /// The program's answer to an order, from the content of the journey's folder.
    pub(super) fn export(&self, order: &ExportOrder) -> Exported {
        let path = self.folder.path().join(&order.path);
        if path.exists() && !order.replace {
            return Exported::Exists(order.path.clone());
        }
        let article = self.folder.path().join("harbour.yaml");
        let mut article = codec::article_yaml::read("harbour.yaml", &fs::read(&article).unwrap()).unwrap();
        let source = Source::File(self.folder.path().join("harbour.yaml"), String::new());
        let notes = Notes::new(None, read_all(&source).lines);
        let selection = order.selection_of(&notes);
        put_all_among(&mut article, selection.by.iter().filter_map(|name| notes.fold(name)));
        let request =
            Request { article: &article, notes: &notes, selection: &selection, today: &order.today, reviewer: None };
        let format = export::format(order.format).unwrap();
        let now = digest(format, &request).unwrap();
        if !order.agreed.contains(&now) {
            return Exported::Changed(now);
        }
        match atomic_write::write(&path, order.replace, &mut |out| (format.write)(&request, out)) {
            Ok(()) => Exported::Written(order.path.clone()),
            Err(error) => Exported::Failed(error.to_string()),
        }
    }

    /// The editor comes back with this in the place of what it was given.
    pub(crate) fn editor_returns(mut self, given: &str, text: Option<&str>) -> Self {
        assert_eq!(self.edited, given);
        self.tell(Message::Edited(text.map(str::to_owned)));
        self.draw();
        self
    }

    /// The article's file was opened in the editor at this line and column.
    pub(crate) fn edits_at(self, place: &str) -> Self {
        assert_eq!(self.edited, place);
        self
    }

    pub(crate) fn copied(self, text: &str) -> Self {
        assert!(self.clipboard.contains(text), "copied `{}`", self.clipboard);
        self
    }

    /// The latest request about the folder's articles.
    pub(crate) fn asked(self, request: &LibraryRequest) -> Self {
        assert_eq!(self.asked.last(), Some(request));
        self
    }

    pub(crate) fn opened(self, reference: &str) -> Self {
        assert_eq!(self.opened, reference);
        self
    }

    pub(crate) fn has_quit(self) -> Self {
        assert!(self.quit, "it goes on");
        self
    }

    pub(crate) fn has_not_quit(self) -> Self {
        assert!(!self.quit, "it has ended");
        self
    }
}
