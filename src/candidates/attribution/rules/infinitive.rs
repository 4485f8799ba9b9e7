//! What someone wants, promises or declines to do: `Hale declined to comment`.

use crate::candidates::attribution::content::{Reach, content, is_somebody, subject};
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::rules::passive::is_passive;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// A verb of wanting with an infinitive behind it.
pub(super) const RULE: Rule = Rule { name: "infinitive", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for verb in sentence.start..sentence.end {
            if sentence.is(verb, Class::Want) && sentence.tag(verb).is_verb() && !scene.is_quoted(verb) {
                found.extend(attribution(&sentence, verb));
            }
        }
    }
}

fn attribution(sentence: &Sentence<'_>, verb: usize) -> Option<Attribution> {
    let start = infinitive(sentence, verb + 1).filter(|_| !is_passive(sentence, verb))?;
    let group = sentence.verb_group(verb);
    let source = subject(sentence, &group, verb)?;
    if !is_somebody(sentence, &source) {
        return None;
    }
    let content = content(sentence, start, Reach::Phrase);
    Some(Attribution { source: Some(source), cue: group, content: vec![content], rule: RULE.name })
}

/// Where what is wanted begins: at `to`, or at the noun that shall do it (`urged the board to …`).
fn infinitive(sentence: &Sentence<'_>, next: usize) -> Option<usize> {
    let to = |at: usize| {
        let verb =
            matches!(sentence.tag(at + 1), Tag::Verb | Tag::Noun | Tag::Present) || sentence.tag(at + 2) == Tag::Verb;
        sentence.word(at) == "to" && verb
    };
    if to(next) || (sentence.word(next) == "not" && to(next + 1)) {
        return Some(next);
    }
    let object = sentence.noun_phrase_after(next, sentence.end)?;
    to(object.end).then_some(next)
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("infinitive", text);
        assert_eq!(all("Hale declined to comment."), ["Hale | declined | to comment"]);
        assert_eq!(all("The board urged ships to leave and closed the port."), ["The board | urged | ships to leave"]);
        assert_eq!(all("Ships want more room."), [""; 0]);
    }
}
