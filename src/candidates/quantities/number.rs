//! Numbers in digits and in words.

use crate::candidates::text::small_word::small;
use crate::candidates::text::token::{Shape, Token};

/// The value of a number token as decimal text: `1,200.50` is `1200.50`, `twelve` is `12`. None for other words.
#[must_use]
pub(super) fn value(token: &Token, text: &str) -> Option<String> {
    let word = token.text(text);
    if token.shape == Shape::Number {
        let plain: String = word.chars().filter(|char| *char != ',').collect();
        let digits = plain.chars().all(|char| char.is_ascii_digit() || char == '.');
        return (digits && plain.chars().filter(|char| *char == '.').count() <= 1).then_some(plain);
    }
    let may_be_one =
        word.len() > 2 && matches!(word.as_bytes()[0] | 0x20, b'z' | b'o' | b't' | b'f' | b's' | b'e' | b'n');
    let number = if may_be_one { in_words(&small(word)) } else { None };
    number.map(|number| number.to_string())
}

/// The value of a number in words up to ninety-nine.
fn in_words(word: &str) -> Option<u32> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let one = |word: &str| ONES.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok());
    let ten = |word: &str| {
        TENS.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok()).map(|at| 20 + at * 10)
    };
    if let Some((tens, ones)) = word.split_once('-') {
        return Some(ten(tens)? + one(ones).filter(|ones| (1..10).contains(ones))?);
    }
    one(word).or_else(|| ten(word))
}

/// A decimal number with this many zeros more: `1.5` and 6 are `1500000`.
#[must_use]
pub(super) fn scaled(value: &str, zeros: u32) -> String {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let zeros = zeros as usize;
    let moved = zeros.min(fraction.len());
    let mut digits = format!("{whole}{}{}", &fraction[..moved], "0".repeat(zeros - moved));
    let rest = &fraction[moved..];
    let kept = digits.trim_start_matches('0').len().max(1);
    digits.drain(..digits.len() - kept);
    if rest.is_empty() { digits } else { format!("{digits}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::language::Language;
    use crate::candidates::text::token::tokens;

    #[test]
    fn numbers_in_digits_and_words_are_read() {
        let text = "1,200.50 twelve forty-two 2018 seven ships 3.5.1";
        let values: Vec<_> = tokens(text, Language::english()).iter().map(|token| value(token, text)).collect();
        let values: Vec<&str> = values.iter().flatten().map(String::as_str).collect();
        assert_eq!(values, ["1200.50", "12", "42", "2018", "7"]);
    }

    #[test]
    fn magnitudes_move_the_point() {
        assert_eq!(scaled("800", 6), "800000000");
        assert_eq!(scaled("1.5", 9), "1500000000");
        assert_eq!(scaled("0.25", 1), "2.5");
        assert_eq!(scaled("1.2345", 3), "1234.5");
        assert_eq!(scaled("3", 0), "3");
    }
}
