//! `According to Ostrow, …` and `…, according to Ostrow`.

use super::super::phrase::Sentence;
use super::super::{Attribution, Scene};
use super::Rule;
use crate::candidates::text::tagger::Tag;

/// `according to`, with the source behind it and what it says on the other side.
pub(super) const RULE: Rule = Rule { name: "according-to", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for at in sentence.start..sentence.end {
            let according = sentence.word(at).eq_ignore_ascii_case("according") && sentence.word(at + 1) == "to";
            if according && !scene.is_quoted(at) {
                found.extend(attribution(&sentence, at));
            }
        }
    }
}

fn attribution(sentence: &Sentence<'_>, at: usize) -> Option<Attribution> {
    let opens = (sentence.start..at)
        .all(|at| sentence.tag(at) == Tag::Mark || matches!(sentence.word(at), "And" | "But" | "So"));
    let phrase = sentence.noun_phrase_after(at + 2, sentence.end).or_else(|| {
        let close = (at + 2..sentence.end).find(|at| sentence.tag(*at) == Tag::Mark)?;
        (close > at + 2).then_some(at + 2..close)
    })?;
    let limit = if opens { last_comma_before_clause(sentence, phrase.end) } else { sentence.last_word_end() };
    let source = sentence.with_apposition(phrase, limit);
    let content = if opens {
        let start = if sentence.word(source.end) == "," { source.end + 1 } else { source.end };
        start..sentence.last_word_end()
    } else {
        let end = if sentence.word(at - 1) == "," { at - 1 } else { at };
        sentence.start..end
    };
    let content = vec![content];
    (!content[0].is_empty()).then_some(Attribution { source: Some(source), cue: at..at + 2, content, rule: RULE.name })
}

/// Where the clause begins after `According to Hale, the minister, …`: at the last comma before its verb.
fn last_comma_before_clause(sentence: &Sentence<'_>, start: usize) -> usize {
    let verb = (start..sentence.end).find(|at| sentence.tag(*at).is_finite()).unwrap_or(sentence.end);
    (start..verb).rev().find(|at| sentence.word(*at) == ",").unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::super::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("according-to", text);
        assert_eq!(
            all("According to Ostrow, the port could be closed."),
            ["Ostrow | According to | the port could be closed"]
        );
        assert_eq!(
            all("Dues rose by half, according to the harbour board."),
            ["the harbour board | according to | Dues rose by half"]
        );
        assert_eq!(
            all("The port, he said, acts according to plan."),
            ["plan | according to | The port, he said, acts"]
        );
    }
}
