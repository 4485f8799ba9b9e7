//! Numbers: a proposer may restate a claim, but the numbers in it are the article's.

use std::collections::HashSet;

/// The numbers of a text: digits with their decimals, without the signs that part thousands.
fn numbers(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| letters.get(at).copied().is_some_and(char::is_numeric);
    let digits_from = |at: usize| (at..letters.len()).take_while(|at| is_digit(*at)).count();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        if !is_digit(at) {
            at += 1;
            continue;
        }
        let mut number = String::new();
        while is_digit(at) {
            number.push(letters[at]);
            at += 1;
            match letters.get(at) {
                // A decimal point; three digits behind a comma or a space are thousands.
                Some(',' | '.' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ')
                    if parts_thousands(letters[at], digits_from(at + 1), &number) =>
                {
                    at += 1;
                }
                Some(sign @ ('.' | ',')) if is_digit(at + 1) => {
                    number.push(if *sign == ',' { '.' } else { *sign });
                    at += 1;
                }
                _ => {}
            }
        }
        found.push(number);
    }
    found
}

/// Whether a sign between digits only parts thousands: `1,200`, `1 200`; `1.200` may be either and stays.
fn parts_thousands(sign: char, digits_behind: usize, number: &str) -> bool {
    sign != '.' && digits_behind == 3 && !number.contains('.') && !number.starts_with('0')
}

/// A text in which no space parts thousands.
fn apart(text: &str) -> String {
    text.replace(' ', "  ")
}

/// The numbers that an article has.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashSet<String>);

impl Numbers {
    /// Those of all these texts.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut all = HashSet::new();
        for text in texts {
            for number in numbers(text) {
                // `2010-2014-05` and `1.200` also say what their parts say.
                all.extend(number.split('.').map(str::to_owned));
                all.insert(number.replace('.', ""));
                all.insert(number);
            }
            all.extend(numbers(&apart(text)));
        }
        Self(all)
    }

    /// The first number of a text that the article does not have.
    pub(super) fn first_unknown(&self, text: &str) -> Option<String> {
        let first = |text: &str| numbers(text).into_iter().find(|number| !self.0.contains(number));
        // `in 2018 200 ships` holds two numbers, `1 200 ships` one.
        first(text).filter(|_| first(&apart(text)).is_some())
    }
}

/// Whether a figure's value can be what is printed: its digits are those of the one number that is printed, but for zeros at
/// either end. Words without digits, and several numbers, prove nothing.
pub(super) fn can_be(value: &str, printed: &str) -> bool {
    let significant = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_matches('0').to_owned()
    };
    match numbers(printed).as_slice() {
        [number] => significant(number) == significant(value),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_whatever_parts_their_thousands() {
        assert_eq!(numbers("1,200 or 1\u{a0}200, 2.5% in 2018, US$8"), ["1200", "1200", "2.5", "2018", "8"]);
        assert_eq!(numbers("2010-2014; 0,75; 4th"), ["2010", "2014", "0.75", "4"]);
    }

    #[test]
    fn a_number_that_the_article_does_not_have_is_found() {
        let known = Numbers::of(["It came to US$800 million in 2018, or 1,200 ships."].into_iter());
        assert_eq!(known.first_unknown("Trade was 800 million in 2018 with 1200 ships."), None);
        assert_eq!(known.first_unknown("Trade was 900 million in 2018."), Some("900".to_owned()));
        assert_eq!(known.first_unknown("In 2018 800 million."), None);
        assert_eq!(known.first_unknown("Trade was 80 million."), Some("80".to_owned()));
    }

    #[test]
    fn a_value_has_the_digits_that_are_printed() {
        assert!(can_be("800000000", "US$800 million") && can_be("1500000", "1.5 million") && can_be("0.5", "half"));
        assert!(!can_be("900000000", "US$800 million"));
    }
}
