//! Dates and spans, as the subset of EDTF that `model::article::date` reads.

use std::ops::Range;

use crate::candidates::language::Class;
use crate::candidates::text::Analysed;
use crate::candidates::text::small_word::small;
use crate::candidates::text::tagger::Tag;
use crate::candidates::text::token::Shape;
use crate::model::article::date::When;

/// A date with where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// Its tokens, with the words that make a span of it (`until 2010`).
    pub tokens: Range<usize>,
    /// The date or span.
    pub when: String,
}

/// What a word before a date makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    On,
    From,
    Until,
    Around,
}

/// The dates of a paragraph, in order.
#[must_use]
pub fn dates(paragraph: &Analysed<'_>) -> Vec<FoundDate> {
    let mut found: Vec<FoundDate> = Vec::new();
    let mut at = 0;
    while let Some(next) = (at..paragraph.tokens.len()).find(|at| may_be_date(paragraph, *at)) {
        at = at.max(next.saturating_sub(LONGEST_BOUND));
        match date(paragraph, at) {
            Some(date) => {
                at = date.tokens.end;
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

/// Most tokens before a date that say what is made of it: `up to the`.
const LONGEST_BOUND: usize = 3;

/// Whether a token can be the first of a date: digits or a month.
fn may_be_date(paragraph: &Analysed<'_>, at: usize) -> bool {
    let token = &paragraph.tokens[at];
    token.is(Class::Month) || matches!(paragraph.text.as_bytes()[token.start], b'0'..=b'9' | b'+')
}

/// The date or span that begins at a token.
fn date(paragraph: &Analysed<'_>, at: usize) -> Option<FoundDate> {
    let (bound, first) = bound(paragraph, at);
    let (end, start) = decade(paragraph, first).or_else(|| day(paragraph, first))?;
    let when = match bound {
        Bound::From | Bound::On => match span_end(paragraph, at, end) {
            Some((end, last)) => return checked(at..end, format!("{}/{}", edge(&start, true), edge(&last, false))),
            None if bound == Bound::From => format!("{}/..", edge(&start, true)),
            None => start,
        },
        Bound::Until => format!("../{}", edge(&start, false)),
        Bound::Around => format!("{}~", edge(&start, true)),
    };
    checked(at..end, when)
}

fn checked(tokens: Range<usize>, when: String) -> Option<FoundDate> {
    When::parse(&when).is_ok().then_some(FoundDate { tokens, when })
}

/// One end of a date that may be a span itself: `1990/1999` begins with 1990 and ends with 1999.
fn edge(when: &str, first: bool) -> &str {
    match when.split_once('/') {
        Some((start, _)) if first => start,
        Some((_, end)) => end,
        None => when,
    }
}

/// What the words at `at` make of the date behind them, and where that begins.
fn bound(paragraph: &Analysed<'_>, at: usize) -> (Bound, usize) {
    let word = |at: usize| small(paragraph.tokens.get(at).map_or("", |token| token.text(paragraph.text)));
    let (bound, mut next) = match &*word(at) {
        "since" | "from" => (Bound::From, at + 1),
        "before" if is_denied(paragraph, at) => (Bound::From, at + 1),
        "until" | "till" | "before" | "by" => (Bound::Until, at + 1),
        "up" if &*word(at + 1) == "to" => (Bound::Until, at + 2),
        "about" | "around" | "circa" | "c." => (Bound::Around, at + 1),
        "between" => (Bound::On, at + 1),
        _ => (Bound::On, at),
    };
    if next > at && matches!(&*word(next), "the" | "early" | "late" | "mid") {
        next += 1;
    }
    (bound, next)
}

/// Whether `before` follows a `not`, as in `will not be ready before 2028`.
fn is_denied(paragraph: &Analysed<'_>, before: usize) -> bool {
    (before.saturating_sub(5)..before).any(|at| matches!(&*small(paragraph.word(at)), "not" | "n't" | "n’t" | "never"))
}

/// The second date of `from 1990 to 2010`, `1990–2010`, `between 1990 and 2010`.
fn span_end(paragraph: &Analysed<'_>, start: usize, end: usize) -> Option<(usize, String)> {
    if end + 1 >= paragraph.tokens.len() {
        return None;
    }
    let opened = matches!(&*small(paragraph.word(start)), "from" | "between");
    let tight = !paragraph.tokens[end].spaced;
    let joins = match paragraph.word(end) {
        "–" | "—" | "-" => tight || opened,
        "to" | "until" | "through" | "and" => opened,
        _ => false,
    };
    joins.then(|| decade(paragraph, end + 1).or_else(|| day(paragraph, end + 1))).flatten()
}

/// `the 1990s`, `2012-13`, `2012-2016` in one word.
fn decade(paragraph: &Analysed<'_>, at: usize) -> Option<(usize, String)> {
    let token = paragraph.tokens.get(at)?;
    let word = token.text(paragraph.text);
    if !word.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    if let Some(year) = word.strip_suffix('s').filter(|year| year.len() == 4 && year.ends_with('0')) {
        let first: u32 = year.parse().ok()?;
        let years = if first.is_multiple_of(100) { 99 } else { 9 };
        return Some((at + 1, format!("{first}/{}", first + years)));
    }
    let (first, last) = word.split_once(['-', '–', '/'])?;
    let start: u32 = first.parse().ok().filter(|_| first.len() == 4)?;
    let end = match last.len() {
        4 => last.parse().ok()?,
        2 => start / 100 * 100 + last.parse::<u32>().ok()?,
        _ => return None,
    };
    (end > start && (1000..2200).contains(&start)).then(|| (at + 1, format!("{start}/{end}")))
}

/// A day, a month or a year: `26 December 1991`, `December 26, 1991`, `December 1991`, `1991`.
fn day(paragraph: &Analysed<'_>, at: usize) -> Option<(usize, String)> {
    let tokens = &paragraph.tokens;
    if let Some(day) = day_number(paragraph, at) {
        let month =
            at + 1 + usize::from(paragraph.tokens.get(at + 1).is_some_and(|token| token.text(paragraph.text) == "of"));
        if let (Some(month), Some(year)) = (month_number(paragraph, month), year(paragraph, month + 1)) {
            return Some((
                at + 3 + usize::from(tokens[at + 1].text(paragraph.text) == "of"),
                format!("{year}-{month:02}-{day:02}"),
            ));
        }
    }
    if let Some(month) = month_number(paragraph, at) {
        if let Some(year) = year(paragraph, at + 1) {
            return Some((at + 2, format!("{year}-{month:02}")));
        }
        let day = day_number(paragraph, at + 1)?;
        let comma = tokens.get(at + 2).is_some_and(|token| token.text(paragraph.text) == ",");
        let place = at + 2 + usize::from(comma);
        let year = year(paragraph, place)?;
        return Some((place + 1, format!("{year}-{month:02}-{day:02}")));
    }
    if !is_year(paragraph, at) {
        return None;
    }
    Some((at + 1, year(paragraph, at)?.to_string()))
}

fn day_number(paragraph: &Analysed<'_>, at: usize) -> Option<u32> {
    let word = paragraph.tokens.get(at)?.text(paragraph.text);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
}

fn month_number(paragraph: &Analysed<'_>, at: usize) -> Option<usize> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let token = paragraph.tokens.get(at).filter(|token| token.is(Class::Month) && token.is_capital())?;
    let word = token.text(paragraph.text).to_lowercase();
    MONTHS.iter().position(|month| word.starts_with(month)).map(|index| index + 1)
}

fn year(paragraph: &Analysed<'_>, at: usize) -> Option<u32> {
    let token = paragraph.tokens.get(at).filter(|token| token.shape == Shape::Number)?;
    let word = token.text(paragraph.text);
    word.parse().ok().filter(|year| word.len() == 4 && (1000..2200).contains(year))
}

/// Whether the number at `at` is a year, not an amount: four digits without a sign before or a noun behind that it counts.
#[must_use]
pub fn is_year(paragraph: &Analysed<'_>, at: usize) -> bool {
    if year(paragraph, at).is_none() {
        return false;
    }
    let word = |at: usize| paragraph.tokens.get(at).map_or("", |token| token.text(paragraph.text));
    let before = at.checked_sub(1).map_or("", word);
    if matches!(before, "$" | "€" | "£" | "¥" | "₹") || matches!(word(at + 1), "%" | "percent" | "per") {
        return false;
    }
    let small = before.to_ascii_lowercase();
    let dated = [
        "in", "since", "until", "by", "from", "of", "after", "before", "during", "and", "to", "the", "early", "late",
        "till", "mid", "between", "(", "–", "-",
    ];
    let after = paragraph.tokens.get(at + 1);
    let counts = after.is_some_and(|token| {
        token.shape == Shape::Lower && paragraph.tags[at + 1].is_noun() && !token.is(Class::Event)
    });
    let counted = counts && matches!(small.as_str(), "by" | "of" | "to" | "and");
    at == 0 || !counts || (dated.contains(&small.as_str()) && !counted)
}

/// Whether the number at `at` says which year's something is: `a 2023 study`.
#[must_use]
pub fn is_year_of_noun(paragraph: &Analysed<'_>, at: usize) -> bool {
    year(paragraph, at).is_some_and(|year| (1900..2100).contains(&year))
        && at.checked_sub(1).is_some_and(|before| {
            matches!(paragraph.tags[before], Tag::Determiner | Tag::PossessivePronoun | Tag::Possessive)
        })
        && paragraph.tags.get(at + 1) == Some(&Tag::Noun)
}

/// The date of a claim whose words have these dates: one, or the span from the first to an `until`. A `by` sets a date
/// for something; it does not end a span.
#[must_use]
pub fn combined(paragraph: &Analysed<'_>, dates: &[&FoundDate]) -> Option<String> {
    let first = dates.first()?;
    let until = dates.iter().skip(1).find_map(|date| {
        let is_by = paragraph.word(date.tokens.start).eq_ignore_ascii_case("by");
        date.when.strip_prefix("../").filter(|_| !is_by)
    });
    if let Some(until) = until.filter(|_| !first.when.contains('/')) {
        let span = format!("{}/{until}", first.when);
        return When::parse(&span).is_ok().then_some(span);
    }
    (dates.len() == 1 || dates.iter().all(|date| date.when == first.when)).then(|| first.when.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;

    fn found(text: &str) -> Vec<String> {
        let paragraph = Analysed::new(text, Language::english());
        dates(&paragraph).into_iter().map(|date| date.when).collect()
    }

    #[test]
    fn days_months_and_years_are_read() {
        assert_eq!(found("on 26 December 1991, in May 2014 and in 2016"), ["1991-12-26", "2014-05", "2016"]);
        assert_eq!(found("on December 26, 1991, and Jan. 3rd, 1992"), ["1991-12-26", "1992-01-03"]);
    }

    #[test]
    fn words_before_a_date_make_a_span() {
        assert_eq!(found("since 2010, until 2014, around 1900"), ["2010/..", "../2014", "1900~"]);
        assert_eq!(
            found("from 1990 to 2010; 1914–1918; between 2001 and 2003"),
            ["1990/2010", "1914/1918", "2001/2003"]
        );
        assert_eq!(found("It will not be ready before 2028, and was not before 2010."), ["2028/..", "2010/.."]);
        assert_eq!(found("in the 1990s and 2012-13"), ["1990/1999", "2012/2013"]);
    }

    #[test]
    fn amounts_are_no_years() {
        assert!(found("$2000, 1500 ships, 2,018 tonnes, 30 February 2014x").is_empty());
    }

    #[test]
    fn a_date_and_a_limit_make_one_span() {
        let paragraph = Analysed::new("After the storm in 1990, dues fell until 2010.", Language::english());
        let dates = dates(&paragraph);
        assert_eq!(combined(&paragraph, &dates.iter().collect::<Vec<_>>()), Some("1990/2010".to_owned()));
    }
}
