//! No word of a text is lost: each is in the article, in its metadata, or in the report of what was left out.

use std::collections::BTreeMap;

use nutgraf::import::input::Input;
use nutgraf::import::sources::named;
use nutgraf::import::{Draft, Options, import};
use proptest::prelude::*;

/// Lines of every kind that matters to structure and repairs.
const LINES: [&str; 34] = [
    "The ferry to Holm sank on Monday with nobody aboard, and the harbour office closed its books.",
    "This along",
    "to with the storms has led to long faces on the quay.",
    "Norvik's closeness Ostrow",
    "What happens now",
    "Fishing and coastal trade The island and then its two ports long kept a strict rule against it all.",
    "OSTROW (SW) — The last ferry left the quay at noon with a cargo of nets and not one passenger aboard.",
    "By Lena Ek",
    "Monday, January 11, 2010",
    "- nets",
    "• a smaller boat",
    "1. First",
    "2. Second",
    "??  ??",
    "* * *",
    "Photo: P. Ruiz",
    "© 2010 The Norvik Courier",
    "Newspapers in English",
    "Read more about Holm",
    "advertisement",
    "It will also raise the number of ships that can pass the",
    "Lock of Brenn in winter.",
    "The OstrowNorvik talks and the HolmOstrow line; Ostrow and Norvik and Holm met in Holm.",
    "A soft hy\u{ad}phen and a develop-",
    "ment of the Ostrow-Norvik line, with develop and development.",
    "“Nobody pays twice,” she said.",
    "He left at 5 p.m. She stayed.",
    "船が沈んだ。",
    "港は閉鎖された。",
    "No full stop here",
    "https://courier.example/ferry",
    "Figure 3. The quay",
    "the line begins low and is long enough to be joined with whatever stands before it in the text",
    "\tAn indented line begins a paragraph, as in old papers.",
];

fn letters(text: &str, counts: &mut BTreeMap<char, isize>, by: isize) {
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
        *counts.entry(letter).or_default() += by;
    }
}

/// Letters of the source that the draft lacks or has too often.
fn unbalanced(text: &str, draft: &Draft) -> BTreeMap<char, isize> {
    let mut counts = BTreeMap::new();
    letters(text, &mut counts, 1);
    for block in &draft.document.blocks {
        letters(&block.text, &mut counts, -1);
    }
    // A title may be taken from the text; a guessed title also stays there.
    if let Some(title) = draft.document.metadata.title.as_ref().filter(|title| title.line.is_some()) {
        letters(&title.value, &mut counts, -1);
    }
    if let Some(url) = &draft.document.metadata.url {
        letters(&url.value, &mut counts, -1);
    }
    counts.retain(|_, count| *count != 0);
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_word_is_lost(lines in prop::collection::vec((prop::sample::select(&LINES[..]), 0_u8..3), 2..24), repair: bool) {
        let text = lines.iter().flat_map(|(line, blank)| [*line, &"\n\n\n"[..=usize::from(*blank)]]).collect::<String>();
        let options = Options { from: named("text"), repair, today: "2026-11-26" };
        if let Ok(imported) = import(&Input::new(text.as_bytes()), &options) {
            let draft = imported.drafts[0].as_ref().unwrap();
            prop_assert_eq!(unbalanced(&text, draft), BTreeMap::new(), "{}", text);
            // Text outside the blocks of the article is in the report.
            for block in draft.document.blocks.iter().filter(|block| !block.kind.is_body()) {
                let told = draft.document.notices.iter().any(|notice| notice.dropped.as_deref() == Some(&block.text));
                let is_heading = draft.article.sections.iter().any(|section| section.heading.as_deref() == Some(&block.text));
                prop_assert!(told || is_heading, "{:?}: {}", block, text);
            }
        }
    }

    #[test]
    fn any_text_is_imported_or_refused(text in "\\PC{0,400}", lines in prop::collection::vec("\\PC{0,60}", 0..12)) {
        let options = Options { from: None, repair: true, today: "2026-11-26" };
        let whole = format!("{text}\n{}", lines.join("\n"));
        if let Ok(imported) = import(&Input::new(whole.as_bytes()), &options) {
            for draft in imported.drafts.iter().flatten() {
                let written = nutgraf::codec::article_yaml::write::write(&draft.article, "s");
                prop_assert!(nutgraf::codec::article_yaml::read("a", written.as_bytes()).is_ok(), "{}", written);
            }
        }
    }
}
