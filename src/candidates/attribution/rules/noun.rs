//! Nouns for what someone says or wants: `his claim that …`, `the board's plan to …`, `Hale's support for …`.

use std::ops::Range;

use crate::candidates::attribution::content::{Reach, content};
use crate::candidates::attribution::phrase::{Sentence, is_auxiliary};
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// A noun of saying with `that`, of wanting with `to`, of judging with `for` and the like.
pub(super) const RULE: Rule = Rule { name: "noun", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for noun in sentence.start..sentence.end {
            if sentence.tag(noun).is_noun() && !scene.is_quoted(noun) {
                found.extend(attribution(&sentence, noun));
            }
        }
    }
}

fn attribution(sentence: &Sentence<'_>, noun: usize) -> Option<Attribution> {
    let next = sentence.word(noun + 1);
    let that = next == "that" && sentence.is(noun, Class::NounThat);
    let to = next == "to" && sentence.is(noun, Class::NounTo) && sentence.tag(noun + 2) == Tag::Verb;
    let judged = matches!(next, "for" | "of" | "to" | "about" | "over" | "on" | "against")
        && sentence.is(noun, Class::NounFor)
        && !to;
    if !(that || to || judged) {
        return None;
    }
    let (source, cue_start) = owner(sentence, noun)?;
    let start = if judged { noun + 2 } else { noun + 1 };
    let cue = cue_start..start;
    let content = content(sentence, start, if that { Reach::Clause } else { Reach::Phrase });
    (!content.is_empty()).then_some(Attribution { source: Some(source), cue, content: vec![content], rule: RULE.name })
}

/// Whose claim or plan it is: the possessive before the noun, or the subject of the verb before it (`made a claim that`).
fn owner(sentence: &Sentence<'_>, noun: usize) -> Option<(Range<usize>, usize)> {
    let mut start = noun;
    while start > sentence.start
        && matches!(sentence.tag(start - 1), Tag::Adjective | Tag::Noun | Tag::Determiner | Tag::Superlative)
    {
        start -= 1;
    }
    let before = start.checked_sub(1).filter(|at| *at >= sentence.start)?;
    match sentence.tag(before) {
        Tag::PossessivePronoun => Some((before..start, start)),
        Tag::Possessive => Some((sentence.noun_phrase_before(before)?, start)),
        tag if tag.is_verb() && !is_auxiliary(sentence.word(before)) => {
            let group = sentence.verb_group(before);
            let source = sentence.noun_phrase_before(group.start)?;
            Some((source, group.start))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("noun", text);
        assert_eq!(all("His claim that dues rose was denied."), ["His | claim | that dues rose was denied"]);
        assert_eq!(all("They backed the board's plan to close the port."), ["the board | plan | to close the port"]);
        assert_eq!(all("Hale expressed support for the strike."), ["Hale | expressed support for | the strike"]);
        assert_eq!(all("There is a plan to close it."), [""; 0]);
    }
}
