//! The table from which every measure of agreement starts: how each coder rated each unit.

/// Ratings of units by coders, some of them missing.
///
/// A value is a category. Its size matters only to measures on an ordinal or interval scale.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ratings {
    coders: usize,
    /// Unit by unit, a value or a gap for each coder.
    values: Vec<Option<u32>>,
}

impl Ratings {
    /// A table without units, for this many coders.
    #[must_use]
    pub fn of_coders(coders: usize) -> Self {
        Self { coders, values: Vec::new() }
    }

    /// From one list for each coder, as published tables are printed. Shorter lists end in gaps.
    #[must_use]
    pub fn from_coders(lists: &[Vec<Option<u32>>]) -> Self {
        let units = lists.iter().map(Vec::len).max().unwrap_or(0);
        let mut ratings = Self::of_coders(lists.len());
        for unit in 0..units {
            ratings.push(lists.iter().map(|list| list.get(unit).copied().flatten()));
        }
        ratings
    }

    /// Adds a unit: a value or a gap for each coder. Missing values become gaps, and surplus ones are dropped.
    pub fn push(&mut self, unit: impl IntoIterator<Item = Option<u32>>) {
        let end = self.values.len() + self.coders;
        self.values.extend(unit.into_iter().take(self.coders));
        self.values.resize(end, None);
    }

    /// How many coders the table has room for.
    #[must_use]
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// The units, each with a value or a gap for each coder.
    pub fn units(&self) -> impl Iterator<Item = &[Option<u32>]> {
        // `chunks` rejects 0; without coders there are no values.
        self.values.chunks(self.coders.max(1))
    }

    /// How many coders rated anything.
    #[must_use]
    pub fn active_coders(&self) -> usize {
        let mut active = vec![false; self.coders];
        for unit in self.units() {
            for (coder, value) in unit.iter().enumerate() {
                active[coder] |= value.is_some();
            }
        }
        active.into_iter().filter(|is_active| *is_active).count()
    }

    /// The values that occur, ascending.
    #[must_use]
    pub fn categories(&self) -> Vec<u32> {
        let mut categories: Vec<u32> = self.values.iter().copied().flatten().collect();
        categories.sort_unstable();
        categories.dedup();
        categories
    }
}
