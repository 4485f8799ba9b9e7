//! Entities: the people, organisations, places and so on that an article names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Someone or something that the article names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// The id of the entity, unique among all ids of the article. It never changes.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// The kind of entity.
    pub kind: EntityKind,
    /// Other names in the text, matched as written.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The Wikidata item, such as `Q843`.
    pub wikidata: Option<String>,
    /// Whether it is a candidate that nobody has confirmed yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// Who proposed a candidate, such as `nutgraf` or the name of an annotator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Entity {
    /// An entity with nothing but its name. Others are made of it, so that a new field needs its default here only.
    #[must_use]
    pub const fn bare(id: String, name: String, kind: EntityKind) -> Self {
        Self { id, name, kind, aliases: Vec::new(), wikidata: None, draft: false, by: None }
    }

    /// The name and every alias, as the text may write them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// The kind of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A state, or whoever speaks for it.
    State,
    /// A place that is not a state.
    Place,
    /// An organisation.
    Organisation,
    /// A group that is not organised.
    Group,
    /// A treaty or another agreement.
    Agreement,
    /// A project.
    Project,
    /// An event.
    Event,
}

impl EntityKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::State,
        Self::Place,
        Self::Organisation,
        Self::Group,
        Self::Agreement,
        Self::Project,
        Self::Event,
    ];

    /// The word that screens and files use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Place => "place",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Agreement => "agreement",
            Self::Project => "project",
            Self::Event => "event",
        }
    }
}
