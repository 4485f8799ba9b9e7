//! Values of terms, parsed according to their field, and printed so that they parse to the same value.

use std::fmt;

use crate::model::article::date::When;
use crate::text::search::Pattern;
use crate::text::suggestion;

use crate::model::query::field::{Field, Takes};

/// One value of a term.
#[derive(Debug, Clone)]
pub enum Value {
    /// One of the words that the field takes.
    Word(&'static str),
    /// Words, or a name.
    Text(Box<Words>),
    /// A date, or a range of dates.
    Dates(Dates),
    /// A number, or a range of numbers.
    Numbers(Numbers),
}

/// Words as written, ready to be matched.
#[derive(Debug, Clone)]
pub struct Words {
    /// The words as written.
    pub written: String,
    /// The value, folded.
    pub pattern: Pattern,
}

/// Days from one to another, inclusive: year, month, day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    written: String,
    first: Option<(i16, i8, i8)>,
    last: Option<(i16, i8, i8)>,
}

/// Whole numbers from one to another, inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    written: String,
    first: Option<i64>,
    last: Option<i64>,
}

/// Why a field refuses a value: the problem, and a hint.
pub(crate) type Refusal = (String, Option<String>);

impl Value {
    /// Parses a value of this field.
    pub(crate) fn read(field: &Field, text: &str) -> Result<Self, Refusal> {
        let takes = || format!("it takes {}", field.takes.words());
        if text.is_empty() {
            return Err((format!("`{}:` needs a value", field.name), Some(takes())));
        }
        let refused = || {
            let problem = format!("`{}:` does not take `{}`", field.name, text.escape_debug());
            (problem, Some(takes()))
        };
        match field.takes {
            Takes::Words(words) => word(&words(), text).ok_or_else(|| {
                let (problem, takes) = refused();
                let begin =
                    words().into_iter().filter(|word| word.starts_with(&text.to_lowercase())).collect::<Vec<_>>();
                let completed = match begin.as_slice() {
                    [word] => Some(format!("did you mean `{word}`?")),
                    _ => None,
                };
                (problem, completed.or_else(|| suggestion::did_you_mean(text, words())).or(takes))
            }),
            Takes::Text | Takes::Name(_) => {
                let nothing = || ("there is nothing to search for".to_owned(), None);
                // Search engines use a star for the beginning of a word. Here every word matches beginnings.
                let pattern = Pattern::new(text.strip_suffix('*').unwrap_or(text)).ok_or_else(nothing)?;
                Ok(Self::Text(Box::new(Words { written: text.to_owned(), pattern })))
            }
            Takes::Date => Dates::read(text).map(Self::Dates).ok_or_else(refused),
            Takes::Number => Numbers::read(text).map(Self::Numbers).ok_or_else(refused),
        }
    }

    /// Whether it is this word.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if *own == word)
    }

    /// Whether its words occur in a text, folded as in Find.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        matches!(self, Self::Text(words) if words.pattern.is_in(text))
    }

    /// Whether it overlaps a date or span of an article; false for text that is no date.
    #[must_use]
    pub fn meets(&self, date: &str) -> bool {
        let Self::Dates(dates) = self else { return false };
        When::parse(date).is_ok_and(|when| dates.meet(&when))
    }

    /// Whether it includes a number.
    #[must_use]
    pub fn has(&self, number: i64) -> bool {
        let Self::Numbers(Numbers { first, last, .. }) = self else { return false };
        first.is_none_or(|first| first <= number) && last.is_none_or(|last| number <= last)
    }

    /// The text as written, without quotation marks.
    #[must_use]
    pub fn written(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Text(words) => &words.written,
            Self::Dates(dates) => &dates.written,
            Self::Numbers(numbers) => &numbers.written,
        }
    }
}

/// The word that is meant, in any case. Blanks count as hyphens, so that `not enough` is `not-enough`.
fn word(words: &[&'static str], text: &str) -> Option<Value> {
    let wanted = text.to_lowercase().replace(' ', "-");
    let wanted = wanted.strip_suffix("-evidence").unwrap_or(&wanted);
    words.iter().find(|word| **word == wanted).map(|word| Value::Word(word))
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.written() == other.written()
    }
}

impl Eq for Value {}

impl Dates {
    fn read(text: &str) -> Option<Self> {
        let span = |first, last| Some(Self { written: text.to_owned(), first, last });
        if let Ok(when) = When::parse(text) {
            return span(when.first(), when.last());
        }
        let day = |text: &str| When::parse(text).ok().filter(|_| !text.contains('/'));
        if let Some((sign, date)) = compared(text) {
            let when = day(date)?;
            return match sign {
                Sign::Above => span(Some(next_day(when.last()?)), None),
                Sign::From => span(when.first(), None),
                Sign::Below => span(None, Some(day_before(when.first()?))),
                Sign::UpTo => span(None, when.last()),
            };
        }
        let (from, to) = ends(text)?;
        let first = if from.is_empty() { None } else { day(from)?.first() };
        let last = if to.is_empty() { None } else { day(to)?.last() };
        let is_backwards = matches!((first, last), (Some(first), Some(last)) if last < first);
        if is_backwards { None } else { span(first, last) }
    }

    fn meet(&self, when: &When) -> bool {
        let ends_before = matches!((when.last(), self.first), (Some(last), Some(first)) if last < first);
        let begins_after = matches!((when.first(), self.last), (Some(first), Some(last)) if last < first);
        !ends_before && !begins_after
    }
}

/// The day after: days are only compared, so the 32nd of a month will do.
fn next_day((year, month, day): (i16, i8, i8)) -> (i16, i8, i8) {
    (year, month, day + 1)
}

fn day_before((year, month, day): (i16, i8, i8)) -> (i16, i8, i8) {
    (year, month, day - 1)
}

impl Numbers {
    fn read(text: &str) -> Option<Self> {
        let span = |first, last| Some(Self { written: text.to_owned(), first, last });
        if let Some((sign, number)) = compared(text) {
            let number: i64 = number.parse().ok()?;
            return match sign {
                Sign::Above => span(Some(number.checked_add(1)?), None),
                Sign::From => span(Some(number), None),
                Sign::Below => span(None, Some(number.checked_sub(1)?)),
                Sign::UpTo => span(None, Some(number)),
            };
        }
        if let Some((from, to)) = ends(text) {
            let end = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
            let (first, last): (Option<i64>, Option<i64>) = (end(from)?, end(to)?);
            return if first.zip(last).is_some_and(|(first, last)| last < first) { None } else { span(first, last) };
        }
        let number = text.parse().ok()?;
        span(Some(number), Some(number))
    }
}

enum Sign {
    Above,
    From,
    Below,
    UpTo,
}

/// The text after `>`, `>=`, `<` or `<=`.
fn compared(text: &str) -> Option<(Sign, &str)> {
    let signs = [(">=", Sign::From), ("<=", Sign::UpTo), (">", Sign::Above), ("<", Sign::Below)];
    signs.into_iter().find_map(|(sign, meaning)| Some((meaning, text.strip_prefix(sign)?)))
}

/// Both ends of `a..b`, one of which may be empty.
fn ends(text: &str) -> Option<(&str, &str)> {
    text.split_once("..").filter(|(from, to)| !(from.is_empty() && to.is_empty()))
}

/// A text in quotation marks, which may be any text in a query.
#[must_use]
pub fn quoted(text: &str) -> String {
    let escaped = text.chars().flat_map(|letter| "\"“”\\".contains(letter).then_some('\\').into_iter().chain([letter]));
    format!("\"{}\"", escaped.collect::<String>())
}

/// Adds quotation marks if needed, or always: `{:#}`.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.written();
        let needs_quotes = formatter.alternate()
            || written.starts_with(['-', '@'])
            || matches!(written, "OR" | "AND" | "NOT")
            || written.contains(|letter: char| letter.is_whitespace() || "\"“”(),:\\".contains(letter));
        if !needs_quotes {
            return formatter.write_str(written);
        }
        formatter.write_str(&quoted(written))
    }
}
