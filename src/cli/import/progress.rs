//! How far an import of many sources is: a bar on a terminal, lines elsewhere.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::{Failure, complain};

/// Fewer sources than this need no progress.
const FEW: usize = 50;

/// The progress of an import.
pub(super) enum Progress {
    /// Nothing is shown.
    Hidden,
    /// A bar on the terminal.
    Bar(ProgressBar),
    /// A line for each tenth.
    Lines { done: usize, total: usize },
}

impl Progress {
    /// Progress over `total` sources; none where few are imported or `quiet` is asked for.
    pub(super) fn over(total: usize, quiet: bool) -> Self {
        if quiet || total < FEW {
            return Self::Hidden;
        }
        if !stderr().is_terminal() {
            return Self::Lines { done: 0, total };
        }
        let bar = ProgressBar::with_draw_target(u64::try_from(total).ok(), ProgressDrawTarget::stderr_with_hz(8));
        let style = ProgressStyle::with_template("{bar:32} {pos} of {len} sources, {per_sec}, {eta} left");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("━━ "));
        }
        Self::Bar(bar)
    }

    /// One more source is done.
    pub(super) fn step(&mut self) {
        match self {
            Self::Hidden => {}
            Self::Bar(bar) => bar.inc(1),
            Self::Lines { done, total } => {
                *done += 1;
                if *done * 10 / *total > (*done - 1) * 10 / *total && *done < *total {
                    complain(&Failure(format!("{done} of {total} sources")));
                }
            }
        }
    }

    /// Prints messages without tearing the bar.
    pub(super) fn tell(&self, lines: Vec<String>) {
        let tell = || lines.into_iter().for_each(|line| complain(&Failure(line)));
        match self {
            Self::Bar(bar) => bar.suspend(tell),
            _ => tell(),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
