//! How much each word of a text speaks for each tag, kept so that words which come again need not be looked up in the model.

use crate::candidates::language::WordMap;
use crate::candidates::language::hash::hash;
use crate::candidates::language::perceptron::{Model, Weights};
use crate::candidates::text::tagger::{Tag, features_of_tags, features_of_word, features_round_word};
use crate::candidates::text::token::{Shape, Token};

/// Room for the tags: a multiple of 8, so that eight scores are added at once.
const ROOM: usize = 32;
/// The number of tags, and of what stands for the tag before the first word.
const TAGS: usize = Tag::ALL.len();

/// A score for each tag.
type Scores = [i16; ROOM];

/// Looks up the scores of each pair of tags before a word.
pub(super) fn tag_scores(model: &Model) -> Vec<Scores> {
    let pairs = (0..TAGS * (TAGS + 1)).map(|pair| {
        let (last, before) = (pair / (TAGS + 1), pair % (TAGS + 1));
        let before = Tag::ALL.get(before).copied();
        scores(model, &features_of_tags(Some(Tag::ALL[last]), before))
    });
    pairs.collect()
}

/// The scores of the tags before a word that is not the first.
fn of_tags<'a>(pairs: &'a [Scores], tags: &[Tag]) -> &'a Scores {
    let [.., last] = tags else { return &pairs[TAGS] };
    let before = tags.len().checked_sub(2).map_or(TAGS, |at| tags[at] as usize);
    &pairs[*last as usize * (TAGS + 1) + before]
}

/// A word as it is written.
struct Seen {
    written: Box<str>,
    shape: Shape,
    /// For the word itself, where it is not the first of its sentence.
    own: Scores,
    /// For the words one before it, one behind, two before and two behind.
    near: [Scores; 4],
}

/// The words of a text that were seen.
#[derive(Default)]
pub struct SeenWords {
    places: WordMap<usize>,
    list: Vec<Seen>,
}

impl SeenWords {
    /// The word's place in the list; none where another word has its hash.
    fn place(&mut self, text: &str, token: &Token, model: &Model) -> Option<usize> {
        let written = token.text(text);
        let key = hash(written) ^ token.shape as u32;
        if let Some(place) = self.places.get(&key) {
            let seen = &self.list[*place];
            return (&*seen.written == written && seen.shape == token.shape).then_some(*place);
        }
        let near = features_round_word(token.word).map(|feature| scores(model, &[feature]));
        let own = scores(model, &features_of_word(written, token));
        self.places.insert(key, self.list.len());
        self.list.push(Seen { written: written.into(), shape: token.shape, own, near });
        Some(self.list.len() - 1)
    }

    /// The places of a sentence's words, with two before and behind that stand for no word; `None` if any word lacks a place.
    pub(super) fn places(&mut self, text: &str, tokens: &[Token], model: &Model) -> Option<Vec<usize>> {
        let none = Token { start: 0, end: 0, word: 1, shape: Shape::Mark, ..*tokens.first()? };
        let nothing = self.place("", &none, model)?;
        let mut places = Vec::with_capacity(tokens.len() + 4);
        places.extend([nothing; 2]);
        for token in tokens {
            places.push(self.place(text, token, model)?);
        }
        places.extend([nothing; 2]);
        Some(places)
    }

    /// What a word, those round it and the tags before it speak for. `places` has the two words before it first.
    pub(super) fn scores(&self, places: &[usize], tags: &[Tag], pairs: &[Scores]) -> [i32; ROOM] {
        let near = |place: usize, side: usize| &self.list[places[place]].near[side];
        let all = [&self.list[places[2]].own, near(1, 0), near(3, 1), near(0, 2), near(4, 3), of_tags(pairs, tags)];
        let mut sum = [0_i32; ROOM];
        for scores in all {
            for (sum, score) in sum.iter_mut().zip(scores) {
                *sum += i32::from(*score);
            }
        }
        sum
    }
}

/// The scores of a few features, each at most 127.
fn scores(model: &Model, features: &[u32]) -> Scores {
    let mut sum = [0_i32; ROOM];
    for feature in features {
        model.add(*feature, &mut sum);
    }
    sum.map(|score| i16::try_from(score).unwrap_or(i16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;
    use crate::candidates::text::Analysed;
    use crate::candidates::text::tagger::tag_with;

    #[test]
    fn words_that_were_seen_get_the_same_tags() {
        let language = Language::english();
        let mut seen = SeenWords::default();
        for text in
            ["Dues rose. The port rose early.", "The Port Rose Early", "Rose said the port’s dues, rose and all."]
        {
            let paragraph = Analysed::after(&mut seen, text, language);
            for sentence in paragraph.sentences.iter().filter(|_| text.ends_with('.')) {
                let mut tags = Vec::new();
                if let Some(model) = language.tagger() {
                    tag_with(text, &paragraph.tokens[sentence.clone()], &model, &mut tags);
                }
                assert_eq!(paragraph.tags[sentence.clone()], tags, "{text}");
            }
        }
    }
}
