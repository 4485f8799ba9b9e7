//! What the reader knows of the articles of a folder, and what it asks.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::corpus::corrections::Correction;
use crate::corpus::dossier::{Dossier, EntityLine, Place};
use crate::corpus::list::Arrangement;
use crate::corpus::round;
use crate::corpus::round::Round;
use crate::corpus::row::Row;
use crate::corpus::search::Found;
use crate::corpus::similar::Opinion;
use crate::corpus::statistics::Table;
use crate::corpus::to_do::Task;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::widgets::text_input::Field;
use crate::text::counted::counted;

/// What is known of the articles of a folder, whether the screen is open or not.
#[derive(Debug, Default)]
pub struct Articles {
    /// The folder, as messages name it; none where there is none.
    pub folder: Option<String>,
    /// The articles, by path.
    pub rows: Vec<Row>,
    /// When each path was last open, in milliseconds since 1970.
    pub opened: HashMap<String, u64>,
    /// Changed files that were read, of all; none while nothing is being read.
    pub reading: Option<(usize, usize)>,
    /// What is wrong with the folder or the cache.
    pub troubles: Vec<String>,
    /// How the list is sorted and grouped.
    pub arrangement: Arrangement,
    /// The query by which the list is narrowed; empty for all articles.
    pub filter: String,
    /// The articles that pass it; none while nobody has answered yet.
    pub(super) passing: Option<HashSet<String>>,
    /// Marked articles, by path.
    pub marked: BTreeSet<String>,
    /// The selected article, by path.
    pub(super) selected: Option<String>,
    /// The articles that are listed, by their number in `rows`, in the order of the list.
    pub(super) order: Vec<usize>,
    /// Whether the open article was opened from here, so that leaving it comes back.
    pub is_home: bool,
    /// The entities of all articles, as they were listed last.
    pub entities: Answer<Vec<EntityLine>>,
    /// The entity that was asked for last.
    pub dossier: Answer<Dossier>,
    /// The counts over all articles, and how many those are.
    pub statistics: Answer<(u64, Vec<Table>)>,
    /// Which articles the open page about many is of, in words.
    pub(crate) scope: String,
    /// What the articles got wrong, as it was listed last.
    pub corrections: Answer<Corrections>,
    /// What was found of claims elsewhere that the annotator calls the same as claims of the open article.
    pub linked: Linked,
    /// The queue over the articles, while somebody works through it.
    pub round: Option<FolderQueue>,
}

/// What was found of linked claims.
#[derive(Debug, Default)]
pub struct Linked {
    /// The claims that were asked for last, as `ARTICLE-ID/CLAIM`.
    pub(crate) asked: BTreeSet<String>,
    /// What was found of each.
    pub(crate) found: HashMap<String, Vec<Opinion>>,
}

/// What articles got wrong.
#[derive(Debug, Default)]
pub struct Corrections {
    /// Which articles were looked at, in words.
    pub scope: String,
    /// The claims that somebody refuted or corrected.
    pub corrections: Vec<Correction>,
    /// A sentence for each version that cannot be compared.
    pub troubles: Vec<String>,
}

/// How far the undo of an action has come, in a queue over several articles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Undo {
    /// None was asked for.
    #[default]
    None,
    /// It waits until the article of the action is open.
    WaitsForArticle,
    /// The line that is written next undoes, and is no action to undo in turn.
    Writes,
}

/// The round that somebody works through.
#[derive(Debug, Default)]
pub struct FolderQueue {
    /// The tasks.
    pub round: Round,
    /// The article that was opened for the current task, by its path.
    pub(crate) open: Option<String>,
    /// Whether that article was asked for and is not open yet.
    pub(crate) opens: bool,
    /// Whether the current task was seen to be open, so that it counts as done once it no longer is.
    pub(crate) was_open: bool,
    /// Where each action of this round was written, the latest last.
    pub(crate) acts: Vec<round::Place>,
    /// How far an undo has come.
    pub(crate) undo: Undo,
    /// Why an article could not be opened: a message for the next one.
    pub(crate) told: Option<String>,
}

impl FolderQueue {
    /// Whether the open article is not that of the current task.
    #[must_use]
    pub fn is_between_articles(&self) -> bool {
        self.round.task().map(|task| task.path.as_str()) != self.open.as_deref()
    }
}

/// The open screen.
#[derive(Default)]
pub struct ArticlesScreen {
    /// The line that is being typed, if there is one.
    pub line: Option<Line>,
    /// Whether leaving it quits, rather than going back to an article that it was opened over.
    pub quits: bool,
    /// The search whose hits show; none while the list shows.
    pub search: Option<SearchState>,
}

/// A line of text on the screen.
pub struct Line {
    /// What for.
    pub purpose: Purpose,
    /// What was typed so far.
    pub field: Field,
    /// What is wrong with it.
    pub mistake: Option<String>,
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A query by which the list is narrowed.
    Filter,
    /// A query for everything.
    Search,
}

/// A search and what it has found.
#[derive(Default)]
pub struct SearchState {
    /// The query, as it was typed.
    pub query: String,
    /// What was found; none while nobody has answered yet.
    pub found: Option<Found>,
    /// The selected hit.
    pub selected: usize,
}

/// News of a folder of articles.
#[derive(Debug)]
pub enum LibraryNews {
    /// The articles that are known so far.
    Rows {
        /// By path.
        rows: Vec<Row>,
        /// When each path was last open.
        opened: HashMap<String, u64>,
        /// Changed files that were read, of all; none when all are read.
        reading: Option<(usize, usize)>,
        /// What is wrong.
        troubles: Vec<String>,
    },
    /// The articles that pass a query.
    Passing(String, HashSet<String>),
    /// What a query has found.
    Found(String, Found),
    /// Marked articles were checked or exported.
    Done(String),
    /// What there is to do, the most urgent first.
    ToDo(Vec<Task>),
    /// The entities of all articles; or why that cannot be said.
    Entities(Result<Vec<EntityLine>, String>),
    /// Everything about one entity; or why that cannot be said.
    Dossier(Result<Box<Dossier>, String>),
    /// Counts over the articles, and how many those are.
    Statistics(u64, Vec<Table>),
    /// What the articles got wrong; and a sentence for each version that cannot be compared.
    Corrections(Vec<Correction>, Vec<String>),
    /// What was found of claims that were asked for by their names.
    Verdicts(Vec<(String, Vec<Opinion>)>),
    /// An article, by its path, cannot be opened, and why.
    NotOpened(String, String),
}

/// What is asked of the outside about a folder of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryRequest {
    /// Read it, or look what has changed.
    Read,
    /// Which articles pass this query?
    Filter(String),
    /// What does this query find? Its last word may go on.
    Search(String),
    /// Check these articles, by path.
    Check(Vec<String>),
    /// Export these articles, each into a check packet beside it.
    Export(Vec<String>),
    /// What is there to do in these articles, or in all, of the claims that match this filter, where it asks of claims?
    ToDo(Option<Vec<String>>, String),
    /// Set this tag on these articles, by path, or take it away.
    Tag(Vec<String>, String, bool),
    /// Which entities do the articles name?
    Entities,
    /// What do all articles say of the entity that has that id in the article of that id?
    Dossier(Place),
    /// Count over these articles, by path, or over all.
    Statistics(Option<Vec<String>>),
    /// What did these articles, by path, or all, get wrong, and was it fixed?
    Corrections(Option<Vec<String>>),
    /// What was found of these claims, each named `ARTICLE-ID/CLAIM`?
    Verdicts(Vec<String>),
}

impl Articles {
    /// The listed articles, in order.
    #[must_use]
    pub fn listed(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.order.iter().map(|number| &self.rows[*number])
    }

    /// The place of the selected article in the list.
    #[must_use]
    pub fn selected(&self) -> usize {
        let selected = self.selected.as_deref();
        self.listed().position(|row| Some(row.path.as_str()) == selected).unwrap_or(0)
    }

    /// The selected article.
    #[must_use]
    pub fn selected_row(&self) -> Option<&Row> {
        self.listed().nth(self.selected())
    }

    /// The marked articles that are listed: nothing acts on an article that does not show.
    #[must_use]
    pub fn marked_here(&self) -> Vec<String> {
        let listed: BTreeSet<&str> = self.listed().map(|row| row.path.as_str()).collect();
        self.marked.iter().filter(|path| listed.contains(path.as_str())).cloned().collect()
    }

    /// The marked articles that are listed, by path; without any the selected one.
    #[must_use]
    pub fn at_hand(&self) -> Vec<String> {
        let marked = self.marked_here();
        if marked.is_empty() { self.selected_row().map(|row| row.path.clone()).into_iter().collect() } else { marked }
    }

    /// The articles that a page or a queue over many is about: the marked ones, else those that are listed; none stands for
    /// all. With what they are in words.
    #[must_use]
    pub fn in_view(&self) -> (Option<Vec<String>>, String) {
        let marked = self.marked_here();
        if !marked.is_empty() {
            let words = format!("{} marked of {}", marked.len(), counted(self.rows.len(), "article"));
            return (Some(marked), words);
        }
        if self.filter.is_empty() {
            return (None, counted(self.rows.len(), "article"));
        }
        let listed: Vec<String> = self.listed().map(|row| row.path.clone()).collect();
        let words = format!("{} of {}: {}", listed.len(), counted(self.rows.len(), "article"), self.filter);
        (Some(listed), words)
    }

    /// Whether pages over many articles are about all of them.
    #[must_use]
    pub fn are_all_in_view(&self) -> bool {
        self.filter.is_empty() && self.marked_here().is_empty()
    }

    /// Selects the article at that place of the list, or the last one.
    pub(super) fn select(&mut self, place: usize) {
        let last = self.order.len().saturating_sub(1);
        let path = self.listed().nth(place.min(last)).map(|row| row.path.clone());
        self.selected = path;
    }

    /// Puts the list in order.
    pub(crate) fn arrange(&mut self, me: Option<&str>) {
        let passing = self.passing.as_ref().filter(|_| !self.filter.is_empty());
        let passes = |row: &Row| passing.is_none_or(|passing| passing.contains(&row.path));
        let rows: Vec<(usize, &Row)> = self.rows.iter().enumerate().filter(|(_, row)| passes(row)).collect();
        self.order = self.arrangement.order(&rows, me, &self.opened);
    }
}
