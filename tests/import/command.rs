//! `nutgraf import` as a script sees it.

use crate::place::{Place, err, out};

const STORY: &str =
    "Harbour dues rise again\n\nShips pay twice\nin Ostrow since May.\n\nThe port denies it: \"Nobody pays twice.\"\n";

#[test]
fn a_text_becomes_an_article_that_check_accepts() {
    let place = Place::new();
    place.write("story.txt", STORY);
    let imported = place.run(&["import", "story.txt"]);
    assert_eq!(imported.status.code(), Some(0), "{}", err(&imported));
    assert!(err(&imported).contains("wrote ./harbour-dues-rise-again.yaml"), "{}", err(&imported));
    let article = place.read("harbour-dues-rise-again.yaml");
    assert!(article.starts_with("# Imported from story.txt (text) on 20"), "{article}");
    for line in ["wording: verbatim", "format: text", "file: story.txt", "guessed: [title]"] {
        assert!(article.contains(line), "{line}: {article}");
    }
    assert!(article.contains("Ships pay twice in Ostrow since May."), "{article}");
    assert!(article.contains("\"Nobody pays twice.\""), "{article}");
    place.succeeds(&["check", "harbour-dues-rise-again.yaml"]);
}

#[test]
fn an_article_that_exists_is_replaced_only_by_force() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml"]);
    place.write("story.txt", &STORY.replace("since May", "since June"));
    let refused = place.run(&["import", "story.txt", "-o", "mine.yaml"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("--force"), "{}", err(&refused));
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml", "--force", "--quiet"]);
    assert!(place.read("mine.yaml").contains("since June"));
}

#[test]
fn a_folder_is_imported_into_a_folder_and_a_pipe_onto_standard_output() {
    let place = Place::new();
    std::fs::create_dir(place.path("saved")).unwrap();
    place.write("saved/one.txt", STORY);
    place.write("saved/two.txt", &STORY.replace("again", "once more"));
    place.succeeds(&["import", "saved", "-o", "articles"]);
    assert!(place.exists("articles/harbour-dues-rise-again.yaml"));
    assert!(place.exists("articles/harbour-dues-rise-once-more.yaml"));
    let piped = place.run_with(&["import", "-"], STORY);
    assert!(out(&piped).contains("title: Harbour dues rise again"), "{}", out(&piped));
    assert!(out(&piped).contains("from standard input"), "{}", out(&piped));
}

#[test]
fn the_report_can_be_read_by_a_program() {
    let place = Place::new();
    place.write("story.txt", STORY);
    let report = place.succeeds(&["import", "story.txt", "--report", "json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["format"], "text");
    assert_eq!(report["articles"][0]["title"], "Harbour dues rise again");
    let refused = place.run(&["import", "harbour.yaml", "--report", "json"]);
    assert_eq!(refused.status.code(), Some(1));
    let refused: serde_json::Value = serde_json::from_str(&out(&refused)).unwrap();
    assert_eq!(refused["error"]["kind"], "already-article");
}

#[test]
fn blocks_and_text_are_printed_instead_of_written() {
    let place = Place::new();
    place.write("story.txt", STORY);
    let blocks = place.succeeds(&["import", "story.txt", "--blocks"]);
    let first: serde_json::Value = serde_json::from_str(blocks.lines().next().unwrap()).unwrap();
    assert_eq!((first["kind"].as_str(), first["line"].as_u64()), (Some("heading"), Some(1)));
    assert!(blocks.lines().nth(1).unwrap().contains(r#""line":3"#), "{blocks}");
    let text = place.succeeds(&["import", "story.txt", "--text"]);
    assert!(text.starts_with("Ships pay twice in Ostrow since May.\n\n"), "{text}");
    assert!(!place.exists("harbour-dues-rise-again.yaml"));
}

#[test]
fn every_format_is_listed_with_what_it_is() {
    let formats = Place::new().succeeds(&["import", "--formats"]);
    for source in nutgraf::import::sources::SOURCES {
        assert!(formats.contains(source.name()) && formats.contains(source.summary()), "{}", source.name());
    }
}

#[test]
fn many_sources_are_imported_once_and_found_unchanged_after_that() {
    let place = Place::new();
    std::fs::create_dir(place.path("saved")).unwrap();
    for number in 0..60 {
        place.write(&format!("saved/{number:02}.txt"), &STORY.replace("again", &format!("by {} percent", number % 50)));
    }
    let first = place.run(&["import", "saved", "-o", "articles"]);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert!(
        err(&first).contains("60 sources, 0 of them not imported; 60 articles found: 60 written"),
        "{}",
        err(&first)
    );
    assert!(err(&first).contains("30 of 60 sources"), "lines show the progress: {}", err(&first));
    assert!(place.exists("articles/harbour-dues-rise-by-7-percent-2.yaml"), "one name, two articles");
    place.succeeds(&["check", "articles/harbour-dues-rise-by-7-percent-2.yaml"]);
    for again in ["with the cache", "without the cache"] {
        let second = place.run(&["import", "saved", "-o", "articles"]);
        assert_eq!(second.status.code(), Some(0), "{again}: {}", err(&second));
        assert!(err(&second).contains("0 written, 60 unchanged, 0 skipped"), "{again}: {}", err(&second));
        std::fs::remove_dir_all(place.path("cache")).unwrap();
    }
    assert_eq!(err(&place.run(&["import", "saved", "-o", "articles", "--quiet"])), "");
}

#[test]
fn an_article_that_has_changed_since_is_neither_replaced_nor_doubled() {
    let place = Place::new();
    place.write("story.txt", STORY);
    place.succeeds(&["import", "story.txt"]);
    place.write("story.txt", &STORY.replace("since May", "since June"));
    let refused = place.run(&["import", "story.txt"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("--update"), "{}", err(&refused));
    assert!(!place.exists("harbour-dues-rise-again-2.yaml"));
    assert!(place.read("harbour-dues-rise-again.yaml").contains("since May"));
}

#[test]
fn a_source_that_cannot_be_imported_affects_no_other() {
    let place = Place::new();
    std::fs::create_dir_all(place.path("saved/page_files")).unwrap();
    place.write("saved/one.txt", STORY);
    place.write("saved/empty.txt", " \n");
    place.write("saved/scan.pdf", "%PDF-1.7\n");
    place.write("saved/mine.yaml", "nutgraf: 1\narticle: {");
    place.write("saved/page.html", "<html><body><p>x</p></body></html>");
    place.write("saved/page_files/script.js", "var a = 1;");
    place.write("saved/one.ana.notes.jsonl", "{}");
    let imported = place.run(&["import", "saved", "-o", "articles"]);
    assert_eq!(imported.status.code(), Some(1));
    let messages = err(&imported);
    assert!(messages.contains("empty.txt: it is empty") && messages.contains("pdftotext -layout"), "{messages}");
    for silent in ["script.js", "mine.yaml", "notes.jsonl"] {
        assert!(!messages.contains(silent), "{silent}: {messages}");
    }
    let missing = place.run(&["import", "nowhere.txt"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("nowhere.txt"), "{}", err(&missing));
}

#[test]
fn a_source_of_many_articles_is_reported_in_a_few_lines() {
    let item = |number: usize| {
        format!(
            "<item><title>Dues {number}</title><description>Ships pay twice in Ostrow since May.</description></item>"
        )
    };
    let items: String = (0..40).map(item).collect();
    let place = Place::new();
    place.write("feed.xml", &format!("<rss version=\"2.0\"><channel><title>Tide</title>{items}</channel></rss>"));
    let imported = place.run(&["import", "feed.xml", "-o", "articles"]);
    let report = err(&imported);
    assert!(report.contains("(40 times)") && report.contains("40 articles found, 40 written"), "{report}");
    assert!(report.lines().count() < 6, "{report}");
    let full = place.run(&["import", "feed.xml", "-o", "again", "--report", "full"]);
    assert!(err(&full).lines().count() > 80, "{}", err(&full));
}
