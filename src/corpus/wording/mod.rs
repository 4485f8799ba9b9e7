//! What words say: figures, dates, hedges, negations, attributions, content. English word lists; digits in any language.

mod figures;
pub(super) mod lexicon;
pub(super) mod statement;
pub(super) mod words;
