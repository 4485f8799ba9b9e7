//! What is said, thought or judged of something by nobody in particular, or by whoever `by` names: `it was reported that …`,
//! `the port seems to be closed`, `dues are expected to rise`, `the plan was criticised by Hale`.

use crate::candidates::attribution::content::{Reach, content};
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;

/// A verb of saying, thinking, wanting or judging in the passive, or of seeming.
pub(super) const RULE: Rule = Rule { name: "passive", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for verb in sentence.start + 1..sentence.end {
            let seems = sentence.is(verb, Class::Seem) && sentence.tag(verb).is_verb();
            if (seems || is_passive(&sentence, verb)) && !scene.is_quoted(verb) {
                found.extend(attribution(&sentence, verb, seems));
            }
        }
    }
}

/// Whether a verb of saying is in the passive: a participle behind a form of `be`.
pub(super) fn is_passive(sentence: &Sentence<'_>, verb: usize) -> bool {
    let said = [Class::Say, Class::Think, Class::Want, Class::Judge].iter().any(|class| sentence.is(verb, *class));
    if !said || !matches!(sentence.tag(verb), Tag::Participle | Tag::Past | Tag::Adjective) {
        return false;
    }
    let group = sentence.verb_group(verb);
    (group.start..verb).any(|at| matches!(sentence.word(at), "was" | "were" | "is" | "are" | "been" | "be" | "being"))
}

fn attribution(sentence: &Sentence<'_>, verb: usize, seems: bool) -> Option<Attribution> {
    let group = sentence.verb_group(verb);
    let subject = sentence.noun_phrase_before(group.start)?;
    let it = subject.len() == 1 && sentence.word(subject.start).eq_ignore_ascii_case("it");
    let next = sentence.word(verb + 1);
    if it && next == "that" {
        let content = vec![content(sentence, verb + 1, Reach::Clause)];
        return Some(Attribution { source: None, cue: group, content, rule: RULE.name });
    }
    if next == "by" {
        let source = sentence.noun_phrase_after(verb + 2, sentence.end)?;
        return Some(Attribution {
            source: Some(source),
            cue: group.start..verb + 2,
            content: vec![subject],
            rule: RULE.name,
        });
    }
    let to = next == "to" && sentence.tag(verb + 2) == Tag::Verb;
    let goes_on = to
        || (seems && (sentence.tag(verb + 1).is_adjective() || sentence.tag(verb + 1) == Tag::Participle))
        || (!seems && next == "as");
    if !goes_on {
        return None;
    }
    let rest = content(sentence, verb + 1, Reach::Phrase);
    Some(Attribution { source: None, cue: group, content: vec![subject, rest], rule: RULE.name })
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("passive", text);
        assert_eq!(all("It was reported that the port had closed."), [" | was reported | that the port had closed"]);
        assert_eq!(all("It also seems that dues will rise."), [" | also seems | that dues will rise"]);
        assert_eq!(all("The port appears to be closed."), [" | appears | The port … to be closed"]);
        assert_eq!(all("The plan was criticised by the board."), ["the board | was criticised by | The plan"]);
        assert_eq!(all("It was a report that pleased them."), [""; 0]);
    }
}
