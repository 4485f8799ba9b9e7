//! English words that distinguish kinds of change. In other languages, digits reveal figures, and every other change
//! counts as wording.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Phrases that hedge, as lists of folded words, by their first word.
static HEDGES: LazyLock<HashMap<&str, Vec<Vec<&str>>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    let lines = include_str!("../../../assets/languages/en/hedges.txt").lines();
    for line in lines.filter(|line| !line.starts_with(['#', '['])) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let Some(first) = words.first() {
            by_first.entry(first).or_default().push(words);
        }
    }
    by_first
});

/// Verbs of saying and thinking, in all their forms.
static SAYING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/languages/en/reporting-verbs.txt").lines();
    let lines = lines.skip_while(|line| *line != "[say]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('[') || *line == "[think]");
    lines.filter(|line| !line.starts_with(['#', '['])).flat_map(str::split_whitespace).collect()
});

/// The words of each list of `versions.txt`, by its name.
static LISTS: LazyLock<HashMap<&str, HashSet<&str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut list = "";
    let lines = include_str!("../../../assets/languages/en/versions.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => list = name,
            None => lists.entry(list).or_default().extend(line.split_whitespace()),
        }
    }
    lists
});

fn is_listed(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|words| words.contains(word))
}

/// Whether a folded word is a number, or has digits.
pub(in crate::corpus) fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit()) || is_listed("number", word)
}

/// Whether a folded word is a figure or part of a date.
pub(in crate::corpus) fn is_figure(word: &str) -> bool {
    is_number(word) || is_listed("date", word)
}

/// Whether a folded word attributes.
pub(in crate::corpus) fn attributes(word: &str) -> bool {
    SAYING.contains(word) || is_listed("attributing", word)
}

/// Whether a folded word negates.
pub(in crate::corpus) fn negates(word: &str) -> bool {
    is_listed("negating", word) || word.ends_with("n't")
}

/// The words among these that qualify, and `to be`, which announces plans.
pub(in crate::corpus) fn qualifiers(words: &[String]) -> impl Iterator<Item = String> + '_ {
    let planned = words.windows(2).any(|pair| pair[0] == "to" && pair[1] == "be").then(|| "to be".to_owned());
    words.iter().filter(|word| is_listed("qualifying", word)).cloned().chain(planned)
}

/// Whether a folded word refers to something named elsewhere.
pub(in crate::corpus) fn is_pronoun(word: &str) -> bool {
    matches!(word, "it" | "its" | "he" | "him" | "his" | "she" | "her" | "they" | "them" | "their" | "this" | "these")
}

/// Whether a folded word carries content.
pub(in crate::corpus) fn is_content(word: &str) -> bool {
    !is_listed("small", word)
}

/// The hedging phrases among folded words, in order.
pub(in crate::corpus) fn hedges(words: &[String]) -> Vec<String> {
    let at = |start: usize| {
        let phrases = HEDGES.get(words[start].as_str())?;
        let stands = |phrase: &&Vec<&str>| {
            words.len() >= start + phrase.len() && phrase.iter().zip(&words[start..]).all(|(one, other)| one == other)
        };
        phrases.iter().filter(stands).max_by_key(|phrase| phrase.len()).map(|phrase| phrase.join(" "))
    };
    (0..words.len()).filter_map(at).collect()
}

/// The beginning that a folded word shares with its other forms: endings of English verbs and nouns are removed.
pub(in crate::corpus) fn stem(word: &str) -> &str {
    let cut = ["ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"].into_iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.chars().count() >= 3).then_some(stem)
    });
    let stem = cut.unwrap_or(word);
    // `stopped` is a form of `stop`.
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && cut.is_some() && stem.len() > 3 => {
            &stem[..stem.len() - last.len_utf8()]
        }
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::wording::words::folded_words;

    #[test]
    fn hedges_of_several_words_are_one() {
        assert_eq!(
            hedges(&folded_words("It is expected to rain and may stop.")),
            ["is expected to", "expected to", "may"]
        );
        assert!(hedges(&folded_words("It rained.")).is_empty());
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (one, other) in [("signed", "signing"), ("stopped", "stop"), ("ferries", "ferry"), ("rose", "roses")] {
            assert_eq!(stem(one), stem(other));
        }
    }
}
