//! Lines between the title and the first paragraph: author, date, section, time to read.

use crate::import::block::BlockKind;
use crate::import::dates;
use crate::import::dates::NoDate;
use crate::import::html::blocks::Piece;
use crate::import::html::metadata::is_marked_byline;
use crate::import::html::pruning::lines::{Lines, count_words, is_prose};

/// Leaves out lines above the first paragraph that say who wrote it and when, and short links.
pub(super) fn leave_out_opening(lines: &mut Lines<'_>) {
    let Some(first) = lines.pieces.iter().position(is_prose) else { return };
    lines.leave_out("the line with author and date", |pieces, at| at < first && is_furniture(&pieces[at]));
}

fn is_furniture(piece: &Piece) -> bool {
    let text = &piece.block.text;
    let is_short_link = piece.is_linked() && count_words(text) <= 6;
    let is_number = text.chars().all(|letter| letter.is_numeric() || letter.is_ascii_punctuation());
    let may_be = matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Heading);
    // A heading may hold a date of the story.
    let is_dated = piece.block.kind != BlockKind::Heading && is_dated_line(text);
    may_be && (is_dated || is_byline(text) || is_short_link || is_number)
}

/// A line that is a date, or says when something was published or revised.
pub(in super::super::super) fn is_dated_line(text: &str) -> bool {
    const MOST_WORDS: usize = 25;
    const MOST_OTHERS: usize = 6;
    let words = count_words(text);
    if words > MOST_WORDS || text.is_empty() {
        return false;
    }
    if dates::whole_line(text.trim_matches(|letter: char| !letter.is_alphanumeric())).is_ok() {
        return true;
    }
    let has_digit = text.contains(|letter: char| letter.is_ascii_digit());
    let has_date = matches!(dates::first(text), Ok(_) | Err(NoDate::Ambiguous));
    let others = text.split_whitespace().filter(|word| is_other(word)).count();
    // "05/10/2018 - Publicado por: Ana Holm - Categoria: Portos".
    let behind_date = text
        .starts_with(|first: char| first.is_ascii_digit())
        .then(|| text.split_once(|letter: char| letter.is_alphabetic()));
    let is_marked_late =
        behind_date.flatten().is_some_and(|(date, _)| dates::whole_line(date).is_ok() || numeric(date))
            && is_marked(text.trim_start_matches(|letter: char| !letter.is_alphabetic()));
    if is_marked_late {
        return true;
    }
    has_digit && is_marked(text) && others <= 2 * MOST_OTHERS
        || has_date && others <= MOST_OTHERS && !text.ends_with('.')
}

/// A date of numbers, in whichever order.
fn numeric(text: &str) -> bool {
    matches!(dates::first(text), Err(NoDate::Ambiguous))
}

/// Words of publishing at the beginning.
fn is_marked(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "published",
        "updated",
        "posted",
        "last updated",
        "first published",
        "modified",
        "created",
        "last modified",
        "publicado",
        "atualizado",
        "actualizado",
        "veröffentlicht",
        "aktualisiert",
        "publié",
        "pubblicato",
        "опубликовано",
    ];
    let start = text.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    WORDS.iter().any(|word| start.starts_with(word))
}

/// Whether a word belongs neither to a date nor to a time.
fn is_other(word: &str) -> bool {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_zone = bare.len() <= 4 && bare.chars().all(char::is_uppercase);
    let is_time = matches!(
        bare.to_lowercase().as_str(),
        "am" | "pm" | "a.m" | "p.m" | "at" | "on" | "um" | "uhr" | "às" | "de" | "of"
    );
    !bare.is_empty()
        && !bare.contains(|letter: char| letter.is_ascii_digit())
        && !is_zone
        && !is_time
        && dates::month(bare).is_none()
}

fn is_byline(text: &str) -> bool {
    const MOST_WORDS: usize = 14;
    count_words(text) <= MOST_WORDS && is_marked_byline(text) && !text.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::pruning::lines::test_page::{TEXT, keeps_text_only, kept};

    #[test]
    fn author_and_date_above_the_text_leave_it() {
        for line in [
            "Updated 1:39 am EST, Wednesday, November 20, 2019",
            "| UPDATED: 11:05, Tue, Nov 19, 2019",
            "Nov. 20, 2019 6:02 AM EST",
            "Published November 20th, 2019 - 07:29 GMT",
            "By Ana Holm and Bo Ek",
            "Von Ana Holm, 3. Mai 2020",
            "05/10/2018 - Publicado por: Ana Holm - Categoria: Portos - Tags: navios, taxas",
            "<a href=/ports>Ports</a>",
        ] {
            keeps_text_only(leave_out_opening, &format!("<p>{line}</p>{TEXT}"));
        }
    }

    #[test]
    fn short_lines_of_text_stay() {
        for line in
            ["“Nobody pays twice.”", "By noon all had paid.", "What the port says", "In May 2020 the court ruled."]
        {
            assert_eq!(kept(leave_out_opening, &format!("<p>{line}</p>{TEXT}")).len(), 4, "{line}");
        }
    }
}
