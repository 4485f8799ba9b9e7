//! Krippendorff's alpha: agreement of any number of coders with missing ratings, on a scale.
//!
//! K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), by the matrix of coincidences.

use crate::analysis::agreement::measure::Measure;
use crate::analysis::agreement::observed::Observed;
use crate::analysis::agreement::ratings::Ratings;

/// How far apart two values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal or not, as verdicts.
    Nominal,
    /// By how many ratings lie between them, as degrees of confidence.
    Ordinal,
    /// By the square of their difference, as years.
    Interval,
}

/// Krippendorff's alpha of everyone, over the units that several rated.
#[must_use]
pub fn krippendorffs_alpha(ratings: &Ratings, scale: Scale) -> Measure {
    if let Some(none) = Observed::of(ratings).nothing_to_measure() {
        return none;
    }
    Coincidences::of(ratings).alpha(scale)
}

/// How often each pair of values was given to one unit, each pair of ratings weighed by 1/(m − 1) of m ratings of the unit.
struct Coincidences {
    values: Vec<u32>,
    /// Row by row, in the order of the values.
    pairs: Vec<f64>,
    /// The sum of each row: how often the value was given to a unit that several rated.
    totals: Vec<f64>,
}

impl Coincidences {
    fn of(ratings: &Ratings) -> Self {
        let values = ratings.categories();
        let size = values.len();
        let mut pairs = vec![0.0; size * size];
        let (mut counts, mut present) = (vec![0_u32; size], Vec::new());
        for unit in ratings.units() {
            for at in unit.iter().flatten().filter_map(|value| values.binary_search(value).ok()) {
                if counts[at] == 0 {
                    present.push(at);
                }
                counts[at] += 1;
            }
            let ratings: u32 = present.iter().map(|at| counts[*at]).sum();
            if ratings > 1 {
                let weight = 1.0 / f64::from(ratings - 1);
                for one in &present {
                    for other in &present {
                        let others = counts[*other] - u32::from(one == other);
                        pairs[one * size + other] += f64::from(counts[*one]) * f64::from(others) * weight;
                    }
                }
            }
            present.drain(..).for_each(|at| counts[at] = 0);
        }
        let totals = pairs.chunks(size.max(1)).map(|row| row.iter().sum()).collect();
        Self { values, pairs, totals }
    }

    /// 1 less observed over expected disagreement. Not all values are equal, so some disagreement is expected.
    fn alpha(&self, scale: Scale) -> Measure {
        let size = self.values.len();
        let (mut observed, mut expected) = (0.0, 0.0);
        for one in 0..size {
            for other in one + 1..size {
                let distance = self.squared_distance(one, other, scale);
                observed += self.pairs[one * size + other] * distance;
                expected += self.totals[one] * self.totals[other] * distance;
            }
        }
        let all: f64 = self.totals.iter().sum();
        Measure::Value(1.0 - (all - 1.0) * observed / expected)
    }

    /// The squared distance of two values by their places, the lesser first.
    fn squared_distance(&self, one: usize, other: usize, scale: Scale) -> f64 {
        let distance = match scale {
            Scale::Nominal => 1.0,
            Scale::Ordinal => {
                let between: f64 = self.totals[one..=other].iter().sum();
                between - f64::midpoint(self.totals[one], self.totals[other])
            }
            Scale::Interval => f64::from(self.values[other]) - f64::from(self.values[one]),
        };
        distance * distance
    }
}
