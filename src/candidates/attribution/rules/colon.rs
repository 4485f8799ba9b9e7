//! Headlines with a colon: `Poll: Dues too high`, `Hale: We pay twice`.

use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::text::tagger::Tag;

/// A short noun phrase before a colon, and a statement behind it.
pub(super) const RULE: Rule = Rule { name: "colon", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        let limit = sentence.end.min(sentence.start + 5);
        let Some(colon) = (sentence.start + 1..limit).find(|at| sentence.word(*at) == ":") else { continue };
        let source = sentence.start..colon;
        let noun = source.clone().all(|at| sentence.tag(at).is_noun() || sentence.tag(at) == Tag::Adjective);
        let speech = sentence.start == 0 && is_name(scene, &source);
        let end = if speech { scene.paragraph.tokens.len() } else { sentence.last_word_end() };
        let clause = speech || (colon + 1..end).any(|at| sentence.tag(at).is_verb());
        let quoted = scene.is_quoted(sentence.start);
        let content = colon + 1..end;
        if noun && clause && !quoted && content.len() > 1 {
            found.push(Attribution {
                source: Some(source),
                cue: colon..colon + 1,
                content: vec![content],
                rule: RULE.name,
            });
        }
    }
}

/// Whether the words before the colon name a person: then all that follows in the paragraph is speech, as in transcripts.
fn is_name(scene: &Scene<'_>, source: &std::ops::Range<usize>) -> bool {
    source.clone().all(|at| scene.paragraph.tokens[at].is_capital())
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found("colon", "Poll: Voters leave the Harbour Party"),
            ["Poll | : | Voters leave the Harbour Party"]
        );
        assert_eq!(found("colon", "He paid for this: the port."), [""; 0]);
    }
}
