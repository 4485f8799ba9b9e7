//! For any text, candidates quote it letter by letter, and refer only to candidates of the same proposal.

use nutgraf::candidates::language::Language;
use nutgraf::candidates::lines::{attribution_lines, propose_plain};
use nutgraf::candidates::{Source, propose};
use nutgraf::model::article::date::When;
use nutgraf::text::span::find_nth;
use proptest::prelude::*;

/// Pieces of text: ordinary ones, and traps for rules.
#[rustfmt::skip]
const PIECES: [&str; 64] = [
    "Kenya", "Nairobi", "Kenyans", "the", "said", "that", "according to", "“", "”", "\"", "''", "``", "’s", "'s",
    "(", ")", ",", ".", ";", ":", "—", "-", "and", "but", "which", "who", "to", "close", "has closed", "Anna Hale",
    "Hale", "Minister", "US$", "$", "800 million", "10", "to 15 percent", "a", "year", "in 2014", "since",
    "until 2010", "1990s", "26 December 1991", "May", "Mr.", "U.S.", "Harbour Workers' Union", "(HWU)", "HWU", "It",
    "They", "their", "Soviet-led", "nonNATO", "2004 general election", "a significant number of", "could", "seems",
    "\n\n", "é\u{301}", "北京", "\u{200b}", "🚢",
];

/// Function words and verbs in any order: sentences that no rule expects.
#[rustfmt::skip]
const WORDS: [&str; 73] = [
    "said", "says", "saying", "told", "according", "to", "that", "if", "whether", "and", "but", "or", "while",
    "because", "who", "which", "what", "it", "he", "they", "it was reported", "seems", "appears", "is expected",
    "wants", "declined", "criticised", "called", "for", "on", "of", "in", "by", "with", "about", "between", "as",
    "the", "a", "an", "this", "his", "claim", "plan", "support", "opposition", "worried", "confident", "not", "has",
    "been", "will", "could", "should", "was", "were", "tensions", "threat", "collapse", "problems", "Kenya", "Hale",
    "Ostrow", "ports", "port", "dues", "strong", "newly", "closed", "closing", "close", "1990", ",",
];

fn text() -> impl Strategy<Value = String> {
    let known = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60).prop_map(|pieces| pieces.join(" "));
    let glued = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40).prop_map(|pieces| pieces.concat());
    let sentence = prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..30).prop_map(|words| words.join(" "));
    let end = prop::sample::select(vec![".", ",", "?", ":", ";", " —", ",” ", ".\"", ""]);
    let sentences = prop::collection::vec((sentence, end), 0..6);
    let sentences =
        sentences.prop_map(|parts| parts.into_iter().map(|(words, end)| words + end).collect::<Vec<_>>().join(" "));
    prop_oneof![3 => sentences, 3 => known, 2 => glued, 1 => "\\PC{0,200}", 1 => any::<String>()]
}

proptest! {
    #![proptest_config(super::cases(600))]

    #[test]
    fn claims_quote_their_paragraph_and_name_known_entities(text in text()) {
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let proposal = propose(&Source { language: "en", title: "A title", paragraphs: paragraphs.clone(), ..Source::default() });
        for claim in &proposal.claims {
            let paragraph = paragraphs[claim.paragraph];
            prop_assert!(find_nth(paragraph, &claim.quote, claim.nth.unwrap_or(1)).is_some(), "{claim:?}");
            prop_assert!(claim.nth.is_some() || paragraph.matches(&claim.quote).count() == 1, "{claim:?}");
            prop_assert!(claim.cue.as_ref().is_none_or(|cue| !cue.is_empty() && paragraph.contains(cue)), "{claim:?}");
            prop_assert!(claim.figures.iter().all(|figure| paragraph.contains(&figure.printed) && !figure.of.is_empty()), "{claim:?}");
            prop_assert!(claim.when.as_ref().is_none_or(|when| When::parse(when).is_ok()), "{claim:?}");
            prop_assert!(!claim.kinds.is_empty() && !claim.text.trim().is_empty(), "{claim:?}");
            let written = proposal.claim(claim, "p1.c1".to_owned());
            prop_assert!(!written.speaker.is_empty() && written.about.len() == claim.about.len());
        }
    }

    #[test]
    fn entities_have_names_of_the_text_and_ids_of_their_own(text in text()) {
        let proposal = propose_plain(&text, "en");
        let mut ids: Vec<&str> = proposal.entities.iter().map(|candidate| candidate.entity.id.as_str()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), all);
        for candidate in &proposal.entities {
            prop_assert!(candidate.entity.names().any(|name| text.contains(name)), "{:?}", candidate);
            prop_assert!(candidate.entity.aliases.iter().all(|alias| text.contains(alias.as_str())), "{:?}", candidate);
            let id = &candidate.entity.id;
            prop_assert!(id.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '-' | '.')) && !id.starts_with(['-', '.']));
        }
    }

    #[test]
    fn attributions_are_in_the_text(text in text()) {
        let points: Vec<char> = text.chars().collect();
        for line in attribution_lines(&text, Language::english()).lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let place = |key: &str| usize::try_from(line[key].as_u64().unwrap()).unwrap();
            let (start, end) = (place("start"), place("end"));
            let words: String = points[start..end].iter().collect();
            let content = line["content"].as_str().unwrap();
            // The parts of what is said are joined by a space, also where the text has none between them.
            let first = content.split(' ').next().unwrap_or("");
            prop_assert!(words == content || words.starts_with(first), "{} / {}", words, content);
        }
    }
}
