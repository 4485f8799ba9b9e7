//! Observed agreement, without any correction for chance.

use crate::analysis::agreement::measure::Measure;
use crate::analysis::agreement::ratings::Ratings;

/// How often ratings of one unit are equal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Observed {
    /// Units that anybody rated.
    pub rated: usize,
    /// Units that several rated.
    pub shared: usize,
    /// How many of them all coders rated alike.
    pub unanimous: usize,
    /// Pairs of ratings of the same unit.
    pub pairs: usize,
    /// How many of these pairs are equal.
    pub equal_pairs: usize,
    /// Coders who rated anything.
    pub coders: usize,
}

impl Observed {
    /// The counts of a table.
    #[must_use]
    pub fn of(ratings: &Ratings) -> Self {
        let mut observed = Self { coders: ratings.active_coders(), ..Self::default() };
        let mut values: Vec<u32> = Vec::with_capacity(ratings.coders());
        for unit in ratings.units() {
            values.clear();
            values.extend(unit.iter().copied().flatten());
            values.sort_unstable();
            observed.add(&values);
        }
        observed
    }

    /// Adds a unit by its values, sorted.
    fn add(&mut self, values: &[u32]) {
        self.rated += usize::from(!values.is_empty());
        if values.len() < 2 {
            return;
        }
        self.shared += 1;
        self.unanimous += usize::from(values.first() == values.last());
        self.pairs += pairs(values.len());
        self.equal_pairs += values.chunk_by(PartialEq::eq).map(|alike| pairs(alike.len())).sum::<usize>();
    }

    /// Units on which coders differ.
    #[must_use]
    pub const fn disputed(self) -> usize {
        self.shared - self.unanimous
    }

    /// Why there is nothing to measure; `None` if there is something.
    #[must_use]
    pub const fn nothing_to_measure(self) -> Option<Measure> {
        match self {
            Self { coders: 0, .. } => Some(Measure::NobodyJudged),
            Self { coders: 1, .. } => Some(Measure::OnlyOneJudged),
            Self { shared: 0, .. } => Some(Measure::NothingShared),
            observed if observed.shared == observed.unanimous => Some(Measure::AllAgree),
            _ => None,
        }
    }

    /// The share of pairs of ratings that are equal, from 0 to 1. Each pair counts once, so that units with many ratings
    /// count for more.
    #[must_use]
    pub fn share(self) -> Measure {
        self.nothing_to_measure().unwrap_or_else(|| Measure::Value(ratio(self.equal_pairs, self.pairs)))
    }
}

/// The number of pairs among this many.
const fn pairs(count: usize) -> usize {
    count * count.saturating_sub(1) / 2
}

/// `part` of `whole`, which is not 0. Counts of ratings are far below 2⁵².
#[allow(clippy::cast_precision_loss)]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
