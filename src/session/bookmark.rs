//! A place in an article, by names that survive its changes.

use serde::{Deserialize, Serialize};

/// A place in an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Bookmark {
    /// Name of the focused pane.
    pub pane: String,
    /// Id of the paragraph.
    pub paragraph: String,
    /// Id of the selected claim.
    pub claim: Option<String>,
}
