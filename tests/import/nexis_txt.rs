//! The text export of Nexis, with every known trap, in an invented file.

use nutgraf::import::error::ImportError;
use nutgraf::import::input::Input;
use nutgraf::import::notice::NoticeKind;
use nutgraf::import::{Draft, Imported, Options, import};
use nutgraf::model::article::Section;

const TEXT: &str = include_str!("samples/nexis.txt");

fn imported(bytes: &[u8]) -> Imported {
    import(&Input::new(bytes), &Options { from: None, repair: true, today: "2026-11-26" }).unwrap()
}

fn draft(imported: &Imported, number: usize) -> &Draft {
    imported.drafts[number - 1].as_ref().unwrap()
}

fn paragraphs(draft: &Draft) -> Vec<&str> {
    draft.article.paragraphs().map(|paragraph| paragraph.text.as_str()).collect()
}

#[test]
fn every_document_is_found_whatever_the_encoding_and_the_line_ends() {
    let windows = TEXT.replace('\n', "\r\n");
    let with_mark = format!("\u{feff}{windows}");
    let latin: Vec<u8> = windows.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    for bytes in [TEXT.as_bytes(), windows.as_bytes(), with_mark.as_bytes(), &latin] {
        let imported = imported(bytes);
        assert_eq!((imported.format, imported.drafts.len(), imported.stated_count), ("nexis-txt", 4, Some(5)));
        assert_eq!(draft(&imported, 4).article.head.title, "Die Fähre fährt nicht mehr");
    }
}

#[test]
fn head_and_labels_become_metadata_and_leave_the_text() {
    let imported = imported(TEXT.as_bytes());
    let first = draft(&imported, 1);
    let head = &first.article.head;
    assert_eq!(head.title, "The Last Ferry to Holm Leaves With Nobody Aboard");
    assert_eq!(head.outlet.as_deref(), Some("The Norvik Courier"));
    assert_eq!(head.published.as_deref(), Some("2010-01-11"));
    assert_eq!(head.byline.as_deref(), Some("LENA EK"));
    assert_eq!(head.language, "en");
    assert_eq!(head.rights.as_deref(), Some("Copyright 2010 The Norvik Courier Company All Rights Reserved"));
    let text = paragraphs(first);
    assert_eq!(text.len(), 3);
    assert!(text[0].starts_with("The last ferry to Holm left") && text[0].ends_with("an hour later."));
    assert!(text[1].starts_with("''It was a good line"), "quotation marks are never changed: {}", text[1]);
    assert_eq!(first.article.sections[1].heading.as_deref(), Some("What happens now"), "two blank lines end nothing");
}

#[test]
fn a_title_that_looks_like_a_date_is_a_title_and_a_correction_stays() {
    let imported = imported(TEXT.as_bytes());
    let second = draft(&imported, 2);
    assert_eq!(second.article.head.title, "September 3, 2011");
    assert_eq!(second.article.head.published.as_deref(), Some("2011-10-06"));
    assert_eq!(second.article.head.revised.as_deref(), Some("2011-10-08"));
    assert_eq!(paragraphs(second)[1], "Correction: Two boats were lost, not three.");
}

#[test]
fn a_document_without_text_costs_only_itself() {
    let imported = imported(TEXT.as_bytes());
    let error = imported.drafts[2].as_ref().unwrap_err();
    let line = TEXT.lines().position(|line| line.contains("3 of 5 DOCUMENTS")).unwrap() + 1;
    assert!(matches!(error, ImportError::NoArticle { line: Some(at), .. } if *at == line), "{error:?}");
}

#[test]
fn labels_of_other_languages_are_read_and_counts_are_checked() {
    let imported = imported(TEXT.as_bytes());
    let fourth = draft(&imported, 4);
    let head = &fourth.article.head;
    assert_eq!((head.language.as_str(), head.published.as_deref()), ("de", Some("2010-03-03")));
    assert_eq!(head.byline.as_deref(), Some("Jana Ruiz"));
    let counts =
        |draft: &Draft| draft.document.notices.iter().filter(|notice| notice.kind == NoticeKind::Count).count();
    assert_eq!(counts(fourth), 1, "200 words are stated");
    assert_eq!(counts(draft(&imported, 1)), 0);
}

#[test]
fn nothing_names_the_user_or_the_library() {
    let imported = imported(TEXT.as_bytes());
    for draft in imported.drafts.iter().flatten() {
        let written = nutgraf::codec::article_yaml::write::write(&draft.article, "s");
        assert!(!written.to_uppercase().contains("SECRET"), "{written}");
    }
}

#[test]
fn a_request_page_without_documents_is_named_as_that() {
    let page = TEXT.split("                               1 of 5").next().unwrap();
    let options = Options { from: None, repair: true, today: "2026-11-26" };
    let error = import(&Input::new(page.as_bytes()), &options).map(|imported| imported.format).unwrap_err();
    assert!(error.to_string().contains("request page of Nexis"), "{error}");
}

#[test]
fn one_document_without_a_separator_is_read_by_its_labels() {
    let one = TEXT.split("1 of 5 DOCUMENTS").nth(1).unwrap().split("2 of 5 DOCUMENTS").next().unwrap();
    let imported = imported(one.trim_end().as_bytes());
    assert_eq!((imported.format, imported.drafts.len()), ("nexis-txt", 1));
    assert_eq!(draft(&imported, 1).article.head.byline.as_deref(), Some("LENA EK"));
}

#[test]
fn a_text_with_one_line_of_a_request_page_is_a_text() {
    let lines =
        ["Send to: the editor", "Time of Request: 9 May", "Job Number: 7", "0 of 0 documents", "3 of 10 documents"];
    for line in lines {
        let text =
            format!("Ferry fares\n\n{line}\n\nThe ferry to Norvik costs more from May.\n\nIda Holm asked why.\n");
        let imported = imported(text.as_bytes());
        assert_eq!(imported.format, "text", "{line}");
        let article = &draft(&imported, 1).article;
        let has = |words: &str| article.paragraphs().any(|paragraph| paragraph.text.contains(words));
        let is_heading = |section: &Section| section.title() == line;
        assert!(has(line) || article.sections.iter().any(is_heading), "{line}");
        assert!(has("costs more from May"), "{line}");
    }
}
