//! Signatures below quotations: `— Davor Vask, on Monday`.

use std::ops::Range;

use crate::candidates::text::Analysed;
use crate::candidates::text::tagger::Tag;

/// Name of the rule, also where the signature is a paragraph of its own.
pub(super) const NAME: &str = "signature";

/// Most tokens of a name with its office.
const LONGEST_NAME: usize = 8;

/// Whether a token is a dash as before a signature.
pub(super) fn is_dash(paragraph: &Analysed<'_>, at: usize) -> bool {
    matches!(paragraph.word(at), "—" | "–" | "--" | "―")
}

/// The name in a paragraph that consists of a signature only.
pub(super) fn signature(paragraph: &Analysed<'_>) -> Option<Range<usize>> {
    let begins = paragraph.tokens.len() > 1 && is_dash(paragraph, 0);
    if begins { name(paragraph, 1) } else { None }
}

/// The name behind the dash: capitalised words up to a comma or the paragraph's end, and no statement after it.
pub(super) fn name(paragraph: &Analysed<'_>, start: usize) -> Option<Range<usize>> {
    let speaks = (start..paragraph.tokens.len()).any(|at| paragraph.tags[at].is_finite());
    if start >= paragraph.tokens.len() || speaks {
        return None;
    }
    let end = (start..paragraph.tokens.len()).find(|at| matches!(paragraph.word(*at), "," | "("));
    let end = end.unwrap_or(paragraph.tokens.len());
    let inner = |at: usize| {
        paragraph.tokens[at].is_capital() || matches!(paragraph.tags[at], Tag::Preposition | Tag::Determiner)
    };
    let is_name = (1..=LONGEST_NAME).contains(&(end.saturating_sub(start)))
        && paragraph.tokens[start].is_capital()
        && (start..end).all(inner);
    is_name.then_some(start..end)
}
