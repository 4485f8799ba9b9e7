//! Words that speak of a claim: its kind, its certainty, how much it deserves checking.

use crate::candidates::language::phrases::Phrases;
use crate::model::article::claim::{Certainty, ClaimKind};

/// What a word or phrase says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It is of this kind.
    Kind(ClaimKind),
    /// It deserves checking.
    High,
    /// It hardly needs checking.
    Low,
    /// The number that follows is approximate.
    Approximate,
    /// The number that follows is a limit: `up to`, `at least`.
    Bound,
    /// It is a quantity without a number.
    Vague,
}

/// Reads the file of words that speak of claims.
pub(super) fn read_signs(file: &str) -> Phrases<Sign> {
    let mut phrases = Phrases::default();
    let mut sign = None;
    for line in lines(file) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            sign = sign_of(name);
            continue;
        }
        for phrase in line.split(',') {
            if let Some(sign) = sign {
                phrases.add(phrase, sign);
            }
        }
    }
    phrases
}

fn sign_of(name: &str) -> Option<Sign> {
    match name {
        "high" => Some(Sign::High),
        "low" => Some(Sign::Low),
        "approximate" => Some(Sign::Approximate),
        "bound" => Some(Sign::Bound),
        "vague" => Some(Sign::Vague),
        _ => ClaimKind::ALL.into_iter().find(|kind| kind.word() == name).map(Sign::Kind),
    }
}

/// Reads the file of hedges.
pub(super) fn read_hedges(file: &str) -> Phrases<Certainty> {
    let mut phrases = Phrases::default();
    let mut certainty = None;
    for line in lines(file) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => certainty = Certainty::ALL.into_iter().find(|certainty| certainty.word() == name),
            None => certainty.into_iter().for_each(|certainty| phrases.add(line, certainty)),
        }
    }
    phrases
}

/// Reads the file of words that join sentences: with `true` those that need a comma behind them.
pub(super) fn read_discourse(file: &str) -> Phrases<bool> {
    let mut phrases = Phrases::default();
    let mut needs_comma = true;
    for line in lines(file) {
        match line {
            "[aside]" => needs_comma = true,
            "[lead]" => needs_comma = false,
            phrase => phrases.add(phrase, needs_comma),
        }
    }
    phrases
}

/// Reads the file of what a publication says of itself. Examples are for the tests.
pub(super) fn read_notices(file: &str) -> Phrases<()> {
    let mut phrases = Phrases::default();
    for line in lines(file).filter(|line| !line.starts_with(['=', '!'])) {
        let mut beginnings = vec![String::new()];
        for word in line.split_whitespace() {
            let with_each = |start: &String| word.split('/').map(|word| format!("{start} {word}")).collect::<Vec<_>>();
            beginnings = beginnings.iter().flat_map(with_each).collect();
        }
        for beginning in &beginnings {
            phrases.add(beginning, ());
        }
    }
    phrases
}

/// Where words are beside a name that show it to be a company's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Right before it: `a subsidiary of Norvik`.
    Before,
    /// Right behind it: `Norvik shares`.
    After,
    /// Behind it and `'s`: `Norvik's chief executive`.
    Of,
    /// Behind it and a comma: `Norvik, the airline`.
    Appositive,
}

/// Reads the file of words beside names of companies. Examples are for the tests.
pub(super) fn read_companies(file: &str) -> Phrases<Beside> {
    let mut phrases = Phrases::default();
    let mut side = Beside::Before;
    for line in lines(file).filter(|line| !line.starts_with(['=', '!'])) {
        match line {
            "[before]" => side = Beside::Before,
            "[after]" => side = Beside::After,
            "[of]" => side = Beside::Of,
            "[appositive]" => side = Beside::Appositive,
            words => words.split(',').for_each(|phrase| phrases.add(phrase, side)),
        }
    }
    phrases
}

fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_files_is_known() {
        for line in
            include_str!("../../../assets/languages/en/claim-words.txt").lines().filter(|line| line.starts_with('['))
        {
            assert!(sign_of(line.trim_matches(['[', ']'])).is_some(), "{line}");
        }
        for line in include_str!("../../../assets/languages/en/hedges.txt").lines().filter(|line| line.starts_with('['))
        {
            assert!(Certainty::ALL.iter().any(|certainty| certainty.word() == line.trim_matches(['[', ']'])), "{line}");
        }
    }
}
