//! The number of keys for each task, from a freshly opened article.

use crate::journey::Journey;

const SHIPPED: &str = include_str!("../../content/stronger-pakistan-russia-ties.yaml");

/// A journey of exactly this many keys.
fn keys(count: usize, keys: &str) -> Journey {
    assert_eq!(keys.split_whitespace().count(), count, "`{keys}`");
    Journey::open_text(SHIPPED).press(keys)
}

#[test]
fn a_section_takes_one_key() {
    keys(1, "3").shows("¶6/14");
}

#[test]
fn the_next_claim_takes_one_key() {
    keys(1, "]").selects("p1.c2");
}

#[test]
fn judging_takes_two_keys() {
    keys(2, "v s").shows("1/65 judged");
}

#[test]
fn finding_a_speaker_and_the_certainty_takes_a_few_letters() {
    keys(6, "/ e u r a s").selects("p8.c1").shows("¶8/14");
}

#[test]
fn a_dossier_takes_five_keys() {
    keys(5, "@ r u s Enter").shows("─ Russia");
}

#[test]
fn all_figures_take_one_key() {
    keys(1, "F").shows("800,000,000 USD");
}

#[test]
fn copying_a_claim_takes_one_key() {
    keys(1, "y").copied("our paraphrase of Stronger Pakistan-Russia ties");
}

#[test]
fn going_back_takes_one_key() {
    keys(1, "5").press("Backspace").shows("¶1/14");
}

#[test]
fn every_command_is_found_within_four_letters() {
    for binding in nutgraf::reader::keymap::Keymap::default().of(nutgraf::reader::keymap::scope::Scope::Reader) {
        let name = binding.command.name();
        if name == "commands" || name == "section" {
            continue;
        }
        let found = letters(name).into_iter().any(|four| Journey::open().finds_command(&four, name));
        assert!(found, "{name}");
    }
}

/// Beginnings of a name and of its words, up to four letters long.
fn letters(name: &str) -> Vec<String> {
    let whole: String = name.chars().filter(|letter| *letter != '-').collect();
    let start: String = name.chars().take(4).collect();
    let words: String = name.split('-').flat_map(|word| word.chars().take(2)).collect();
    let last: String = name.split('-').next_back().unwrap_or(name).chars().take(3).collect();
    let mixed: String = name.chars().next().into_iter().chain(last.chars()).collect();
    let mut all = vec![whole.chars().take(4).collect(), start, words.chars().take(4).collect(), mixed];
    all.extend([1, 2, 3].map(|count| name.chars().take(count).collect()));
    all
}
