//! Nobody's words: `it was reported that …`, `it seems that …`.

use super::super::{Attribution, Scene};
use super::Rule;
use super::content::{Reach, content};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// `it` with a verb of saying in the passive, or of seeming, before `that`.
pub(super) const RULE: Rule = Rule { name: "passive", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for verb in sentence.start + 1..sentence.end {
            let passive = sentence.tag(verb) == Tag::Participle
                && (sentence.is(verb, Class::Say) || sentence.is(verb, Class::Think));
            let seems = sentence.is(verb, Class::Seem) && sentence.tag(verb).is_verb();
            if !(passive || seems) || scene.is_quoted(verb) || sentence.word(verb + 1) != "that" {
                continue;
            }
            let group = sentence.verb_group(verb);
            let it = group.start > sentence.start && sentence.word(group.start - 1).eq_ignore_ascii_case("it");
            if it {
                let content = content(&sentence, verb + 1, Reach::Clause);
                found.push(Attribution { source: None, cue: group, content: vec![content], rule: RULE.name });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("passive", text);
        assert_eq!(all("It was reported that the port had closed."), [" | was reported | that the port had closed"]);
        assert_eq!(all("It also seems that dues will rise."), [" | also seems | that dues will rise"]);
        assert_eq!(all("It was a report that pleased them."), [""; 0]);
    }
}
