//! Annotated sources: brat, doccano, Label Studio, W3C and Hypothesis.

use nutgraf::import::document::SourceAnnotation;
use nutgraf::import::error::ImportError;
use nutgraf::import::input::Input;
use nutgraf::import::notice::NoticeKind;
use nutgraf::import::{Draft, Imported};
use nutgraf::model::article::entity::EntityKind;

use crate::place::{Place, err};
use crate::reading::{field, notices, outline, read, read_one, refused_as, source_id, try_import, values};

const TEXT: &str = include_str!("samples/harbour-annotated.txt");
const BRAT: &str = include_str!("samples/harbour.ann");
const LABEL_STUDIO: &str = include_str!("samples/label-studio.json");
const PUBLISHED_TEXT: &str = include_str!("samples/brat-attribution.txt");
const PUBLISHED_BRAT: &str = include_str!("samples/brat-attribution.ann");

fn read_onto(annotations: &str, text: &str) -> Result<Imported, ImportError> {
    try_import(&Input::new(annotations.as_bytes()).onto(text.as_bytes()))
}

fn draft_onto(annotations: &str, text: &str) -> Draft {
    read_onto(annotations, text).unwrap().drafts.remove(0).unwrap()
}

fn annotation<'d>(draft: &'d Draft, quote: &str) -> &'d SourceAnnotation {
    draft.document.annotations.iter().find(|found| found.quote == quote).unwrap()
}

fn attributes(annotation: &SourceAnnotation) -> Vec<(&str, &str)> {
    annotation.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[test]
fn brat_counts_characters_and_says_how_things_belong_together() {
    let draft = draft_onto(BRAT, TEXT);
    let entities: Vec<_> = draft.article.entities.iter().map(|found| (found.name.as_str(), found.kind)).collect();
    assert_eq!(
        entities,
        [
            ("Lena Ek", EntityKind::Person),
            ("Holm & Sons", EntityKind::Organisation),
            ("Port of Ostrow", EntityKind::Organisation)
        ]
    );
    assert_eq!(draft.article.entities[1].wikidata.as_deref(), Some("Q42"));
    assert_eq!(draft.article.entities[2].aliases, ["OPA"]);
    let claim = annotation(&draft, "Ships pay twice in Ostrow");
    assert_eq!((claim.label.as_deref(), claim.comment.as_deref()), (Some("Claim"), Some("Ask the port.")));
    assert_eq!(
        (claim.before.as_str(), claim.after.as_str()),
        ("Dues rise in the harbour\n\n", " 🚢, Lena Ek said. Holm & Sons\nde")
    );
    assert_eq!(attributes(claim), [("Checked", "yes")]);
    let report = annotation(&draft, "said");
    assert_eq!(
        attributes(report),
        [("Confidence", "High"), ("Speaker", "Lena Ek"), ("Statement", "Ships pay twice in Ostrow")]
    );
    assert_eq!(attributes(annotation(&draft, "Nobody pays twice")), [("Origin", "Holm & Sons")]);
    assert_eq!(annotation(&draft, "Holm & Sons\ndenies it").label.as_deref(), Some("Stance"));
}

#[test]
fn wrong_offsets_are_corrected_by_the_words_and_missing_words_are_reported() {
    let draft = draft_onto(BRAT, TEXT);
    assert_eq!(annotation(&draft, "Nobody pays twice").before.chars().last(), Some('“'));
    let skipped = notices(&draft, NoticeKind::Skipped);
    assert!(
        skipped.iter().any(|notice| notice.message.contains("no such words") && notice.line == Some(8)),
        "{skipped:?}"
    );
}

#[test]
fn the_published_example_of_brat_is_whole() {
    let draft = draft_onto(PUBLISHED_BRAT, PUBLISHED_TEXT);
    let names: Vec<_> = draft.article.entities.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(names, ["Somebody", "YouTube", "Google", "CNN"]);
    let reports: Vec<_> =
        draft.document.annotations.iter().filter(|found| found.label.as_deref() == Some("Report")).collect();
    assert_eq!(reports.len(), 4);
    assert!(attributes(reports[0]).contains(&("Reporter-Arg", "Somebody")), "{:?}", reports[0]);
    assert!(notices(&draft, NoticeKind::Skipped).is_empty());
}

#[test]
fn annotations_without_their_text_ask_for_it_and_the_command_takes_it() {
    assert_eq!(refused_as("brat", BRAT.as_bytes()), ImportError::TextMissing);
    let place = Place::new();
    place.write("notes.ann", BRAT);
    place.write("story.txt", TEXT);
    let refused = place.run(&["import", "notes.ann"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("--onto FILE"), "{}", err(&refused));
    place.succeeds(&["import", "notes.ann", "--onto", "story.txt", "-o", "story.yaml"]);
    assert!(place.read("story.yaml").contains("name: Lena Ek"));
    place.succeeds(&["check", "story.yaml"]);
}

#[test]
fn a_text_beside_its_annotations_is_imported_with_them_and_not_alone() {
    let place = Place::new();
    std::fs::create_dir(place.path("corpus")).unwrap();
    place.write("corpus/story.ann", BRAT);
    place.write("corpus/story.txt", TEXT);
    place.write("corpus/other.txt", "A tug\n\nThe tug pays nothing.\n");
    place.succeeds(&["import", "corpus", "-o", "articles"]);
    let names = std::fs::read_dir(place.path("articles")).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(names.iter().filter(|name| name.contains(".yaml")).count(), 2, "{names:?}");
    place.succeeds(&["import", "corpus/story.ann", "-o", "alone.yaml"]);
    assert!(place.read("alone.yaml").contains("name: Lena Ek"));
}

#[test]
fn doccano_has_a_text_and_its_labels_on_every_line() {
    let text = "Ships 🚢 pay Holm & Sons.";
    let lines = format!(
        "{{\"id\": 1, \"text\": \"{text}\", \"label\": [[12, 23, \"ORG\"], [0, 11, \"Claim\"], [20, 99, \"Claim\"]]}}\n\
         {{\"id\": 2, \"text\": \"A tug.\\n\\nIt left.\", \"entities\": [{{\"id\": 7, \"label\": \"Claim\", \"start_offset\": 8, \"end_offset\": 15}}], \"Comments\": []}}\n\
         not json\n\
         {{\"id\": 4, \"text\": \"\", \"label\": []}}\n"
    );
    let imported = read("doccano", lines.as_bytes());
    assert_eq!(imported.drafts.len(), 4);
    let first = imported.drafts[0].as_ref().unwrap();
    assert_eq!(first.article.entities[0].name, "Holm & Sons");
    assert_eq!(annotation(first, "Ships 🚢 pay").label.as_deref(), Some("Claim"));
    assert!(notices(first, NoticeKind::Skipped)[0].message.contains("1 annotations"));
    let second = imported.drafts[1].as_ref().unwrap();
    assert_eq!((outline(second), source_id(second)), (vec!["A tug.".to_owned(), "It left.".to_owned()], "2"));
    assert_eq!(annotation(second, "It left").before, "A tug.\n\n");
    assert_eq!(imported.drafts[2].as_ref().unwrap_err().line(), Some(3));
    assert_eq!(imported.drafts[3].as_ref().unwrap_err().line(), Some(4));
}

#[test]
fn label_studio_counts_utf_16_units() {
    let imported = read("label-studio", LABEL_STUDIO.as_bytes());
    assert_eq!(imported.drafts.len(), 2);
    let draft = imported.drafts[0].as_ref().unwrap();
    assert_eq!(values(draft, ["title", "url"]), ["Dues rise", "https://tide.example/dues"]);
    assert_eq!(draft.article.entities[0].name, "Lena Ek");
    let claim = annotation(draft, "Nobody pays twice");
    assert_eq!((claim.label.as_deref(), claim.by.as_deref()), (Some("Claim"), Some("Ana")));
    assert_eq!(claim.comment.as_deref(), Some("Ask the port."));
    assert_eq!(attributes(claim), [("verdict", "disputed"), ("denied by", "Lena Ek")]);
    assert_eq!(annotation(draft, " Lena E").label.as_deref(), Some("Quote"), "without words the place counts");
    assert!(notices(draft, NoticeKind::Skipped)[0].message.contains("1 annotations"));
    assert!(draft.document.annotations.iter().all(|found| found.quote != "Dues"), "what was cancelled is left out");
    assert_eq!(imported.drafts[1].as_ref().unwrap_err().kind(), "no-article");
}

#[test]
fn the_short_export_of_label_studio_has_the_regions_beside_the_text() {
    let short = "[{\"id\": 3, \"text\": \"Ships pay twice.\", \"label\": [{\"start\": 0, \"end\": 5, \"text\": \"Ships\", \"labels\": [\"Claim\"]}], \"annotator\": 1, \"annotation_id\": 9, \"lead_time\": 2.5}]";
    let draft = read_one("label-studio", short.as_bytes());
    assert_eq!(annotation(&draft, "Ships").label.as_deref(), Some("Claim"));
}

#[test]
fn web_annotations_are_put_onto_a_text_of_any_format() {
    let notes = "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"type\": \"AnnotationCollection\", \"first\": {\"type\": \"AnnotationPage\", \"items\": [\
        {\"id\": \"urn:1\", \"type\": \"Annotation\", \"creator\": {\"name\": \"Ana\"}, \"body\": [{\"type\": \"TextualBody\", \"value\": \"Ask the port.\", \"purpose\": \"commenting\"}, {\"type\": \"TextualBody\", \"value\": \"disputed\", \"purpose\": \"tagging\"}],\
          \"target\": {\"source\": \"https://tide.example/dues\", \"selector\": [{\"type\": \"TextQuoteSelector\", \"exact\": \"Nobody pays\\n twice\", \"prefix\": \"“\", \"suffix\": \".”\"}, {\"type\": \"TextPositionSelector\", \"start\": 1, \"end\": 2}]}},\
        {\"type\": \"Annotation\", \"bodyValue\": \"The whole page\", \"target\": \"https://tide.example/dues\"},\
        {\"type\": \"Annotation\", \"target\": {\"source\": \"x\", \"selector\": {\"type\": \"TextQuoteSelector\", \"exact\": \"not there\"}}}]}}";
    let draft = draft_onto(notes, TEXT);
    let note = annotation(&draft, "Nobody pays twice");
    assert_eq!((note.comment.as_deref(), note.label.as_deref()), (Some("Ask the port."), Some("disputed")));
    assert_eq!((note.by.as_deref(), note.before.as_str()), (Some("Ana"), "“"));
    assert_eq!(field(&draft, "url"), "https://tide.example/dues");
    let skipped: Vec<_> = notices(&draft, NoticeKind::Skipped).iter().map(|notice| notice.message.clone()).collect();
    assert_eq!(skipped.len(), 2, "{skipped:?}");
    assert_eq!(refused_as("web-annotations", notes.as_bytes()), ImportError::TextMissing);
    let page = "<html><head><title>Dues rise</title></head><body><article><h1>Dues rise</h1><p>Ships have paid dues twice in the harbour of Ostrow since the first of May, and “Nobody pays twice.” is what the port says to everybody who asks.</p><p>Ships have paid dues twice in the harbour of Ostrow since the first of May, say the captains, and they have the papers to prove it.</p></article></body></html>";
    let draft = draft_onto(notes, page);
    assert_eq!(annotation(&draft, "Nobody pays twice").by.as_deref(), Some("Ana"));
}

#[test]
fn hypothesis_gives_rows_with_user_tags_and_text() {
    let notes = "{\"total\": 2, \"rows\": [\
        {\"id\": \"a\", \"user\": \"acct:ana@hypothes.is\", \"uri\": \"https://tide.example/dues\", \"text\": \"Ask.\", \"tags\": [\"port\", \"dues\"], \"document\": {\"title\": [\"Dues rise in Ostrow\"]},\
          \"target\": [{\"source\": \"https://tide.example/dues\", \"selector\": [{\"type\": \"RangeSelector\"}, {\"type\": \"TextQuoteSelector\", \"exact\": \"Holm & Sons denies it\"}]}]},\
        {\"id\": \"b\", \"user\": \"acct:per@hypothes.is\", \"uri\": \"https://tide.example/dues\", \"text\": \"A reply\", \"references\": [\"a\"], \"target\": [{\"source\": \"https://tide.example/dues\"}]}]}";
    let imported = read_onto(notes, TEXT).unwrap();
    assert_eq!(imported.format, "hypothesis");
    let draft = imported.drafts[0].as_ref().unwrap();
    let note = annotation(draft, "Holm & Sons denies it");
    assert_eq!(
        (note.by.as_deref(), note.label.as_deref(), note.comment.as_deref()),
        (Some("ana"), Some("port, dues"), Some("Ask."))
    );
    assert_eq!(field(draft, "title"), "Dues rise in Ostrow");
    assert!(notices(draft, NoticeKind::Skipped)[0].message.contains("page as a whole"));
}

#[test]
fn other_files_than_annotations_are_refused() {
    assert_eq!(
        refused_as("web-annotations", b"{\"@context\": \"http://www.w3.org/ns/anno.jsonld\"}").kind(),
        "no-article"
    );
    assert_eq!(refused_as("label-studio", b"[{").kind(), "malformed");
    assert_eq!(read_onto(BRAT, "").unwrap_err().kind(), "no-article");
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    assert_eq!(refused_as("doccano", deep.as_bytes()).kind(), "malformed");
}
