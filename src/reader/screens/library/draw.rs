//! The library: one row an article, or the hits of a search with the words around them.

mod hits;

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::corpus::list::Column;
use crate::corpus::row::Row;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::library::state::ArticlesScreen;
use crate::reader::screens::library::{ArticleRow, ArticlesPage, columns};
use crate::text::cells;
use crate::text::counted::{counted, things};

use crate::reader::widgets::canvas::Painter;
use crate::reader::widgets::title;

/// Milliseconds of a day.
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

pub(crate) fn draw(app: &App, painter: &mut Painter<'_>, area: Rect, screen: &ArticlesScreen) -> Option<Position> {
    painter.fill(Rect { height: area.height.saturating_sub(1), ..area }, painter.role(painter.theme.calm));
    if app.notice.is_some() {
        crate::reader::widgets::footer::draw_notice(
            app,
            painter,
            Rect { y: area.bottom().saturating_sub(2), height: 1, ..area },
        );
    } else {
        hits::draw_selected(app, painter, Rect { y: area.bottom().saturating_sub(2), height: 1, ..area });
    }
    head_line(app, painter, area);
    let page = app.articles_page()?;
    let typed = query_line(app, painter, page.line, screen);
    match &screen.search {
        Some(_) => search_head(painter, page.head, screen),
        None => list_head(app, painter, page.head),
    }
    let at = rows(app, painter, &page);
    if page.rows.is_empty() {
        painter.text(
            page.area.x + 2,
            page.area.y,
            page.area.width,
            &nothing(app, screen),
            painter.role(painter.theme.calm),
        );
    }
    typed.or(at)
}

fn head_line(app: &App, painter: &mut Painter<'_>, area: Rect) {
    let theme = painter.theme;
    let articles = &app.articles;
    let mut right = title::saving(app, painter, area);
    let listed = articles.listed().len();
    let (marked, all) = (articles.marked.len(), articles.rows.len());
    let listed_words = if listed == all { String::new() } else { format!("{listed} of ") };
    let mut counts = format!("{listed_words}{}", counted(all, "article"));
    if marked > 0 {
        let here = articles.marked_here().len();
        let elsewhere = if here == marked { String::new() } else { format!(" ({} not listed)", marked - here) };
        counts = format!("{counts}, {marked} marked{elsewhere}");
    }
    if let Some((read, changed)) = articles.reading {
        let reading = if changed == 0 { "looking".to_owned() } else { format!("reading {read} of {changed}") };
        counts = format!("{counts}, {reading}");
    }
    if cells::width(&counts) + 12 < right {
        right = painter.text_right(right.saturating_sub(3), area.y, &counts, painter.role(theme.ink));
    }
    let style = painter.role(theme.focus).add_modifier(Modifier::BOLD);
    let end = painter.text(area.x + 1, area.y, right.saturating_sub(2), "Library", style);
    let room = right.saturating_sub(end + 5);
    let place = articles.folder.as_deref().unwrap_or("");
    painter.text(end + 2, area.y, room, &cells::cut(place, room), painter.role(theme.calm));
}

/// Draws the line being typed, or the current filter; returns the position of the cursor.
fn query_line(app: &App, painter: &mut Painter<'_>, line: Rect, screen: &ArticlesScreen) -> Option<Position> {
    let theme = painter.theme;
    let key = |command| app.key_in(Scope::Library, command);
    let Some(typing) = &screen.line else {
        let words = match (&screen.search, app.articles.filter.as_str()) {
            (Some(search), _) => format!("{} {}", key(Command::Find), search.query),
            (None, "") => app.articles.troubles.first().cloned().unwrap_or_default(),
            (None, filter) => format!("{} {filter}", key(Command::Filter)),
        };
        let is_trouble = screen.search.is_none() && app.articles.filter.is_empty();
        let color = if is_trouble { theme.refuted } else { theme.accent };
        painter.text(line.x, line.y, line.width, &cells::cut(&words, line.width), painter.role(color));
        return None;
    };
    let command = match typing.purpose {
        crate::reader::screens::library::state::Purpose::Search => Command::Find,
        crate::reader::screens::library::state::Purpose::Filter => Command::Filter,
    };
    let x = painter.text(line.x, line.y, line.width, &format!("{} ", key(command)), painter.role(theme.accent));
    let text = typing.field.text();
    let end = if text.is_empty() {
        painter.text(x + 1, line.y, line.width, typing.field.placeholder(), painter.role(theme.calm));
        x
    } else {
        let style = painter.role(theme.focus);
        let style = if typing.field.is_offered() { theme.hit(style) } else { style };
        painter.text(x, line.y, line.width.saturating_sub(3), text, style)
    };
    if let Some(mistake) = &typing.mistake {
        let room = line.right().saturating_sub(end + 2);
        painter.text(end + 2, line.y, room, &cells::cut(mistake, room), painter.role(theme.refuted));
    }
    Some(Position::new(x + cells::width(&typing.field.before_cursor()), line.y))
}

fn search_head(painter: &mut Painter<'_>, line: Rect, screen: &ArticlesScreen) {
    let found = screen.search.as_ref().and_then(|search| search.found.as_ref());
    let words = found.map_or(String::new(), |found| {
        let more = if found.is_whole { "" } else { " or more" };
        let (hits, articles) = (things(found.total, "hit"), things(found.articles, "article"));
        let hidden = if found.hidden > 0 { format!(" · {}", hidden_hits(found.hidden)) } else { String::new() };
        format!("{}{more} {hits} in {}{more} {articles}{hidden}", found.total, found.articles)
    });
    painter.heading(line, "Found", false, &words);
}

/// How many hits do not show, and why.
fn hidden_hits(count: usize) -> String {
    match count {
        1 => "1 hidden until you have judged its claim".to_owned(),
        count => format!("{count} hidden until you have judged their claims"),
    }
}

fn list_head(app: &App, painter: &mut Painter<'_>, line: Rect) {
    let arrangement = app.articles.arrangement;
    let (title, others) = columns(line);
    let theme = painter.theme;
    let sign = if arrangement.reversed { "▲" } else { "▼" };
    let name = |column: Column| {
        if column == arrangement.column { format!("{}{sign}", column.name()) } else { column.name().to_owned() }
    };
    let style = |column: Column| -> Style {
        let color = if column == arrangement.column { theme.accent } else { theme.calm };
        Style::new().fg(color).bg(theme.paper)
    };
    let own = name(Column::Title);
    painter.text(line.x + 2, line.y, title, &own, style(Column::Title));
    for (column, x, width) in others {
        let words = cells::cut(&name(column), width);
        if is_number(column) {
            painter.text_right(x + width, line.y, &words, style(column));
        } else {
            painter.text(x, line.y, width, &words, style(column));
        }
    }
}

const fn is_number(column: Column) -> bool {
    !matches!(column, Column::Title | Column::Outlet | Column::Published | Column::Opened)
}

fn rows(app: &App, painter: &mut Painter<'_>, page: &ArticlesPage<'_>) -> Option<Position> {
    let mut at = None;
    for (row, y) in page.rows.iter().zip(page.area.top()..page.area.bottom()) {
        let line = Rect { y, height: 1, ..page.area };
        let is_selected = match row {
            ArticleRow::Group(name, count) => {
                painter.heading(
                    Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line },
                    name,
                    false,
                    &count.to_string(),
                );
                false
            }
            ArticleRow::Article(row, is_selected) => {
                article(app, painter, line, row, *is_selected);
                *is_selected
            }
            ArticleRow::Hit(hit, is_selected) => {
                hits::draw(painter, line, hit, *is_selected);
                *is_selected
            }
        };
        if is_selected {
            painter.select(line);
            at = Some(Position::new(line.x, y));
        }
    }
    at
}

fn article(app: &App, painter: &mut Painter<'_>, line: Rect, row: &Row, is_selected: bool) {
    let theme = painter.theme;
    let (title, others) = columns(line);
    let is_marked = app.articles.marked.contains(&row.path);
    painter.text(line.x, line.y, 1, if is_marked { "●" } else { " " }, painter.role(theme.accent));
    let color = if is_selected { theme.focus } else { theme.ink };
    if row.unreadable {
        let has_path = row.first_problem.starts_with(&row.path);
        let path = if has_path { String::new() } else { format!("{}: ", row.path) };
        let words = format!("{path}{}", row.first_problem);
        let room = line.width.saturating_sub(2);
        painter.text(line.x + 2, line.y, room, &cells::cut(&words, room), painter.role(theme.refuted));
        return;
    }
    let end = painter.text(line.x + 2, line.y, title, &cells::cut(&row.title, title), painter.role(color));
    let tags = row.work_of(app.annotator.name.as_deref()).tags;
    if !tags.is_empty() {
        let room = (line.x + 2 + title).saturating_sub(end + 2);
        let words = tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
        painter.text(end + 2, line.y, room, &cells::cut(&words, room), painter.role(theme.accent));
    }
    for (column, x, width) in others {
        let (words, is_quiet) = cell(app, row, column);
        let color = match column {
            // Damage is red; what is only doubtful is not.
            Column::Problems if !row.first_problem.is_empty() => theme.refuted,
            _ if is_quiet => theme.calm,
            _ => theme.ink,
        };
        let words = cells::cut(&words, width);
        if is_number(column) {
            painter.text_right(x + width, line.y, &words, painter.role(color));
        } else {
            painter.text(x, line.y, width, &words, painter.role(color));
        }
    }
}

/// The text of a cell, and whether it is unimportant.
fn cell(app: &App, row: &Row, column: Column) -> (String, bool) {
    let work = row.work_of(app.annotator.name.as_deref());
    let number = |number: u32| (if number == 0 { String::new() } else { number.to_string() }, number == 0);
    match column {
        Column::Title => (row.title.clone(), false),
        Column::Outlet => (row.outlet.clone().unwrap_or_default(), true),
        Column::Published => (row.published.clone().unwrap_or_default(), true),
        Column::Judged => (format!("{}/{}", work.judged, work.total), work.judged == 0),
        Column::ToDo => number(work.to_do),
        Column::Waiting => number(work.waiting),
        Column::Drafts => number(row.drafts),
        Column::Disagreements => number(row.disagreements),
        Column::Problems => number(row.problems),
        Column::Opened => {
            let at = app.articles.opened.get(&row.path).copied();
            (at.map_or(String::new(), |at| ago(app.now_ms().saturating_sub(at))), true)
        }
    }
}

/// How many days ago something was.
fn ago(ms: u64) -> String {
    match ms / DAY_MS {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..=60 => format!("{days} days"),
        days @ 61..=730 => format!("{} months", days / 30),
        days => format!("{} years", days / 365),
    }
}

fn nothing(app: &App, screen: &ArticlesScreen) -> String {
    match &screen.search {
        Some(search) if search.query.trim().is_empty() => {
            "Type what to look for in all texts, claims, notes, reasons and evidence".to_owned()
        }
        Some(search) if search.found.is_none() => "searching …".to_owned(),
        Some(search) => match search.found.as_ref().map_or(0, |found| found.hidden) {
            0 => "Nothing was found".to_owned(),
            hidden => format!("Nothing was found; {}", hidden_hits(hidden)),
        },
        None if !app.articles.filter.is_empty() => "No article passes this filter".to_owned(),
        None if app.articles.reading.is_some() => "reading the folder …".to_owned(),
        None => {
            let others = app.key_in(Scope::Library, Command::OtherArticles);
            format!("This folder has no articles. {others} lists files to import.")
        }
    }
}
