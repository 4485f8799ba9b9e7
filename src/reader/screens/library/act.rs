//! The commands of the library, and the answers to its requests.

use crate::corpus::fields::vocabulary;
use crate::corpus::list::{Column, Grouping};
use crate::model::query::Query;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::library::state::{ArticlesScreen, LibraryNews, LibraryRequest, Line, Purpose, SearchState};
use crate::reader::widgets::text_input::Field;
use crate::text::counted::counted;

impl App {
    /// Opens the library of the current folder.
    pub(crate) fn open_articles(&mut self, quits: bool) -> Vec<Effect> {
        if !matches!(self.overlay, Some(Overlay::Articles(_))) {
            self.behind.extend(self.overlay.take());
        }
        self.overlay = Some(Overlay::Articles(Box::new(ArticlesScreen { quits, ..ArticlesScreen::default() })));
        vec![Effect::Library(LibraryRequest::Read)]
    }

    /// Starts with the library of a folder, before any article is open.
    pub fn begin_with_articles(&mut self, folder: String) -> Vec<Effect> {
        self.know_folder(folder);
        self.open_articles(true)
    }

    /// Sets the folder whose articles the library lists.
    pub fn know_folder(&mut self, folder: String) {
        self.articles.folder = Some(folder);
    }

    /// Returns to the library that was left to read an article.
    pub fn come_back_to_articles(&mut self) -> Vec<Effect> {
        self.articles.is_home = false;
        self.articles.round = None;
        self.behind.clear();
        self.overlay = None;
        self.open_articles(true)
    }

    fn articles_screen_mut(&mut self) -> Option<&mut ArticlesScreen> {
        match &mut self.overlay {
            Some(Overlay::Articles(screen)) => Some(screen),
            _ => None,
        }
    }

    /// Carries out a command in the library.
    pub(crate) fn run_articles(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Next => self.step_articles(1),
            Command::Previous => self.step_articles(-1),
            Command::PageDown => self.step_articles(self.articles_height()),
            Command::PageUp => self.step_articles(-self.articles_height()),
            Command::First => self.step_articles(isize::MIN / 2),
            Command::Last => self.step_articles(isize::MAX / 2),
            Command::Follow => return self.follow_in_articles(),
            Command::Find => self.type_in_articles(Purpose::Search),
            Command::Filter => self.type_in_articles(Purpose::Filter),
            Command::SortList => self.arrange_by(|arrangement| {
                let at = Column::ALL.iter().position(|column| *column == arrangement.column).unwrap_or(0);
                arrangement.column = Column::ALL[(at + 1) % Column::ALL.len()];
                arrangement.reversed = false;
            }),
            Command::ReverseList => self.arrange_by(|arrangement| arrangement.reversed = !arrangement.reversed),
            Command::GroupList => self.arrange_by(|arrangement| {
                let at = Grouping::ALL.iter().position(|grouping| *grouping == arrangement.grouping).unwrap_or(0);
                arrangement.grouping = Grouping::ALL[(at + 1) % Grouping::ALL.len()];
            }),
            Command::MarkRow => self.mark_article(),
            Command::MarkAll => self.mark_all(),
            Command::Queue => return self.ask_for_round(),
            Command::Tags => self.open_article_tags(),
            Command::Entity => return self.list_entities_of_library(),
            Command::Statistics => return self.open_statistics(),
            Command::Versions => return self.open_corrections(),
            Command::CheckMarked => return self.ask_of_marked(LibraryRequest::Check),
            Command::Export => return self.ask_of_marked(LibraryRequest::Export),
            Command::OtherArticles => return self.open_others(),
            Command::Close => return self.close_in_articles(),
            Command::ClearFound => self.clear_in_articles(),
            other => return self.run_in_panes(other),
        }
        Vec::new()
    }

    fn articles_height(&self) -> isize {
        isize::try_from(self.size.height.saturating_sub(6).max(1)).unwrap_or(1)
    }

    fn step_articles(&mut self, by: isize) {
        let listed = self.articles.listed().len();
        let at = self.articles.selected();
        let Some(screen) = self.articles_screen_mut() else { return };
        let step = |at: usize, count: usize| at.saturating_add_signed(by).min(count.saturating_sub(1));
        if let Some(search) = &mut screen.search {
            let count = search.found.as_ref().map_or(0, |found| found.hits.len());
            search.selected = step(search.selected, count);
        } else {
            self.articles.select(step(at, listed));
        }
    }

    /// Selects the article under the pointer, or opens it if it is already selected.
    pub(crate) fn press_on_articles(&mut self, place: usize) -> Vec<Effect> {
        let at = self.articles.selected();
        let Some(screen) = self.articles_screen_mut() else { return Vec::new() };
        let before = if let Some(search) = &mut screen.search {
            std::mem::replace(&mut search.selected, place)
        } else {
            self.articles.select(place);
            at
        };
        if before == place { self.follow_in_articles() } else { Vec::new() }
    }

    fn arrange_by(&mut self, change: impl FnOnce(&mut crate::corpus::list::Arrangement)) {
        change(&mut self.articles.arrangement);
        self.arrange_articles();
        let arrangement = self.articles.arrangement;
        let way = if arrangement.reversed { ", reversed" } else { "" };
        self.say(format!("Sorted by {}{way}, {}", arrangement.column.name(), arrangement.grouping.name()));
    }

    fn arrange_articles(&mut self) {
        let me = self.annotator.name.clone();
        self.articles.arrange(me.as_deref());
    }

    /// Opens the selected article or hit, or submits the typed line.
    fn follow_in_articles(&mut self) -> Vec<Effect> {
        let Some(screen) = self.articles_screen_mut() else { return Vec::new() };
        if let Some(line) = screen.line.take_if(|line| line.purpose == Purpose::Filter) {
            return if line.mistake.is_some() { self.refuse_line(line) } else { Vec::new() };
        }
        if let Some(search) = &screen.search {
            let Some(hit) = search.found.as_ref().and_then(|found| found.hits.get(search.selected)) else {
                return Vec::new();
            };
            let (path, id) = (hit.path.clone(), hit.id.clone());
            return self.open_from_articles(path, Some(id));
        }
        let Some(row) = self.articles.selected_row() else { return Vec::new() };
        if row.unreadable {
            let told = format!("{} · `nutgraf check` shows every problem", row.first_problem);
            self.warn(told);
            return Vec::new();
        }
        let path = row.path.clone();
        self.open_from_articles(path, None)
    }

    fn refuse_line(&mut self, line: Line) -> Vec<Effect> {
        if let Some(mistake) = &line.mistake {
            self.warn(mistake.clone());
        }
        if let Some(screen) = self.articles_screen_mut() {
            screen.line = Some(line);
        }
        Vec::new()
    }

    pub(crate) fn open_from_articles(&mut self, path: String, at: Option<String>) -> Vec<Effect> {
        self.articles.selected = Some(path.clone());
        self.articles.round = None;
        let effects = self.open_article(Effect::OpenFromLibrary(path, at));
        self.articles.is_home = !effects.is_empty();
        effects
    }

    fn type_in_articles(&mut self, purpose: Purpose) {
        let filter = self.articles.filter.clone();
        let Some(screen) = self.articles_screen_mut() else { return };
        let (text, hint) = match purpose {
            Purpose::Filter => (filter, "outlet:post todo:>0 published:2026 verdict:refuted"),
            Purpose::Search => {
                let before = screen.search.get_or_insert_default();
                (before.query.clone(), "words, \"a phrase\", verdict:refuted, entity:name")
            }
        };
        let mut field = Field::new(hint);
        field.replace(&text);
        field.offer();
        screen.line = Some(Line { purpose, field, mistake: None });
    }

    /// Applies the line while it is typed.
    pub(crate) fn typed_in_articles(&mut self) -> Vec<Effect> {
        let vocabulary = vocabulary().with_saved(self.vocabulary.saved().clone());
        let Some(screen) = self.articles_screen_mut() else { return Vec::new() };
        let Some(line) = &mut screen.line else { return Vec::new() };
        let text = line.field.text().to_owned();
        line.mistake = Query::parse(&text, &vocabulary).err().and_then(|errors| Some(errors.first()?.to_string()));
        if line.mistake.is_some() {
            return Vec::new();
        }
        match line.purpose {
            Purpose::Filter => {
                self.articles.filter.clone_from(&text);
                if text.trim().is_empty() {
                    self.articles.filter.clear();
                    self.articles.passing = None;
                    self.arrange_articles();
                    return Vec::new();
                }
                vec![Effect::Library(LibraryRequest::Filter(text))]
            }
            Purpose::Search => {
                let search = screen.search.get_or_insert_with(SearchState::default);
                (search.query, search.selected) = (text.clone(), 0);
                if text.trim().is_empty() {
                    search.found = None;
                    return Vec::new();
                }
                vec![Effect::Library(LibraryRequest::Search(text))]
            }
        }
    }

    fn mark_article(&mut self) {
        let Some(path) = self.articles.selected_row().map(|row| row.path.clone()) else { return };
        if !self.articles.marked.remove(&path) {
            self.articles.marked.insert(path);
        }
        self.step_articles(1);
    }

    /// Marks all listed articles, or clears the marks if all are marked.
    fn mark_all(&mut self) {
        let listed: Vec<String> = self.articles.listed().map(|row| row.path.clone()).collect();
        let all = listed.iter().all(|path| self.articles.marked.contains(path));
        for path in listed {
            if all {
                self.articles.marked.remove(&path);
            } else {
                self.articles.marked.insert(path);
            }
        }
    }

    /// Asks for what there is to do: in the marked articles, else in those that pass the filter, else in all.
    fn ask_for_round(&mut self) -> Vec<Effect> {
        if self.annotator.name.is_none() {
            self.ask_for_name(Command::Queue);
            return Vec::new();
        }
        let (paths, _) = self.articles.in_view();
        self.say("Looking for the most urgent claims …");
        vec![Effect::Library(LibraryRequest::ToDo(paths, self.articles.filter.clone()))]
    }

    /// Asks something of the marked articles; without marks of the selected one.
    pub(crate) fn ask_of_marked(&mut self, request: impl FnOnce(Vec<String>) -> LibraryRequest) -> Vec<Effect> {
        let paths = self.articles.at_hand();
        if paths.is_empty() {
            self.say("No article is listed here");
            return Vec::new();
        }
        self.say(format!("Working on {} …", counted(paths.len(), "article")));
        vec![Effect::Library(request(paths))]
    }

    /// Closes what was opened last: the line, the search, the filter, then the screen.
    fn close_in_articles(&mut self) -> Vec<Effect> {
        let Some(screen) = self.articles_screen_mut() else { return Vec::new() };
        if screen.line.take().is_some_and(|line| line.purpose == Purpose::Filter) || screen.search.take().is_some() {
            return Vec::new();
        }
        if screen.quits {
            return self.quit();
        }
        self.close();
        Vec::new()
    }

    fn clear_in_articles(&mut self) {
        let Some(screen) = self.articles_screen_mut() else { return };
        if screen.line.take().is_some() || screen.search.take().is_some() {
            return;
        }
        self.articles.filter.clear();
        self.articles.passing = None;
        self.arrange_articles();
    }

    /// Opens the list of other articles: built-in, recent, or to be imported.
    fn open_others(&mut self) -> Vec<Effect> {
        let screen = self.overlay.take();
        let effects = self.open_picker();
        self.behind.extend(screen);
        effects
    }

    /// Receives news of the folder.
    pub(crate) fn hear_of_articles(&mut self, news: LibraryNews) -> Vec<Effect> {
        match news {
            LibraryNews::Rows { rows, opened, reading, troubles } => {
                (self.articles.rows, self.articles.opened) = (rows, opened);
                (self.articles.reading, self.articles.troubles) = (reading, troubles);
                let known: std::collections::HashSet<&str> =
                    self.articles.rows.iter().map(|row| row.path.as_str()).collect();
                self.articles.marked.retain(|path| known.contains(path.as_str()));
                self.arrange_articles();
                let is_read = self.articles.reading.is_none();
                // Earlier results may be out of date.
                return if is_read { self.ask_again() } else { Vec::new() };
            }
            LibraryNews::Passing(query, passing) if query == self.articles.filter => {
                self.articles.passing = Some(passing);
                self.arrange_articles();
            }
            LibraryNews::Found(query, found) => {
                if let Some(search) = self.articles_screen_mut().and_then(|screen| screen.search.as_mut())
                    && search.query == query
                {
                    search.selected = search.selected.min(found.hits.len().saturating_sub(1));
                    search.found = Some(found);
                }
            }
            LibraryNews::Done(told) => self.warn(told),
            // Whoever has left the library meanwhile does something else.
            LibraryNews::ToDo(tasks) if self.articles_screen().is_some() => self.begin_round(tasks),
            LibraryNews::ToDo(_) | LibraryNews::Passing(..) => {}
            LibraryNews::Entities(entities) => {
                self.articles.entities = Answer::of(entities.map(Box::new));
            }
            LibraryNews::Dossier(dossier) => self.know_dossier(dossier),
            LibraryNews::Statistics(articles, tables) => self.know_statistics(articles, tables),
            LibraryNews::Corrections(corrections, troubles) => self.know_corrections(corrections, troubles),
            LibraryNews::Verdicts(found) => self.know_linked(found),
            LibraryNews::NotOpened(path, why) => self.hear_of_unopened(&path, why),
        }
        Vec::new()
    }

    fn ask_again(&self) -> Vec<Effect> {
        let filter = (!self.articles.filter.is_empty()).then(|| LibraryRequest::Filter(self.articles.filter.clone()));
        let search = self.articles_screen().and_then(|screen| screen.search.as_ref());
        let search = search.filter(|search| !search.query.trim().is_empty());
        let search = search.map(|search| LibraryRequest::Search(search.query.clone()));
        filter.into_iter().chain(search).map(Effect::Library).collect()
    }

    /// The key of a command in the library, for messages.
    #[must_use]
    pub fn key_of_articles(&self, command: Command) -> String {
        self.key_in(Scope::Library, command)
    }
}
