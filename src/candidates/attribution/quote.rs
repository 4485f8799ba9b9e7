//! What is in quotation marks.

use std::ops::Range;

use crate::candidates::text::Analysed;

/// A stretch in quotation marks: the tokens with their marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Its tokens, with the marks.
    pub tokens: Range<usize>,
    /// Whether its closing mark is in the same paragraph. A speech of several paragraphs closes in its last one.
    pub closed: bool,
}

/// The quotations of a paragraph, the outer ones only.
#[must_use]
pub fn quotes(paragraph: &Analysed<'_>) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, token) in paragraph.tokens.iter().enumerate().filter(|(_, token)| token.is_mark()) {
        let word = token.text(paragraph.text);
        match open {
            Some((start, mark)) if closes(mark, word, paragraph, at) => {
                found.push(Quote { tokens: start..at + 1, closed: true });
                open = None;
            }
            Some((start, mark)) if word == mark && opens(word, paragraph, at) => {
                found.push(Quote { tokens: start..at, closed: false });
                open = Some((at, word));
            }
            None if opens(word, paragraph, at) => open = Some((at, word)),
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        found.push(Quote { tokens: start..paragraph.tokens.len(), closed: false });
    }
    found
}

/// Whether a mark can open a quotation where it is.
fn opens(word: &str, paragraph: &Analysed<'_>, at: usize) -> bool {
    let glued = paragraph.tokens.get(at + 1).is_some_and(|next| !next.spaced);
    let apart = paragraph.tokens[at].spaced || (at > 0 && paragraph.tokens[at - 1].is_mark());
    match word {
        "“" | "„" | "«" | "``" => true,
        "‘" => glued,
        // A straight mark opens what it stands close to; in texts parted into words it may stand alone.
        "\"" | "''" => apart,
        _ => false,
    }
}

/// Whether `word` closes what `open` opened.
fn closes(open: &str, word: &str, paragraph: &Analysed<'_>, at: usize) -> bool {
    let ends_word =
        !paragraph.tokens[at].spaced && paragraph.tokens.get(at + 1).is_none_or(|next| next.spaced || next.is_mark());
    let starts_word =
        paragraph.tokens[at].spaced && paragraph.tokens.get(at + 1).is_some_and(|next| !next.spaced && !next.is_mark());
    match open {
        "“" => matches!(word, "”" | "\""),
        "„" => matches!(word, "“" | "”"),
        "«" => word == "»",
        "''" | "``" => word == "''" && !starts_word,
        "\"" => word == "”" || (word == "\"" && !starts_word),
        _ => word == "’" && ends_word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;

    fn found(text: &str) -> Vec<(String, bool)> {
        let paragraph = Analysed::new(text, Language::english());
        let words = |quote: &Quote| paragraph.words(quote.tokens.clone()).to_owned();
        quotes(&paragraph).iter().map(|quote| (words(quote), quote.closed)).collect()
    }

    #[test]
    fn straight_and_curled_marks_are_read() {
        assert_eq!(
            found("\"Dues rose,\" he said. \"They did.\""),
            [("\"Dues rose,\"".to_owned(), true), ("\"They did.\"".to_owned(), true)]
        );
        assert_eq!(found("He said: “The ‘old’ port is shut.”"), [("“The ‘old’ port is shut.”".to_owned(), true)]);
    }

    #[test]
    fn a_quotation_may_go_on_in_the_next_paragraph() {
        assert_eq!(found("“We paid."), [("“We paid.".to_owned(), false)]);
    }

    #[test]
    fn apostrophes_are_no_quotation_marks() {
        assert!(found("the workers’ union didn’t say ’til May").is_empty());
    }
}
