//! A measure of agreement, or why there is none.

/// A measure of agreement, or in words why there is none.
///
/// Where all agree, or nobody can be compared, a coefficient is undefined: there is no chance to correct for. Such a case
/// is never told as 0, 1 or "not a number".
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// A number: at most 1; of coefficients, 0 is agreement by chance, and less than 0 is disagreement beyond chance.
    Value(f64),
    /// Every unit that several rated has one value.
    AllAgree,
    /// Several rated, and no two of them the same unit.
    NothingShared,
    /// Only one rated anything.
    OnlyOneJudged,
    /// Nobody rated anything.
    NobodyJudged,
    /// The measure is for two coders, and there are more.
    MoreThanTwo,
}

impl Measure {
    /// The number; none where there is none.
    #[must_use]
    pub const fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The word for machines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value(_) => "value",
            Self::AllAgree => "all-agree",
            Self::NothingShared => "nothing-shared",
            Self::OnlyOneJudged => "only-one-judged",
            Self::NobodyJudged => "nobody-judged",
            Self::MoreThanTwo => "more-than-two",
        }
    }

    /// Why there is no number; empty where there is one.
    #[must_use]
    pub const fn why_none(self) -> &'static str {
        match self {
            Self::Value(_) => "",
            Self::AllAgree => "all agree",
            Self::NothingShared => "no claim was judged by two annotators",
            Self::OnlyOneJudged => "only one annotator judged",
            Self::NobodyJudged => "nobody judged",
            Self::MoreThanTwo => "for two annotators only",
        }
    }
}
