//! Events named with their date in passing: `After the collapse of the union in 1990, …`.

use crate::candidates::claims::rules::Scene;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::text::tagger::Tag;

/// `the NOUN of … in YEAR` inside a clause: it took place then.
pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Unit>) {
    let sentence = &scene.sentence;
    let tokens = scene.tokens();
    for at in tokens.clone().skip(1) {
        let event = sentence.word(at) == "the" && is_happening(sentence.word(at + 1)) && sentence.word(at + 2) == "of";
        if !event
            || !matches!(sentence.tag(at - 1), Tag::Preposition | Tag::To)
                && !matches!(sentence.word(at - 1), "After" | "Since" | "Before" | "Following")
        {
            continue;
        }
        let Some(phrase) = sentence.noun_phrase_after(at + 2 + 1, tokens.end) else { continue };
        let date = scene.dates.iter().find(|date| {
            date.tokens.start <= phrase.end + 1 && date.tokens.end > phrase.start && date.tokens.end <= tokens.end
        });
        // `the end of 2024` is itself a date.
        let Some(date) = date.filter(|date| date.tokens.start > at + 3) else { continue };
        let mut end = date.tokens.start;
        let preposition = if matches!(sentence.word(end - 1), "in" | "on") {
            end -= 1;
            String::new()
        } else {
            "in ".to_owned()
        };
        let happened = format!("took place {preposition}");
        let pieces = vec![Piece::Tokens(at..end), Piece::Words(happened), Piece::Tokens(end..date.tokens.end)];
        found.push(Unit::implied(at..date.tokens.end, pieces, "dated-event"));
    }
}

/// Whether a noun is made of a verb, and so says that something happened.
fn is_happening(noun: &str) -> bool {
    let ends = ["ing", "tion", "sion", "ment", "al", "ance", "ence", "ture"];
    let short = [
        "collapse", "fall", "end", "rise", "start", "outbreak", "death", "loss", "launch", "split", "birth", "siege",
        "defeat", "victory", "murder",
    ];
    short.contains(&noun) || (noun.len() > 6 && ends.iter().any(|end| noun.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use crate::candidates::claims::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found(super::find, "After the collapse of the old union in 1990, relations have been good."),
            ["The collapse of the old union took place in 1990."]
        );
        assert!(found(super::find, "It will pay by the end of 2024.").is_empty());
        assert!(found(super::find, "After the collapse of the union, relations have been good.").is_empty());
    }
}
