//! A screen as an SVG drawing, cell by cell.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::screen::Screen;

/// Width and height of a cell, and of the margin around all of them, in user units.
const CELL: (f32, f32) = (8.4, 18.0);
const MARGIN: f32 = 12.0;

/// Checks that the picture of this name shows this screen; redraws it on request.
pub(crate) fn is_current(name: &str, screen: &Screen) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures").join(format!("{name}.svg"));
    let drawn = svg(screen);
    if std::env::var_os("NUTGRAF_UPDATE_ASSETS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &drawn).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "{name}.svg is not what the program draws: NUTGRAF_UPDATE_ASSETS=1 cargo test --test screens"
    );
}

fn svg(screen: &Screen) -> String {
    let (buffer, theme) = (screen.buffer(), screen.theme());
    let (columns, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2.0 * MARGIN, rows * CELL.1 + 2.0 * MARGIN);
    let mut svg = String::new();
    writeln!(svg, r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1} {height:.1}" font-size="14" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" xml:space="preserve">"#).unwrap();
    writeln!(svg, r#"<rect width="100%" height="100%" rx="8" fill="{}"/>"#, hex(theme.paper)).unwrap();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let first = &buffer[(x, y)];
            let run = (x..buffer.area.width).take_while(|at| same_style(&buffer[(*at, y)], first)).count();
            let run = u16::try_from(run).unwrap();
            let text: String = (x..x + run).map(|at| buffer[(at, y)].symbol()).collect();
            draw_run(&mut svg, (x, y, run), first, &text, theme.paper);
            x += run;
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn same_style(one: &Cell, other: &Cell) -> bool {
    (one.fg, one.bg, one.modifier) == (other.fg, other.bg, other.modifier)
}

fn draw_run(svg: &mut String, (x, y, run): (u16, u16, u16), cell: &Cell, text: &str, paper: Color) {
    let (left, top) = (MARGIN + f32::from(x) * CELL.0, MARGIN + f32::from(y) * CELL.1);
    let width = f32::from(run) * CELL.0;
    if cell.bg != paper {
        let (height, fill) = (CELL.1, hex(cell.bg));
        writeln!(svg, r#"<rect x="{left:.1}" y="{top:.1}" width="{width:.1}" height="{height}" fill="{fill}"/>"#)
            .unwrap();
    }
    // Spaces at both ends are left out, so that the rest determines where its letters are.
    let begin = text.len() - text.trim_start().len();
    let ink = text.trim();
    if ink.is_empty() {
        return;
    }
    let columns = |part: &str| f32::from(nutgraf::text::cells::width(part)) * CELL.0;
    let (left, length, baseline) = (left + columns(&text[..begin]), columns(ink), top + 13.5);
    let bold = if cell.modifier.contains(Modifier::BOLD) { r#" font-weight="bold""# } else { "" };
    let line = if cell.modifier.contains(Modifier::UNDERLINED) { r#" text-decoration="underline""# } else { "" };
    let (fill, ink) = (hex(cell.fg), escaped(ink));
    writeln!(
        svg,
        r#"<text x="{left:.1}" y="{baseline:.1}" textLength="{length:.1}" fill="{fill}"{bold}{line}>{ink}</text>"#
    )
    .unwrap();
}

fn hex(color: Color) -> String {
    let Color::Rgb(red, green, blue) = color else { panic!("{color:?} cannot be drawn") };
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
