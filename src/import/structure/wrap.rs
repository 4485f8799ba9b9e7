//! At which column the lines of a text are wrapped, if they are.

use crate::import::document::Line;
use crate::import::sentences::ends_sentence;

/// Columns below which a text is not treated as wrapped: such lines are lists and verses.
const NARROWEST: usize = 30;
/// Columns beyond which nobody wraps.
const WIDEST: usize = 160;
/// Columns within which most full lines of a wrapped text end: the length of a long word.
const BAND: usize = 12;

/// How a text is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrap {
    /// The last column that lines reach.
    column: usize,
    /// Columns that lines stay short of it although they go on: 0 where a program has filled them.
    noise: usize,
}

/// Columns of a line, indentation included; tabs count as one, which is enough to compare lines of one text.
pub(super) fn width(line: &Line) -> usize {
    if line.text.is_ascii() { line.text.len() } else { line.text.chars().count() }
}

/// Whether no blank line is between two lines.
pub(super) fn adjoin(line: &Line, next: &Line) -> bool {
    next.number == line.number + 1
}

/// Whether a text begins in lower case, so that something is before it.
pub(in super::super) fn begins_low(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_lowercase)
}

impl Wrap {
    /// How the lines are wrapped; none where they are not, or where there are too few to tell.
    pub(super) fn of(lines: &[Line]) -> Option<Self> {
        let pairs = || lines.windows(2).filter(|pair| adjoin(&pair[0], &pair[1])).map(|pair| (&pair[0], &pair[1]));
        let mut counts = [0_usize; WIDEST + 1];
        let mut total = 0;
        for (line, _) in pairs() {
            total += 1;
            if let Some(count) = counts.get_mut(width(line)) {
                *count += 1;
            }
        }
        let (in_band, column) = (NARROWEST..=WIDEST)
            .map(|column| (counts[column.saturating_sub(BAND) + 1..=column].iter().sum::<usize>(), column))
            .max_by_key(|(count, column)| (*count, std::cmp::Reverse(*column)))?;
        if total < 3 || in_band * 2 < total {
            return None;
        }
        let wrap = Self { column, noise: 0 };
        // Lines that certainly go on show how far from the last column they may end.
        let goes_on = |(line, next): &(&Line, &Line)| !ends_sentence(&line.text) && begins_low(&next.text);
        let mut rooms: Vec<usize> = pairs().filter(goes_on).filter_map(|(line, next)| wrap.room(line, next)).collect();
        rooms.sort_unstable();
        let noise = rooms.get(rooms.len() * 9 / 10).copied().unwrap_or(0);
        Some(Self { noise: if rooms.len() * 20 <= total { 0 } else { noise }, ..wrap })
    }

    /// Whether the first word of `next` would have been on `line`, had the paragraph gone on.
    pub(super) fn is_short(self, line: &Line, next: &Line) -> bool {
        self.room(line, next).is_some_and(|room| room > self.noise)
    }

    /// Whether a line is far longer than the others, so that it is a paragraph by itself.
    pub(super) fn is_unwrapped(self, line: &Line) -> bool {
        width(line) > self.column + BAND
    }

    /// Columns that are left on `line` with the first word of `next` added, counted from 1; none where it does not
    /// fit.
    fn room(self, line: &Line, next: &Line) -> Option<usize> {
        let word = next.trimmed().split_whitespace().next().map_or(0, |word| word.chars().count());
        (self.column + 1).checked_sub(width(line) + 1 + word).filter(|room| *room > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_told_from_paragraphs_of_one_line() {
        let prose = "The ferry to Holm left at noon with forty people and a cargo of nets, and nobody on the quay \
                     believed that it would be the last one, for the line had promised three more years of service.";
        let wrapped = |columns: usize| {
            let mut text = String::new();
            let mut width = 0;
            for word in prose.repeat(3).split(' ') {
                if width + word.len() + 1 > columns {
                    text.push('\n');
                    width = 0;
                }
                text.push_str(word);
                text.push(' ');
                width += word.len() + 1;
            }
            Wrap::of(&Line::all_of(&text, 1))
        };
        assert!(wrapped(60).is_some_and(|wrap| wrap.noise == 0 && wrap.column <= 60));
        assert!(wrapped(78).is_some());
        assert_eq!(Wrap::of(&Line::all_of(&format!("{prose}\n{prose}\n{prose}\n{prose}\n"), 1)), None);
        assert_eq!(Wrap::of(&Line::all_of("milk\neggs\nflour\nsalt\nbutter\n", 1)), None);
    }
}
