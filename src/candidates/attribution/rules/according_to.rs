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
        let is_cue = |at: usize| Some(at..at + cue_length(&sentence, at).filter(|_| !scene.is_quoted(at))?);
        let cues: Vec<Range<usize>> = (sentence.start..sentence.end).filter_map(is_cue).collect();
        let mut rest = sentence;
        for (number, cue) in cues.iter().enumerate() {
            let next_part = cues.get(number + 1).and_then(|next| part(&rest, cue, next));
            if let Some((end, start)) = next_part {
                found.extend(attribution(&Sentence { end, ..rest }, cue.clone()));
                rest.start = start;
            } else {
                found.extend(attribution(&rest, cue.clone()));
            }
        }
    }
}

/// Where what one of two cues attributes ends, and where that of the next one begins: at `and` and the like between them, each
/// with a verb of its own.
fn part(sentence: &Sentence<'_>, cue: &Range<usize>, next: &Range<usize>) -> Option<(usize, usize)> {
    let joins =
        |at: usize| matches!(sentence.word(at), "and" | "but" | "while" | "whereas" | "though" | "although" | ";");
    let states = |mut tokens: Range<usize>| tokens.any(|at| sentence.tag(at).is_verb());
    let cut = (cue.end + 1..next.start)
        .rev()
        .find(|at| joins(*at) && matches!(sentence.word(at - 1), "," | ";") || sentence.word(*at) == ";")?;
    let opens = cut + 1 == next.start || sentence.word(cut + 1) == "," && cut + 2 == next.start;
    let is_first = cue.start > sentence.start + 2 || states(cue.end..cut);
    let is_second = states(cut + 1..next.start) || opens && states(next.end..sentence.end);
    (is_first && is_second).then_some((cut, if opens { next.start } else { cut + 1 }))
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
            all("Dues rose by half, according to the board, but traffic has fallen, according to Hale."),
            ["the board | according to | Dues rose by half", "Hale | according to | traffic has fallen"]
        );
        assert_eq!(
            all("According to the board, dues rose, while according to Hale, they fell."),
            ["the board | According to | dues rose", "Hale | according to | they fell"]
        );
        assert_eq!(
            all("According to the board, dues rose, and traffic has fallen, according to Hale."),
            ["the board | According to | dues rose", "Hale | according to | traffic has fallen"]
        );
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
