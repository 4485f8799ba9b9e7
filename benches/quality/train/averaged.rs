//! Averaged perceptron: weights in training, and their packed averages.

use std::collections::HashMap;

use nutgraf::candidates::language::perceptron::{Weights, pack};

/// Weights in training.
pub struct Averaged {
    labels: usize,
    rows: HashMap<u32, usize>,
    weights: Vec<i32>,
    totals: Vec<i64>,
    stamps: Vec<i64>,
    counts: Vec<u32>,
    step: i64,
}

impl Weights for Averaged {
    fn add(&self, feature: u32, scores: &mut [i32]) {
        if let Some(row) = self.rows.get(&feature) {
            for (score, weight) in scores.iter_mut().zip(&self.weights[row * self.labels..(row + 1) * self.labels]) {
                *score += weight;
            }
        }
    }
}

impl Averaged {
    pub fn new(labels: usize) -> Self {
        Self {
            labels,
            rows: HashMap::new(),
            weights: Vec::new(),
            totals: Vec::new(),
            stamps: Vec::new(),
            counts: Vec::new(),
            step: 0,
        }
    }

    /// Counts an example.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Restarts from zero but keeps the averages: the mean of several trainings depends less on the order of the
    /// examples than a single one.
    pub fn restart(&mut self) {
        for at in 0..self.weights.len() {
            self.totals[at] += (self.step - self.stamps[at]) * i64::from(self.weights[at]);
            self.stamps[at] = self.step;
            self.weights[at] = 0;
        }
    }

    /// Moves the weight of a feature for a label.
    pub fn change(&mut self, feature: u32, label: usize, by: i32) {
        let next = self.rows.len();
        let row = *self.rows.entry(feature).or_insert(next);
        if row == next {
            self.weights.resize((next + 1) * self.labels, 0);
            self.totals.resize((next + 1) * self.labels, 0);
            self.stamps.resize((next + 1) * self.labels, 0);
            self.counts.push(0);
        }
        self.counts[row] += 1;
        let at = row * self.labels + label;
        self.totals[at] += (self.step - self.stamps[at]) * i64::from(self.weights[at]);
        self.stamps[at] = self.step;
        self.weights[at] += by;
    }

    /// The averages, scaled so that the greatest is 127, without weights that moved fewer than `least` times or round
    /// to less than `floor`.
    pub fn packed(&self, labels: &[String], least: u32, floor: f64, bits: u8) -> Vec<u8> {
        let average = |at: usize| {
            let total = self.totals[at] + (self.step - self.stamps[at]) * i64::from(self.weights[at]);
            total as f64 / self.step.max(1) as f64
        };
        let mut all: Vec<f64> =
            (0..self.weights.len()).map(|at| average(at).abs()).filter(|weight| *weight > 0.0).collect();
        all.sort_by(f64::total_cmp);
        let top = all.get(all.len() * 9995 / 10000).copied().unwrap_or(1.0);
        let scale = 127.0 / top;
        let mut features = Vec::new();
        for (feature, row) in &self.rows {
            if self.counts[*row] < least {
                continue;
            }
            let weight = |label: usize| (average(row * self.labels + label) * scale).clamp(-127.0, 127.0);
            let kept: Vec<(u8, i8)> = (0..self.labels)
                .filter(|label| weight(*label).abs() >= floor)
                .map(|label| (label as u8, weight(label).round() as i8))
                .collect();
            if !kept.is_empty() {
                features.push((*feature, kept));
            }
        }
        eprintln!("{} features, {} kept, scale {scale:.3}", self.rows.len(), features.len());
        pack(labels, features, bits)
    }
}

/// A small generator of random numbers, so that training is repeatable.
pub struct Shuffle(pub u64);

impl Shuffle {
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            items.swap(at, ((self.0 >> 33) as usize) % (at + 1));
        }
    }
}
