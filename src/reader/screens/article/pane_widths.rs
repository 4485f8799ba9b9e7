//! Making panes wider and narrower, by key and by mouse, and folding the outline.

use crate::model::preferences::PaneWidths;
use crate::reader::place::Pane;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::layout::{Divider, Layout};

/// Columns by which a key changes a width.
const STEP: i32 = 4;

impl App {
    /// Does a command that changes the panes' widths.
    pub(crate) fn change_panes(&mut self, command: Command) {
        match command {
            Command::FoldOutline => self.fold_outline(),
            Command::ResetPanes => {
                self.preferences.panes = PaneWidths::default();
                self.say("All panes have their original widths again");
            }
            Command::WidenDetails => self.change_width(Divider::Details, STEP),
            Command::NarrowDetails => self.change_width(Divider::Details, -STEP),
            Command::WidenPane | Command::NarrowPane => {
                let by = if command == Command::WidenPane { STEP } else { -STEP };
                match self.place.focus {
                    Pane::Sections => self.change_width(Divider::Outline, by),
                    Pane::Claims | Pane::Entities => self.change_width(Divider::Claims, by),
                    // The text takes its columns from the claims, and gives them back.
                    Pane::Text => self.change_width(Divider::Claims, -by),
                }
            }
            _ => {}
        }
    }

    fn fold_outline(&mut self) {
        let panes = &mut self.preferences.panes;
        panes.outline_is_folded = !panes.outline_is_folded;
        let is_folded = panes.outline_is_folded;
        if is_folded && self.place.focus == Pane::Sections {
            self.set_focus(Pane::Text);
        }
        self.say(if is_folded {
            "The outline appears only while it has the focus"
        } else {
            "The outline appears wherever there is room"
        });
    }

    /// Whether there is a rule between panes that sets this width.
    #[must_use]
    pub(crate) fn has_divider(&self, wanted: Divider) -> bool {
        self.layout().is_some_and(|layout| layout.dividers().any(|(_, divider)| divider == wanted))
    }

    fn change_width(&mut self, divider: Divider, by: i32) {
        // Of two columns the outline takes the one of the claims.
        let divider = if self.has_divider(divider) { divider } else { Divider::Claims };
        let Some(before) = self.layout().and_then(|layout| width(&layout, divider)) else { return };
        let wanted = i32::from(before) + by;
        self.set_width(divider, u16::try_from(wanted).unwrap_or(0));
        let after = self.layout().and_then(|layout| width(&layout, divider));
        self.say(match after {
            Some(after) if after != before => format!("{after} columns"),
            _ => "There is no room to change the width further".to_owned(),
        });
    }

    /// Chooses a width, and remembers what the screen makes of it.
    fn set_width(&mut self, divider: Divider, columns: u16) {
        let chosen = |panes: &mut PaneWidths, columns| match divider {
            Divider::Outline => panes.outline = Some(columns),
            Divider::Claims => panes.claims = Some(columns),
            Divider::Details => panes.details = Some(columns),
        };
        chosen(&mut self.preferences.panes, columns);
        if let Some(columns) = self.layout().and_then(|layout| width(&layout, divider)) {
            chosen(&mut self.preferences.panes, columns);
        }
    }

    /// Moves a rule to a column of the screen.
    pub(crate) fn drag_divider(&mut self, divider: Divider, column: u16) {
        let Some(layout) = self.layout() else { return };
        let columns = match divider {
            Divider::Outline => layout.sections.map(|area| column.saturating_sub(1).saturating_sub(area.x)),
            Divider::Claims => {
                let area = layout.claims.or(layout.sections);
                area.map(|area| area.right().saturating_sub(column.saturating_add(2)))
            }
            Divider::Details => layout.details.map(|area| area.right().saturating_sub(column.saturating_add(2))),
        };
        if let Some(columns) = columns {
            self.set_width(divider, columns);
        }
    }
}

/// The width that a rule sets.
fn width(layout: &Layout, divider: Divider) -> Option<u16> {
    let area = match divider {
        Divider::Outline => layout.sections,
        Divider::Claims => layout.claims.or(layout.sections),
        Divider::Details => layout.details,
    };
    area.map(|area| area.width)
}

/// The rule at a column of the screen, or beside it.
pub(crate) fn divider_at(layout: &Layout, column: u16, row: u16) -> Option<Divider> {
    let is_within = (layout.text.top()..layout.text.bottom()).contains(&row);
    let hit = layout.dividers().find(|(at, _)| is_within && at.abs_diff(column) <= 1);
    hit.map(|(_, divider)| divider)
}
