//! The layout of the panes: a pure function of size and focus.

use ratatui::layout::Rect;

use crate::model::preferences::PaneWidths;
use crate::reader::place::Pane;
use crate::text::cells::width;

/// Fewer columns than this leave no room for anything.
pub const MIN_COLUMNS: u16 = 20;
/// With fewer rows than this there is no layout.
pub const MIN_ROWS: u16 = 5;
/// From this width on there are two columns.
pub const TWO_COLUMNS: u16 = 80;
/// With fewer rows than this, entities do not fit below claims.
pub const TWO_PANES_ROWS: u16 = 12;
/// From this height on, the selected claim shows below a single pane.
const BENEATH_ROWS: u16 = 14;
/// From this width on there are three columns.
pub const THREE_COLUMNS: u16 = 110;
/// From this width on, the details of the selected claim have a column of their own.
pub const FOUR_COLUMNS: u16 = 160;
/// Whatever the user chooses, the text keeps this many columns, with its gutter.
const LEAST_TEXT: u16 = 46;
/// The outline, and any other column beside the text, has at least this many columns.
const LEAST_OUTLINE: u16 = 16;
const LEAST_BESIDE: u16 = 26;
/// Columns between two columns of panes, with the rule in the middle.
const GAP: u16 = 3;
/// The text is at most this many columns wide, however wide the pane.
pub const TEXT_COLUMNS: u16 = 76;
/// Bar, paragraph number and the space after it, left of the text.
pub const GUTTER: u16 = 7;

/// Windows count as no larger than this: a terminal may claim any size, and every cell costs memory. The largest
/// screens with the smallest letters have fewer.
const MOST_COLUMNS: u16 = 1_600;
/// The most rows that count, for that reason.
const MOST_ROWS: u16 = 600;

/// The area for everything in a window of this size.
#[must_use]
pub fn screen(columns: u16, rows: u16) -> Rect {
    Rect::new(0, 0, columns.min(MOST_COLUMNS), rows.min(MOST_ROWS))
}

/// The areas of everything, in cells. A pane's first row is its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Title line.
    pub title: Rect,
    /// The outline; `None` if two columns show something else.
    pub sections: Option<Rect>,
    /// The names of the panes, when only one pane fits.
    pub tabs: Option<Rect>,
    /// The selected claim below the text, when only one pane fits.
    pub beneath: Option<Rect>,
    /// The text; without rows while another pane takes all the space.
    pub text: Rect,
    /// The claims; `None` if the outline has their column.
    pub claims: Option<Rect>,
    /// The entities; `None` if the outline has their column.
    pub entities: Option<Rect>,
    /// The details of the selected claim, if there is room for a fourth column.
    pub details: Option<Rect>,
    /// The line of hints.
    pub footer: Rect,
}

impl Layout {
    /// The layout for a terminal of this size; `None` if it is too small.
    #[must_use]
    pub fn of(size: Rect, focus: Pane, widths: &PaneWidths) -> Option<Self> {
        if size.width < MIN_COLUMNS || size.height < MIN_ROWS {
            return None;
        }
        if size.width < TWO_COLUMNS || size.height < TWO_PANES_ROWS {
            return Some(Self::of_one(size, focus));
        }
        if size.width < THREE_COLUMNS {
            return Some(Self::of_two(size, focus, widths));
        }
        let has_outline = !widths.outline_is_folded || focus == Pane::Sections;
        let columns = Columns::of(size.width, has_outline, widths);
        let column = |x: u16, width: u16| Rect::new(x, 2, width, size.height - 4);
        let mut x = 1;
        let mut next = |width: Option<u16>| {
            let area = column(x, width?);
            x = area.right() + GAP;
            Some(area)
        };
        let sections = next(columns.outline);
        let text = next(Some(columns.text))?;
        let (claims, entities) = next(Some(columns.claims)).map(split).unzip();
        let details = next(columns.details);
        Some(Self { sections, text, claims, entities, details, ..Self::empty(size) })
    }

    /// Text on the left, claims and entities or the outline on the right.
    fn of_two(size: Rect, focus: Pane, widths: &PaneWidths) -> Self {
        let column = |x: u16, width: u16| Rect::new(x, 2, width, size.height - 4);
        let most = size.width - 2 - GAP - LEAST_TEXT;
        let right = widths.claims.unwrap_or((size.width * 3 / 10).clamp(32, 48)).clamp(LEAST_BESIDE, most);
        let text = column(1, size.width - right - 2 - GAP);
        let beside = column(size.width - right - 1, right);
        if focus == Pane::Sections {
            return Self { sections: Some(beside), text, ..Self::empty(size) };
        }
        let (claims, entities) = split(beside);
        Self { text, claims: Some(claims), entities: Some(entities), ..Self::empty(size) }
    }

    /// Title and footer, and no pane.
    fn empty(size: Rect) -> Self {
        let title = Rect::new(0, 0, size.width, 1);
        Self {
            title,
            sections: None,
            tabs: None,
            beneath: None,
            text: Rect::default(),
            claims: None,
            entities: None,
            details: None,
            footer: Rect { y: size.height - 1, ..title },
        }
    }

    /// One pane at a time, below their names.
    fn of_one(size: Rect, focus: Pane) -> Self {
        let empty = Self::empty(size);
        let tabs = Rect { y: 1, ..empty.title };
        let room = Rect { x: 1, y: 2, width: size.width - 2, height: size.height - 3 - u16::from(size.height > 8) };
        let wants = focus == Pane::Text && size.height >= BENEATH_ROWS;
        let below = if wants { (size.height / 4).clamp(4, 7) } else { 0 };
        let text = Rect { height: room.height - below, ..room };
        let beneath = wants.then_some(Rect { y: text.bottom(), height: below, ..room });
        let alone = |pane: Pane| (pane == focus).then_some(room);
        Self {
            sections: alone(Pane::Sections),
            tabs: Some(tabs),
            beneath,
            text: if focus == Pane::Text { text } else { Rect { height: 0, ..room } },
            claims: alone(Pane::Claims),
            entities: alone(Pane::Entities),
            ..empty
        }
    }

    /// The rules between columns of panes: the column of each, and the width it sets.
    pub fn dividers(&self) -> impl Iterator<Item = (u16, Divider)> {
        let alone = self.claims.is_none();
        let before = |area: Rect| area.x.saturating_sub(2);
        let outline = match self.sections {
            // With two columns, the outline takes the place of the claims.
            Some(area) if alone => Some((before(area), Divider::Claims)),
            area => area.map(|area| (area.right() + 1, Divider::Outline)),
        };
        let claims = self.claims.map(|area| (before(area), Divider::Claims));
        let details = self.details.map(|area| (before(area), Divider::Details));
        let one_pane = self.tabs.is_some();
        [outline, claims, details].into_iter().flatten().filter(move |_| !one_pane)
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

    /// The pane whose name is at a column of the line of tabs.
    #[must_use]
    pub fn tab_at(column: u16) -> Option<Pane> {
        let hit = |(at, pane): &(u16, Pane)| (*at..*at + width(pane.name())).contains(&column);
        Self::tabs().find(hit).map(|(_, pane)| pane)
    }

    /// The area of a pane, if it shows.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Sections => self.sections,
            Pane::Text => (self.text.height > 0).then_some(self.text),
            Pane::Claims => self.claims,
            Pane::Entities => self.entities,
        }
    }

    /// Rows of content in a pane, below its title; 0 if it does not show.
    #[must_use]
    pub fn rows(&self, pane: Pane) -> usize {
        self.pane(pane).map_or(0, |area| usize::from(area.height.saturating_sub(1)))
    }

    /// Columns of the text, without the gutter.
    #[must_use]
    pub fn text_columns(&self) -> u16 {
        self.text.width.saturating_sub(GUTTER).min(TEXT_COLUMNS)
    }
}

/// A rule between two columns of panes, by the column whose width it sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// Right of the outline.
    Outline,
    /// Left of claims and entities.
    Claims,
    /// Left of the details.
    Details,
}

/// The widths of the columns of a wide screen.
struct Columns {
    outline: Option<u16>,
    text: u16,
    claims: u16,
    details: Option<u16>,
}

impl Columns {
    /// The chosen widths, if they leave the text its least width; the others in proportion.
    fn of(total: u16, has_outline: bool, widths: &PaneWidths) -> Self {
        let has_details = total >= FOUR_COLUMNS;
        let part = |percent: u16, least: u16, most: u16| (total * percent / 100).clamp(least, most);
        let (outline, claims) = if has_details {
            (part(15, 26, 32), part(22, 34, 48))
        } else {
            ((total / 5).clamp(26, 32), (total * 3 / 10).clamp(32, 48))
        };
        // A settings file may ask for anything.
        let [own_outline, own_claims, own_details] =
            [widths.outline, widths.claims, widths.details].map(|own| own.map(|columns| columns.min(total)));
        let outline = own_outline.unwrap_or(outline).max(LEAST_OUTLINE);
        let mut outline = has_outline.then_some(outline);
        let mut claims = own_claims.unwrap_or(claims).max(LEAST_BESIDE);
        let details = own_details.unwrap_or_else(|| part(22, 34, 64)).max(LEAST_BESIDE);
        let mut details = has_details.then_some(details);
        let gaps = 2 + GAP * (1 + u16::from(has_outline) + u16::from(has_details));
        let taken = |outline: Option<u16>, claims: u16, details: Option<u16>| {
            outline.unwrap_or(0).saturating_add(claims).saturating_add(details.unwrap_or(0)).saturating_add(gaps)
        };
        let over = |taken: u16| taken.saturating_add(LEAST_TEXT).saturating_sub(total);
        let less = |width: u16, least: u16, by: u16| width.saturating_sub(by).max(least.min(width));
        details = details.map(|width| less(width, LEAST_BESIDE, over(taken(outline, claims, Some(width)))));
        claims = less(claims, LEAST_BESIDE, over(taken(outline, claims, details)));
        outline = outline.map(|width| less(width, LEAST_OUTLINE, over(taken(Some(width), claims, details))));
        Self { outline, text: total.saturating_sub(taken(outline, claims, details)), claims, details }
    }
}

/// The area inside a bordered box in the middle of `area`, with at most this many columns and rows.
#[must_use]
pub fn centred(area: Rect, columns: u16, rows: u16) -> Rect {
    let width = columns.saturating_add(4).min(area.width);
    let height = rows.saturating_add(2).min(area.height.saturating_sub(2));
    let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
    Rect::new(x + 2.min(width), y + 1, width.saturating_sub(4), height.saturating_sub(2))
}

/// A box with its border, from the room within it.
pub(crate) fn with_border(inside: Rect) -> Rect {
    let (x, y) = (inside.x.saturating_sub(2), inside.y.saturating_sub(1));
    Rect::new(x, y, inside.width + 4, inside.height + 2)
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

    /// The default widths, and the smallest and largest that a file could contain.
    fn chosen() -> [PaneWidths; 3] {
        let all = |columns: u16| PaneWidths {
            outline_is_folded: columns == 0,
            outline: Some(columns),
            claims: Some(columns),
            details: Some(columns),
        };
        [PaneWidths::default(), all(0), all(u16::MAX)]
    }

    #[test]
    fn the_text_keeps_a_readable_width_whatever_is_chosen() {
        for width in TWO_COLUMNS..300 {
            for widths in chosen() {
                let layout = Layout::of(Rect::new(0, 0, width, 40), Pane::Text, &widths);
                let text = layout.map_or(0, |layout| layout.text.width);
                assert!(text >= 40 && text <= width, "{text} of {width} columns, {widths:?}");
            }
        }
    }

    #[test]
    fn every_pane_lies_within_the_terminal_at_every_size() {
        for width in (0..240).step_by(3) {
            for height in 0..70 {
                let size = Rect::new(0, 0, width, height);
                for (focus, widths) in Pane::ALL.into_iter().flat_map(|pane| chosen().map(|widths| (pane, widths))) {
                    let Some(layout) = Layout::of(size, focus, &widths) else { continue };
                    let panes = Pane::ALL.into_iter().filter_map(|pane| layout.pane(pane)).chain(layout.details);
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
        let widths = PaneWidths::default();
        assert_eq!(Layout::of(Rect::new(0, 0, 19, 40), Pane::Text, &widths), None);
        assert_eq!(Layout::of(Rect::new(0, 0, 80, 4), Pane::Text, &widths), None);
    }
}
