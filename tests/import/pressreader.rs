//! PressReader text: an invented counterpart of the first text that nutgraf imported, with the same damage.

use nutgraf::import::input::Input;
use nutgraf::import::notice::{Notice, NoticeKind};
use nutgraf::import::{Draft, Options, import};
use nutgraf::model::article::Article;

const TEXT: &str = include_str!("samples/pressreader.txt");

fn draft(repair: bool) -> Draft {
    let options = Options { from: None, repair, today: "2026-11-26" };
    let mut imported = import(&Input::new(TEXT.as_bytes()), &options).unwrap();
    assert_eq!(imported.format, "pressreader");
    imported.drafts.remove(0).unwrap()
}

fn paragraph(article: &Article, number: usize) -> &str {
    &article.paragraphs().nth(number - 1).unwrap().text
}

fn of_kind(draft: &Draft, kind: NoticeKind) -> Vec<&Notice> {
    draft.document.notices.iter().filter(|notice| notice.kind == kind).collect()
}

#[test]
fn outlet_title_sections_and_paragraphs_come_out_whole() {
    let draft = draft(true);
    let article = &draft.article;
    assert_eq!(article.head.outlet.as_deref(), Some("The Norvik Courier"));
    assert_eq!(article.head.title, "Closer Holm-Ostrow ties");
    let headings: Vec<_> = article.sections.iter().map(|section| section.heading.as_deref()).collect();
    let expected = ["Ostrow's closeness to Holm", "Fishing prospects", "Harbour and coastal defence"];
    assert_eq!(headings, [None].into_iter().chain(expected.map(Some)).collect::<Vec<_>>());
    assert_eq!(article.paragraphs().count(), 8);
    assert!(
        !article.paragraphs().any(|paragraph| paragraph.text.contains("??") || paragraph.text.contains("Newspapers"))
    );
}

#[test]
fn broken_paragraphs_are_joined_and_the_strewn_word_goes_back_to_its_heading() {
    let draft = draft(true);
    let text = paragraph(&draft.article, 4);
    assert!(text.contains("This along with quarrels between Holm and Norvik has led"), "{text}");
    let text = paragraph(&draft.article, 6);
    assert!(text.contains("the number of ships that can pass the Lock of Brenn in winter"), "{text}");
    assert_eq!(
        of_kind(&draft, NoticeKind::JoinedParagraph).iter().map(|notice| notice.line).collect::<Vec<_>>(),
        [Some(17), Some(25)]
    );
    assert_eq!(of_kind(&draft, NoticeKind::StrayWord).len(), 2);
    assert_eq!(of_kind(&draft, NoticeKind::SplitHeading)[0].line, Some(29));
}

#[test]
fn hyphens_come_back_where_the_text_proves_them_and_nowhere_else() {
    let draft = draft(true);
    assert!(paragraph(&draft.article, 5).contains("volume of Ostrow-Norvikian trade"));
    assert!(paragraph(&draft.article, 2).contains("Ostrow-Norvik talks"));
    assert!(paragraph(&draft.article, 1).contains("Norviksponsored"), "what is not proven stays");
    assert!(paragraph(&draft.article, 7).contains("nonNORD"), "what is not proven stays");
    assert_eq!(of_kind(&draft, NoticeKind::RestoredHyphen).len(), 2);
    let likely: Vec<_> =
        of_kind(&draft, NoticeKind::LikelyHyphen).iter().map(|notice| notice.message.clone()).collect();
    assert_eq!(likely.len(), 3, "{likely:?}");
    assert!(paragraph(&draft.article, 5).contains("Holm-Norvik plans"), "both halves are names that stand alone");
    assert!(likely.iter().any(|message| message.contains("weak evidence")), "{likely:?}");
}

#[test]
fn without_repair_the_text_stays_as_it_is() {
    let draft = draft(false);
    assert!(draft.article.paragraphs().any(|paragraph| paragraph.text.ends_with("This along")));
    let repairs =
        [NoticeKind::JoinedParagraph, NoticeKind::SplitHeading, NoticeKind::RestoredHyphen, NoticeKind::StrayWord];
    assert!(repairs.into_iter().all(|kind| of_kind(&draft, kind).is_empty()));
}

#[test]
fn date_section_and_author_are_read_from_the_line_below_the_title() {
    let text = TEXT.replace("\n-\n", "\n2020-11-04 - NEWS - By Lena Ek\n");
    let options = Options { from: None, repair: true, today: "2026-11-26" };
    let imported = import(&Input::new(text.as_bytes()), &options).unwrap();
    let head = &imported.drafts[0].as_ref().unwrap().article.head;
    assert_eq!((head.published.as_deref(), head.byline.as_deref()), (Some("2020-11-04"), Some("Lena Ek")));
    assert_eq!(head.id, "2020-11-04-the-norvik-courier-closer-holm-ostrow-ties");
}
