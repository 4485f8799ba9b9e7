//! Finds the passage most similar to a quote that does not occur in a text, because of a typing error or another
//! version.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::article::{Article, Paragraph};

/// At most this many words of a quote are compared.
const MOST_WORDS: usize = 40;

/// How much more similar a passage of another paragraph must be to be suggested; 1 means equality.
const CLEARLY_MORE: f64 = 0.15;

/// In an article with more text than this, in bytes, only the named paragraph is searched.
const MOST_TEXT: usize = 1_000_000;

/// A passage of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage<'a> {
    /// Its paragraph.
    pub paragraph: &'a Paragraph,
    /// Its words.
    pub words: &'a str,
    /// Its similarity to the quote, up to 1.
    likeness: f64,
}

/// The passage most similar to `quote`: in the paragraph `named`, or in another if that is clearly more similar; `None`
/// if nothing is similar.
#[must_use]
pub fn nearest_passage<'a>(article: &'a Article, named: Option<&'a Paragraph>, quote: &str) -> Option<Passage<'a>> {
    let here = named.and_then(|paragraph| in_paragraph(paragraph, quote));
    let size: usize = article.paragraphs().map(|paragraph| paragraph.text.len()).sum();
    if size > MOST_TEXT {
        return here;
    }
    let enough = here.as_ref().map_or(0.0, |here| here.likeness) + CLEARLY_MORE;
    let elsewhere = article.paragraphs().filter_map(|paragraph| in_paragraph(paragraph, quote));
    let better = elsewhere.filter(|found| found.likeness >= enough);
    better.max_by(|one, other| one.likeness.total_cmp(&other.likeness)).or(here)
}

/// The best of all passages with as many words as the quote, or one more or fewer.
fn in_paragraph<'a>(paragraph: &'a Paragraph, quote: &str) -> Option<Passage<'a>> {
    let wanted: Vec<String> = quote.unicode_words().take(MOST_WORDS).map(str::to_lowercase).collect();
    let words: Vec<(usize, &str)> = paragraph.text.unicode_word_indices().collect();
    let shares = |word: &&str| wanted.contains(&word.to_lowercase());
    if wanted.is_empty() || !words.iter().any(|(_, word)| shares(word)) {
        return None;
    }
    let whole = wanted.join(" ");
    let mut best: Option<(f64, usize, usize)> = None;
    for length in wanted.len().saturating_sub(1).max(1)..=wanted.len() + 1 {
        for stretch in words.windows(length.min(words.len())) {
            let [(start, _), ..] = stretch else { continue };
            let Some((last, word)) = stretch.last() else { continue };
            let joined = stretch.iter().map(|(_, word)| word.to_lowercase()).collect::<Vec<_>>().join(" ");
            let likeness = strsim::normalized_damerau_levenshtein(&whole, &joined);
            if best.is_none_or(|(most, ..)| likeness > most) {
                best = Some((likeness, *start, last + word.len()));
            }
        }
    }
    let (likeness, start, end) = best?;
    Some(Passage { paragraph, words: &paragraph.text[start..end], likeness })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_passage_is_the_intended_one() {
        let text = "The Norvik quay opened in May. Waiting fell by twelve percent there.";
        let paragraph =
            Paragraph { id: "p1".to_owned(), text: text.to_owned(), kind: None, links: Vec::new(), claims: Vec::new() };
        let found = |quote: &str| in_paragraph(&paragraph, quote).map(|passage| passage.words.to_owned());
        assert_eq!(found("waiting fell by nine percent").as_deref(), Some("Waiting fell by twelve percent"));
        assert_eq!(found("the quay opened").as_deref(), Some("quay opened"));
        assert_eq!(found("zebra"), None);
        assert_eq!(found(""), None);
    }
}
