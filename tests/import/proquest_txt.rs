//! The text export of ProQuest, in an invented file.

use nutgraf::import::input::Input;
use nutgraf::import::{Imported, Options, import};

const TEXT: &str = include_str!("samples/proquest.txt");

fn imported() -> Imported {
    import(&Input::new(TEXT.as_bytes()), &Options { from: None, repair: true, today: "2026-11-26" }).unwrap()
}

#[test]
fn every_record_is_an_article_and_one_without_text_costs_only_itself() {
    let imported = imported();
    assert_eq!((imported.format, imported.drafts.len(), imported.stated_count), ("proquest-txt", 3, Some(3)));
    let error = imported.drafts[1].as_ref().unwrap_err().to_string();
    assert!(error.contains("“A record without text” has no full text"), "{error}");
}

#[test]
fn labels_become_metadata_and_only_the_full_text_is_text() {
    let imported = imported();
    let article = &imported.drafts[0].as_ref().unwrap().article;
    let head = &article.head;
    assert_eq!((head.title.as_str(), head.outlet.as_deref()), ("The last ferry to Holm", Some("Norvik Courier")));
    assert_eq!((head.byline.as_deref(), head.published.as_deref()), (Some("Ek, Lena"), Some("2010-01-11")));
    assert_eq!(head.source.as_ref().unwrap().id.as_deref(), Some("430000001"));
    let text: Vec<_> = article.paragraphs().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(text.len(), 3, "{text:?}");
    assert!(text[1].starts_with("Note: this was expected"), "{text:?}");
    assert_eq!(article.sections[1].heading.as_deref(), Some("What happens now"));
    let last = &imported.drafts[2].as_ref().unwrap().article.head;
    assert_eq!((last.language.as_str(), last.published.as_deref()), ("es", Some("2010-01-11")));
}

#[test]
fn nothing_names_the_users_library() {
    let imported = imported();
    for draft in imported.drafts.iter().flatten() {
        let written = nutgraf::codec::article_yaml::write::write(&draft.article, "s");
        assert!(!written.contains("secret") && !written.contains("99999"), "{written}");
    }
    let url = imported.drafts[0].as_ref().unwrap().article.head.url.clone();
    assert_eq!(url.as_deref(), Some("https://www.proquest.com/docview/430000001"));
}
