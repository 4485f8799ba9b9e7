//! Which stretches of text say enough to be a claim.

use crate::candidates::claims::CandidateClaim;
use crate::candidates::claims::unit::Unit;
use crate::candidates::text::Analysed;
use crate::candidates::text::tagger::Tag;

/// Leaves out marks at the ends of the quote and of the restatement.
pub(super) fn trim(paragraph: &Analysed<'_>, unit: &mut Unit) {
    let mark = |at: usize| {
        paragraph.tags[at] == Tag::Mark
            && !matches!(paragraph.word(at), "“" | "”" | "\"" | "$" | "€" | "£" | "%" | "(" | ")" | "''")
    };
    while unit.quote.len() > 1 && mark(unit.quote.start) {
        unit.quote.start += 1;
    }
    while unit.quote.len() > 1 && mark(unit.quote.end - 1) {
        unit.quote.end -= 1;
    }
}

/// Whether a candidate says enough: a verb and a few words.
pub(super) fn is_worth_it(paragraph: &Analysed<'_>, claim: &CandidateClaim, unit: &Unit) -> bool {
    let words = claim.text.split_whitespace().count();
    let whole = unit.rule == "sentence" && words > 4 && unit.quote.clone().any(|at| paragraph.tags[at].is_verb());
    let last = unit.tokens().flatten().filter(|at| paragraph.tags[*at] != Tag::Mark).last();
    let broken_off = last.is_some_and(|at| {
        matches!(paragraph.tags[at], Tag::Preposition | Tag::Conjunction | Tag::Determiner | Tag::To)
            && !paragraph.tokens[at].is_capital()
            && !matches!(
                paragraph.word(at),
                "in" | "on" | "off" | "out" | "up" | "down" | "over" | "this" | "that" | "all"
            )
    });
    let verb = unit.implied || whole || unit.tokens().flatten().any(|at| paragraph.tags[at].is_finite());
    words >= 3 && verb && !broken_off && (unit.quote.len() >= 3 || !claim.figures.is_empty())
}
