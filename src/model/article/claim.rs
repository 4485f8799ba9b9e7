//! Claims: what a paragraph states, who says so and how firmly.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::article::{Article, Paragraph};
use crate::text::span::{ByteSpan, find_nth};

/// One statement that a paragraph makes, restated so that it makes sense on its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The id of the claim, such as `p6.c1`. It never changes.
    pub id: String,
    /// The claim as a statement that makes sense on its own.
    pub text: String,
    /// The words of the paragraph that make the claim, letter by letter.
    pub quote: String,
    /// Which occurrence of the quote is meant, counted from 1.
    pub nth: Option<usize>,
    /// The kinds of claim, at least one.
    #[serde(deserialize_with = "one_or_more")]
    #[schemars(schema_with = "one_or_more_schema::<ClaimKind>")]
    pub kind: Vec<ClaimKind>,
    /// How firmly the speaker makes the claim.
    pub certainty: Certainty,
    /// Who makes the claim: `author`, `unclear`, or the ids of entities that make it jointly.
    #[serde(deserialize_with = "one_or_more")]
    #[schemars(schema_with = "one_or_more_schema::<String>")]
    pub speaker: Vec<String>,
    /// Who passes the claim on, if it is reported at second hand.
    #[serde(default, deserialize_with = "one_or_more", skip_serializing_if = "Vec::is_empty")]
    #[schemars(schema_with = "one_or_more_schema::<String>")]
    pub via: Vec<String>,
    /// The words of the paragraph that attribute the claim.
    pub cue: Option<String>,
    /// The ids of the entities that the claim is about.
    #[serde(default, deserialize_with = "snug")]
    pub about: Vec<String>,
    /// The date or span that the claim is about, such as 2018, 1991-12 or 2010/2014.
    pub when: Option<String>,
    /// Whether the text takes the claim for granted without saying it.
    #[serde(default)]
    pub implied: bool,
    /// The numbers in the claim.
    #[serde(default, deserialize_with = "snug")]
    pub figures: Vec<Figure>,
    /// How much the claim deserves checking.
    #[serde(default)]
    pub priority: Priority,
    /// How the claim relates to others.
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
    /// The keys that take one value or several. A single value is written without a list.
    pub const ONE_OR_MORE: [&'static str; 3] = ["kind", "speaker", "via"];
    /// The keys that a claim has in journals too, where annotators add claims of their own. Its id and its quote are said
    /// otherwise there, and nobody has to confirm it.
    pub const IN_JOURNALS: [&'static str; 12] = [
        "text",
        "kind",
        "certainty",
        "speaker",
        "via",
        "cue",
        "about",
        "when",
        "implied",
        "figures",
        "priority",
        "relations",
    ];

    /// A claim with nothing but its words: a fact that the author states. Other claims are made of it, so that a new field
    /// needs its default here only.
    #[must_use]
    pub fn bare(id: String, text: String, quote: String) -> Self {
        Self {
            id,
            text,
            quote,
            nth: None,
            kind: vec![ClaimKind::Fact],
            certainty: Certainty::Stated,
            speaker: vec!["author".to_owned()],
            via: Vec::new(),
            cue: None,
            about: Vec::new(),
            when: None,
            implied: false,
            figures: Vec::new(),
            priority: Priority::default(),
            relations: Relations::default(),
            draft: false,
            by: None,
        }
    }

    /// The byte span of the quote in `paragraph`; none if it is not there.
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

    /// Whether somebody says it whose name is known and who is not the author: only of them can one ask whether they did.
    #[must_use]
    pub fn has_named_speaker(&self) -> bool {
        !self.is_authors() && self.speaker.iter().any(|speaker| speaker != "unclear")
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

/// The kind of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// Something happened or is the case.
    Fact,
    /// Something has this number or amount.
    Numerical,
    /// One thing is more than, less than, or different from another.
    Comparison,
    /// One thing brings about another.
    Causal,
    /// Something will happen.
    Prediction,
    /// Somebody means to do something.
    Intent,
    /// Somebody takes this position.
    Stance,
    /// The author thinks so.
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

/// How firmly the speaker makes a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The speaker calls it unlikely.
    Doubtful,
    /// The speaker says that it may be true.
    Possible,
    /// The speaker says that it seems true.
    Probable,
    /// The speaker says that it is true.
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
    /// Check it last.
    Low,
    /// The default.
    #[default]
    Medium,
    /// Check it first.
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
    /// The figure as the text has it.
    pub printed: String,
    /// The number, as decimal text such as "800000000"; none for a vague quantity.
    pub value: Option<String>,
    /// The unit, such as USD or percent.
    pub unit: Option<String>,
    /// What it measures.
    pub of: String,
    /// The date or span that the figure is for.
    pub when: Option<String>,
    /// Whether the text says "about".
    #[serde(default)]
    pub approximate: bool,
    /// Whether the year is calendar or fiscal, where it matters.
    pub year: Option<YearKind>,
}

/// The kind of year that a figure is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum YearKind {
    /// January to December.
    Calendar,
    /// The year of a budget.
    Fiscal,
}

/// The ids of related claims.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Relations {
    /// The claim rests on these.
    #[serde(default)]
    pub because: Vec<String>,
    /// The claim is part of these.
    #[serde(default)]
    pub part_of: Vec<String>,
    /// The claim and these cannot all be true.
    #[serde(default)]
    pub contradicts: Vec<String>,
    /// The claim says the same as these.
    #[serde(default)]
    pub repeats: Vec<String>,
}

impl Relations {
    /// The key that files use for each sort of relation.
    pub const KEYS: [&'static str; 4] = ["because", "part-of", "contradicts", "repeats"];

    /// The key and the other claim in a field of a journal, such as `because:p1.c2`.
    #[must_use]
    pub fn in_field(field: &str) -> Option<(&str, &str)> {
        field.split_once(':').filter(|(key, _)| Self::KEYS.contains(key))
    }

    /// Keeps only the relations to claims whose ids pass.
    pub fn retain(&mut self, keeps: impl Fn(&str) -> bool) {
        for ids in [&mut self.because, &mut self.part_of, &mut self.contradicts, &mut self.repeats] {
            ids.retain(|id| keeps(id));
        }
    }

    /// The ids of each sort of relation, with the key that files use for it.
    #[must_use]
    pub fn by_key(&self) -> [(&'static str, &Vec<String>); 4] {
        let Self { because, part_of, contradicts, repeats } = self;
        let ids = [because, part_of, contradicts, repeats];
        std::array::from_fn(|at| (Self::KEYS[at], ids[at]))
    }
}

/// Reads a list that takes no more room than its items: most lists have one item or two, where a list that grows makes
/// room for four, and the long articles have tens of thousands of lists.
pub(crate) fn snug<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let mut items = Vec::deserialize(deserializer)?;
    items.shrink_to_fit();
    Ok(items)
}

/// The schema of what [`one_or_more`] reads.
pub(super) fn one_or_more_schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let one = generator.subschema_for::<T>();
    json_schema!({"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]})
}

/// Reads one value, or a list of at least one.
///
/// A visitor rather than an untagged enum: its errors say what was wrong with the value itself.
pub(super) fn one_or_more<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
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

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// The properties of a claim in the schema.
    fn properties() -> serde_json::Map<String, Value> {
        schemars::schema_for!(Claim).as_value()["properties"].as_object().unwrap().clone()
    }

    #[test]
    fn journals_have_every_field_of_a_claim_but_its_place_and_its_marks_as_a_candidate() {
        let all: BTreeSet<String> = properties().into_iter().map(|(key, _)| key).collect();
        let elsewhere = ["id", "quote", "nth", "draft", "by"];
        let said: BTreeSet<String> = Claim::IN_JOURNALS.into_iter().chain(elsewhere).map(str::to_owned).collect();
        assert_eq!(said, all);
    }

    #[test]
    fn the_fields_that_take_one_value_or_several_are_those_of_the_schema() {
        let takes_one_or_more =
            |schema: &Value| schema["anyOf"].as_array().is_some_and(|either| either[1]["minItems"] == 1);
        let found = properties().into_iter().filter(|(_, schema)| takes_one_or_more(schema)).map(|(key, _)| key);
        assert_eq!(found.collect::<BTreeSet<_>>(), Claim::ONE_OR_MORE.map(str::to_owned).into());
    }

    #[test]
    fn a_relation_has_the_key_that_files_use() {
        let keys = |value: Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(
            keys(serde_json::to_value(Relations::default()).unwrap()),
            Relations::KEYS.map(str::to_owned).into()
        );
    }
}
