//! The labels of Nexis, in the languages of its users.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What is behind a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Section,
    Length,
    Byline,
    Dateline,
    Highlight,
    Body,
    Language,
    LoadDate,
    Correction,
    CorrectionDate,
    Graphic,
    /// The heading of subjects, companies and places.
    Classification,
    /// Anything that an article has no field for.
    Other,
}

impl Label {
    /// Whether it ends the text when it stands alone.
    pub(super) fn ends_text(self) -> bool {
        matches!(self, Self::Classification | Self::Graphic | Self::Correction | Self::LoadDate)
    }
}

static LABELS: LazyLock<HashMap<&str, Label>> = LazyLock::new(|| {
    let lines = include_str!("labels.txt").lines().filter(|line| !line.starts_with('#'));
    let words = lines.filter_map(|line| {
        let mut words = line.split(' ');
        let label = named(words.next()?)?;
        Some(words.map(move |word| (word, label)))
    });
    words.flatten().collect()
});

fn named(name: &str) -> Option<Label> {
    Some(match name {
        "section" => Label::Section,
        "length" => Label::Length,
        "byline" => Label::Byline,
        "dateline" => Label::Dateline,
        "highlight" => Label::Highlight,
        "body" => Label::Body,
        "language" => Label::Language,
        "load-date" => Label::LoadDate,
        "correction" => Label::Correction,
        "correction-date" => Label::CorrectionDate,
        "graphic" => Label::Graphic,
        "classification" => Label::Classification,
        "other" => Label::Other,
        _ => return None,
    })
}

/// The label at the beginning of a text, with how many bytes it takes, colon included.
pub(super) fn at_start(text: &str) -> Option<(Label, usize)> {
    const LONGEST: usize = 40;
    let colon = text.char_indices().take(LONGEST).find(|(_, letter)| *letter == ':')?.0;
    whole(&text[..colon]).map(|label| (label, colon + 1))
}

/// The label that a whole text is.
pub(super) fn whole(text: &str) -> Option<Label> {
    let bare = text.trim().trim_end_matches(':').trim_end();
    if bare.is_empty() || bare.len() > 40 {
        return None;
    }
    let word = bare.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    LABELS.get(word.as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_any_case_and_language() {
        assert_eq!(at_start("BYLINE: By Lena Ek"), Some((Label::Byline, 7)));
        assert_eq!(at_start("Length:\u{a0}571 words"), Some((Label::Length, 7)));
        assert_eq!(at_start("LÄNGE: 80 Wörter"), Some((Label::Length, 7)));
        assert_eq!(at_start("CORRECTION-DATE: May 3"), Some((Label::CorrectionDate, 16)));
        assert_eq!(at_start("The minister: a portrait"), None);
        assert_eq!(whole("Body"), Some(Label::Body));
        assert_eq!(whole(" Load Date:"), Some(Label::LoadDate));
    }

    #[test]
    fn every_line_of_the_table_has_a_meaning() {
        let lines = include_str!("labels.txt").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            assert!(line.split(' ').next().and_then(named).is_some(), "{line}");
        }
    }
}
