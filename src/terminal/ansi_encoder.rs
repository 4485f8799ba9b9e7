//! How cells become bytes: what the terminal has already is not said again.
//!
//! The library's own backend says both colours whenever one changes, and where the cursor goes by row and column; on a
//! screen of many small differences that is more than half of all bytes.

use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Attributes, with the codes of ECMA-48 that switch them on and off.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Where the terminal writes, and how.
pub(crate) struct Pen {
    foreground: Color,
    background: Color,
    attributes: Modifier,
    /// Where the next letter goes; none if that is uncertain.
    at: Option<Position>,
}

impl Pen {
    /// The pen after all attributes were reset.
    pub(crate) fn new() -> Self {
        Self { foreground: Color::Reset, background: Color::Reset, attributes: Modifier::empty(), at: None }
    }

    /// Appends what draws `cell` at a column and row.
    pub(crate) fn draw(&mut self, bytes: &mut String, x: u16, y: u16, cell: &Cell) {
        self.go(bytes, Position::new(x, y));
        self.dress(bytes, cell);
        let symbol = cell.symbol();
        bytes.push_str(symbol);
        // Terminals disagree about the width of anything but simple letters.
        let sure = symbol.len() == 1 || (symbol.chars().count() == 1 && symbol.width() == 1);
        self.at = sure.then(|| Position::new(x + 1, y));
    }

    /// Appends what moves the cursor.
    pub(crate) fn go(&mut self, bytes: &mut String, to: Position) {
        // Writing to a string cannot fail, here and below.
        let _ = match self.at {
            Some(at) if at == to => Ok(()),
            Some(at) if at.y == to.y && at.x < to.x => match to.x - at.x {
                1 => write!(bytes, "\x1b[C"),
                columns => write!(bytes, "\x1b[{columns}C"),
            },
            _ => write!(bytes, "\x1b[{};{}H", to.y + 1, to.x + 1),
        };
        self.at = Some(to);
    }

    /// The cursor may be anywhere now.
    pub(crate) fn forget_place(&mut self) {
        self.at = None;
    }

    /// Appends one sequence for all that differs.
    fn dress(&mut self, bytes: &mut String, cell: &Cell) {
        let start = bytes.len();
        self.switch(bytes, cell.modifier);
        if cell.fg != self.foreground {
            color(bytes, cell.fg, 30);
            self.foreground = cell.fg;
        }
        if cell.bg != self.background {
            color(bytes, cell.bg, 40);
            self.background = cell.bg;
        }
        if bytes.len() > start {
            // Each part ends in a semicolon.
            bytes.pop();
            bytes.insert_str(start, "\x1b[");
            bytes.push('m');
        }
    }

    fn switch(&mut self, bytes: &mut String, to: Modifier) {
        let mut now = self.attributes;
        for (attribute, _, off) in ATTRIBUTES {
            if now.contains(attribute) && !to.contains(attribute) {
                let _ = write!(bytes, "{off};");
                // One code may switch off more than one of them.
                for (other, _, code) in ATTRIBUTES {
                    if code == off {
                        now.remove(other);
                    }
                }
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if to.contains(attribute) && !now.contains(attribute) {
                let _ = write!(bytes, "{on};");
            }
        }
        self.attributes = to;
    }
}

/// The codes for a colour; `base` is 30 for letters and 40 for what lies behind them.
fn color(bytes: &mut String, color: Color, base: u8) {
    let named = |number: u8| Some(number);
    let (plain, bright) = match color {
        Color::Black => (named(0), None),
        Color::Red => (named(1), None),
        Color::Green => (named(2), None),
        Color::Yellow => (named(3), None),
        Color::Blue => (named(4), None),
        Color::Magenta => (named(5), None),
        Color::Cyan => (named(6), None),
        Color::Gray => (named(7), None),
        Color::DarkGray => (None, named(0)),
        Color::LightRed => (None, named(1)),
        Color::LightGreen => (None, named(2)),
        Color::LightYellow => (None, named(3)),
        Color::LightBlue => (None, named(4)),
        Color::LightMagenta => (None, named(5)),
        Color::LightCyan => (None, named(6)),
        Color::White => (None, named(7)),
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => (None, None),
    };
    let _ = match (color, plain, bright) {
        (_, Some(number), _) => write!(bytes, "{};", base + number),
        (_, _, Some(number)) => write!(bytes, "{};", base + 60 + number),
        (Color::Rgb(red, green, blue), ..) => write!(bytes, "{};2;{red};{green};{blue};", base + 8),
        (Color::Indexed(number), ..) => write!(bytes, "{};5;{number};", base + 8),
        _ => write!(bytes, "{};", base + 9),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn drawn(pen: &mut Pen, x: u16, symbol: &str, style: Style) -> String {
        let mut cell = Cell::default();
        cell.set_symbol(symbol).set_style(style);
        let mut bytes = String::new();
        pen.draw(&mut bytes, x, 0, &cell);
        bytes
    }

    #[test]
    fn only_what_differs_is_said() {
        let mut pen = Pen::new();
        let red = Style::new().fg(Color::Red).bg(Color::Rgb(1, 2, 3));
        assert_eq!(drawn(&mut pen, 0, "a", red), "\x1b[1;1H\x1b[31;48;2;1;2;3ma");
        assert_eq!(drawn(&mut pen, 1, "b", red), "b");
        assert_eq!(drawn(&mut pen, 4, "c", red.fg(Color::White)), "\x1b[2C\x1b[97mc");
        assert_eq!(drawn(&mut pen, 5, "d", red.fg(Color::White).add_modifier(Modifier::BOLD)), "\x1b[1md");
        let dim = red.fg(Color::White).add_modifier(Modifier::DIM);
        assert_eq!(drawn(&mut pen, 6, "e", dim), "\x1b[22;2me");
        assert_eq!(drawn(&mut pen, 7, "f", Style::new().fg(Color::Reset).bg(Color::Reset)), "\x1b[22;39;49mf");
    }

    #[test]
    fn after_a_wide_letter_the_cursor_is_put_where_it_belongs() {
        let mut pen = Pen::new();
        drawn(&mut pen, 0, "港", Style::new());
        assert_eq!(drawn(&mut pen, 2, "x", Style::new()), "\x1b[1;3Hx");
    }
}
