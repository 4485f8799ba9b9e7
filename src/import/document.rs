//! A document: what a source gives for one article, before it becomes one.

use crate::model::article::entity::EntityKind;

use crate::import::block::{Block, BlockKind};
use crate::import::notice::Notice;

/// One article as its source has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What is known about it.
    pub metadata: Metadata,
    /// Its text, in order. Sources of marked-up text give blocks; those of plain text give `lines`.
    pub blocks: Vec<Block>,
    /// The lines of a plain text, whose blocks `structure` has yet to find:
    /// they may have been wrapped, cut, joined or strewn. Blank lines are left out; the numbers show them.
    pub lines: Vec<Line>,
    /// Entities that the source names, such as the `people` of a wire.
    pub entities: Vec<SourceEntity>,
    /// Annotations that the source carries.
    pub annotations: Vec<SourceAnnotation>,
    /// The document's own id in its database: stable, and free of anything that names the user.
    pub source_id: Option<String>,
    /// How many words the source says the text has.
    pub stated_words: Option<usize>,
    /// What is to be reported.
    pub notices: Vec<Notice>,
}

impl Document {
    /// Whether there is any body text.
    #[must_use]
    pub fn has_text(&self) -> bool {
        !self.lines.is_empty() || self.blocks.iter().any(|block| block.kind.is_body() && !block.text.is_empty())
    }

    /// Blocks of one kind.
    pub fn of_kind(&self, kind: BlockKind) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }
}

/// A line of plain text that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the source, counted from 1.
    pub number: usize,
    /// Its text, without white space at the end.
    pub text: String,
}

impl Line {
    /// The lines of a text that begins on line `first` of the source.
    #[must_use]
    pub fn all_of(text: &str, first: usize) -> Vec<Self> {
        let line = |(number, text): (usize, &str)| Self { number, text: text.trim_end().to_owned() };
        (first..).zip(text.lines()).map(line).filter(|line| !line.text.is_empty()).collect()
    }

    /// The text without its indentation.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        self.text.trim_start()
    }
}

/// What is known about a document. Days are written as `2010-01-11`, or as `2010-01` or `2010` where no more is
/// known (EDTF). Nothing is invented: what the source does not say is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title as printed.
    pub title: Option<Field>,
    /// A second title or standfirst.
    pub subtitle: Option<Field>,
    /// Who published it.
    pub outlet: Option<Field>,
    /// Who wrote it, without "by".
    pub byline: Option<Field>,
    /// Day of publication.
    pub published: Option<Field>,
    /// Day of the latest correction.
    pub revised: Option<Field>,
    /// Address of the page.
    pub url: Option<Field>,
    /// Address of an archived copy.
    pub archived: Option<Field>,
    /// Language as a BCP 47 tag.
    pub language: Option<Field>,
    /// Sort of text: news, analysis, opinion, or what the source calls it.
    pub genre: Option<Field>,
    /// Terms of use, as printed.
    pub rights: Option<Field>,
    /// Day on which the copy was made.
    pub retrieved: Option<Field>,
}

impl Metadata {
    /// Every field with its key in the article file, in the order of the file.
    #[must_use]
    pub fn by_key(&self) -> [(&'static str, &Option<Field>); 12] {
        [
            ("title", &self.title),
            ("subtitle", &self.subtitle),
            ("byline", &self.byline),
            ("outlet", &self.outlet),
            ("genre", &self.genre),
            ("language", &self.language),
            ("published", &self.published),
            ("revised", &self.revised),
            ("url", &self.url),
            ("archived", &self.archived),
            ("rights", &self.rights),
            ("retrieved", &self.retrieved),
        ]
    }
}

/// A value of the metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The value.
    pub value: String,
    /// Whether the importer guessed it.
    pub guessed: bool,
    /// Line of the text from which it was taken out; none when it is apart from the text.
    pub line: Option<usize>,
}

impl Field {
    /// A value that the source states; none when it is blank.
    #[must_use]
    pub fn stated(value: &str) -> Option<Self> {
        Self::of(value, false)
    }

    /// A value that was guessed; none when it is blank.
    #[must_use]
    pub fn guessed(value: &str) -> Option<Self> {
        Self::of(value, true)
    }

    fn of(value: &str, guessed: bool) -> Option<Self> {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then_some(Self { value, guessed, line: None })
    }

    /// Records the line of the text that the value was taken from.
    #[must_use]
    pub fn from_line(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }
}

/// An entity that the source names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceEntity {
    /// The name.
    pub name: String,
    /// What it is, where the source says so in a way that fits.
    pub kind: Option<EntityKind>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its item in Wikidata, such as `Q843`.
    pub wikidata: Option<String>,
}

/// An annotation that the source carries, anchored by its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceAnnotation {
    /// Its id in the source.
    pub id: Option<String>,
    /// The annotated words, verbatim.
    pub quote: String,
    /// Up to 32 characters before the words, to tell occurrences apart.
    pub before: String,
    /// Up to 32 characters after the words.
    pub after: String,
    /// The source's label: an entity's type, a claim's verdict.
    pub label: Option<String>,
    /// What the annotator wrote.
    pub comment: Option<String>,
    /// Further attributes and relations, by name.
    pub attributes: Vec<(String, String)>,
    /// Who annotated, where that is the annotation's point.
    pub by: Option<String>,
}
