//! What a text states, as its words suggest: figures, dates, names, negations, hedges, attributions, content.

use std::collections::{HashMap, HashSet};

use crate::text::folding::fold;

use crate::corpus::wording::figures::figures;
use crate::corpus::wording::lexicon;
use crate::corpus::wording::lexicon::stem;
use crate::corpus::wording::words::{folded_words, stands_in, tokens};

/// The analysis of a text.
#[derive(Debug, Clone)]
pub(in crate::corpus) struct Statement {
    /// Its words, folded.
    pub(in crate::corpus) words: Vec<String>,
    /// Its figures by value, and the words of its dates.
    figures: HashSet<String>,
    /// The printed form of each.
    printed_figures: HashMap<String, String>,
    /// The number of negations.
    negations: usize,
    hedges: HashSet<String>,
    /// The number of quotation marks.
    marks: usize,
    attributions: HashSet<String>,
    /// Stems of its other content words.
    content: HashSet<String>,
    /// Stems of its capitalised words, except the first word of the text.
    names: HashSet<String>,
}

impl Statement {
    pub(in crate::corpus) fn of(text: &str) -> Self {
        let words = folded_words(text);
        let printed_figures: HashMap<String, String> = figures(&words).into_iter().collect();
        let mut values: HashSet<String> = printed_figures.keys().cloned().collect();
        values.extend(words.iter().filter(|word| lexicon::is_figure(word) && !lexicon::is_number(word)).cloned());
        let is_content = |word: &&String| {
            lexicon::is_content(word) && !lexicon::is_figure(word) && !lexicon::negates(word) && !is_magnitude(word)
        };
        let content = words.iter().filter(is_content).map(|word| stem(word).to_owned()).collect();
        let has_capital = |word: &&str| word.starts_with(char::is_uppercase);
        let printed = tokens(text).into_iter().map(|span| &text[span.range()]);
        let names = printed.skip(1).filter(has_capital).map(fold).filter(|word| lexicon::is_content(word));
        Self {
            names: names.filter(|word| !lexicon::is_figure(word)).map(|word| stem(&word).to_owned()).collect(),
            figures: values,
            printed_figures,
            negations: words.iter().filter(|word| lexicon::negates(word)).count(),
            hedges: lexicon::hedges(&words).into_iter().chain(lexicon::qualifiers(&words)).collect(),
            marks: quotation_marks(text),
            attributions: words
                .iter()
                .filter(|word| lexicon::attributes(word))
                .map(|word| stem(word).to_owned())
                .collect(),
            content,
            words,
        }
    }

    /// Whether this sentence, formerly `old`, now says what `correction` says about `claim`. If the claim has a
    /// pronoun, the correction may use the name it refers to: a stem of the article for which `is_known` is true.
    pub(in crate::corpus) fn fixes(
        &self,
        old: &Self,
        claim: &Self,
        correction: &Self,
        is_known: &dyn Fn(&str) -> bool,
    ) -> bool {
        self.figures_are_fixed(old, claim, correction)
            && self.words_are_fixed(old, claim, correction, is_known)
            && self.negates_as(old, claim, correction)
            && self.hedges.difference(&old.hedges).all(|hedge| correction.hedges.contains(hedge))
            && correction.hedges.difference(&claim.hedges).all(|hedge| self.hedges.contains(hedge))
    }

    fn figures_are_fixed(&self, old: &Self, claim: &Self, correction: &Self) -> bool {
        let mut wanted = correction.figures.difference(&claim.figures);
        let mut unwanted = claim.figures.difference(&correction.figures);
        let mut kept = correction.figures.intersection(&claim.figures).filter(|figure| old.figures.contains(*figure));
        let mut fresh = self.figures.difference(&old.figures);
        wanted.all(|figure| self.figures.contains(figure))
            && !unwanted.any(|figure| self.figures.contains(figure))
            && kept.all(|figure| self.figures.contains(figure))
            && fresh.all(|figure| correction.figures.contains(figure))
    }

    /// Whether the words that the correction adds are here, and those that it removes are not.
    fn words_are_fixed(&self, old: &Self, claim: &Self, correction: &Self, is_known: &dyn Fn(&str) -> bool) -> bool {
        let count = |words: &[String]| words.iter().filter(|word| lexicon::is_pronoun(word)).count();
        let names_a_pronoun = count(&claim.words) > count(&correction.words);
        let is_needed = |word: &&String| self.content.contains(*word) || !names_a_pronoun || !is_known(word);
        let added: Vec<&String> = correction.content.difference(&claim.content).filter(is_needed).collect();
        let removed: Vec<&String> =
            claim.content.difference(&correction.content).filter(|word| old.content.contains(*word)).collect();
        let names_are_here =
            added.iter().filter(|word| correction.names.contains(**word)).all(|word| self.content.contains(*word));
        let here = added.iter().filter(|word| self.content.contains(**word)).count();
        let is_here = names_are_here && here * 10 >= added.len() * 7;
        let is_gone = removed.is_empty() || removed.iter().any(|word| !self.content.contains(*word));
        let names_are_gone =
            removed.iter().filter(|word| claim.names.contains(**word)).all(|word| !self.content.contains(*word));
        // Something of the correction must be new here: a correction that only repeats the claim proves nothing.
        let figures = correction.figures.difference(&claim.figures).any(|figure| !old.figures.contains(figure));
        let words = added.iter().any(|word| self.content.contains(*word) && !old.content.contains(*word));
        let less = !removed.is_empty() || claim.figures.difference(&correction.figures).next().is_some();
        let is_new = figures
            || words
            || correction.negations != claim.negations
            || correction.hedges.difference(&claim.hedges).any(|hedge| !old.hedges.contains(hedge))
            || (added.is_empty() && less);
        is_here && is_gone && names_are_gone && is_new
    }

    /// Whether negations were added or removed here as in the correction.
    fn negates_as(&self, old: &Self, claim: &Self, correction: &Self) -> bool {
        let is_odd = |one: usize, other: usize| (one + other) % 2 == 1;
        is_odd(self.negations, old.negations) == is_odd(correction.negations, claim.negations)
    }

    /// Whether this sentence, formerly `old`, still says what `quote` said; `correction` shows which words of `claim`
    /// matter.
    pub(in crate::corpus) fn still_says(
        &self,
        old: &Self,
        quote: &Self,
        claim: &Self,
        correction: Option<&Self>,
    ) -> bool {
        let same_force = self.negations == old.negations
            && self.hedges == old.hedges
            && self.attributions.is_subset(&old.attributions);
        if !same_force {
            return false;
        }
        if stands_in(&quote.words, &self.words) {
            return true;
        }
        let is_reworded = quote.figures.is_subset(&self.figures)
            && self.figures.is_subset(&old.figures)
            && self.names.iter().all(|name| old.content.contains(name))
            && self.marks == old.marks;
        match correction {
            _ if !is_reworded => false,
            Some(correction) => {
                let wrong: Vec<&String> =
                    claim.content.difference(&correction.content).filter(|word| old.content.contains(*word)).collect();
                let mut figures = claim.figures.difference(&correction.figures).peekable();
                let is_told_apart = figures.peek().is_some() || !wrong.is_empty();
                is_told_apart
                    && figures.all(|figure| self.figures.contains(figure))
                    && wrong.iter().all(|word| self.content.contains(*word))
                    && quote.content_in(self) >= 0.5
            }
            None => quote.content_in(self) >= 0.7,
        }
    }

    /// The share of its content and figures that another text contains, from 0 to 1.
    pub(in crate::corpus) fn content_in(&self, other: &Self) -> f64 {
        let all = self.content.len() + self.figures.len();
        let shared =
            self.content.intersection(&other.content).count() + self.figures.intersection(&other.figures).count();
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        if all == 0 { 0.0 } else { count(shared) / count(all) }
    }

    /// The share of content that both texts have in common, from 0 to 1; figures do not count.
    pub(in crate::corpus) fn agreement(&self, other: &Self) -> f64 {
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let all = count(self.content.len() + other.content.len());
        if all == 0.0 { 0.0 } else { 2.0 * count(self.content.intersection(&other.content).count()) / all }
    }

    /// Whether it contains a negation.
    pub(in crate::corpus) fn negates(&self) -> bool {
        self.negations % 2 == 1
    }

    /// Its figures that another text lacks, as printed, sorted by value.
    pub(in crate::corpus) fn figures_beyond(&self, other: &Self) -> Vec<String> {
        self.as_printed(sorted(self.figures.difference(&other.figures)))
    }

    /// The figures of both, as printed here.
    pub(in crate::corpus) fn shared_figures(&self, other: &Self) -> Vec<String> {
        self.as_printed(sorted(self.figures.intersection(&other.figures)))
    }

    fn as_printed(&self, values: Vec<String>) -> Vec<String> {
        values.into_iter().map(|value| self.printed_figures.get(&value).cloned().unwrap_or(value)).collect()
    }

    /// The stems of content that both have, in order.
    pub(in crate::corpus) fn shared_words(&self, other: &Self) -> Vec<String> {
        sorted(self.content.intersection(&other.content))
    }

    /// Whether a stem belongs to a name.
    pub(in crate::corpus) fn has_name(&self, stem: &str) -> bool {
        self.names.contains(stem)
    }

    /// The first of its words with this stem.
    pub(in crate::corpus) fn printed(&self, of: &str) -> String {
        self.words.iter().find(|word| stem(word) == of).cloned().unwrap_or_else(|| of.to_owned())
    }

    /// Whether this note is about what `wrong` says: they share a figure and a word, or two words.
    pub(in crate::corpus) fn is_about(&self, wrong: &Self) -> bool {
        let words = self.content.intersection(&wrong.content).count();
        let figures = self.figures.intersection(&wrong.figures).count();
        words >= 2 || (figures >= 1 && words >= 1)
    }
}

/// A word that belongs to the figure before it, such as “million”.
fn is_magnitude(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "billion" | "trillion" | "mn" | "bn")
}

/// The number of quotation marks in a text.
pub(in crate::corpus) fn quotation_marks(text: &str) -> usize {
    text.matches(['"', '“', '”', '„', '«', '»']).count()
}

fn sorted<'a>(words: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut words: Vec<String> = words.cloned().collect();
    words.sort_unstable();
    words
}
