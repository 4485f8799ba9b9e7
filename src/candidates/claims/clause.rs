//! Where a sentence parts into clauses that each make a statement.

use std::ops::Range;

use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::text::small_word::small;
use crate::candidates::text::tagger::Tag;

/// A clause with its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The subject that it shares with the clause before it, when it has none of its own.
    pub shared: Option<Range<usize>>,
    /// Whether the sentence has several clauses.
    pub compound: bool,
}

impl Clause {
    /// The clause as a statement, with the subject that it shares.
    pub(super) fn unit(&self) -> Unit {
        let rule = if self.compound { "compound-sentence" } else { "sentence" };
        let mut unit = Unit::plain(self.tokens.clone(), rule);
        if let Some(shared) = &self.shared {
            unit.pieces.insert(0, Piece::Tokens(shared.clone()));
        }
        unit
    }
}

/// The clauses of a stretch of a sentence that stand alone, in order.
pub(super) fn clauses(sentence: &Sentence<'_>, body: Range<usize>) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    let mut start = body.start;
    let mut shared: Option<Range<usize>> = None;
    let mut at = body.start + 1;
    while at < body.end {
        let cut = match concession_end(sentence, &(start..body.end), at) {
            Some(next) => Some(Cut { next, shares: false }),
            None => finite(sentence, &(start..at)).then(|| cut_at(sentence, start, at, body.end)).flatten(),
        };
        let subject = shared.clone().or_else(|| subject_of(sentence, &(start..at)));
        let Some(cut) = cut.filter(|cut| !cut.shares || subject.is_some()) else {
            at += 1;
            continue;
        };
        let first = if is_concession(sentence.word(start)) { start + 1 } else { start };
        found.push(Clause { tokens: first..at, shared: shared.take(), compound: true });
        shared = subject.filter(|_| cut.shares);
        start = cut.next;
        at = start + 1;
    }
    let compound = !found.is_empty();
    found.push(Clause { tokens: start..body.end, shared, compound });
    found.retain(|clause| !clause.tokens.is_empty());
    found
}

fn is_concession(word: &str) -> bool {
    matches!(word, "While" | "Although" | "Though" | "Whereas" | "while" | "although" | "though" | "whereas")
}

/// Where the main clause begins behind `While dues rose,`, when its comma is at `at`: both are stated.
fn concession_end(sentence: &Sentence<'_>, clause: &Range<usize>, at: usize) -> Option<usize> {
    let opens = is_concession(sentence.word(clause.start)) && sentence.word(at) == ",";
    let stated =
        opens && finite(sentence, &(clause.start..at)) && subject_of(sentence, &(clause.start + 1..at)).is_some();
    (stated && begins_clause(sentence, at + 1, clause.end)).then_some(at + 1)
}

/// Where the next clause begins, and whether it has no subject of its own.
struct Cut {
    next: usize,
    shares: bool,
}

/// Whether a clause ends before the token at `at`.
fn cut_at(sentence: &Sentence<'_>, start: usize, at: usize, end: usize) -> Option<Cut> {
    let word = sentence.word(at);
    if word == ";" {
        return Some(Cut { next: at + 1, shares: false });
    }
    let comma = matches!(word, "," | "—" | "–" | "--");
    let joint = if comma { at + 1 } else { at };
    let conjunction = matches!(sentence.word(joint), "and" | "but" | "or" | "yet" | "so");
    if conjunction && is_inside_phrase(sentence, start, at) {
        return None;
    }
    let contrast = comma && matches!(sentence.word(joint), "while" | "whereas" | "although" | "though");
    if !(conjunction || contrast) {
        return None;
    }
    let mut next = joint + 1;
    while next < end && sentence.tag(next) == Tag::Adverb {
        next += 1;
    }
    if conjunction && begins_predicate(sentence, next) {
        return Some(Cut { next: joint + 1, shares: true });
    }
    begins_clause(sentence, next, end).then_some(Cut { next: joint + 1, shares: false })
}

/// Whether the conjunction at `at` joins parts of a phrase: `between A and B`, `both A and B`, `that A, B and C pose`. A
/// sentence that is not divided is better than two that nobody wrote.
fn is_inside_phrase(sentence: &Sentence<'_>, start: usize, at: usize) -> bool {
    let words = || (start..at).rev();
    let pair = words().find(|at| matches!(sentence.word(*at), "between" | "Between" | "both" | "Both"));
    if pair.is_some_and(|pair| !(pair..at).any(|at| sentence.word(at) == "and")) {
        return true;
    }
    let opens_clause = |at: &usize| {
        let opens =
            ["that", "which", "who", "whom", "whose", "where", "when", "because", "if", "as", "whether", "how", "why"];
        opens.contains(&&*small(sentence.word(*at)))
    };
    words().find(opens_clause).is_some_and(|opening| !finite(sentence, &(opening..at)))
}

/// Whether a verb of the same subject begins at `at`: `and have begun`.
fn begins_predicate(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tag(at).is_finite() && !sentence.paragraph.tokens[at].is_capital()
}

/// Whether a subject with its verb begins at `at`, perhaps behind `in 2014,`.
fn begins_clause(sentence: &Sentence<'_>, at: usize, end: usize) -> bool {
    let mut start = at;
    if matches!(sentence.tag(at), Tag::Preposition) {
        let Some(phrase) = sentence.noun_phrase_after(at + 1, end) else { return false };
        start = if sentence.word(phrase.end) == "," { phrase.end + 1 } else { phrase.end };
    }
    if sentence.tag(start) == Tag::Existential {
        return true;
    }
    let Some(subject) = sentence.noun_phrase_after(start, end) else { return false };
    let verb = (subject.end..end.min(subject.end + 4)).find(|at| sentence.tag(*at) != Tag::Adverb);
    verb.is_some_and(|verb| sentence.tag(verb).is_finite())
}

/// Whether the tokens have a finite verb.
pub(super) fn finite(sentence: &Sentence<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| sentence.tag(at).is_finite())
}

/// The subject of the first finite verb among the tokens.
pub(super) fn subject_of(sentence: &Sentence<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let verb = tokens.clone().find(|at| sentence.tag(*at).is_finite())?;
    let group = sentence.verb_group(verb);
    let subject = sentence.noun_phrase_before(group.start.max(tokens.start))?;
    let there = matches!(sentence.tag(subject.start), Tag::Existential | Tag::Wh) && subject.len() == 1;
    (subject.start >= tokens.start && !subject.is_empty() && !there).then_some(subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;
    use crate::candidates::text::Analysed;

    fn found(text: &str) -> Vec<String> {
        let paragraph = Analysed::new(text, Language::english());
        let range = paragraph.sentences[0].clone();
        let sentence = Sentence { paragraph: &paragraph, start: range.start, end: range.end };
        let body = range.start..sentence.last_word_end();
        clauses(&sentence, body).iter().map(|clause| clause.unit().text(&paragraph)).collect()
    }

    #[test]
    fn compound_sentences_are_divided() {
        assert_eq!(found("Dues have risen, but the port has closed."), ["Dues have risen.", "The port has closed."]);
        assert_eq!(
            found("Trade has not grown; in 2018 it was small."),
            ["Trade has not grown.", "In 2018 it was small."]
        );
    }

    #[test]
    fn a_shared_subject_is_repeated() {
        assert_eq!(
            found("The ships left Ostrow and went to Marisport."),
            ["The ships left Ostrow.", "The ships went to Marisport."]
        );
    }

    #[test]
    fn concessions_are_statements() {
        assert_eq!(found("While dues have risen, the port has closed."), ["Dues have risen.", "The port has closed."]);
        assert_eq!(found("There are ships and have been ships."), ["There are ships and have been ships."]);
    }

    #[test]
    fn parts_of_a_phrase_are_not_divided() {
        for whole in [
            "After dues rose in 1990, relations between Moscow and Islamabad stayed stable.",
            "They share the threat that ISIS, the Taliban and other groups pose to the region.",
            "Dues that Ostrow and the port have raised are high.",
        ] {
            assert_eq!(found(whole), [whole]);
        }
        assert_eq!(
            found("Trade between Ostrow and Holm has grown, and the port has closed."),
            ["Trade between Ostrow and Holm has grown.", "The port has closed."]
        );
    }

    #[test]
    fn lists_are_not_divided() {
        assert_eq!(
            found("The ports of Ostrow and Marisport have closed."),
            ["The ports of Ostrow and Marisport have closed."]
        );
    }
}
