//! Decimal numbers as people read them.

/// Decimal text with a comma between thousands. What is no decimal number stays as it is.
#[must_use]
pub fn grouped(value: &str) -> String {
    let (sign, rest) = value.strip_prefix('-').map_or(("", value), |rest| ("-", rest));
    let (whole, part) = rest.split_once('.').map_or((rest, None), |(whole, part)| (whole, Some(part)));
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut grouped = String::with_capacity(whole.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    part.map_or(format!("{sign}{grouped}"), |part| format!("{sign}{grouped}.{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart_and_what_is_no_number_stays() {
        for (value, words) in [
            ("7", "7"),
            ("999", "999"),
            ("41200", "41,200"),
            ("-1234567.8901", "-1,234,567.8901"),
            ("0.5", "0.5"),
            ("about 4000", "about 4000"),
            ("", ""),
            (".5", ".5"),
            ("1,200", "1,200"),
        ] {
            assert_eq!(grouped(value), words);
        }
    }
}
