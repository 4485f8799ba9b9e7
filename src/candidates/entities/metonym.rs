//! Capitals that stand for their government: `Islamabad says`, but not `in Islamabad`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::candidates::language::{Language, Role};
use crate::candidates::text::Analysed;

/// How the text uses the capitals it names, and which states it names otherwise.
pub(super) struct Capitals {
    /// Times as a government, times as a place.
    uses: HashMap<String, (usize, usize)>,
    states: HashSet<&'static str>,
}

impl Capitals {
    pub(super) fn new(paragraphs: &[Analysed<'_>], language: &Language) -> Self {
        let mut capitals = Self { uses: HashMap::new(), states: HashSet::new() };
        for paragraph in paragraphs {
            for at in 0..paragraph.tokens.len() {
                let longest = if paragraph.tokens[at].is_capital() {
                    language.gazetteer.longest(paragraph.tokens[at].word)
                } else {
                    0
                };
                for end in at + 1..=(at + longest).min(paragraph.tokens.len()) {
                    let words = paragraph.words(at..end);
                    for known in language.gazetteer.get(words) {
                        match known.role {
                            Role::Capital => capitals.count(words, paragraph, &(at..end)),
                            Role::Name | Role::People => {
                                capitals.states.insert(known.name);
                            }
                            Role::Adjective => {}
                        }
                    }
                }
            }
        }
        capitals
    }

    fn count(&mut self, words: &str, paragraph: &Analysed<'_>, tokens: &Range<usize>) {
        let (government, place) = self.uses.entry(words.to_owned()).or_default();
        if is_government(paragraph, tokens) {
            *government += 1;
        } else if is_place(paragraph, tokens) {
            *place += 1;
        }
    }

    /// Whether a capital stands for its state throughout a text that names the state as well.
    pub(super) fn stands_for_state(&self, words: &str, language: &Language) -> bool {
        let capital = language.gazetteer.get(words).iter().find(|known| known.role == Role::Capital);
        let Some(capital) = capital else { return false };
        let (government, place) = self.uses.get(words).copied().unwrap_or_default();
        government > 0 && place == 0 && self.states.contains(capital.name)
    }
}

/// Whether the words around speak of a government: a verb behind it, `'s`, a hyphen to another name, `between`.
fn is_government(paragraph: &Analysed<'_>, tokens: &Range<usize>) -> bool {
    if is_place(paragraph, tokens) {
        return false;
    }
    let word = |at: usize| paragraph.tokens.get(at).map_or("", |token| token.text(paragraph.text));
    let after = word(tokens.end);
    let verb = paragraph.tags.get(tokens.end).is_some_and(|tag| tag.is_finite());
    let joined =
        |at: usize| matches!(word(at), "-" | "–") && paragraph.tokens.get(at).is_some_and(|token| !token.spaced);
    let glued_before = tokens.start > 0 && !paragraph.tokens[tokens.start].spaced;
    let before = tokens.start.checked_sub(1).map_or("", word);
    let partner = matches!(before, "between" | "with" | "against" | "towards" | "toward" | "by")
        || (before == "to" && tokens.start > 1 && word(tokens.start - 2).eq_ignore_ascii_case("according"));
    verb || matches!(after, "'s" | "’s")
        || joined(tokens.end)
        || (glued_before && (joined(tokens.start - 1) || paragraph.tokens[tokens.start - 1].is_capital()))
        || partner
}

fn is_place(paragraph: &Analysed<'_>, tokens: &Range<usize>) -> bool {
    // A place has views, aims and troops as little as a building has.
    if paragraph.tokens.get(tokens.end).is_some_and(|token| matches!(token.text(paragraph.text), "'s" | "’s")) {
        return false;
    }
    let before = tokens.start.checked_sub(1).map_or("", |at| paragraph.word(at));
    let according = tokens.start > 1 && paragraph.word(tokens.start - 2).eq_ignore_ascii_case("according");
    let towards = before == "to" && !according;
    let city = paragraph.tokens.get(tokens.end).is_some_and(|token| {
        matches!(token.text(paragraph.text), "," | "(")
            && paragraph.tokens.get(tokens.end + 1).is_some_and(crate::candidates::text::token::Token::is_capital)
    }) && before == "of";
    towards || city || matches!(before, "in" | "at" | "near" | "from" | "outside" | "around" | "In" | "At")
}

#[cfg(test)]
mod tests {
    use crate::candidates::entities::examples::found;

    #[test]
    fn a_capital_may_stand_for_its_state() {
        assert_eq!(found(&["Kenya waits. Nairobi says that dues rose."]), ["state Kenya (Nairobi)"]);
        assert_eq!(found(&["Kenya waits. Ships were seen in Nairobi."]), ["state Kenya", "place Nairobi"]);
        assert_eq!(found(&["Kenya won them over to Nairobi's views."]), ["state Kenya (Nairobi)"]);
        assert_eq!(found(&["Ties between Nairobi and the Kenyans are old."]), ["state Kenya (Nairobi, Kenyans)"]);
    }
}
