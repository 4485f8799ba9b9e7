//! Which format an input is recognised as, and which inputs are refused with advice.

use nutgraf::import::error::ImportError;
use nutgraf::import::input::Input;
use nutgraf::import::notice::NoticeKind;
use nutgraf::import::{Options, import};

use crate::reading::{field, outline, read, read_one};
use crate::word_builder;

fn refused(bytes: &[u8]) -> ImportError {
    let options = Options { from: None, repair: true, today: "2026-11-26" };
    import(&Input::new(bytes), &options).map(|imported| imported.format).unwrap_err()
}

#[test]
fn files_other_than_text_are_named_with_a_command_that_converts_them() {
    for (bytes, words) in [
        (&b"%PDF-1.7\n"[..], "pdftotext -layout"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "soffice"),
        (b"\x89PNG\r\n\x1a\n\0", "tesseract"),
        (b"\xff\xd8\xff\xe0", "tesseract"),
    ] {
        let message = refused(bytes).to_string();
        assert!(message.contains(words), "{message}");
    }
    assert_eq!(refused(b" \n\n").kind(), "empty");
    assert_eq!(refused(b"\0\x01\x02\0\0\x07").kind(), "unknown-format");
}

#[test]
fn an_article_even_a_broken_one_is_never_imported() {
    for text in ["nutgraf: 1\narticle: {", "# mine\nnutgraf: 7\n", "\u{feff}nutgraf: 1\n"] {
        assert_eq!(refused(text.as_bytes()), ImportError::AlreadyArticle, "{text}");
    }
}

#[test]
fn unknown_binary_formats_are_refused_with_a_place() {
    let nul = refused(b"Harbour dues\n\nShips pay\0 twice.\n");
    assert_eq!((nul.kind(), nul.line()), ("malformed", Some(3)), "{nul}");
    let half = word_builder::WordBuilder::new().text("Ships pay twice in Ostrow.").build();
    assert!(refused(&half[..half.len() / 2]).to_string().contains("damaged archive"));
    let other = word_builder::archive([&("notes/one.txt", "Ships pay twice.")]);
    assert!(refused(&other).to_string().contains("unpack it"));
    let deep = format!("{{\"uri\": \"x\", \"deep\": {}{}}}", "[".repeat(20_000), "]".repeat(20_000));
    for json in [deep.as_str(), "[[1, 2], [3, 4]]", "[]", "{\"port\": \"Ostrow\"}\n", "[{\"port\": 1}]"] {
        assert_eq!(refused(json.as_bytes()).kind(), "unknown-format", "{}", &json[..json.len().min(40)]);
    }
    for text in ["[Ostrow] Ships pay twice.", "{Ostrow} Ships pay twice.\n\nThe port denies it."] {
        assert_eq!(read("text", text.as_bytes()).drafts.len(), 1, "{text}");
    }
}

#[test]
fn a_request_page_without_articles_names_nobody() {
    for page in [
        "                 0 of 0 DOCUMENTS\n",
        "Nexis\n\nUser Name: Lena Ek, University of Ostrow\nJob Number: 123456\nSearch Terms: dues\n",
    ] {
        let error = refused(page.as_bytes());
        assert_eq!(error.kind(), "no-article", "{error}");
        assert!(!error.to_string().contains("Lena"));
    }
}

#[test]
fn text_of_two_encodings_is_read_in_both() {
    let mut bytes = "Café in Ostrow\n\nIt is the Café of the harbour.\n\nAnd the ".as_bytes().to_vec();
    bytes.extend(b"Caf\xe9 there.\n");
    let draft = read_one("text", &bytes);
    assert_eq!(draft.article.head.title, "Café in Ostrow");
    assert_eq!(outline(&draft), ["It is the Café of the harbour.", "And the Café there."]);
    let notice = draft.document.notices.iter().find(|notice| notice.kind == NoticeKind::Encoding).unwrap();
    assert_eq!(notice.line, Some(5));
}

#[test]
fn a_question_with_a_byline_right_behind_it_is_the_title() {
    let text = "Who owns the water of Lake Sorren?\nBy Daniel Okoro\n12 November 2026\n\nThe lake was not there in the morning, \
                and nobody in Karsk could say where it had gone.\n";
    let draft = read_one("text", text.as_bytes());
    assert_eq!(field(&draft, "title"), "Who owns the water of Lake Sorren?");
    assert_eq!(
        (field(&draft, "byline"), field(&draft, "published")),
        ("Daniel Okoro".to_owned(), "2026-11-12".to_owned())
    );
}
