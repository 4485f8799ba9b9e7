//! Where one was in an article, by names that survive its changes.

use serde::{Deserialize, Serialize};

/// Where one was in an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Bookmark {
    /// Name of the pane that had the keys.
    pub pane: String,
    /// Id of the paragraph.
    pub paragraph: String,
    /// Id of the claim, where one was selected.
    pub claim: Option<String>,
}
