//! "Did you mean": one rule for when a known word is near enough to the one that was typed.

/// Longer words, in bytes, are not compared: that costs too much, and nobody mistypes them by one letter.
const LONGEST: usize = 64;
/// This many known words of about the same length are compared.
const MOST: usize = 2000;

/// The known word that is the most like `word`, whatever the case; none when none is near.
///
/// Near is a Damerau-Levenshtein distance of at most a third of the word's code points, and of at least one. Of words as
/// near, the first by the alphabet.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let count = word.chars().count();
    let most = count.max(3) / 3;
    let alike = known.into_iter().filter(|other| other.chars().count().abs_diff(count) <= most).take(MOST);
    let near = alike.map(|other| (strsim::damerau_levenshtein(&word, &other.to_lowercase()), other)).min()?;
    (near.0 <= most).then_some(near.1)
}

/// The nearest known word as a question, for a hint: "did you mean `kind`?"
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

/// The nearest known word as the end of a message: a semicolon and the question, or nothing.
#[must_use]
pub fn ending<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    did_you_mean(word, known).map_or(String::new(), |question| format!("; {question}"))
}

/// What may be written instead: "choose one of: fact, numerical".
#[must_use]
pub fn choices<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match known.as_slice() {
        [one] => format!("the only choice is {one}"),
        known => format!("choose one of: {}", known.join(", ")),
    }
}

/// The known word that was probably meant, or else all of them, as a hint.
#[must_use]
pub fn instead<'a>(word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    did_you_mean(word, known.clone()).unwrap_or_else(|| choices(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_near_and_another_word_is_not() {
        let known = ["fact", "numerical", "comparison", "causal"];
        assert_eq!(nearest("fakt", known), Some("fact"));
        assert_eq!(nearest("Fact", known), Some("fact"));
        assert_eq!(nearest("afct", known), Some("fact"), "two letters changed places");
        assert_eq!(nearest("comparsion", known), Some("comparison"));
        assert_eq!(nearest("opinion", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"fact".repeat(20), ["fact".repeat(20).as_str()]), None, "too long to be compared");
    }

    #[test]
    fn letters_are_counted_and_not_bytes() {
        assert_eq!(nearest("мнени", ["мнение", "факт"]), Some("мнение"));
    }

    #[test]
    fn a_hint_names_the_word_that_was_meant_or_all() {
        assert_eq!(instead("fakt", ["fact", "causal"]), "did you mean `fact`?");
        assert_eq!(instead("gossip", ["fact", "causal"]), "choose one of: fact, causal");
        assert_eq!(instead("gossip", ["fact"]), "the only choice is fact");
    }

    #[test]
    fn a_message_ends_in_the_question() {
        assert_eq!(ending("p1.c3", ["p1.c1", "p9"]), "; did you mean `p1.c1`?");
        assert_eq!(ending("nothing-like-it", ["p1.c1"]), "");
    }
}
