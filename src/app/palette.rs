//! Every command by name.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::App;
use super::command::Command;
use super::field::Field;
use super::keymap::{self, Binding, Scope};
use super::overlay::Overlay;

/// The commands whose names match what is typed.
pub struct Palette {
    /// What was typed so far.
    pub field: Field,
    /// The selected row.
    pub selected: usize,
}

impl Palette {
    /// The commands that match, the best first; all of them, in their order, while nothing is typed.
    #[must_use]
    pub fn rows(&self) -> Vec<&'static Binding> {
        let takes_a_number = |command: Command| matches!(command, Command::Section(_));
        let all = keymap::of(Scope::Reader)
            .filter(|binding| binding.command != Command::Commands && !takes_a_number(binding.command));
        let typed = self.field.text().trim();
        if typed.is_empty() {
            return all.collect();
        }
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, &Binding)> = all
            .filter_map(|binding| {
                let name = Utf32Str::new(binding.command.name(), &mut letters);
                // The name counts most, then what Help says of it.
                let by_name = pattern.score(name, &mut matcher).map(|score| score + 1000);
                let by_help = || pattern.score(Utf32Str::new(binding.help, &mut letters), &mut matcher);
                by_name.or_else(by_help).map(|score| (score, binding))
            })
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, binding)| binding).collect()
    }
}

impl App {
    /// Opens the list of commands.
    pub(super) fn open_palette(&mut self) {
        let palette = Palette { field: Field::new("name of a command"), selected: 0 };
        self.overlay = Some(Overlay::Commands(Box::new(palette)));
    }

    /// Moves in the list.
    pub(super) fn browse_palette(&mut self, forward: bool) {
        let Some(Overlay::Commands(palette)) = &mut self.overlay else { return };
        let last = palette.rows().len().saturating_sub(1);
        palette.selected = if forward { (palette.selected + 1).min(last) } else { palette.selected.saturating_sub(1) };
    }

    /// The selected command, and the list closed.
    pub(super) fn chosen_command(&mut self) -> Option<Command> {
        let Some(Overlay::Commands(palette)) = self.overlay.take() else { return None };
        palette.rows().get(palette.selected).map(|binding| binding.command)
    }
}
