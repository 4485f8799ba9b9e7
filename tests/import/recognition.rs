//! What an input is taken for, and what is refused with advice.

use nutgraf::import::error::ImportError;
use nutgraf::import::input::Input;
use nutgraf::import::{Options, import};

fn refused(bytes: &[u8]) -> ImportError {
    let options = Options { from: None, repair: true, today: "2026-11-26" };
    import(&Input::new(bytes), &options).map(|imported| imported.format).unwrap_err()
}

#[test]
fn what_is_no_text_is_named_with_the_command_that_makes_one() {
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
