//! What someone is for or against, or speaks of: `Hale criticised the dues`, `the board called for a strike`.

use crate::candidates::attribution::content::{Reach, content, is_somebody, subject};
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// A verb of judging with a noun behind it, or a verb of saying with its preposition.
pub(super) const RULE: Rule = Rule { name: "object", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for verb in sentence.start..sentence.end {
            if !sentence.tag(verb).is_verb() || scene.is_quoted(verb) {
                continue;
            }
            let tokens = &scene.paragraph.tokens;
            let prepositional =
                tokens.get(verb + 1).is_some_and(|next| scene.language.goes_with(tokens[verb].word, next.word));
            if prepositional {
                found.extend(attribution(&sentence, verb, verb + 2));
            } else if sentence.is(verb, Class::Judge) && sentence.noun_phrase_after(verb + 1, sentence.end).is_some() {
                found.extend(attribution(&sentence, verb, verb + 1));
            }
        }
    }
}

fn attribution(sentence: &Sentence<'_>, verb: usize, start: usize) -> Option<Attribution> {
    let group = sentence.verb_group(verb);
    let passive = sentence.tag(verb) == Tag::Participle
        && (group.start..verb).any(|at| matches!(sentence.word(at), "was" | "were" | "is" | "are" | "been" | "be"));
    if passive {
        return None;
    }
    let source = subject(sentence, &group, verb)?;
    if !is_somebody(sentence, &source) || sentence.is(source.start, Class::NounThat) {
        return None;
    }
    let content = content(sentence, start, Reach::Phrase);
    let cue = group.start..start;
    (!content.is_empty()).then_some(Attribution { source: Some(source), cue, content: vec![content], rule: RULE.name })
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("object", text);
        assert_eq!(all("Hale criticised the new harbour dues."), ["Hale | criticised | the new harbour dues"]);
        assert_eq!(all("The board called for a strike."), ["The board | called for | a strike"]);
        assert_eq!(all("The dues were criticised by Hale."), [""; 0]);
    }
}
