//! A confirmed claim whose words the source has changed: it follows its words, as a candidate, and keeps its id.

use crate::import::sentences::sentences;
use crate::import::update::align::similarity;
use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::text::span::nth_at;

/// Two sentences that share at least this part of their words, in hundredths, are one that was changed.
const SIMILAR: usize = 70;

/// The words that one sentence has in the place of another's, as ranges of bytes.
struct Replaced {
    old: (usize, usize),
    new: (usize, usize),
}

/// The claim as the new words of its paragraph have it, to be confirmed again; `None` where these are too different, or
/// where its quote begins or ends within what changed.
pub(super) fn carried(claim: &Claim, old: &Paragraph, new: &Paragraph) -> Option<Claim> {
    let span = claim.quote_span(old)?;
    let of_quote = sentences(&old.text).into_iter().find(|of| of.start <= span.start && span.end <= of.end)?;
    let before = &old.text[of_quote.range()];
    let all = sentences(&new.text).into_iter();
    let (alike, sentence) =
        all.map(|other| (similarity(before, &new.text[other.range()]), other)).max_by_key(|(alike, _)| *alike)?;
    if alike < SIMILAR {
        return None;
    }
    let after = &new.text[sentence.range()];
    let replaced = replaced(before, after);
    let (from, to) = (span.start - of_quote.start, span.end - of_quote.start);
    let start = moved(from, &replaced)? + sentence.start;
    let end = moved(to, &replaced)? + sentence.start;
    let quote = new.text.get(start..end).filter(|quote| !quote.trim().is_empty())?.to_owned();
    let text =
        in_statement(&claim.text, &before[replaced.old.0..replaced.old.1], &after[replaced.new.0..replaced.new.1]);
    let nth = nth_at(&new.text, &quote, start);
    let figures = claim.figures.iter().filter(|figure| new.text.contains(&figure.printed)).cloned().collect();
    let cue = claim.cue.clone().filter(|cue| new.text.contains(cue.as_str()));
    Some(Claim { text, quote, nth, figures, cue, draft: true, by: None, ..claim.clone() })
}

/// A place of the old sentence in the new one; `None` within what changed.
fn moved(at: usize, replaced: &Replaced) -> Option<usize> {
    if at <= replaced.old.0 {
        return Some(at);
    }
    (at >= replaced.old.1).then(|| at - replaced.old.1 + replaced.new.1)
}

/// What differs between two sentences, in whole words.
fn replaced(old: &str, new: &str) -> Replaced {
    let common = |one: &str, other: &str| {
        let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
        same.map(|(letter, _)| letter.len_utf8()).sum::<usize>()
    };
    let mut start = common(old, new);
    while start > 0 && !old[..start].ends_with(' ') {
        start -= old[..start].chars().next_back().map_or(1, char::len_utf8);
    }
    let (rest_old, rest_new) = (&old[start..], &new[start..]);
    let backwards = |text: &str| text.chars().rev().collect::<String>();
    let mut end = common(&backwards(rest_old), &backwards(rest_new));
    while end > 0 && !rest_old[rest_old.len() - end..].starts_with(|letter: char| !letter.is_alphanumeric()) {
        end -= rest_old[rest_old.len() - end..].chars().next().map_or(1, char::len_utf8);
    }
    Replaced { old: (start, old.len() - end), new: (start, new.len() - end) }
}

/// The statement with the new words, where it has the old ones once.
fn in_statement(text: &str, old: &str, new: &str) -> String {
    let (old, new) = (old.trim(), new.trim());
    let is_once = !old.is_empty() && !new.is_empty() && text.matches(old).count() == 1;
    if is_once { text.replacen(old, new, 1) } else { text.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Paragraph {
        Paragraph { id: "p1".to_owned(), text: text.to_owned(), kind: None, links: Vec::new(), claims: Vec::new() }
    }

    fn quote_after(old: &str, new: &str, quote: &str) -> Option<(String, String)> {
        let claim = Claim::bare("p1.c1".to_owned(), format!("{quote}."), quote.to_owned());
        carried(&claim, &paragraph(old), &paragraph(new)).map(|claim| (claim.quote, claim.text))
    }

    #[test]
    fn a_quote_follows_the_words_that_were_changed_in_it() {
        let old = "It rained. The port lost nothing by the storm of May, she said.";
        let new = "It rained. The port lost little by the storm of May, she said.";
        let found = quote_after(old, new, "The port lost nothing by the storm");
        assert_eq!(
            found,
            Some(("The port lost little by the storm".into(), "The port lost little by the storm.".into()))
        );
        let (quote, _) = quote_after(old, new, "lost nothing").unwrap();
        assert_eq!(quote, "lost little");
    }

    #[test]
    fn a_sentence_that_is_another_one_has_no_claim_of_the_old() {
        assert_eq!(quote_after("The port lost nothing.", "Ships came back in spring.", "The port lost nothing"), None);
    }
}
