//! The content of each row of the library, for drawing and for the mouse.

use ratatui::layout::{Position, Rect};

use crate::corpus::list::{Column, Grouping};
use crate::corpus::row::Row;
use crate::corpus::search::Hit;
use crate::reader::app::App;
use crate::reader::overlay::Overlay;
use crate::reader::screens::library::state::ArticlesScreen;

/// Other columns show only if they leave the title at least this many columns.
const LEAST_TITLE: u16 = 40;

/// The library on this screen.
pub struct ArticlesPage<'a> {
    /// The line being typed, or the current filter.
    pub line: Rect,
    /// The headings of the columns.
    pub head: Rect,
    /// The area for the rows.
    pub area: Rect,
    /// The visible rows, from the top.
    pub rows: Vec<ArticleRow<'a>>,
}

/// A row of the library.
pub enum ArticleRow<'a> {
    /// The name of a group, and how many articles are in it.
    Group(String, usize),
    /// An article, and whether it is selected.
    Article(&'a Row, bool),
    /// A hit of the search, and whether it is selected.
    Hit(&'a Hit, bool),
}

/// The columns that fit beside the title, each with its first column on the screen and its width; and the title's
/// width.
#[must_use]
pub fn columns(area: Rect) -> (u16, Vec<(Column, u16, u16)>) {
    // The columns that editors look at first are the last to go.
    const WISHED: [(Column, u16); 9] = [
        (Column::Judged, 9),
        (Column::ToDo, 5),
        (Column::Published, 10),
        (Column::Outlet, 20),
        (Column::Problems, 8),
        (Column::Waiting, 7),
        (Column::Disagreements, 6),
        (Column::Opened, 10),
        (Column::Drafts, 6),
    ];
    let mut left = area.width.saturating_sub(4);
    let mut shown = Vec::new();
    for (column, width) in WISHED {
        if left >= LEAST_TITLE + width + 2 {
            left -= width + 2;
            shown.push((column, width));
        }
    }
    shown.sort_by_key(|(column, _)| Column::ALL.iter().position(|other| other == column));
    let mut x = area.x + 2 + left + 2;
    let mut placed = Vec::new();
    for (column, width) in shown {
        placed.push((column, x, width));
        x += width + 2;
    }
    (left, placed)
}

impl App {
    /// The library's screen, if it is open.
    #[must_use]
    pub fn articles_screen(&self) -> Option<&ArticlesScreen> {
        match &self.overlay {
            Some(Overlay::Articles(screen)) => Some(screen),
            _ => None,
        }
    }

    /// The number of the selected article or hit, counted from 0, and how many there are.
    #[must_use]
    pub fn place_in_library(&self) -> (usize, usize) {
        match self.articles_screen().and_then(|screen| screen.search.as_ref()) {
            Some(search) => (search.selected, search.found.as_ref().map_or(0, |found| found.hits.len())),
            None => (self.articles.selected(), self.articles.listed().len()),
        }
    }

    /// The layout of the screen.
    #[must_use]
    pub fn articles_page(&self) -> Option<ArticlesPage<'_>> {
        let screen = self.articles_screen()?;
        let size = self.size;
        let line = Rect::new(1, 1, size.width.saturating_sub(2), 1);
        let head = Rect { y: 2, ..line };
        let area = Rect::new(1, 3, size.width.saturating_sub(2), size.height.saturating_sub(5));
        let (rows, selected) = match &screen.search {
            Some(search) => {
                let hits = search.found.iter().flat_map(|found| &found.hits).enumerate();
                let rows = hits.map(|(number, hit)| ArticleRow::Hit(hit, number == search.selected));
                (rows.collect(), search.selected)
            }
            None => self.list_rows(),
        };
        let height = usize::from(area.height);
        // The selected row is in the middle unless the list begins or ends there.
        let first = selected.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
        let rows = rows.into_iter().skip(first).take(height).collect();
        Some(ArticlesPage { line, head, area, rows })
    }

    /// The rows of the list with its groups, and the index of the selected one.
    fn list_rows(&self) -> (Vec<ArticleRow<'_>>, usize) {
        let grouping = self.articles.arrangement.grouping;
        let selected = self.articles.selected();
        if grouping == Grouping::None {
            let listed = self.articles.listed().enumerate();
            return (listed.map(|(place, row)| ArticleRow::Article(row, place == selected)).collect(), selected);
        }
        let mut rows: Vec<ArticleRow<'_>> = Vec::new();
        let (mut group, mut at) = (None, 0);
        for (place, row) in self.articles.listed().enumerate() {
            let own = grouping.of(row);
            if group.as_ref() != Some(&own) {
                rows.push(ArticleRow::Group(own.clone(), 0));
                group = Some(own);
            }
            if place == selected {
                at = rows.len();
            }
            rows.push(ArticleRow::Article(row, place == selected));
        }
        let mut count = 0;
        for row in rows.iter_mut().rev() {
            match row {
                ArticleRow::Group(_, own) => *own = std::mem::take(&mut count),
                _ => count += 1,
            }
        }
        (rows, at)
    }

    /// The index in the list of the article or hit at a cell.
    pub(crate) fn article_at(&self, at: Position) -> Option<usize> {
        let page = self.articles_page()?;
        let row = page.area.contains(at).then(|| page.rows.get(usize::from(at.y - page.area.y)))??;
        match row {
            ArticleRow::Group(..) => None,
            ArticleRow::Article(row, _) => self.articles.listed().position(|other| other.path == row.path),
            ArticleRow::Hit(hit, _) => {
                let found = self.articles_screen()?.search.as_ref()?.found.as_ref()?;
                found.hits.iter().position(|other| std::ptr::eq(other, *hit))
            }
        }
    }
}
