//! Wrapping loses no byte and splits no grapheme, nothing hostile is drawn, and words are found in place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use nutgraf::reader::widgets::scroll::{Position, follow, visible};
use nutgraf::text::cells::{clusters, cut, width};
use nutgraf::text::folding::fold;
use nutgraf::text::search::Pattern;
use nutgraf::text::wrap::wrap;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// Words of every script, including what makes wrapping hard.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,12}",
        " {1,3}",
        "[\\x00-\\x1f]",
        "\\PC",
        Just("👩‍👩‍👧‍👦".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("漢字".to_owned()),
        Just("شكرا".to_owned()),
        Just("\u{202e}".to_owned()),
        "[\u{300}-\u{30f}]{0,20}",
        "[\u{fe00}-\u{fe0f}\u{200d}\u{e0061}-\u{e007f}]{0,20}",
        "[\u{1100}-\u{1110}]{0,40}",
        Just("\u{200b}".to_owned()),
        Just("-".to_owned()),
        Just("\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Letters that fold in every way, close together.
fn foldable() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-c ]",
        prop::sample::select(vec![
            "İ",
            "ı",
            "ﬁ",
            "ﬀ",
            "ß",
            "ẞ",
            "é",
            "e\u{301}",
            "Ⱥ",
            "ς",
            "Σ",
            "\u{ad}",
            "\u{200b}",
            "\n",
            "  ",
            "\u{a0}",
            "각",
            "가",
            "\u{1100}\u{1161}",
            "が",
            "か",
            "👩\u{200d}👧",
            "👧",
            "ि",
            "क",
            "’",
            "…",
            "②",
            "\u{301}",
            "\u{3099}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_part_of_a_text_is_found_in_it(text in foldable(), from: prop::sample::Index, to: prop::sample::Index) {
        let breaks: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let (from, to) = (breaks[from.index(breaks.len())], breaks[to.index(breaks.len())]);
        let part = &text[from.min(to)..from.max(to)];
        let Some(pattern) = Pattern::new(part) else { return Ok(()) };
        let spans = pattern.spans(&text);
        prop_assert!(pattern.is_in(&text) && !spans.is_empty(), "{part:?} is not found");
        for span in &spans {
            prop_assert!(breaks.contains(&span.start) && breaks.contains(&span.end), "{span:?} splits a grapheme");
            prop_assert!(fold(&text[span.range()]).contains(&fold(part)), "{:?} is not {part:?}", &text[span.range()]);
        }
        for pair in spans.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start, "{pair:?}");
        }
    }

    #[test]
    fn rows_follow_one_another_and_lose_nothing(text in text(), columns in 0_u16..40) {
        let rows = wrap(&text, columns);
        prop_assert!(!rows.is_empty());
        prop_assert_eq!((rows[0].span.start, rows[rows.len() - 1].span.end), (0, text.len()));
        for pair in rows.windows(2) {
            prop_assert_eq!(pair[0].span.end, pair[1].span.start);
        }
        let breaks: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for row in rows {
            prop_assert!(breaks.contains(&row.span.start), "a grapheme is split at {}", row.span.start);
            let ink = text[row.span.range()].trim_end();
            let lone = ink.graphemes(true).count() <= 1;
            prop_assert!(width(ink) <= columns.max(1) || lone, "{ink:?} is wider than {columns}");
        }
    }

    #[test]
    fn what_is_drawn_takes_columns_and_has_no_control_in_it(text in text()) {
        let span = nutgraf::text::span::ByteSpan::new(0, text.len());
        let mut at = 0;
        for cluster in clusters(&text, span) {
            prop_assert_eq!(cluster.at, at);
            at += text[at..].graphemes(true).next().unwrap().len();
            prop_assert!(cluster.columns > 0);
            prop_assert!(cluster.columns < 10 && cluster.shown.chars().count() <= 33, "{:?}", cluster.shown);
            let hostile = |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            prop_assert!(!cluster.shown.chars().any(hostile), "{:?}", cluster.shown);
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn cut_text_fits(text in text(), columns in 0_u16..30) {
        prop_assert!(width(&cut(&text, columns)) <= columns);
    }

    #[test]
    fn the_selected_item_is_in_sight(heights in prop::collection::vec(1_usize..9, 1..30), rows in 1_usize..20, steps: Vec<u8>) {
        let height = |item: usize| heights[item];
        let mut top = Position::default();
        for step in steps {
            let selected = usize::from(step) % heights.len();
            top = follow(top, selected, rows, heights.len(), &height);
            let seen = visible(top, rows, heights.len(), &height);
            let shown = seen.iter().filter(|(item, _)| *item == selected).count();
            prop_assert_eq!(shown, heights[selected].min(rows));
        }
    }
}
