//! Dates as newspapers and databases print them, in eight languages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Date;

/// Why a text gives no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// There is none in it.
    Absent,
    /// Day and month could be either way round, as in 11/10/2010, or the century is missing.
    Ambiguous,
}

static MONTHS: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
    let lines = include_str!("months.txt").lines().filter(|line| !line.starts_with('#'));
    lines.zip(1..).flat_map(|(line, month)| line.split_whitespace().map(move |word| (word, month))).collect()
});

static WEEKDAYS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(include_str!("weekdays.txt")));

static OTHER_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(include_str!("other_words.txt")));

/// The words of a list, without its comments.
fn words(list: &'static str) -> HashSet<&'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

/// The month that a word names, 1 to 12; its case and a full stop behind it do not matter.
#[must_use]
pub fn month(word: &str) -> Option<i8> {
    MONTHS.get(word.trim_end_matches('.').to_lowercase().as_str()).copied()
}

/// Whether a word names a weekday; its case and a full stop behind it do not matter.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(word.trim_end_matches('.').to_lowercase().as_str())
}

/// The first date in a text, as `2010-01-11`, or `2010-01` or `2010` where no more is given.
///
/// # Errors
///
/// When there is none, or it can be read in two ways.
pub fn first(text: &str) -> Result<String, NoDate> {
    let tokens = tokens(text);
    if let Some(date) = iso(&tokens) {
        return Ok(date);
    }
    if let Some(date) = with_month_name(&tokens) {
        return Ok(date);
    }
    numeric(&tokens)
}

/// The date of a line that contains nothing else but perhaps its weekday and time.
///
/// # Errors
///
/// When there is no date, it can be read in two ways, or the line contains other words.
pub fn whole_line(line: &str) -> Result<String, NoDate> {
    const LONGEST: usize = 80;
    if line.len() > LONGEST {
        return Err(NoDate::Absent);
    }
    let known = |token: &Token<'_>| match token {
        Token::Word(word) => {
            let word = word.to_lowercase();
            let word = word.as_str();
            MONTHS.contains_key(word) || WEEKDAYS.contains(word) || OTHER_WORDS.contains(word)
        }
        _ => true,
    };
    if tokens(line).iter().all(known) { first(line) } else { Err(NoDate::Absent) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Sign(char),
}

impl Token<'_> {
    fn number(self) -> Option<i16> {
        match self {
            Self::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// A day of a month, by its looks.
    fn day(self) -> Option<i8> {
        match self {
            Self::Number(digits) if digits.len() <= 2 => digits.parse().ok().filter(|day| (1..=31).contains(day)),
            _ => None,
        }
    }

    fn year(self) -> Option<i16> {
        match self {
            Self::Number(digits) if digits.len() == 4 => self.number().filter(|year| (1500..2200).contains(year)),
            _ => None,
        }
    }

    fn month(self) -> Option<i8> {
        match self {
            Self::Word(word) => month(word),
            _ => None,
        }
    }
}

/// Numbers, words and signs; white space only parts them.
fn tokens(text: &str) -> Vec<Token<'_>> {
    const MOST: usize = 64;
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let is_word = |letter: char| letter.is_alphabetic() || letter == '\u{301}';
        let length = |part: fn(char) -> bool| rest.find(|letter| !part(letter)).unwrap_or(rest.len());
        let end = match first {
            _ if is_digit(first) => length(|letter| letter.is_ascii_digit()),
            _ if is_word(first) => length(|letter| letter.is_alphabetic() || letter == '\u{301}'),
            _ => first.len_utf8(),
        };
        let part = &rest[..end];
        tokens.push(match first {
            _ if is_digit(first) => Token::Number(part),
            _ if is_word(first) => Token::Word(part),
            sign => Token::Sign(sign),
        });
        rest = rest[end..].trim_start();
        if tokens.len() == MOST {
            break;
        }
    }
    tokens
}

/// `2010-01-11`, `2010/01/11`, `2010-01-11T10:00:00Z`, `20100111`, `2010-01`.
fn iso(tokens: &[Token<'_>]) -> Option<String> {
    let compact = |token: &Token<'_>| match token {
        Token::Number(digits) if digits.len() == 8 || digits.len() == 14 => {
            let part = |range: std::ops::Range<usize>| digits[range].parse::<i16>().ok();
            written(part(0..4)?, i8::try_from(part(4..6)?).ok(), i8::try_from(part(6..8)?).ok())
        }
        _ => None,
    };
    if let Some(date) = tokens.first().and_then(compact) {
        return Some(date);
    }
    for (at, year) in tokens.iter().enumerate().filter_map(|(at, token)| Some((at, token.year()?))) {
        let sign = match tokens.get(at + 1) {
            Some(Token::Sign(sign @ ('-' | '/' | '.'))) => *sign,
            _ => continue,
        };
        let two = |token: Option<&Token<'_>>| match token {
            Some(Token::Number(digits)) if digits.len() == 2 => digits.parse().ok(),
            _ => None,
        };
        let Some(month) = two(tokens.get(at + 2)) else { continue };
        let day = (tokens.get(at + 3) == Some(&Token::Sign(sign))).then(|| two(tokens.get(at + 4))).flatten();
        if let Some(date) = (sign == '-' || day.is_some()).then(|| written(year, Some(month), day)).flatten() {
            return Some(date);
        }
    }
    None
}

/// "January 11, 2010", "11. Januar 2010", "1er mai 2012", "11 de enero de 2010", "May 2010".
fn with_month_name(tokens: &[Token<'_>]) -> Option<String> {
    for (at, month) in tokens.iter().enumerate().filter_map(|(at, token)| Some((at, token.month()?))) {
        let joins = |token: &&Token<'_>| match token {
            Token::Sign(sign) => matches!(sign, '.' | ',' | '-' | '/'),
            Token::Word(word) => {
                matches!(
                    word.to_lowercase().as_str(),
                    "de" | "del" | "of" | "er" | "e" | "st" | "nd" | "rd" | "th" | "º" | "ª"
                )
            }
            Token::Number(_) => false,
        };
        let before = tokens[..at].iter().rev().find(|token| !joins(token)).and_then(|token| token.day());
        let mut after = tokens[at + 1..].iter().filter(|token| !joins(token));
        let next = after.next().copied();
        if let Some(year) = next.and_then(Token::year) {
            return written(year, Some(month), before);
        }
        let day = next.and_then(Token::day);
        let behind = after.next().copied();
        if let (Some(day), Some(year)) = (day, behind.and_then(Token::year)) {
            return written(year, Some(month), Some(day));
        }
    }
    None
}

/// "13/10/2010", "11.10.2010" (days come first where dots part them), "10/13/2010", and a year alone.
fn numeric(tokens: &[Token<'_>]) -> Result<String, NoDate> {
    for window in tokens.windows(5) {
        let [first, Token::Sign(sign), second, Token::Sign(again), year] = window else { continue };
        let (Some(first), Some(second)) = (first.day(), second.day()) else { continue };
        if sign != again || !matches!(sign, '/' | '.' | '-') {
            continue;
        }
        let Some(year) = year.year() else {
            let short = matches!(year, Token::Number(digits) if digits.len() == 2);
            if short {
                return Err(NoDate::Ambiguous);
            }
            continue;
        };
        return match (first, second) {
            _ if *sign == '.' => written(year, Some(second), Some(first)).ok_or(NoDate::Absent),
            (13.., 1..=12) => written(year, Some(second), Some(first)).ok_or(NoDate::Absent),
            (1..=12, 13..) => written(year, Some(first), Some(second)).ok_or(NoDate::Absent),
            _ if first == second => written(year, Some(second), Some(first)).ok_or(NoDate::Absent),
            _ => Err(NoDate::Ambiguous),
        };
    }
    let ends = [Token::Sign('('), Token::Sign(')'), Token::Sign('.')];
    let mut bare = tokens.iter().filter(|token| !ends.contains(token));
    match (bare.next().and_then(|token| token.year()), bare.next()) {
        (Some(year), None) => written(year, None, None).ok_or(NoDate::Absent),
        _ => Err(NoDate::Absent),
    }
}

/// The date in EDTF, when the calendar has it.
fn written(year: i16, month: Option<i8>, day: Option<i8>) -> Option<String> {
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    Some(match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_the_press_are_read_in_eight_languages() {
        for (text, date) in [
            ("January 11, 2010 Monday", "2010-01-11"),
            ("Monday, Jan. 11, 2010 3:05 PM EST", "2010-01-11"),
            ("11 January 2010", "2010-01-11"),
            ("October 6, 2011 ThursdayCorrection Appended", "2011-10-06"),
            ("Mon, 11 Jan 2010 13:00:00 +0100", "2010-01-11"),
            ("3rd of May 2012", "2012-05-03"),
            ("Mittwoch, 3. März 2010, 14:05 Uhr", "2010-03-03"),
            ("29 décembre 2011", "2011-12-29"),
            ("mardi 1er août 2017", "2017-08-01"),
            ("11 de enero de 2010", "2010-01-11"),
            ("lunedì 11 gennaio 2010", "2010-01-11"),
            ("11 de março de 2014", "2014-03-11"),
            ("maandag 11 maart 2013", "2013-03-11"),
            ("11 января 2010 г.", "2010-01-11"),
            ("2010-01-11T23:30:00-05:00", "2010-01-11"),
            ("20100111", "2010-01-11"),
            ("2010/01/11", "2010-01-11"),
            ("11.10.2010", "2010-10-11"),
            ("13/10/2010", "2010-10-13"),
            ("10/13/2010", "2010-10-13"),
            ("May 2010", "2010-05"),
            ("2010", "2010"),
        ] {
            assert_eq!(first(text).as_deref(), Ok(date), "{text}");
        }
    }

    #[test]
    fn what_is_ambiguous_or_not_in_the_calendar_is_no_date() {
        for text in ["11/10/2010", "01-02-2010", "11/10/10"] {
            assert_eq!(first(text), Err(NoDate::Ambiguous), "{text}");
        }
        for text in ["", "31 February 2010", "Harbour dues", "2010 ships", "May 3", "40/50/2010"] {
            assert_eq!(first(text), Err(NoDate::Absent), "{text}");
        }
    }

    #[test]
    fn a_line_with_other_words_is_no_date_line() {
        assert_eq!(whole_line("Monday, January 11, 2010").as_deref(), Ok("2010-01-11"));
        assert_eq!(whole_line("The storm of January 11, 2010"), Err(NoDate::Absent));
    }
}
