//! Where the panes stand: a pure function of size and focus.

use ratatui::layout::Rect;

use crate::text::cells::width;

use super::Pane;

/// Fewer columns than this leave no room for anything.
pub const MIN_COLUMNS: u16 = 20;
/// Fewer rows than this leave no room for anything.
pub const MIN_ROWS: u16 = 5;
/// From here on there are two columns.
pub const TWO_COLUMNS: u16 = 80;
/// Fewer rows than this leave no room for claims above entities.
pub const TWO_PANES_ROWS: u16 = 12;
/// From here on the selected claim stands beneath a pane that is alone.
const BENEATH_ROWS: u16 = 14;
/// From here on there are three columns.
pub const THREE_COLUMNS: u16 = 110;
/// The text is never wider than this many columns, whatever the pane.
pub const TEXT_COLUMNS: u16 = 76;
/// Bar, paragraph number and the space after it, left of the text.
pub const GUTTER: u16 = 6;

/// No window is taken to be larger: a terminal may claim any size, and every cell costs memory. The largest screens with
/// the smallest letters have fewer.
const MOST_COLUMNS: u16 = 1_600;
/// As for columns.
const MOST_ROWS: u16 = 600;

/// The room for everything in a window of that many columns and rows.
#[must_use]
pub fn screen(columns: u16, rows: u16) -> Rect {
    Rect::new(0, 0, columns.min(MOST_COLUMNS), rows.min(MOST_ROWS))
}

/// Rectangles of everything, in cells. A pane's first row is its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Title line.
    pub title: Rect,
    /// The outline; none while two columns show something else.
    pub sections: Option<Rect>,
    /// The names of the panes, while there is room for one at a time.
    pub tabs: Option<Rect>,
    /// The selected claim beneath the text, while there is room for one pane at a time.
    pub beneath: Option<Rect>,
    /// The text; without rows while another pane has all the room.
    pub text: Rect,
    /// The claims; none while the outline takes their column.
    pub claims: Option<Rect>,
    /// The entities; none while the outline takes their column.
    pub entities: Option<Rect>,
    /// The line of hints.
    pub footer: Rect,
}

impl Layout {
    /// The layout for a terminal of that size; none when it is too small.
    #[must_use]
    pub fn of(size: Rect, focus: Pane) -> Option<Self> {
        if size.width < MIN_COLUMNS || size.height < MIN_ROWS {
            return None;
        }
        if size.width < TWO_COLUMNS || size.height < TWO_PANES_ROWS {
            return Some(Self::of_one(size, focus));
        }
        let title = Rect::new(0, 0, size.width, 1);
        let footer = Rect::new(0, size.height - 1, size.width, 1);
        let (top, height) = (2, size.height - 4);
        let right = (size.width * 3 / 10).clamp(32, 48);
        let column = |x: u16, width: u16| Rect::new(x, top, width, height);
        if size.width >= THREE_COLUMNS {
            let left = (size.width / 5).clamp(26, 32);
            let text = column(left + 4, size.width - left - right - 8);
            let (claims, entities) = split(column(size.width - right - 1, right));
            let sections = Some(column(1, left));
            return Some(Self {
                title,
                sections,
                tabs: None,
                beneath: None,
                text,
                claims: Some(claims),
                entities: Some(entities),
                footer,
            });
        }
        let text = column(1, size.width - right - 5);
        let beside = column(size.width - right - 1, right);
        if focus == Pane::Sections {
            return Some(Self {
                title,
                sections: Some(beside),
                tabs: None,
                beneath: None,
                text,
                claims: None,
                entities: None,
                footer,
            });
        }
        let (claims, entities) = split(beside);
        Some(Self {
            title,
            sections: None,
            tabs: None,
            beneath: None,
            text,
            claims: Some(claims),
            entities: Some(entities),
            footer,
        })
    }

    /// One pane at a time, below their names.
    fn of_one(size: Rect, focus: Pane) -> Self {
        let title = Rect::new(0, 0, size.width, 1);
        let tabs = Rect { y: 1, ..title };
        let footer = Rect { y: size.height - 1, ..title };
        let room = Rect { x: 1, y: 2, width: size.width - 2, height: size.height - 3 - u16::from(size.height > 8) };
        let wants = focus == Pane::Text && size.height >= BENEATH_ROWS;
        let below = if wants { (size.height / 4).clamp(4, 7) } else { 0 };
        let text = Rect { height: room.height - below, ..room };
        let beneath = wants.then_some(Rect { y: text.bottom(), height: below, ..room });
        let alone = |pane: Pane| (pane == focus).then_some(room);
        Self {
            title,
            sections: alone(Pane::Sections),
            tabs: Some(tabs),
            beneath,
            text: if focus == Pane::Text { text } else { Rect { height: 0, ..room } },
            claims: alone(Pane::Claims),
            entities: alone(Pane::Entities),
            footer,
        }
    }

    /// Column of the name of each pane in the line of tabs.
    pub fn tabs() -> impl Iterator<Item = (u16, Pane)> {
        let mut column = 1;
        Pane::ALL.into_iter().map(move |pane| {
            let at = column;
            column += width(pane.name()) + 2;
            (at, pane)
        })
    }

    /// The pane whose name stands at a column of the line of tabs.
    #[must_use]
    pub fn tab_at(column: u16) -> Option<Pane> {
        let hit = |(at, pane): &(u16, Pane)| (*at..*at + width(pane.name())).contains(&column);
        Self::tabs().find(hit).map(|(_, pane)| pane)
    }

    /// The rectangle of a pane, when it shows.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Sections => self.sections,
            Pane::Text => (self.text.height > 0).then_some(self.text),
            Pane::Claims => self.claims,
            Pane::Entities => self.entities,
        }
    }

    /// How many rows of content a pane has under its title; 0 when it does not show.
    #[must_use]
    pub fn rows(&self, pane: Pane) -> usize {
        self.pane(pane).map_or(0, |area| usize::from(area.height.saturating_sub(1)))
    }

    /// Width of the column in which text is set, without gutter.
    #[must_use]
    pub fn text_columns(&self) -> u16 {
        self.text.width.saturating_sub(GUTTER).min(TEXT_COLUMNS)
    }
}

/// The room within a bordered box in the middle of `area`, for so many columns and rows or as many as there are.
#[must_use]
pub fn centred(area: Rect, columns: u16, rows: u16) -> Rect {
    let width = columns.saturating_add(4).min(area.width);
    let height = rows.saturating_add(2).min(area.height.saturating_sub(2));
    let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
    Rect::new(x + 2.min(width), y + 1, width.saturating_sub(4), height.saturating_sub(2))
}

/// Claims above, a row apart from the entities below.
fn split(side: Rect) -> (Rect, Rect) {
    let below = (side.height / 4).clamp(4, 12);
    let claims = Rect { height: side.height - below - 1, ..side };
    let entities = Rect { y: side.y + side.height - below, height: below, ..side };
    (claims, entities)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pane_lies_within_the_terminal_at_every_size() {
        for width in 0..240 {
            for height in 0..70 {
                let size = Rect::new(0, 0, width, height);
                for focus in Pane::ALL {
                    let Some(layout) = Layout::of(size, focus) else { continue };
                    let panes = Pane::ALL.into_iter().filter_map(|pane| layout.pane(pane));
                    for area in panes.clone().chain([layout.title, layout.footer]) {
                        assert_eq!(area.intersection(size), area, "{size:?} {area:?}");
                        assert!(area.height > 0 && area.width > 0, "{size:?} {area:?}");
                    }
                    assert!(layout.pane(focus).is_some(), "the focused pane shows at {size:?}");
                }
            }
        }
    }

    #[test]
    fn a_terminal_too_small_has_no_layout() {
        assert_eq!(Layout::of(Rect::new(0, 0, 19, 40), Pane::Text), None);
        assert_eq!(Layout::of(Rect::new(0, 0, 80, 4), Pane::Text), None);
    }
}
