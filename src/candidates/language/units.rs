//! Magnitudes, currencies and units of measure.

use crate::candidates::language::phrases::Phrases;

/// What is next to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// `million`: this many zeros.
    Zeros(u32),
    /// A currency after the number, by its code.
    Currency(&'static str),
    /// A unit after the number, as it is stored.
    Unit(&'static str),
    /// `a year`, as it is stored: `per year`.
    Per(&'static str),
}

/// What may be before and after numbers.
#[derive(Debug, Default)]
pub struct Measures {
    /// Words after a number.
    pub after: Phrases<Measure>,
    /// Signs before a number, with the code of their currency.
    pub signs: Vec<(&'static str, &'static str)>,
}

/// Reads the file of units.
pub(super) fn read_measures(file: &'static str) -> Measures {
    let mut measures = Measures::default();
    let mut section = "";
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
            continue;
        }
        let fields: Vec<&'static str> = line.split(';').map(str::trim).collect();
        let words = |index: usize| fields.get(index).into_iter().flat_map(|field| field.split(',')).map(str::trim);
        match section {
            "magnitude" => measures
                .after
                .add(fields[0], Measure::Zeros(words(1).next().and_then(|zeros| zeros.parse().ok()).unwrap_or(0))),
            "currency" => {
                measures.signs.extend(words(1).map(|sign| (sign, fields[0])));
                words(2).chain(words(1)).for_each(|word| measures.after.add(word, Measure::Currency(fields[0])));
            }
            "unit" => words(1).for_each(|word| measures.after.add(word, Measure::Unit(fields[0]))),
            "per" => words(1).for_each(|word| measures.after.add(word, Measure::Per(fields[0]))),
            _ => {}
        }
    }
    measures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_words_of_currencies_are_known() {
        let measures = read_measures(include_str!("../../../assets/languages/en/units.txt"));
        assert!(measures.signs.contains(&("US$", "USD")) && measures.signs.contains(&("€", "EUR")));
        assert!(!measures.after.is_empty());
    }
}
