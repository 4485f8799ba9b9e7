//! Figures of a text as values, so that `0.66 billion`, `660 million` and `660,000,000` are one.

use crate::corpus::wording::lexicon::is_number;

/// The figures among folded words, each as one decimal text and as it is printed; what cannot be read as a number stays as it
/// is printed.
pub(in crate::corpus) fn figures(words: &[String]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_number(&words[at]) {
            at += 1;
            continue;
        }
        let mut value = number(&words[at]);
        let mut end = at + 1;
        while let Some(power) = words.get(end).and_then(|word| magnitude(word)) {
            value = value.map(|value| value * power);
            end += 1;
        }
        if value.is_some() || magnitude(&words[at]).is_none() {
            let printed = words[at..end].join(" ");
            found.push((value.map_or_else(|| words[at].clone(), |value| value.to_string()), printed));
        }
        at = end;
    }
    found.sort_unstable();
    found
}

/// The value of a number in digits, with separators of thousands, or of a small number in words.
fn number(word: &str) -> Option<f64> {
    const WORDS: [&str; 21] = [
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
        "twenty",
    ];
    const TENS: [(&str, f64); 8] = [
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("dozen", 12.0),
    ];
    let in_words = (0_u8..).zip(WORDS).find(|(_, name)| *name == word).map(|(value, _)| f64::from(value));
    let tens = || TENS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    let digits =
        || word.replace(',', "").parse().ok().filter(|_| word.starts_with(|letter: char| letter.is_ascii_digit()));
    in_words.or_else(tens).or_else(digits)
}

fn magnitude(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::wording::words::folded_words;

    #[test]
    fn one_value_has_one_text_however_it_is_printed() {
        let of = |text: &str| figures(&folded_words(text)).into_iter().map(|(value, _)| value).collect::<Vec<_>>();
        assert_eq!(of("US$660 million"), of("660,000,000 dollars"));
        assert_eq!(of("six boats"), of("6 boats"));
        assert_eq!(of("3 and 1.5"), ["1.5", "3"]);
        assert_eq!(of("millions of boats"), ["millions"]);
        assert_eq!(of("None."), Vec::<String>::new());
    }
}
