//! An open list and its rows.

use serde_json::Value;

use crate::corpus::dossier::Place;
use crate::model::annotation::judgement::Verdict;
use crate::model::journal::Target;
use crate::reader::command::Command;
use crate::reader::filter::state::Filter;
use crate::reader::widgets::text_input::Field;

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Every command by name.
    Commands,
    /// Whom and what the article names.
    Entities,
    /// Which claims to show.
    Filters,
    /// Articles to open.
    Library,
    /// Tags of something.
    Tags,
    /// Claims to which the selected one could be related.
    Relations,
    /// How it is related to one of them.
    RelationKinds,
    /// Entities that may be the same as the selected one.
    MergeEntity,
    /// What was set aside.
    Drafts,
    /// What of several things that were said in two places is to hold.
    Conflict,
    /// What to say of a similar claim of another article.
    SameClaim,
    /// Tags of the marked articles of the library.
    ArticleTags,
    /// Entities of all articles of the library.
    LibraryEntities,
}

/// An open list.
pub struct Palette {
    /// What it is of.
    pub kind: ListKind,
    /// What was typed so far.
    pub field: Field,
    /// The selected row.
    pub selected: usize,
    /// What it is about, where it is about one thing; for a conflict, with the field.
    pub on: Option<(Target, String)>,
    /// The filter that held when it was opened.
    pub before: Option<Filter>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// By what it is called.
    pub name: String,
    /// What it is.
    pub help: String,
    /// What is shown at the right end: keys, a count.
    pub right: String,
    /// Whether choosing it would do something now.
    pub available: bool,
    /// What choosing it does.
    pub pick: Pick,
}

/// What choosing a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Does a command.
    Command(Command),
    /// Opens the dossier of an entity.
    Entity(usize),
    /// Shows the claims that pass; none shows all.
    Filter(Option<Box<Filter>>),
    /// Writes this into the line, and stays.
    Complete(String),
    /// Sets a tag, or takes it away.
    Tag(String, bool),
    /// Goes on with this claim.
    RelatedClaim(String),
    /// Says a relation, or takes it back: field of the journal.
    Relation(String, bool),
    /// Makes the selected entity another name of this one, by its id.
    MergeInto(String),
    /// Reopens a draft, by its id.
    Draft(String),
    /// Says that a claim elsewhere is the same, or not; none takes it back.
    Same(Option<bool>),
    /// Gives the verdict that the same claim was given elsewhere, with its reason.
    JudgeAlike(Verdict, Option<String>),
    /// Lets this value hold.
    Value(Value),
    /// Opens an article, by its file or its built-in name.
    Article(String),
    /// Opens another article of the same source, by its number.
    Part(usize),
    /// Sets a tag on the marked articles, or takes it away.
    ArticleTag(String, bool),
    /// Opens the dossier of an entity over all articles.
    LibraryEntity(Place),
}

impl ListKind {
    /// The list's title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Commands => "Commands",
            Self::Entities => "Entities",
            Self::Filters => "Claims to show",
            Self::Library => "Library",
            Self::Tags => "Tags",
            Self::Relations => "Relate to which claim?",
            Self::RelationKinds => "How?",
            Self::MergeEntity => "Another name of which entity?",
            Self::Drafts => "Set aside",
            Self::Conflict => "Conflicting edits: which one should win?",
            Self::SameClaim => "Is it the same claim?",
            Self::ArticleTags => "Tags of the articles",
            Self::LibraryEntities => "Entities of all articles",
        }
    }

    /// What could be typed.
    pub(super) const fn placeholder(self) -> &'static str {
        match self {
            Self::Commands => "name of a command",
            Self::Entities | Self::LibraryEntities => "name of an entity, or an alias",
            Self::Filters => "a query such as priority:high -is:judged, or a few letters of a row",
            Self::Library => "title or outlet; or paste the text of an article",
            Self::Tags => "a short word to find this by, such as trade; f filters by tag",
            Self::Relations => "words of the other claim, or its id",
            Self::RelationKinds => "because, part-of, contradicts, repeats",
            Self::MergeEntity => "name of the entity that stays",
            Self::Drafts => "words of what was written",
            Self::Conflict => "the edit that should win",
            Self::SameClaim => "the same, not the same, a verdict",
            Self::ArticleTags => "a short word, such as ports; the filter tag:ports lists the articles",
        }
    }

    /// Columns of the names.
    #[must_use]
    pub const fn name_columns(self) -> u16 {
        match self {
            Self::Commands => 20,
            Self::Entities | Self::MergeEntity | Self::LibraryEntities => 34,
            Self::Filters => 38,
            Self::Library => 40,
            Self::Tags | Self::Drafts | Self::ArticleTags => 28,
            Self::Relations => 12,
            Self::RelationKinds => 16,
            Self::Conflict => 44,
            Self::SameClaim => 30,
        }
    }
}
