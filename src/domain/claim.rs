//! Claims: what a paragraph says, who says it and how firmly.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::article::{Article, Paragraph};
use crate::text::span::{ByteSpan, find_nth};

/// One statement that a paragraph makes, restated so that it stands alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Stable name, such as `p6.c1`.
    pub id: String,
    /// The statement.
    pub text: String,
    /// The paragraph's words that make it, verbatim.
    pub quote: String,
    /// Which occurrence of the quote is meant, counted from 1.
    pub nth: Option<usize>,
    /// What sort of statement it is; at least one.
    #[serde(deserialize_with = "one_or_more")]
    #[schemars(schema_with = "one_or_more_schema::<ClaimKind>")]
    pub kind: Vec<ClaimKind>,
    /// How firmly the speaker puts it.
    pub certainty: Certainty,
    /// Who says it: `author`, `unclear`, or ids of entities, jointly.
    #[serde(deserialize_with = "one_or_more")]
    #[schemars(schema_with = "one_or_more_schema::<String>")]
    pub speaker: Vec<String>,
    /// Through whom it is reported, at second hand.
    #[serde(default, deserialize_with = "one_or_more", skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "one_or_more_schema::<String>")]
    pub via: Vec<String>,
    /// The paragraph's words that attribute it.
    pub cue: Option<String>,
    /// Ids of the entities it is about.
    #[serde(default, deserialize_with = "snug")]
    pub about: Vec<String>,
    /// The date or span it speaks of.
    pub when: Option<String>,
    /// Whether the text only presupposes it.
    #[serde(default)]
    pub implied: bool,
    /// Its figures.
    #[serde(default, deserialize_with = "snug")]
    pub figures: Vec<Figure>,
    /// How much it deserves checking.
    #[serde(default)]
    pub priority: Priority,
    /// How it hangs together with other claims.
    #[serde(default)]
    pub relations: Relations,
    /// Whether it is a candidate that nobody has confirmed yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// Who proposed a candidate, such as `nutgraf` or the name of an annotator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Claim {
    /// Where the quote stands in `paragraph`; none when it does not.
    #[must_use]
    pub fn quote_span(&self, paragraph: &Paragraph) -> Option<ByteSpan> {
        find_nth(&paragraph.text, &self.quote, self.nth.unwrap_or(1))
    }

    /// Who says it, with whoever reports it and the words that attribute it.
    #[must_use]
    pub fn speaker_words(&self, article: &Article) -> String {
        let mut words = names(article, &self.speaker);
        if !self.via.is_empty() {
            words.push_str(" via ");
            words.push_str(&names(article, &self.via));
        }
        if let Some(cue) = &self.cue {
            words.push_str(", “");
            words.push_str(cue);
            words.push('”');
        }
        words
    }

    /// Whether the author says it in their own name.
    #[must_use]
    pub fn is_authors(&self) -> bool {
        self.speaker.iter().any(|speaker| speaker == "author")
    }

    /// The kinds in words, joined by commas.
    #[must_use]
    pub fn kind_words(&self) -> String {
        self.kind.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
    }
}

fn names(article: &Article, ids: &[String]) -> String {
    let name = |id: &String| article.entity(id).map_or(id.clone(), |entity| entity.name.clone());
    ids.iter().map(name).collect::<Vec<_>>().join(" and ")
}

/// Speakers that are not entities.
pub const SPEAKERS_WITHOUT_ENTITY: [&str; 2] = ["author", "unclear"];

/// What sort of statement a claim is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// An event or a state.
    Fact,
    /// A quantity.
    Numerical,
    /// One thing held against another.
    Comparison,
    /// One thing brings about another.
    Causal,
    /// What will be.
    Prediction,
    /// What someone means to do.
    Intent,
    /// Where an actor stands.
    Stance,
    /// What the author thinks.
    Opinion,
}

impl ClaimKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Fact,
        Self::Numerical,
        Self::Comparison,
        Self::Causal,
        Self::Prediction,
        Self::Intent,
        Self::Stance,
        Self::Opinion,
    ];

    /// The word that screens and files use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Numerical => "numerical",
            Self::Comparison => "comparison",
            Self::Causal => "causal",
            Self::Prediction => "prediction",
            Self::Intent => "intent",
            Self::Stance => "stance",
            Self::Opinion => "opinion",
        }
    }
}

/// How firmly the speaker puts a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Unlikely, in the speaker's words.
    Doubtful,
    /// It may be so.
    Possible,
    /// It seems so.
    Probable,
    /// It is so.
    Stated,
}

impl Certainty {
    /// All of them, the firmest first.
    pub const ALL: [Self; 4] = [Self::Stated, Self::Probable, Self::Possible, Self::Doubtful];

    /// The word that screens and files use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Doubtful => "doubtful",
            Self::Possible => "possible",
            Self::Probable => "probable",
            Self::Stated => "stated",
        }
    }
}

/// How much a claim deserves checking, as the article proposes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Least.
    Low,
    /// What is said where nothing is said.
    #[default]
    Medium,
    /// Most.
    High,
}

impl Priority {
    /// All of them, the greatest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The priority of a stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.word() == word)
    }

    /// The word that screens and files use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A number in a claim; a vague quantity has words and no value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The text's words.
    pub printed: String,
    /// The number as decimal text.
    pub value: Option<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// What it measures.
    pub of: String,
    /// For which time.
    pub when: Option<String>,
    /// Whether the text says "about".
    #[serde(default)]
    pub approximate: bool,
    /// Which sort of year is meant, where it matters.
    pub year: Option<YearKind>,
}

/// Which sort of year a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum YearKind {
    /// January to December.
    Calendar,
    /// A budget's year.
    Fiscal,
}

/// Ids of the claims that a claim hangs together with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Relations {
    /// It rests on these.
    #[serde(default)]
    pub because: Vec<String>,
    /// It is a part of these.
    #[serde(default)]
    pub part_of: Vec<String>,
    /// It cannot be so if these are.
    #[serde(default)]
    pub contradicts: Vec<String>,
    /// It says the same as these.
    #[serde(default)]
    pub repeats: Vec<String>,
}

impl Relations {
    /// Keeps the relations to claims of which this holds, given their ids.
    pub fn retain(&mut self, keeps: impl Fn(&str) -> bool) {
        for ids in [&mut self.because, &mut self.part_of, &mut self.contradicts, &mut self.repeats] {
            ids.retain(|id| keeps(id));
        }
    }

    /// The ids of each sort of relation, with the key that files use for it.
    #[must_use]
    pub fn by_key(&self) -> [(&'static str, &Vec<String>); 4] {
        [
            ("because", &self.because),
            ("part-of", &self.part_of),
            ("contradicts", &self.contradicts),
            ("repeats", &self.repeats),
        ]
    }
}

/// Reads a list that takes no more room than its items: most lists have one item or two, where a list that grows makes
/// room for four, and the long articles have tens of thousands of lists.
pub(super) fn snug<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let mut items = Vec::deserialize(deserializer)?;
    items.shrink_to_fit();
    Ok(items)
}

/// The schema of what [`one_or_more`] reads.
fn one_or_more_schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let one = generator.subschema_for::<T>();
    json_schema!({"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]})
}

/// Reads one value, or a list of at least one.
///
/// A visitor rather than an untagged enum: its errors say what was wrong with the value itself.
fn one_or_more<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct OneOrMore<T>(std::marker::PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMore<T> {
        type Value = Vec<T>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a word, or a list of them")
        }

        fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Vec<T>, E> {
            T::deserialize(serde::de::value::StrDeserializer::new(value)).map(|value| vec![value])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<T>, A::Error> {
            let mut values = Vec::new();
            while let Some(value) = sequence.next_element()? {
                values.push(value);
            }
            if values.is_empty() {
                return Err(serde::de::Error::invalid_length(0, &"at least one"));
            }
            values.shrink_to_fit();
            Ok(values)
        }
    }
    deserializer.deserialize_any(OneOrMore(std::marker::PhantomData))
}
