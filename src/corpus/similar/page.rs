//! Similar claims for the reader: everything in words, without the index.

use super::{Match, Opinion, Origin, Relation};

/// The claims similar to one of the open article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SimilarClaims {
    /// Id of the claim.
    pub claim: String,
    /// Claims elsewhere, the most similar first.
    pub found: Vec<SimilarClaim>,
    /// How many similar claims there are, including those not listed.
    pub total: usize,
    /// The folder whose articles were compared.
    pub folder: String,
    /// How many claims were compared.
    pub known: usize,
    /// A message for each file that could not be read.
    pub troubles: Vec<String>,
}

/// A similar claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarClaim {
    /// Its name in `same:`; `None` for a published check.
    pub key: Option<String>,
    /// Its statement.
    pub text: String,
    /// Its origin.
    pub origin: Origin,
    /// The verdicts on it.
    pub opinions: Vec<Opinion>,
    /// The share of common words, in percent.
    pub percent: u8,
    /// How the two claims relate.
    pub relation: Relation,
    /// What they share, in words.
    pub shared: String,
}

impl From<Match<'_>> for SimilarClaim {
    fn from(found: Match<'_>) -> Self {
        let hundredths = (found.likeness * 100.0).clamp(0.0, 100.0);
        Self {
            key: found.claim.origin.key(),
            text: found.claim.text.clone(),
            origin: found.claim.origin.clone(),
            opinions: found.claim.opinions.clone(),
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
            percent: hundredths as u8,
            shared: found.shared.words(),
            relation: found.relation,
        }
    }
}
