//! EuroPresse in both generations: every trap of their formats.

use nutgraf::import::notice::NoticeKind;

use crate::reading::{outline, read, refused_as, source_id, values, written};

const OLD: &[u8] = include_bytes!("samples/europresse-old.html");
const NEW: &[u8] = include_bytes!("samples/europresse-new.html");

#[test]
fn the_older_generation_parts_paragraphs_by_empty_elements() {
    let imported = read("europresse", OLD);
    assert_eq!(imported.drafts.len(), 2);
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        outline(first),
        ["Les navires paient deux fois à Ostrow, a dit le port. C'est nié.", "La capitaine attend."]
    );
    assert_eq!(
        values(first, ["title", "subtitle", "byline", "outlet", "published", "rights"]),
        [
            "Les droits montent : un port divisé",
            "",
            "",
            "La Marée",
            "2013-10-05",
            "© 2013 La Marée. Tous droits réservés."
        ]
    );
    let second = imported.drafts[1].as_ref().unwrap();
    assert_eq!(outline(second), ["Le bac est resté au port.", "(1) Une note."]);
    assert_eq!(
        values(second, ["title", "subtitle", "byline", "outlet", "published"]),
        ["Le bac", "Un sous-titre", "Anne Roy", "Le Mag", "2012-10-04"]
    );
    assert_eq!(source_id(second), "news·20121004·MAG·156190");
}

#[test]
fn the_newer_generation_has_an_element_for_everything() {
    let imported = read("europresse", NEW);
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(
        outline(first),
        [
            "Les navires paient deux fois, dit le port.",
            "C'est nié : « jamais ».",
            "# La suite",
            "- Un bac.",
            "- Un remorqueur.",
            "[Le port à midi.]"
        ]
    );
    assert_eq!(
        values(first, ["title", "subtitle", "byline", "outlet", "published"]),
        ["Les droits montent", "Un port divisé", "Léa Roy", "La Marée", "2006-03-14"]
    );
    assert_eq!(source_id(first), "news·20060315·MA·0q1503_1256056");
}

#[test]
fn a_stray_end_tag_loses_no_article_and_a_missing_date_is_guessed_from_the_number() {
    let imported = read("europresse", NEW);
    assert_eq!(imported.drafts.len(), 3);
    let second = imported.drafts[1].as_ref().unwrap();
    assert_eq!(outline(second), ["Le bac est resté au port.", "(Le bac de 1956.)"]);
    assert_eq!(values(second, ["byline", "published"]), ["Anne Roy", "2006-03-14"]);
    assert_eq!(second.article.head.source.as_ref().unwrap().guessed, ["published"]);
    assert!(imported.drafts[2].as_ref().unwrap_err().to_string().contains("“Sans texte” has no text"));
}

#[test]
fn the_certificate_never_reaches_a_draft_and_the_charset_is_not_believed() {
    for export in [OLD, NEW] {
        let imported = read("europresse", export);
        assert!(imported.notices.iter().any(|notice| notice.kind == NoticeKind::Encoding));
        for draft in imported.drafts.iter().flatten() {
            let yaml = written(draft).to_lowercase();
            assert!(!yaml.contains("universit") && !yaml.contains("certificat"), "{yaml}");
        }
    }
}

#[test]
fn a_page_without_articles_is_named_as_that() {
    let page = "<html><body><span class='DocPublicationName'></span><i id='PubliC'></i></body></html>";
    assert!(refused_as("europresse", page.as_bytes()).to_string().contains("a page of EuroPresse without articles"));
}
