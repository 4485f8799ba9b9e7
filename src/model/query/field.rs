//! The rows of tables of fields, for fields of any kind.

/// A field of queries: one row of a table. A table of its own kind beside it says what the field tests, as in
/// [`crate::model::query::claim_fields::ClaimField`].
#[derive(Debug)]
pub struct Field {
    /// Its name, before the colon.
    pub name: &'static str,
    /// The values it takes.
    pub takes: Takes,
    /// Its meaning, in one line.
    pub help: &'static str,
}

/// The values of a field.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// One of these words.
    Words(fn() -> Vec<&'static str>),
    /// Words, matched as in Find.
    Text,
    /// The id or name of something in the article or its notes.
    Name(Named),
    /// A day, a month, a year, or a range of them.
    Date,
    /// A whole number, or a range of them.
    Number,
}

/// The kind of thing that a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// An entity of the article; also `author` and `unclear`.
    Speaker,
    /// An entity of the article.
    Entity,
    /// A section, by its id or heading.
    Section,
    /// A claim, or a paragraph for all claims in it, by its id.
    Claim,
    /// An annotator; `me` is whoever asks.
    Annotator,
    /// A tag.
    Tag,
}

impl Takes {
    /// The values in a few words, or the words themselves.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Words(words) => words().join(", "),
            Self::Text => "words; \"in quotes\" for a phrase".to_owned(),
            Self::Date => "2018, 2018-06, 2010..2016, ..2010, >2016".to_owned(),
            Self::Number => "3, >0, <=5, 1..5".to_owned(),
            Self::Name(named) => named.words().to_owned(),
        }
    }
}

impl Named {
    const fn words(self) -> &'static str {
        match self {
            Self::Speaker => "name or id of an entity; author, unclear",
            Self::Entity => "name or id of an entity",
            Self::Section => "id or heading of a section",
            Self::Claim => "id of a claim or a paragraph",
            Self::Annotator => "name of an annotator; me",
            Self::Tag => "a tag",
        }
    }
}
