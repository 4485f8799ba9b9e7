//! Where what is said begins and ends, for the rules of indirect speech.

use std::ops::Range;

use crate::candidates::attribution::phrase::{Sentence, is_auxiliary};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// How far what is said reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// A clause: over `and` and further clauses, up to what is plainly somebody else's.
    Clause,
    /// A noun or infinitive: up to the next verb of the same subject.
    Phrase,
}

/// The words from `start` to where what is said ends.
pub(super) fn content(sentence: &Sentence<'_>, start: usize, reach: Reach) -> Range<usize> {
    let mut end = sentence.last_word_end();
    let open_bracket = (sentence.start..start).rev().find(|at| matches!(sentence.word(*at), "(" | ")"));
    let inside_brackets = open_bracket.is_some_and(|at| sentence.word(at) == "(");
    for at in start + 1..end {
        if ends_at(sentence, at, reach) || (inside_brackets && sentence.word(at) == ")") {
            end = at;
            break;
        }
    }
    start..end
}

fn ends_at(sentence: &Sentence<'_>, at: usize, reach: Reach) -> bool {
    let word = sentence.word(at);
    match word {
        ";" | "according" => true,
        "," => ends_at_comma(sentence, at, reach),
        "—" | "–" | "--" => reach == Reach::Phrase || ends_at_conjunction(sentence, at, reach),
        "(" => reach == Reach::Phrase,
        "and" | "but" | "while" | "whereas" | "although" | "though" => ends_at_conjunction(sentence, at, reach),
        "as" | "when" | "after" | "before" | "because" | "since" if reach == Reach::Phrase => {
            (at + 1..at + 6).any(|at| sentence.tag(at).is_finite())
        }
        _ => false,
    }
}

fn ends_at_comma(sentence: &Sentence<'_>, comma: usize, reach: Reach) -> bool {
    let next = comma + 1;
    let word = sentence.word(next);
    let speaks =
        |at: usize| sentence.is(at, Class::Say) || sentence.is(at, Class::Judge) || sentence.is(at, Class::Think);
    if sentence.tag(next) == Tag::Gerund && speaks(next) {
        return true;
    }
    if matches!(word, "and" | "or" | "but" | "while" | "although" | "though" | "whereas") {
        return ends_at_conjunction(sentence, next, reach);
    }
    if word == "according" || reach == Reach::Clause {
        return word == "according";
    }
    let apposition = matches!(word, "a" | "an" | "the") || sentence.tag(next) == Tag::Wh;
    let goes_on =
        sentence.tag(next).is_finite() || matches!(sentence.tag(next), Tag::Gerund | Tag::Pronoun | Tag::Participle);
    (apposition && !list_goes_on(sentence, next)) || goes_on
}

/// Whether a comma parts the items of a list: `and` follows after a few words.
fn list_goes_on(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = (at..at + 12).find(|at| matches!(sentence.word(*at), "," | "and" | "or"));
    next.is_some_and(|at| sentence.word(at) != "," || matches!(sentence.word(at + 1), "and" | "or"))
}

/// Whether a new statement of somebody begins after `and`: a verb of the same subject, or a subject that speaks.
fn ends_at_conjunction(sentence: &Sentence<'_>, and: usize, reach: Reach) -> bool {
    let mut at = and + 1;
    while sentence.tag(at) == Tag::Adverb {
        at += 1;
    }
    let speaks = |at: usize| {
        sentence.tag(at).is_finite()
            && sentence.is(at, Class::Say)
            && !sentence.is(at, Class::Judge)
            && !sentence.is(at, Class::Want)
            && !is_auxiliary(sentence.word(at))
    };
    if sentence.tag(at).is_finite() {
        return reach == Reach::Phrase || speaks(at);
    }
    let Some(subject) = sentence.noun_phrase_after(at, sentence.end) else { return false };
    let verb = (subject.end..subject.end + 3).find(|at| sentence.tag(*at).is_finite());
    match verb {
        Some(verb) => reach == Reach::Phrase || speaks(verb) || speaks(verb + 1),
        None => false,
    }
}

/// Whether a clause with its own subject and verb begins at `at`.
pub(super) fn clause_begins(sentence: &Sentence<'_>, at: usize) -> bool {
    if matches!(sentence.tag(at), Tag::Existential) {
        return true;
    }
    let Some(subject) = sentence.noun_phrase_after(at, sentence.end) else {
        return sentence.tag(at) == Tag::Gerund && (at + 1..at + 8).any(|at| sentence.tag(at).is_finite());
    };
    let mut at = subject.end;
    if sentence.word(at) == "," || sentence.tag(at) == Tag::Wh {
        return (at + 1..at + 14).any(|at| sentence.tag(at).is_finite());
    }
    while sentence.tag(at) == Tag::Adverb {
        at += 1;
    }
    sentence.tag(at).is_finite()
}

/// The subject of the verb group that begins at `group.start`; for `, saying …` and `and said …` the subject of the verb
/// before it.
pub(super) fn subject(sentence: &Sentence<'_>, group: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let start = group.start;
    let before = start.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let joined = matches!(sentence.word(before), "and" | "but" | "or" | "then");
    let dependent = matches!(sentence.tag(before), Tag::Preposition | Tag::To) || sentence.word(start) == "to";
    let after_comma = sentence.word(before) == "," && matches!(sentence.tag(verb), Tag::Gerund | Tag::Participle);
    if joined || dependent || after_comma {
        return main_subject(sentence, start);
    }
    relative(sentence, start).or_else(|| sentence.noun_phrase_before(start)).or_else(|| {
        let verb_before = sentence.tag(before).is_verb() || sentence.tag(before) == Tag::Adverb;
        (verb_before || sentence.word(before) == ",").then(|| main_subject(sentence, start)).flatten()
    })
}

/// The noun before `who` or `which`, with it, when those are before the verb.
fn relative(sentence: &Sentence<'_>, start: usize) -> Option<Range<usize>> {
    let wh = start.checked_sub(1).filter(|at| sentence.tag(*at) == Tag::Wh)?;
    let end = if sentence.word(wh.checked_sub(1)?) == "," { wh - 1 } else { wh };
    let noun = sentence.noun_phrase_before(end)?;
    Some(noun.start..wh + 1)
}

/// The subject of the sentence's last finite verb before `before`.
pub(super) fn main_subject(sentence: &Sentence<'_>, before: usize) -> Option<Range<usize>> {
    let mut verbs = (sentence.start..before).filter(|at| sentence.tag(*at).is_finite());
    verbs.find_map(|verb| {
        let group = sentence.verb_group(verb);
        let subject = sentence.noun_phrase_before(group.start)?;
        (!matches!(sentence.tag(subject.start), Tag::Wh | Tag::Existential)).then_some(subject)
    })
}

/// Whether a source can be one: not `it`, `there`, `which`.
pub(super) fn is_somebody(sentence: &Sentence<'_>, source: &Range<usize>) -> bool {
    let word = sentence.word(source.start).to_lowercase();
    source.len() > 1
        || !matches!(
            word.as_str(),
            "it" | "there"
                | "which"
                | "this"
                | "what"
                | "these"
                | "those"
                | "that"
                | "all"
                | "some"
                | "such"
                | "when"
                | "where"
                | "how"
                | "why"
        )
}
