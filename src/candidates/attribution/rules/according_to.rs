//! `According to Ostrow, …`, `…, according to Ostrow`, `…, in the view of Ostrow, …`.

use std::ops::Range;

use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::text::small_word::small;
use crate::candidates::text::tagger::Tag;

/// `according to` and its like, with the source behind it and what it says around it.
pub(super) const RULE: Rule = Rule { name: "according-to", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    for sentence in scene.sentences() {
        for at in sentence.start..sentence.end {
            if let Some(length) = cue_length(&sentence, at).filter(|_| !scene.is_quoted(at)) {
                found.extend(attribution(&sentence, at..at + length));
            }
        }
    }
}

/// How many words at `at` are such a cue.
fn cue_length(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    if !sentence.word(at).starts_with(['a', 'A', 'i', 'I', 'b', 'B', 'f', 'F']) {
        return None;
    }
    let word = |step: usize| small(sentence.word(at + step));
    let view = ["view", "opinion", "words", "eyes", "judgment", "judgement", "assessment", "account", "telling"];
    match &*word(0) {
        "according" if &*word(1) == "to" => Some(2),
        "in" | "by" | "from" if &*word(1) == "the" && view.contains(&&*word(2)) && &*word(3) == "of" => Some(4),
        "as" if matches!(&*word(1), "reported" | "stated" | "noted" | "described") && &*word(2) == "by" => Some(3),
        _ => None,
    }
}

fn attribution(sentence: &Sentence<'_>, cue: Range<usize>) -> Option<Attribution> {
    let before = sentence.start..cue.start;
    let opens = before
        .clone()
        .all(|at| sentence.tag(at) == Tag::Mark || matches!(sentence.word(at), "And" | "But" | "So" | "But,"));
    let phrase = sentence.noun_phrase_after(cue.end, sentence.end).or_else(|| {
        let close = (cue.end..sentence.end).find(|at| sentence.tag(*at) == Tag::Mark)?;
        (close > cue.end).then_some(cue.end..close)
    })?;
    let end = sentence.last_word_end();
    let aside = !opens && sentence.word(phrase.end) == "," && !before.clone().any(|at| sentence.tag(at).is_finite());
    let limit = if opens { last_comma_before_clause(sentence, phrase.end) } else { end };
    let source = if aside {
        phrase
    } else if opens && sentence.word(phrase.end) != "," && limit > phrase.end {
        // `According to a report seen by Hale, dues rose.`
        phrase.start..limit
    } else {
        sentence.with_apposition(phrase, limit)
    };
    let behind = if sentence.word(source.end) == "," { source.end + 1 } else { source.end };
    let ahead = if sentence.word(cue.start.wrapping_sub(1)) == "," { sentence.start..cue.start - 1 } else { before };
    let (left, right) = ((!opens).then_some(ahead), (opens || aside).then_some(behind..end));
    let content: Vec<Range<usize>> = left.into_iter().chain(right).collect();
    let empty = content.iter().all(Range::is_empty);
    (!empty).then_some(Attribution { source: Some(source), cue, content, rule: RULE.name })
}

/// Where the clause begins after `According to Hale, the minister, …`: at the last comma before its verb.
fn last_comma_before_clause(sentence: &Sentence<'_>, start: usize) -> usize {
    let verb = (start..sentence.end).find(|at| sentence.tag(*at).is_finite()).unwrap_or(sentence.end);
    (start..verb).rev().find(|at| sentence.word(*at) == ",").unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("according-to", text);
        assert_eq!(
            all("According to a report seen by Hale, dues have risen."),
            ["a report seen by Hale | According to | dues have risen"]
        );
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
