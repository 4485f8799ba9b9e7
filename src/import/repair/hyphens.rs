//! Hyphens that marked a line end, and hyphens that were lost at one.

use std::borrow::Cow;

use crate::import::document::Document;
use crate::import::notice::{Notice, NoticeKind};
use crate::import::vocabulary::Vocabulary;

/// Parts before which a hyphen is when a name follows.
const PREFIXES: &[&str] = &[
    "non", "anti", "pro", "pan", "ex", "post", "pre", "mid", "trans", "sub", "inter", "intra", "neo", "counter", "un",
];
/// Parts before which a hyphen is when a name precedes.
const SUFFIXES: &[&str] = &[
    "led",
    "backed",
    "based",
    "born",
    "ruled",
    "controlled",
    "occupied",
    "made",
    "style",
    "era",
    "trained",
    "sponsored",
    "funded",
    "affiliated",
    "allied",
    "linked",
    "friendly",
    "owned",
    "run",
    "wide",
    "built",
    "held",
    "brokered",
];

/// Drops soft hyphens, which no text shows.
pub(super) fn drop_soft(document: &mut Document) {
    for block in &mut document.blocks {
        if block.text.contains('\u{ad}') {
            block.text.retain(|letter| letter != '\u{ad}');
            for link in &mut block.links {
                link.words.retain(|letter| letter != '\u{ad}');
            }
            let message = "dropped soft hyphens";
            document.notices.push(Notice::at(block.line, NoticeKind::DroppedHyphen, message));
        }
    }
}

/// Restores hyphens between two halves where the text itself proves them: the word is elsewhere with its hyphen, or
/// (weaker, and reported as that) both halves are names that stand alone elsewhere.
pub(super) fn restore(document: &mut Document) {
    let title = document.metadata.title.as_ref().map(|field| field.value.clone());
    let texts = || document.blocks.iter().map(|block| block.text.as_str()).chain(title.as_deref());
    if !texts().any(|text| words(text).any(|word| halves(word).is_some())) {
        return;
    }
    let vocabulary = Vocabulary::of(texts());
    let mut found = Vec::new();
    for block in &mut document.blocks {
        if let Cow::Owned(text) = mended(&block.text, block.line, &vocabulary, &mut found) {
            block.text = text;
        }
    }
    if let Some(field) = &mut document.metadata.title
        && let Cow::Owned(text) = mended(&field.value, field.line.unwrap_or(1), &vocabulary, &mut found)
    {
        field.value = text;
    }
    if !found.is_empty() {
        for block in &document.blocks {
            suspect(&block.text, block.line, &vocabulary, &mut found);
        }
    }
    document.notices.append(&mut found);
}

fn mended<'a>(text: &'a str, line: usize, vocabulary: &Vocabulary, notices: &mut Vec<Notice>) -> Cow<'a, str> {
    let mut mended = Cow::Borrowed(text);
    for word in words(text) {
        let Some((first, second)) = halves(word) else { continue };
        let whole = format!("{first}-{second}");
        let (kind, reason) = if vocabulary.has(&whole) {
            (NoticeKind::RestoredHyphen, "which occurs elsewhere in the text".to_owned())
        } else if vocabulary.has_name(first) && vocabulary.has_name(second) {
            let reason = format!("since “{first}” and “{second}” are names that stand alone elsewhere (weak evidence)");
            (NoticeKind::LikelyHyphen, reason)
        } else {
            continue;
        };
        mended = Cow::Owned(mended.replacen(word, &whole, 1));
        notices.push(Notice::at(line, kind, format!("restored the hyphen in “{whole}”, {reason}")));
    }
    mended
}

/// Reports words that look as if they had lost a hyphen too, but cannot be proven to.
fn suspect(text: &str, line: usize, vocabulary: &Vocabulary, notices: &mut Vec<Notice>) {
    for word in words(text) {
        let capital = word.char_indices().skip(1).find(|(_, letter)| letter.is_uppercase()).map(|(at, _)| at);
        let by_prefix = capital.filter(|at| PREFIXES.contains(&&word[..*at]));
        let by_suffix = SUFFIXES.iter().find_map(|suffix| {
            let name = word.strip_suffix(suffix)?;
            (name.starts_with(char::is_uppercase) && vocabulary.has_name(name)).then_some(name.len())
        });
        if let Some(at) = by_prefix.or(by_suffix) {
            let message = format!("“{word}” may be “{}-{}”; it was left as it is", &word[..at], &word[at..]);
            notices.push(Notice::at(line, NoticeKind::LikelyHyphen, message));
        }
    }
}

/// Words of letters, without the marks around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 4)
}

/// `RussianPakistani` as two capitalised halves of at least three letters.
fn halves(word: &str) -> Option<(&str, &str)> {
    let mut letters = word.char_indices();
    if !letters.next()?.1.is_uppercase() {
        return None;
    }
    let (at, _) = letters.by_ref().find(|(_, letter)| letter.is_uppercase())?;
    let (first, second) = word.split_at(at);
    let is_word = |half: &str| half.chars().count() >= 3 && half.chars().skip(1).all(char::is_lowercase);
    (is_word(first) && is_word(second)).then_some((first, second))
}
