//! Of which kinds a claim is, and how much it deserves checking.

use std::ops::Range;

use crate::candidates::language::{Language, Sign};
use crate::candidates::text::Analysed;
use crate::model::article::claim::{ClaimKind, Figure, Priority};

/// What the words of a claim say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Its kinds, at least one, in the order in which kinds are offered.
    pub kinds: Vec<ClaimKind>,
    /// How many words call for checking.
    pub high: usize,
    /// How many words say that there is nothing to check.
    pub low: usize,
}

/// Reads the signs of a claim's words.
pub(super) fn signs(
    paragraph: &Analysed<'_>,
    parts: &[Range<usize>],
    figures: &[Figure],
    language: &Language,
) -> Signs {
    let mut signs = Signs::default();
    let has_figure = !figures.is_empty();
    // An amount of money or a percentage is all that such a claim states; `200 ships left` states a fact as well.
    let measured = figures.iter().any(|figure| figure.unit.is_some());
    if has_figure {
        signs.kinds.push(ClaimKind::Numerical);
    }
    for part in parts {
        for at in part.clone() {
            for (_, sign) in language.signs.at(&paragraph.tokens, at).filter(|(length, _)| at + length <= part.end) {
                match sign {
                    Sign::Kind(kind) if !signs.kinds.contains(&kind) => signs.kinds.push(kind),
                    Sign::High => signs.high += 1,
                    Sign::Low => signs.low += 1,
                    _ => {}
                }
            }
        }
    }
    let wanting = signs
        .kinds
        .iter()
        .any(|kind| matches!(kind, ClaimKind::Intent | ClaimKind::Stance | ClaimKind::Prediction | ClaimKind::Opinion));
    if signs.kinds.is_empty() || (has_figure && !wanting && signs.kinds.len() == 1 && !measured) {
        signs.kinds.push(ClaimKind::Fact);
    }
    signs.kinds.sort_by_key(|kind| *kind as u8);
    signs
}

/// How much a claim deserves checking: figures, superlatives, causes, predictions and accusations most, greetings and
/// opinions least.
pub(super) fn priority(signs: &Signs, figures: usize, dated: bool, implied: bool, named: bool) -> Priority {
    let has = |kind| signs.kinds.contains(&kind);
    if signs.low > 0 {
        return Priority::Low;
    }
    let mut points = i32::from(figures > 0) * 3 + i32::from(dated) * 2 + i32::from(signs.high > 0) * 2;
    points += i32::from(has(ClaimKind::Causal))
        + i32::from(has(ClaimKind::Prediction))
        + i32::from(has(ClaimKind::Comparison));
    points += i32::from(named) - i32::from(has(ClaimKind::Opinion)) * 2 - i32::from(implied);
    match points {
        3.. => Priority::High,
        1..=2 => Priority::Medium,
        _ => Priority::Low,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::quantities::figure::figures;

    fn kinds(text: &str) -> Vec<ClaimKind> {
        let language = Language::english();
        let paragraph = Analysed::new(text, language);
        let figures: Vec<_> = figures(&paragraph, &[], language).into_iter().map(|found| found.figure).collect();
        signs(&paragraph, std::slice::from_ref(&(0..paragraph.tokens.len())), &figures, language).kinds
    }

    #[test]
    fn kinds_follow_from_words() {
        assert_eq!(kinds("The port closed."), [ClaimKind::Fact]);
        assert_eq!(kinds("Dues led to a strike."), [ClaimKind::Causal]);
        assert_eq!(kinds("Ostrow is trying to close it."), [ClaimKind::Intent]);
        assert_eq!(kinds("It was $800 million."), [ClaimKind::Numerical]);
        assert_eq!(kinds("200 ships left."), [ClaimKind::Fact, ClaimKind::Numerical]);
    }

    #[test]
    fn figures_come_before_opinions() {
        let signs = |kinds: &[ClaimKind]| Signs { kinds: kinds.to_vec(), high: 0, low: 0 };
        assert_eq!(priority(&signs(&[ClaimKind::Numerical]), 1, false, false, true), Priority::High);
        assert_eq!(priority(&signs(&[ClaimKind::Fact]), 0, false, false, true), Priority::Medium);
        assert_eq!(priority(&signs(&[ClaimKind::Opinion]), 0, false, false, true), Priority::Low);
    }
}
