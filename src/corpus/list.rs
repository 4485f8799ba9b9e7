//! Lists of articles: sorted by a column, in groups.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::text::folding::fold;

use crate::corpus::row::Row;

/// A column of a list, by which it can be sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Column {
    /// The title.
    #[default]
    Title,
    /// Who published it.
    Outlet,
    /// Day of publication; the newest first.
    Published,
    /// Claims judged of all; what is begun first.
    Judged,
    /// Claims to do; the most first.
    ToDo,
    /// Claims that wait for an answer; the most first.
    Waiting,
    /// Drafts; the most first.
    Drafts,
    /// Claims on which annotators differ; the most first.
    Disagreements,
    /// Problems; the most first.
    Problems,
    /// When it was last open; the latest first.
    Opened,
}

impl Column {
    /// All of them, from left to right.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Outlet,
        Self::Published,
        Self::Judged,
        Self::ToDo,
        Self::Waiting,
        Self::Drafts,
        Self::Disagreements,
        Self::Problems,
        Self::Opened,
    ];

    /// Its heading.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Outlet => "outlet",
            Self::Published => "date",
            Self::Judged => "judged",
            Self::ToDo => "to do",
            Self::Waiting => "waiting",
            Self::Drafts => "drafts",
            Self::Disagreements => "differ",
            Self::Problems => "problems",
            Self::Opened => "opened",
        }
    }
}

/// By what a list is put in groups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// It is one list.
    #[default]
    None,
    /// By outlet.
    Outlet,
    /// By month of publication.
    Month,
    /// By folder.
    Folder,
    /// By language.
    Language,
}

impl Grouping {
    /// All of them, in the order in which one goes through them.
    pub const ALL: [Self; 5] = [Self::None, Self::Outlet, Self::Month, Self::Folder, Self::Language];

    /// In a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "no groups",
            Self::Outlet => "by outlet",
            Self::Month => "by month",
            Self::Folder => "by folder",
            Self::Language => "by language",
        }
    }

    /// The group of an article.
    #[must_use]
    pub fn of(self, row: &Row) -> String {
        let or = |text: &str, otherwise: &str| if text.is_empty() { otherwise.to_owned() } else { text.to_owned() };
        match self {
            Self::None => String::new(),
            Self::Outlet => row.outlet.clone().unwrap_or_else(|| "no outlet".to_owned()),
            Self::Month => row.published.as_ref().map_or("no date".to_owned(), |day| day.chars().take(7).collect()),
            Self::Folder => or(row.folder(), "this folder"),
            Self::Language => or(&row.language, "no language"),
        }
    }
}

/// How a list is sorted and grouped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// By which column.
    pub column: Column,
    /// Whether the other way round.
    pub reversed: bool,
    /// In which groups.
    pub grouping: Grouping,
}

impl Arrangement {
    /// The numbers of these rows in the order of the list; `opened` says when each path was last open, in milliseconds.
    #[must_use]
    pub fn order(self, rows: &[(usize, &Row)], me: Option<&str>, opened: &HashMap<String, u64>) -> Vec<usize> {
        let mut keyed: Vec<(String, Key, &Row, usize)> = rows
            .iter()
            .map(|(number, row)| (self.grouping.of(row), key(self.column, row, me, opened), *row, *number))
            .collect();
        keyed.sort_by(|(group, key, row, _), (other_group, other_key, other, _)| {
            let by_column = if self.reversed { other_key.compare(key) } else { key.compare(other_key) };
            // The newest month comes first.
            let groups = if self.grouping == Grouping::Month { other_group.cmp(group) } else { group.cmp(other_group) };
            groups.then(by_column).then_with(|| row.path.cmp(&other.path))
        });
        keyed.into_iter().map(|(_, _, _, number)| number).collect()
    }
}

/// By what two rows are compared: text from A to Z, numbers from the greatest.
enum Key {
    Text(String),
    Number(u64),
}

impl Key {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Number(one), Self::Number(other)) => other.cmp(one),
            _ => Ordering::Equal,
        }
    }
}

fn key(column: Column, row: &Row, me: Option<&str>, opened: &HashMap<String, u64>) -> Key {
    let work = row.work_of(me);
    let number = |number: u32| Key::Number(number.into());
    match column {
        Column::Title => Key::Text(fold(&row.title)),
        Column::Outlet => Key::Text(fold(row.outlet.as_deref().unwrap_or("\u{10ffff}"))),
        // Days as numbers, the newest first; without a day last.
        Column::Published => {
            let day = row.published.as_deref().unwrap_or("");
            let digits: String = day.chars().filter(char::is_ascii_digit).chain("00000000".chars()).take(8).collect();
            Key::Number(digits.parse().unwrap_or(0))
        }
        Column::Judged => Key::Number(u64::from(work.judged) * 10_000 / u64::from(work.total.max(1))),
        Column::ToDo => number(work.to_do),
        Column::Waiting => number(work.waiting),
        Column::Drafts => number(row.drafts),
        Column::Disagreements => number(row.disagreements),
        Column::Problems => number(row.problems),
        Column::Opened => Key::Number(opened.get(&row.path).copied().unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str, outlet: Option<&str>, published: Option<&str>, claims: u32) -> Row {
        Row {
            path: path.to_owned(),
            title: path.to_owned(),
            outlet: outlet.map(str::to_owned),
            published: published.map(str::to_owned),
            claims,
            ..Row::default()
        }
    }

    #[test]
    fn lists_are_sorted_by_any_column_and_grouped() {
        let rows = [
            row("Écluse", Some("Post"), Some("2026-03-01"), 3),
            row("dock", None, None, 9),
            row("Canal", Some("Gazette"), Some("2026-03-15"), 1),
        ];
        let numbered: Vec<(usize, &Row)> = rows.iter().enumerate().collect();
        let opened = HashMap::from([("dock".to_owned(), 7)]);
        let order =
            |column, reversed, grouping| Arrangement { column, reversed, grouping }.order(&numbered, None, &opened);
        assert_eq!(order(Column::Title, false, Grouping::None), [2, 1, 0]);
        assert_eq!(order(Column::Title, true, Grouping::None), [0, 1, 2]);
        assert_eq!(order(Column::Outlet, false, Grouping::None), [2, 0, 1]);
        assert_eq!(order(Column::Published, false, Grouping::None), [2, 0, 1]);
        assert_eq!(order(Column::ToDo, false, Grouping::None), [1, 0, 2]);
        assert_eq!(order(Column::Opened, false, Grouping::None)[0], 1);
        assert_eq!(order(Column::ToDo, false, Grouping::Outlet), [2, 0, 1]);
    }
}
