//! Which forms the review has.

use crate::model::journal::Target;
use crate::session::autosave::Draft;

/// Key under which a draft keeps the claim with which another is merged.
const OTHER: &str = "other";

/// What a form of the review writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemForm {
    /// Other fields of a claim.
    Claim {
        /// Its id.
        claim: String,
    },
    /// Two claims in the place of one.
    Split {
        /// Its id.
        claim: String,
    },
    /// One claim in the place of two.
    Merge {
        /// Id of the first, which stays.
        claim: String,
        /// Id of the second.
        other: String,
    },
    /// A claim that nobody proposed.
    NewClaim {
        /// Id of its paragraph.
        paragraph: String,
    },
    /// Other fields of an entity.
    Entity {
        /// Its id.
        entity: String,
    },
    /// An entity that nobody proposed.
    NewEntity,
}

impl ItemForm {
    /// By which name drafts keep it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Claim { .. } => "item-claim",
            Self::Split { .. } => "item-split",
            Self::Merge { .. } => "item-merge",
            Self::NewClaim { .. } => "item-new-claim",
            Self::Entity { .. } => "item-entity",
            Self::NewEntity => "item-new-entity",
        }
    }

    /// What it is about.
    #[must_use]
    pub fn on(&self) -> Target {
        match self {
            Self::Claim { claim } | Self::Split { claim } | Self::Merge { claim, .. } => Target::claim(claim),
            Self::NewClaim { paragraph } => Target::element("paragraph", paragraph),
            Self::Entity { entity } => Target::element("entity", entity),
            Self::NewEntity => Target::article(),
        }
    }

    /// What a draft must keep besides what was typed.
    #[must_use]
    pub fn details(&self) -> Option<(String, String)> {
        match self {
            Self::Merge { other, .. } => Some((OTHER.to_owned(), other.clone())),
            _ => None,
        }
    }

    /// The form of a draft; none when it is of another form.
    #[must_use]
    pub fn of_draft(draft: &Draft) -> Option<Self> {
        let id = Target(draft.on.clone()).id().to_owned();
        Some(match draft.form.as_str() {
            "item-claim" => Self::Claim { claim: id },
            "item-split" => Self::Split { claim: id },
            "item-merge" => Self::Merge { claim: id, other: draft.fields.get(OTHER)?.clone() },
            "item-new-claim" => Self::NewClaim { paragraph: id },
            "item-entity" => Self::Entity { entity: id },
            "item-new-entity" => Self::NewEntity,
            _ => return None,
        })
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Claim { claim } => format!("Claim {claim}"),
            Self::Split { claim } => format!("Split {claim} into two claims"),
            Self::Merge { claim, other } => format!("Merge {claim} with {other}"),
            Self::NewClaim { .. } => "New claim of the article".to_owned(),
            Self::Entity { entity } => format!("Entity {entity}"),
            Self::NewEntity => "New entity of the article".to_owned(),
        }
    }

    /// Whether its fields show something in the article's file as it is; others propose something.
    #[must_use]
    pub const fn shows_file(&self) -> bool {
        matches!(self, Self::Claim { .. } | Self::Entity { .. })
    }

    /// Whether what it proposes can be kept as it is.
    #[must_use]
    pub fn proposes(&self) -> bool {
        matches!(self, Self::Split { .. } | Self::Merge { .. } | Self::NewClaim { .. })
    }
}
