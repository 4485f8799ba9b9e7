//! Scrolling a list of items of different heights, so that no more of them is laid out than is seen.

/// The first visible row: which item, and which of its rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Index of the item.
    pub item: usize,
    /// Row within the item.
    pub row: usize,
}

/// Moves `top` as little as possible so that the selected item is whole on the screen.
///
/// `rows` is how many the pane has, `count` how many items there are, `height` how many rows each has. An item taller
/// than the pane shows from its first row on, unless the pane stands within it already.
#[must_use]
pub fn follow(top: Position, selected: usize, rows: usize, count: usize, height: &dyn Fn(usize) -> usize) -> Position {
    if count == 0 || rows == 0 {
        return Position::default();
    }
    let selected = selected.min(count - 1);
    let start = Position { item: selected, row: 0 };
    let tall = height(selected);
    if tall > rows {
        let within = top.item == selected && top.row + rows <= tall;
        return if within { top } else { start };
    }
    if top > start || top.item >= count {
        return start;
    }
    // The first position from which the selected item still fits at the bottom.
    let mut lowest = start;
    let mut above = rows - tall;
    while above > 0 && lowest.item > 0 {
        let next = height(lowest.item - 1);
        if next > above {
            lowest = Position { item: lowest.item - 1, row: next - above };
            break;
        }
        above -= next;
        lowest.item -= 1;
    }
    top.max(lowest)
}

/// Item and row of each visible row, from the top down.
#[must_use]
pub fn visible(top: Position, rows: usize, count: usize, height: &dyn Fn(usize) -> usize) -> Vec<(usize, usize)> {
    let mut visible = Vec::with_capacity(rows);
    let mut first = top.row;
    for item in top.item..count {
        for row in first..height(item) {
            if visible.len() == rows {
                return visible;
            }
            visible.push((item, row));
        }
        first = 0;
        if visible.len() == rows {
            break;
        }
    }
    visible
}
