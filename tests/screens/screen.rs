//! A screen of the shipped article.

use std::fmt::Write as _;

use nutgraf::codec::article_yaml;
use nutgraf::reader::annotator::Annotator;
use nutgraf::reader::app::App;
use nutgraf::reader::document::Document;
use nutgraf::reader::draw;
use nutgraf::reader::draw::Look;
use nutgraf::reader::key::Key;
use nutgraf::reader::message::{Message, Moment};
use nutgraf::reader::theme_name::ThemeName;
use nutgraf::reader::widgets::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const SHIPPED: &str = include_str!("../../content/stronger-pakistan-russia-ties.yaml");

pub(crate) struct Screen {
    app: App,
    look: Look,
}

impl Screen {
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        let article = article_yaml::read("shipped", SHIPPED.as_bytes()).unwrap();
        let mut app = App::new(Document::new(article, "shipped".to_owned()), columns, rows);
        app.update(Message::Annotator(Annotator { name: Some("ana".to_owned()), from: "git".to_owned() }));
        app.update(Message::NotesRead { lines: Vec::new(), troubles: Vec::new() });
        Self { app, look: Look::default() }
    }

    pub(crate) fn themed(mut self, theme: ThemeName) -> Self {
        self.app.theme = theme;
        self
    }

    pub(crate) fn in_ascii(mut self) -> Self {
        self.look.characters = nutgraf::reader::draw::Characters::AsciiSigns;
        self
    }

    /// Keys by name; what they write is on the disk at once.
    pub(crate) fn press(mut self, keys: &str) -> Self {
        for (number, key) in (1..).zip(keys.split_whitespace()) {
            let moment = Moment { unix_ms: 1_795_536_000_000 + number, random: u128::from(number), frame: 0 };
            self.app.update(Message::Key(Key::named(key), moment));
            let ids = self.app.saving.pending.iter().map(|line| line.id).collect::<Vec<_>>();
            if !ids.is_empty() {
                self.app.update(Message::Saved(ids));
            }
        }
        self
    }

    pub(crate) fn theme(&self) -> &'static Theme {
        Theme::of(self.app.theme)
    }

    pub(crate) fn buffer(&self) -> Buffer {
        let size = self.app.size;
        let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
        terminal.draw(|frame| draw::draw(&self.app, self.look, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    pub(crate) fn text(&self) -> String {
        self.grid(|cell| cell.symbol().to_owned())
    }

    /// The text, and below it a letter for the colour of each cell: a capital on the selection, after `*` if bold.
    pub(crate) fn text_and_styles(&self) -> String {
        format!("{}\n{}", self.text(), self.grid(|cell| self.letter(cell).to_string()))
    }

    fn letter(&self, cell: &Cell) -> char {
        let theme = self.theme();
        let roles: [(Color, char); 9] = [
            (theme.focus, 'f'),
            (theme.ink, 'i'),
            (theme.calm, 'c'),
            (theme.accent, 'a'),
            (theme.faint, '.'),
            (theme.entity, 'e'),
            (theme.supported, 's'),
            (theme.refuted, 'r'),
            (theme.conflicting, 'm'),
        ];
        let role = roles.iter().find(|(color, _)| *color == cell.fg).map_or('?', |(_, letter)| *letter);
        let marked = cell.bg == theme.select && theme.select != Color::Reset;
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        match (cell.symbol(), marked || reversed) {
            (" ", false) => ' ',
            (_, true) => role.to_ascii_uppercase(),
            (_, false) if cell.modifier.contains(Modifier::UNDERLINED) => {
                if role == 'i' {
                    'u'
                } else {
                    role
                }
            }
            _ => role,
        }
    }

    fn grid(&self, show: impl Fn(&Cell) -> String) -> String {
        let buffer = self.buffer();
        let mut grid = String::new();
        for y in 0..buffer.area.height {
            let row: String = (0..buffer.area.width).map(|x| show(&buffer[(x, y)])).collect();
            writeln!(grid, "{}", row.trim_end()).unwrap();
        }
        grid
    }
}
