//! Where the reader is: which pane, which paragraph, claim and entity.

/// One of the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The outline.
    Sections,
    /// The text.
    Text,
    /// The claims.
    Claims,
    /// The entities.
    Entities,
}

impl Pane {
    /// From left to right, and downwards.
    pub const ALL: [Self; 4] = [Self::Sections, Self::Text, Self::Claims, Self::Entities];

    /// Its name on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sections => "Sections",
            Self::Text => "Text",
            Self::Claims => "Claims",
            Self::Entities => "Entities",
        }
    }
}

/// Where the reader is: indices into the [`Outline`](crate::model::article::outline::Outline) and the article's entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The pane that has the keys.
    pub focus: Pane,
    /// The current paragraph, counted through the article from 0.
    pub paragraph: usize,
    /// The selected claim, counted through the article from 0; none where the paragraph makes none.
    pub claim: Option<usize>,
    /// The selected entity.
    pub entity: Option<usize>,
    /// Whether the selected entity's mentions are marked in the text.
    pub mark_entity: bool,
}
