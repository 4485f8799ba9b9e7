//! Figures: numbers with their currency, magnitude and unit, ranges, and quantities without a number.

use std::ops::Range;

use crate::candidates::language::{Class, Language, Measure, Sign};
use crate::candidates::quantities::date::{FoundDate, is_year, is_year_of_noun};
use crate::candidates::quantities::number::{scaled, value};
use crate::candidates::text::Analysed;
use crate::candidates::text::tagger::Tag;
use crate::candidates::text::token::{Shape, Token, tokens};
use crate::model::article::claim::Figure;

/// A figure with where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFigure {
    /// Its tokens, from the sign to the unit.
    pub tokens: Range<usize>,
    /// What the article file keeps of it; `of` is the noun behind it and may be empty.
    pub figure: Figure,
}

/// A number on its way to a figure.
#[derive(Default)]
struct Quantity {
    start: usize,
    end: usize,
    value: String,
    zeros: Option<u32>,
    unit: Option<String>,
    /// Whether the unit is behind the number, not a sign before it.
    unit_is_behind: bool,
}

/// The figures of a paragraph. Numbers that belong to `dates` are none.
#[must_use]
pub fn figures(paragraph: &Analysed<'_>, dates: &[FoundDate], language: &Language) -> Vec<FoundFigure> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < paragraph.tokens.len() {
        if let Some(date) = dates.iter().find(|date| date.tokens.contains(&at)) {
            at = date.tokens.end;
            continue;
        }
        let next =
            vague(paragraph, at, language).map(|figure| vec![figure]).or_else(|| numbers(paragraph, at, language));
        match next.filter(|figures| !figures.is_empty()) {
            Some(figures) => {
                at = figures.iter().map(|figure| figure.tokens.end).max().unwrap_or(at).max(at + 1);
                found.extend(figures);
            }
            None => at += 1,
        }
    }
    found
}

/// `a significant number of ships`: words without a value.
fn vague(paragraph: &Analysed<'_>, at: usize, language: &Language) -> Option<FoundFigure> {
    let (length, _) = language.signs.at(&paragraph.tokens, at).find(|(_, sign)| *sign == Sign::Vague)?;
    let end = at + length;
    let of = noun_after(paragraph, end);
    let words_end = if paragraph.word(end - 1) == "of" { end - 1 } else { end };
    let printed = paragraph.words(at..words_end).to_owned();
    let figure = Figure { printed, value: None, unit: None, of, when: None, approximate: false, year: None };
    Some(FoundFigure { tokens: at..words_end, figure })
}

/// A number, or the two of a range, at a token.
fn numbers(paragraph: &Analysed<'_>, at: usize, language: &Language) -> Option<Vec<FoundFigure>> {
    let mut first = quantity(paragraph, at, language)?;
    let Some(mut last) = range_end(paragraph, &first, language) else {
        return Some(figure(paragraph, &first, &first, language).into_iter().collect());
    };
    first.zeros = first.zeros.or(last.zeros);
    first.unit = first.unit.or_else(|| last.unit.clone());
    last.unit = last.unit.or_else(|| first.unit.clone());
    let whole = Quantity { start: first.start, end: last.end, ..Quantity::default() };
    let bounds = [&first, &last];
    Some(bounds.into_iter().filter_map(|bound| figure(paragraph, bound, &whole, language)).collect())
}

/// The second number of `10 to 15 million`, `10–15 percent`, `between 10 and 15`.
fn range_end(paragraph: &Analysed<'_>, first: &Quantity, language: &Language) -> Option<Quantity> {
    let joint = first.end;
    if joint + 1 >= paragraph.tokens.len() {
        return None;
    }
    let between = first.start > 0 && paragraph.word(first.start - 1).eq_ignore_ascii_case("between");
    let bridges =
        matches!(paragraph.word(joint), "to" | "–" | "-" | "—") || (between && paragraph.word(joint) == "and");
    let last = bridges.then(|| quantity(paragraph, joint + 1, language)).flatten()?;
    // `fell 7 percent to 61 crowns` has two measures, and is no range.
    (!first.unit_is_behind || first.unit == last.unit).then_some(last)
}

/// The number at a token with its sign, magnitude and unit.
fn quantity(paragraph: &Analysed<'_>, at: usize, language: &Language) -> Option<Quantity> {
    let tokens = &paragraph.tokens;
    let (signs, currency) = sign(paragraph, at, language);
    let number = at + signs;
    let token = tokens.get(number)?;
    let mut quantity =
        Quantity { start: at, end: number + 1, unit: currency.map(str::to_owned), ..Quantity::default() };
    let in_one_word = in_one_word(paragraph, number, currency.is_some(), language);
    match in_one_word {
        Some((_, Measure::Zeros(zeros))) => quantity.zeros = Some(zeros),
        Some((_, Measure::Unit(unit))) => quantity.unit = Some(unit.to_owned()),
        _ => {}
    }
    quantity.value = match value(token, paragraph.text).or(in_one_word.map(|(value, _)| value.replace(',', ""))) {
        Some(value) => value,
        None if is_count_of_magnitude(paragraph, number, language) => "1".to_owned(),
        None => return None,
    };
    if matches!(paragraph.word(number), "a" | "an" | "A" | "An" | "aN" | "AN")
        || quantity.value == "1" && token.shape != Shape::Number && !follows_magnitude(paragraph, number, language)
    {
        return None;
    }
    read_after(paragraph, &mut quantity, language);
    Some(quantity)
}

/// The number and the measure of `£18.6m`, `10bn euros`, `700-megawatt`. An `m` alone is a million only of money and of
/// what can be counted, since it may be metres.
fn in_one_word<'a>(
    paragraph: &Analysed<'a>,
    at: usize,
    has_sign: bool,
    language: &Language,
) -> Option<(&'a str, Measure)> {
    let word = paragraph.tokens.get(at).filter(|token| token.shape == Shape::WithDigits)?.text(paragraph.text);
    let end = word.find(|char: char| !char.is_ascii_digit() && !matches!(char, '.' | ',')).filter(|end| *end > 0)?;
    let (number, rest) = word.split_at(end);
    let (hyphen, rest) = rest.strip_prefix(['-', '‑']).map_or((false, rest), |rest| (true, rest));
    let words = tokens(rest, language);
    let mut known = language.measures.after.at(&words, 0).filter(|(length, _)| *length == words.len());
    let measure = known.next()?.1;
    let currency =
        language.measures.after.at(&paragraph.tokens, at + 1).any(|(_, next)| matches!(next, Measure::Currency(_)));
    let counts = paragraph.tags.get(at + 1) == Some(&Tag::Nouns);
    let is_meant = match measure {
        Measure::Zeros(_) => !hyphen && (has_sign || currency || counts),
        Measure::Unit(_) => hyphen,
        _ => false,
    };
    is_meant.then_some((number, measure))
}

/// How many tokens at `at` are a currency's sign before a number, and its code.
fn sign<'a>(paragraph: &Analysed<'_>, at: usize, language: &'a Language) -> (usize, Option<&'a str>) {
    let near = at + 1..(at + 3).min(paragraph.tokens.len());
    let begins_with_digit = |token: &Token| {
        matches!(token.shape, Shape::Number | Shape::WithDigits)
            && paragraph.text[token.start..].starts_with(|first: char| first.is_ascii_digit())
    };
    if near.is_empty() || !paragraph.tokens[near].iter().any(begins_with_digit) {
        return (0, None);
    }
    for length in (1..=2).rev().filter(|length| at + length < paragraph.tokens.len()) {
        let words = paragraph.words(at..at + length);
        let known = language.measures.signs.iter().find(|(sign, _)| *sign == words);
        if let Some((_, code)) = known.filter(|_| begins_with_digit(&paragraph.tokens[at + length])) {
            return (length, Some(code));
        }
    }
    (0, None)
}

/// `million` standing alone after `a`: the value is one.
fn is_count_of_magnitude(paragraph: &Analysed<'_>, at: usize, language: &Language) -> bool {
    matches!(paragraph.word(at), "a" | "A") && follows_magnitude(paragraph, at, language)
}

fn follows_magnitude(paragraph: &Analysed<'_>, at: usize, language: &Language) -> bool {
    language.measures.after.at(&paragraph.tokens, at + 1).any(|(_, measure)| matches!(measure, Measure::Zeros(_)))
}

/// Reads magnitude, unit and `a year` behind a number.
fn read_after(paragraph: &Analysed<'_>, quantity: &mut Quantity, language: &Language) {
    let mut per = None;
    let has_sign = quantity.unit.is_some();
    for _ in 0..5 {
        let measures = language.measures.after.at(&paragraph.tokens, quantity.end);
        let glued = paragraph.tokens.get(quantity.end).is_some_and(|token| !token.spaced);
        let short = |length: usize| {
            length == 1 && paragraph.tokens[quantity.end].end - paragraph.tokens[quantity.end].start <= 1
        };
        let next = measures.into_iter().find(|(length, measure)| match measure {
            Measure::Zeros(_) => {
                quantity.unit.is_none() && !short(*length)
                    || (glued && quantity.zeros.is_none())
                    || quantity.zeros.is_none() && !short(*length)
            }
            Measure::Currency(_) | Measure::Unit(_) => quantity.unit.is_none(),
            Measure::Per(_) => per.is_none() && quantity.unit.is_some(),
        });
        let Some((length, measure)) = next else { break };
        match measure {
            Measure::Zeros(zeros) => quantity.zeros = Some(quantity.zeros.unwrap_or(0) + zeros),
            Measure::Currency(code) => quantity.unit = Some(code.to_owned()),
            Measure::Unit(unit) => quantity.unit = Some(unit.to_owned()),
            Measure::Per(unit) => per = Some(unit),
        }
        quantity.end += length;
    }
    quantity.unit_is_behind |= quantity.unit.is_some() && !has_sign;
    if let (Some(unit), Some(per)) = (&mut quantity.unit, per) {
        unit.push(' ');
        unit.push_str(per);
    }
}

/// A figure out of a quantity; none for numbers that measure nothing (`Article 5`, `21 years old` is kept).
fn figure(paragraph: &Analysed<'_>, quantity: &Quantity, whole: &Quantity, language: &Language) -> Option<FoundFigure> {
    let token = &paragraph.tokens[quantity.start];
    let bare = quantity.unit.is_none() && quantity.zeros.is_none();
    let name_before = quantity.start > 0
        && is_name(paragraph, quantity.start - 1)
        && paragraph.tokens[quantity.start].shape == Shape::Number;
    let of = noun_after(paragraph, whole.end);
    let ordinal_list = quantity.start == 0
        && matches!(paragraph.tokens.get(1).map(|token| token.text(paragraph.text)), Some("." | ")"));
    if bare
        && (name_before
            || is_day_of_month(paragraph, quantity)
            || is_year_of_noun(paragraph, quantity.start)
            || of.is_empty()
            || ordinal_list
            || is_year(paragraph, quantity.start) && token.shape == Shape::Number)
    {
        return None;
    }
    let approximate = sign_before(paragraph, whole.start, Sign::Approximate, language).is_some();
    let bound = sign_before(paragraph, whole.start, Sign::Bound, language);
    let printed = bound.filter(|start| !is_duration(paragraph, *start, quantity)).unwrap_or(whole.start);
    let figure = Figure {
        printed: paragraph.words(printed..whole.end).to_owned(),
        value: Some(scaled(&quantity.value, quantity.zeros.unwrap_or(0))),
        unit: quantity.unit.clone(),
        of,
        when: None,
        approximate,
        year: None,
    };
    Some(FoundFigure { tokens: whole.start..whole.end, figure })
}

/// Whether a number is the day in `April 30`, not a count as in `in April 30 ships left`.
fn is_day_of_month(paragraph: &Analysed<'_>, quantity: &Quantity) -> bool {
    let month = |at: usize| paragraph.tokens.get(at).is_some_and(|token| token.is(Class::Month) && token.is_capital());
    let day = quantity.value.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
    let counts = paragraph.tags.get(quantity.end) == Some(&Tag::Nouns);
    day && (month(quantity.end) || quantity.start.checked_sub(1).is_some_and(month) && !counts)
}

/// Where a phrase with this meaning begins that ends right before a number.
fn sign_before(paragraph: &Analysed<'_>, number: usize, wanted: Sign, language: &Language) -> Option<usize> {
    let ends_here = |at: &usize| {
        language.signs.at(&paragraph.tokens, *at).any(|(length, sign)| sign == wanted && at + length == number)
    };
    (1..=3).rev().filter_map(|back| number.checked_sub(back)).find(ends_here)
}

/// Whether `over six years` says how long something takes, not that it takes longer.
fn is_duration(paragraph: &Analysed<'_>, bound: usize, quantity: &Quantity) -> bool {
    let time = ["years", "months", "weeks", "days", "hours", "minutes", "seconds"];
    paragraph.word(bound).eq_ignore_ascii_case("over")
        && quantity.unit.as_deref().is_some_and(|unit| time.contains(&unit))
}

/// Whether a word before a number makes it part of a name: `Article 5`.
fn is_name(paragraph: &Analysed<'_>, at: usize) -> bool {
    let token = &paragraph.tokens[at];
    token.is_capital() && !token.is(Class::NotName) && !token.is(Class::Month)
}

/// Where the noun begins in `112 of the 480 beds`; the start itself where no number follows.
fn after_number(paragraph: &Analysed<'_>, start: usize) -> usize {
    let determined = matches!(paragraph.tags.get(start), Some(Tag::Determiner | Tag::PossessivePronoun));
    let number = start + usize::from(determined);
    if paragraph.tokens.get(number).is_some_and(|token| token.shape == Shape::Number) { number + 1 } else { start }
}

/// The noun phrase behind a number: what is counted.
fn noun_after(paragraph: &Analysed<'_>, start: usize) -> String {
    let of = paragraph.tokens.get(start).is_some_and(|token| token.text(paragraph.text) == "of");
    let start = if of { after_number(paragraph, start + 1) } else { start };
    let mut end = start;
    while end < paragraph.tokens.len() && end < start + 8 {
        let inside = match paragraph.tags[end] {
            Tag::Noun | Tag::Nouns | Tag::Name | Tag::Adjective | Tag::Comparative => true,
            Tag::Determiner | Tag::PossessivePronoun => of && end == start,
            Tag::Participle | Tag::Gerund => paragraph.tags.get(end + 1).is_some_and(|tag| tag.is_noun()),
            _ => false,
        };
        if !inside || paragraph.tokens[end].is(Class::Month) {
            break;
        }
        end += 1;
    }
    while end > start && !paragraph.tags[end - 1].is_noun() {
        end -= 1;
    }
    paragraph.words(start..end).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::quantities::date::dates;

    fn found(text: &str) -> Vec<String> {
        let language = Language::english();
        let paragraph = Analysed::new(text, language);
        let dates = dates(&paragraph);
        let line = |found: FoundFigure| {
            let Figure { printed, value, unit, of, approximate, .. } = found.figure;
            let about = if approximate { "~" } else { "" };
            format!("{printed} = {about}{} {} | {of}", value.unwrap_or_default(), unit.unwrap_or_default())
        };
        figures(&paragraph, &dates, language).into_iter().map(line).collect()
    }

    #[test]
    fn money_has_value_and_currency() {
        assert_eq!(found("in 2018 it was US$800 million."), ["US$800 million = 800000000 USD | "]);
        assert_eq!(found("which amount to $10 billion a year,"), ["$10 billion a year = 10000000000 USD per year | "]);
        assert_eq!(found("It cost 1.5 million euros."), ["1.5 million euros = 1500000 EUR | "]);
    }

    #[test]
    fn magnitudes_and_units_may_be_one_word_with_the_number() {
        assert_eq!(found("It saves £18.6m a year."), ["£18.6m a year = 18600000 GBP per year | "]);
        assert_eq!(found("damage of nearly 10bn euros"), ["10bn euros = ~10000000000 EUR | "]);
        assert_eq!(found("its 700-megawatt cable"), ["700-megawatt = 700 megawatts | cable"]);
        assert!(found("The water is 2.6m above the banks, at 4.30pm.").is_empty());
    }

    #[test]
    fn limits_are_printed_and_not_approximate() {
        assert_eq!(found("It paid up to 40 million euros."), ["up to 40 million euros = 40000000 EUR | "]);
        assert_eq!(found("for more than two weeks"), ["more than two weeks = 2 weeks | "]);
        assert_eq!(found("over six years"), ["six years = 6 years | "]);
    }

    #[test]
    fn counts_say_what_is_counted() {
        assert_eq!(found("It will close 112 of the 480 beds."), ["112 = 112  | beds", "480 = 480  | beds"]);
        assert_eq!(found("Some 200 ships left."), ["200 = ~200  | ships"]);
        assert_eq!(found("about forty fishing boats"), ["forty = ~40  | fishing boats"]);
        assert_eq!(found("A significant number of ISIS forces moved."), ["A significant number =   | ISIS forces"]);
    }

    #[test]
    fn ranges_have_two_values() {
        assert_eq!(found("10 to 15 percent"), ["10 to 15 percent = 10 percent | ", "10 to 15 percent = 15 percent | "]);
        assert_eq!(
            found("between 2 and 3 million tonnes"),
            ["2 and 3 million tonnes = 2000000 tonnes | ", "2 and 3 million tonnes = 3000000 tonnes | "]
        );
    }

    #[test]
    fn two_measures_are_no_range() {
        assert_eq!(
            found("fell 7.4 percent to 61.30 crowns"),
            ["7.4 percent = 7.4 percent | ", "61.30 = 61.30  | crowns"]
        );
    }

    #[test]
    fn what_measures_nothing_is_no_figure() {
        assert!(found("It decides by April 30 whether ships pay. A 2023 study says so.").is_empty());
        assert!(found("Article 5 of 2016 and one of them, in May 2014.").is_empty());
    }
}
