//! Scrolls a list of items of different heights, without laying out more of them than are visible.

/// The first visible row: the item, and the row within it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Index of the item.
    pub item: usize,
    /// Row within the item.
    pub row: usize,
}

/// Moves `top` only if necessary to make the selected item fully visible.
///
/// The item is then a quarter down the pane, so that its neighbours show too and the next moves need no scrolling.
///
/// The pane has `rows` rows, and each of the `count` items has `height` of them. An item taller than the pane shows
/// from its first row, unless the pane is already within it.
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
    let lowest = rows_before(start, rows - tall, height);
    if top <= start && top >= lowest && top.item < count {
        return top;
    }
    rows_before(start, (rows - tall).min(rows / 4), height)
}

/// The position this many rows up or down. The last item stays at or below the bottom of the pane.
#[must_use]
pub fn by(
    top: Position,
    forward: bool,
    by: usize,
    rows: usize,
    count: usize,
    height: &dyn Fn(usize) -> usize,
) -> Position {
    if !forward {
        let within = top.row.min(by);
        let start = Position { item: top.item, row: top.row - within };
        return if within == by { start } else { rows_before(start, by - within, height) };
    }
    let Some(last) = count.checked_sub(1) else { return top };
    let lowest = rows_before(Position { item: last, row: 0 }, rows.saturating_sub(height(last)), height);
    let mut next = top;
    for _ in 0..by {
        next.row += 1;
        while next.item < last && next.row >= height(next.item) {
            next = Position { item: next.item + 1, row: 0 };
        }
    }
    next.min(lowest).max(top)
}

/// The position this many rows before another, or the beginning.
fn rows_before(position: Position, rows: usize, height: &dyn Fn(usize) -> usize) -> Position {
    let (mut item, mut left) = (position.item, rows);
    while left > 0 && item > 0 {
        item -= 1;
        let tall = height(item);
        if tall > left {
            return Position { item, row: tall - left };
        }
        left -= tall;
    }
    Position { item, row: 0 }
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
