//! What one place of a page says about its article.

/// Statements of one place, such as its JSON-LD. Texts are as the page has them, dates as it writes them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) revised: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) genre: Option<String>,
    pub(super) rights: Option<String>,
    pub(super) description: Option<String>,
    pub(super) id: Option<String>,
    /// Whether the page says that everybody may read it.
    pub(super) is_free: Option<bool>,
    /// The whole text, where the page repeats it.
    pub(super) body: Option<String>,
}
