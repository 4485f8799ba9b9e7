//! What there is, named in passing: `tensions between Ostrow and Maris`, `the serious threat of war`.

use crate::candidates::claims::rules::Scene;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::text::tagger::Tag;

/// A noun for a state of affairs before `between`, `of` or a participle: there is one.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Unit>) {
    let sentence = &scene.sentence;
    let tokens = scene.tokens();
    for noun in tokens.clone() {
        let between = sentence.word(noun + 1) == "between" || sentence.word(noun + 1) == "among";
        let threat = matches!(sentence.word(noun), "threat" | "threats" | "danger" | "risk")
            && (matches!(sentence.tag(noun + 1), Tag::Participle | Tag::Past)
                || matches!(sentence.word(noun + 1), "from" | "of" | "by"));
        if !sentence.tag(noun).is_noun() || !(between && is_state_of_affairs(sentence.word(noun)) || threat) {
            continue;
        }
        let start = start_of(scene, noun);
        if sentence.word(start.saturating_sub(1)) == "There" || start == tokens.start {
            continue;
        }
        let end = end_of(scene, noun + 1, tokens.end);
        let breaks_off = |at: &usize| matches!(sentence.word(*at), "as" | "“" | "\"");
        let end = (noun + 1..end).find(breaks_off).unwrap_or(end);
        let definite = matches!(sentence.word(start), "the" | "The" | "these" | "those");
        let words = if definite { start + 1 } else { start };
        let plural = sentence.tag(noun) == Tag::Nouns;
        let article = if plural || sentence.word(words) == "a" {
            ""
        } else if sentence.word(words).starts_with(['a', 'e', 'i', 'o', 'u']) {
            " an"
        } else {
            " a"
        };
        let lead = format!("There {}{article}", if plural { "are" } else { "is" });
        let pieces = vec![Piece::Words(lead), Piece::Tokens(words..end)];
        found.push(Unit::implied(start..end, pieces, "there-is"));
    }
}

fn is_state_of_affairs(word: &str) -> bool {
    matches!(
        word,
        "tensions"
            | "tension"
            | "conflict"
            | "conflicts"
            | "rivalry"
            | "rivalries"
            | "war"
            | "dispute"
            | "disputes"
            | "talks"
            | "differences"
            | "disagreement"
            | "disagreements"
            | "hostility"
            | "competition"
    )
}

fn start_of(scene: &Scene<'_>, noun: usize) -> usize {
    let mut start = noun;
    while start > scene.tokens().start
        && matches!(scene.sentence.tag(start - 1), Tag::Adjective | Tag::Determiner | Tag::Noun)
    {
        start -= 1;
    }
    start
}

/// Over `between A and B`, `posed in Ostrow by A, B and C`, up to a verb or a comma that parts no list.
fn end_of(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let sentence = &scene.sentence;
    let stop =
        |at: &usize| (sentence.tag(*at).is_finite() && sentence.tag(*at) != Tag::Past) || sentence.tag(*at) == Tag::To;
    let end = (start + 1..end).find(stop).unwrap_or(end);
    let list = |at: usize| (at + 1..(at + 8).min(end)).any(|at| matches!(sentence.word(at), "and" | "or"));
    let cut = (start..end).find(|at| sentence.word(*at) == "," && !list(*at)).unwrap_or(end);
    if sentence.word(cut - 1) == "," { cut - 1 } else { cut }
}

#[cfg(test)]
mod tests {
    use crate::candidates::claims::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found(super::find, "This along with tensions between Kenya and Ostrow has led to strikes."),
            ["There are tensions between Kenya and Ostrow."]
        );
        assert_eq!(
            found(super::find, "They fear the serious threat posed in Kenya by the pirates."),
            ["There is a serious threat posed in Kenya by the pirates."]
        );
        assert!(found(super::find, "Trade between Kenya and Ostrow has grown.").is_empty());
    }
}
