//! Markdown.

use nutgraf::import::input::Input;
use nutgraf::import::{Draft, Options, import};
use nutgraf::model::article::ParagraphKind;

fn draft(text: &str) -> Draft {
    let options = Options { from: None, repair: true, today: "2026-11-26" };
    let mut imported = import(&Input::new(text.as_bytes()), &options).unwrap();
    assert_eq!(imported.format, "markdown");
    imported.drafts.remove(0).unwrap()
}

#[test]
fn front_matter_headings_quotes_lists_captions_and_links_are_kept() {
    let draft = draft(include_str!("samples/story.md"));
    let head = &draft.article.head;
    assert_eq!((head.title.as_str(), head.byline.as_deref()), ("The last ferry to Holm", Some("Lena Ek, Per Holm")));
    assert_eq!((head.published.as_deref(), head.language.as_str()), (Some("2010-01-11"), "en-GB"));
    assert_eq!(head.url.as_deref(), Some("https://courier.example/ferry"));
    assert_eq!(draft.article.sections[1].heading.as_deref(), Some("What happens now"));
    let kinds: Vec<_> = draft.article.paragraphs().map(|paragraph| paragraph.kind).collect();
    let (list, quote, caption) = (ParagraphKind::List, ParagraphKind::Quote, ParagraphKind::Caption);
    assert_eq!(kinds, [None, Some(quote), None, Some(list), Some(list), Some(caption)]);
    let first = draft.article.paragraphs().next().unwrap();
    assert_eq!(first.text, "The last ferry to Holm left the quay at noon on Sunday with a cargo of nets.");
    assert_eq!(
        (first.links[0].words.as_str(), first.links[0].url.as_str()),
        ("at noon on Sunday", "https://harbour.example/log")
    );
    let dropped: Vec<_> = draft.document.notices.iter().filter_map(|notice| notice.dropped.as_deref()).collect();
    assert!(dropped.iter().any(|words| words.contains("Buy nets")), "{dropped:?}");
}

#[test]
fn without_front_matter_the_first_heading_is_the_title() {
    let draft = draft("# Harbour dues\n\nShips pay **twice** in Ostrow.\n\n## Later\n\nThey still do.\n");
    assert_eq!(draft.article.head.title, "Harbour dues");
    assert_eq!(draft.article.sections.len(), 2);
    assert_eq!(draft.document.blocks[1].line, 5);
}
