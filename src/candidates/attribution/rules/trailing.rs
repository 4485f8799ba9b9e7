//! Indirect speech with its verb behind it or in its midst: `Dues rose, Hale said`, `Dues, said Hale, rose`.

use std::ops::Range;

use crate::candidates::attribution::content::{clause_begins, is_somebody};
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// A comma, then subject and verb of saying (or the other way round), then a comma or the sentence's end.
pub(super) const RULE: Rule = Rule { name: "trailing", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for verb in sentence.start + 2..sentence.end {
            let says = sentence.is(verb, Class::Say) || sentence.is(verb, Class::Think);
            if says && sentence.tag(verb).is_verb() && sentence.tag(verb) != Tag::Gerund && !scene.is_quoted(verb) {
                found.extend(attribution(&sentence, verb));
            }
        }
    }
}

fn attribution(sentence: &Sentence<'_>, verb: usize) -> Option<Attribution> {
    let group = sentence.verb_group(verb);
    let before = group.start.checked_sub(1).filter(|before| *before > sentence.start)?;
    let (comma, source, end) = if sentence.word(before) == "," {
        let phrase = sentence.noun_phrase_after(verb + 1, sentence.end)?;
        let limit = sentence.last_word_end();
        let source = if sentence.word(phrase.end) == "," && clause_goes_on(sentence, phrase.end + 1) {
            phrase
        } else {
            sentence.with_apposition(phrase, limit)
        };
        (before, source.clone(), source.end)
    } else {
        let source = sentence.noun_phrase_before(group.start)?;
        let comma = source.start.checked_sub(1).filter(|at| *at > sentence.start && sentence.word(*at) == ",")?;
        (comma, source, group.end)
    };
    let end = skip_circumstances(sentence, end);
    let closed = end >= sentence.last_word_end();
    if !(closed || sentence.word(end) == ",")
        || !is_somebody(sentence, &source)
        || clause_begins(sentence, verb + 1) && !closed && source.start < verb
    {
        return None;
    }
    if matches!(sentence.word(end + 1), "because" | "since" | "but") {
        return None;
    }
    if !(sentence.start..comma).any(|at| sentence.tag(at).is_finite()) && closed {
        return None;
    }
    let first = sentence.start..comma;
    let rest = (!closed).then(|| end + 1..sentence.last_word_end());
    let mut content: Vec<Range<usize>> = std::iter::once(first).chain(rest).collect();
    content.retain(|part| !part.is_empty());
    Some(Attribution { source: Some(source), cue: group, content, rule: RULE.name })
}

/// Whether the statement goes on after the comma with its verb: `Dues, said Hale, rose by half`.
fn clause_goes_on(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tag(at).is_verb() || matches!(sentence.tag(at), Tag::Adverb | Tag::To | Tag::Preposition)
}

/// Over `on Monday`, `in an interview`, `to reporters` after the verb.
fn skip_circumstances(sentence: &Sentence<'_>, start: usize) -> usize {
    let mut end = start;
    loop {
        let day = sentence.is(end, Class::Weekday) || matches!(sentence.tag(end), Tag::Adverb);
        if day {
            end += 1;
            continue;
        }
        let preposition = matches!(sentence.tag(end), Tag::Preposition | Tag::To);
        match preposition.then(|| sentence.noun_phrase_after(end + 1, sentence.end)).flatten() {
            Some(phrase) => end = phrase.end,
            None => return end,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("trailing", text);
        assert_eq!(all("Dues rose by half, the board said on Monday."), ["the board | said | Dues rose by half"]);
        assert_eq!(all("Dues, said Hale, will rise by half."), ["Hale | said | Dues … will rise by half"]);
        assert_eq!(all("After the storm, the board said dues would rise."), [""; 0]);
    }
}
