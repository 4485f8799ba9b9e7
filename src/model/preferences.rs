//! The user's preferences for the look and behaviour of the reader, remembered for later runs.

use serde::{Deserialize, Serialize};

/// Preferences for every article. Fields missing from a file have their defaults.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Preferences {
    /// Whether the queue asks for evidence after refuted and misleading.
    pub asks_for_evidence: bool,
    /// The widths of the panes.
    pub panes: PaneWidths,
}

/// Columns of the panes, if the user has chosen them; the screen sets limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct PaneWidths {
    /// Whether the outline shows only while it has the focus.
    pub outline_is_folded: bool,
    /// Columns of the outline.
    pub outline: Option<u16>,
    /// Columns of claims and entities.
    pub claims: Option<u16>,
    /// Columns of the selected claim's details.
    pub details: Option<u16>,
}
