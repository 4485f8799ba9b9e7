//! The effect of a new version on the claims of an article.

use serde::{Deserialize, Serialize};

use crate::corpus::wording::words::{folded_words, stands_in};
use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::text::span::ByteSpan;

use crate::corpus::versions::Versions;
use crate::corpus::versions::classes::{Class, classes};
use crate::corpus::versions::units::{Place, Unit};

/// What happened to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Its sentence was changed.
    Touched,
    /// Its sentence was moved without a change.
    Moved,
    /// Its sentence is gone.
    Gone,
    /// It is new in the later version.
    New,
}

impl Fate {
    /// The word in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Touched => "touched",
            Self::Moved => "moved",
            Self::Gone => "gone",
            Self::New => "new",
        }
    }
}

/// A claim that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ClaimChange {
    /// The claim's id.
    pub claim: String,
    /// The claim's statement.
    pub text: String,
    /// What happened to it.
    pub fate: Fate,
    /// The kinds of change in its sentence.
    pub classes: Vec<Class>,
    /// Whether the quoted words are unchanged, so that only the words around them were changed.
    pub quote_stands: bool,
    /// The place of its sentence in the later version, or in the earlier one if the sentence is gone.
    pub place: Option<Place>,
}

/// Ids of the claims in each sentence.
pub(super) struct ClaimsByUnit {
    pub(super) old: Vec<Vec<String>>,
    pub(super) new: Vec<Vec<String>>,
}

impl Versions<'_> {
    pub(super) fn claims_by_unit(&self) -> ClaimsByUnit {
        ClaimsByUnit { old: by_unit(self.old, &self.old_units), new: by_unit(self.new, &self.new_units) }
    }

    /// Every claim that differs: those of the earlier version in order, then new ones.
    pub(super) fn claims(&self) -> Vec<ClaimChange> {
        let starts = starts(&self.old_units);
        let old = confirmed(self.old).filter_map(|(number, span, claim)| {
            let sentences = overlapping(&self.old_units, &starts, number, span?);
            self.fate(claim, &sentences)
        });
        let known: std::collections::HashSet<&str> =
            confirmed(self.old).flat_map(|(_, _, claim)| [claim.id.as_str(), claim.text.as_str()]).collect();
        let new_starts = self::starts(&self.new_units);
        let new =
            confirmed(self.new).filter(|(_, _, claim)| !known.contains(&*claim.id) && !known.contains(&*claim.text));
        let new = new.map(|(number, span, claim)| ClaimChange {
            claim: claim.id.clone(),
            text: claim.text.clone(),
            fate: Fate::New,
            classes: Vec::new(),
            quote_stands: true,
            place: span
                .and_then(|span| overlapping(&self.new_units, &new_starts, number, span).first().copied())
                .map(|at| self.new_units[at].place()),
        });
        old.chain(new).collect()
    }

    /// What happened to a claim in these sentences; `None` if nothing did.
    fn fate(&self, claim: &Claim, sentences: &[usize]) -> Option<ClaimChange> {
        let change = |fate, classes, quote_stands, place: Option<Place>| {
            Some(ClaimChange { claim: claim.id.clone(), text: claim.text.clone(), fate, classes, quote_stands, place })
        };
        let first = self.old_units[*sentences.first()?].place();
        let pairs: Vec<_> = sentences.iter().filter_map(|at| self.partner_of_old[*at]).collect();
        let Some(place) = pairs.first().map(|pair| self.new_units[pair.new].place()) else {
            return change(Fate::Gone, Vec::new(), false, Some(first));
        };
        if pairs.len() == sentences.len() && sentences.iter().all(|at| self.is_unchanged(*at)) {
            let moved = pairs.iter().any(|pair| pair.moved);
            return moved.then(|| change(Fate::Moved, vec![Class::Moved], true, Some(place))).flatten();
        }
        let join = |units: Vec<&str>| units.join(" ");
        let old = join(sentences.iter().map(|at| self.old_units[*at].text).collect());
        let new = join(pairs.iter().map(|pair| self.new_units[pair.new].text).collect());
        let stands = stands_in(&folded_words(&claim.quote), &folded_words(&new));
        change(Fate::Touched, classes(&old, &new), stands, Some(place))
    }
}

/// Every confirmed claim, with the index of its paragraph and the place of its quote.
fn confirmed(article: &Article) -> impl Iterator<Item = (usize, Option<ByteSpan>, &Claim)> {
    article.paragraphs().enumerate().flat_map(|(number, paragraph)| {
        let claims = paragraph.claims.iter().filter(|claim| !claim.draft);
        claims.map(move |claim| (number, claim.quote_span(paragraph), claim))
    })
}

/// The first sentence of each paragraph, by the paragraph's index, with one more entry for the end.
pub(super) fn starts(units: &[Unit<'_>]) -> Vec<usize> {
    let mut starts = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        if let Some(number) = unit.paragraph {
            // A paragraph without sentences begins where the next one does.
            starts.extend(std::iter::repeat_n(at, (number + 1).saturating_sub(starts.len())));
        }
    }
    starts
}

/// The sentences of a paragraph that a span overlaps.
pub(super) fn overlapping(units: &[Unit<'_>], starts: &[usize], paragraph: usize, span: ByteSpan) -> Vec<usize> {
    let Some(first) = starts.get(paragraph) else { return Vec::new() };
    let of = units[*first..].iter().zip(*first..).take_while(|(unit, _)| unit.paragraph == Some(paragraph));
    of.filter(|(unit, _)| unit.span.start < span.end && span.start < unit.span.end).map(|(_, at)| at).collect()
}

fn by_unit(article: &Article, units: &[Unit<'_>]) -> Vec<Vec<String>> {
    let mut claims = vec![Vec::new(); units.len()];
    let starts = starts(units);
    for (number, span, claim) in confirmed(article) {
        for at in span.map_or(Vec::new(), |span| overlapping(units, &starts, number, span)) {
            claims[at].push(claim.id.clone());
        }
    }
    claims
}
