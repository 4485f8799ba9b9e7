//! Dates and spans of dates: a subset of the Extended Date/Time Format (EDTF, ISO 8601-2:2019).

use std::fmt;

use jiff::civil;

/// A date or a span of dates as an article writes it: `2018`, `1991-12`, `1991-12-26`, `../2010`, `2010/2014`, `2014~`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Where it begins; none where that is open.
    pub start: Option<Day>,
    /// Where it ends; none where that is open. The same as the start for a single date.
    pub end: Option<Day>,
}

/// A day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The year, 0 to 9999.
    pub year: i16,
    /// The month, 1 to 12, where it is known.
    pub month: Option<i8>,
    /// The day of the month, where it is known.
    pub day: Option<i8>,
    /// Whether the text puts it there only roughly.
    pub approximate: bool,
}

/// Why a text is not a date, with one that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhenError(String);

impl fmt::Display for WhenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for WhenError {}

/// Forms that are understood, for messages.
const FORMS: &str = "write 2018, 1991-12, 1991-12-26, ../2010, 2010/2014 or 2014~";

/// How to write a span of dates instead of a text that is none: the date itself where the text spells it out.
#[must_use]
pub fn span_instead(text: &str) -> String {
    spelled_out(text).map_or(FORMS.to_owned(), |date| format!("write {date}"))
}

/// How to write a day, such as a deadline, instead of a text that is none: the date where the text spells it out.
#[must_use]
pub fn day_instead(text: &str) -> String {
    let otherwise = || "write it like 2026-03-14, or 2026-03 or 2026 if no more is known".to_owned();
    spelled_out(text).map_or_else(otherwise, |date| format!("write {date}"))
}

/// The months, of which people write at least three letters.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The date of "14 March 2026" or "Mar 14, 2026", as `2026-03-14`.
fn spelled_out(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let [one, other, year] = words.as_slice() else { return None };
    let month = |word: &str| {
        let word = word.to_lowercase();
        MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))
    };
    let (month, day) = month(one).map(|month| (month, other)).or_else(|| month(other).map(|month| (month, one)))?;
    let date = format!("{year}-{:02}-{:02}", month + 1, day.parse::<u8>().ok()?);
    When::parse(&date).is_ok().then_some(date)
}

impl When {
    /// Reads a date or a span.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        let Some((start, end)) = text.split_once('/') else {
            let day = Day::parse(text)?;
            return Ok(Self { start: Some(day), end: Some(day) });
        };
        let bound = |text: &str| if text == ".." { Ok(None) } else { Day::parse(text).map(Some) };
        let (start, end) = (bound(start)?, bound(end)?);
        match (start, end) {
            (None, None) => Err(WhenError(format!("`{text}` is open on both sides"))),
            (Some(first), Some(last)) if last.last() < first.first() => {
                Err(WhenError(format!("`{text}` ends before it begins")))
            }
            _ => Ok(Self { start, end }),
        }
    }

    /// Its first day, as year, month and day; none where that is open.
    #[must_use]
    pub fn first(&self) -> Option<(i16, i8, i8)> {
        self.start.map(Day::first)
    }

    /// Its last day, as year, month and day, of a month the 31st; none where that is open.
    #[must_use]
    pub fn last(&self) -> Option<(i16, i8, i8)> {
        self.end.map(Day::last)
    }
}

impl Day {
    fn parse(text: &str) -> Result<Self, WhenError> {
        let plain = text.strip_suffix('~').unwrap_or(text);
        let mut parts = plain.split('-');
        let year = number(parts.next(), 4, text)?.ok_or_else(|| not_a_date(text))?;
        let month = number(parts.next(), 2, text)?;
        let day = number(parts.next(), 2, text)?;
        if parts.next().is_some() {
            return Err(not_a_date(text));
        }
        let narrow = |part: Option<i16>| part.map(|part| i8::try_from(part).unwrap_or(i8::MAX));
        let (month, day) = (narrow(month), narrow(day));
        if civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).is_err() {
            return Err(WhenError(format!("`{text}` is not in the calendar")));
        }
        Ok(Self { year, month, day, approximate: plain.len() < text.len() })
    }

    fn first(self) -> (i16, i8, i8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn last(self) -> (i16, i8, i8) {
        (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }
}

fn not_a_date(text: &str) -> WhenError {
    WhenError(format!("`{text}` is not a date"))
}

/// A part of a date: exactly this many digits.
fn number(part: Option<&str>, digits: usize, text: &str) -> Result<Option<i16>, WhenError> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(not_a_date(text));
    }
    part.parse().map(Some).map_err(|_| not_a_date(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_spans_of_the_subset_are_read() {
        for text in
            ["2018", "1991-12", "1991-12-26", "2000-02-29", "../2010", "2010/..", "2010/2014", "2014~", "2014~/2016-03"]
        {
            assert!(When::parse(text).is_ok(), "{text}");
        }
        let start = |text: &str| When::parse(text).map(|when| when.start);
        assert_eq!(start("1991-12~"), Ok(Some(Day { year: 1991, month: Some(12), day: None, approximate: true })));
        assert_eq!(start("../2010"), Ok(None));
    }

    #[test]
    fn a_date_in_words_is_asked_for_in_digits() {
        for text in ["14 March 2026", "March 14, 2026", "14 mar. 2026"] {
            assert_eq!((day_instead(text), span_instead(text)), ("write 2026-03-14".into(), "write 2026-03-14".into()));
        }
        assert_eq!(day_instead("31 June 2026"), "write it like 2026-03-14, or 2026-03 or 2026 if no more is known");
        assert!(!day_instead("tomorrow").contains('~') && span_instead("soon").contains('~'));
    }

    #[test]
    fn everything_else_is_refused_with_a_reason() {
        for text in
            ["", "18", "2018-13", "2018-02-30", "2018-2", "../..", "2014/2010", "in 2018", "2018-01-01-01", "20 8"]
        {
            assert!(When::parse(text).is_err(), "{text}");
        }
        let why = When::parse("2014/2010").map_err(|error| error.to_string());
        assert_eq!(why, Err("`2014/2010` ends before it begins".to_owned()));
    }
}
