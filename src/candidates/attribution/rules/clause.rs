//! Indirect speech and thought: `Hale said that dues rose`, `voters believe dues will rise`, `…, adding that …`.

use std::ops::Range;

use crate::candidates::attribution::content::{Reach, clause_begins, content, is_somebody, subject};
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::rules::passive::is_passive;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// A verb of saying or thinking with a clause behind it.
pub(super) const RULE: Rule = Rule { name: "clause", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for verb in sentence.start..sentence.end {
            let says = sentence.is(verb, Class::Say) || sentence.is(verb, Class::Think);
            if says && sentence.tag(verb).is_verb() && !scene.is_quoted(verb) {
                found.extend(attribution(&sentence, verb));
            }
        }
    }
}

fn attribution(sentence: &Sentence<'_>, verb: usize) -> Option<Attribution> {
    let start = complement(sentence, verb)?;
    let group = sentence.verb_group(verb);
    let source = subject(sentence, &group, verb)?;
    let it = sentence.word(source.start).eq_ignore_ascii_case("it") && sentence.is(verb, Class::Say);
    if is_passive(sentence, verb) && (it || sentence.word(verb + 1) == "to") {
        return None;
    }
    if !(it || is_somebody(sentence, &source)) || is_in_a_relative_clause(sentence, &source) {
        return None;
    }
    let content = content(sentence, start, Reach::Clause);
    Some(Attribution { source: Some(source), cue: group, content: vec![content], rule: RULE.name })
}

/// Whether a pronoun follows a noun at once, as in `the weeks he says the law requires`: what it says is about that noun.
fn is_in_a_relative_clause(sentence: &Sentence<'_>, source: &Range<usize>) -> bool {
    let noun_before = source.start.checked_sub(1).is_some_and(|at| sentence.tag(at).is_noun());
    source.len() == 1 && sentence.tag(source.start) == Tag::Pronoun && noun_before
}

/// Where the clause begins that follows the verb: after it, or after the person spoken to.
pub(super) fn complement(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    let next = verb + 1;
    let hearer = sentence.noun_phrase_after(next, sentence.end).filter(|hearer| hearer.len() <= 8);
    if let Some(hearer) =
        hearer.filter(|hearer| is_conjunction(sentence.word(hearer.end)) || takes_hearer(sentence.word(verb)))
        && (opens_clause(sentence, hearer.end) || clause_begins(sentence, hearer.end))
    {
        return Some(hearer.end);
    }
    if opens_clause(sentence, next) || (clause_begins(sentence, next) && sentence.word(next) != "it") {
        return Some(next);
    }
    if sentence.word(next) == "it" && sentence.tag(next + 1).is_finite() {
        return Some(next);
    }
    after_circumstances(sentence, next).or_else(|| bare_clause(sentence, verb))
}

fn is_conjunction(word: &str) -> bool {
    matches!(word, "that" | "if" | "whether" | "why" | "how" | "what")
}

/// A clause right behind a verb that takes nothing else, when a verb follows somewhere: `said the key to the ports was lost`.
fn bare_clause(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    let next = verb + 1;
    let clause_only = (sentence.is(verb, Class::Say) || sentence.is(verb, Class::Think))
        && !sentence.is(verb, Class::Judge)
        && !sentence.is(verb, Class::Want);
    let begins = matches!(
        sentence.tag(next),
        Tag::Determiner | Tag::PossessivePronoun | Tag::Pronoun | Tag::Gerund | Tag::Number
    ) || sentence.tag(next).is_noun()
        || sentence.tag(next).is_adjective();
    let stop =
        (next..sentence.end).find(|at| matches!(sentence.word(*at), ";" | "and" | "but")).unwrap_or(sentence.end);
    let finite = (next + 1..stop).any(|at| sentence.tag(at).is_finite());
    (clause_only && begins && finite).then_some(next)
}

/// Over `on Monday`, `in a statement`, `to reporters`, to `that` or a clause.
fn after_circumstances(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    for _ in 0..3 {
        let day = sentence.is(at, Class::Weekday) || sentence.tag(at) == Tag::Adverb;
        let preposition = matches!(sentence.tag(at), Tag::Preposition | Tag::To) && !opens_clause(sentence, at);
        at = if day {
            at + 1
        } else if preposition {
            sentence.noun_phrase_after(at + 1, sentence.end)?.end
        } else {
            break;
        };
    }
    let that = sentence.word(at) == "," && sentence.word(at + 1) == "that";
    let at = if that { at + 1 } else { at };
    (at > start && (opens_clause(sentence, at) || clause_begins(sentence, at))).then_some(at)
}

fn opens_clause(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    matches!(word, "that" | "whether" | "why" | "how" | "what") && sentence.tag(at + 1) != Tag::Mark
        || (word == "if" && (at + 1..at + 8).any(|at| sentence.tag(at).is_finite()))
}

fn takes_hearer(verb: &str) -> bool {
    let verb = verb.to_ascii_lowercase();
    ["tell", "told", "warn", "assur", "remind", "inform", "notif", "advis", "convinc"]
        .iter()
        .any(|stem| verb.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("clause", text);
        assert_eq!(all("The board said that dues had risen."), ["The board | said | that dues had risen"]);
        assert_eq!(all("Voters believe the port will close."), ["Voters | believe | the port will close"]);
        assert_eq!(all("Hale told reporters that ships pay twice."), ["Hale | told | that ships pay twice"]);
        assert_eq!(all("Hale left early, saying that dues were high."), ["Hale | saying | that dues were high"]);
        assert_eq!(all("The board has said in a statement that dues rose."), ["The board | has said | that dues rose"]);
        assert_eq!(all("The board found the key."), [""; 0]);
        assert_eq!(all("The vote, held in the weeks he says the law requires, was lawful."), [""; 0]);
    }
}
