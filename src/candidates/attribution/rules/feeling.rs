//! What someone feels: `Hale is confident that …`, `voters are worried about …`, `ships are ready to …`.

use crate::candidates::attribution::content::{Reach, clause_begins, content, is_somebody};
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// A form of `be` or `feel`, an adjective of feeling, and what it is about.
pub(super) const RULE: Rule = Rule { name: "feeling", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for at in sentence.start + 1..sentence.end {
            if sentence.is(at, Class::Feeling) && !scene.is_quoted(at) {
                found.extend(attribution(&sentence, at));
            }
        }
    }
}

fn attribution(sentence: &Sentence<'_>, adjective: usize) -> Option<Attribution> {
    let group = sentence.verb_group(adjective);
    let is = (group.start..adjective).any(|at| is_be(sentence.word(at)));
    if !is {
        return None;
    }
    let next = sentence.word(adjective + 1);
    let preposition = matches!(next, "about" | "of" | "with" | "at" | "by" | "over" | "for" | "in")
        || (next == "to" && sentence.tag(adjective + 2) != Tag::Verb);
    let infinitive = next == "to" && sentence.tag(adjective + 2) == Tag::Verb;
    let clause = matches!(next, "that" | "if" | "whether" | "how" | "why") || clause_begins(sentence, adjective + 1);
    if !(preposition || infinitive || clause) {
        return None;
    }
    let source = sentence.noun_phrase_before(group.start).filter(|source| is_somebody(sentence, source))?;
    let start = if preposition { adjective + 2 } else { adjective + 1 };
    let content = content(sentence, start, if clause { Reach::Clause } else { Reach::Phrase });
    (!content.is_empty()).then_some(Attribution {
        source: Some(source),
        cue: group.start..start,
        content: vec![content],
        rule: RULE.name,
    })
}

fn is_be(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "am" | "be" | "been" | "'s" | "'m" | "'re" | "’s" | "’m" | "’re")
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("feeling", text);
        assert_eq!(all("Hale is confident that dues will rise."), ["Hale | is confident | that dues will rise"]);
        assert_eq!(all("Voters are worried about the port."), ["Voters | are worried about | the port"]);
        assert_eq!(all("A confident Hale left."), [""; 0]);
    }
}
