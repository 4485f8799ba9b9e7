//! Mail: newsletters with all their hidden content.

use nutgraf::import::notice::NoticeKind;

use crate::reading::{field, notices, outline, read, read_one, refused_as, source_id, values, written};

const NEWSLETTER: &str = include_str!("samples/newsletter.eml");
const OUTLOOK: &[u8] = include_bytes!("samples/outlook.eml");

#[test]
fn the_text_is_taken_once_without_previews_pixels_and_footer() {
    let draft = read_one("eml", NEWSLETTER.as_bytes());
    assert_eq!(
        outline(&draft),
        [
            "# What happened",
            "Ships have paid dues twice in Ostrow since May – “twice”, as the port puts it.",
            "See the table of dues."
        ]
    );
    let dropped: Vec<_> = draft.document.notices.iter().filter_map(|notice| notice.dropped.as_deref()).collect();
    assert_eq!(
        dropped,
        ["View in browser", "You are receiving this because you subscribed.", "The Ostrow Tide, Harbour Street 1"]
    );
}

#[test]
fn metadata_come_from_the_head_and_an_encoding_is_not_believed() {
    let draft = read_one("eml", NEWSLETTER.as_bytes());
    assert_eq!(
        values(&draft, ["title", "outlet", "published", "language"]),
        ["Dues rise in the harbour – again", "The Ostrow Tide", "2014-05-19", "en"]
    );
    assert_eq!(source_id(&draft), "20140519.7f3a@mail.tide.example");
    assert_eq!(notices(&draft, NoticeKind::Encoding).len(), 1);
}

#[test]
fn nothing_that_names_the_receiver_reaches_the_draft() {
    let yaml = written(&read_one("eml", NEWSLETTER.as_bytes())).to_lowercase();
    for private in ["lena", "ostrow.example", "abc", "3f2a9c81", "bounce"] {
        assert!(!yaml.contains(private), "{private}: {yaml}");
    }
    let named = NEWSLETTER.replace("20140519.7f3a@", "x.lena.ek=ostrow.example@");
    assert_eq!(source_id(&read_one("eml", named.as_bytes())), "");
}

#[test]
fn a_published_mail_of_outlook_is_whole() {
    let draft = read_one("eml", OUTLOOK);
    assert_eq!(field(&draft, "published"), "2000-05-17");
    let text = outline(&draft).join("\n");
    assert_eq!(text.matches("A HARE one day ridiculed").count(), 1, "{text}");
    assert!(text.contains("Slow but steady wins the race."), "{text}");
}

#[test]
fn plain_mail_loses_its_signature_and_keeps_its_lines() {
    let mail = "From: Per Holm <per@tide.example>\r\nDate: Tue, 20 May 2014 08:00:00 +0200\r\nSubject: A tug\r\n\
        Message-ID: <1@tide.example>\r\n\r\nThe tug pays nothing, and nobody in the port\r\nof Ostrow says why it is so.\r\n\r\n\
        It left on Monday.\r\n\r\n-- \r\nPer Holm, Harbour Street 1\r\n";
    let draft = read_one("eml", mail.as_bytes());
    assert_eq!(
        outline(&draft),
        ["The tug pays nothing, and nobody in the port of Ostrow says why it is so.", "It left on Monday."]
    );
    assert!(draft.document.notices.iter().any(|notice| notice.line == Some(11)), "{:?}", draft.document.notices);
}

#[test]
fn a_mailbox_holds_many_and_a_forwarded_message_is_the_text() {
    let one = "From: Tide <n@tide.example>\nSubject: A tug\nDate: Tue, 20 May 2014 08:00:00 +0200\nMessage-ID: <1@t>\n\nThe tug pays nothing.\n\n";
    let mailbox = format!(
        "From n@tide.example Tue May 20 08:00:00 2014\n{one}From n@tide.example Wed May 21 08:00:00 2014\n{one}"
    );
    assert_eq!(read("eml", mailbox.as_bytes()).drafts.len(), 2);
    let forwarded = format!(
        "From: Lena <l@ostrow.example>\nSubject: WG: Fwd: A tug\nDate: Tue, 20 May 2014 08:00:00 +0200\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n{one}\n--x--\n"
    );
    let draft = read_one("eml", forwarded.as_bytes());
    assert_eq!((field(&draft, "title").as_str(), outline(&draft).len()), ("A tug", 1));
}

#[test]
fn a_mail_without_text_is_no_article() {
    let empty = "From: a@b.example\nDate: Tue, 20 May 2014 08:00:00 +0200\nMIME-Version: 1.0\nContent-Type: application/pdf\n\nJVBERi0=\n";
    let error = refused_as("eml", empty.as_bytes());
    assert!(error.to_string().contains("the mail has no text"), "{error}");
    let deep = format!(
        "Subject: x\n{}{}",
        "MIME-Version: 1.0\nFrom: a@b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n".repeat(5000),
        "x"
    );
    assert_eq!(refused_as("eml", deep.as_bytes()).kind(), "no-article");
}
