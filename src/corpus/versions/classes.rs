//! Classifies the changes of a sentence.

use serde::{Deserialize, Serialize};

use crate::corpus::wording::lexicon;
use crate::corpus::wording::statement::quotation_marks;
use crate::corpus::wording::words::folded_words;

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// A number or date differs.
    Figure,
    /// It is stated more or less firmly.
    Hedge,
    /// A negation was added, removed or weakened.
    Negation,
    /// The speaker differs, or an attribution was added or removed.
    Attribution,
    /// Other words changed, and none of the above applies.
    Wording,
    /// It is in another place.
    Moved,
    /// Only the later version contains it.
    Added,
    /// Only the earlier version contains it.
    Removed,
}

impl Class {
    /// All kinds, in the order of lists.
    pub const ALL: [Self; 8] = [
        Self::Figure,
        Self::Hedge,
        Self::Negation,
        Self::Attribution,
        Self::Wording,
        Self::Moved,
        Self::Added,
        Self::Removed,
    ];

    /// The word in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Hedge => "hedge",
            Self::Negation => "negation",
            Self::Attribution => "attribution",
            Self::Wording => "wording",
            Self::Moved => "moved",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// The kinds of change between two texts of a sentence; empty if they are equal.
pub(super) fn classes(old: &str, new: &str) -> Vec<Class> {
    if old == new {
        return Vec::new();
    }
    let (before, after) = (folded_words(old), folded_words(new));
    let differ = |of: &dyn Fn(&[String]) -> Vec<String>| {
        let (mut one, mut other) = (of(&before), of(&after));
        one.sort_unstable();
        other.sort_unstable();
        one != other
    };
    let those = |test: fn(&str) -> bool| {
        move |words: &[String]| words.iter().filter(|word| test(word)).cloned().collect::<Vec<_>>()
    };
    let mut classes = Vec::new();
    classes.extend(differ(&those(lexicon::is_figure)).then_some(Class::Figure));
    classes.extend(differ(&lexicon::hedges).then_some(Class::Hedge));
    classes.extend(differ(&those(lexicon::negates)).then_some(Class::Negation));
    classes.extend(
        (differ(&those(lexicon::attributes)) || quotation_marks(old) != quotation_marks(new))
            .then_some(Class::Attribution),
    );
    if classes.is_empty() {
        classes.push(Class::Wording);
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_classified_as_an_editor_would() {
        for (old, new, expected) in [
            ("Trade came to 800 million.", "Trade came to 660 million.", &[Class::Figure][..]),
            ("The talks began in June.", "The talks began in July.", &[Class::Figure]),
            ("The bridge will open.", "The bridge may open.", &[Class::Hedge]),
            ("The bridge is safe.", "The bridge is safe, the ministry said.", &[Class::Attribution]),
            ("He called it a mistake.", "He called it “a mistake”.", &[Class::Attribution]),
            ("The bridge is safe.", "The bridge is sound.", &[Class::Wording]),
            ("Nothing was lost.", "Little was lost.", &[Class::Negation]),
            ("The bridge is safe.", "The bridge is not safe.", &[Class::Negation]),
            ("Ten died, police said.", "Perhaps twelve died.", &[Class::Figure, Class::Hedge, Class::Attribution]),
            ("Nothing.", "Nothing.", &[]),
        ] {
            assert_eq!(classes(old, new), expected, "{old} {new}");
        }
    }
}
